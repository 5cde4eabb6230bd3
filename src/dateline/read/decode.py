"""Bytes -> characters, with the reason for the chosen encoding. The one file that imports charset_normalizer.

Order: byte-order mark; UTF-16 by its zero bytes; UTF-8 where it fits without a fault; the encoding that the page or
server names, where what comes out looks like writing; a detector; at last Windows-1252. A text that is UTF-8 with
some foreign bytes in it keeps one character for each such byte and says so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MIXED_ENCODING = "mixed_encoding"
NUL_BYTES = "nul_bytes"

_REPLACEMENT = "\ufffd"
_SAMPLE = 24_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What browsers take for these labels: the larger set that real pages use under the smaller one's name.
_LARGER_SETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}

_CANDIDATES = [
    "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "johab", "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5",
    "cp1250", "iso8859_2", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "iso2022_jp",
]  # fmt: skip

_META_CHARSET = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_HTTP_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_PLAIN_LINE = re.compile(rb"[\x00-\x7f]{200,}")
_WIDE_WORD = re.compile(r"[^\W\d_\x00-\x7f]+")
_CASE_BREAK = re.compile(r"[а-яёіїєґ][А-ЯЁІЇЄҐ]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes; `why` names the evidence for the encoding; `warnings` are lines for the user."""

    text: str
    encoding: str
    why: str
    flags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def decode(body: bytes, *, content_type: str | None = None) -> Decoded:
    """Turn bytes into text; never fails, and one undecodable byte costs one character.

    >>> decode("Войска ушли.".encode("cp1251"), content_type="text/html; charset=windows-1251").text
    'Войска ушли.'
    """
    found = _decode(body, content_type)
    zeros = found.text.count("\0")
    if not zeros:
        return found
    noun = "NUL byte stands" if zeros == 1 else "NUL bytes stand"
    warning = f"{zeros} {noun} in the text, read as {_REPLACEMENT}; save the page again if words are missing"
    return Decoded(
        found.text.replace("\0", _REPLACEMENT),
        found.encoding,
        found.why,
        (*found.flags, NUL_BYTES),
        (*found.warnings, warning),
    )


def _decode(body: bytes, content_type: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _with_replacements(body[len(mark) :], encoding, "byte-order mark")
    if wide := _wide_encoding(body):
        return _with_replacements(body, wide, "zero bytes in every other place")
    label, where = _declared(body, content_type)
    if re.search(rb"\x1b\$[@B]", body):
        return _with_replacements(body, "iso2022_jp", "its escape sequences")
    if label and label.startswith("iso2022") and b"\x1b" in body:
        return _with_replacements(body, label, where)
    try:
        return Decoded(body.decode("utf-8"), "utf-8", "fits UTF-8 without a fault")
    except UnicodeDecodeError:
        pass
    if mixed := _mixed_utf8(body):
        return mixed
    if label and label != "utf-8":
        try:
            text = body.decode(label)
        except (UnicodeDecodeError, LookupError):
            text = ""
        if text and _looks_written(text, label):
            return Decoded(text, label, where)
    if detected := _detect(body):
        return _with_replacements(body, detected, "told by its letters")
    return _with_replacements(body, label if label and label != "utf-8" else "cp1252", "no better encoding was found")


def _declared(body: bytes, content_type: str | None) -> tuple[str | None, str]:
    """Read the label that the server, the XML head or a meta element gives, as Python calls that encoding."""
    if content_type and (found := _HTTP_CHARSET.search(content_type)) and (label := _known(found.group(1))):
        return label, "named by the server"
    if (xml := _XML_ENCODING.match(body[:200])) and (label := _known(xml.group(1).decode("ascii", "replace"))):
        return label, "named in the XML head"
    if (meta := _META_CHARSET.search(body[:8192])) and (label := _known(meta.group(1).decode("ascii", "replace"))):
        return label, "named in a meta element"
    return None, ""


def _known(label: str) -> str | None:
    try:
        name = codecs.lookup(label.strip()).name
    except LookupError:
        name = {"x-sjis": "cp932", "x-gbk": "gb18030", "windows-874": "cp874", "utf8mb4": "utf-8"}.get(
            label.lower(), ""
        )
    if not name or name.startswith(("utf-16", "utf-32")):  # such a label in readable bytes cannot be true
        return None
    return _LARGER_SETS.get(name, name)


def _wide_encoding(body: bytes) -> str | None:
    """Tell UTF-16 or UTF-32 without a mark by where the zero bytes of its Latin letters, blanks and line ends stand."""
    sample = body[:4096]
    half = len(sample) // 2
    quarters = [sample[at::4].count(0) / max(1, len(sample) // 4) for at in range(4)]
    if half >= 8 and min(quarters[1:]) > 0.7 and quarters[0] < 0.1:
        return "utf-32-le"
    if half >= 8 and min(quarters[:3]) > 0.7 and quarters[3] < 0.1:
        return "utf-32-be"
    if half < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.05 else None


def _mixed_utf8(body: bytes) -> Decoded | None:
    """Read UTF-8 with foreign bytes in it: each such byte as the Windows-1252 letter it most likely is."""
    text = body.decode("utf-8", "surrogateescape")
    wide = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    foreign = len(re.findall("[\udc80-\udcff]", text))
    if wide - foreign < 2 * foreign:
        return None
    lost = 0

    def letter(match: re.Match[str]) -> str:
        nonlocal lost
        byte = bytes([ord(match.group()) - 0xDC00])
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        alone = (before or " ") < "\udc80" and (after or " ") < "\udc80"
        guess = byte.decode("cp1252", "replace") if alone else _REPLACEMENT
        lost += guess == _REPLACEMENT
        return guess

    mended = re.sub("[\udc80-\udcff]", letter, text)
    noun = "byte is" if foreign == 1 else "bytes are"
    fate = "read as Windows-1252" if not lost else f"{lost} of them could not be read and stand as {_REPLACEMENT}"
    warning = f"mixed encodings: {foreign} {noun} not UTF-8 as the rest is; {fate}"
    return Decoded(mended, "utf-8", "fits UTF-8 but for some bytes", (MIXED_ENCODING,), (warning,))


def _with_replacements(body: bytes, encoding: str, why: str) -> Decoded:
    try:
        return Decoded(body.decode(encoding), encoding, why)
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
    lost = text.count(_REPLACEMENT)
    warning = (
        f"mixed or damaged encoding: {lost} characters could not be read as {encoding} and stand as {_REPLACEMENT}"
    )
    return Decoded(text, encoding, why, (MIXED_ENCODING,), (warning,))


def _looks_written(text: str, encoding: str) -> bool:
    """Tell whether decoded characters look like writing, so that a wrong label is noticed.

    Latin writing has most of its letters in ASCII; Cyrillic has no capitals inside words; Chinese, Japanese and
    Korean text that fits a multi-byte set whole is very seldom anything else.
    """
    sample = _TAG.sub(b" ", text[:200_000].encode("utf-8", "replace")).decode("utf-8", "replace")
    wide = sum(map(len, _WIDE_WORD.findall(sample)))
    if not wide:
        return True
    plain = len(re.findall("[A-Za-z]", sample))
    if encoding in ("cp1252", "cp1254", "iso8859-15", "cp1250", "iso8859-2", "cp1257", "mac-roman"):
        longest = max(map(len, _WIDE_WORD.findall(sample)))
        return wide < plain * 0.5 and longest < 8
    cyrillic = len(_CYRILLIC.findall(sample))
    if cyrillic > wide * 0.5:
        return len(_CASE_BREAK.findall(sample)) < cyrillic * 0.02
    return encoding not in ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5")


def _detect(body: bytes) -> str | None:
    """Ask the detector, on the words alone: markup and long plain stretches only thin the evidence out."""
    from charset_normalizer import from_bytes

    words = _PLAIN_LINE.sub(b" ", _TAG.sub(b" ", body))[:_SAMPLE]
    if words.isascii():
        return None
    best = from_bytes(words, cp_isolation=_CANDIDATES, steps=6, chunk_size=1024, preemptive_behaviour=False).best()
    return _LARGER_SETS.get(best.encoding, best.encoding) if best else None

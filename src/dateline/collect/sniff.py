"""What kind of thing some bytes are: told by their content, and by their name only where content leaves it open."""

from __future__ import annotations

import json
import re

HTML = "text/html"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
MAIL = "message/rfc822"
MAILBOX = "application/mbox"
WARC = "application/warc"
JSON = "application/json"
JSON_LINES = "application/x-ndjson"
CSV = "text/csv"
PARQUET = "application/vnd.apache.parquet"
FEED_XML = "application/rss+xml"
NITF = "application/nitf+xml"
NEWSML = "application/newsml-g2+xml"
XML = "application/xml"
ROW = "application/vnd.dateline.row+json"
BINARY = "application/octet-stream"

UNSUPPORTED: dict[str, str] = {
    "application/pdf": "is a PDF, which is not supported; save the article as a web page or as text",
    "application/zip": "is a ZIP archive; unpack it and give the folder",
    "application/msword": "is an office document, which is not supported; save it as text or as a web page",
    "application/rtf": "is an RTF document, which is not supported; save it as text or as a web page",
    "application/x-tar": "is a tar archive; unpack it and give the folder",
    "application/x-xz": "is packed with a method other than gzip; unpack it first",
    "application/x-sqlite3": "is an SQLite database; give it with --db",
    "image": "is a picture, not a text",
    "audio-video": "is a sound or film file, not a text",
    "font": "is a font, not a text",
    "text/css": "is a style sheet, not an article",
    "text/javascript": "is a script, not an article",
    BINARY: "is binary, not a text; give a page, a text, a feed, a mail, a WARC or a corpus",
}
"""Kinds that are recognised and refused, with the words a user is told."""

PAGE_PARTS = ("image", "audio-video", "font", "text/css", "text/javascript")
"""Kinds that lie beside a page that a browser saved; in folders they are counted, not refused one by one."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PAR1", PARQUET),
    (b"WARC/", WARC),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"{\\rtf", "application/rtf"),
    (b"SQLite format 3\0", "application/x-sqlite3"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"BZh", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-xz"),
    (b"Rar!", "application/zip"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\0\0\x01\0", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"OggS", "audio-video"),
    (b"ID3", "audio-video"),
    (b"\x1aE\xdf\xa3", "audio-video"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"OTTO", "font"),
)

_OFFICE_PART = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|word/|mimetype)", re.DOTALL)
_ROOT = re.compile(r"<(?!!|\?)(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_XML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HTML_SIGN = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<title[\s>]", re.IGNORECASE)
_HTML_TAG = re.compile(
    r"</?(?:p|div|span|a|br|h[1-6]|article|section|ul|li|table|img|script|em|b|i)\b[^<>]*>", re.IGNORECASE
)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*:[ \t]?")
_MAIL_SIGNS = ("from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path", "delivered-to")
_SURE_MAIL_SIGNS = ("message-id", "mime-version", "received", "return-path", "delivered-to")
_CSS_SIGN = re.compile(r"\A\s*(?:/\*|@charset|@import|@media|[.#]?[\w-]+(?:[\s,>.:#][\w\s,>.:#-]*)?\{)")
_BAD_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\b\x00"))

_XML_ROOTS = {
    "rss": FEED_XML,
    "feed": FEED_XML,
    "rdf": FEED_XML,
    "channel": FEED_XML,
    "nitf": NITF,
    "newsitem": NEWSML,
    "newsmessage": NEWSML,
    "newsml": NEWSML,
    "html": HTML,
}

_NAMES = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".shtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".eml": MAIL,
    ".mbox": MAILBOX,
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
    ".csv": CSV,
    ".tsv": CSV,
    ".json": JSON,
    ".xml": XML,
    ".rss": FEED_XML,
    ".atom": FEED_XML,
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image",
}


def extension(name: str) -> str:
    """Return the last extension of a file name in lower case, looking through `.gz`.

    >>> extension("saved/Page.HTML.gz")
    '.html'
    """
    base = name.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".gz")
    return base[base.rfind(".") :] if "." in base[1:] else ""


def media_type(head: bytes, *, name: str = "", declared: str | None = None) -> str:
    """Tell the media type from the first bytes; `declared` (an HTTP content type) and the name break ties."""
    if magic := _magic(head):
        return magic
    text = _as_text(head)
    if text is None:
        return BINARY
    named = _NAMES.get(extension(name), "")
    if declared and not named:
        named = _declared(declared)
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<") and (markup := _markup_kind(start, named)):
        return markup
    if start[:1] in "{[" and (json_kind := _json_kind(start, named)):
        return json_kind
    if named in (CSV, JSON_LINES, MARKDOWN, JSON, "text/css", "text/javascript", FEED_XML, XML, NITF, NEWSML):
        return named
    if start.startswith("From ") and (named == MAILBOX or _looks_like_mail(start.partition("\n")[2], strict=False)):
        return MAILBOX
    if named in (MAIL, MAILBOX) or _looks_like_mail(start, strict=bool(extension(name))):
        return MAILBOX if named == MAILBOX else MAIL
    if not named and (guessed := _table_or_script(start)):
        return guessed
    if named == HTML and not _HTML_TAG.search(start):
        return TEXT
    return named or (HTML if _HTML_SIGN.search(start[:2000]) else TEXT)


def _magic(head: bytes) -> str | None:
    if head.startswith(b"PK\x03\x04"):
        return "application/msword" if _OFFICE_PART.match(head) else "application/zip"
    if head[257:262] == b"ustar":
        return "application/x-tar"
    if head[:4] == b"RIFF":
        return "image" if head[8:12] == b"WEBP" else "audio-video"
    if head[4:8] == b"ftyp":
        return "image" if head[8:11] in (b"avi", b"hei", b"mif") else "audio-video"
    if head[:2] in (b"\xff\xfb", b"\xff\xf3"):
        return "audio-video"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def _as_text(head: bytes) -> str | None:
    """Read the first bytes roughly as text, or return None when they are binary."""
    if wide := wide_encoding(head):
        return head.decode(wide, "replace")
    if not head:
        return ""
    if head.startswith(b"\x4c\x6f\xa7\x94"):  # "<?xm" in EBCDIC, which XML allows
        return head.decode("cp037", "replace")
    odd = len(head) - len(head.translate(None, _BAD_CONTROLS))
    zeros = head.count(0)
    if odd > len(head) * 0.02 or zeros > len(head) * 0.05:
        return None
    return head.decode("latin-1").replace("\u00ef\u00bb\u00bf", "")


def wide_encoding(head: bytes) -> str | None:
    """Tell UTF-16 or UTF-32 from its byte-order mark or from where its zero bytes stand; None for anything else."""
    if head.startswith(b"\xff\xfe\0\0"):
        return "utf-32-le"
    if head.startswith(b"\0\0\xfe\xff"):
        return "utf-32-be"
    if head.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if head.startswith(b"\xfe\xff"):
        return "utf-16-be"
    sample = head[:4096]
    half = len(sample) // 2
    quarters = [sample[at::4].count(0) / max(1, len(sample) // 4) for at in range(4)]
    if half >= 8 and min(quarters[1:]) > 0.7 and quarters[0] < 0.1:
        return "utf-32-le"
    if half >= 8 and min(quarters[:3]) > 0.7 and quarters[3] < 0.1:
        return "utf-32-be"
    if half >= 8:
        if sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.05:
            return "utf-16-le"
        if sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.05:
            return "utf-16-be"
    return None


def _markup_kind(start: str, named: str) -> str | None:
    without_comments = _XML_COMMENT.sub("", start)
    root = _ROOT.search(without_comments)
    is_xml = without_comments.lstrip()[:5].lower() == "<?xml"
    kind = _XML_ROOTS.get(root.group(1).lower()) if root else None
    if kind:
        return kind
    if root and root.group(1).lower() == "svg":
        return "image"
    if is_xml or named in (XML, FEED_XML, NITF, NEWSML):
        return HTML if _HTML_SIGN.search(without_comments[:2000]) else XML
    if named == MARKDOWN:
        return MARKDOWN
    if _HTML_SIGN.search(start[:4000]) or named == HTML:
        return HTML
    return HTML if len(_HTML_TAG.findall(start[:8000])) >= 2 else None


def _json_kind(start: str, named: str) -> str | None:
    if named == JSON_LINES:
        return JSON_LINES
    first, _, rest = start.partition("\n")
    try:
        whole = isinstance(json.loads(first), dict)
    except ValueError:
        whole = False
    if whole and rest.lstrip().startswith("{"):
        return JSON_LINES
    if named in (JSON, HTML, MARKDOWN, "text/javascript", "text/css"):
        return named
    if whole:
        return JSON_LINES if '"text"' in first and '"id"' in first else JSON
    # Text may begin with a bracket too: "[Update] Two trains ...". JSON goes on with a quote mark, brace or bracket.
    return JSON if re.match(r"[\[{]\s*[\"{\[\]}]", start) else None


def _looks_like_mail(start: str, *, strict: bool) -> bool:
    """Tell whether a text opens with mail headers; `strict` wants a header that only mail programs write."""
    names: list[str] = []
    for line in start.split("\n")[:60]:
        line = line.rstrip("\r")
        if not line:
            break
        if line[0] in " \t" and names:
            continue
        header = _HEADER.match(line)
        if not header:
            return False
        names.append(header.group().split(":")[0].lower())
    known = sum(name in _MAIL_SIGNS for name in names)
    sure = any(name in _SURE_MAIL_SIGNS for name in names)
    return known >= 2 and (sure or not strict) and "from" in names


def _table_or_script(start: str) -> str | None:
    header = start.partition("\n")[0].strip().lower()
    for mark in (",", "\t", ";"):
        columns = {part.strip().strip('"') for part in header.split(mark)}
        if {"id", "text"} <= columns:
            return CSV
    return "text/css" if _CSS_SIGN.match(start) and start.count("{") > 3 and start.count(";") > 6 else None


def _declared(content_type: str) -> str:
    kind = content_type.partition(";")[0].strip().lower()
    if kind in ("application/xhtml+xml", HTML):
        return HTML
    if kind in ("application/javascript", "application/x-javascript", "text/javascript"):
        return "text/javascript"
    if kind.startswith(("image/", "font/")):
        return kind.partition("/")[0]
    if kind.startswith(("audio/", "video/")):
        return "audio-video"
    if kind in (JSON, "application/ld+json", "application/feed+json"):
        return JSON
    if kind.endswith(("rss+xml", "atom+xml", "rdf+xml")):
        return FEED_XML
    if kind in (XML, "text/xml"):
        return XML
    return kind if kind in ("text/css", CSV, MARKDOWN, MAIL) else ""

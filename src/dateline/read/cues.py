"""Which kinds of residue the words of a line speak for, by the cue table of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dateline.lexicon.residue_cues import residue_cues

ANY, START, WHOLE = 1, 2, 3
"""How strongly a cue speaks: somewhere in the line, at its start, or it is the whole line."""

_STRENGTH = {"any": ANY, "start": START, "whole": WHOLE}
_WORD = re.compile(r"\w+(?:'\w+)*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARK = re.compile(
    r"(?:\b(?:photos?|photograph|pictures?|images?|foto(?:s|grafie|grafía|grafia)?|fotó|fot|bild(?:er)?|beeld|kuva|"
    r"billede|zdjęcie|illustration|ilustração|graphic|grafik|crédits?|credits?|créditos?|фото|φωτο|صورة)\s*"
    r"(?:credit|by|from|courtesy of|via)?\s*[:/|]\s*|(?:^|[\s(.])(?:©|\(c\)|copyright)\s*)[^\n]{2,80}$",
    re.IGNORECASE,
)
_CREDIT_LENGTH = 90
_READ_AT_MOST = 240
_ENDING_READ = 80


def cue_words(line: str) -> list[str]:
    """Return the lower-case words of a line, apostrophes straight, as the table spells them."""
    return _WORD.findall(line.lower().replace("’", "'"))


def cued_kinds(line: str) -> Mapping[str, int]:
    """Return the kinds a line's cues speak for, each with the strongest way it does (`ANY`, `START`, `WHOLE`).

    Of a long line only the beginning and the end are read: cues stand there, and the middle is prose.

    >>> cued_kinds("Share on Facebook")["share"] == START, cued_kinds("He said nothing of note.")
    (True, {})
    """
    return _short_line_kinds(line) if len(line) <= _READ_AT_MOST + _ENDING_READ else _kinds(line)


def _kinds(line: str) -> dict[str, int]:
    if len(line) > _READ_AT_MOST + _ENDING_READ:
        found = _find(cue_words(line[:_READ_AT_MOST]), cut=True)
        for kind, strength in _find(cue_words(line[-_ENDING_READ:]), cut=True).items():
            if strength == ANY:
                found.setdefault(kind, ANY)
    else:
        found = _find(cue_words(line), cut=False)
    if not line.isascii() and _UNSPACED.search(line):
        for kind, cues in _unspaced_cues():
            if any(cue in line for cue in cues):
                found.setdefault(kind, ANY)
    if is_credited_picture(line):
        found["caption"] = max(START, found.get("caption", 0))
    return found


_short_line_kinds = lru_cache(maxsize=2048)(_kinds)
"""Furniture repeats, and each line of a page is asked about more than once; long lines are not kept."""


def is_credited_picture(line: str) -> bool:
    """Tell whether a line ends in the credit of a picture: "… on Tuesday. Photo: Reuters"."""
    return _MARK.search(line, max(0, len(line) - _CREDIT_LENGTH)) is not None


def _find(words: Sequence[str], *, cut: bool) -> dict[str, int]:
    found: dict[str, int] = {}
    table = _spaced_cues()
    for at, word in enumerate(words):
        for cue, kind, strength in table.get(word, ()):
            if found.get(kind, 0) >= strength or (at and strength != ANY):
                continue
            length = len(cue)
            if strength == WHOLE and (cut or length != len(words)):
                continue
            if length == 1 or tuple(words[at : at + length]) == cue:
                found[kind] = strength
    return found


@lru_cache(maxsize=1)
def _spaced_cues() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for cue in residue_cues():
        words = tuple(cue_words(cue.words))
        if words and not (cue.where == "any" and _UNSPACED.search(cue.words)):
            table.setdefault(words[0], []).append((words, cue.kind, _STRENGTH[cue.where]))
    return table


@lru_cache(maxsize=1)
def _unspaced_cues() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Cues in scripts that do not part words, to be found inside a run of characters."""
    table: dict[str, list[str]] = {}
    for cue in residue_cues():
        if cue.where == "any" and _UNSPACED.search(cue.words):
            table.setdefault(cue.kind, []).append(cue.words)
    return tuple((kind, tuple(cues)) for kind, cues in table.items())

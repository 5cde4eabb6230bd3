"""Stretches between quotation marks: straight, curly and doubled single marks, over paragraphs where they run on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[“”\"„«»]|''|``")
_SINGLE_OPEN = re.compile(r"(?<![^\s(\[—–])[‘'](?=[^\s'’])")
_SINGLE_CLOSE = re.compile(r"(?<=[,.?!…\w])[’'](?!\w)")
_ANY_MARK = re.compile(r"[“”\"„«»‘`'’](?<!\w['’])")
_MOST_LINES = 8
_OPENING, _CLOSING = frozenset(("“", "„", "«", "``")), frozenset(("”", "»"))


class Quoted(NamedTuple):
    """A stretch with its marks: `runs_on` when the paragraph ends before it is closed."""

    start: int
    end: int
    runs_on: bool = False


class Paragraph(NamedTuple):
    """A line of the text that is not empty, with the stretches between quotation marks in it."""

    start: int
    end: int
    quoted: tuple[Quoted, ...]


def paragraphs(text: str) -> Iterator[Paragraph]:
    """All paragraphs of a text with their outermost quotations.

    >>> [one.quoted for one in paragraphs('He said “no” twice.')]
    [(Quoted(start=8, end=12, runs_on=False),)]
    """
    lines = [match.span() for match in _PARAGRAPH.finditer(text)]
    number = 0
    while number < len(lines):
        start, end = lines[number]
        number += 1
        if _ANY_MARK.search(text, start, end) is None:
            yield Paragraph(start, end, ())
            continue
        quoted = tuple(_doubles(text, start, end))
        last = number + _MOST_LINES
        # One sentence a line: a quotation that is left open may be closed lines below.
        while number < min(len(lines), last) and quoted and quoted[-1].runs_on and _closes(text, *lines[number]):
            end = lines[number][1]
            quoted = tuple(_doubles(text, start, end))
            number += 1
        yield Paragraph(start, end, quoted or tuple(_singles(text, start, end)))


def _closes(text: str, start: int, end: int) -> bool:
    """Tell whether the first mark of a line closes a quotation that began above it."""
    mark = _DOUBLE.search(text, start, end)
    if mark is None or mark.group() in _OPENING or text[start - 2 : start] == "\n\n":
        return False
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() in _CLOSING or (mark.start() > start and not before.isspace() and not after.isalnum())


def _doubles(text: str, start: int, end: int) -> Iterator[Quoted]:
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        sign = mark.group()
        if opened is None:
            # Some pages open with the closing mark: at the head of a line it can do nothing else.
            astray = sign in _CLOSING and not (mark.start() == start and text[mark.end() : mark.end() + 1].isalnum())
            if astray or not _may_open(text, mark, start):
                continue
            opened = mark.start()
        elif sign in _CLOSING or (sign not in _OPENING and not _only_opens(text, mark, end)):
            if mark.start() > opened + 1:
                yield Quoted(opened, mark.end())
            opened = None
    if opened is not None and text[opened + 1 : end].strip() and _stands_free(text, opened, start):
        yield Quoted(opened, len(text[:end].rstrip()), runs_on=True)


def _may_open(text: str, mark: re.Match[str], start: int) -> bool:
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()] if mark.start() > start else ""
    plainly = mark.group() in _OPENING
    return bool(after) and (plainly or not after.isspace()) and not before.isalnum()


def _only_opens(text: str, mark: re.Match[str], end: int) -> bool:
    """A straight mark inside a quotation opens a nested one when it stands before a word and after a blank."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return before.isspace() and mark.end() < end and after.isalnum()


def _stands_free(text: str, opened: int, start: int) -> bool:
    """A quotation that is never closed counts at the head of a paragraph or after a comma or colon."""
    before = text[start:opened].rstrip()
    return not before or before[-1] in ",:."


def _singles(text: str, start: int, end: int) -> Iterator[Quoted]:
    at = start
    while opened := _SINGLE_OPEN.search(text, at, end):
        closed = next(_closings(text, opened, end), None)
        if closed is None:
            return
        yield Quoted(opened.start(), closed)
        at = closed


def _closings(text: str, opened: re.Match[str], end: int) -> Iterator[int]:
    """Where a single quotation may close: a mark after punctuation is surer than an apostrophe after a letter."""
    found = [mark for mark in _SINGLE_CLOSE.finditer(text, opened.end(), end) if mark.start() > opened.end()]
    following = _SINGLE_OPEN.search(text, opened.end(), end)
    if following is not None:
        found = [mark for mark in found if mark.start() < following.start()] or found[:1]
    sure = [mark for mark in found if not text[mark.start() - 1].isalnum()]
    yield from (mark.end() for mark in (sure or found)[:1])

"""Where sentences begin and end, found without a parse: good enough to choose and to show whole sentences."""

from __future__ import annotations

import re

from dateline.lexicon.datelines import datelines_in
from dateline.model.text import Span

_END = re.compile(r"[.!?…]+(?:[\"'”’»)\]]|''|`)*(?=\s|$)|\n+|[。！？]+")
_OPENING = re.compile(r"[\s\"'“‘«(\[`]*([^\s\"'“‘«(\[`])")
_LAST_WORD = re.compile(r"([^\s\"'“‘(\[]+)\.$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]\.?")
_ABBREVIATIONS = re.compile(
    r"mr|mrs|ms|dr|prof|rev|fr|sr|jr|st|gen|maj|col|lt|capt|cpl|sgt|pvt|adm|cmdr|gov|sen|rep|pres|hon|amb|insp|supt|det"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|nos?|vol|fig|pp|approx|est|dept|inc|ltd|co|corp|bros|vs?|etc|al|cf"
    r"|ca|mt|ft|univ|assn|ave|blvd|rd|ext|tel"
)
_SHUT = re.compile(
    r"(?:inc|ltd|co|corp|jr|sr|etc|al|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|a\.m|p\.m|u\.s|u\.k|u\.n)"
)
"""Abbreviations that may well end a sentence: a capital after them decides."""
_STARTERS = re.compile(
    r"the|an?|in|on|at|it|he|she|they|we|i|but|and|this|that|these|those|his|her|their|there|after|before|when|while|as"
    r"|for|if|since|police|officials|some|many|most|one|two|three"
)


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a text into sentences, without blanks at their ends; a line break always ends one.

    Datelines ("OSLO, May 2 (NTB) - ") belong to no sentence.

    >>> [one.of("Mr. Rao left. He flew to St. Ives.") for one in sentences("Mr. Rao left. He flew to St. Ives.")]
    ['Mr. Rao left.', 'He flew to St. Ives.']
    """
    found: list[Span] = []
    begin = 0
    opened = dict(datelines_in(text))
    for match in _END.finditer(text):
        begin = _after_dateline(text, begin, opened)
        if match.end() <= begin or (match.group()[0] in ".!?…" and not _ends(text, begin, match)):
            continue
        _keep(found, text, begin, match.end())
        begin = match.end()
    _keep(found, text, _after_dateline(text, begin, opened), len(text))
    return tuple(found)


def _after_dateline(text: str, begin: int, opened: dict[int, int]) -> int:
    """Where the words begin: behind the dateline that stands there, if any."""
    start = begin + len(text[begin : begin + 9]) - len(text[begin : begin + 9].lstrip()) if opened else begin
    return opened.get(start, begin)


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    """Tell whether a mark ends a sentence; an abbreviation before or a small letter after it says no."""
    following = _OPENING.match(text, match.end())
    if following is None:
        return True
    after = following.group(1)
    if after.islower():
        return False
    last = _LAST_WORD.search(text[max(begin, match.start() - 30) : match.start() + 1])
    if last is None or match.group() != ".":
        return True
    word = last.group(1).lower().strip("(")
    if after.isdigit() and text[match.start() - 1 : match.start()].isdigit() and match.end() < following.start(1):
        # "5. 6" is a decimal number set apart by a tokenizer; "in 1999. 12 people" is not.
        return len(word) >= 4
    if _INITIALS.fullmatch(word) and (len(word) == 1 or "." in word):
        next_word = re.match(r"\w+", text[following.start(1) :])
        return bool(len(word) > 1 and next_word and _STARTERS.fullmatch(next_word.group().lower()))
    if not _ABBREVIATIONS.fullmatch(word):
        return True
    next_word = re.match(r"\w+", text[following.start(1) :])
    return bool(_SHUT.fullmatch(word) and next_word and _STARTERS.fullmatch(next_word.group().lower()))


def _keep(found: list[Span], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    start = begin + len(piece) - len(piece.lstrip())
    stop = begin + len(piece.rstrip())
    if start < stop:
        found.append(Span(start, stop))

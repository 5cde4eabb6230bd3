"""What the lines that are not the story are: captions, 04:08 timecodes, related headlines, login and comment boxes.

A line's own form and words decide first, then where it stands: above the story, between its paragraphs, below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.read.cues import ANY, WHOLE, cued_kinds, is_credited_picture
from dateline.read.lines import is_sentence_like
from dateline.read.selection import COOKIE_WALL, PAYWALL

TIMECODE = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s*(?:min|/\s*(?:\d{1,2}:)?\d{1,2}:\d{2}))?\.?", re.IGNORECASE)
COUNTER = re.compile(r"[(\[]?[+]?\d[\d.,  ]*\s*(?:[kKmM]|Mio\.?|tys\.?|тыс\.?)?[)\]]?")
ADDRESS = re.compile(r"(?:[^\W\d_][\w ]{0,24}:\s*)?(?:https?://|www\.)\S+", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_NUMBER_DATE = re.compile(r"\d{1,4}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}")
_DATE_LINE = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+){0,3}(?:\d{1,2}\.?\s*[^\W\d_]{3,12}\.?,?\s+\d{4}|[^\W\d_]{3,12}\.?\s+\d{1,2},?\s+\d{4}|"
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)\b.{0,40}"
)
_PRIORITY = (
    *("ad", "cookie", "paywall", "login", "newsletter", "comments", "share", "topics", "credit", "url", "caption"),
    *("date", "byline", "related", "legal", "promo", "navigation"),
)
_PROSE_KINDS = frozenset(("byline", "date", "related", "caption", "promo", "credit", "topics", "share"))
_SHORT = 60
_TEASER_WORDS = 400
_REACH = 12
_LONGEST_OFFER = 400

ABOVE, BETWEEN, BELOW = "above", "between", "below"


@dataclass(frozen=True, slots=True)
class Residual:
    """A line left out: its words, where it stands, and what the lines around it say.

    `doubles` tells that the same line stands elsewhere; `nearness` counts the lines to the story's nearest line.
    """

    words: str
    place: str
    doubles: bool = False
    nearness: int = 1
    markup: tuple[str, ...] = ()


def never_story(line: str) -> bool:
    """Tell whether a line's form alone rules it out: a timecode, a counter, an address, no letter at all."""
    return (
        not _LETTER.search(line)
        or bool(TIMECODE.fullmatch(line))
        or bool(ADDRESS.fullmatch(line))
        or (len(line) < _SHORT and WHOLE in cued_kinds(line).values())
    )


def residue_kind(line: Residual) -> str:
    """Name the kind of a line that was left out; `other` is the last resort.

    >>> residue_kind(Residual("04:08", BETWEEN)), residue_kind(Residual("18", BELOW))
    ('timecode', 'counter')
    """
    words = line.words
    if TIMECODE.fullmatch(words):
        return "timecode"
    if COUNTER.fullmatch(words):
        return "counter"
    if ADDRESS.fullmatch(words):
        return "url"
    if not _LETTER.search(words):
        return "date" if _NUMBER_DATE.search(words) else "counter" if _DIGIT.search(words) else "separator"
    if is_credited_picture(words):
        return "caption"
    cued = _cued(words)
    if cued is not None:
        return cued
    if line.markup:
        return line.markup[0]
    if len(words) < _SHORT and _DATE_LINE.fullmatch(words):
        return "date"
    return _by_place(line)


def _cued(words: str) -> str | None:
    """The kind that the line's cues speak for most strongly; in prose a weak cue says nothing."""
    found = cued_kinds(words)
    if not found:
        return None
    strongest = max(found.values())
    prose = is_sentence_like(words) and len(words) > _SHORT
    if "wall" in found:
        return "paywall"
    for kind in _PRIORITY:
        if found.get(kind) == strongest and not (prose and strongest == ANY and kind in _PROSE_KINDS):
            return kind
    return None


def _by_place(line: Residual) -> str:
    count = line.words.count(" ") + 1
    if line.place == BETWEEN:
        if is_sentence_like(line.words):
            return "caption" if line.nearness <= 2 and not line.doubles else "promo"
        return "related" if count >= 4 else "section"
    if line.place == BELOW:
        if line.nearness <= 2 and count <= 5:
            return "credit"
        if is_sentence_like(line.words):
            return "promo"
        return "related" if count >= 4 else "navigation"
    if count <= 4:
        return "section" if line.nearness <= 3 else "navigation"
    if is_sentence_like(line.words):
        return "caption" if line.nearness <= 4 else "promo"
    return "related"


def wall_flags(lines: Sequence[str], chosen: Sequence[bool]) -> tuple[str, ...]:
    """Tell from what is printed whether the story stops at a paywall, or whether a cookie wall hides it.

    A page that offers a subscription somewhere is no teaser: the offer must stand right below the last line of a
    story that is short, or in its place. A cookie notice is a wall where it stands instead of a story.
    """
    flags = []
    story = [number for number, taken in enumerate(chosen) if taken]
    words = sum(lines[number].count(" ") + 1 for number in story)
    last = story[-1] if story else -1
    if words < _TEASER_WORDS:
        below = [number for number in range(last + 1, len(lines)) if not chosen[number]]
        reach = below[:_REACH] if story else below
        inside = [number for number in range(story[0], last) if not chosen[number]] if story else []
        if any(_offers_more(lines[number]) for number in (*inside, *reach)):
            flags.append(PAYWALL)
    if not story:
        length = sum(map(len, lines)) or 1
        cookie = sum(len(line) for line in lines if "cookie" in cued_kinds(line) or "cookie" in line.lower())
        if cookie > 0.3 * length or (cookie > 120 and length < 3000):
            flags.append(COOKIE_WALL)
    return tuple(flags)


def _offers_more(line: str) -> bool:
    return len(line) < _LONGEST_OFFER and "wall" in cued_kinds(line)

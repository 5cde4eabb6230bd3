"""Which way a time expression looks: whether the verb it stands with speaks of what is to come or of what is past."""

from __future__ import annotations

import re
from bisect import bisect_right

_AHEAD = re.compile(
    r"\b(?:will|'ll|won't|shall|going to|scheduled|slated|(?:is|are|was|were) due|set (?:to|for)|expected|plans? to"
    r"|plann(?:ed|ing) (?:to|for|an?)|is to|are to|to be held|would|deadline|upcoming|(?:aim|hope|vow)s? to"
    r"|effective|(?:opens?|begins?|starts?|ends|expires?|arrives?|departs?|leaves?|meets?|resumes?|returns?|visits|hosts"
    r"|votes|faces|goes|kicks off|takes (?:place|effect|office)))\b"
)
"""Looked for in small letters, which is much quicker than a search that takes capitals for them."""
_AHEAD_AT_ONCE = re.compile(r"\b(?:by|until|till|as (?:early|soon) as|ahead of)(?: the)? \Z")
_DONE_BY = re.compile(r"\b(?:had|has|have|was|were)\b[^,;]{0,60}\bby(?: the)? \Z")
_STILL_AHEAD = re.compile(
    r"(?:will|would|is|are|was|were|to|be|have|been|being|not|also|[a-z]+ly|'ll|scheduled|expected|due|set|\s)+\Z"
)
_BEHIND = re.compile(
    r"\b(?:said|told|was|were|had|did|came|went|took|made|gave|found|left|saw|began|broke|held|met|rose|fell|won|lost|sent|shot"
    r"|struck|became|spoke|wrote|led|hit|put|got|ran|has|have|[a-z]{2,}ed)\b"
)
_OPENS = re.compile(r"[\"“]?(?:(?:In|On|Since|During|Late in|Early in|Back in|By)(?: the)? )?")
_SINCE = re.compile(r"\b[Ss]ince (?:the )?\Z")
_TELLS = re.compile(
    r"said|told|has|have|announced|agreed|decided|called|demanded|urged|proposed|moved|postponed|delayed"
)


def looks_ahead(shadow: str, start: int, end: int, edges: list[int]) -> bool:
    """Whether the nearest verb in the sentence speaks of what is to come; the verb before the words decides first."""
    if shadow.startswith("'s", end):
        return False  # Wednesday's ruling has been given
    number = bisect_right(edges, start)
    first = edges[number - 1] if number else 0
    number = bisect_right(edges, end)
    last = edges[number] if number < len(edges) else len(shadow)
    left = shadow[max(first, start - 90) : start]
    small = left.lower()
    if _AHEAD_AT_ONCE.search(small, max(0, len(small) - 20)) and not _DONE_BY.search(left):
        return True
    ahead, behind = _last(_AHEAD, small), _last(_BEHIND, left)
    if ahead >= 0 or behind >= 0:
        return ahead >= behind or (ahead >= 0 and bool(_STILL_AHEAD.match(left[ahead:behind])))
    right = shadow[end : min(last, end + 90)]
    next_ahead = _AHEAD.search(right.lower())
    if next_ahead is None:
        return False
    next_behind = _BEHIND.search(right)
    return next_behind is None or next_ahead.start() < next_behind.start()


def _last(form: re.Pattern[str], text: str) -> int:
    found = -1
    for match in form.finditer(text):
        found = match.start()
    return found


def looks_back(shadow: str, start: int, end: int, edges: list[int]) -> bool:
    """Whether a sentence opens with the time and tells what happened then: "In May the army left"."""
    number = bisect_right(edges, start)
    first = edges[number - 1] if number else 0
    number = bisect_right(edges, end)
    last = edges[number] if number < len(edges) else len(shadow)
    left = shadow[max(first, start - 90) : start]
    if not _OPENS.fullmatch(left):
        return False
    right = shadow[end : min(last, end + 60)]
    if _AHEAD.search(left.lower()) or _AHEAD.search(right.lower()):
        return False
    behind = _BEHIND.search(right)
    return behind is not None and not _TELLS.fullmatch(behind[0])


def open_side(shadow: str, start: int) -> str:
    """FROM behind "since", else nothing; what holds until Friday, or is put off until then, has its day there."""
    return "FROM" if _SINCE.search(shadow, max(0, start - 12), start) else ""

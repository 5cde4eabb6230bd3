# ruff: noqa: E501 - the regexes read better whole
"""Ranges: two numbers that are the ends of one quantity."""

from __future__ import annotations

import math
import re

from dateline.lexicon.numbers import GROUPS, SCALES, SHORT_SCALES
from dateline.understand.figure_bounds import plain
from dateline.understand.figure_units import Quantity

_JOIN = re.compile(
    r" ?(?:- to -?|-to-|-|to|and|or|to as (?:many|much|high) as|to (?:perhaps|possibly|about|nearly|almost|around|over)) ?"
)
_OPENING = re.compile(
    r"\b(?:(between)|((?:any|some)where from|anything from|ranging from|range from|ranges from|ranged from|from)|(anywhere between|somewhere between)|(?:with|of|by|in|at|about|around|some|roughly)) ?\Z",
    re.I,
)
_BOUNDED = re.compile(r"(?:,| and| but|, and|, but) ")
_CHANGE = re.compile(
    r"\b(?:r[io]se|risen|rising|f[ae]ll|fallen|falling|increas\w+|decreas\w+|climb\w*|jump\w*|drop\w*|gr[eo]w\w*|declin\w+|surg\w+|soar\w*"
    r"|slump\w*|cut|rais\w+|reduc\w+|down|up|revis\w+|expand\w*|shr[iau]nk\w*|doubl\w+|swell\w*|slid\w*|slip\w*|chang\w+|went|go(?:es|ing)?"
    r"|lower\w*|boost\w*|plung\w+|tumbl\w+|ease[ds]?|weaken\w*|strengthen\w*|advanc\w+|mov\w+|adjust\w+|upgrad\w+|downgrad\w+|widen\w*|narrow\w*|dwindl\w+|balloon\w*|spik\w+|trimm\w+|hik\w+)\b[^.;:]{0,40}\Z",
    re.I,
)  # fmt: skip
_VOTE = re.compile(
    r"\b(?:vot\w+|approved|passed|rejected|carried|adopted|backed|elected|ballot|won|beat|defeated|lost|by)\b[^.;]{0,30}\Z",
    re.I,
)
_SCORE_AFTER = re.compile(
    r" (?:\w+ )?(?:win|victory|defeat|loss|draw|lead|vote|record|score|series|triumph|thrashing|majority|decision|ruling|in)\b"
)
_YEARS = range(1900, 2101)
_NO_SCORE = 20
"""Two numbers up to this one may be the score of a match."""


def joined(shadow: str, first: Quantity, second: Quantity) -> Quantity | None:
    """A range of two numbers, when the words between them make one."""
    if first.value is None or second.value is None or second.start - first.end > 16:
        return None
    if first.nil or second.nil or first.both or second.both or first.share != second.share:
        return None
    link = shadow[first.end : second.start]
    if not _JOIN.fullmatch(link):
        return None
    word = link.strip(" ")
    word = "to" if word.startswith(("to", "- to", "-to")) else word
    head = shadow[max(0, first.start - 60) : first.start]
    low, high = first.value, second.value
    if (
        _scale_of(shadow[first.number : first.end]) == 1
        and (scale := _scale_of(shadow[second.number : second.end])) > 1
    ):
        # "2-3 billion": the scale holds for both ends.
        low = low * scale if (low < high / 10 and low < 1000) or (scale == GROUPS["dozen"] and low * 12 < high) else low
    if first.unit and second.unit and first.unit.dimension != second.unit.dimension:
        return None
    unit = second.unit or first.unit
    if unit is not None and unit.dimension == "temperature" and low < 0:
        low, high = sorted((low, high))
    if low >= high or (first.unit is None and second.unit is not None and low in _YEARS):
        return None
    if first.unit is not None and second.unit is None and first.unit.dimension != "money":
        return None  # "lost 3 percent to 18.6"
    opening = _OPENING.search(head)
    if word == "and" and not (opening and (opening[1] or opening[3])):
        return None
    if word == "or" and ((high - low > 2 and high > 1.5 * low) or first.unit or second.unit):
        return None
    ranging = bool(opening and opening[2] and opening[2].lower() != "from")
    if word == "to" and not ranging and _tells_change(head, opening, unit is not None and first.unit is not None):
        return None
    if unit is None and not _is_counted_range(shadow, word, low, high, head, second.end):
        return None
    begins = opening is not None and bool(opening[1] or opening[2] or opening[3])
    start = first.start - (len(head) - opening.start()) if opening is not None and begins else first.start
    return second.but(
        start=start, number=first.number, low=plain(low), high=plain(high), value=None, kind="range", single=False,
        qualifier="between" if word == "and" else "range", unit=unit, approx=word == "or",
    )  # fmt: skip


def _tells_change(head: str, opening: re.Match[str] | None, _both: bool) -> bool:
    """Whether words before "A to B" tell of a change, so that these are an earlier and a later figure."""
    if opening is not None and opening[2]:
        return bool(_CHANGE.search(head[: opening.start()]))
    return bool(_CHANGE.search(head)) and not re.search(r"\bby ?\Z", head)


def _is_counted_range(shadow: str, word: str, low: float, high: float, head: str, end: int) -> bool:
    """Whether two bare numbers are a range, and not a score, a result of a vote or a telephone number."""
    if word not in ("-", "to"):
        return True
    if word == "-" and low < 25 and high < 100 and _SCORE_AFTER.match(shadow, end):
        return False
    if word == "-" and _VOTE.search(head[-36:]) and not re.match(r" (?:[a-z]+ )?[a-z]+s\b", shadow[end : end + 24]):
        return False
    if _VOTING.search(head) and not _COUNTED_BEHIND.match(shadow, end):
        return False  # "failed, 47 to 52"
    if word == "to" and high >= _NO_SCORE and not _VOTE.search(head[-36:]):
        return True
    return bool(re.match(r"[ -][A-Za-z]|%", shadow[end : end + 2]))


def bounded(shadow: str, first: Quantity, second: Quantity) -> Quantity | None:
    """ "More than 10 but fewer than 20": one quantity of two bounds, when nothing is counted between them."""
    if (
        second.start - first.end > 6
        or first.value is None
        or second.value is None
        or first.unit not in (None, second.unit)
    ):
        return None
    one, other = (first, second) if first.high is None else (second, first)
    if one.low is None or one.high is not None or other.low is not None or other.high is None or one.low > other.high:
        return None
    if not _BOUNDED.fullmatch(shadow[first.end : second.start]):
        return None
    low, high = one.low, other.high
    if second.unit is not None and first.unit is None:
        # The unit stands behind the second number only; amounts have no next whole number.
        low, high = (first.value, high) if one is first else (low, first.value)
    return second.but(start=first.start, number=first.number, low=plain(low), high=plain(high), value=None, kind="range",
                      qualifier="between", unit=second.unit)  # fmt: skip


_COUNTED_BEHIND = re.compile(r" (?:[a-z]+ )?[a-z]+s\b| percent| per cent|%")
_VOTING = re.compile(
    r"(?:\b(?:[Vv]ot(?:e|es|ed|ing)|ballot|division)\b[^.;]{0,60}"
    r"|\b(?:[Ll]awmakers|[Dd]eputies|[Ss]enat\w+|[Pp]arliament|[Cc]ouncil\w*|House|[Aa]ssembly|[Cc]hamber|MPs|[Ll]egislat\w+|Congress|[Cc]ommittee|[Cc]ourt"
    r"|[Jj]ustices|[Jj]udges|[Bb]oard|[Dd]elegates|[Cc]ommission|[Pp]anel|[Bb]ill|[Mm]otion|[Rr]esolution|[Aa]mendment|[Rr]eferendum|[Bb]udget|[Ll]aw|[Mm]easure|[Pp]roposal|[Jj]ury|[Pp]lan|[Tt]reaty|Knesset|Bundestag|Duma|[Ss]ynod|[Mm]embers)\b"
    r"[^.;]{0,80}\b(?:approv|split|pass|reject|carr[iy]|adopt|back|ratif|confirm|endors|upheld|rul|defeat|agree|decid|elect|fail|block|support|clear|convict|acquit|impeach|oust|lost|won)\w*\b[^.;]{0,50})"
    r" \Z"
)


def is_vote(shadow: str, at: int) -> bool:
    """Whether two numbers that begin at a place are those for and against: "approved the bill 88-12"."""
    return bool(_VOTING.search(shadow, max(0, at - 160), at))


def _scale_of(words: str) -> float:
    found = words.lower()
    scales = [SCALES[word] for word in re.findall(r"[a-z]+", found) if word in SCALES]
    short = re.search(r"\d ?(k|mn?|mln|bn?|bln|trn?|tn|cr)\b", found)
    dozens = GROUPS["dozen"] if "dozen" in found else 1
    return float(math.prod(scales)) * (SHORT_SCALES[short[1]] if short else 1) * dozens

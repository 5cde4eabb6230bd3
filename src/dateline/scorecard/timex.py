"""Time expressions against TIMEX gold: spans, values, and the days that a value names.

Standard library alone, so that other libraries can be scored with it in environments of their own.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dateline.scorecard.faults import unpaired
from dateline.scorecard.metrics import pair_touching

Days = tuple[str, str]
Found = tuple[int, int, str | None, Days | None]
"""Start, end, TIMEX value, and the first and last day where there are such."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_YEARS = re.compile(r"(\d{2,4})X*")


def days_of(value: str | None) -> Days | None:
    """The first and last day that a value names, ISO 8601; None for durations, sets, seasons and vague values.

    >>> days_of("2021-02")
    ('2021-02-01', '2021-02-28')
    """
    try:
        return _days_of(value or "")
    except ValueError:
        return None


def _days_of(value: str) -> Days | None:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        return day, day
    if match := _WEEK.fullmatch(value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return first.isoformat(), (first + timedelta(days=6)).isoformat()
    if match := _MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _QUARTER.fullmatch(value):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3)
    if match := _HALF.fullmatch(value):
        return _months(int(match[1]), 6 * int(match[2]) - 5, 6)
    if match := _YEARS.fullmatch(value):
        missing = 4 - len(match[1])
        since = int(match[1]) * 10**missing
        return f"{since:04}-01-01", f"{since + 10**missing - 1:04}-12-31"
    return None


def _months(year: int, first: int, count: int) -> Days:
    last = first + count - 1
    return date(year, first, 1).isoformat(), date(year, last, monthrange(year, last)[1]).isoformat()


def compare(
    ours: Sequence[Found], marks: Sequence[dict[str, Any]], text: str, *, faults: Counter[str] | None = None
) -> Counter[str]:
    """Count what was found in one text: relaxed and strict spans, values, and days where the gold's value has days.

    A value counts when its span is found and the value is the same, as TempEval-3 counts it.
    """
    faults = Counter() if faults is None else faults
    wanted = outermost([mark for mark in marks if mark.get("span")])
    counts: Counter[str] = Counter(ours=len(ours), gold=len(wanted))
    theirs, found = [(mark["span"][0], mark["span"][1]) for mark in wanted], [(one[0], one[1]) for one in ours]
    pairs = pair_touching(theirs, found)
    faults.update(unpaired(pairs, theirs, found, text))
    for number, hit in pairs:
        mark, (first, last, value, days) = wanted[number], ours[hit]
        start, end = mark["span"]
        counts["relaxed"] += 1
        strict = text[first:last].strip(" .,") == text[start:end].strip(" .,\n")
        same = same_value(value, mark.get("value"))
        counts.update(strict=int(strict), value=int(same))
        if not strict:
            faults[f"span {text[start:end]!r} ours {text[first:last]!r}"] += 1
        if not same:
            faults[f"value {text[start:end]!r} gold {mark.get('value')} ours {value}"] += 1
        gold_days = None if mark.get("mod") else days_of(mark.get("value"))
        if gold_days is not None:
            counts.update(with_days=1, interval=int(days == gold_days))
    return counts


def outermost(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks that lie in no other mark (TIMEX2 nests)."""
    spans = [tuple(mark["span"]) for mark in marks]
    return [
        mark
        for number, mark in enumerate(marks)
        if not any(
            a <= spans[number][0] and spans[number][1] <= b and n != number for n, (a, b) in enumerate(spans)
        )
    ]  # fmt: skip


def same_value(ours: str | None, gold: str | None) -> bool:
    """Whether two values are the same, where TIMEX2 and TIMEX3 differ only in how they write decades and centuries."""
    return plain(ours) == plain(gold)


def plain(value: str | None) -> str:
    """A value without trailing X's, seconds and zone; decades and centuries as bare digits.

    Slips of the pen are no other value: "2000-02-16-TNI", "2000-W7" and "T9:00" are 2000-02-16TNI, 2000-W07 and T09:00.
    """
    text = re.sub(r"-T(?=[A-Z\d])", "T", (value or "").strip())
    text = re.sub(r"(?<=-W)(?=\d(?:\D|$))|(?<=T)(?=\d:)", "0", text)
    text = re.sub(r"(T\d\d:\d\d)(:\d\d)?([+-]\d\d(:\d\d)?|Z)?$", r"\1", text)
    text = re.sub(r"^((?:BC)?\d\d+)X+$", r"\1", text)
    lengths = {"DE": "0Y", "CE": "00Y"}
    text = re.sub(r"^P(\d+)(DE|CE)$", lambda match: f"P{match[1]}{lengths[match[2]]}", text)
    return re.sub(r"(-XX)+$", "", text)

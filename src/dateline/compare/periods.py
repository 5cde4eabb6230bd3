"""From when to when a time expression holds, as the words before it and the day of its report narrow it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from dateline.compare.reports import Report
from dateline.model.annotation import TimeExpression
from dateline.model.article import DateInterval

Period = tuple[datetime, datetime]
QUARTER = timedelta(minutes=15)
PRECISE = {"time": 0, "day": 1, "week": 2, "month": 3, "season": 4, "year": 5}
"""How fine a time is told, the finest first."""
_SHORTLY = re.compile(r"\b(?:shortly|just|moments|minutes|a little) before $", re.I)
_JUST_AFTER = re.compile(r"\b(?:shortly|just|moments|minutes|a little) after $", re.I)
_UNTIL = re.compile(r"\b(?:by|until|till|before|within)(?: the end of)? $", re.I)
_NAMES_DAY = re.compile(
    r"day\b|tomorrow|tonight|last night|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}|night before", re.I
)
_DATELINE_WITHIN = 200


def period_of(report: Report, one: TimeExpression, home: date | None) -> Period | None:
    """The first and last minute of a time as the words before it narrow it; a bare time of day is of the day `home`."""
    interval = one.interval
    start, end = _moment(interval.start if interval else None), _moment(interval.end if interval else None, last=True)
    published = _moment(report.article.published_day)
    start, end = start or published or end, end or start
    if start is None or end is None:
        return None
    if home is not None:
        shift = home - start.date()
        start, end = start + shift, end + shift
    before = words_before(report, one)
    if _SHORTLY.search(before):
        return start - QUARTER, end
    if _JUST_AFTER.search(before):
        return start, end + QUARTER
    if _UNTIL.search(before) and published is not None and published < end:
        return min(published, start), end
    return start, end


def _moment(text: str | None, *, last: bool = False) -> datetime | None:
    if not text:
        return None
    try:
        if len(text) == 10:
            found = datetime.fromisoformat(text)
            return found + timedelta(hours=23, minutes=59) if last else found
        return datetime.fromisoformat(text[:16])
    except ValueError:
        return None


def is_bounded(report: Report, one: TimeExpression) -> bool:
    """Whether it only says by when: "by Wednesday", "until Monday"."""
    before = words_before(report, one)
    return bool(_UNTIL.search(before)) and not _SHORTLY.search(before)


def words_before(report: Report, one: TimeExpression, characters: int = 20) -> str:
    """The characters right before a time."""
    return report.article.text[max(0, one.span.start - characters) : one.span.start]


def dateline_end(report: Report) -> int:
    """Where the text begins behind "MARROW, May 5. /AGENCY/.": the day there is the report's own."""
    dateline = report.article.dateline
    if dateline is None:
        return 0
    start = report.article.text.find(dateline.exact, 0, _DATELINE_WITHIN)
    return start + len(dateline.exact) if start >= 0 else 0


def day_of(interval: DateInterval | None) -> date | None:
    """The day of an interval that names one."""
    if interval is None or interval.start is None or interval.precision not in ("day", "time"):
        return None
    moment = _moment(interval.start)
    return moment.date() if moment else None


def is_bare(one: TimeExpression) -> bool:
    """Whether it tells a time of day without its day."""
    return one.kind == "time" and not _NAMES_DAY.search(one.exact)


def is_past_year(report: Report, one: TimeExpression) -> bool:
    """Whether it tells of a year or season gone by, which is history."""
    coarse = one.interval is not None and PRECISE.get(one.interval.precision, 9) >= 4
    end = (one.interval.end or one.interval.start) if one.interval else None
    return coarse and bool(end) and not is_future(report, date.fromisoformat(str(end)[:10]))


def is_future(report: Report, day: date) -> bool:
    """Whether a day lies after its report."""
    published = report.article.published_day
    return published is not None and day.isoformat() > published

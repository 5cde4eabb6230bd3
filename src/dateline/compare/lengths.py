"""Lengths of time as figures: they answer questions as counts do, though they are marked as times."""

from __future__ import annotations

import re

from dateline.compare.reports import Report
from dateline.model.annotation import Figure, TimeExpression
from dateline.model.text import Span

FEWEST_DAYS = 14
"""Fewer days are mostly no count: "for three days"."""
_CLOCKED = re.compile(r"PT(\d+(?:\.\d+)?)([HMS])")
_MANY_DAYS = re.compile(r"P(\d+)D")
_ABOUT = re.compile(r"\b(?:about|around|some|roughly|nearly|almost|approximately) (?:\d|[a-z-]+ )", re.I)
_MORE = re.compile(r"\b(?:more than|over|at least) (?:\d|[a-z-]+ )", re.I)


def lengths_of_time(report: Report) -> list[Figure]:
    """Return the lengths of time that a report tells: "11 hours and 55 minutes" in minutes, "214 days" in days."""
    found: list[Figure] = []
    text = report.article.text
    for one in report.times:
        days = _MANY_DAYS.fullmatch(one.value or "") if one.kind == "duration" else None
        if days and float(days[1]) >= FEWEST_DAYS:
            found.append(_length(report, one, one.span, float(days[1]), "day"))
            continue
        minutes = _minutes(one.value) if one.kind in ("duration", "set") else None
        if minutes is None:
            continue
        last = found[-1] if found else None
        if last is not None and text[last.span.end : one.span.start] in (" and ", ", ", " "):
            span, minutes = Span(last.span.start, one.span.end), minutes + (last.low or 0.0)
            found.pop()
        else:
            span = one.span
        found.append(_length(report, one, span, minutes, "min"))
    return found


def _length(report: Report, one: TimeExpression, span: Span, length: float, unit: str) -> Figure:
    text = report.article.text
    words = text[max(0, span.start - 16) : span.end]
    approx, more = bool(_ABOUT.search(words)), bool(_MORE.search(words))
    low, high = (length * 0.9, length * 1.1) if approx else (length, None if more else length)
    return Figure(
        article_id=report.id,
        span=span,
        exact=span.of(text),
        made_by=one.made_by,
        low=low,
        high=high,
        unit=unit,
        counted="duration",
        approx=approx,
    )


def _minutes(value: str | None) -> float | None:
    """The minutes of a TIMEX3 duration in hours, minutes or seconds.

    >>> _minutes("PT11H"), _minutes("P3D"), _minutes("PTXS")
    (660.0, None, None)
    """
    found = _CLOCKED.fullmatch(value or "")
    return float(found[1]) * {"H": 60.0, "M": 1.0, "S": 1 / 60}[found[2]] if found else None

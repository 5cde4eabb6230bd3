"""Undated reports get their date from their story: from its dated reports and the weekday that both name.

With the day come their relative times: "PUB<XXXX-WXX-1" is a Monday once PUB is known (dateline.lexicon.calendar).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.lexicon.calendar import anchored_between
from dateline.model.annotation import AnnotatedArticle, TimeExpression
from dateline.model.article import DateInterval
from dateline.model.story import DatedByStory

LONGEST_DAYS = 7
"""A story whose dated reports lie further apart does not tell when an undated one came out."""
SURE_WITH_DAY, SURE_WITHOUT = 0.6, 0.4
_WEEKDAY = "XXXX-WXX-"
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def date_undated(articles: Sequence[AnnotatedArticle]) -> tuple[DatedByStory, ...]:
    """Give each undated report of one story an interval of publication, where the story is short enough to tell.

    The interval runs from the earlier of the first dated report and the day that both name ("Monday") to the last
    dated report.
    """
    dated = [one for one in articles if one.article.published_day]
    spread = _days_of_publication(dated)
    if spread is None or (spread[1] - spread[0]).days > LONGEST_DAYS:
        return ()
    found = []
    for one in articles:
        if one.article.published_at is None:
            interval = _interval(one, dated, spread)
            found.append(
                DatedByStory(article_id=one.article.id, interval=interval, times=anchor_times(one, published=interval))
            )
    return tuple(found)


def anchor_times(annotated: AnnotatedArticle, *, published: DateInterval) -> tuple[TimeExpression, ...]:
    """Give all time expressions of an undated report, the relative ones with the days they cover.

    Where the report may have come out on one of several days, a relative time covers what it means on each of them.
    """
    first, last = _day(published.start), _day(published.end)
    if first is None or last is None:
        return tuple(annotated.of(TimeExpression))
    return tuple(_anchored(one, first, last, published.confidence) for one in annotated.of(TimeExpression))


def _anchored(one: TimeExpression, first: date, last: date, unsure: float) -> TimeExpression:
    if one.relative is None or one.interval is not None:
        return one
    found = anchored_between(one.relative, first, last)
    if found is None:
        return one
    value, interval = found
    days = str(first) if first == last else f"{first} to {last}"
    confidence = round(one.confidence * unsure, 3)
    why = f"{one.relative}, where PUB is {days}, as the story tells"
    interval = replace(interval, why=why, confidence=confidence)
    value = one.value if value is None or one.kind == "duration" else value
    return replace(one, value=value, interval=interval, confidence=confidence, why=why)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _interval(undated: AnnotatedArticle, dated: Sequence[AnnotatedArticle], spread: tuple[date, date]) -> DateInterval:
    first, last = spread
    days = f"{first}" if first == last else f"{first} to {last}"
    count = "a report" if len(dated) == 1 else f"{len(dated)} reports"
    why = f"undated; {count} of the same story came out on {days}"
    shared = _shared_day(undated, dated, first)
    if shared is not None:
        first = min(first, shared)
        why += f", and both speak of {_NAMES[shared.weekday()]} ({shared})"
        later = _later_day(undated, first, last)
        if later is not None:
            first = later
            why += f"; it also tells of {_NAMES[later.weekday()]} ({later})"
    return DateInterval(
        start=first.isoformat(),
        end=last.isoformat(),
        precision="day",
        why=why,
        confidence=SURE_WITHOUT if shared is None else SURE_WITH_DAY,
    )


def _later_day(undated: AnnotatedArticle, first: date, last: date) -> date | None:
    """The latest day behind the shared one, and not behind the last, of which the report tells by its bare weekday."""
    told = {one.relative for one in undated.of(TimeExpression)}
    days = (first + timedelta(count) for count in range(1, min(6, (last - first).days) + 1))
    return max((day for day in days if f"PUB<{_WEEKDAY}{day.isoweekday()}" in told), default=None)


def _shared_day(undated: AnnotatedArticle, dated: Iterable[AnnotatedArticle], first: date) -> date | None:
    """Find the latest day that the undated report calls by its weekday and a dated one tells of, in the week before."""
    named = {one.value for one in undated.of(TimeExpression) if one.value and one.value.startswith(_WEEKDAY)}
    told = {
        day
        for report in dated
        for one in report.of(TimeExpression)
        if (day := _single_day(one.interval)) is not None and first - timedelta(6) <= day <= first
    }
    return max((day for day in told if f"{_WEEKDAY}{day.isoweekday()}" in named), default=None)


def _single_day(interval: DateInterval | None) -> date | None:
    if interval is None or interval.start is None or interval.start[:10] != (interval.end or "")[:10]:
        return None
    return date.fromisoformat(interval.start[:10])


def _days_of_publication(dated: Sequence[AnnotatedArticle]) -> tuple[date, date] | None:
    intervals = [one.article.published_at for one in dated if one.article.published_at is not None]
    starts = [one.start[:10] for one in intervals if one.start]
    if not starts:
        return None
    ends = [one.end[:10] for one in intervals if one.end]
    return date.fromisoformat(min(starts)), date.fromisoformat(max(starts + ends))

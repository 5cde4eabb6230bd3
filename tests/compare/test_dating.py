"""Undated reports get their date from their story."""

from __future__ import annotations

from dataclasses import replace

from dateline.compare.dating import anchor_times, date_undated
from dateline.model.annotation import AnnotatedArticle, TimeExpression
from dateline.model.article import Article, DateInterval
from dateline.model.text import Slice, Span

TEXT = "On Monday the dam broke."


def day(when: str) -> DateInterval:
    return DateInterval(start=when, end=when, precision="day", why="told")


def report(name: str, published: str | None, monday: str | None = None) -> AnnotatedArticle:
    article = Article(
        id=name,
        capture_id=name,
        found_in=name,
        text=TEXT,
        slices=(Slice(0, len(TEXT)),),
        visible_sha256="v",
        published_at=day(published) if published else None,
    )
    time = TimeExpression(
        article_id=name,
        span=Span(3, 9),
        exact="Monday",
        made_by="dates@1",
        kind="date",
        value=monday or "XXXX-WXX-1",
        interval=day(monday) if monday else None,
    )
    return AnnotatedArticle(article, (time,))


def test_a_shared_weekday_and_the_dated_reports_bound_the_date() -> None:
    reports = [report("a", "2024-03-06", "2024-03-04"), report("b", "2024-03-07", "2024-03-04"), report("c", None)]
    (found,) = date_undated(reports)
    assert found.article_id == "c"
    assert (found.interval.start, found.interval.end) == ("2024-03-04", "2024-03-07")
    assert "Monday (2024-03-04)" in found.interval.why
    assert found.interval.confidence < 0.7


def test_without_a_shared_weekday_the_story_alone_is_less_sure() -> None:
    (found,) = date_undated([report("a", "2024-03-06", "2024-03-05"), report("c", None)])
    assert (found.interval.start, found.interval.end) == ("2024-03-06", "2024-03-06")
    assert found.interval.confidence < 0.5


def test_a_long_story_or_one_without_dates_tells_nothing() -> None:
    assert date_undated([report("a", "2024-03-06"), report("b", "2024-04-06"), report("c", None)]) == ()
    assert date_undated([report("b", None), report("c", None)]) == ()
    assert date_undated([report("a", "2024-03-06")]) == ()


def test_the_times_of_an_undated_report_are_anchored_at_the_day_its_story_tells() -> None:
    undated = report("c", None)
    (monday,) = undated.of(TimeExpression)
    relative = AnnotatedArticle(undated.article, (replace(monday, relative="PUB<XXXX-WXX-1"),))
    (told,) = date_undated([report("a", "2024-03-06", "2024-03-05"), relative])
    (anchored,) = told.times
    assert anchored.value == "2024-03-04"
    assert anchored.interval is not None
    assert (anchored.interval.start, anchored.interval.end) == ("2024-03-04", "2024-03-04")
    assert "PUB is 2024-03-06" in anchored.why
    assert anchored.confidence < 0.5


def test_several_days_of_publication_leave_a_relative_time_as_wide() -> None:
    published = DateInterval(start="2024-03-04", end="2024-03-06", precision="day", why="told", confidence=0.5)
    undated = report("c", None)
    (monday,) = undated.of(TimeExpression)
    several = tuple(
        replace(monday, relative=relative) for relative in ("PUB-1D", "PUB<XXXX-WXX-1:FROM", "PUB-2M/PUB", None)
    )
    yesterday, since, months, still = anchor_times(AnnotatedArticle(undated.article, several), published=published)
    assert yesterday.interval is not None
    assert (yesterday.interval.start, yesterday.interval.end) == ("2024-03-03", "2024-03-05")
    assert yesterday.value == "XXXX-WXX-1"
    assert since.interval is not None
    assert (since.interval.start, since.interval.end) == ("2024-03-04", None)
    assert months.interval is not None
    assert (months.interval.start, months.interval.end) == ("2024-01-04", "2024-03-06")
    assert still.interval is None


def test_a_later_weekday_the_report_tells_of_narrows_its_date() -> None:
    undated = report("c", None)
    (monday,) = undated.of(TimeExpression)
    tuesday = replace(monday, span=Span(0, 2), exact="On", value="XXXX-WXX-2", relative="PUB<XXXX-WXX-2")
    reports = [report("a", "2024-03-06", "2024-03-04"), AnnotatedArticle(undated.article, (tuesday, monday))]
    (found,) = date_undated(reports)
    assert (found.interval.start, found.interval.end) == ("2024-03-05", "2024-03-06")
    assert "it also tells of Tuesday (2024-03-05)" in found.interval.why

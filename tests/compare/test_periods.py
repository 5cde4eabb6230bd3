"""Days in datelines, ends of ranges, months that hold the day, minutes that two tell, and sites that are places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.compare.comparison import compare
from dateline.compare.periods import dateline_end, is_bounded
from dateline.compare.reports import reports_of
from dateline.compare.whereabouts import sites_in
from dateline.model.annotation import AnnotatedArticle, Party, TimeExpression
from dateline.model.article import DateInterval, PrintedDateline
from dateline.model.story import Claim

from .building import Building, story_of, unlawful

MAYOR = Party(name="Mayor Odd Brekke", actor_id="p:odd-brekke", country="ZZA", sector="GOV")
FIRM = Party(name="Harbour Lines", actor_id="o:harbour-lines", sector="BUS")


def claims(*articles: AnnotatedArticle, kind: str) -> list[Claim]:
    comparison = compare(story_of(articles), articles)
    assert unlawful(comparison, articles) == []
    return [one for one in comparison.claims if one.kind == kind]


def told(name: str, text: str, published: str = "2031-05-06") -> Building:
    return Building(name, text, published=published)


def with_month(built: Building, exact: str, first: str, last: str) -> AnnotatedArticle:
    interval = DateInterval(start=first, end=last, precision="month", why="test")
    place = built.where(exact)
    mark = TimeExpression(
        article_id=built.article.id,
        span=place,
        exact=exact,
        made_by="test@1",
        kind="date",
        value=first[:7],
        interval=interval,
    )
    return AnnotatedArticle(built.article, (*built.marks, mark))


def clock(built: Building, exact: str, moment: str) -> Building:
    interval = DateInterval(start=moment, end=moment, precision="time", why="test")
    built.marks.append(
        TimeExpression(
            article_id=built.article.id,
            span=built.where(exact),
            exact=exact,
            made_by="test@1",
            kind="time",
            value=moment,
            interval=interval,
        )
    )
    return built


def test_the_day_in_a_dateline_is_not_that_of_the_happening() -> None:
    built = told("a", "MARROW, May 6. /NORD/. A dam burst above the town.").time("May 6", "2031-05-06")
    article = replace(built.article, dateline=PrintedDateline("MARROW", "NORD", "MARROW, May 6. /NORD/."))
    made = AnnotatedArticle(article, tuple(built.marks))
    (one,) = reports_of([made])
    assert dateline_end(one) == len("MARROW, May 6. /NORD/.")
    other = told("b", "A dam burst above the town on Tuesday.").time("Tuesday", "2031-05-06").done()
    assert [len(one.assertions) for one in claims(made, other, kind="time")] == []


def test_a_month_in_which_the_day_lies_tells_it_more_roughly() -> None:
    first = told("a", "The bank in Marrow collapsed on Friday.").time("Friday", "2031-05-02").done()
    second = told("b", "The bank in Marrow collapsed on May 2.").time("May 2", "2031-05-02").done()
    third = with_month(
        told("c", "The bank in Marrow collapsed in May.", "2031-05-29"), "May", "2031-05-01", "2031-05-31"
    )
    (claim,) = claims(first, second, third, kind="time")
    assert (claim.status, [one.exact for one in claim.assertions]) == ("agreed", ["Friday", "May 2", "May"])
    assert claims(first, third, kind="time") == [] or len(claims(first, third, kind="time")[0].assertions) == 1


@pytest.mark.parametrize(("words", "number"), [("between 9.30 and 10.45", 1), ("at 9.30 and again at 10.45", 2)])
def test_the_end_of_a_range_is_no_time_of_its_own(words: str, number: int) -> None:
    made = []
    for name in "ab":
        built = told(name, f"Two shells hit the pier at Marrow {words} by the harbour clock.")
        made.append(clock(clock(built, "9.30", "2031-05-05T09:30"), "10.45", "2031-05-05T10:45").done())
    assert len(claims(*made, kind="time")) == number


@pytest.mark.parametrize(("second", "status"), [(FIRM, "contested"), (MAYOR, "agreed")])
def test_minutes_that_two_sides_tell_are_a_dispute(second: Party, status: str) -> None:
    words = (
        "The ferry hit the pier at 1.28",
        "Loose planks in the harbour show that the ship touched the pier at 1.25",
    )
    made = []
    for name, said, who in zip("ab", words, (MAYOR, second), strict=True):
        moment = said[-4:]
        built = clock(told(name, f"{said}, a letter says."), moment, f"2031-05-05T0{moment.replace('.', ':')}")
        made.append(built.source(said, (who, "official")).done())
    found = [one for one in claims(*made, kind="time") if len(one.assertions) == 2]
    assert [one.status for one in found] == [status]


def test_by_a_day_is_no_day() -> None:
    built = (
        told("a", "It opens by Friday, shortly before Monday.")
        .time("Friday", "2031-05-09")
        .time("Monday", "2031-05-12")
    )
    (one,) = reports_of([built.done()])
    assert [is_bounded(one, mark) for mark in one.times] == [True, False]


def test_a_mine_is_a_place_by_its_name() -> None:
    first = told("a", "Nine men died at the Ostrava coal mine in Nordland.").place("Nordland", "NOR").done()
    second = told("b", "The men of Ostrava will be buried in Nordland.").place("Nordland", "NOR").done()
    (one, _) = reports_of([first, second])
    assert sites_in(one) == {"Ostrava"}
    (claim,) = (one for one in claims(first, second, kind="place") if len(one.assertions) == 2)
    assert [one.exact for one in claim.assertions] == ["Ostrava", "Ostrava"]


def test_where_reports_were_written_alone_tells_nothing() -> None:
    made = []
    for name, text in (("a", "Ships lay still in Marrow on Monday."), ("b", "Rain fell.")):
        built = told(name, f"MARROW\n{text}")
        made.append(built.place("MARROW", "ESP") if name == "b" else built.place("Marrow", "ESP"))
    found = claims(*(one.done() for one in made), kind="place")
    assert all(len(one.assertions) == 1 for one in found)


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("A dam burst in Marrow on Monday.", "The dam in Marrow burst at night.", 1),
        ("A dam burst on Monday. Clerks met in Marrow.", "The dam burst at night. Wool was sold in Marrow.", 0),
    ],
)
def test_the_place_is_named_in_words_of_the_happening(first: str, second: str, number: int) -> None:
    made = [told(name, text).place("Marrow", "ESP").done() for name, text in (("a", first), ("b", second))]
    found = [one for one in claims(*made, kind="place") if one.question.startswith("where it happened")]
    assert len(found) == number


@pytest.mark.parametrize(("others", "number"), [(1, 1), (2, 0)])
def test_the_place_is_named_by_most_reports(others: int, number: int) -> None:
    made = [told("a", "A granary burnt in Marrow on Monday."), told("b", "The granary in Marrow burnt at night.")]
    for one in made:
        one.place("Marrow", "ESP")
    made += [told("c", "Clerks met the bishop."), told("d", "Dockers met the bishop.")][:others]
    found = claims(*(one.done() for one in made), kind="place")
    assert len([one for one in found if len(one.assertions) > 1]) == number


def test_parts_of_a_day_told_in_other_words_are_no_dispute() -> None:
    first = clock(told("a", "The lava broke out at 2.20 on the crater floor."), "2.20", "2031-05-05T02:20")
    first.time("crater floor", "2031-05-05").marks.pop()
    second = told("b", "Fountains were seen until they fell silent on Monday evening.")
    place = second.where("Monday evening")
    interval = DateInterval(start="2031-05-05T17:00", end="2031-05-05T22:00", precision="time", why="test")
    second.marks.append(
        TimeExpression(
            article_id="b",
            span=place,
            exact="Monday evening",
            made_by="test@1",
            kind="time",
            value="2031-05-05TEV",
            interval=interval,
        )
    )
    third = told("c", "It began on Monday.").time("Monday", "2031-05-05")
    (claim,) = claims(first.done(), second.done(), third.done(), kind="time")
    assert (claim.status, len(claim.assertions)) == ("agreed", 3)


@pytest.mark.parametrize(("words", "number"), [("Wool was dear", 0), ("The fair opens", 1)])
def test_a_day_and_its_month_are_one_time_only_in_like_words(words: str, number: int) -> None:
    first = told("a", "The fair opens on May 30.", "2031-03-01").time("May 30", "2031-05-30").done()
    second = with_month(told("b", f"{words} in May.", "2031-03-01"), "May", "2031-05-01", "2031-05-31")
    assert len([one for one in claims(first, second, kind="time") if len(one.assertions) == 2]) == number

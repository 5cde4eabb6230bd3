"""Tallies that go on: others beside the dead, several numbers of one toll, months of an outbreak, shares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.compare.background import is_background
from dateline.compare.bare_numbers import numbers_alone
from dateline.compare.comparison import compare
from dateline.compare.counted_class import class_of
from dateline.compare.ellipsis import with_nouns
from dateline.compare.reports import reports_of
from dateline.compare.scope import counts_of
from dateline.compare.wording import Wording
from dateline.model.annotation import AnnotatedArticle, Party
from dateline.model.story import Claim

from .building import Building, story_of, unlawful

MAYOR = Party(name="Mayor Odd Brekke", actor_id="p:odd-brekke", country="ZZA", sector="GOV")


def claims(*articles: AnnotatedArticle) -> list[Claim]:
    comparison = compare(story_of(articles), articles)
    assert unlawful(comparison, articles) == []
    return [one for one in comparison.claims if one.kind == "figure"]


def told(name: str, text: str, words: str, number: float, counted: str, published: str) -> Building:
    built = Building(name, text, published=published)
    return built.figure(words, number, number, counted, subject=words.split()[-1])


def test_others_beside_the_dead_are_all_the_hurt() -> None:
    first = told("a", "A stand broke. Two fans died and 34 others were hurt.", "34 others", 34, "injured", "2031-05-01")
    first.figure("Two fans", 2, 2, "killed", subject="fans")
    second = told("b", "A stand broke. In all 51 people were hurt.", "51 people", 51, "injured", "2031-05-02")
    found = [one for one in claims(first.done(), second.done()) if len(one.assertions) == 2]
    assert [(one.status, one.question) for one in found] == [("updated", "injured, May 2031")]


def test_a_tally_takes_the_place_of_all_who_gave_the_earlier_number() -> None:
    made = [
        told("a", "Boats saved 98 people.", "98 people", 98, "rescued", "2031-05-01"),
        told("b", "By dusk 101 people were ashore, saved by boats.", "101 people", 101, "rescued", "2031-05-02"),
        told("c", "There were 101 survivors ashore at dusk.", "101 survivors", 101, "people", "2031-05-02"),
    ]
    (claim,) = claims(*(one.done() for one in made))
    assert (claim.status, len(claim.assertions)) == ("updated", 3)


@pytest.mark.parametrize(("counted", "status"), [("hospitalized", ["updated"]), ("killed", ["single", "single"])])
def test_an_outbreak_goes_on_for_months(counted: str, status: list[str]) -> None:
    first = told("a", "Fever put 18 people to bed in Pirru.", "18 people", 18, counted, "2031-02-01")
    second = told("b", "In all 99 people lay ill in Pirru.", "99 people", 99, counted, "2031-07-20")
    assert [one.status for one in claims(first.done(), second.done())] == status


def test_what_is_set_against_another_stands_in_one_sentence() -> None:
    text = "Odd Brekke led with 52.4 percent against 47.6.\n\nTurnout was 58 percent."
    built = Building("a", text).figure("52.4 percent", 52.4, 52.4, "percent", unit="%")
    built.figure("58 percent", 58, 58, "percent", unit="%")
    reports = reports_of([built.done()])
    counts = with_nouns(counts_of(reports, Wording(reports)))
    assert [one.is_beside for one in counts if one.figure.exact == "58 percent"] == [False]


@pytest.mark.parametrize(("before", "unit"), [("53.8 percent", "%"), ("53.8 tons", None)])
def test_a_decimal_behind_a_share_is_one(before: str, unit: str | None) -> None:
    built = Building("a", f"The Yes keeps {before}, on a turnout of 41.9 in Marrow.")
    built.figure(before, 53.8, 53.8, "percent" if unit else "tons", unit=unit or "t")
    reports = reports_of([built.figure("41.9", 41.9, 41.9, "people").done()])
    last = counts_of(reports, Wording(reports))[-1]
    assert (last.figure.exact, last.unit) == ("41.9", unit)


@pytest.mark.parametrize(("lead", "past"), [("in January", False), ("on Friday", True)])
def test_the_time_that_the_lead_tells_of_is_no_background(lead: str, past: bool) -> None:
    text = (
        f"Trade in Marrow fell by 3 percent {lead}, clerks said.\n\nPrices rose by 7 percent in the month of January."
    )
    built = Building("a", text, published="2031-03-15")
    built.time("Friday" if past else "January", "2031-03-14" if past else "2031-01-01")
    last = built.time("month of January", "2031-01-01").figure("7 percent", 7, 7, "percent", unit="%").done()
    (one,) = reports_of([last])
    assert is_background(one, one.figures[0].span) is past


@pytest.mark.parametrize("is_told", [True, False])
def test_what_somebody_still_tells_of_another_year_is_shown(*, is_told: bool) -> None:
    text = "Rain fell on Marrow on Friday. The dam cost 40 million crowns last year."
    built = Building("a", text, published="2031-03-15").figure("40 million crowns", 4e7, 4e7, "money", unit="NOK")
    if is_told:
        built.source("The dam cost 40 million crowns last year", (MAYOR, "official"))
    other = Building("b", "Rain fell on Marrow.", published="2031-03-15").done()
    assert [one.status for one in claims(built.done(), other)] == ["single"] * is_told


def test_nobody_on_one_ship_is_not_replaced_by_three_on_the_other() -> None:
    first = told("a", "No one on the Sudish ship was hurt.", "No one", 0, "injured", "2031-05-01")
    second = told("b", "Three of the crew were hurt.", "Three of the crew", 3, "injured", "2031-05-02")
    assert {one.status for one in claims(first.done(), second.done())} == {"single"}


@pytest.mark.parametrize(
    ("words", "status"), [("cut to 23 million crowns", "updated"), ("paid 23 million crowns", None)]
)
def test_a_number_that_is_set_otherwise(words: str, status: str | None) -> None:
    made = []
    for name, text, exact, number, day in (
        ("a", "The mill must pay 38 million crowns for soot.", "38 million crowns", 3.8e7, "2031-05-01"),
        ("b", f"A court {words} what neighbours of the mill get.", "23 million crowns", 2.3e7, "2031-08-01"),
    ):
        built = Building(name, text, published=day).figure(exact, number, number, "money", unit="NOK")
        made.append(built.done())
    assert [one.status for one in claims(*made) if len(one.assertions) == 2] == ([status] if status else [])


@pytest.mark.parametrize(("verb", "status"), [("escaped", ["contested"]), ("worked there", ["single", "single"])])
def test_who_does_one_thing_is_counted_once(verb: str, status: list[str]) -> None:
    first = told("a", "In Marrow 84 men escaped through a hole.", "84 men", 84, "people", "2031-05-01")
    second = told("b", f"Of the jail's inmates 91 inmates {verb}.", "91 inmates", 91, "people", "2031-05-01")
    assert [one.status for one in claims(first.done(), second.done())] == status


@pytest.mark.parametrize(("other", "status"), [("p:ana-ruiz", "contested"), ("p:odd-brekke", "updated")])
def test_two_officials_stand_against_each_other(other: str, status: str) -> None:
    made = []
    for name, words, number, who, day in (
        ("a", "84 men", 84, MAYOR, "2031-05-01"),
        ("b", "91 men", 91, Party(name="Ana Ruiz", actor_id=other, country="ZZA", sector="GOV"), "2031-05-02"),
    ):
        built = told(name, f"In all {words} escaped through a hole in the wall.", words, number, "people", day)
        made.append(built.source(f"In all {words} escaped through a hole in the wall", (who, "official")).done())
    (claim,) = claims(*made)
    assert claim.status == status


def test_those_aboard_are_one_count() -> None:
    made = [
        told("a", "The manifest listed 131 passengers and crew.", "131 passengers", 131, "people", "2031-05-01"),
        told("b", "There had been more than 200 people aboard.", "200 people", 200, "people", "2031-05-01"),
    ]
    made[1].source("There had been more than 200 people aboard", (MAYOR, "official"))
    made[0].source("131 passengers and crew", (Party(name="the manifest"), "document"))
    (claim,) = claims(*(one.done() for one in made))
    assert (claim.status, claim.question) == ("contested", "aboard, May 2031")
    alone = claims(told("a", "The pier holds 131 passengers.", "131 passengers", 131, "people", "2031-05-01").done())
    assert [one.question for one in alone] == ["number of passengers, May 2031"]


@pytest.mark.parametrize(("who", "status"), [("o:harbour-lines", "contested"), ("p:odd-brekke", None)])
def test_shares_that_nobody_names_clash_between_two_sides(who: str, status: str | None) -> None:
    made = []
    for name, words, number, party in (
        ("a", "30 percent", 30, Party(name="Harbour Lines", actor_id=who, sector="BUS" if who[0] == "o" else "GOV")),
        ("b", "42 percent", 42, MAYOR),
    ):
        built = Building(name, f"Turnout in Marrow was {words}, a voice said.", published="2031-05-01")
        built.figure(words, number, number, "percent", unit="%")
        made.append(built.source(f"Turnout in Marrow was {words}", (replace(party, country="ZZA"), "official")).done())
    assert [one.status for one in claims(*made) if len(one.assertions) == 2] == ([status] if status else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Of the 84, 53 have been found by boats.", ["53"]),
        ("Odd Brekke, 53, wept.", []),
        ("In Pirru 481 fell ill, 56 of whom were old.", ["56 of whom"]),
        ("The coast guard now counts four injured.", ["four"]),
        ("A man of 34 was killed at the gate.", ["A man"]),
        ("A man of 34 was there at the gate.", []),
    ],
)
def test_more_numbers_that_nobody_marked(text: str, words: list[str]) -> None:
    (one,) = reports_of([Building("a", text).done()])
    assert [found.exact for found in numbers_alone(one) if found.exact not in ("84", "481")] == words


def test_who_died_alone_is_one_only_where_no_toll_stands() -> None:
    text = "Seven people died in Pirru. A man was killed at the gate."
    (one,) = reports_of([Building("a", text).figure("Seven people", 7, 7, "killed").done()])
    assert numbers_alone(one) == []


def test_who_admits_to_so_many_counts_what_was_counted_before() -> None:
    built = Building("a", "Seven people have died, a union says. The ministry admits to three.")
    (one,) = reports_of([built.figure("Seven people", 7, 7, "killed", subject="people").done()])
    assert [(found.exact, found.counted) for found in numbers_alone(one)] == [("three", "killed")]


@pytest.mark.parametrize(
    ("text", "words", "sort"),
    [
        ("In all 19 men were caught again.", "19 men", "arrested"),
        ("Some 18 people were taken to hospital.", "18 people", "hospitalized"),
        ("Some 18 people were taken to the pier.", "18 people", "people"),
        ("More than 40 people were on board.", "40 people", "aboard"),
        ("The ferry was carrying 143 people.", "143 people", "aboard"),
        ("The pier was full of 143 people.", "143 people", "people"),
        ("He came on a ferry with 143 people.", "143 people", "aboard"),
        ("He was hurt in a clash with 143 people.", "143 people", "people"),
    ],
)
def test_what_was_done_to_those_counted(text: str, words: str, sort: str) -> None:
    (one,) = reports_of([Building("a", text).figure(words, 18, 18, "people", subject="people").done()])
    assert class_of(one, one.figures[0]) == sort


@pytest.mark.parametrize(
    ("number", "second", "status"), [(1, "o:clinic", "contested"), (2, "o:clinic", "agreed"), (1, "o:board", "agreed")]
)
def test_two_officials_of_one_state_beside_each_other(number: int, second: str, status: str) -> None:
    text = "Two people have died, the board said. The clinic confirmed some deaths."
    one = Building("a", text, published="2031-05-01").figure("Two people", 2, 2, "killed", subject="people")
    one.figure("some deaths", number, number, "killed", subject="deaths")
    board = Party(name="the board", actor_id="o:board", country="ZZA", sector="GOV")
    clinic = Party(name="the clinic", actor_id=second, country="ZZA", sector="GOV")
    one.source("Two people have died", (board, "official")).source("some deaths", (clinic, "official"))
    other = told("b", "Two people have died in Pirru.", "Two people", 2, "killed", "2031-05-01")
    (claim,) = (
        claim for claim in claims(one.done(), other.done()) if len({a.article_id for a in claim.assertions}) > 1
    )
    assert claim.status == status


def test_nobody_else_is_no_count() -> None:
    built = Building("a", "I leave so that nobody else has to die.").figure("nobody", 0, 0, "killed")
    reports = reports_of([built.done()])
    assert counts_of(reports, Wording(reports)) == []

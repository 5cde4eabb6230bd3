"""When and where it happened, parts and other happenings kept apart, one report alone, words of one sense."""

from __future__ import annotations

from dateline.compare.comparison import compare
from dateline.lexicon.same_words import sense
from dateline.model.annotation import AnnotatedArticle, Party
from dateline.model.story import Claim

from .building import Building, story_of, unlawful


def claims(*articles: AnnotatedArticle, kind: str) -> list[Claim]:
    comparison = compare(story_of(articles), articles)
    assert unlawful(comparison, articles) == []
    return [one for one in comparison.claims if one.kind == kind]


def flood(article_id: str, text: str, published: str = "2031-05-06") -> Building:
    return Building(article_id, text, published=published)


def test_the_day_of_the_happening_is_lined_up_and_who_spoke_when_is_not() -> None:
    first = flood("a", "A dam burst above the town of Marrow on Monday, flooding the old town.").time(
        "Monday", "2031-05-05"
    )
    second = flood("b", "The dam above Marrow burst on Monday. The mayor said on Tuesday that the old town is flooded.")
    second.time("Monday", "2031-05-05").time("Tuesday", "2031-05-06")
    (claim,) = claims(first.done(), second.done(), kind="time")
    assert (claim.status, [one.exact for one in claim.assertions]) == ("agreed", ["Monday", "Monday"])
    assert claim.question == "when: A dam burst above the town of Marrow on … , flooding the old town"


def test_the_place_of_the_happening_is_lined_up() -> None:
    first = flood("a", "A dam burst in Marrow on Monday, flooding the old town.").place("Marrow", "ESP")
    second = flood("b", "Water stood in the streets in Marrow after the dam burst. Tents stood in Lisse.").place(
        "Marrow", "ESP"
    )
    second.place("Lisse", "ESP")
    claim, other = claims(first.done(), second.done(), kind="place")
    assert (claim.status, len(claim.assertions)) == ("agreed", 2)
    assert (other.status, [one.exact for one in other.assertions]) == ("single", ["Lisse"])


def test_killed_and_injured_are_two_questions() -> None:
    first = flood("a", "The flood in Marrow killed 14 people.").figure("14 people", 14, 14, "killed")
    second = flood("b", "The flood in Marrow injured 20 people.").figure("20 people", 20, 20, "injured")
    assert [one.status for one in claims(first.done(), second.done(), kind="figure")] == ["single", "single"]


def test_a_look_back_months_later_is_no_dispute() -> None:
    first = flood("a", "The flood in Marrow killed 14 people.").figure("14 people", 14, 14, "killed")
    second = flood("b", "The flood in Marrow killed 9 people.", "2032-01-09").figure("9 people", 9, 9, "killed")
    assert {one.status for one in claims(first.done(), second.done(), kind="figure")} == {"single"}


def test_two_sides_in_one_report_alone_are_single() -> None:
    text = "Union leaders said 900 workers marched in Marrow. Police said 300 workers marched."
    one = flood("a", text).figure("900 workers", 900, 900, "protesters", subject="workers")
    one.figure("300 workers", 300, 300, "protesters", subject="workers")
    one.source("900 workers marched in Marrow", (Party(name="Union leaders"), "other"))
    one.source("300 workers marched.", (Party(name="Police", sector="COP", country="ESP"), "official"))
    other = flood("b", "Marrow was calm by night.").done()
    (claim,) = claims(one.done(), other, kind="figure")
    assert (claim.status, len(claim.assertions), claim.independent) == ("single", 2, 2)


def test_what_the_others_are_is_not_disputed() -> None:
    first = flood("a", "The flood in Marrow injured 8 others.").figure("8 others", 8, 8, "injured")
    second = flood("b", "The flood in Marrow injured 3 others.").figure("3 others", 3, 3, "injured")
    assert all(one.status == "single" for one in claims(first.done(), second.done(), kind="figure"))


def test_one_speech_told_by_other_words_is_one_occasion() -> None:
    ruiz = Party(name="Ana Ruiz", actor_id="p:ana-ruiz")
    padding = " Shops stayed shut. Ferries did not run. Schools open on Friday. Rain fell again by night."
    first = flood("a", "The dam will be rebuilt, Ana Ruiz told a meeting of Ostran engineers on Monday." + padding)
    first.quote("The dam will be rebuilt", ruiz, direct=False)
    second = flood("b", "In a speech to the meeting of Ostran engineers, Ana Ruiz said money was short." + padding)
    second.quote("money was short", ruiz, direct=False)
    assert any(one.question.startswith("Ana Ruiz speaks") for one in claims(first.done(), second.done(), kind="act"))


def test_words_of_one_sense() -> None:
    assert sense("killed") == sense("deaths")
    assert sense("policemen") == sense("officer")
    assert sense("bridge") != sense("flood")

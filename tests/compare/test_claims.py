"""Figures lined up: agreed, contested, updated, single, and what must not be pitted against each other."""

from __future__ import annotations

import pytest

from dateline.compare.comparison import compare
from dateline.compare.intervals import Bounds
from dateline.model.annotation import AnnotatedArticle, Party
from dateline.model.story import Claim, Copy

from .building import Building, day, story_of, unlawful

GOVERNOR = Party(name="Governor Lena Aust", actor_id="p:lena-aust", country="ZZA", sector="GOV")
DOCTOR = Party(name="Tomas Reyl", actor_id="p:tomas-reyl", country="ZZB")


def claims(*articles: AnnotatedArticle, copies: tuple[Copy, ...] = (), kind: str = "figure") -> list[Claim]:
    comparison = compare(story_of(articles), articles, copies)
    assert unlawful(comparison, articles) == []
    return [one for one in comparison.claims if one.kind == kind]


def bridges(article_id: str, words: str, number: float, **fields: str) -> AnnotatedArticle:
    text = f"The storm swept away {words} over the river Ostra, engineers said."
    return Building(article_id, text, **fields).figure(words, number, number, "bridges").done()


def toll(article_id: str, words: str, low: float | None, high: float | None, **fields: str) -> AnnotatedArticle:
    text = f"A landslide in Pirru killed {words} in their sleep, rescue workers said."
    return Building(article_id, text, **fields).figure(words, low, high, "killed").place("Pirru").done()


@pytest.mark.parametrize(
    ("left", "right", "touch"),
    [
        (Bounds(2000, 9999, True), Bounds(2001, 2500, True), True),
        (Bounds(161, float("inf")), Bounds(160, 160), False),
        (Bounds(160, float("inf")), Bounds(160, 160), True),
        (Bounds(90, 110, True), Bounds(120, 120), True),
        (Bounds(90, 110, True), Bounds(130, 130), False),
        (Bounds(-float("inf"), 80), Bounds(10, float("inf")), True),
    ],
)
def test_bounds_touch(left: Bounds, right: Bounds, touch: bool) -> None:
    assert left.touches(right) is touch
    assert right.touches(left) is touch


def test_two_bridges_and_three_bridges_are_contested_with_the_reason() -> None:
    (claim,) = claims(
        bridges("a", "three bridges", 3), bridges("b", "three bridges", 3), bridges("c", "two bridges", 2)
    )
    assert claim.status == "contested"
    assert claim.question == "number of bridges"
    assert "“three bridges” and “two bridges” cannot both hold" in claim.why
    assert [one.article_id for one in claim.assertions] == ["a", "b", "c"]


def test_a_later_report_updates() -> None:
    (claim,) = claims(
        toll("a", "4 people", 4, 4, published="2031-05-01"), toll("b", "9 people", 9, 9, published="2031-05-02")
    )
    assert claim.status == "updated"
    assert claim.why.endswith("4 (2031-05-01), 9 (2031-05-02)")
    assert claim.question == "killed in Pirru, May 2031"


def test_on_one_day_nothing_explains_the_difference() -> None:
    (claim,) = claims(
        toll("a", "4 people", 4, 4, published="2031-05-01"), toll("b", "9 people", 9, 9, published="2031-05-01")
    )
    assert claim.status == "contested"
    assert "same day" in claim.why


def test_vague_and_exact_agree() -> None:
    (claim,) = claims(toll("a", "at least 4 people", 4, None), toll("b", "6 people", 6, 6))
    assert (claim.status, claim.independent) == ("agreed", None)
    assert {one.value for one in claim.assertions} == {"at least 4", "6"}


def test_what_one_report_alone_tells_is_single() -> None:
    made = claims(toll("a", "4 people", 4, 4), bridges("b", "three bridges", 3))
    assert [(one.status, len(one.assertions)) for one in made] == [("single", 1), ("single", 1)]


def test_copies_do_not_confirm() -> None:
    copy = Copy(article_id="b", of="a", kind="reprint", shared=1.0)
    (claim,) = claims(toll("a", "4 people", 4, 4), toll("b", "4 people", 4, 4), copies=(copy,))
    assert claim.status == "single"
    assert "same words" in claim.why


def test_a_part_is_not_pitted_against_the_whole() -> None:
    text = "Flames destroyed 40 boats in Ellin harbour, engineers said. Of these, 11 wooden boats had sunk by noon."
    first = Building("a", text).figure("40 boats", 40, 40, "boats").done()
    second = Building("b", "Flames destroyed 11 wooden boats in Ellin harbour, engineers said.")
    second.figure("11 wooden boats", 11, 11, "boats")
    assert all(one.status != "contested" for one in claims(first, second.done()))


def test_what_one_report_gives_without_two_sides_is_not_pitted() -> None:
    text = "A landslide in Pirru killed 4 people, police said. On Monday another slide killed 9 people."
    one = Building("a", text).figure("4 people", 4, 4, "killed").figure("9 people", 9, 9, "killed").done()
    assert {claim.status for claim in claims(one, toll("b", "9 people", 9, 9))} <= {"agreed", "single"}


def test_two_sides_of_one_report_stand_against_each_other() -> None:
    text = "A landslide in Pirru killed 4 people, Governor Lena Aust said. Villagers said it killed 9 people."
    one = Building("a", text).figure("4 people", 4, 4, "killed").figure("9 people", 9, 9, "killed")
    one.source("A landslide in Pirru killed 4 people", (GOVERNOR, "official"))
    one.source("it killed 9 people", (Party(name="Villagers"), "witness"))
    (claim,) = claims(one.done(), toll("b", "9 people", 9, 9))
    assert (claim.status, len(claim.assertions), claim.independent) == ("contested", 3, 2)


def test_other_subjects_and_other_places_are_other_questions() -> None:
    officers = Building("b", "The landslide in Pirru killed 9 police officers.")
    officers.figure("9 police officers", 9, 9, "killed", subject="police officers")
    elsewhere = Building("c", "The landslide killed 2 people in Ostra.").figure(
        "2 people", 2, 2, "killed", place="Ostra"
    )
    made = claims(
        Building("a", "The landslide killed 4 people in Pirru.")
        .figure("4 people", 4, 4, "killed", place="Pirru")
        .done(),
        officers.done(),
        elsewhere.done(),
    )
    assert [one.status for one in made] == ["single"] * 3


def test_an_earlier_disaster_is_background() -> None:
    text = "A landslide in Pirru killed 4 people, police said. In 1998, mud killed 90 people in the same valley."
    one = Building("a", text, published="2031-05-01").figure("4 people", 4, 4, "killed")
    one.figure("90 people", 90, 90, "killed").time("1998", "1998-01-01")
    (claim,) = claims(one.done(), toll("b", "4 people", 4, 4, published="2031-05-01"))
    assert (claim.status, len(claim.assertions)) == ("agreed", 2)


def test_origins_are_followed_and_only_known_ones_are_counted() -> None:
    def said(article_id: str, who: Party, kind: str) -> AnnotatedArticle:
        text = f"A landslide in Pirru killed 4 people, {who.name} told the Associated Press."
        built = Building(article_id, text).figure("4 people", 4, 4, "killed")
        return built.source(text, (Party(name="Associated Press"), "agency"), (who, kind)).done()

    (claim,) = claims(said("a", GOVERNOR, "official"), said("b", DOCTOR, "witness"), toll("c", "4 people", 4, 4))
    assert [one.name for one in claim.origins] == ["Governor Lena Aust", "Tomas Reyl"]
    assert claim.independent == 2
    (claim,) = claims(said("a", GOVERNOR, "official"), said("b", GOVERNOR, "official"))
    assert claim.independent == 1


def test_state_media_do_not_vouch_for_their_state() -> None:
    official = Party(name="Foreign Ministry", actor_id="CHNGOV", country="CHN", sector="GOV")
    agency = Party(name="Xinhua", actor_id="o:xinhua", country="CHN")
    text = "A landslide in Pirru killed 4 people."
    made = [
        Building(name, text).figure("4 people", 4, 4, "killed", said_by=who).source(text, (who, kind)).done()
        for name, who, kind in (("a", official, "official"), ("b", agency, "agency"))
    ]
    (claim,) = claims(*made)
    assert {one.kind for one in claim.origins} == {"official", "state_media"}
    assert claim.independent == 1


def test_the_same_act_told_and_denied() -> None:
    army, village = Party(name="the army", actor_id="ZZAMIL", country="ZZA"), Party(name="Ellin", actor_id="ZZA")
    words = ("The army shelled the village of Ellin on Sunday.", "On Sunday the army shelled Ellin, a village.")
    told = [
        Building(name, text).event("shelled", "ASSAULT", army, village).done()
        for name, text in zip("ab", words, strict=True)
    ]
    denial = Building("c", "Norland’s army denied that it shelled the village of Ellin on Sunday.")
    denial.event("shelled", "ASSAULT", army, village, modality="denied").source("it shelled", (army, "official"))
    agreed, contested = claims(*told, kind="act")[0], claims(*told, denial.done(), kind="act")[0]
    assert (agreed.status, agreed.question) == ("agreed", "the army shelled Ellin")
    assert (contested.status, len(contested.assertions)) == ("contested", 3)


def test_the_same_sentence_in_two_reports_is_told_once() -> None:
    text = "The army shelled the village of Ellin on Sunday."
    army = Party(name="the army", actor_id="ZZAMIL")
    told = [Building(name, text).event("shelled", "ASSAULT", army).done() for name in "ab"]
    (claim,) = claims(*told, kind="act")
    assert (claim.status, len(claim.assertions)) == ("single", 2)


def test_the_same_words_of_the_same_speaker() -> None:
    first = Building("a", "“The wall held until midnight and then broke,” Governor Lena Aust said.")
    first.quote("The wall held until midnight and then broke", GOVERNOR)
    second = Building("b", "The wall had held until midnight and then broke, said Lena Aust, the governor.")
    second.quote("The wall had held until midnight and then broke", Party(name="Lena Aust"), direct=False)
    other = Building("c", "“Schools will open on Friday,” Governor Lena Aust said.")
    other.quote("Schools will open on Friday", GOVERNOR)
    shared, alone = claims(first.done(), second.done(), other.done(), kind="quote")
    assert (shared.status, len(shared.assertions), shared.independent) == ("agreed", 2, 1)
    assert (alone.status, alone.assertions[0].exact) == ("single", "Schools will open on Friday")


def test_as_of_beats_the_day_of_publication() -> None:
    first = Building("a", "A landslide in Pirru killed 4 people.", published="2031-05-02")
    first.figure("4 people", 4, 4, "killed", as_of=day("2031-05-01"))
    (claim,) = claims(first.done(), toll("b", "9 people", 9, 9, published="2031-05-02"))
    assert claim.status == "updated"


def test_two_thousand_troops_are_no_year_and_agree_with_thousands() -> None:
    first = Building("a", "Norland sent thousands of troops to Pirru on Sunday.", published="2031-05-02")
    first.figure("thousands of troops", 2000, 9999, "troops", subject="troops", approx=True)
    second = Building("b", "So far just over 2000 troops of Norland have arrived in Pirru.", published="2031-05-02")
    second.figure("just over 2000 troops", 2001, 2500, "troops", subject="troops", approx=True)
    (claim,) = claims(first.done(), second.done())
    assert (claim.status, claim.question) == ("agreed", "troops, May 2031")


def test_what_only_names_again_is_no_figure() -> None:
    text = "Norland and Sudia signed a pact. Trade between the two countries has grown."
    made = [
        Building(name, text).figure("two countries", 2, 2, "countries", subject="countries").done() for name in "ab"
    ]
    assert claims(*made) == []


def test_city_and_country_are_two_questions() -> None:
    city = Building("a", "The flood killed 3 people in Porto.").figure("3 people", 3, 3, "killed", place="Porto")
    city.place("Porto", "PRT")
    country = Building("b", "The flood killed 9 people in PRT.").figure("9 people", 9, 9, "killed", place="PRT")
    country.place("PRT", "PRT")
    assert {one.status for one in claims(city.done(), country.done())} == {"single"}


def test_a_count_that_leaves_room_does_not_hide_that_the_toll_rose() -> None:
    first = toll("a", "at least 12 people", 12, None, published="2021-02-11")
    second = toll("b", "15 people", 15, 15, published="2021-02-10")
    third = toll("c", "19 people", 19, 19, published="2021-02-12")
    (claim,) = claims(first, second, third)
    assert claim.status == "updated"


def test_a_toll_that_falls_and_rises_is_contested() -> None:
    first = toll("a", "19 people", 19, 19, published="2021-02-10")
    second = toll("b", "15 people", 15, 15, published="2021-02-11")
    third = toll("c", "22 people", 22, 22, published="2021-02-12")
    assert [one.status for one in claims(first, second, third)] == ["contested"]


def test_shares_of_what_is_not_named_are_no_dispute() -> None:
    made = [
        Building(name, f"Traffic over the Ostra cables fell by {words} after the cut, engineers said.")
        .figure(words, number, number, "percent", unit="%", **more)
        .done()
        for name, words, number, more in (("a", "82 percent", 82, {}), ("b", "65 percent", 65, {}))
    ]
    assert {one.status for one in claims(*made)} <= {"single"}

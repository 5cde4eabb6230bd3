"""What is no dispute: other months, shares of the unnamed, one of many, what each state counts of its own, plans."""

from __future__ import annotations

import pytest

from dateline.compare.comparison import compare
from dateline.compare.questions import surely_clash
from dateline.compare.reports import reports_of
from dateline.compare.scope import counts_of
from dateline.compare.wording import Wording
from dateline.model.annotation import AnnotatedArticle, Party
from dateline.model.story import Claim

from .building import Building, story_of, unlawful

NORD = Party(name="the Nordish army", actor_id="ZZAMIL", country="ZZA", sector="MIL")
SUD = Party(name="the Sudish army", actor_id="ZZBMIL", country="ZZB", sector="MIL")
LEADER = Party(name="Odd Brekke", actor_id="p:odd-brekke", country="ZZA", sector="LAB")


def claims(*articles: AnnotatedArticle, kind: str = "figure") -> list[Claim]:
    comparison = compare(story_of(articles), articles)
    assert unlawful(comparison, articles) == []
    return [one for one in comparison.claims if one.kind == kind]


def jobs(name: str, text: str, words: str, number: int, published: str) -> AnnotatedArticle:
    built = Building(name, text, published=published)
    return built.figure(words, number, number, "jobs", subject="jobs").done()


def test_counts_of_two_months_are_two_questions() -> None:
    july = jobs("a", "Employers added 114,000 jobs in July, the bureau said.", "114,000 jobs", 114_000, "2031-08-05")
    august = jobs(
        "b", "Employers added 142,000 jobs in August, the bureau said.", "142,000 jobs", 142_000, "2031-09-05"
    )
    again = jobs("c", "Employers added 142,000 jobs in August, firms said.", "142,000 jobs", 142_000, "2031-09-06")
    found = claims(july, august, again)
    assert sorted((one.status, len(one.assertions)) for one in found) == [("agreed", 2), ("single", 1)]


@pytest.mark.parametrize("subject", [None, "percent", "per cent", "%"])
def test_a_share_is_not_named_by_its_own_sign(subject: str | None) -> None:
    made = [
        Building(name, f"Calls through the Ostra cables fell by {words} after the cut, engineers said.")
        .figure(words, number, number, "percent", unit="%", subject=subject)
        .done()
        for name, words, number in (("a", "82 percent", 82), ("b", "65 percent", 65))
    ]
    found = claims(*made)
    assert {one.status for one in found} == {"single"}
    assert all(one.question.startswith("how much: ") for one in found)


def test_shares_of_one_named_thing_may_clash() -> None:
    made = [
        Building(name, f"Odd Brekke won {words} of the vote in Marrow, officials said.", published="2031-05-01")
        .figure(words, number, number, "percent", unit="%")
        .done()
        for name, words, number in (("a", "52 percent", 52), ("b", "48 percent", 48))
    ]
    assert [one.status for one in claims(*made)] == ["contested"]


def test_one_of_many_is_no_other_toll() -> None:
    many = Building("a", "The blast in Marrow injured 9 people.", published="2031-05-01").figure(
        "9 people", 9, 9, "injured", subject="people"
    )
    one = Building("b", "The blast in Marrow injured one man in the leg.", published="2031-05-01").figure(
        "one man", 1, 1, "injured", subject="man"
    )
    assert {found.status for found in claims(many.done(), one.done())} == {"single"}


def test_each_state_counts_what_is_its_own() -> None:
    text = "The fire on the reef injured {} of its crew, the {} army said."
    first = Building("a", text.format("three", "Nordish"), published="2031-05-01")
    first.figure("three of its crew", 3, 3, "injured", subject="crew").source("injured three of its crew", (NORD, ""))
    second = Building("b", text.format("five", "Sudish"), published="2031-05-01")
    second.figure("five of its crew", 5, 5, "injured", subject="crew").source("injured five of its crew", (SUD, ""))
    assert {one.status for one in claims(first.done(), second.done())} == {"single"}


def test_who_repeats_his_plan_has_not_carried_it_out() -> None:
    said = "We will not lift a single stone until the tankers come"
    again = "not to lift a single stone until the tankers came"
    rain = " Rain fell on the quays. A ferry left for Lisse. Bakers sold out by noon. The mayor stayed at home."
    text = f"“{said}”, Odd Brekke told the crowd.{rain}"
    first = Building("a", text, published="2031-05-01").quote(said, LEADER)
    text = f"Odd Brekke had sworn {again}. Schools opened late. A choir sang. Two banks shut. Snow is near."
    second = Building("b", text, published="2031-05-04").quote(again, LEADER, direct=False)
    (claim,) = [one for one in claims(first.done(), second.done(), kind="quote") if len(one.assertions) == 2]
    assert claim.status == "agreed"


UNION = Party(name="the Doctors' Union", actor_id="o:doctors-union", sector="LAB")


@pytest.mark.parametrize(("day", "status"), [("2031-05-01", "contested"), ("2031-05-02", "updated")])
def test_a_tally_of_others_takes_the_place_of_one_of_the_day_before(day: str, status: str) -> None:
    first = Building("a", "The storm in Marrow injured 34 people, the Nordish army said.", published="2031-05-01")
    first.figure("34 people", 34, 34, "injured").source("injured 34 people", (NORD, "official"))
    second = Building("b", "The storm in Marrow injured 52 people, the Doctors' Union said.", published=day)
    second.figure("52 people", 52, 52, "injured").source("injured 52 people", (UNION, "other"))
    assert [one.status for one in claims(first.done(), second.done())] == [status]


def test_a_lower_number_of_others_takes_no_place() -> None:
    first = Building("a", "The storm in Marrow injured 52 people, the Nordish army said.", published="2031-05-01")
    first.figure("52 people", 52, 52, "injured").source("injured 52 people", (NORD, "official"))
    second = Building("b", "The storm in Marrow injured 34 people, the Doctors' Union said.", published="2031-05-02")
    second.figure("34 people", 34, 34, "injured").source("injured 34 people", (UNION, "other"))
    assert [one.status for one in claims(first.done(), second.done())] == ["contested"]


def test_the_rate_that_was_expected_is_no_other_side() -> None:
    text = "Prices rose 1.4%, the Nordish army said. The Doctors' Union had expected 1.1%."
    one = Building("a", text, published="2031-05-01").figure("1.4%", 1.4, 1.4, "percent", unit="%")
    one.source("Prices rose 1.4%", (NORD, "official"))
    one.figure("1.1%", 1.1, 1.1, "percent", unit="%").source("had expected 1.1%", (UNION, "other"))
    assert [len(found.assertions) for found in claims(one.done())] == [1, 1]


def test_beside_who_counts_on_the_number_of_others_is_a_rival() -> None:
    first = Building("a", "The storm in Marrow injured 21 people, the Nordish army said.", published="2031-05-01")
    first.figure("21 people", 21, 21, "injured").source("injured 21 people", (NORD, "official"))
    again = Building("b", "The storm in Marrow injured 34 people, the Nordish army said.", published="2031-05-02")
    again.figure("34 people", 34, 34, "injured").source("injured 34 people", (NORD, "official"))
    rival = Building("c", "The storm in Marrow injured 52 people, the Doctors' Union said.", published="2031-05-03")
    rival.figure("52 people", 52, 52, "injured").source("injured 52 people", (UNION, "other"))
    assert [one.status for one in claims(first.done(), again.done(), rival.done())] == ["contested"]


@pytest.mark.parametrize("outlet", ["Harbour Board, news release", "Harbour Board | Statement of 1 May"])
def test_what_a_body_publishes_itself_is_its_own_word(outlet: str) -> None:
    text = "The storm in Marrow injured 34 people."
    own = Building("a", text, published="2031-05-01", outlet=outlet).figure("34 people", 34, 34, "injured").done()
    (claim,) = claims(own)
    assert ([one.name for one in claim.origins], claim.independent) == (["Harbour Board"], 1)


@pytest.mark.parametrize(("words", "narrows"), [("nine of them", False), ("9 of the dead were children", True)])
def test_nine_of_them_are_all_who_were_shot(words: str, narrows: bool) -> None:
    text = f"Prisoners broke out in Marrow and guards shot {words}."
    one = Building("a", text).figure(words[: 4 if words[0] == "n" else 1], 9, 9, "killed").done()
    reports = reports_of([one])
    (count,) = counts_of(reports, Wording(reports))
    assert ("part" in count.modifiers) is narrows


def test_what_an_agency_has_from_the_same_mouth_is_not_counted() -> None:
    first = Building("a", "The storm in Marrow injured 34 people, the Nordish army said.", published="2031-05-01")
    first.figure("34 people", 34, 34, "injured").source("injured 34 people", (NORD, "official"))
    wire = Building("b", "The storm in Marrow injured 34 people.", published="2031-05-01", outlet="Reuters")
    wire.figure("34 people", 34, 34, "injured")
    (claim,) = claims(first.done(), wire.done())
    assert (claim.status, claim.independent) == ("agreed", 1)


def test_tolls_of_nobody_named_need_words_somewhat_alike() -> None:
    first = Building("a", "Mud buried 14 people on Monday in Marrow.", published="2031-05-01")
    first.figure("14 people", 14, 14, "killed")
    second = Building("b", "The opera closed after 9 people died.", published="2031-05-01")
    second.figure("9 people", 9, 9, "killed")
    assert {one.status for one in claims(first.done(), second.done())} == {"single"}


def test_somebody_unnamed_and_the_police_are_two_voices_side_by_side() -> None:
    text = "Two people had died at the dam, a hospital source said. Nobody had died at the dam, the army said."
    one = Building("a", text, published="2031-05-01").figure("Two people", 2, 2, "killed")
    one.source("Two people had died at the dam", (Party(name="a hospital source"), "anonymous"))
    one.figure("Nobody", 0, 0, "killed").source("Nobody had died at the dam", (NORD, "official"))
    (claim,) = [found for found in claims(one.done()) if len(found.assertions) > 1]
    assert (claim.status, [found.exact for found in claim.assertions]) == ("single", ["Two people", "Nobody"])


def told(
    article_id: str, text: str, exact: str, number: float, counted: str, day: str, **more: str
) -> AnnotatedArticle:
    made = Building(article_id, text, published=day).figure(exact, number, number, counted, **more)
    return made.done()


@pytest.mark.parametrize(
    ("second", "status"),
    [
        ("Searchers found three more bodies, which brings to 11 the dead at Marrow.", "updated"),
        ("Searchers say that 11 of the walkers lie dead at Marrow.", "contested"),
    ],
)
def test_words_say_that_a_tally_has_risen_on_one_day(second: str, status: str) -> None:
    first = Building("a", "Eight walkers died at Marrow, the Nordish army said.", published="2031-05-01")
    first.figure("Eight walkers", 8, 8, "killed").source("Eight walkers died at Marrow", (NORD, "official"))
    other = Building("b", second, published="2031-05-01").figure("11", 11, 11, "killed")
    other.source(second.rstrip("."), (UNION, "other"))
    assert [one.status for one in claims(first.done(), other.done())] == [status]


def test_a_later_look_says_which_rate_it_puts_right() -> None:
    first = told(
        "a",
        "The economy of Nordland shrank at a yearly pace of 1.4% in spring.",
        "1.4%",
        1.4,
        "percent",
        "2031-05-01",
        unit="%",
    )
    text = "The economy of Nordland shrank at a yearly pace of 1.5% in spring, not the 1.4% told before."
    later = Building("b", text, published="2031-06-01").figure("1.5%", 1.5, 1.5, "percent", unit="%")
    later.figure("1.4%", 1.4, 1.4, "percent", unit="%")
    (claim,) = claims(first, later.done())
    assert (claim.status, [one.exact for one in claim.assertions]) == ("updated", ["1.4%", "1.5%"])


@pytest.mark.parametrize(("words", "settled"), [("of road were cut", False), ("south of Marrow", True)])
def test_how_far_from_a_town_is_no_dispute(words: str, *, settled: bool) -> None:
    first = told("a", f"By dawn 600 km {words} in the storm.", "600 km", 600, "distance", "2031-05-01", unit="km")
    second = told("b", f"By dawn 900 km {words} in the storm.", "900 km", 900, "distance", "2031-05-02", unit="km")
    assert all(one.status == "single" for one in claims(first, second)) is settled


@pytest.mark.parametrize("approx", [False, True])
def test_vague_bands_of_people_are_many(approx: bool) -> None:
    first = Building("a", "By night 30 youths clashed with guards at the quay of Marrow.", published="2031-05-01")
    first.figure("30 youths", 30, 30, "people", subject="youths", approx=approx)
    other = Building(
        "b", "By night 100 youths clashed with one another and lit fires in the old town hall.", published="2031-05-01"
    )
    other.figure("100 youths", 100, 100, "people", subject="youths", approx=approx)
    reports = reports_of([first.done(), other.done()])
    left, right = counts_of(reports, Wording(reports))
    assert surely_clash(left, right, 1.0) is not approx


def test_what_an_unknown_outlet_saw_itself_counts() -> None:
    text = "As of the evening 34 people lay injured on the quay, our correspondent saw."
    own = (
        Building("a", text, published="2031-05-01", outlet="Marrow Echo").figure("34 people", 34, 34, "injured").done()
    )
    (claim,) = claims(own)
    assert claim.independent == 1


def test_a_guard_that_publishes_is_no_witness() -> None:
    text = "Nordland's boats saved nobody. The storm in Marrow injured 34 people."
    own = Building("a", text, published="2031-05-01", outlet="Nordish Coast Guard, announcement")
    own.figure("34 people", 34, 34, "injured")
    (claim,) = claims(own.done())
    assert [one.kind for one in claim.origins] == ["official"]

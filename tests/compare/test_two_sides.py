"""Numbers without a noun, two sides set beside each other, replies, and who stands behind an origin."""

from __future__ import annotations

import pytest

from dateline.compare.acts import _weigh_up
from dateline.compare.bare_numbers import numbers_alone
from dateline.compare.comparison import compare
from dateline.compare.counted_class import class_of
from dateline.compare.lengths import lengths_of_time
from dateline.compare.origins import independent, source_of
from dateline.compare.reports import Report, reports_of
from dateline.compare.standing import behind
from dateline.compare.tellings import tellings_of
from dateline.compare.wording import Wording
from dateline.lexicon.opposites import contraries_of
from dateline.lexicon.same_words import sense
from dateline.model.annotation import AnnotatedArticle, Party, TimeExpression
from dateline.model.story import Claim

from .building import Building, story_of, unlawful

UNION = Party(name="the Dockers' Union", actor_id="o:dockers-union", sector="LAB")
FIRM = Party(name="Harbour Lines", actor_id="o:harbour-lines", sector="BUS")
MAYOR = Party(name="Mayor Odd Brekke", actor_id="p:odd-brekke", country="ZZA", sector="GOV")


def claims(*articles: AnnotatedArticle, kind: str) -> list[Claim]:
    comparison = compare(story_of(articles), articles)
    assert unlawful(comparison, articles) == []
    return [one for one in comparison.claims if one.kind == kind]


def report(text: str) -> Report:
    return reports_of([Building("a", text).done()])[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The union wants pay on 40 ships. The firm offers 22 million.", ["40 ships", "22 million"]),
        ("The 24 men were brought ashore.", ["24 men"]),
        ("Officers were called to the 5700 block of Elm Street in 2019.", []),
        ("A man of 34 and Flight 1282 were named at 11.40, in Article 16 and on 19 May.", []),
        ("Divers found more than 300 of them.", ["300 of them"]),
        ("Six of the crew waved.", []),
    ],
)
def test_numbers_that_nobody_marked(text: str, words: list[str]) -> None:
    assert [one.exact for one in numbers_alone(report(text))] == words


def test_a_bare_number_counts_what_the_number_before_it_counts() -> None:
    text = "The union asked for 30 million crowns. The firm has offered about 22 million."
    one = reports_of([Building("a", text).figure("30 million crowns", 3e7, 3e7, "money", unit="NOK").done()])[0]
    (found,) = numbers_alone(one)
    assert (found.unit, found.counted, round(found.low or 0), found.approx) == ("NOK", "money", 19_800_000, True)


@pytest.mark.parametrize(
    ("text", "exact", "marked", "told"),
    [
        ("Rescuers dug for nine who are still missing.", "nine", "killed", "missing"),
        ("The ministry put the toll at 14 on Friday.", "14", "missing", "killed"),
        ("It raised the number of wounded to 83.", "83", "killed", "injured"),
        ("Some 40 people had not yet been found.", "40 people", "people", "missing"),
        ("The storm killed 4 people.", "4 people", "killed", "killed"),
        ("Guards said 91 inmates had sung.", "91 inmates", "arrested", "people"),
    ],
)
def test_what_was_done_is_told_by_the_words_beside_a_number(text: str, exact: str, marked: str, told: str) -> None:
    subject = exact.split()[-1] if " " in exact else None
    one = reports_of([Building("a", text).figure(exact, 1, 1, marked, subject=subject).done()])[0]
    assert class_of(one, one.figures[0]) == told


def test_two_sides_of_one_report_answer_one_question() -> None:
    text = "Some 300 strikers stood at the gate, the Dockers' Union said. Harbour Lines spoke of 120."
    one = (
        Building("a", text)
        .figure("300 strikers", 300, 300, "protesters")
        .figure("120", 120, 120, "people")
        .source("Some 300 strikers stood at the gate", (UNION, "other"))
        .source("120", (FIRM, "other"))
    )
    other = Building("b", "The Dockers' Union counted 300 strikers at the gate.").figure(
        "300 strikers", 300, 300, "protesters"
    )
    other.source("counted 300 strikers at the gate", (UNION, "other"))
    (claim,) = claims(one.done(), other.done(), kind="figure")
    assert (claim.status, claim.independent) == ("contested", 2)
    assert sorted(one.exact for one in claim.assertions) == ["120", "300 strikers", "300 strikers"]


def test_who_denies_it_in_the_next_sentence_is_the_other_side() -> None:
    text = "Harbour Lines locked the north gate before dawn, the Dockers' Union said. The firm denied this."
    one = Building("a", text).quote("Harbour Lines locked the north gate before dawn", UNION, direct=False)
    one.source("The firm denied this", (FIRM, "other"))
    other = Building("b", "Rain fell on the quays all week, and no ship left the harbour before the feast.")
    found = [one for one in claims(one.done(), other.done(), kind="act") if "denied" in str(one.assertions)]
    assert [one.exact for one in found[0].assertions] == [
        "Harbour Lines locked the north gate before dawn",
        "The firm denied this.",
    ]
    assert (found[0].status, found[0].independent) == ("single", 2)


def test_contrary_words_of_a_later_day_are_news() -> None:
    first = Building("a", "Police detained the captain of the ferry Astrid in Marrow.", published="2031-05-01")
    second = Building("b", "The captain of the ferry Astrid was freed in Marrow by a judge.", published="2031-05-04")
    (claim,) = [one for one in claims(first.done(), second.done(), kind="act") if len(one.assertions) > 1]
    assert claim.status == "updated"


@pytest.mark.parametrize(
    ("text", "party", "kind", "key"),
    [
        ("Nothing.", Party(name="China Coast Guard"), "official", "state:CHN"),
        ("Nothing.", Party(name="a spokesman for the railroad"), "official", "body:?railroad"),
        ("Nothing.", Party(name="a spokeswoman for the interior ministry", country="ZZA"), "official", "state:ZZA"),
        ("Nothing.", Party(name="a report by Harbour Watch"), "document", "body:watch"),
        ("Nothing.", Party(name="a letter to the minister"), "document", "document:a-letter-to-the-minister"),
        ("The mayor, Odd Brekke, spoke.", Party(name="Odd Brekke"), None, "state:?"),
        ("Union leader Odd Brekke spoke.", Party(name="Odd Brekke"), None, "body:?union"),
    ],
)
def test_what_stands_behind_a_party(text: str, party: Party, kind: str | None, key: str) -> None:
    from dateline.compare.speakers import described

    one = report(text)
    known = described(one, party)
    assert behind(one, party, kind or {"state": "official"}.get(known or "", known), known) == key


def test_a_body_and_its_short_name_are_one_origin() -> None:
    text = "It failed, the Federal Savings Trust said. The FST paid."
    full = Party(name="Federal Savings Trust", actor_id="o:federal-savings-trust", sector="BUS")
    short = Party(name="FST", actor_id="o:fst", sector="BUS")
    from dateline.compare.origins import source_of

    built = Building("a", text).source("It failed", (full, "other")).source("The FST paid", (short, "other")).done()
    (one,) = reports_of([built])
    told = [(name, source_of(one, one.attributions[at].span)) for at, name in enumerate("ab")]
    assert independent(told) == 1


def test_days_are_counted_when_they_are_many() -> None:
    built = Building("a", "The mill broke the law on more than 200 days, and for three days in June.")
    marks = tuple(
        TimeExpression(
            article_id="a",
            span=built.where(one),
            exact=one,
            made_by="test@1",
            kind="duration",
            value=value,
            interval=None,
        )
        for one, value in (("200 days", "P200D"), ("three days", "P3D"))
    )
    (one,) = reports_of([AnnotatedArticle(built.article, marks)])
    found = [(one.exact, one.low, one.high, one.unit) for one in lengths_of_time(one)]
    assert found == [("200 days", 200, None, "day")]


def test_contrary_words() -> None:
    assert sense("locked") in contraries_of(sense("opened"))
    assert sense("freed") in contraries_of(sense("detained"))
    assert sense("bridge") not in contraries_of(sense("opened"))


@pytest.mark.parametrize(
    ("other", "clashes"),
    [("firearms had been used at the gate", True), ("taxes had been raised at the docks", False)],
)
def test_what_one_denies_another_tells(other: str, *, clashes: bool) -> None:
    told = "firearms were used by three guards during the march on Friday at the north gate"
    first = Building("a", f"A mayor's inquiry found that {told}.", published="2031-05-02")
    first.quote(told, Party(name="A mayor's inquiry"), direct=False)
    second = Building("b", f"Mayor Odd Brekke denied that {other}.", published="2031-05-01")
    second.quote(other, MAYOR, direct=False)
    found = claims(first.done(), second.done(), kind="act")
    assert ("contested" in [one.status for one in found]) is clashes


def test_an_express_denial_speaks_of_what_is_told() -> None:
    rest = (
        "Rain fell on the hills. Boats lay idle in the cold. Bakers ran short of flour. Bells rang out for the feast."
    )
    texts = (
        "Guards used firearms at the quay.",
        "He denied that guards used firearms.",
        "He heard guards used firearms.",
    )
    reports = reports_of([Building(str(at), text).done() for at, text in enumerate((*texts, rest))])
    wording = Wording(reports)
    (told,), (denied,), (heard,), _ = (tellings_of(one, wording) for one in reports)
    assert denied.is_denied
    assert _weigh_up(told, denied, 1.0) > _weigh_up(told, heard, 1.0) + 0.5


def test_a_body_that_opens_a_sentence_counts() -> None:
    text = "Prices rose 28 per cent, the mayor said. Pricewatch came to 47 per cent."
    one = Building("a", text).figure("28 per cent", 28, 28, "percent", unit="%")
    one.source("Prices rose 28 per cent", (MAYOR, "official"))
    one.figure("47 per cent", 47, 47, "percent", unit="%")
    one.mention("Pricewatch", "Pricewatch", kind="organization", actor_id="o:pricewatch")
    (made,) = reports_of([one.done()])
    found = source_of(made, made.figures[1].span)
    assert found is not None
    assert (found.origin.name, found.is_told) == ("Pricewatch", True)


def test_statistics_are_kept_by_the_state() -> None:
    made = report("Prices in Nordland rose 28 per cent.")
    office = Party(name="Nordish Statistical Institute", actor_id="o:nordish-statistical-institute", country="ZZA")
    watch = Party(name="Nordish Elections Watch", actor_id="o:nordish-elections-watch", country="ZZA")
    assert behind(made, office, None, "own") == "state:ZZA"
    assert behind(made, watch, None, "own") == "body:o:nordish-elections-watch"


@pytest.mark.parametrize(
    ("second", "status"),
    [("Police put the number at 62,000.", "contested"), ("Police put the number of trains at 62,000.", "agreed")],
)
def test_the_number_is_the_one_before(second: str, status: str) -> None:
    first = "Some 100,000 people marched through Marrow, the Dockers' Union said."
    one = Building("a", f"{first} {second}", published="2031-05-01")
    one.figure("Some 100,000 people", 9e4, 1.1e5, "protesters", subject="people", approx=True)
    one.figure("62,000", 62_000, 62_000, "unions").source("Some 100,000 people marched", (UNION, "other"))
    one.source(second.rstrip("."), (MAYOR, "official"))
    other = Building("b", "Some 100,000 people marched through Marrow.", published="2031-05-01")
    other.figure("Some 100,000 people", 9e4, 1.1e5, "protesters", subject="people", approx=True)
    found = [claim for claim in claims(one.done(), other.done(), kind="figure") if len(claim.assertions) > 1]
    assert [claim.status for claim in found] == [status]

"""Who is named again by a noun, who gives numbers of his own, and whom an agency leans on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.compare.comparison import compare
from dateline.compare.named_again import in_full, long_form
from dateline.compare.origins import independent, source_of
from dateline.compare.reports import Report, reports_of
from dateline.compare.speakers import described, is_pronoun
from dateline.compare.standing import behind
from dateline.model.annotation import AnnotatedArticle, Annotation, Party
from dateline.model.text import Span

from .building import Building, story_of

MAYOR = Party(name="Mayor Odd Brekke", actor_id="p:odd-brekke", country="ZZA", sector="GOV")


def report(text: str, **fields: str) -> Report:
    return reports_of([Building("a", text, **fields).done()])[0]


def with_body(text: str, exact: str) -> Report:
    return reports_of([Building("a", text).mention(exact, exact, kind="organization", actor_id="o:body").done()])[0]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("The Harbour Safety Board met. The board spoke.", "The board", "Harbour Safety Board"),
        ("The Harbour Safety Board met. The bank spoke.", "The bank", "The bank"),
        (
            "Harbour Safety Board men met. Its own chief engineer spoke.",
            "Its own chief engineer",
            "Harbour Safety Board",
        ),
        ("The mayor of the old town praised Harbour Safety Board. Its engineer spoke.", "Its engineer", "Its engineer"),
        ("Harbour Safety Board met. A board spokesman spoke.", "A board spokesman", "Harbour Safety Board"),
        ("Harbour Safety Board met. Its ministry spoke.", "Its ministry", "Its ministry"),
    ],
)
def test_a_body_is_named_again(text: str, name: str, found: str) -> None:
    assert in_full(with_body(text, "Harbour Safety Board"), Party(name=name)).name == found


def test_of_two_bodies_the_one_named_last_before_is_meant() -> None:
    text = "The Safety Board met. The board rose. The Ferry Board met. The Port Board met too."
    built = Building("a", text)
    for name in ("Safety Board", "Ferry Board", "Port Board"):
        built.mention(name, name, kind="organization")
    (one,) = reports_of([built.done()])
    place = built.where("The board")
    assert in_full(one, Party(name="The board", span=place, exact="The board")).name == "Safety Board"


def test_short_names_are_those_of_the_whole_story() -> None:
    first = Building("a", "The Office of Harbour Works (OHW) closed the pier.").done()
    one, other = reports_of([first, Building("b", "OHW said so.").done()])
    assert long_form(other, "OHW") == "Office of Harbour Works"
    assert long_form(other, "OHX") is None
    assert behind(other, Party(name="OHW", actor_id="o:ohw", country="ZZA"), None, None) == "state:ZZA"
    assert one.fellows == [one, other]


def test_whom_somebody_speaks_for_may_stand_in_another_report() -> None:
    first = Building("a", "Harbour Lines' chief executive, Ana Ruiz, left.").done()
    second = Building("b", "It sank, chief executive Ana Ruiz said.").done()
    person = Party(name="Ana Ruiz", actor_id="p:ana-ruiz")
    assert [behind(one, person, None, "own") for one in reports_of([first, second])] == ["body:lines", "body:lines"]
    owned = Building("a", "Harbour Lines will sue. Its lawyer, Ana Ruiz, said so.")
    owned.mention("Harbour Lines", "Harbour Lines", kind="organization")
    assert behind(reports_of([owned.done()])[0], person, None, "own") == "body:lines"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("the security directorate", "state:?"),
        ("The attorney general", "state:?"),
        ("a panel of federal scientists", "state:?"),
        ("Nordish Civil Protection", "state:?"),
        ("Federal Harbour Administration", "state:?"),
        ("Federal Harbour Bank", "body:bank"),
        ("the county", "state:?"),
        ("a company manager", None),
        ("a member of the club's board", None),
        ("a harbour union leader", "body:leader"),
    ],
)
def test_bodies_of_a_state_and_who_is_not_named(name: str, key: str | None) -> None:
    one = report("Nothing.")
    party = Party(name=name)
    known = described(one, party)
    assert behind(one, party, {"state": "official"}.get(known or "", known), known) == key


@pytest.mark.parametrize(
    ("name", "is_so"), [("one of them", True), ("Both", True), ("the same source", True), ("one mayor", False)]
)
def test_who_only_points_at_somebody(name: str, *, is_so: bool) -> None:
    assert is_pronoun(name) is is_so


@pytest.mark.parametrize(
    ("sentence", "words", "who"),
    [
        ("The bank lowered its main rate by half a point to 3 percent.", "3 percent", "The bank"),
        ("The Trust has raised its estimate of the cost to 70 million.", "70 million", "The Trust"),
        ("Police have revised their count of the march to 7,500.", "7,500", "Police"),
        ("The fever has claimed about 260 lives.", "about 260", None),
        ("A railing of the stand gave way under 40 people.", "40", None),
        ("No group has claimed the attack on 12 boats.", "12", None),
        ("The Trust cut down 40 trees.", "40", None),
    ],
)
def test_who_gives_a_number_of_his_own(sentence: str, words: str, who: str | None) -> None:
    built = Building("a", sentence).figure(words, 1, 1, "number")
    (one,) = reports_of([built.done()])
    found = source_of(one, one.figures[0].span)
    assert (found.origin.name if found else None) == who


@pytest.mark.parametrize(
    ("text", "covers", "is_told"),
    [
        ("The yard added 40 jobs.", "40 jobs", False),
        ("The yard added that 40 jobs were safe.", "that 40 jobs were safe", True),
        ("The yard recalled 40 boats.", "40 boats", False),
        ("The yard counted 40 boats.", "40 boats", True),
    ],
)
def test_an_act_is_no_word(text: str, covers: str, *, is_told: bool) -> None:
    yard = Party(name="The yard")
    built = Building("a", text, outlet="Harbour Post").figure("40", 40, 40, "number").source(covers, (yard, "other"))
    mark = built.marks[-1]
    made = AnnotatedArticle(built.article, (built.marks[0], _from_the_start(mark)))
    (one,) = reports_of([made])
    found = source_of(one, one.figures[0].span)
    assert found is not None
    assert found.is_told is is_told


def _from_the_start(mark: Annotation) -> Annotation:
    return replace(mark, span=Span(0, mark.span.end))


def test_who_is_named_behind_a_semicolon_tells_what_stands_there() -> None:
    text = "Guards sprayed 200 dockers; 14 were held, Mayor Odd Brekke said."
    speaker = Building("a", text).where("Mayor Odd Brekke")
    mayor = Party(name=MAYOR.name, span=speaker, exact="Mayor Odd Brekke", country="ZZA", sector="GOV")
    built = Building("a", text).figure("200 dockers", 200, 200, "number").figure("14", 14, 14, "arrested")
    (one,) = reports_of([built.source(text, (mayor, "official")).done()])
    assert [source_of(one, figure.span) is not None for figure in one.figures] == [False, True]


def test_what_only_says_which_happening_is_meant_is_told_by_nobody() -> None:
    text = "The pier will be rebuilt after a fire in which 14 dockers died, Mayor Odd Brekke said."
    built = Building("a", text).figure("14 dockers", 14, 14, "killed")
    (one,) = reports_of([built.source(text, (MAYOR, "official")).done()])
    assert source_of(one, one.figures[0].span) is None


def test_two_states_have_a_guard_each() -> None:
    text = "A boat sank, the Nordish Coast Guard said. Two sank, the Sudish Coast Guard said."
    built = Building("a", text)
    for at, (name, covers) in enumerate((("Nordish", "A boat sank"), ("Sudish", "Two sank"))):
        built.source(covers, (Party(name=f"{name} Coast Guard", country=f"ZZ{at}", sector="MIL"), "official"))
    (one,) = reports_of([built.done()])
    assert independent([("a", source_of(one, mark.span)) for mark in one.attributions]) == 2


@pytest.mark.parametrize(("named", "number"), [("Mayor Odd Brekke", 1), ("Harbour Lines", 2)])
def test_an_agency_leans_on_whom_it_names(named: str, number: int) -> None:
    first = Building("a", "Police counted 40 boats, Mayor Odd Brekke said.", published="2031-05-01")
    first.figure("40 boats", 40, 40, "number", subject="boats").source("Police counted 40 boats", (MAYOR, "official"))
    text = f"About 38 boats lay off Marrow on Friday.\n\nNobody was hurt, {named} said."
    other = Building("b", text, published="2031-05-01", outlet="Reuters")
    who = MAYOR if named == MAYOR.name else Party(name=named, actor_id="o:harbour-lines", sector="BUS")
    other.figure("About 38 boats", 34, 42, "number", subject="boats", approx=True).source(
        "Nobody was hurt", (who, "other")
    )
    articles = (first.done(), other.done())
    found = [one for one in compare(story_of(articles), articles).claims if len(one.assertions) == 2]
    assert [one.independent for one in found] == [number]


def test_the_report_is_whose_it_was() -> None:
    text = (
        "The ferry was full, the Safety Board said in a first report. It sank. Nine doors were open, the report said."
    )
    board = Party(name="Safety Board", actor_id="o:safety-board", country="ZZA", sector="GOV")
    built = Building("a", text).source("The ferry was full", (board, "official")).figure("Nine doors", 9, 9, "doors")
    paper = Party(name="the report", span=built.where("the report"), exact="the report")
    (one,) = reports_of([built.source("Nine doors were open", (paper, "document")).done()])
    found = source_of(one, one.figures[0].span)
    assert found is not None
    assert (found.origin.name, found.behind) == ("Safety Board", "state:ZZA")


def test_short_names_by_their_letters() -> None:
    first = Building("a", "The Federal Harbour Trust met.")
    first.mention("Federal Harbour Trust", "Federal Harbour Trust", kind="organization")
    _, other = reports_of([first.done(), Building("b", "The FHT paid.").done()])
    assert long_form(other, "FHT") == "Federal Harbour Trust"
    assert long_form(other, "FHX") is None


def test_a_body_that_is_no_subject_is_not_the_owner() -> None:
    one = with_body("Rain fell on the Harbour Safety Board. Its engineer spoke.", "Harbour Safety Board")
    assert in_full(one, Party(name="Its engineer")).name == "Its engineer"
    bare = report("Brightwater will sue. Its engineer spoke.")
    assert in_full(bare, Party(name="Its engineer")).name == "Brightwater"


@pytest.mark.parametrize(("start", "is_so"), [("It put", True), ("Rain put", False)])
def test_it_goes_on_counting_over_paragraphs(start: str, *, is_so: bool) -> None:
    text = (
        f"The vote was calm, Mayor Odd Brekke said.\n\nRain fell.\n\nMany came late.\n\n{start} turnout at 41 percent."
    )
    built = Building("a", text).source("The vote was calm", (MAYOR, "official"))
    (one,) = reports_of([built.figure("41 percent", 41, 41, "percent", unit="%").done()])
    found = source_of(one, one.figures[0].span)
    assert (found is not None and found.origin.name == MAYOR.name) is is_so


def test_two_papers_in_one_sentence_are_two() -> None:
    text = "According to the verdict, now read, bribes came to 42 crowns; the charge sheet spoke of 65 crowns."
    built = Building("a", text).figure("42 crowns", 42, 42, "money").figure("65 crowns", 65, 65, "money")
    papers = ((Party(name="the verdict"), "document"), (Party(name="the charge sheet"), "document"))
    (one,) = reports_of([built.source("of 65 crowns", *papers).done()])
    first, second = (source_of(one, figure.span) for figure in one.figures)
    assert first is not None
    assert second is not None
    assert [first.origin.name, second.origin.name] == ["the verdict", "the charge sheet"]
    assert independent([("a", first), ("b", second)]) == 1

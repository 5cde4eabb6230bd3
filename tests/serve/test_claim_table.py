"""The claim table: a row for each claim, a column for each report, and every empty cell says why it is empty."""

from __future__ import annotations

import copy

import pytest

from dateline.serve import views
from dateline.serve.claim_table import COLUMNS_FIRST, ROWS_AT_MOST, ROWS_LEAST, ClaimTable, Row
from dateline.serve.digest import digests
from serve import sample

LONG = " ".join(["The mine lies in the hills above the town and has been worked for ninety years."] * 12)


@pytest.fixture
def record() -> dict:
    """The story of the mine, its last report long enough for its silence to mean something."""
    made = copy.deepcopy(views.record(sample.articles(), [sample.story()]))
    made["articles"][2]["text"] += "\n\n" + LONG
    return made


def table(record: dict) -> ClaimTable:
    (story,) = digests(record)
    assert story.table is not None
    return story.table


def row(record: dict, words: str) -> Row:
    (found,) = [one for one in table(record).rows if words in one.question]
    return found


def states(record: dict, words: str) -> list[str]:
    return [cell.state for cell in row(record, words).cells]


def test_a_cell_gives_the_answer_of_its_report_and_leads_to_its_words(record: dict) -> None:
    killed = row(record, "killed")
    assert [cell.answers[0].words for cell in killed.cells] == ["14 or more", "17", "19"]
    assert [cell.answers[0].evidence.exact for cell in killed.cells] == ["At least 14 miners", "Seventeen people", "19"]
    assert [cell.answers[0].as_of for cell in killed.cells] == ["4 Mar 2031", "5 Mar 2031", "6 Mar 2031"]
    assert killed.cells[1].answers[0].origin == "Mineworkers’ Union"


def test_rows_come_contested_first_and_those_of_one_report_last(record: dict) -> None:
    assert [one.status for one in table(record).rows] == ["contested", "updated", "single"]


def test_a_vague_figure_is_given_in_the_words_of_the_report(record: dict) -> None:
    assert [cell.answers[0].words for cell in row(record, "missing").cells] == [
        "dozens more",
        "about 40 missing men",
        "14",
    ]


def test_an_empty_cell_says_whether_the_report_could_have_told(record: dict) -> None:
    assert states(record, "evacuated") == ["told", "cannot_say", "omitted"]
    record["stories"][0]["omissions"] = []
    assert states(record, "evacuated") == ["told", "cannot_say", "silent"]
    record["articles"][2]["flags"] = ["truncated"]
    assert states(record, "evacuated") == ["told", "cannot_say", "cannot_say"]
    assert [one.cannot_say for one in table(record).columns] == ["a brief", "paywalled", "breaks off"]


def test_two_answers_of_one_report_stand_in_one_cell_with_their_origins(record: dict) -> None:
    claim = record["stories"][0]["claims"][0]
    other = {**claim["assertions"][0], "value": "30", "low": 30, "high": 30, "origin": "o:union"}
    claim["assertions"] += [other, copy.deepcopy(other)]
    found = row(record, "killed").cells[0].answers
    assert [(one.words, one.origin) for one in found] == [
        ("14 or more", "energy ministry"),
        ("30", "Mineworkers’ Union"),
    ]


def test_an_origin_of_all_answers_is_named_once(record: dict) -> None:
    for one in record["stories"][0]["claims"][0]["assertions"]:
        one["origin"] = "o:energy"
    killed = row(record, "killed")
    assert killed.origin == "energy ministry"
    assert {answer.origin for cell in killed.cells for answer in cell.answers} == {""}


def test_a_copy_says_of_whom(record: dict) -> None:
    copied = [one.copy for one in table(record).columns]
    assert [one.of.number if one else None for one in copied] == [None, 1, None]


def test_columns_stand_in_the_order_of_publication(record: dict) -> None:
    record["articles"][2]["published_at"] = {"from": "2031-03-01", "to": "2031-03-01", "precision": "day", "why": ""}
    record["articles"][0]["published_at"] = None
    assert [one.report.number for one in table(record).columns] == [3, 2, 1]


def test_words_of_one_quoting_report_make_no_row(record: dict) -> None:
    claims = record["stories"][0]["claims"]
    quote = {**copy.deepcopy(claims[2]), "id": "cq", "kind": "quote", "question": "Soren: “We will not rest”"}
    claims.append(quote)
    assert len(table(record).rows) == 3
    quote["assertions"].append(copy.deepcopy(claims[0]["assertions"][1]))
    quote["status"] = "agreed"
    assert row(record, "Soren").kind == "quote"


def test_a_story_of_one_report_or_without_claims_has_no_table(record: dict) -> None:
    alone = {**record, "stories": []}
    assert all(one.table is None for one in digests(alone))
    record["stories"][0]["claims"] = []
    (story,) = digests(record)
    assert story.table is None


def wide(record: dict, reports: int, claims: int) -> dict:
    """A story of many reports and claims; the higher the number of a report, the more it tells."""
    model, answer = record["articles"][0], record["stories"][0]["claims"][0]["assertions"][0]
    made = [{**model, "id": f"rep{number}", "published_at": None} for number in range(reports)]
    claim = record["stories"][0]["claims"][0]
    many = [
        {
            **claim,
            "id": f"c{number}",
            "question": f"question {number}",
            "assertions": [{**answer, "article": f"rep{one}"} for one in range(number, reports)],
        }
        for number in range(claims)
    ]
    story = {**record["stories"][0], "articles": [one["id"] for one in made], "claims": many}
    return {**record, "articles": made, "stories": [{**story, "omissions": [], "labels": [], "copies": []}]}


def test_a_wide_story_shows_first_who_tells_most(record: dict) -> None:
    many = wide(record, 20, 10)
    found = table(many)
    near = [one.report.id for one in found.columns if not one.is_far]
    assert len(near) == COLUMNS_FIRST
    assert near[0] == "rep9"
    assert "rep0" not in near
    assert found.far_columns == 20 - COLUMNS_FIRST
    many["stories"][0]["copies"] = [{"article": "rep9", "of": "rep1", "kind": "reprint", "shared": 1.0}]
    assert "rep9" not in [one.report.id for one in table(many).columns if not one.is_far]


def test_a_story_of_many_claims_keeps_them_behind_a_tick_and_the_rest_in_the_record(record: dict) -> None:
    found = table(wide(record, 80, 70))
    assert len(found.rows) == ROWS_AT_MOST
    assert found.left_out == 70 - ROWS_AT_MOST
    assert found.far_rows > 0
    singles = wide(record, 2, 2)
    claims = singles["stories"][0]["claims"]
    claims += [{**claims[1], "id": f"s{number}", "status": "single"} for number in range(10)]
    assert sum(not one.is_far for one in table(singles).rows) == ROWS_LEAST


def test_reports_that_were_not_compared_cannot_be_silent(record: dict) -> None:
    many = wide(record, 70, 3)
    for one in many["articles"]:
        one["text"] += "\n\n" + LONG
    for claim in many["stories"][0]["claims"]:
        claim["assertions"] = claim["assertions"][:5]
    notes = {one.report.id: one.cannot_say for one in table(many).columns}
    assert notes["rep0"] == ""
    assert notes["rep69"] == "not compared"
    few = wide(record, 20, 3)
    for one in few["articles"]:
        one["text"] += "\n\n" + LONG
    assert {one.cannot_say for one in table(few).columns} == {""}

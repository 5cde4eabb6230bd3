"""Where a story comes from: origins with the reports that rest on them."""

from __future__ import annotations

import copy

import pytest

from dateline.serve import views
from dateline.serve.digest import digests
from dateline.serve.phrases import independence_words
from dateline.serve.shown import StoryDigest
from serve import sample


@pytest.fixture
def record() -> dict:
    return copy.deepcopy(views.record(sample.articles(), [sample.story()]))


def only(record: dict) -> StoryDigest:
    (found,) = digests(record)
    return found


def test_every_origin_names_the_reports_that_rest_on_it(record: dict) -> None:
    found = only(record).provenance.origins
    assert [(one.name, one.kind, [where.report.number for where in one.evidence]) for one in found] == [
        ("energy ministry", "official", [1, 3]),
        ("Mineworkers’ Union", "official", [2]),
    ]
    assert [where.exact for where in found[0].evidence] == ["At least 14 miners", "19"]


def test_an_origin_of_several_claims_is_one_and_goes_by_its_usual_name(record: dict) -> None:
    claims = record["stories"][0]["claims"]
    claims[1]["origins"] = claims[2]["origins"] = [{"id": "o:union", "name": "the union", "kind": "official"}]
    claims[1]["assertions"][1]["origin"] = claims[1]["assertions"][0]["origin"] = "o:union"
    claims[2]["assertions"][0]["origin"] = "o:union"
    union = next(one for one in only(record).provenance.origins if one.name == "the union")
    assert union.claims == 3
    assert [where.report.number for where in union.evidence] == [1, 2]


def test_reports_of_which_no_origin_is_known_are_said_so(record: dict) -> None:
    assert only(record).provenance.unknown == ()
    record["stories"][0]["claims"][0]["assertions"][1]["origin"] = None
    assert [one.number for one in only(record).provenance.unknown] == [2]


def test_a_claim_keeps_origins_that_no_answer_names(record: dict) -> None:
    claim = record["stories"][0]["claims"][0]
    claim["origins"].append({"id": "o:x", "name": "a leaked letter", "kind": "document"})
    question = next(one for one in only(record).questions if one.id == "c1")
    assert [(one.name, len(one.evidence)) for one in question.sources] == [
        ("energy ministry", 2),
        ("Mineworkers’ Union", 1),
        ("a leaked letter", 0),
    ]


def test_independence_is_said_with_its_reason() -> None:
    assert independence_words(3, 3) == "none depends on another"
    assert independence_words(1, 3).startswith("1 known to be independent; the others lean")
    assert independence_words(None, 2) == "none known to be independent"
    assert independence_words(None, 1) == "not known to be independent"
    assert independence_words(1, 1) == independence_words(None, 0) == ""

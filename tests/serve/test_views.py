"""The record: the fields of the contract, their types, and the span law."""

from __future__ import annotations

import json

import pytest

from dateline.model.annotation import AnnotatedArticle, Figure
from dateline.model.article import DateInterval
from dateline.model.text import Span
from dateline.serve import schema, views
from serve import sample


@pytest.fixture(scope="module")
def record() -> dict:
    return views.record(sample.articles(), [sample.story()], failures=sample.FAILURES)


def test_the_record_keeps_schema_and_span_law(record: dict) -> None:
    assert schema.faults(record) == []
    assert schema.faults(json.loads(json.dumps(record))) == []


def test_every_field_of_the_contract_is_there(record: dict) -> None:
    article, story = record["articles"][0], record["stories"][0]
    named = """id input capture_sha256 outlet credited_to url headline standfirst bylines language dateline published_at
        updated_at text residue topics mentions times places figures quotes sources events failures"""
    assert set(named.split()) <= set(article)
    told = "id headline articles period places actors topics brief timeline claims omissions labels copies"
    assert set(told.split()) <= set(story)
    figure = "span exact low high unit counted subject place as_of said_by"
    assert set(figure.split()) <= set(article["figures"][0])
    quote = "span direct speaker cue content addressee via"
    assert set(quote.split()) <= set(article["quotes"][0])
    event = """span type mode contexts cameo quad goldstein actors recipients date place modality said_by confidence
        why"""
    assert set(event.split()) <= set(article["events"][0])
    assert {"article", "span", "value", "as_of", "origin"} <= set(story["claims"][0]["assertions"][0])


def test_bounds_are_whole_numbers_and_open_ends_null(record: dict) -> None:
    first = record["articles"][0]["figures"][0]
    assert (first["low"], first["high"], first["exact"]) == (14, None, "At least 14 miners")
    assert isinstance(first["low"], int)


def test_quotes_keep_each_piece_speaker_and_cue(record: dict) -> None:
    text, quote = record["articles"][0]["text"], record["articles"][0]["quotes"][0]
    (start, end), *_ = quote["content"]
    assert text[start:end] == "We will not rest until every one of them is home,"
    assert quote["speaker"]["name"] == "Ida Soren"
    assert quote["cue"]["exact"] == "told"
    assert [one["direct"] for one in record["articles"][1]["quotes"]] == [True, "mixed"]


def test_source_chains_are_lists_from_the_outermost_inwards(record: dict) -> None:
    (chain,) = record["articles"][0]["sources"]
    assert [(link["name"], link["kind"]) for link in chain] == [("NPA", "agency"), ("the energy ministry", "official")]


def test_dates_are_intervals_with_a_reason(record: dict) -> None:
    assert record["articles"][0]["times"][0]["date"] == {
        "from": "2031-03-04",
        "to": "2031-03-04",
        "precision": "day",
        "why": "printed in the report",
        "confidence": 0.9,
    }
    assert record["articles"][0]["updated_at"] is None


def test_spans_count_code_points_not_bytes(record: dict) -> None:
    paper = record["articles"][1]
    missing = next(one for one in paper["figures"] if one["counted"] == "missing")
    start, end = missing["span"]
    assert paper["text"][start:end] == "about 40 missing men"
    assert "🚁" in paper["text"][:start]


def test_failures_of_the_run_and_of_articles_are_told(record: dict) -> None:
    assert record["failures"][0]["step"] == "collect"
    assert record["articles"][1]["failures"] == [{"step": "events", "message": "a sentence was too long"}]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda record: record["articles"][0].pop("text"), "text"),
        (lambda record: record["articles"][0]["figures"][0].update(low="14"), "low"),
        (lambda record: record["articles"][0]["figures"][0].update(span=[1, 2, 3]), "span"),
        (lambda record: record["articles"][0]["events"][0].update(type="MAKE_TEA"), "type"),
        (lambda record: record["articles"][0]["quotes"][0].update(direct="maybe"), "direct"),
        (lambda record: record["stories"][0]["claims"][0].update(status="odd"), "status"),
        (lambda record: record["articles"][0]["figures"][0].update(span=[1, 2]), "is not"),
        (lambda record: record["stories"][0]["brief"][0]["evidence"][0].update(article="nobody"), "is not"),
    ],
)
def test_a_broken_record_is_found_out(record: dict, change: object, fault: str) -> None:
    broken = json.loads(json.dumps(record))
    change(broken)  # type: ignore[operator]
    assert any(fault in one for one in schema.faults(broken))
    with pytest.raises(ValueError, match=fault):
        schema.validate(broken)


def test_further_fields_are_allowed(record: dict) -> None:
    wider = json.loads(json.dumps(record))
    wider["articles"][0]["mood"] = "grave"
    wider["articles"][0]["events"][0]["weight"] = 3
    assert schema.faults(wider) == []


def test_endless_numbers_become_null() -> None:
    annotated = sample.articles()[0]
    text = annotated.article.text
    odd = Figure(
        article_id=annotated.article.id,
        span=Span(0, 7),
        exact=text[:7],
        made_by="hand@1",
        low=2.5,
        high=float("inf"),
        as_of=DateInterval(start=None, end="2031", precision="year", why="open"),
    )
    shown = views.article_view(AnnotatedArticle(annotated.article, (odd,)))["figures"][0]
    assert (shown["low"], shown["high"]) == (2.5, None)
    assert shown["as_of"]["from"] is None

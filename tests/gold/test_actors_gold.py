"""The gold for who is meant keeps its laws: pointers without texts, ids of the product, halves apart."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dateline.lexicon.actors import government, own_actor, person_named, state

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "gold" / "actors"
TEXTS = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared")) / "data"
LONGEST_QUOTATION = 45
BLIND = ("first", "second", "fourth", "fifth", "sixth")
"""The files in which all kinds of mentions are answered with countries."""
CONTESTED = frozenset({"Jerusalem"})
"""Capitals whose country the annotator does not judge."""
ID = re.compile(r"[A-Z]{3}([A-Z]{3}(:[a-z-]+)?)?|[op]:[a-z0-9-]+")
Row = dict[str, Any]


def rows(half: str) -> list[Row]:
    """The mentions of one half."""
    return [json.loads(line) for line in (GOLD / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("half", BLIND)
def test_mentions_point_and_quote_a_few_words(half: str) -> None:
    marks = rows(half)
    assert len(marks) >= 100
    assert len({(row["set"], row["id"], *row["span"]) for row in marks}) == len(marks)
    for row in marks:
        start, end = row["span"]
        assert end - start == len(row["exact"]) <= LONGEST_QUOTATION, row
        for answer in (row["actor_id"], *row["also"]):
            assert answer is None or ID.fullmatch(answer), row
        assert row["actor_id"] not in row["also"], row
        assert row["country"] is None or re.fullmatch(r"[A-Z]{3}", row["country"]), row


@pytest.mark.parametrize("half", BLIND)
def test_each_kind_answers_in_its_way(half: str) -> None:
    for row in rows(half):
        if row["what"] == "place":
            assert row["actor_id"] is None, row
            assert bool(row["country"]) != (row["exact"] in CONTESTED), row
            assert not row["person"], row
        elif row["what"] == "metonym":
            assert row["actor_id"], row
            assert not row["actor_id"].startswith("p:"), row
        elif row["what"] == "body":
            assert half == "sixth", row
            assert row["actor_id"] == row["body"] is not None, row
            assert not row["person"], row
        else:
            assert row["what"] in ("office_holder", "reference"), row
            assert (row["actor_id"] or "p:").startswith("p:"), row
            assert bool(row["person"]) == bool(row["actor_id"]), row


def test_seats_of_the_third_file_lie_in_articles_of_their_own() -> None:
    marks = rows("third")
    halves = {(row["set"], row["id"]) for half in ("first", "second") for row in rows(half)}
    assert not halves & {(row["set"], row["id"]) for row in marks}
    assert {row["what"] for row in marks} == {"metonym", "place"}
    for row in marks:
        start, end = row["span"]
        assert end - start == len(row["exact"]) <= LONGEST_QUOTATION, row
        assert (row["actor_id"] is None) == (row["what"] == "place"), row


@pytest.mark.parametrize("half", BLIND)
def test_a_third_of_the_seats_are_places(half: str) -> None:
    counts = Counter(row["what"] for row in rows(half))
    assert counts["place"] * 3 >= counts["place"] + counts["metonym"]


def test_halves_share_no_article_and_readme_counts_them() -> None:
    halves = {half: rows(half) for half in BLIND}
    first, second, fourth, fifth, sixth = ({(row["set"], row["id"]) for row in marks} for marks in halves.values())
    assert not first & second
    third = {(row["set"], row["id"]) for row in rows("third")}
    assert not fourth & (first | second | third)
    assert not fifth & (first | second | third | fourth)
    assert not sixth & (first | second | third | fourth | fifth)
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    for half, marks in halves.items():
        counts = Counter(row["what"] for row in marks)
        told = f"{len(marks)}: {counts['office_holder']} office holders, {counts['reference']} references, "
        assert told + f"{counts['metonym']} metonyms, {counts['place']} places" in readme, half
        bodies = counts["body"]
        assert not bodies or f"{counts['place']} places, {bodies} short names of bodies" in readme, half


@pytest.mark.parametrize("half", [*BLIND, "third"])
def test_spans_fit_the_texts_where_the_development_data_lie(half: str) -> None:
    if not TEXTS.is_dir():
        pytest.skip("no development data beside the checkout (set DATELINE_SHARED)")
    by_set: dict[str, list[Row]] = {}
    for row in rows(half):
        by_set.setdefault(row["set"], []).append(row)
    for name, marks in by_set.items():
        folder = TEXTS / name
        corpus = folder / "corpus.jsonl" if folder.is_dir() else folder.with_name(f"{folder.name}.corpus.jsonl")
        found = {row["id"]: row for row in map(json.loads, corpus.read_text(encoding="utf-8").splitlines())}
        for row in marks:
            start, end = row["span"]
            assert found[row["id"]]["text"][start:end] == row["exact"], row
            day = (found[row["id"]]["published_at"] or "")[:10] or None
            assert row["on"] == day or half == "third", row


@pytest.mark.parametrize("half", BLIND)
def test_ids_are_those_of_the_lexicon_where_it_knows_them(half: str) -> None:
    for row in rows(half):
        accepted = {row["actor_id"], *row["also"]}
        if row["person"]:
            known = person_named(row["person"], on=row["on"], country=row["country"])
            assert known is None or known.id in accepted, row
        elif row["what"] == "body":
            known = own_actor(row["exact"])
            assert known is None or known.id in accepted, row
        elif row["actor_id"]:
            named = own_actor(row["exact"])
            states = {state(row["country"]).id, government(row["country"]).id}
            assert row["actor_id"] in states | {named.id if named else None}, row
        assert row["body"] is None or row["body"].startswith("o:"), row

"""The gold of claims keeps its laws: spans, ids, values, statuses, origins, omissions, pairs, sums of the README."""

from __future__ import annotations

import json
import re
import runpy
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[2] / "gold"
CLAIMS = GOLD / "claims"
HALVES = sorted(path.parent for path in CLAIMS.glob("*/gold.jsonl"))
PAIRS = runpy.run_path(str(CLAIMS / "pairs.py"))
FIRST_DIGIT = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
KINDS = {"figure", "act", "quote", "time", "place"}
ORIGINS = {"agency", "outlet", "official", "state_media", "witness", "document", "anonymous"}
LEAST = {"agreed": 70, "contested": 25, "updated": 25, "single": 40}
LONGEST, SHORTEST = 260, 25
"""Words of a report."""
Row = dict[str, Any]
halves = pytest.mark.parametrize("half", HALVES, ids=lambda path: str(path.name))


def rows(path: Path) -> list[Row]:
    """The rows of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def texts(half: Path) -> dict[str, str]:
    """The texts of a half by id."""
    return {row["id"]: row["text"] for row in rows(half / "corpus.jsonl")}


def claims(half: Path) -> list[Row]:
    """All claims of a half."""
    return [claim for story in rows(half / "gold.jsonl") for claim in story["claims"]]


@halves
def test_reports_are_as_papers_write_and_free(half: Path) -> None:
    corpus = rows(half / "corpus.jsonl")
    assert len({row["id"] for row in corpus}) == len(corpus)
    for row in corpus:
        assert re.fullmatch(rf"claims-{FIRST_DIGIT[half.name]}\d\d-[a-d]", row["id"]), row["id"]
        assert all(row[field] for field in ("licence", "source", "outlet", "headline", "language")), row["id"]
        assert row["licence"] == "CC0" or row["url"], f"{row['id']}: foreign texts name where they come from"
        assert date.fromisoformat(row["published_at"])
        assert SHORTEST <= len(row["text"].split()) <= LONGEST, row["id"]


@halves
def test_each_report_belongs_to_one_story(half: Path) -> None:
    stories = rows(half / "gold.jsonl")
    told = [report for story in stories for report in story["reports"]]
    assert sorted(told) == sorted(texts(half))
    for story in stories:
        assert 2 <= len(story["reports"]) <= 4
        assert all(report.startswith(story["story"] + "-") for report in story["reports"])
        assert [claim["id"] for claim in story["claims"]] == [
            f"{story['story']}-{number}" for number in range(1, len(story["claims"]) + 1)
        ]
        assert len({(claim["kind"], claim["question"]) for claim in story["claims"]}) == len(story["claims"])


@halves
def test_spans_fit_exactly(half: Path) -> None:
    text = texts(half)
    for story in rows(half / "gold.jsonl"):
        for claim in story["claims"]:
            assert claim["kind"] in KINDS, claim["id"]
            assert all((claim["question"], claim["assertions"])), claim["id"]
            for assertion in claim["assertions"]:
                start, end = assertion["span"]
                exact = text[assertion["report"]][start:end]
                assert assertion["report"] in story["reports"]
                assert exact == assertion["exact"] == exact.strip(' "“”'), f"{claim['id']}: {exact!r}"
                assert not text[assertion["report"]][:start][-1:].isalnum(), (
                    f"{claim['id']}: {exact!r} begins in a word"
                )
                assert not text[assertion["report"]][end : end + 1].isalnum(), (
                    f"{claim['id']}: {exact!r} ends in a word"
                )


@halves
def test_values_can_be_read(half: Path) -> None:
    for claim in claims(half):
        for assertion in claim["assertions"]:
            value = assertion["value"]
            assert value == value.strip() != "", claim["id"]
            if claim["kind"] == "figure":
                low, high, vague, _ = PAIRS["bounds"](value)
                assert low <= high, f"{claim['id']}: {value}"
                assert not vague or float("inf") not in (-low, high), f"{claim['id']}: {value}"
            if claim["kind"] == "time":
                start, end = PAIRS["period"](value)
                assert start <= end, f"{claim['id']}: {value}"
            if "as_of" in assertion:
                assert PAIRS["moment"](assertion["as_of"])


@halves
def test_a_status_follows_from_the_assertions(half: Path) -> None:
    text = texts(half)
    for claim in claims(half):
        assert claim["status"] == PAIRS["status_of"](claim, text), f"{claim['id']}: {claim['question']}"


@halves
def test_origins_are_listed_and_bound_the_count(half: Path) -> None:
    for claim in claims(half):
        kinds = {origin["name"]: origin["kind"] for origin in claim["origins"]}
        assert len(kinds) == len(claim["origins"]), claim["id"]
        assert set(kinds.values()) <= ORIGINS, claim["id"]
        if claim["independent"] is None:
            assert not kinds, claim["id"]
            continue
        assert {assertion["origin"] for assertion in claim["assertions"]} - {None} == set(kinds), claim["id"]
        known = sum(kind != "anonymous" for kind in kinds.values())
        assert 1 <= claim["independent"] <= known, f"{claim['id']}: {claim['independent']} of {known}"


@halves
def test_who_omits_is_silent_where_two_independent_others_speak(half: Path) -> None:
    for story in rows(half / "gold.jsonl"):
        for claim in story["claims"]:
            telling = {assertion["report"] for assertion in claim["assertions"]}
            assert set(claim["omitted_by"]) <= set(story["reports"]) - telling, claim["id"]
            if claim["omitted_by"]:
                assert min(len(telling), claim["independent"]) >= 2, f"{claim['id']}: {claim['question']}"


@halves
def test_pairs_are_what_the_claims_say(half: Path) -> None:
    for story in rows(half / "gold.jsonl"):
        assert story["pairs"] == [pair for claim in story["claims"] for pair in PAIRS["pairs_of"](claim)]
        for claim in story["claims"]:
            telling = {assertion["report"] for assertion in claim["assertions"]}
            found = Counter(
                frozenset((pair["left"], pair["right"])) for pair in story["pairs"] if pair["claim"] == claim["id"]
            )
            silent = len(telling) * len(claim["omitted_by"])
            assert len(found) == len(list(combinations(telling, 2))) + silent == found.total(), claim["id"]


@halves
def test_both_passes_have_spans_that_fit_and_the_sums_of_the_readme(half: Path) -> None:
    text, sums = texts(half), []
    for number in (1, 2):
        marked = [claim for story in rows(half / f"pass{number}.jsonl") for claim in story["claims"]]
        for claim in marked:
            for assertion in claim["assertions"]:
                start, end = assertion["span"]
                assert text[assertion["report"]][start:end] == assertion["exact"], assertion
        sums.append(Counter(claim["kind"] for claim in marked))
    first, second = sums
    readme = (GOLD / "README.md").read_text("utf-8")
    for kind in KINDS:
        assert f"| {kind} | {first[kind]} | {second[kind]} |" in readme, f"{half.name}: {kind}"
    assert f"| all | {first.total()} | {second.total()} |" in readme, half.name


@halves
def test_a_half_is_large_enough(half: Path) -> None:
    stories = rows(half / "gold.jsonl")
    assert sum(len(list(combinations(story["reports"], 2))) for story in stories) >= 75
    statuses = Counter(claim["status"] for claim in claims(half))
    assert all(statuses[status] >= least for status, least in LEAST.items()), statuses
    assert sum(claim["independent"] is not None for claim in claims(half)) >= 35
    own = sum(row["source"] == "made up" for row in rows(half / "corpus.jsonl"))
    assert own <= 2 / 3 * len(texts(half)) + 1


@pytest.mark.parametrize("credit", ["", "KYIV, May 1 (Reuters) - ", "It snowed. ", "Snow\n\n"])
def test_a_sentence_is_the_same_behind_an_agencys_credit(credit: str) -> None:
    text = credit + "A bridge fell. It rained."
    start = text.index("bridge")
    assert PAIRS["sentence"](text, start, start + len("bridge")) == "A bridge fell"


def test_words_for_two_assertions() -> None:
    relation = PAIRS["relation"]

    def said(value: str, as_of: str | None = None) -> Row:
        return {"value": value} | ({"as_of": as_of} if as_of else {})

    assert relation("figure", said("24-99~"), said("43")) == "agree"
    assert relation("figure", said("12"), said("43")) == "contradict"
    assert relation("figure", said("12", "2026-01-01"), said("43", "2026-01-02")) == "update"
    assert relation("figure", said("12", "2026-01-01"), said("43", "2026-01-01")) == "contradict"
    assert relation("figure", said("12-", "2026-01-01"), said("43", "2026-01-02")) == "update"
    assert relation("figure", said("12-"), said("43")) == "agree"
    assert relation("figure", said("5 km"), said("5 EUR")) == "contradict"
    assert relation("time", said("2026-03-02T06:40"), said("2026-03-02")) == "agree"
    assert relation("time", said("2026-03-02T06:40"), said("2026-03-02T07:00~")) == "agree"
    assert relation("time", said("2026-03-02T06:40"), said("2026-03-02T06:41")) == "contradict"
    assert relation("place", said("Karsu, Van province, Turkey"), said("Van province, Turkey")) == "agree"
    assert relation("act", said("resigned"), said("denied")) == "contradict"


@halves
def test_the_readme_gives_the_sums_of_each_status(half: Path) -> None:
    statuses = Counter(claim["status"] for claim in claims(half))
    sums = [statuses.total(), *(statuses[status] for status in ("agreed", "contested", "updated", "single"))]
    assert f"| all | {' | '.join(map(str, sums))} |" in (GOLD / "README.md").read_text("utf-8")


def test_the_readme_gives_the_sums() -> None:
    told = dict(
        re.findall(r"^\| `claims/(\w+)` \|[^|]*\| (\d+) \|", (GOLD / "README.md").read_text("utf-8"), re.MULTILINE)
    )
    assert told == {half.name: str(len(claims(half))) for half in HALVES}

"""The gold for source chains keeps its laws: spans, kinds, order, licences, lengths, files apart, sum of the README."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[2] / "gold"
LONGEST = {
    "first": {0: 15, 1: 30, 2: 50, 3: 15},
    "second": {0: 15, 1: 31, 2: 50, 3: 14},
    "third": {0: 15, 1: 60, 2: 41, 3: 4},
    "fourth": {0: 11, 1: 64, 2: 24, 3: 1},
}
"""For each file: texts by the length of their longest chain (3: three and more)."""
FOREIGN = {"CC BY 2.5": "Wikinews: ", "public domain (US government)": "CENTCOM "}
"""Licences of texts that are not our own, and how their source begins."""
DRAWN = {"third": 60, "fourth": 60}
"""Foreign texts of each file that has any."""
CARRIERS = {"agency", "outlet"}
KINDS = {"agency", "outlet", "official", "witness", "document", "anonymous", "other"}
LONGEST_RUN = 8
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The rows of one file."""
    return [json.loads(line) for line in (GOLD / "chains" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


TEXTS: dict[str, str] = {row["id"]: row["text"] for row in rows("corpus")}


def test_each_text_belongs_to_one_file() -> None:
    corpus = rows("corpus")
    marked = [row["id"] for name in LONGEST for row in rows(name)]
    assert marked == [row["id"] for row in corpus]
    assert len(set(TEXTS.values())) == len(corpus) == len(set(marked))


def test_each_text_is_our_own_or_free_and_says_where_it_comes_from() -> None:
    foreign = [row for row in rows("corpus") if row["source"] != "own"]
    for row in rows("corpus"):
        if row["source"] == "own":
            assert row["licence"] == "CC0", row["id"]
            assert date.fromisoformat(row["published_at"])
        else:
            assert row["source"].startswith(FOREIGN[row["licence"]]), row["id"]
            assert row["url"].startswith("http"), row["id"]
    files = {row["id"]: name for name in LONGEST for row in rows(name)}
    assert Counter(files[row["id"]] for row in foreign) == DRAWN


def test_no_foreign_story_is_drawn_for_two_files() -> None:
    """What one file has of a story of Wikinews stays out of the others."""
    files = {row["id"]: name for name in LONGEST for row in rows(name)}
    drawn: dict[str, str] = {}
    for row in rows("corpus"):
        if row["licence"] == "CC BY 2.5":
            assert drawn.setdefault(row["url"], files[row["id"]]) == files[row["id"]], row["id"]


@pytest.mark.parametrize("name", LONGEST)
def test_links_stand_on_words_and_apart(name: str) -> None:
    for row in rows(name):
        text = TEXTS[row["id"]]
        for chain in row["chains"]:
            assert chain, row["id"]
            for link in chain:
                start, end = link["span"]
                assert text[start:end] == link["exact"] == link["exact"].strip() != "", row["id"]
                assert link["kind"] in KINDS, row["id"]
                assert set(link["kind_also"]) <= KINDS - {link["kind"]}, row["id"]
            ordered = sorted(link["span"] for link in chain)
            assert all(left[1] <= right[0] for left, right in pairwise(ordered)), row["id"]


@pytest.mark.parametrize("name", LONGEST)
def test_the_outermost_link_comes_first(name: str) -> None:
    """In these files nobody has it from an agency or outlet but another of them: those stand before all others."""
    for row in rows(name):
        for chain in row["chains"]:
            carried = [link["kind"] in CARRIERS for link in chain]
            assert carried == sorted(carried, reverse=True), row["id"]


@pytest.mark.parametrize("name", LONGEST)
def test_no_chain_is_marked_twice(name: str) -> None:
    for row in rows(name):
        placed = [tuple(tuple(link["span"]) for link in chain) for chain in row["chains"]]
        assert len(set(placed)) == len(placed), row["id"]


@pytest.mark.parametrize("name", LONGEST)
def test_each_file_holds_chains_of_every_length_and_kind(name: str) -> None:
    marks = rows(name)
    longest = Counter(min(3, max(map(len, row["chains"]), default=0)) for row in marks)
    assert longest == LONGEST[name]
    assert {link["kind"] for row in marks for chain in row["chains"] for link in chain} == KINDS


def test_files_share_no_run_of_words() -> None:
    runs: dict[tuple[str, ...], str] = {}
    for name in LONGEST:
        for row in rows(name):
            words = re.findall(r"\w+", TEXTS[row["id"]].lower())
            for start in range(len(words) - LONGEST_RUN + 1):
                assert runs.setdefault(tuple(words[start : start + LONGEST_RUN]), name) == name, row["id"]


def test_readme_counts_the_chains() -> None:
    chains = sum(len(row["chains"]) for name in LONGEST for row in rows(name))
    line = next(one for one in (GOLD / "README.md").read_text(encoding="utf-8").splitlines() if "| `chains` |" in one)
    assert f"in {len(TEXTS)} texts" in line
    assert line.split("|")[3].strip() == str(chains)

"""The gold for source chains keeps its laws: spans, kinds, lengths told by the README, halves apart."""

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
HALVES = ("first", "second")
KINDS = {"agency", "outlet", "official", "witness", "document", "anonymous", "other"}
LONGEST_RUN = 8
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The rows of one file."""
    return [json.loads(line) for line in (GOLD / "chains" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


TEXTS: dict[str, str] = {row["id"]: row["text"] for row in rows("corpus")}


def test_each_text_is_our_own_and_belongs_to_one_half() -> None:
    corpus = rows("corpus")
    marked = [row["id"] for half in HALVES for row in rows(half)]
    assert marked == [row["id"] for row in corpus]
    assert len(set(TEXTS.values())) == len(corpus) == len(set(marked))
    for row in corpus:
        assert row["licence"] == "CC0", row["id"]
        assert date.fromisoformat(row["published_at"])


@pytest.mark.parametrize("half", HALVES)
def test_links_stand_on_words_and_apart(half: str) -> None:
    for row in rows(half):
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


@pytest.mark.parametrize("half", HALVES)
def test_no_chain_is_marked_twice(half: str) -> None:
    for row in rows(half):
        placed = [tuple(tuple(link["span"]) for link in chain) for chain in row["chains"]]
        assert len(set(placed)) == len(placed), row["id"]


@pytest.mark.parametrize("half", HALVES)
def test_each_half_holds_chains_of_every_length_and_kind(half: str) -> None:
    marks = rows(half)
    longest = Counter(min(3, max(map(len, row["chains"]), default=0)) for row in marks)
    assert longest == {0: 15, 1: 30, 2: 50, 3: 15}
    assert {link["kind"] for row in marks for chain in row["chains"] for link in chain} == KINDS


def test_halves_share_no_run_of_words() -> None:
    runs: dict[tuple[str, ...], str] = {}
    for half in HALVES:
        for row in rows(half):
            words = re.findall(r"\w+", TEXTS[row["id"]].lower())
            for start in range(len(words) - LONGEST_RUN + 1):
                assert runs.setdefault(tuple(words[start : start + LONGEST_RUN]), half) == half, row["id"]


def test_readme_counts_the_chains() -> None:
    chains = sum(len(row["chains"]) for half in HALVES for row in rows(half))
    line = next(one for one in (GOLD / "README.md").read_text(encoding="utf-8").splitlines() if "| `chains` |" in one)
    assert f"in {len(TEXTS)} texts" in line
    assert line.split("|")[3].strip() == str(chains)

"""The gold of our own keeps its laws: spans, ids, bounds, licences, and the sums that its README gives."""

from __future__ import annotations

import json
import math
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[2] / "gold"
HALVES = sorted(path.parent for path in (GOLD / "figures").glob("*/gold.jsonl"))
LICENCES = (
    "CC0",
    "CC BY 2.5",
    "CC BY 3.0",
    "CC BY 4.0",
    "CC BY (Commonwealth of Australia)",
    "EU reuse",
    "public domain",
)
CLASSES = """
    aircraft animals arrested attacks buildings casualties charged convicted countries damaged deployed deported
    destroyed dismissed displaced evacuated fighters flights hospitalized infected infrastructure injured jobs kidnapped
    killed missing money people places police protesters protests released rescued seats ships shot trapped troops
    vaccinated vehicles votes weapons
"""
LONGEST = {"day": 1, "week": 8, "month": 35, "year": 366}
"""How many days an interval of each precision may hold."""
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The rows of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def texts(half: Path) -> dict[str, Row]:
    """The rows of the half's corpus by id."""
    return {row["id"]: row for row in rows(half / "corpus.jsonl")}


@pytest.mark.parametrize(
    "half", sorted((GOLD / "figures").glob("*/corpus.jsonl")), ids=lambda path: str(path.parent.name)
)
def test_every_text_has_an_id_of_its_own_and_a_licence(half: Path) -> None:
    corpus = rows(half)
    assert len({row["id"] for row in corpus}) == len(corpus)
    for row in corpus:
        assert row["text"].strip(), row["id"]
        assert row["source"], row["id"]
        assert row["licence"].startswith(LICENCES), row["id"]
        assert row["licence"] == "CC0" or row["url"], f"{row['id']}: foreign texts name where they come from"
        assert row["published_at"] is None or date.fromisoformat(row["published_at"])


@pytest.mark.parametrize("half", HALVES, ids=lambda path: str(path.name))
def test_figures_stand_where_they_say(half: Path) -> None:
    corpus = texts(half)
    gold = rows(half / "gold.jsonl")
    assert [row["id"] for row in gold] == list(corpus)
    for row in gold:
        text, before = corpus[row["id"]]["text"], 0
        for figure in row["figures"]:
            start, end = figure["span"]
            assert text[start:end] == figure["exact"] == figure["exact"].strip()
            assert before <= start < end, f"{row['id']}: {figure['exact']!r} overlaps or is out of order"
            before = end


@pytest.mark.parametrize("half", HALVES, ids=lambda path: str(path.name))
def test_bounds_and_classes_are_possible(half: Path) -> None:
    for row in rows(half / "gold.jsonl"):
        for figure in row["figures"]:
            low, high = figure["low"], figure["high"]
            where = f"{row['id']}: {figure['exact']!r}"
            assert low is not None or high is not None, where
            assert low is None or high is None or low <= high, where
            assert not figure["approx"] or (low is not None and high is not None), where
            if figure["unit"] is None:
                assert all(bound is None or isinstance(bound, int) for bound in (low, high)), (
                    f"{where}: counts are whole"
                )
                assert figure["counted"] in CLASSES.split() or re.fullmatch("[a-z]+", figure["counted"] or ""), where
            else:
                money = re.fullmatch("[A-Z]{3}", figure["unit"]) is not None
                assert figure["counted"] == ("money" if money else None), where


@pytest.mark.parametrize("half", HALVES, ids=lambda path: str(path.name))
def test_a_part_is_part_of_a_figure_before_it_and_no_larger(half: Path) -> None:
    parts = 0
    for row in rows(half / "gold.jsonl"):
        by_span = {tuple(figure["span"]): figure for figure in row["figures"]}
        for figure in row["figures"]:
            if figure["part_of"] is not None:
                whole = by_span[tuple(figure["part_of"])]
                assert whole is not figure
                if whole["high"] is not None and figure["low"] is not None and whole["unit"] == figure["unit"]:
                    assert figure["low"] <= whole["high"], row["id"]
                parts += 1
    assert parts


def test_undated_pages_have_an_interval_that_fits_its_precision_or_none() -> None:
    gold = rows(GOLD / "undated" / "gold.jsonl")
    assert [row["file"] for row in gold] == sorted(path.name for path in (GOLD / "undated").glob("*.txt"))
    for row in gold:
        assert row["why"], row["file"]
        assert row["licence"].startswith(LICENCES), row["file"]
        assert (row["from"] is None) == (row["to"] is None) == (row["precision"] is None), row["file"]
        if row["from"] is not None:
            days = (date.fromisoformat(row["to"]) - date.fromisoformat(row["from"])).days + 1
            assert 1 <= days <= LONGEST[row["precision"]], row["file"]
            assert row["precision"] == "day" or days > 1, row["file"]


def test_undated_pages_print_no_label_of_publication() -> None:
    for page in (GOLD / "undated").glob("*.txt"):
        assert not re.search(r"(?i)\b(?:published|posted|first aired)\b[^\n]{0,20}\d", page.read_text("utf-8")), (
            page.name
        )


def test_the_readme_gives_the_sums() -> None:
    told = dict(
        re.findall(r"^\| `([^`]+)` \|[^|]*\| ([\d,]+) \|", (GOLD / "README.md").read_text("utf-8"), re.MULTILINE)
    )
    for half in HALVES:
        figures = sum(len(row["figures"]) for row in rows(half / "gold.jsonl"))
        assert int(told[f"figures/{half.name}"].replace(",", "")) == figures
    assert int(told["undated"]) == len(list((GOLD / "undated").glob("*.txt")))


PLAIN = re.compile(
    r"(?i)(more than|over|at least|no fewer than|fewer than|up to|as many as|no more than|nearly|almost|close to|about"
    r"|around|some|roughly|approximately)? ?(\d[\d,]*)(?![\d,.]|[-–]|/| to | or | million| billion|m\b|bn)"
)


def by_the_table(qualifier: str, number: int) -> tuple[int | None, int | None]:
    """The bounds of a whole count, from the table in docs/record.md; the whole numbers inside the interval."""
    tenth = number / 10
    match qualifier:
        case "more than" | "over":
            return number + 1, None
        case "at least" | "no fewer than":
            return number, None
        case "fewer than":
            return None, number - 1
        case "up to" | "as many as" | "no more than":
            return None, number
        case "nearly" | "almost" | "close to":
            return math.ceil(number - tenth), number - 1
        case "":
            return number, number
        case _:
            return math.ceil(number - tenth), math.floor(number + tenth)


@pytest.mark.parametrize("half", HALVES, ids=lambda path: str(path.name))
def test_counts_in_digits_follow_the_table(half: Path) -> None:
    checked = 0
    for row in rows(half / "gold.jsonl"):
        for figure in row["figures"]:
            found = PLAIN.match(figure["exact"])
            if (
                found
                and figure["unit"] is None
                and not re.match(r"-(?:odd|plus)| or more", figure["exact"][found.end() :])
            ):
                expected = by_the_table((found[1] or "").lower(), int(found[2].replace(",", "")))
                assert (figure["low"], figure["high"]) == expected, f"{row['id']}: {figure['exact']!r}"
                checked += 1
    assert checked > 50

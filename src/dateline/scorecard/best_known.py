"""Figures of other systems: from their papers and documents (best_known.tsv), and measured by us (measured/*.json)."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from dateline.scorecard.nouns import BestKnown

COLUMNS = ("task", "set", "measure", "system", "figure", "part", "source")


def beside(task: str, gold_set: str, measure: str) -> tuple[BestKnown, ...]:
    """The other systems' figures for one measure of one set."""
    return tuple(one for key, one in _all() if key == (task, gold_set, measure))


def known_keys() -> frozenset[tuple[str, str, str]]:
    """Every (task, set, measure) for which there is a figure of another system."""
    return frozenset(key for key, _ in _all())


@cache
def _all() -> tuple[tuple[tuple[str, str, str], BestKnown], ...]:
    return (*_quoted(), *_measured())


def _quoted() -> list[tuple[tuple[str, str, str], BestKnown]]:
    """The rows of the table beside this file; figures that were not checked do not stand in it."""
    head, *rows = resources.files("dateline.scorecard").joinpath("best_known.tsv").read_text("utf-8").splitlines()
    if tuple(head.split("\t")) != COLUMNS:
        raise ValueError(f"best_known.tsv must have the columns {', '.join(COLUMNS)}")
    found = []
    for row in rows:
        task, gold_set, measure, system, figure, part, source = row.split("\t")
        found.append(((task, gold_set, measure), BestKnown(system, float(figure), part, source)))
    return found


def _measured() -> list[tuple[tuple[str, str, str], BestKnown]]:
    """What the scripts `benchmarks/others_*.py` measured on the same sets and wrote into measured/."""
    found = []
    folder = resources.files("dateline.scorecard").joinpath("measured")
    for file in sorted(folder.iterdir(), key=lambda one: one.name) if folder.is_dir() else ():
        if not file.name.endswith(".json"):
            continue
        table = json.loads(file.read_text("utf-8"))
        for row in table["rows"]:
            one = BestKnown(row["system"], float(row["figure"]), row["part"], table["source"])
            found.append(((table["task"], row["set"], row["measure"]), one))
    return found

"""Fit the text weights of the story scorer by logistic regression and print them.

    python benchmarks/fit_stories.py --data DIR [--core]

Learns from the odd topics of clusters/ecbplus only (CC BY 3.0): every article beside its best candidate stories, with
its full text and as a headline made of its first line, all reports before it laid where they belong. The articles have
no days; a second and third round lays days out by lot: stories begin within some weeks, reports follow within days.
`--core` adds the language core: embeddings, people and towns.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.group.open_stories import Shelf
from dateline.group.open_story import OpenStory
from dateline.group.rarity import Rarity
from dateline.group.scorer import FEATURES, compared
from dateline.group.sketch import ArticleSketch, from_payload, sketch
from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Article
from dateline.model.story import Membership
from dateline.model.text import Slice
from dateline.scorecard.reading import Bench, gold_and_rows
from dateline.scorecard.tasks.stories import chosen_on

CANDIDATES = 10
RIDGE = 5.0
HEADLINE = 140
SEED = 5
FIRST_DAY, FULL_SPREAD, HEADLINE_SPREAD = 737_000, 40, 10
"""Days within which the stories of a stream begin; in a stream of headlines they stand closer."""
Row = dict[str, Any]
Floats = NDArray[np.float64]


def laid_out(sketches: Iterable[tuple[ArticleSketch, str]]) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Lay each report where it belongs and return the features of its candidates, with which of them is right."""
    shelf, rarity, home = Shelf(), Rarity(), dict[str, OpenStory]()
    rows, right = [], []
    for order, (made, gold) in enumerate(sketches):
        one = rarity.weigh(made)
        candidates = shelf.candidates(one, most=CANDIDATES)
        rows += [found.values for found in compared(one, candidates)]
        right += [home.get(gold) is story for story in candidates]
        if gold not in home:
            home[gold] = shelf.open()
        shelf.add(home[gold], one, Membership(article_id=made.id, score=1.0, why="gold"), order=order)
    return rows, right


def fitted(rows: Floats, right: Floats, *, ridge: float = RIDGE) -> Floats:
    """Return bias and weights of a ridge logistic regression (Newton's method)."""
    inputs = np.c_[np.ones(len(rows)), rows]
    weights = np.zeros(inputs.shape[1])
    penalty = ridge * np.eye(len(weights))
    penalty[0, 0] = 0.0
    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - right) + penalty @ weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def first_line(row: Row) -> Row:
    """Make a headline of an article: its first line that is not an address."""
    lines = [line for line in row["text"].split("\n") if len(line) > 25 and not line.startswith("http")]
    return {**row, "text": (lines or [row["text"]])[0][:HEADLINE], "headline": None}


def sketches_of(rows: Sequence[Row], *, core: bool) -> list[ArticleSketch]:
    """Sketch the articles, with the whole language core before it or from their words alone."""
    if core:
        return [from_payload(json.loads(one.sketch)) for one in Bench().read(rows)]
    return [sketch(AnnotatedArticle(bare(row))) for row in rows]


def bare(row: Row) -> Article:
    """An article of a row, with nothing read from it."""
    text = row["text"]
    return Article(
        id=row["id"], capture_id="", found_in=row["id"], text=text, slices=(Slice(0, len(text)),), visible_sha256=""
    )


def with_days(sketches: Sequence[tuple[ArticleSketch, str]], *, spread: int) -> list[tuple[ArticleSketch, str]]:
    """Lay days out by lot: most reports come the same day or soon after, one in twenty weeks later."""
    lot, begun = random.Random(SEED), dict[str, int]()
    made = []
    for one, story in sketches:
        day = begun.setdefault(story, FIRST_DAY + lot.randrange(spread))
        while lot.random() < 0.45:
            day += 1
        if lot.random() < 0.05:
            day += lot.randrange(3, 25)
        made.append((day, lot.random(), replace(one, day=day), story))
    return [(one, story) for _, _, one, story in sorted(made, key=lambda row: row[:2])]


def learn(articles: Sequence[tuple[Row, str]], *, core: bool) -> Floats:
    """Fit on full texts without and with days and on dated headlines together."""
    truth = [story for _, story in articles]
    full = list(zip(sketches_of([row for row, _ in articles], core=core), truth, strict=True))
    heads = list(zip(sketches_of([first_line(row) for row, _ in articles], core=core), truth, strict=True))
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for stream in (full, with_days(full, spread=FULL_SPREAD), with_days(heads, spread=HEADLINE_SPREAD)):
        found, same = laid_out(stream)
        rows += found
        right += same
    inputs = np.array(rows)
    if not core:
        inputs[:, [FEATURES.index("meaning"), FEATURES.index("crowded_meaning")]] = 0.0
    return fitted(inputs, np.array(right, dtype=float))


def main() -> None:
    """Print bias and weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--core", action="store_true")
    asked = parser.parse_args()
    pairs = gold_and_rows(asked.data / "clusters" / "ecbplus", limit=None)
    chosen = [(row, gold["story"]) for gold, row in pairs if chosen_on("ecbplus", gold["id"], gold["story"])]
    bias, *weights = learn(chosen, core=asked.core)
    print(f"bias {bias:.2f}")
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{name:16} {weight:5.2f}")


if __name__ == "__main__":
    main()

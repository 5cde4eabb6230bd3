"""Fit the text weights of the story scorer by logistic regression and print them.

    python benchmarks/fit_stories.py --data DIR [--core]

Learns from the odd topics of clusters/ecbplus only (CC BY 3.0): every article beside its best candidate stories, once
with its full text and once as a headline made of its first line, all reports before it laid where they belong. `--core`
adds the embeddings of the language core.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from stories import rows_of, sketches_of

from dateline.group.open_stories import OpenStory, Shelf
from dateline.group.scorer import FEATURES, features
from dateline.group.sketch import ArticleSketch
from dateline.model.article import Article
from dateline.model.story import Membership
from dateline.model.text import Slice

CANDIDATES = 10
RIDGE = 5.0
HEADLINE = 140
Floats = NDArray[np.float64]


def laid_out(sketches: Iterable[tuple[ArticleSketch, str]]) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Lay each report where it belongs and return the features of its candidates, with which of them is right."""
    shelf, home = Shelf(), dict[str, OpenStory]()
    rows, right = [], []
    for order, (sketch, gold) in enumerate(sketches):
        one = shelf.weigh(sketch)
        for story in shelf.candidates(one, most=CANDIDATES):
            rows.append(features(one, story))
            right.append(home.get(gold) is story)
        if gold not in home:
            home[gold] = shelf.open()
        shelf.add(home[gold], one, Membership(article_id=sketch.id, score=1.0, why="gold"), order=order)
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


def first_line(article: Article) -> Article:
    """Make a headline of an article: its first line that is not an address."""
    lines = [line for line in article.text.split("\n") if len(line) > 25 and not line.startswith("http")]
    text = (lines or [article.text])[0][:HEADLINE]
    return replace(article, text=text, headline=None, slices=(Slice(0, len(text)),))


def learn(articles: Sequence[tuple[Article, str]], *, core: bool) -> Floats:
    """Fit on the full texts and on the headlines together."""
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for form in (articles, [(first_line(article), story) for article, story in articles]):
        sketches = sketches_of([article for article, _ in form], core=core)
        found, truth = laid_out(zip(sketches, (story for _, story in form), strict=True))
        rows += found
        right += truth
    inputs = np.array(rows)
    if not core:
        inputs[:, [FEATURES.index("meaning"), FEATURES.index("nearest_meaning")]] = 0.0
    return fitted(inputs, np.array(right, dtype=float))


def main() -> None:
    """Print bias and weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--core", action="store_true")
    asked = parser.parse_args()
    bias, *weights = learn(rows_of(asked.data, "ecbplus", "tuned"), core=asked.core)
    print(f"bias {bias:.2f}")
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{name:16} {weight:5.2f}")


if __name__ == "__main__":
    main()

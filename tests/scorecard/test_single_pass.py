"""Single-pass clustering, the figure that stands beside ours."""

from __future__ import annotations

import numpy as np

from dateline.group.sketch import ArticleSketch
from dateline.scorecard.single_pass import best_single_pass, single_pass


def report(name: str, words: str, vector: tuple[float, float], day: int | None = 1) -> tuple[str, ArticleSketch]:
    return name, ArticleSketch(
        id=name,
        sort_key=("", name),
        day=day,
        words=tuple((word, 1.0) for word in words.split()),
        vector=np.asarray(vector, dtype=np.float16).tobytes(),
    )


STREAM = (
    report("a", "ferry sank lysk", (1, 0)),
    report("b", "mine fire orrin", (0, 1)),
    report("c", "ferry lysk divers", (0, 1)),
)


def test_words_and_meaning_decide_each_in_their_way() -> None:
    by_words = single_pass(STREAM, "words", 0.2)
    assert by_words["a"] == by_words["c"] != by_words["b"]
    by_meaning = single_pass(STREAM, "meaning", 0.8)
    assert by_meaning["b"] == by_meaning["c"] != by_meaning["a"]
    assert len(set(single_pass(STREAM, "both", 0.99).values())) == 3


def test_a_story_long_silent_is_not_joined() -> None:
    late = report("d", "ferry sank lysk", (1, 0), day=400)
    found = single_pass([STREAM[0], late], "words", 0.2)
    assert found["a"] != found["d"]


def test_the_best_bar_is_taken() -> None:
    score, bar = best_single_pass(STREAM, "meaning", lambda found: float(len(set(found.values()))))
    assert (score, bar) == (2.0, 0.8)

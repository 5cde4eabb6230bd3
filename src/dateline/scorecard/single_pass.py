"""The usual way to group a stream, to stand beside ours: one pass against story means, with the best bar for each set.

Each report joins the open story whose mean is nearest, if it is nearer than a bar, else opens one (single-pass
clustering; Allan, Papka and Lavrenko 1998). Nearness is the cosine of rarity-weighed words, of the sentence
embedding, or the mean of both. The bar is the one that scores best on the very set: a figure no user would reach.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from dateline.group.sketch import ArticleSketch

WINDOW_DAYS = 45
BARS = {
    "words": (0.2, 0.25, 0.3, 0.35, 0.4),
    "meaning": (0.55, 0.6, 0.65, 0.7, 0.75, 0.8),
    "both": (0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
}
Reports = Sequence[tuple[str, "ArticleSketch"]]


def best_single_pass(reports: Reports, way: str, score: Callable[[Mapping[str, str]], float]) -> tuple[float, float]:
    """Return the best score over all bars of a way ("words", "meaning", "both"), and that bar."""
    return max((score(single_pass(reports, way, bar)), bar) for bar in BARS[way])


def single_pass(reports: Reports, way: str, bar: float) -> dict[str, str]:
    """Group the reports in one pass; the story of each report by its name."""
    stories = _Means(len(reports))
    return {name: str(stories.place(one, way, bar)) for name, one in reports}


class _Means:
    """The sums of words and embeddings of the stories so far."""

    def __init__(self, most: int) -> None:
        self.count, self.texts, self.dimension = 0, 0, 0
        self.seen: Counter[str] = Counter()
        self.words: list[dict[str, float]] = []
        self.lengths = np.ones(most)
        self.holders: dict[str, list[int]] = defaultdict(list)
        self.last_day = np.zeros(most)
        self.meanings = np.zeros((most, 0), dtype=np.float32)

    def place(self, one: ArticleSketch, way: str, bar: float) -> int:
        words, meaning = self._weighed(one), one.embedding
        if meaning is not None and not self.meanings.shape[1]:
            self.meanings = np.zeros((len(self.lengths), len(meaning)), dtype=np.float32)
        near = self._near(words, meaning, way)
        if one.day is not None:
            near = np.where(np.abs(self.last_day[: self.count] - one.day) > WINDOW_DAYS, -1.0, near)
        home = int(np.argmax(near)) if len(near) and near.max() >= bar else self._open()
        for word, weight in words.items():
            if word not in self.words[home]:
                self.words[home][word] = 0.0
                self.holders[word].append(home)
            self.words[home][word] += weight
        self.lengths[home] = math.sqrt(sum(weight * weight for weight in self.words[home].values())) or 1.0
        if meaning is not None:
            self.meanings[home] += meaning
        self.last_day[home] = max(self.last_day[home], one.day or 0)
        return home

    def _weighed(self, one: ArticleSketch) -> dict[str, float]:
        self.texts += 1
        self.seen.update(word for word, _ in one.words)
        weights = {word: weight * math.log((self.texts + 1) / self.seen[word]) for word, weight in one.words}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    def _near(self, words: dict[str, float], meaning: NDArray[np.float32] | None, way: str) -> NDArray[np.float64]:
        by_words = np.zeros(self.count)
        if way != "meaning":
            for word, weight in words.items():
                for number in self.holders[word]:
                    by_words[number] += weight * self.words[number][word]
            by_words /= self.lengths[: self.count]
        if way == "words" or meaning is None:
            return by_words
        means = self.meanings[: self.count]
        by_meaning: NDArray[np.float64] = (means @ meaning / np.maximum(np.linalg.norm(means, axis=1), 1e-9)).astype(
            float
        )
        return by_meaning if way == "meaning" else (by_words + by_meaning) / 2

    def _open(self) -> int:
        self.words.append({})
        self.count += 1
        return self.count - 1

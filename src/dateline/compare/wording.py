"""What words weigh within a story: those of one sense are one, those in every sentence say little."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dateline.compare.reports import Report, Weights, rarity
from dateline.lexicon.same_words import sense
from dateline.lexicon.words import stem

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
COMMON = 1.7
"""A word whose rarity in news at large is less says nothing by itself: "said", "people", "after"."""

COMMON_HERE, RANGE = 1.0, 1.4
"""A word of so little weight in the story ties nothing, from that plus the range on it ties fully."""


class Wording:
    """Weighs passages of one story."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._found: Counter[str] = Counter()
        self._sentences = 0
        self._weights: dict[str, float] = {}
        for report in reports:
            for one in report.sentences:
                self._sentences += 1
                self._found.update(set(senses(one.text)))

    def weigh(self, text: str) -> Weights:
        """The senses of a passage with their weights; the vector has length one, empty where nothing weighs."""
        return self.weigh_senses(senses(text))

    def weigh_senses(self, found: Iterable[str]) -> Weights:
        """The same for senses that are known."""
        weights = {one: self._weight(one) for one in dict.fromkeys(found)}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {one: weight / length for one, weight in weights.items()} if length else {}

    def tells(self, one: str) -> float:
        """How far a sense alone ties two sentences of the story: 1 for what two or three have, 0 for what many have."""
        return min(1.0, max(0.0, (self._weight(one) - COMMON_HERE) / RANGE))

    def _weight(self, one: str) -> float:
        """How telling a sense is here: rare in the sentences of the story."""
        known = self._weights.get(one)
        if known is None:
            known = self._weights[one] = math.log((self._sentences + 1.0) / (self._found[one] + 0.5))
        return known


@lru_cache(maxsize=20_000)
def senses(text: str) -> tuple[str, ...]:
    """The senses of the words of a passage, in order, without those that say nothing; figures are left out."""
    return tuple(sense(word) for word in _WORD.findall(text) if len(word) > 1 and is_telling(word))


@lru_cache(maxsize=100_000)
def is_telling(word: str) -> bool:
    """Whether a word is rare enough in news to say something.

    >>> is_telling("the"), is_telling("bridge")
    (False, True)
    """
    return rarity(stem(word)) > COMMON

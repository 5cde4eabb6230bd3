"""How rare words and people are among the reports of the open stories."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping

from dateline.group.open_story import Unit, Weighed
from dateline.group.sketch import ArticleSketch
from dateline.lexicon.background import background_words

USUAL_TEXTS = 100
"""The background table of rare words counts as so many texts of the stream: in a stream of one great event its own
words soon tell nothing."""

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


class Rarity:
    """Counts of texts, words and people; it starts with the background table alone."""

    def __init__(self) -> None:
        """Start with no text counted."""
        self.texts = 0
        self.words: Counter[str] = Counter()
        self.people: Counter[str] = Counter()
        texts, counts = background_words()
        self._usual_texts = float(min(USUAL_TEXTS, texts))
        self._usual = {word: count * self._usual_texts / texts for word, count in counts.items()}

    def of(self, word: str) -> float:
        """Return the logarithm of how many texts there are to one that has the word."""
        texts = self.texts + self._usual_texts
        return max(0.0, math.log((texts + 1.0) / (self.words[word] + self._usual.get(word, 0.0) + 1.0)))

    def count(self, sketch: ArticleSketch) -> None:
        """Count a report that comes."""
        self.texts += 1
        self.words.update([word for word, _ in sketch.words])
        self.people.update(sketch.people)

    def forget(self, sketch: ArticleSketch) -> None:
        """Count a report no longer."""
        self.texts -= 1
        for counts, names in ((self.words, [word for word, _ in sketch.words]), (self.people, sketch.people)):
            for name in names:
                counts[name] -= 1
                if not counts[name]:
                    del counts[name]

    def weigh(self, sketch: ArticleSketch) -> Weighed:
        """Count a report and weigh its words and people by how rare they are now."""
        self.count(sketch)
        rarities = [self.of(word) for word, _ in sketch.words]
        rarities += [math.log(self.texts / self.people[name]) for name in sketch.people]
        return weighed(sketch, array("d", rarities).tobytes())


def weighed(sketch: ArticleSketch, kept: bytes) -> Weighed:
    """Weigh the words and then the people of a sketch by how rare they are (float64, in the order of the sketch)."""
    rarities = array("d", kept)
    people = rarities[len(sketch.words) :]
    weights = {word: weight * rarity for (word, weight), rarity in zip(sketch.words, rarities, strict=False)}
    return Weighed(
        sketch,
        _unit(weights, weights),
        _unit(weights, sketch.lead),
        _unit(weights, sketch.names),
        frozenset(word for word in sketch.lead if word[0].isdigit()),
        WEEKDAYS.intersection(sketch.lead),
        dict(zip(sketch.people, people, strict=True)),
        sketch.embedding,
        kept,
    )


def _unit(weights: Mapping[str, float], chosen: Iterable[str]) -> Unit:
    kept = {word: weights[word] for word in chosen if weights.get(word, 0.0) > 0}
    length = math.sqrt(sum([weight * weight for weight in kept.values()]))
    return {word: weight / length for word, weight in kept.items()} if length else {}

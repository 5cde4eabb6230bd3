"""The stories still open: what their reports have in common, so that one more report costs no more than the last."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.group.sketch import ArticleSketch
from dateline.lexicon.background import background_words
from dateline.model.story import Membership

SEARCH_WORDS = 40
"""With so many of its weightiest words an article looks for candidate stories."""
USUAL_TEXTS = 100
"""The background table of rare words counts as so many texts of the stream: in a stream of one great event its own
words soon tell nothing."""
MEMBERS_KEPT = 12
"""So many members of a story are compared one by one: the first and the latest."""

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})

Unit = dict[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A sketch whose words are weighed by rarity at the time it came; words, lead and names have length one.

    `numbers` and `weekdays` are those of the lead; `people` carry the rarity of their last names.
    """

    sketch: ArticleSketch
    words: Unit
    lead: Unit
    names: Unit
    numbers: frozenset[str]
    weekdays: frozenset[str]
    people: Unit
    embedding: NDArray[np.float32] | None


@dataclass(slots=True, eq=False)
class OpenStory:
    """One open story: its members and the sums of their weighed words.

    `named_by`, `people` and `towns` count the members that have each name, person and town; `lead_towns` are those of
    any lead.
    """

    number: int
    members: list[Weighed] = field(default_factory=list)
    reasons: list[Membership] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    former_ids: set[str] = field(default_factory=set)
    words: Unit = field(default_factory=dict)
    lead: Unit = field(default_factory=dict)
    names: Unit = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    weekdays: set[str] = field(default_factory=set)
    named_by: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    towns: Counter[str] = field(default_factory=Counter)
    lead_towns: set[str] = field(default_factory=set)
    embedding: NDArray[np.float32] | None = None
    lengths: dict[str, float] = field(default_factory=lambda: {"words": 0.0, "lead": 0.0, "names": 0.0})

    def add(self, one: Weighed, reason: Membership, order: int) -> None:
        """Take in one more report, with the reason and its number in capture order."""
        for name, unit in (("words", one.words), ("lead", one.lead), ("names", one.names)):
            sums: Unit = getattr(self, name)
            grown = 2.0 * dot(unit, sums) + (1.0 if unit else 0.0)
            self.lengths[name] += grown
            for word, weight in unit.items():
                sums[word] = sums.get(word, 0.0) + weight
        self.numbers |= one.numbers
        self.weekdays |= one.weekdays
        self.named_by.update(one.names.keys())
        self.people.update(one.people.keys())
        self.towns.update(one.sketch.towns)
        self.lead_towns.update(one.sketch.lead_towns)
        if one.embedding is not None:
            self.embedding = one.embedding if self.embedding is None else self.embedding + one.embedding
        self.members.append(one)
        self.reasons.append(reason)
        self.orders.append(order)

    def likeness(self, one: Weighed, name: str) -> float:
        """Return the cosine between a report and the middle of the story, by words, lead or names."""
        length = self.lengths[name]
        return dot(getattr(one, name), getattr(self, name)) / math.sqrt(length) if length > 0 else 0.0

    def nearest(self) -> list[Weighed]:
        """Return the members that a new report is compared with one by one."""
        return (
            self.members if len(self.members) <= MEMBERS_KEPT else self.members[:1] + self.members[1 - MEMBERS_KEPT :]
        )

    @property
    def founder(self) -> ArticleSketch:
        """The founding article: the earliest by publication, then by id."""
        return min((one.sketch for one in self.members), key=lambda one: one.sort_key)

    @property
    def last_day(self) -> int | None:
        """The latest day on which a member was published, None when no member is dated."""
        return max((one.sketch.day for one in self.members if one.sketch.day is not None), default=None)


def dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the inner product of two weighed sets of words."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[word] for word, weight in left.items() if word in right)


class Middles:
    """The mean embeddings of the open stories as rows of one matrix; the row of a closed story is used again."""

    def __init__(self) -> None:
        """Start without rows."""
        self._rows = np.zeros((16, 0), dtype=np.float32)
        self._numbers: list[int | None] = []
        self._row_of: dict[int, int] = {}
        self._free: list[int] = []

    def put(self, story: OpenStory) -> None:
        """Note the mean embedding of a story, for the first time or anew."""
        if story.embedding is None:
            return
        if not self._numbers:
            self._rows = np.zeros((16, len(story.embedding)), dtype=np.float32)
        row = self._row_of.get(story.number)
        if row is None:
            row = self._free.pop() if self._free else len(self._numbers)
            if row == len(self._numbers):
                self._numbers.append(None)
            if row == len(self._rows):
                self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._numbers[row], self._row_of[story.number] = story.number, row
        length = float(np.linalg.norm(story.embedding))
        self._rows[row] = story.embedding / length if length else 0.0

    def remove(self, story: OpenStory) -> None:
        """Forget a story."""
        row = self._row_of.pop(story.number, None)
        if row is not None:
            self._rows[row], self._numbers[row] = 0.0, None
            self._free.append(row)

    def nearest(self, embedding: NDArray[np.float32], *, most: int) -> list[int]:
        """Return the numbers of the stories nearest to an embedding, nearest first."""
        used = len(self._numbers)
        if not used:
            return []
        likeness = self._rows[:used] @ embedding
        rows = np.argpartition(-likeness, most)[:most] if used > most else np.arange(used)
        found = [(-float(likeness[row]), number) for row in rows if (number := self._numbers[int(row)]) is not None]
        return [number for _, number in sorted(found)]


class Shelf:
    """All open stories with the index by which candidates are found, and the rarity of words in the stream."""

    def __init__(self) -> None:
        """Start empty: rarity is then that of the background table alone."""
        self.stories: dict[int, OpenStory] = {}
        self.texts = 0
        self.counts: Counter[str] = Counter()
        self._holders: dict[str, dict[int, None]] = defaultdict(dict)
        self.bearers: Counter[str] = Counter()
        texts, counts = background_words()
        self._usual_texts = float(min(USUAL_TEXTS, texts))
        self._usual = {word: count * self._usual_texts / texts for word, count in counts.items()}
        self._middles = Middles()
        self._next = 0

    def rarity(self, word: str) -> float:
        """Return the logarithm of how many texts there are to one that has the word."""
        texts = self.texts + self._usual_texts
        return max(0.0, math.log((texts + 1.0) / (self.counts[word] + self._usual.get(word, 0.0) + 1.0)))

    def weigh(self, sketch: ArticleSketch) -> Weighed:
        """Weigh the words of a sketch by their rarity now, counting the sketch itself."""
        self.texts += 1
        self.counts.update(word for word, _ in sketch.words)
        self.bearers.update(sketch.people)
        weights = {word: weight * self.rarity(word) for word, weight in sketch.words}
        return Weighed(
            sketch,
            _unit(weights, weights),
            _unit(weights, sketch.lead),
            _unit(weights, sketch.names),
            frozenset(word for word in sketch.lead if word[0].isdigit()),
            WEEKDAYS.intersection(sketch.lead),
            {name: math.log(self.texts / self.bearers[name]) for name in sketch.people},
            sketch.embedding,
        )

    def open(self) -> OpenStory:
        """Open a story."""
        story = OpenStory(self._next)
        self.stories[self._next] = story
        self._next += 1
        return story

    def add(self, story: OpenStory, one: Weighed, reason: Membership, *, order: int) -> None:
        """Put a report into a story."""
        story.add(one, reason, order)
        for word in one.words:
            self._holders[word][story.number] = None
        self._middles.put(story)

    def merge(self, kept: OpenStory, other: OpenStory) -> None:
        """Move all reports of one story into another."""
        self._take_out(other)
        for one, reason, order in zip(other.members, other.reasons, other.orders, strict=True):
            self.add(kept, one, reason, order=order)
        kept.former_ids |= other.former_ids

    def close(self, story: OpenStory) -> None:
        """Close a story: no report joins it any more, and its words count no longer."""
        self._take_out(story)
        for one in story.members:
            self.texts -= 1
            self.counts.subtract(word for word, _ in one.sketch.words)
            self.bearers.subtract(one.sketch.people)

    def _take_out(self, story: OpenStory) -> None:
        del self.stories[story.number]
        self._middles.remove(story)
        for word in story.words:
            self._holders[word].pop(story.number, None)

    def candidates(self, one: Weighed, *, most: int) -> list[OpenStory]:
        """Return the open stories that share most of the report's weightiest words, then those nearest in meaning."""
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(one.words, key=lambda word: (-one.words[word], word))[:SEARCH_WORDS]:
            weight = one.words[word]
            for number in self._holders.get(word, ()):
                story = self.stories[number]
                scores[number] += weight * story.words[word] / math.sqrt(story.lengths["words"])
        found = dict.fromkeys(sorted(scores, key=lambda number: (-scores[number], number))[:most])
        if one.embedding is not None:
            found.update(dict.fromkeys(self._middles.nearest(one.embedding, most=most // 2)))
        return [self.stories[number] for number in found]


def _unit(weights: Mapping[str, float], chosen: Iterable[str]) -> Unit:
    kept = {word: weights[word] for word in chosen if weights.get(word, 0.0) > 0}
    length = math.sqrt(sum(weight * weight for weight in kept.values()))
    return {word: weight / length for word, weight in kept.items()} if length else {}

"""One open story: what its reports have in common, kept so that one more report costs no more than the last."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.group.sketch import ArticleSketch
from dateline.model.story import Membership

MEMBERS_KEPT = 12
"""So many members of a story are compared one by one: the first and the latest."""

Unit = dict[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A sketch whose words are weighed by rarity at the time it came; words, lead and names have length one.

    `numbers` and `weekdays` are those of the lead; `people` carry the rarity of their last names.
    `rarities` are the numbers by which words and people were weighed (float64), in the order of the sketch.
    """

    sketch: ArticleSketch
    words: Unit
    lead: Unit
    names: Unit
    numbers: frozenset[str]
    weekdays: frozenset[str]
    people: Unit
    embedding: NDArray[np.float32] | None
    rarities: bytes = b""


@dataclass(slots=True, eq=False)
class OpenStory:
    """One open story: its members and the sums of their weighed words.

    `named_by`, `people` and `towns` count the members that have each name, person and town; `lead_towns` are those of
    any lead; `usual_names` (of two members at least) and `usual_people` are those of at least half the members.
    `days` are the days of its dated members in order; `meaning` is the unit mean of the embeddings.
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
    places: set[str] = field(default_factory=set)
    usual_names: dict[str, None] = field(default_factory=dict)
    usual_people: dict[str, None] = field(default_factory=dict)
    days: list[int] = field(default_factory=list)
    embedding: NDArray[np.float32] | None = None
    meaning: NDArray[np.float32] | None = None
    lengths: dict[str, float] = field(default_factory=lambda: {"words": 0.0, "lead": 0.0, "names": 0.0})
    first: ArticleSketch | None = None

    def add(self, one: Weighed, reason: Membership, order: int) -> None:
        """Take in one more report, with the reason and its number in capture order."""
        self._add_words(one)
        self.members.append(one)
        self.reasons.append(reason)
        self.orders.append(order)
        sketch, size = one.sketch, len(self.members)
        self.numbers |= one.numbers
        self.weekdays |= one.weekdays
        self.named_by.update(one.names.keys())
        self.people.update(one.people.keys())
        self.towns.update(sketch.towns)
        self.lead_towns.update(sketch.lead_towns)
        self.places.update(sketch.places)
        self.usual_names = _usual(self.usual_names, one.names, self.named_by, at_least=max(2.0, size / 2))
        self.usual_people = _usual(self.usual_people, one.people, self.people, at_least=size / 2)
        if sketch.day is not None:
            insort(self.days, sketch.day)
        if self.first is None or sketch.sort_key < self.first.sort_key:
            self.first = sketch
        if one.embedding is not None:
            self.embedding = one.embedding if self.embedding is None else self.embedding + one.embedding
            length = float(np.linalg.norm(self.embedding))
            self.meaning = self.embedding / length if length else self.embedding

    def _add_words(self, one: Weighed) -> None:
        """Add the weighed words to the sums; a story of one report shares its words and copies them with the second."""
        for name, unit in (("words", one.words), ("lead", one.lead), ("names", one.names)):
            sums: Unit = getattr(self, name)
            self.lengths[name] += 2.0 * dot(unit, sums) + (1.0 if unit else 0.0)
            if not self.members:
                setattr(self, name, unit)
                continue
            if len(self.members) == 1:
                sums = dict(sums)
                setattr(self, name, sums)
            for word, weight in unit.items():
                sums[word] = sums.get(word, 0.0) + weight

    def likeness(self, one: Weighed, name: str) -> float:
        """Return the cosine between a report and the middle of the story, by words, lead or names."""
        length = self.lengths[name]
        return dot(getattr(one, name), getattr(self, name)) / math.sqrt(length) if length > 0 else 0.0

    def nearest(self) -> list[Weighed]:
        """Return the members that a new report is compared with one by one."""
        return (
            self.members if len(self.members) <= MEMBERS_KEPT else self.members[:1] + self.members[1 - MEMBERS_KEPT :]
        )

    def days_from(self, day: int) -> int | None:
        """Return the days between a day and the nearest member in time, None when no member is dated."""
        at = bisect_left(self.days, day)
        return min((abs(day - other) for other in self.days[max(0, at - 1) : at + 1]), default=None)

    @property
    def founder(self) -> ArticleSketch:
        """The founding article: the earliest by publication, then by id."""
        if self.first is None:
            raise ValueError("a story without reports has no founder")
        return self.first

    @property
    def last_day(self) -> int | None:
        """The latest day on which a member was published, None when no member is dated."""
        return self.days[-1] if self.days else None


def dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the inner product of two weighed sets of words."""
    if len(left) > len(right):
        left, right = right, left
    return sum([left[word] * right[word] for word in left if word in right])


def _usual(
    before: Mapping[str, None], new: Mapping[str, float], counts: Mapping[str, int], *, at_least: float
) -> dict[str, None]:
    """Return the names that so many members have; only names of the new member can have become usual."""
    return {name: None for name in (*before, *(one for one in new if one not in before)) if counts[name] >= at_least}

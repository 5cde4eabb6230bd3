"""The stories still open and the index by which candidates are found, at a cost that does not grow with them."""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_left
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from dateline.group.middles import Middles
from dateline.group.open_story import OpenStory, Weighed
from dateline.model.story import Membership

SEARCH_WORDS = 40
"""With so many of its weightiest words an article looks for candidate stories."""
HOLDERS = 100
"""Of the stories that hold a word so many are looked at, those opened last: an article costs no more in a large archive
than in a small one."""


Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


class Holders:
    """The stories that hold one word, in the order they opened, and how much the word weighs in each."""

    __slots__ = ("numbers", "weights")

    def __init__(self) -> None:
        """Start with no story."""
        self.numbers = array("q")
        self.weights = array("d")

    def put(self, number: int, weight: float) -> None:
        """Note a story, for the first time or anew."""
        at = bisect_left(self.numbers, number) if self.numbers and self.numbers[-1] >= number else len(self.numbers)
        if at < len(self.numbers) and self.numbers[at] == number:
            self.weights[at] = weight
        else:
            self.numbers.insert(at, number)
            self.weights.insert(at, weight)

    def latest(self, most: int) -> tuple[Numbers, Floats]:
        """Return the stories that opened last, so many at most, and the weights of the word in them; copies."""
        return np.array(self.numbers[-most:], dtype=np.int64), np.array(self.weights[-most:])

    def remove(self, number: int) -> None:
        """Forget a story."""
        at = bisect_left(self.numbers, number)
        if at < len(self.numbers) and self.numbers[at] == number:
            del self.numbers[at], self.weights[at]


class Shelf:
    """All open stories with the index by which candidates are found."""

    def __init__(self) -> None:
        """Start empty."""
        self.stories: dict[int, OpenStory] = {}
        self._holders: dict[str, Holders] = defaultdict(Holders)
        self._lengths: dict[int, float] = {}
        self._silent_since: list[tuple[int, int]] = []
        self._middles = Middles()
        self.next_number = 0

    def open(self, number: int | None = None) -> OpenStory:
        """Open a story, under a number it had before or the next one."""
        story = OpenStory(self.next_number if number is None else number)
        self.stories[story.number] = story
        self.next_number = max(self.next_number, story.number + 1)
        return story

    def add(self, story: OpenStory, one: Weighed, reason: Membership, *, order: int) -> None:
        """Put a report into a story."""
        story.add(one, reason, order)
        for word in one.words:
            self._holders[word].put(story.number, story.words[word])
        self._lengths[story.number] = math.sqrt(story.lengths["words"])
        self._middles.put(story)
        if story.days and story.days[-1] == one.sketch.day:
            heapq.heappush(self._silent_since, (story.days[-1], story.number))

    def merge(self, kept: OpenStory, other: OpenStory) -> None:
        """Move all reports of one story into another."""
        self.close(other)
        for one, reason, order in zip(other.members, other.reasons, other.orders, strict=True):
            self.add(kept, one, reason, order=order)
        kept.former_ids |= other.former_ids

    def silent_before(self, day: int) -> list[OpenStory]:
        """Take from the queue the dated stories whose last report is older than a day, in the order they opened."""
        found: dict[int, OpenStory] = {}
        while self._silent_since and self._silent_since[0][0] < day:
            _, number = heapq.heappop(self._silent_since)
            story = self.stories.get(number)
            if story is not None and story.days[-1] < day:
                found[number] = story
        return [found[number] for number in sorted(found)]

    def close(self, story: OpenStory) -> None:
        """Take a story out: no report joins it any more."""
        del self.stories[story.number]
        self._middles.remove(story)
        self._lengths.pop(story.number, None)
        for word in story.words:
            self._holders[word].remove(story.number)
            if not self._holders[word].numbers:
                del self._holders[word]

    def candidates(self, one: Weighed, *, most: int) -> list[OpenStory]:
        """Return the open stories that share most of the report's weightiest words, then those nearest in meaning."""
        numbers, weights = [], []
        for word in heapq.nsmallest(SEARCH_WORDS, one.words, key=lambda word: (-one.words[word], word)):
            holders = self._holders.get(word)
            if holders is not None:
                latest, held = holders.latest(HOLDERS)
                numbers.append(latest)
                weights.append(held * one.words[word])
        found = dict.fromkeys(self._most_alike(numbers, weights, most) if numbers else ())
        if one.embedding is not None:
            found.update(dict.fromkeys(self._middles.nearest(one.embedding, most=most // 2)))
        return [self.stories[number] for number in found]

    def _most_alike(self, numbers: list[Numbers], weights: list[Floats], most: int) -> list[int]:
        """Add up what each story shares with a report, by the length of its words, and return the best numbers."""
        stories, places = np.unique(np.concatenate(numbers), return_inverse=True)
        shared = np.bincount(places, weights=np.concatenate(weights))
        alike = shared / np.array([self._lengths[number] for number in stories.tolist()])
        best = np.argsort(-alike, kind="stable")[:most]
        return [int(one) for one in stories[best]]

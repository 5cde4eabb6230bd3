"""What open stories mean: their mean embeddings as rows of one matrix, searched exactly."""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from dateline.group.open_story import OpenStory

ROWS = 20_000
"""So many stories, those opened last, are searched by meaning; older ones are found by their rare words."""
ROUNDED = 5
"""Places of a likeness that count, so that the order of rows decides nothing."""


class Middles:
    """The mean embeddings of the open stories; the row of a closed story is used again."""

    def __init__(self, *, rows: int = ROWS) -> None:
        """Start without rows; never hold more than so many."""
        self._most = rows
        self._rows = np.zeros((16, 0), dtype=np.float32)
        self._numbers: list[int | None] = []
        self._row_of: dict[int, int] = {}
        self._free: list[int] = []
        self._opened: list[int] = []

    def put(self, story: OpenStory) -> None:
        """Note the mean embedding of a story, for the first time or anew; when all rows are taken the oldest goes."""
        if story.meaning is None or (self._full() and story.number < self._oldest()):
            return
        if not self._numbers:
            self._rows = np.zeros((16, len(story.meaning)), dtype=np.float32)
        row = self._row_of.get(story.number)
        if row is None:
            row = self._new_row()
            heapq.heappush(self._opened, story.number)
        self._numbers[row], self._row_of[story.number] = story.number, row
        self._rows[row] = story.meaning

    def _full(self) -> bool:
        return not self._free and len(self._numbers) >= self._most

    def _oldest(self) -> int:
        """Return the number of the story that opened first among those with a row."""
        while self._opened[0] not in self._row_of:
            heapq.heappop(self._opened)
        return self._opened[0]

    def _new_row(self) -> int:
        if self._full():
            return self._row_of.pop(self._oldest())
        if self._free:
            return self._free.pop()
        if len(self._numbers) == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._numbers.append(None)
        return len(self._numbers) - 1

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
        likeness = np.round(self._rows[:used] @ embedding, ROUNDED)
        bar = np.partition(likeness, -most)[-most] if used > most else -2.0
        rows = np.flatnonzero(likeness >= bar)
        found = [(-float(likeness[row]), number) for row in rows if (number := self._numbers[int(row)]) is not None]
        return [number for _, number in sorted(found)[:most]]

"""Finding given words again in a visible text: the same characters, white space aside.

What another program made of a page (joined, trimmed, reordered) is laid over the page's own text, so that
the answer is places in the page and not that program's string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

_UNPRINTED = re.compile("[\u00ad\u200b\u2060\ufeff]")
_PROBE = 24
_SHORTEST = 3
_MISSES_ALLOWED = 400
_SPACES = np.frombuffer(" \t\n\r\x0b\x0c\xa0\u2028\u2029".encode("utf-32-le"), dtype=np.uint32)


class Aligner:
    """Marks in a visible text the characters of passages that are given one after the other."""

    def __init__(self, visible: str) -> None:
        codes = np.frombuffer(visible.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        self._positions = np.flatnonzero(~np.isin(codes, _SPACES))
        self._compact = codes[self._positions].tobytes().decode("utf-32-le", "surrogatepass")
        self._marked = np.zeros(len(self._compact) + 1, dtype=np.int32)
        self._cursor = 0
        self._misses = 0

    def mark(self, passage: str) -> bool:
        """Mark one passage; tell whether it was found.

        It is looked for behind the passage before it, then anywhere. A passage that stands there changed in the
        middle is marked from its first to its last characters, if these are not much farther apart than it is long.
        """
        wanted = _UNPRINTED.sub("", "".join(passage.split()))
        if len(wanted) < _SHORTEST or self._misses > _MISSES_ALLOWED:
            return False
        at = self._find(wanted)
        if at >= 0:
            self._keep(at, at + len(wanted))
            return True
        self._misses += 1
        return len(wanted) >= 2 * _PROBE and self._mark_between(wanted)

    def _find(self, wanted: str) -> int:
        at = self._compact.find(wanted, self._cursor)
        if at < 0:
            at = self._compact.find(wanted, 0, self._cursor + len(wanted))
        return at

    def _mark_between(self, wanted: str) -> bool:
        start = self._find(wanted[:_PROBE])
        if start < 0:
            return False
        limit = start + len(wanted) + len(wanted) // 2 + 2 * _PROBE
        end = self._compact.find(wanted[-_PROBE:], start, limit)
        if end < 0:
            return False
        self._keep(start, end + _PROBE)
        return True

    def _keep(self, start: int, end: int) -> None:
        self._marked[start] += 1
        self._marked[end] -= 1
        self._cursor = end

    def share_marked(self, starts: Iterable[int], ends: Iterable[int]) -> npt.NDArray[np.float64]:
        """Return for each place `[start, end)` of the visible text the share of its characters that are marked."""
        covered = np.cumsum(self._marked[:-1]) > 0
        sums = np.concatenate([[0], np.cumsum(covered)])
        low = np.searchsorted(self._positions, np.fromiter(starts, dtype=np.int64))
        high = np.searchsorted(self._positions, np.fromiter(ends, dtype=np.int64))
        share: npt.NDArray[np.float64] = (sums[high] - sums[low]) / np.maximum(high - low, 1)
        return share

    def marked_places(self) -> list[tuple[int, int]]:
        """Return the marked stretches as places of the visible text, joined where only white space parts them."""
        covered = (np.cumsum(self._marked[:-1]) > 0).astype(np.int8)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], covered, [0]]).astype(np.int8)))
        return [
            (int(self._positions[a]), int(self._positions[b - 1]) + 1)
            for a, b in zip(edges[::2], edges[1::2], strict=True)
        ]

"""Lay sentences out for the encoder: flat pieces, small groups of like length, windows for long ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.understand.wordforms import MOST_PIECES, WordTable

WINDOW = 254
"""Wordpieces the encoder reads at once, without its two signs for begin and end."""
MARGIN = 48
"""Wordpieces of context on either side of what a window answers for."""
GROUP = 288
"""Wordpieces that are encoded together: fewer waste calls, more fall out of the processor's cache."""
BEGIN, FINISH = 101, 102

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """Words [first, stop) are read together; words [own_first, own_stop) are answered for."""

    sentence: int
    first: int
    stop: int
    own_first: int
    own_stop: int


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """A group of windows as the encoder takes it; see training/encoder.py for the arrays."""

    windows: tuple[Window, ...]
    pieces: Ints
    places: Ints
    squares: Ints
    lengths: Ints
    back: Ints
    word_at: Ints
    """First flat piece of each answered word, window after window."""
    words: Ints
    """Number of each answered word in the text."""

    def layout(self) -> dict[str, Ints]:
        """The inputs that both graphs share."""
        return {"squares": self.squares, "lengths": self.lengths, "back": self.back}


def windows_of(sentences: Sequence[tuple[int, int]], counts: Ints) -> list[Window]:
    """One window per sentence, or several that overlap where a sentence is longer than the encoder reads."""
    ends = np.cumsum(counts, dtype=np.int64)
    found: list[Window] = []
    for number, (first, stop) in enumerate(sentences):
        if stop <= first:
            continue
        base = int(ends[first] - counts[first])
        if int(ends[stop - 1]) - base <= WINDOW:
            found.append(Window(number, first, stop, first, stop))
        else:
            found.extend(_overlapping(number, first, stop, ends[first:stop] - base))
    return found


def packed(windows: Sequence[Window], table: WordTable) -> Iterator[Packed]:
    """The windows in groups of like length, each ready for the encoder."""
    offsets = np.concatenate([[0], np.cumsum(table.counts, dtype=np.int64)])
    lengths = [int(offsets[window.stop] - offsets[window.first]) + 2 for window in windows]
    group: list[int] = []
    for number in sorted(range(len(windows)), key=lengths.__getitem__):
        if group and (len(group) + 1) * lengths[number] > GROUP:
            yield _pack([windows[member] for member in group], table, offsets)
            group = []
        group.append(number)
    if group:
        yield _pack([windows[member] for member in group], table, offsets)


def pooled(hidden: Floats, pack: Packed, table: WordTable) -> Floats:
    """The mean of each answered word's pieces, [words, width]."""
    means = hidden[pack.word_at]
    counts = table.counts[pack.words]
    for nth in range(1, int(counts.max(initial=1))):
        longer = np.flatnonzero(counts > nth)
        means[longer] += hidden[pack.word_at[longer] + nth]
    several = np.flatnonzero(counts > 1)
    means[several] /= counts[several, None]
    return means


def unit_means(hidden: Floats, pack: Packed) -> dict[int, Floats]:
    """The unit embedding of each sentence in the group; of a long sentence that of its first window."""
    found: dict[int, Floats] = {}
    begin = 0
    for window, length in zip(pack.windows, pack.lengths.tolist(), strict=True):
        if window.first == window.own_first:
            mean = hidden[begin : begin + length].mean(axis=0)
            found[window.sentence] = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
        begin += length
    return found


def _overlapping(number: int, first: int, stop: int, ends: NDArray[np.int64]) -> Iterator[Window]:
    step = WINDOW - 2 * MARGIN - MOST_PIECES
    own = first
    while own < stop:
        begin_piece = int(ends[own - first - 1]) if own > first else 0
        own_stop = max(own + 1, first + int(np.searchsorted(ends, begin_piece + step, side="right")))
        left = first + int(np.searchsorted(ends, begin_piece - MARGIN, side="right"))
        last_piece = int(ends[min(own_stop, stop) - first - 1])
        right = first + int(np.searchsorted(ends, last_piece + MARGIN, side="right"))
        yield Window(number, min(left, own), min(max(right, own_stop), stop), own, min(own_stop, stop))
        own = own_stop


def _pack(windows: list[Window], table: WordTable, offsets: NDArray[np.int64]) -> Packed:
    rows: list[Ints] = []
    word_at: list[NDArray[np.int64]] = []
    words: list[NDArray[np.int64]] = []
    begin = 0
    for window in windows:
        low, high = int(offsets[window.first]), int(offsets[window.stop])
        rows.append(np.concatenate([[BEGIN], table.pieces[low:high], [FINISH]]).astype(np.int32))
        word_at.append(offsets[window.own_first : window.own_stop] - low + begin + 1)
        words.append(np.arange(window.own_first, window.own_stop))
        begin += high - low + 2
    lengths = np.array([len(row) for row in rows], dtype=np.int32)
    longest = int(lengths.max())
    begins = np.cumsum(lengths) - lengths
    places = np.arange(begin) - np.repeat(begins, lengths)
    squares = np.minimum(begins[:, None] + np.arange(longest), begin - 1)
    back = np.repeat(np.arange(len(rows)) * longest, lengths) + places
    return Packed(
        windows=tuple(windows),
        pieces=np.concatenate(rows),
        places=places.astype(np.int32),
        squares=squares.astype(np.int32),
        lengths=lengths,
        back=back.astype(np.int32),
        word_at=np.concatenate(word_at).astype(np.int32),
        words=np.concatenate(words).astype(np.int32),
    )

"""The frozen encoder at work: words in, one vector per word and per wanted sentence out.

The graphs are handed in as callables, so that only syntax.py knows what runs them.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.understand.packing import packed, pooled, unit_means, windows_of
from dateline.understand.wordforms import WordTable

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Graph = Callable[[dict[str, NDArray[np.generic]]], list[Floats]]
WIDTH = 384


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Layers 2 and 4 of every word side by side [N, 768], and unit embeddings by sentence number."""

    words: Floats
    vectors: dict[int, Floats]


class Encoder:
    """Runs layers 1-4 on every sentence and layers 5-6 where an embedding is wanted."""

    def __init__(self, low: Graph, high: Graph) -> None:
        self._low = low
        self._high = high

    def encode(self, table: WordTable, sentences: Sequence[tuple[int, int]], *, embed: Collection[int] = ()) -> Encoded:
        """Encode the sentences of one text; `embed` names those whose embedding is wanted.

        The result depends on this text only: int8 scales are taken per group of sentences, so
        sentences of different texts never share a group.
        """
        words = np.zeros((len(table.counts), 2 * WIDTH), dtype=np.float32)
        vectors: dict[int, Floats] = {}
        windows = windows_of(sentences, table.counts)
        wanted = [window for window in windows if window.sentence in embed]
        for part, deep in ((wanted, True), ([w for w in windows if w.sentence not in embed], False)):
            for pack in packed(part, table):
                layout = pack.layout()
                second, fourth = self._low({"pieces": pack.pieces, "places": pack.places, **layout})
                words[pack.words, :WIDTH] = pooled(second, pack, table)
                words[pack.words, WIDTH:] = pooled(fourth, pack, table)
                if deep:
                    (sixth,) = self._high({"h4": fourth, **layout})
                    vectors.update(unit_means(sixth, pack))
        return Encoded(words, vectors)

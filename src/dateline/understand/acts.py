"""What kind of act a word may tell of, as a small trained head sees it: its inputs and the order of its answers.

Source: training/acts.py; what it was taught and how far it is right stands in the model card of the core.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.plover import TYPES

ACT_TYPES = tuple(sorted(TYPES))
"""The types in the order of the head's answers; behind them comes "no act"."""
ACT_WORDS = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
"""The parts of speech that are asked."""


def act_inputs(
    words: NDArray[np.float32], asked: NDArray[np.bool_], sentences: tuple[tuple[int, int], ...]
) -> dict[str, NDArray[Any]]:
    """The inputs of the head from encoder vectors [N, 768]: asked words, means of sentences, and which is whose.

    Each half (one layer of the encoder) is levelled to mean 0 and spread 1; the mean is that of the asked words.
    """
    chosen = np.flatnonzero(asked)
    halves = words[chosen].reshape(len(chosen), 2, -1)
    halves -= halves.mean(axis=2, keepdims=True)
    spread = np.einsum("nhd,nhd->nh", halves, halves) / halves.shape[2]
    halves /= np.sqrt(spread + 1e-5)[:, :, None]
    level = halves.reshape(len(chosen), -1)
    of_sentence = np.searchsorted([stop for _, stop in sentences], chosen, side="right")
    firsts = np.flatnonzero(np.diff(of_sentence, prepend=-1))
    lengths = np.diff(np.append(firsts, len(chosen)))
    means = np.add.reduceat(level, firsts, axis=0) / lengths[:, None].astype(np.float32)
    whose = np.repeat(np.arange(len(firsts)), lengths)
    return {"words": level, "means": means, "whose": whose}

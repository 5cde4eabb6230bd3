"""Where sentences begin: blank lines and ends of datelines by rule, the rest by a small trained splitter.

A single line break counts too, unless the line was only wrapped: it goes on in lower case after a
line without closing punctuation.
"""

import re
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.datelines import datelines_in

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Splitter = Callable[[Ints, Ints], Floats]
"""Hashed forms [N, 4] and gaps [N] to the probability that a sentence begins at each token."""

JOINED, BLANK, WIDE, BREAK = 0, 1, 2, 3
LONGEST = 180
"""Tokens after which a sentence is cut in any case: no grammar is that long, but page furniture is."""
_LOOSE, _LIKELY, _SURE = 0.15, 0.5, 0.97
_CLOSING = '.!?:;"”’)]'
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def gaps_before(text: str, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """What stands before each token (nothing, one blank, several, a line break) and the number of breaks, both [N]."""
    breaks = np.array([found.start() for found in _BREAK.finditer(text)], dtype=np.int32)
    gaps = np.full(len(starts), BREAK, dtype=np.int32)
    lines = np.zeros(len(starts), dtype=np.int32)
    if len(starts) > 1:
        lines[1:] = np.searchsorted(breaks, starts[1:]) - np.searchsorted(breaks, ends[:-1])
        gaps[1:] = np.where(lines[1:] > 0, BREAK, np.minimum(starts[1:] - ends[:-1], WIDE))
    return gaps, lines


def _probable(text: str, ends: Ints, begins: Floats, *, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a sentence begins as far as the splitter can tell [N].

    Edited prose ends its sentences with a sign, so there a beginning without one must be very sure;
    a text that often goes without inside its lines, such as chat, is taken as it comes.
    """
    likely = begins > 0.5
    closed = np.zeros(len(begins), dtype=bool)
    closed[1:] = [text[end - 1] in _CLOSING for end in ends[:-1].tolist()]
    open_ended = int((likely & inside & ~closed)[1:].sum())
    loose = open_ended > _LOOSE * (open_ended + int((likely & closed).sum()))
    return likely & (closed | (begins > (_LIKELY if loose else _SURE)))


def split(text: str, starts: Ints, ends: Ints, forms: Ints, splitter: Splitter) -> tuple[tuple[int, int], ...]:
    """Half-open token ranges of the sentences, which cover all tokens."""
    if len(starts) == 0:
        return ()
    gaps, lines = gaps_before(text, starts, ends)
    begins = splitter(forms, gaps)
    certain = _probable(text, ends, begins, inside=lines == 0)
    certain |= lines > 1
    for token in np.flatnonzero(lines == 1).tolist():
        certain[token] = not (text[starts[token]].islower() and text[ends[token - 1] - 1] not in _CLOSING)
    for _, end in datelines_in(text):
        # "OSLO, May 2 (NTB) - Thousands marched": the place is not the one that marches.
        certain[min(int(np.searchsorted(starts, np.int32(end))), len(starts) - 1)] = True
    certain[0] = True
    bounds = [*np.flatnonzero(certain).tolist(), len(starts)]
    found: list[tuple[int, int]] = []
    for first, stop in pairwise(bounds):
        while stop - first > LONGEST:
            cut = first + LONGEST // 2 + int(np.argmax(begins[first + LONGEST // 2 : first + LONGEST]))
            found.append((first, cut))
            first = cut
        found.append((first, stop))
    return tuple(found)

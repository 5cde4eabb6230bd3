"""What the core knows about a word before it sees its sentence: wordpieces and hashed outer form.

The encoder reads lower-cased pieces only, so capitals, endings and beginnings are handed to the heads
as four hashed numbers; the tagger of names also gets what tables know of the word. Everything is
remembered per word form, so a text costs one look-up per token.
"""

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SHAPES, ENDINGS, BEGINNINGS, FORMS = 500, 4000, 1500, 8000
"""Sizes of the four hashed tables; the trained heads depend on them."""
CLASSES = (
    "country", "in country", "demonym", "big town", "town", "in town", "place head", "given", "family", "title",
    "body head", "body end", "actor", "in actor", "calendar", "small",
)  # fmt: skip
"""What a table may know of a single word, by bit; the tagger of names weighs it."""
MOST_PIECES = 10
"""Wordpieces that are read of one token: the rest of a long address says nothing about grammar."""

Ints = NDArray[np.int32]
PieceCutter = Callable[[list[str]], list[list[int]]]

_RUNS = re.compile(r"(.)\1{2,}", re.DOTALL)
_REMEMBERED = 60_000


class WordTable(NamedTuple):
    """The words of a text as arrays: hashed forms and classes [N, 5], number of pieces [N], the pieces in a row."""

    forms: Ints
    counts: Ints
    pieces: Ints

    def part(self, first: int, stop: int) -> "WordTable":
        """The table of words [first, stop)."""
        if first == 0 and stop == len(self.counts):
            return self
        before = int(self.counts[:first].sum())
        inside = int(self.counts[first:stop].sum())
        return WordTable(self.forms[first:stop], self.counts[first:stop], self.pieces[before : before + inside])


def outer_form(word: str) -> tuple[int, int, int, int]:
    """The four hashed numbers of a word: shape, ending, beginning, lower-cased form."""
    lower = word.lower()
    return (
        _bucket("s" + shape(word), SHAPES),
        _bucket("e" + lower[-3:], ENDINGS),
        _bucket("b" + word[:2], BEGINNINGS),
        _bucket("f" + lower, FORMS),
    )


def shape(word: str) -> str:
    """The word with letters as X and x, digits as 9, and no more than three alike in a row."""
    signs = "".join(
        "9" if sign.isdigit() else "X" if sign.isupper() else "x" if sign.isalpha() else sign for sign in word[:40]
    )
    return _RUNS.sub(r"\1\1\1", signs)


class WordForms:
    """Remembers pieces and outer form of every word form seen; `cut` gives the pieces of new words.

    `classes` holds the bits of CLASSES by word in lower case.
    Reading the same words always gives the same numbers, whatever was read before.
    """

    def __init__(self, cut: PieceCutter, *, unknown: int, classes: Mapping[str, int] | None = None) -> None:
        self._cut = cut
        self._classes = classes or {}
        self._unknown = unknown
        self._forget()

    def _forget(self) -> None:
        self._number: dict[str, int] = {}
        self._forms: Ints = np.zeros((1024, 5), dtype=np.int32)
        self._pieces: Ints = np.zeros((1024, MOST_PIECES), dtype=np.int32)
        self._counts: Ints = np.zeros(1024, dtype=np.int32)

    def look_up(self, words: Sequence[str]) -> WordTable:
        """The table of the words, in their order."""
        if len(self._number) > _REMEMBERED:
            self._forget()
        number = self._number
        new = [word for word in dict.fromkeys(words) if word not in number]
        if new:
            self._learn(new)
        rows = np.fromiter(map(number.__getitem__, words), dtype=np.int64, count=len(words))
        counts = self._counts[rows]
        used = np.arange(MOST_PIECES, dtype=np.int32) < counts[:, None]
        return WordTable(self._forms[rows], counts, self._pieces[rows][used])

    def _learn(self, words: list[str]) -> None:
        first = len(self._number)
        while first + len(words) > len(self._counts):
            self._forms = np.concatenate([self._forms, np.zeros_like(self._forms)])
            self._pieces = np.concatenate([self._pieces, np.zeros_like(self._pieces)])
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
        for row, (word, cut) in enumerate(zip(words, self._cut(words), strict=True), start=first):
            pieces = cut[:MOST_PIECES] or [self._unknown]
            self._number[word] = row
            self._forms[row, :4] = outer_form(word)
            self._forms[row, 4] = self._classes.get(word.lower(), 0)
            self._pieces[row, : len(pieces)] = pieces
            self._counts[row] = len(pieces)


def _bucket(text: str, size: int) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % size

"""Words of a text as names and titles are built from them: their places, and the keys that they are looked up by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from itertools import accumulate, compress
from operator import itemgetter
from typing import NamedTuple, overload

from dateline.lexicon.tables import word_set

# Most words are plain ones before a blank or a comma, which the first half finds sooner.
_WORD = re.compile(r"([a-zA-Z]++(?![^ ,\n])|[^\W_]+(?:[.'’&/+][^\W_]+)*\.?\+?)")
_POSSESSIVE = re.compile(r"['’][sS]$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|[^\W\d_]\.")
_SPELLINGS = (("isation", "ization"), ("defence", "defense"), ("centre", "center"), ("labour", "labor"))
_ABBREVIATED = word_set(
    "mr mrs ms dr prof gen lt col maj capt sgt adm rev sen rep gov hon st brig cmdr det insp supt jr sr"
)
_MOST_FORMS_KEPT = 100_000


class Word(NamedTuple):
    """A word with its place in the text; `key` is lower case without dots, possessive and spelling variants."""

    start: int
    end: int
    text: str
    key: str


class Words:
    """All words of a text in columns; a `Word` is made when one is asked for, since most never are."""

    __slots__ = ("_forms", "keys", "starts")

    def __init__(self, raw: list[str], starts: list[int]) -> None:
        """`raw` are the words as they were cut, `starts` where they begin."""
        self.starts = starts
        known = list(map(_known.__getitem__, raw))
        self._forms: list[str] = list(map(_FORM, known))
        self.keys: list[str] = list(map(_KEY, known))

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.starts)

    def __iter__(self) -> Iterator[Word]:
        """All of them in text order."""
        return map(self.__getitem__, range(len(self.starts)))

    @overload
    def __getitem__(self, number: int) -> Word: ...

    @overload
    def __getitem__(self, number: slice) -> list[Word]: ...

    def __getitem__(self, number: int | slice) -> Word | list[Word]:
        """One word, or several in a row."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self.starts)))]
        form, start = self._forms[number], self.starts[number]
        return Word(start, start + len(form), form, self.keys[number])

    def form(self, number: int) -> str:
        """How a word is written."""
        return self._forms[number]

    def end(self, number: int) -> int:
        """Where a word ends."""
        return self.starts[number] + len(self._forms[number])

    def among(self, keys: Container[str]) -> list[int]:
        """The numbers of the words with one of these keys."""
        return list(compress(range(len(self.keys)), map(keys.__contains__, self.keys)))

    def forms(self) -> set[str]:
        """All the words, as they are written."""
        return set(self._forms)

    def written(self, forms: Container[str]) -> list[int]:
        """The numbers of the words that are written so."""
        return list(compress(range(len(self._forms)), map(forms.__contains__, self._forms)))

    def at(self, start: int) -> int | None:
        """The number of the word that begins at a place of the text, or None."""
        number = bisect_left(self.starts, start)
        return number if number < len(self.starts) and self.starts[number] == start else None

    def until(self, end: int) -> int | None:
        """The number of the word that ends at a place of the text, or None."""
        number = bisect_left(self.starts, end) - 1
        return number if number >= 0 and self.end(number) == end else None


def words_of(text: str) -> Words:
    """All words of a text; hyphens part words, a possessive ending and a full stop are not taken in."""
    # Gaps and words in turn, so that the length of what stands before tells where each begins: no match objects.
    pieces = _WORD.split(text)
    return Words(pieces[1::2], list(accumulate(map(len, pieces)))[:-1:2])


class Covered:
    """Which places of a text are taken by names."""

    def __init__(self, text: str, taken: Iterable[tuple[int, int]] = ()) -> None:
        """`taken` are the places [start, end) that are taken from the beginning."""
        self._places = bytearray(len(text))
        for start, end in taken:
            self.take(start, end)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether nothing of a stretch is taken."""
        return self._places.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Take a stretch."""
        self._places[start:end] = b"\1" * (end - start)


class _Known(dict[str, tuple[str, str]]):
    """Form and key of a word as it was cut, found out when first asked for; a dictionary answers soonest."""

    def __missing__(self, raw: str) -> tuple[str, str]:
        if len(self) >= _MOST_FORMS_KEPT:
            self.clear()
        form = _bare(raw)
        found = self[raw] = form, word_key(form)
        return found


def _bare(form: str) -> str:
    """A word as it was cut, without the full stop of a sentence and the ending of a genitive."""
    if form.endswith(".") and not _INITIALS.fullmatch(form) and form[:-1].lower() not in _ABBREVIATED:
        form = form[:-1]
    return form[:-2] if ("'" in form or "’" in form) and _POSSESSIVE.search(form) else form


_known = _Known()
_FORM, _KEY = itemgetter(0), itemgetter(1)


def word_key(form: str) -> str:
    """The form under which a single word is looked up."""
    key = form.lower().replace("’", "'").replace(".", "")
    for british, american in _SPELLINGS:
        if british in key:
            key = key.replace(british, american)
    return key

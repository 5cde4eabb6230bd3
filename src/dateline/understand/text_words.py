"""Words of a text as names and titles are built from them: their places, and the keys that they are looked up by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from itertools import accumulate
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

    __slots__ = ("_distinct", "_raw", "keys", "starts")

    def __init__(self, raw: list[str], starts: list[int]) -> None:
        """`raw` are the words as they were cut, `starts` where they begin."""
        self._raw = raw
        self.starts = starts
        self._distinct: set[str] = set()
        self.keys = [key for _, key in map(_forms.__getitem__, raw)]

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._raw)

    def __iter__(self) -> Iterator[Word]:
        """All of them in text order."""
        return map(self.__getitem__, range(len(self._raw)))

    @overload
    def __getitem__(self, number: int) -> Word: ...

    @overload
    def __getitem__(self, number: slice) -> list[Word]: ...

    def __getitem__(self, number: int | slice) -> Word | list[Word]:
        """One word, or several in a row."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self._raw)))]
        bare, key = _forms[self._raw[number]]
        start = self.starts[number]
        return Word(start, start + len(bare), bare, key)

    def end(self, number: int) -> int:
        """Where a word ends."""
        return self.starts[number] + len(_forms[self._raw[number]][0])

    def among(self, keys: Container[str]) -> list[int]:
        """The numbers of the words with one of these keys."""
        return [number for number, key in enumerate(self.keys) if key in keys]

    def forms(self) -> set[str]:
        """All the words, as they are written."""
        return {_forms[one][0] for one in self._different()}

    def written(self, forms: Container[str]) -> list[int]:
        """The numbers of the words that are written so."""
        cut = {one for one in self._different() if _forms[one][0] in forms}
        return [number for number, one in enumerate(self._raw) if one in cut] if cut else []

    def _different(self) -> set[str]:
        if not self._distinct:
            self._distinct.update(self._raw)
        return self._distinct

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


class _Forms(dict[str, tuple[str, str]]):
    """Words with their bare form and key, found out when first asked for; a dictionary answers soonest."""

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= _MOST_FORMS_KEPT:
            self.clear()
        found = self[word] = _form_and_key(word)
        return found


_forms = _Forms()


def _form_and_key(form: str) -> tuple[str, str]:
    if form.endswith(".") and not _INITIALS.fullmatch(form) and form[:-1].lower() not in _ABBREVIATED:
        form = form[:-1]
    if ("'" in form or "’" in form) and _POSSESSIVE.search(form):
        form = form[:-2]
    return form, word_key(form)


def word_key(form: str) -> str:
    """The form under which a single word is looked up."""
    key = form.lower().replace("’", "'").replace(".", "")
    for british, american in _SPELLINGS:
        if british in key:
            key = key.replace(british, american)
    return key

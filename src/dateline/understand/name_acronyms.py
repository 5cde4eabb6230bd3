"""Acronyms in brackets and the words before them: bodies in full length, kinds that agree; what names nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.lexicon.roles import role_of
from dateline.lexicon.tables import read_table

_BRACKETED = re.compile(r" \( ?([A-Z][A-Za-z&.-]{1,9}) ?\)")
_STOPS = re.compile(r"[\n;:()\"“”\[\]]|[.!?] | [-–—] ?,?|, the ")
_SIGHT = 130


def is_plain_acronym(exact: str) -> bool:
    """Tell whether an acronym names no body: PCR, GDP, NGO."""
    return exact in _plain_acronyms()


def is_plain_word(exact: str) -> bool:
    """Tell whether a word with a capital names nothing when it stands alone: the Court, the North."""
    return exact in _plain_words()


@lru_cache(maxsize=1)  # asked for twice in turn for the same text
def explained(text: str) -> tuple[tuple[int, int, str], ...]:
    """Long forms that stand before their acronym: (start, end, acronym).

    >>> text = "Aid of the National Union of Farmers with Tractors of Peru (NUFTOP) came."
    >>> [text[start:end] for start, end, _ in explained(text)]
    ['National Union of Farmers with Tractors of Peru']
    """
    return tuple(_long_forms(text))


def _long_forms(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _BRACKETED.finditer(text):
        start = None if is_plain_acronym(found[1]) else _long_form(text, found.start(), found[1])
        if start is not None and not _is_somebody(text[start : found.start()]):
            yield start, found.start(), found[1]


def _is_somebody(long_form: str) -> bool:
    """ "Member of Parliament (MP)" is no body."""
    first = long_form.split()[0].lower()
    role = role_of(first)
    return first == "member" or (role is not None and role.klass in ("office", "title", "spokesperson", "person"))


def common_acronyms(text: str) -> frozenset[str]:
    """Acronyms that the text itself explains by words written small: "bulk rapid kits (BRK)"."""
    return frozenset(_explained_small(text))


def kinds_by_long_form(text: str, names: Iterable[tuple[int, int, str]]) -> dict[str, str]:
    """The kinds of acronyms in brackets behind their long form; `names` are (start, end, kind)."""
    kinds = {end: (start, kind) for start, end, kind in names}
    found: dict[str, str] = {}
    for start, end, acronym in explained(text):
        name = kinds.get(end)
        if name is not None and name[0] <= start:
            found[acronym] = name[1]
    return found


def _long_form(text: str, stop: int, acronym: str) -> int | None:
    """Where the words begin that make the acronym: each letter in order, the first at the beginning of a word."""
    letters = [sign for sign in acronym.lower() if sign.isalnum()]
    begin = max(0, stop - _SIGHT)
    begin = max([begin, *(found.end() for found in _STOPS.finditer(text, begin, stop))])
    at = stop
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= begin and not (
            text[at].lower() == letters[number] and (number or at == 0 or not text[at - 1].isalnum())
        ):
            at -= 1
        if at < begin:
            return None
    words = re.split(r"[\s-]+", text[at:stop])
    capitals = sum(word[:1].isupper() for word in words)
    fits = text[at].isupper() and 2 <= len(words) <= min(len(letters) + 6, 2 * len(letters) + 2)
    return at if fits and len(letters) > 1 and capitals >= max(2, len(letters) // 2) else None


def _explained_small(text: str) -> Iterator[str]:
    for found in _BRACKETED.finditer(text):
        acronym = found[1].rstrip("s")
        letters = [sign.lower() for sign in acronym if sign.isalpha()]
        words = re.split(r"[\s-]+", text[max(0, found.start() - 90) : found.start()].strip())[-len(letters) :]
        if len(letters) > 1 and all(word.islower() for word in words) and [word[0] for word in words] == letters:
            yield found[1]


@lru_cache(maxsize=1)
def _plain_acronyms() -> frozenset[str]:
    return frozenset(row["acronym"] for row in read_table("plain_acronyms.tsv"))


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("plain_words.tsv"))

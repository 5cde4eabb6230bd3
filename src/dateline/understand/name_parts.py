"""The parts of a person's name: when two names are one person's, and when a name is a surname alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dateline.lexicon.tables import read_table, word_set

_GENERATIONS = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_SON_OF = word_set("bin ibn bint ben")
_BEFORE_SURNAMES = word_set("de del della di du da dos das do von der den ter bin ibn el la van al")
_QUOTES = frozenset('"“”`')
_NICKNAME = re.compile(r""" (?:``|["“']) ?[^ "“”`']+ ?(?:''|["”']) """)
_MAY_BE_FIRST_NAMES = word_set("Van Al Di La Ben")


@lru_cache(maxsize=20_000)
def parts_of(exact: str) -> tuple[str, ...]:
    """The words of a name, without "Jr." and the like.

    >>> parts_of("Piet Jansen Jr.")
    ('Piet', 'Jansen')
    >>> parts_of("Piet “Pim” Jansen")
    ('Piet', 'Jansen')
    """
    if not _QUOTES.isdisjoint(exact):
        exact = _NICKNAME.sub(" ", exact)
    parts = tuple(exact.split())
    return parts[:-1] if len(parts) > 2 and parts[-1] in _GENERATIONS else parts


@lru_cache(maxsize=20_000)
def plain_key(part: str) -> str:
    """A word of a name without case, accents, dots and hyphens, for comparison."""
    plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower()
    return plain.replace(".", "").replace("-", " ") or part.lower()


@lru_cache(maxsize=20_000)
def is_full_name(exact: str) -> bool:
    """Whether a name has more than a surname: "Ana Ruiz", not "Ruiz" and not "De Graaf"."""
    return not is_surname_alone(parts_of(exact))


def is_surname_alone(parts: tuple[str, ...]) -> bool:
    """Whether words are a surname without a first name: one word, or words of descent before one.

    >>> is_surname_alone(("De", "Graaf")), is_surname_alone(("Van", "Morrison")), is_surname_alone(("van", "Dam"))
    (True, False, True)
    """
    return all(one.lower() in _BEFORE_SURNAMES and one not in _MAY_BE_FIRST_NAMES for one in parts[:-1])


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, as keys of their words, are one person's: with or without middle names, long or short.

    "Suu Kyi" is Aung San Suu Kyi, Bob Jansen is Robert Jansen; but who is called the son of somebody is not he.
    """
    short, long = sorted((one, other), key=len)
    if len(short) > 1 and long[-len(short) :] == short:
        before = long[: -len(short)]
        return not (before and before[-1] in _SON_OF)
    if len(short) == len(long):
        return len(short) > 1 and short[1:] == long[1:] and is_short_for(short[0], long[0])
    initial = short[0] == long[0] or (len(short[0]) == 1 and long[0].startswith(short[0]))
    return initial and all(part in long or len(part) == 1 for part in short[1:])


def is_short_for(one: str, other: str) -> bool:
    """Whether one first name, in lower case, is a short form of the other: Bob and Robert, either way."""
    return other in _short_forms().get(one, ()) or one in _short_forms().get(other, ())


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, tuple[str, ...]]:
    return {row["name"].lower(): tuple(row["short"].lower().split()) for row in read_table("nicknames.tsv")}

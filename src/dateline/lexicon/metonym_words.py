"""Words that tell a government from the city or building in which it sits (metonym_words.tsv beside this file)."""

from __future__ import annotations

from functools import lru_cache

from dateline.lexicon.tables import read_table


def metonym_words(kind: str) -> frozenset[str]:
    """The words of one kind, as lemmas: city_noun, state_noun, place_verb …

    >>> "airport" in metonym_words("city_noun"), "policy" in metonym_words("state_noun")
    (True, True)
    """
    return _by_kind()[kind]


def body_seated_in(name: str) -> tuple[str, str] | None:
    """The name of the body of several states that a city stands for when it acts, and the state it lies in.

    >>> body_seated_in("Brussels")
    ('European Union', 'BEL')
    """
    return _body_seats().get(name)


@lru_cache(maxsize=1)
def _body_seats() -> dict[str, tuple[str, str]]:
    return {row["name"]: (row["body"], row["state"]) for row in read_table("body_seats.tsv")}


@lru_cache(maxsize=1)
def _by_kind() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["words"].split()) for row in read_table("metonym_words.tsv")}

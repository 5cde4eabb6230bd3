"""Titles, offices and words for organs and groups of people, with their sector, from roles.tsv beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class Role:
    """What a title or a common noun says about somebody.

    klass: office, spokesperson, person (single people), title, honorific, modifier (words around a title),
    organ (a body of a state), people (a group).
    """

    words: str
    klass: str
    sector: str | None
    canonical: str


_RANKS = frozenset(("major", "general", "private", "captain", "marshal", "gen", "maj", "sen", "rep", "col", "mp", "pm"))
_LONG_RANKS = {
    "sen": "senator", "rep": "representative", "congressman": "representative", "congresswoman": "representative",
    "gov": "governor", "gen": "general", "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant",
    "maj": "major", "adm": "admiral", "cmdr": "commander", "amb": "ambassador",
}  # fmt: skip
_LESSER_RANKS = {
    "deputy": "deputy", "assistant": "assistant", "lieutenant": "lieutenant", "lt": "lieutenant",
    "press": "press",
}  # fmt: skip
LONGEST_ROLE = 6
"""The number of words of the longest role in the table, rounded up."""


@lru_cache(maxsize=50_000)
def role_of(words: str) -> Role | None:
    """The role that these words name, in any case and with or without dots and hyphens; None for other words.

    >>> role_of("Foreign Minister").canonical, role_of("Secretary of State").canonical
    ('foreign minister', 'foreign minister')
    """
    # "a Psychology major", "in general", "a private visit": as ranks these words bear a capital.
    return None if words in _RANKS else _roles().get(_key(words))


def rank_of(words: str) -> str:
    """The last word of a title, written out: whom an article calls "Gov." is "the governor".

    >>> rank_of("Lt. Gov."), rank_of("prime minister")
    ('lieutenant governor', 'minister')
    """
    key = _key(words)
    first, last = key.partition(" ")[0], key.rpartition(" ")[2]
    last = _LONG_RANKS.get(last, last)
    lesser = _LESSER_RANKS.get(first) if " " in key else None
    # The lieutenant governor is not "the governor", but the lieutenant general is "the general".
    return f"{lesser} {last}" if lesser and (lesser != "lieutenant" or last == "governor") else last


@lru_cache(maxsize=8)
def role_endings(*klasses: str) -> frozenset[str]:
    """The last words, in lower case, of all roles of these classes: a quick test before role_of."""
    return frozenset(key.split()[-1] for key, role in _roles().items() if role.klass in klasses and key)


@lru_cache(maxsize=50_000)
def may_end_role(word: str) -> bool:
    """Tell whether any role ends with this word: a quick test before role_of.

    >>> may_end_role("Minister"), may_end_role("table")
    (True, False)
    """
    return _key(word).rpartition(" ")[2] in _last_words()


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    return frozenset(key.rpartition(" ")[2] for key in _roles())


def _key(words: str) -> str:
    return " ".join(words.lower().replace("-", " ").replace(".", "").replace("’", "'").split())


@lru_cache(maxsize=1)
def _roles() -> dict[str, Role]:
    found: dict[str, Role] = {}
    for row in read_table("roles.tsv"):
        for words in row["words"].split("|"):
            role = Role(words, row["class"], row["sector"] or None, row["canonical"] or words)
            found.setdefault(_key(words), role)
    return found

"""What a word means for comparing reports: forms of one verb, and words of one sense, have one key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.lexicon.tables import read_table
from dateline.lexicon.verb_forms import forms_of
from dateline.lexicon.words import stem

_ENDINGS = ("ation", "ment", "ing", "ed", "er", "or", "ion", "ly", "al", "e")
"""Endings that do not change what a word is about, tried one after the other."""
SHORTEST = 4
"""So many letters must be left when an ending is taken off."""
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")


@lru_cache(maxsize=100_000)
def sense(word: str) -> str:
    """Return the key of a word: that of its line in the table, else the word without its endings.

    >>> sense("killed") == sense("deaths"), sense("derailed") == sense("derailment"), sense("quake") == sense("fire")
    (True, True, False)
    """
    plain = stem(word)
    if plain.endswith("men") and len(plain) > len("women"):
        plain = plain[:-2] + "an"
    known = _by_form()
    for form in (word.lower(), plain):
        if form in known:
            return known[form]
    root = _root(plain)
    return _by_root().get(root, root)


def _root(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            break
    return _DOUBLED.sub(r"\1", word)


def _lines() -> Iterator[tuple[list[str], list[str]]]:
    for row in read_table("same_words.tsv"):
        yield row["verbs"].split(), row["others"].split()


@lru_cache(maxsize=1)
def _by_form() -> dict[str, str]:
    found: dict[str, str] = {}
    for verbs, others in _lines():
        key = "=" + (verbs or others)[0]
        forms = [form for verb in verbs for form in (verb, *forms_of(verb))]
        for form in (*forms, *others):
            found.setdefault(form, key)
            found.setdefault(stem(form), key)
    return found


@lru_cache(maxsize=1)
def _by_root() -> dict[str, str]:
    found: dict[str, str] = {}
    for form, key in _by_form().items():
        if len(form) > SHORTEST:
            found.setdefault(_root(form), key)
    return found

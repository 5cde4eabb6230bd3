"""Nouns that mean people, by their endings."""

from __future__ import annotations

from functools import lru_cache

from dateline.lexicon.plover import people_words

_NOT_PEOPLE = people_words("no people")
_SINGULAR = ("ist", "man", "woman", "eer", "ian", "ster", "ee")
_PLURAL = ("ers", "ors")


@lru_cache(maxsize=20_000)
def looks_human(word: str, lemma: str) -> bool:
    """Guess from its ending that a noun means people ("worshippers", "deserters", "columnist")."""
    if lemma.endswith(_SINGULAR) and len(lemma) > 4:
        return lemma not in _NOT_PEOPLE
    return word != lemma and word.endswith(_PLURAL) and lemma not in _NOT_PEOPLE

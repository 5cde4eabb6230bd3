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


@lru_cache(maxsize=1)
def _by_kind() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["words"].split()) for row in read_table("metonym_words.tsv")}

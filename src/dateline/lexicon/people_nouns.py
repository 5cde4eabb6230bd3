"""Common nouns for people who can speak, think and act, from people_nouns.tsv beside this file."""

from __future__ import annotations

from functools import lru_cache

from dateline.lexicon.tables import read_table


@lru_cache(maxsize=1)
def people_nouns() -> frozenset[str]:
    """Nouns of trade, of a stage or tie of life, of a cause, and words for many, in lower case and the singular."""
    return frozenset(word for row in read_table("people_nouns.tsv") for word in row["words"].split())

"""Words that tell what kind of source a phrase names, from source_words.tsv beside this file."""

from __future__ import annotations

from functools import lru_cache

from dateline.lexicon.tables import read_table

_IN_NAMES = frozenset({"outlet_name", "paper_title", "paper_article"})


@lru_cache(maxsize=1)
def source_words() -> dict[str, frozenset[str]]:
    """The words of each kind of source: agency, outlet, official, witness, document, anonymous, other.

    `outlet_name` are capitalised words in the names of papers and stations, `paper_title` those that stand alone for
    a paper ("the Post"), `paper_article` foreign articles in front of such names.
    """
    return {row["kind"]: frozenset(row["words"].split()) for row in read_table("source_words.tsv")}


@lru_cache(maxsize=1)
def kind_by_word() -> dict[str, str]:
    """The kind of source that a plain word names; the kind written first in the table wins."""
    found: dict[str, str] = {}
    for kind, words in source_words().items():
        if kind not in _IN_NAMES:
            for word in words:
                found.setdefault(word, kind)
    return found

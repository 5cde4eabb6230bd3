"""Words that mean one act, thing or sort of people in the reports of a story: meet, meeting, summit."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.lexicon.tables import read_table

_ENDINGS = (
    (re.compile(r"(?<=[a-z]{3})i[sz](?:ation|ing|ed|e)$"), "ize"),
    (re.compile(r"(?<=[a-z]{3})(?:ns|nd)(?:ion|ing)?$"), "nd"),
    (re.compile(r"(?<=[a-z]{4})(?:ation|ating|ate|ator)$"), "at"),
    (re.compile(r"(?<=[a-z]{4})ment$"), ""),
    (re.compile(r"(?<=[a-z]{4}[st])ion$"), ""),
    (re.compile(r"(?<=[a-z]{3})ing$"), ""),
    (re.compile(r"(?<=[a-z]{4})al$"), ""),
)
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@cache
def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table("word_families.tsv"):
        for word in row["words"].split():
            found.setdefault(word, row["family"])
    return found


@lru_cache(maxsize=50_000)
def family_of(lemma: str) -> str:
    """Name the family of a noun or verb in dictionary form: from the table, else by its root.

    >>> family_of("summit"), family_of("meet"), family_of("recount") == family_of("recounting")
    ('meeting', 'meeting', True)
    """
    lower = lemma.lower()
    known = _table().get(lower)
    if known:
        return known
    for ending, instead in _ENDINGS:
        root, changed = ending.subn(instead, lower)
        if changed:
            root = _DOUBLED.sub(r"\1", root)
            return _table().get(root) or _table().get(f"{root}e") or root.removesuffix("e")
    return lower.removesuffix("e")

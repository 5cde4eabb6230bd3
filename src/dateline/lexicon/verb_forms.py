"""The forms of English verbs: irregular ones from a table, the others by how the verb ends."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.lexicon.tables import read_table, word_set

_DOUBLED = word_set(
    "abet abhor acquit admit airdrop allot annul appal begin commit compel concur confer control debar defer deter",
    "disbar dispel eavesdrop emit equip excel expel extol forbid forget offset outfit overrun quiz unban undercut",
    "upset wiretap",
    "handicap hobnob incur infer instil kidnap occur omit outgun outwit overlap patrol permit prefer program propel",
    "rebel rebut recur refer regret repel submit transfer transmit worship zigzag",
)
"""Verbs of several syllables whose last consonant is doubled."""
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bdfgklmnprtvz]")
_HISSED = re.compile(r"(?:s|x|z|ch|sh)$")


def forms_of(verb: str) -> tuple[str, ...]:
    """The forms of a verb beside its dictionary form: third person, past, participle (if another), with -ing.

    >>> forms_of("carry"), forms_of("stop")
    (('carries', 'carried', 'carrying'), ('stops', 'stopped', 'stopping'))
    >>> forms_of("withdraw"), forms_of("free")
    (('withdraws', 'withdrew', 'withdrawn', 'withdrawing'), ('frees', 'freed', 'freeing'))
    """
    stem = verb + verb[-1] if verb in _DOUBLED or _SHORT.fullmatch(verb) else verb
    after_consonant = verb.endswith("y") and verb[-2:-1] not in "aeiou"
    third = (stem if verb == "quiz" else verb) + (
        "es" if _HISSED.search(verb) or verb in ("go", "do", "forgo", "undergo", "veto", "undo") else "s"
    )
    third = verb[:-1] + "ies" if after_consonant else third
    past = verb[:-1] + "ied" if after_consonant else verb + "d" if verb.endswith("e") else stem + "ed"
    if verb.endswith("ie"):
        acting = verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        acting = verb[:-1] + "ing"
    else:
        acting = stem + "ing"
    irregular = _irregular().get(verb, (past, past))
    special = {"be": "is", "have": "has"}.get(verb, third)
    return tuple(dict.fromkeys((special, *irregular, acting)))


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, str]]:
    return {row["verb"]: (row["past"], row["participle"]) for row in read_table("irregular_verbs.tsv")}

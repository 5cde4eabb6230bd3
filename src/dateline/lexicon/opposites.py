"""Words that say the contrary of one another, by their sense."""

from __future__ import annotations

from functools import lru_cache

from dateline.lexicon.same_words import sense
from dateline.lexicon.tables import read_table
from dateline.lexicon.verb_forms import forms_of


def _forms(word: str) -> tuple[str, ...]:
    """A word with its irregular forms, which no ending tells: break, broke, broken; adjectives have none that occur."""
    return (word, *forms_of(word))


@lru_cache(maxsize=1)
def _contraries() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("opposites.tsv"):
        left, right = (
            {sense(form) for word in row[side].split() for form in _forms(word)} for side in ("left", "right")
        )
        for one in left:
            found.setdefault(one, set()).update(right - left)
        for one in right:
            found.setdefault(one, set()).update(left - right)
    return {one: frozenset(others) for one, others in found.items()}


def contraries_of(one: str) -> frozenset[str]:
    """The senses that say the contrary of a sense.

    >>> from dateline.lexicon.same_words import sense
    >>> sense("shut") in contraries_of(sense("open")), contraries_of(sense("bridge"))
    (True, frozenset())
    """
    return _contraries().get(one, frozenset())

"""The bounds of a number: what its qualifiers make of it.

The rules are those of the table "Bounds of figures" in docs/record.md; a test checks every row of it.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from dateline.lexicon.quantities import qualifiers

_WORD_START = re.compile(r"(?<![\w.])(?<!\w')[\w.][\w'.]*|[<>~]=?")
_LONGEST = 5
"""Words of the longest qualifier ("less than or equal to")."""
_HANDED = re.compile(r"\b(?:hand|turn|knock|roll|sign|tak)(?:s|ed|ing|e|es|en)? \Z|\btook \Z", re.I)
SIGHT = 38
"""How far before a number its qualifier can begin."""


def bounds(kind: str, value: float, *, whole: bool) -> tuple[float | None, float | None, bool]:
    """Low, high and whether they are vague, for a qualifier kind; `whole` for counts of whole things.

    >>> bounds("above", 160, whole=True), bounds("nearly", 10_000, whole=True)
    ((161, None, False), (9000, 9999, True))
    """
    step = 1 if whole else 0
    if kind == "above":
        return plain(math.floor(value) + 1 if whole else value), None, False
    if kind == "least":
        return plain(value), None, False
    if kind == "below":
        return None, plain(math.ceil(value) - 1 if whole else value), False
    if kind == "most":
        return None, plain(value), False
    if kind == "nearly":
        low, high = 0.9 * value, value - step
    elif kind == "just_over":
        low, high = value + step, 1.25 * value
    elif kind == "about":
        low, high = 0.9 * value, 1.1 * value
    else:
        return plain(value), plain(value), False
    low, high = sorted((low, high))
    if whole:
        low, high = min(math.ceil(low - 1e-9), high), max(math.floor(high + 1e-9), low)
    return plain(round(low, 6)), plain(round(high, 6)), True


def words_before(shadow: str, start: int) -> tuple[str | None, int, str]:
    """The longest qualifier that ends right before a place: its kind, where it begins, its words."""
    before = qualifiers()[0]
    if not start or shadow[start - 1] not in " \n-<>=~":
        return None, start, ""
    first = max(0, start - SIGHT)
    stripped = shadow[first:start].rstrip(" \n-")
    if not stripped.lower().endswith(_endings()):
        return None, start, ""  # no qualifier ends so: it need not be taken apart into words
    for found in [*_WORD_START.finditer(stripped)][-_LONGEST:]:
        words = " ".join(stripped[found.start() :].lower().split())
        if words in before and (found.start() or not first):
            if words == "top" and not stripped[: found.start()].endswith(("s ", "toll ", "dead ")):
                continue  # "the top 10"; "deaths top 10" is a verb
            if words == "over" and _HANDED.search(stripped, 0, found.start()):
                return None, start, ""  # "handed over 95 prisoners"
            return before[words], first + found.start(), words
    return None, start, ""


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    """The last words of all qualifiers that stand before a number."""
    return tuple({words.split()[-1] for words in qualifiers()[0]})


def plain(value: float) -> float:
    """Whole numbers as such."""
    return int(value) if value == int(value) else value

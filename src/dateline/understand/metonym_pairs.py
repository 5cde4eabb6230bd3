"""Two capitals in a row: Oslo-Lima talks are of governments, an Oslo-Lima train is of towns."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.lexicon.metonym_words import metonym_words

_PAIRED_BEFORE = re.compile(r"\b[A-Z][\w.]+(?:[-–/]| [-–/] )\Z")
_PAIRED = re.compile(r"(?:[-–/]| [-–/] )[A-Z][\w.]+(?: [A-Z]\w+)?")
_BETWEEN = re.compile(r"\b([a-z]+)\s+between\s+(?:the\s)?(?:[A-Z][\w.]+(?: [A-Z][\w.]+)?\s+and\s+)?(?:the\s)?\Z")
_LONGEST_BETWEEN = 60
_SHARED = ("relation", "side_noun", "state_noun")
_PAIR_OF = re.compile(r"(?: [a-z]+){1,2}")


class Reading(NamedTuple):
    """Whether the government is meant (None: neither it nor the place), how surely, and why.

    `either` says of None that it may be one or the other.
    """

    acts: bool | None
    confidence: float
    why: str
    either: bool = False


def relation_of_pair(text: str, start: int, end: int) -> Reading | None:
    """The noun behind "Oslo-Lima": talks are of governments, trains of towns."""
    other = _PAIRED.match(text, end)
    if other is None and not _PAIRED_BEFORE.search(text, max(0, start - 24), start):
        return None
    found = _PAIR_OF.match(text, other.end() if other else end)
    nouns = [word.removesuffix("s") for word in found[0].split()] if found else []
    relation = next((noun for noun in nouns if noun in metonym_words("relation")), None)
    if relation is not None:
        return Reading(True, 0.7, f"one of a pair in {relation}")
    if " " in (text[end : end + 1] if other else text[start - 1 : start]):
        return None  # "Moscow - Kyiv ..." may be a dash
    return Reading(False, 0.6, "one end of a row")


def divided_or_joined(text: str, start: int) -> Reading | None:
    """What two capitals share: "the divides between Oslo and Lima", whatever the grammar takes "divides" for."""
    found = _BETWEEN.search(text, max(0, start - _LONGEST_BETWEEN), start)
    if found is None:
        return None
    shared = found[1] if any(found[1] in metonym_words(kind) for kind in _SHARED) else found[1].removesuffix("s")
    if not any(shared in metonym_words(kind) for kind in _SHARED):
        return None
    return Reading(True, 0.7, f"one of two in {shared}")

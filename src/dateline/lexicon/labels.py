"""Words that name the same people or acts from different sides: protesters, rioters; government, regime."""

from __future__ import annotations

import re
from functools import cache

from dateline.lexicon.tables import read_table
from dateline.lexicon.words import alternatives

_IRREGULAR = {"man": "men", "youth": "youths", "people": "people", "person": "persons"}


@cache
def label_pattern() -> re.Pattern[str]:
    """Return one pattern for all labels, singular and plural, longest first."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(_forms())})(?![\w-])", re.IGNORECASE)


def thing_of(label: str) -> tuple[str, str] | None:
    """Return what a label stands for and its dictionary form, or None when it is not in the table.

    >>> thing_of("Rioters")
    ('people in the streets', 'rioter')
    """
    return _forms().get(" ".join(label.lower().split()))


@cache
def loaded_labels() -> frozenset[str]:
    """Return the dictionary forms that take a side; a thing that only neutral words name shows no difference."""
    return frozenset(row["label"] for row in read_table("labels.tsv") if row["tone"] == "loaded")


@cache
def _forms() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for row in read_table("labels.tsv"):
        for form in (row["label"], _plural(row["label"])):
            found.setdefault(form, (row["thing"], row["label"]))
    return found


def _plural(label: str) -> str:
    first, _, last = label.rpartition(" ")
    for one, many in _IRREGULAR.items():
        if last.endswith(one):
            return f"{first} {last.removesuffix(one)}{many}".strip()
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return f"{first} {last[:-1]}ies".strip()
    if last.endswith(("s", "people", "men")):
        return label
    return f"{label}{'es' if last.endswith(('ch', 'sh', 'x')) else 's'}"

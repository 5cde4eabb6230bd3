# ruff: noqa: E501 - the regexes read better whole
"""Plurals that rise and fall to a bare number: "claims dropped to 210,000"."""

from __future__ import annotations

import re

from dateline.lexicon.quantities import counted

_CHANGED = re.compile(
    r"\b([A-Za-z]{3,}s)(?: [a-z]+ly| have| had)? (?:fell|fallen|rose|risen|dropped|climbed|jumped|declined|increased|decreased|grew|grown|shrank|slipped|surged"
    r"|soared|plunged|dipped|swelled|dwindled|doubled|halved|tripled)(?: [a-z]+ly)? to \Z"
)
_PREPOSITION = re.compile(r"\b(?:of|from|in|by|at|for|with|on|to|and)\b")
_WORTH = frozenset(
    (
        *(
            "shares",
            "prices",
            "stocks",
            "yields",
            "futures",
            "bonds",
            "profits",
            "revenues",
            "exports",
            "imports",
            "costs",
        ),
        *("losses", "earnings", "reserves", "rates", "temperatures", "temps", "points", "levels", "wages", "incomes"),
        *("sales", "bonuses", "deposits", "loans", "debts", "assets", "holdings", "ratings", "averages", "markets"),
        *(
            "takings",
            "receipts",
            "premiums",
            "rents",
            "fees",
            "taxes",
            "tariffs",
            "fines",
            "budgets",
            "is",
            "was",
            "has",
        ),
    )
)
"""Plurals that rise and fall in money or on a scale: a bare number behind counts nothing."""


def plural_that_changed(shadow: str, first: int, start: int) -> tuple[str, str] | None:
    """What "claims dropped to 210,000" counts: the plural that begins the sentence, unless its worth is told: it and its class."""
    changed = _CHANGED.search(shadow, max(first, start - 60), start)
    if changed is None or _PREPOSITION.search(shadow, first, changed.start()):
        return None
    table, plural = counted(), changed[1].lower()
    told = table["noun"].get(plural) or table["actor"].get(plural) or ("" if plural in _WORTH else plural)
    return (plural, told) if told and told != "-" else None

"""Who does what to whom, counted as articles come and go, so that no page has to count events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from dateline.storage import shelf_tables as t

_Key = tuple[str, ...]
_COUNTED = "acts = acts + excluded.acts, scored = scored + excluded.scored, goldstein = goldstein + excluded.goldstein"
_TOTAL = (
    "INSERT INTO dyad(actor, recipient, acts, scored, goldstein)"
    f" VALUES (:actor, :recipient, :acts, :scored, :goldstein) ON CONFLICT DO UPDATE SET {_COUNTED}"
)
_WEEK = (
    "INSERT INTO dyad_week(actor, recipient, week, acts, scored, goldstein)"
    f" VALUES (:actor, :recipient, :week, :acts, :scored, :goldstein) ON CONFLICT DO UPDATE SET {_COUNTED}"
)


def week_of(day: str | None) -> str | None:
    """The Monday of a day's week, None for what is no day.

    >>> week_of("2026-11-22")
    '2026-11-16'
    """
    try:
        found = date.fromisoformat(day or "")
        return (found - timedelta(days=found.weekday())).isoformat()
    except (ValueError, OverflowError):
        return None


def acts_in(connection: sa.Connection, number: int) -> list[dict[str, Any]]:
    """Return the event rows of an article."""
    query = sa.select(t.event_row).where(t.event_row.c.article_number == number)
    return [dict(row) for row in connection.execute(query).mappings()]


def count_acts(connection: sa.Connection, rows: Iterable[Mapping[str, Any]], *, sign: int) -> None:
    """Count asserted acts between two known actors in (sign 1) or out (-1), in all and by week."""
    rows = list(rows)
    _add(connection, _TOTAL, rows, sign, lambda row: ())
    count_weeks(connection, rows, sign=sign)


def count_weeks(connection: sa.Connection, rows: Iterable[Mapping[str, Any]], *, sign: int) -> None:
    """Count acts in or out by week only; undated ones are left out."""
    dated = [row for row in rows if week_of(row["day"]) is not None]
    _add(connection, _WEEK, dated, sign, lambda row: (week_of(row["day"]) or "",))


def _add(connection: sa.Connection, order: str, rows: Iterable[Mapping[str, Any]], sign: int, further: Any) -> None:
    sums: dict[_Key, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for row in rows:
        actor, recipient = row["actor"], row["recipient"]
        if actor and recipient and actor != recipient and row["modality"] == "asserted":
            counted = sums[actor, recipient, *further(row)]
            counted[0] += sign
            if row["goldstein"] is not None:
                counted[1] += sign
                counted[2] += sign * row["goldstein"]
    names = ("actor", "recipient", "week")
    values = [
        {**dict(zip(names, key, strict=False)), "acts": acts, "scored": scored, "goldstein": total}
        for key, (acts, scored, total) in sums.items()
    ]
    if values:
        connection.execute(sa.text(order), values)

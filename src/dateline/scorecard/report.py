"""The scorecard in words: as lines for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.scorecard.nouns import (
    COUNT,
    MEGABYTES,
    MILLISECONDS,
    RATE,
    RATIO,
    BestKnown,
    Card,
    Measure,
    Skipped,
    Table,
)

SCHEMA = 1
"""The number of the JSON's shape; it rises when a field changes name, type or meaning."""


def as_json(card: Card) -> dict[str, Any]:
    """The card as plain values; values are shares of 1 unless `form` says otherwise, None is "nothing to measure"."""
    return {
        "schema": SCHEMA,
        "version": card.version,
        "limit": card.limit,
        "seconds": round(card.seconds, 1),
        "machine": card.machine,
        "tables": [
            {
                "task": table.task,
                "about": card.titles.get(table.task, ""),
                "set": table.set,
                "size": table.size,
                "seconds": round(table.seconds, 1),
                "notes": list(table.notes),
                "measures": [_measure(one) for one in table.measures],
            }
            for table in card.tables
        ],
        "skipped": [{"task": one.task, "set": one.set, "why": one.why, "failed": one.failed} for one in card.skipped],
    }


def _measure(one: Measure) -> dict[str, Any]:
    return {
        "key": one.key,
        "words": one.words,
        "value": None if one.value is None else round(one.value, 6),
        "form": one.form,
        "of": one.of,
        "beside": [
            {"system": other.system, "figure": other.figure, "part": other.part, "source": other.source}
            for other in one.beside
        ],
    }


def from_json(values: dict[str, Any]) -> Card:
    """The card again from what as_json made, so that a kept one can be shown as a page."""
    if values.get("schema") != SCHEMA:
        raise ValueError(f"the scorecard has schema {values.get('schema')}, and {SCHEMA} is read")
    tables = tuple(
        Table(
            task=one["task"],
            set=one["set"],
            size=one["size"],
            notes=tuple(one["notes"]),
            seconds=one["seconds"],
            measures=tuple(
                Measure(
                    key=measure["key"],
                    words=measure["words"],
                    value=measure["value"],
                    form=measure["form"],
                    of=measure["of"],
                    beside=tuple(BestKnown(**other) for other in measure["beside"]),
                )
                for measure in one["measures"]
            ),
        )
        for one in values["tables"]
    )
    return Card(
        version=values["version"],
        tables=tables,
        skipped=tuple(Skipped(**one) for one in values["skipped"]),
        limit=values["limit"],
        seconds=values["seconds"],
        machine=values["machine"],
        titles={one["task"]: one["about"] for one in values["tables"]},
    )


def brought_up_to_date(old: Card, new: Card) -> Card:
    """The old card with the tables that were scored anew; what the new run did not ask for stays as it was."""
    scored = {(one.task, one.set): one for one in new.tables}
    kept = [scored.pop((one.task, one.set), one) for one in old.tables]
    tables = (*kept, *scored.values())
    there = {(one.task, one.set) for one in tables}
    skipped = {(one.task, one.set): one for one in (*old.skipped, *new.skipped)}
    return replace(
        new,
        tables=tables,
        skipped=tuple(one for key, one in skipped.items() if key not in there or one.failed),
        limit=new.limit or old.limit,
        seconds=sum(one.seconds for one in tables),
        titles=old.titles | new.titles,
    )


def shown(value: float | None, form: str) -> str:
    """A value as people read it.

    >>> shown(0.8421, "share"), shown(3.0, "count"), shown(None, "share")
    ('.842', '3', '–')
    """
    if value is None:
        return "–"
    if form == COUNT:
        return f"{value:,.0f}"
    if form == RATIO:
        return f"{value:.2f}"
    if form == RATE:
        return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
    if form == MILLISECONDS:
        return f"{value:.2f} ms"
    if form == MEGABYTES:
        return f"{value:,.0f} MB"
    return f"{value:.3f}".removeprefix("0")


def as_lines(table: Table) -> Iterator[str]:
    """One table for a terminal: our figure, over how much, and the others' figures."""
    yield f"{table.task} · {table.set}: {table.size} ({table.seconds:.0f} s)"
    width = max((len(one.words) for one in table.measures), default=0)
    for one in table.measures:
        others = "; ".join(f"{other.system} {shown(other.figure, one.form)} ({other.part})" for other in one.beside)
        line = f"  {one.words:{width}} {shown(one.value, one.form):>9}"
        line += f"  {one.of}" if one.of else ""
        yield line + (f"  | {others}" if others else "")
    yield from (f"  {note}" for note in table.notes)


def as_line(one: Skipped) -> str:
    """One skipped set for a terminal."""
    return f"{one.task} · {one.set}: skipped, {one.why}"

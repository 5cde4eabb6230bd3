"""How figures are scored against `gold/figures`, ours and those of other libraries alike; needs nothing but Python.

A figure found belongs to the gold figure over whose words it lies. It is right in its interval when both bounds are
exact (null is open), and right altogether when what is counted is right too; a share or measure, which counts nothing,
is right by its unit. Optional figures are neither rewarded nor missed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NEAR = 1e-4
"""Bounds may differ by this part of the number, as shares in per cent do by rounding."""


@dataclass(frozen=True)
class Found:
    """A figure that a system found: where it stands, its bounds, its unit, and what is counted."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None


Reader = Callable[[dict[str, Any]], list[Found]]


def parts(gold: Path) -> list[Path]:
    """The parts of the gold that are there: first, second."""
    return sorted(folder for folder in gold.iterdir() if (folder / "gold.jsonl").is_file())


def rows(part: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each text of a part with its figures."""
    gold = {row["id"]: row["figures"] for row in map(json.loads, (part / "gold.jsonl").open(encoding="utf-8"))}
    for row in map(json.loads, (part / "corpus.jsonl").open(encoding="utf-8")):
        yield row, gold[row["id"]]


def score(part: Path, reader: Reader, *, show: bool = False) -> dict[str, float]:
    """Precision, recall and F1 of the interval, and of interval and what is counted together."""
    wanted = made = intervals = whole = 0
    for row, gold in rows(part):
        found, used = reader(row), set[int]()
        for one in gold:
            best = _over(one, found, used)
            if best is not None:
                used.add(best)
            if one["optional"]:
                continue
            wanted += 1
            made += best is not None
            exact = best is not None and interval_right(one, found[best])
            right = exact and best is not None and counted_right(one, found[best])
            intervals, whole = intervals + exact, whole + right
            if show and not right:
                ours = found[best] if best is not None else None
                print(f"  {row['id']}: {one['exact']!r} is {_short(one)}, ours {ours}")
        for number, one_more in enumerate(found):
            if number not in used:
                made += 1
                if show:
                    print(f"  {row['id']}: {row['text'][one_more.start : one_more.end]!r} is none, found {one_more}")
    return {"figures": wanted, "found": made, **_rates("interval", intervals, made, wanted),
            **_rates("interval_and_counted", whole, made, wanted)}  # fmt: skip


def _over(gold: dict[str, Any], found: list[Found], used: set[int]) -> int | None:
    start, end = gold["span"]
    lying = [n for n, one in enumerate(found) if n not in used and one.start < end and start < one.end]
    return max(lying, key=lambda n: interval_right(gold, found[n]), default=None)


def interval_right(gold: dict[str, Any], found: Found) -> bool:
    """Whether both bounds are those of the gold."""
    return _near(gold["low"], found.low) and _near(gold["high"], found.high)


def counted_right(gold: dict[str, Any], found: Found) -> bool:
    """Whether what is counted is right, or the unit, where nothing is counted."""
    if gold["counted"] is None or gold["unit"] is not None:
        return found.unit in (gold["unit"], *gold.get("unit_also", []))
    return found.counted in (gold["counted"], *gold["counted_also"])


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= NEAR * max(1.0, abs(one))


def _short(gold: dict[str, Any]) -> tuple[Any, ...]:
    return gold["low"], gold["high"], gold["unit"], gold["counted"]


def _rates(name: str, right: int, made: int, wanted: int) -> dict[str, float]:
    precision, recall = right / max(1, made), right / max(1, wanted)
    both = 2 * precision * recall / (precision + recall) if right else 0.0
    return {f"{name}_precision": round(precision, 4), f"{name}_recall": round(recall, 4), f"{name}_f1": round(both, 4)}

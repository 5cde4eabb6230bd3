"""Figures against gold of ours, of whatever system found them.

Standard library alone, so that other libraries can be scored with it in environments of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.scorecard.faults import around, unpaired

NEAR = 1e-4
"""Bounds may differ by this part of the number, as shares in per cent do by rounding."""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure that a system found: where it stands, its bounds, its unit, and what is counted."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None


def pairs_of(found: Sequence[Found], gold: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pair each figure of the gold with a free one that lies over its words, best one with the right bounds."""
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    for number, mark in enumerate(gold):
        start, end = mark["span"]
        lying = [n for n, one in enumerate(found) if n not in used and one.start < end and start < one.end]
        best = max(lying, key=lambda n: bounds_right(mark, found[n]), default=None)
        if best is not None:
            used.add(best)
            pairs.append((number, best))
    return pairs


def compare(
    found: Sequence[Found], gold: Sequence[dict[str, Any]], *, text: str = "", faults: Counter[str] | None = None
) -> Counter[str]:
    """Count the figures of one text: found, with both bounds right, with what is counted right, with both.

    A mark that is `optional` counts neither way; `counted_also` and `unit_also` list answers that are right as well.
    """
    faults = Counter() if faults is None else faults
    places = [(one["span"][0], one["span"][1]) for one in gold]
    counts: Counter[str] = Counter(ours=len(found), gold=len(gold))
    free = {number for number, one in enumerate(gold) if one.get("optional")}
    counts.update(gold=-len(free), optional=len(free))
    pairs = pairs_of(found, gold)
    faults.update(unpaired(pairs, places, [(one.start, one.end) for one in found], text))
    for a, b in pairs:
        if a in free:
            counts["ours"] -= 1
            continue
        bounds, counted = bounds_right(gold[a], found[b]), counted_right(gold[a], found[b])
        counts.update(found=1, bounds=int(bounds), counted=int(counted), both=int(bounds and counted))
        words = text[found[b].start : found[b].end]
        if not bounds:
            wanted = f"{gold[a].get('low')} {gold[a].get('high')}"
            faults[f"bounds {words!r} gold {wanted} ours {found[b].low} {found[b].high}"] += 1
        if not counted:
            wanted = f"{gold[a].get('counted')} {gold[a].get('unit')}"
            said = f"{found[b].counted} {found[b].unit}"
            faults[f"counted {words!r} gold {wanted} ours {said} in {around(text, places[a])}"] += 1
    return counts


def bounds_right(gold: dict[str, Any], found: Found) -> bool:
    """Whether both bounds are those of the gold; open ends are equal to open ends."""
    return same(found.low, gold.get("low")) and same(found.high, gold.get("high"))


def counted_right(gold: dict[str, Any], found: Found) -> bool:
    """Whether what is counted is right, or the unit where nothing is counted or it is money."""
    if gold.get("counted") is None or gold.get("unit") is not None:
        return found.unit in (gold.get("unit"), *(gold.get("unit_also") or ()))
    return found.counted in (gold["counted"], *(gold.get("counted_also") or ()))


def same(ours: float | None, gold: float | None) -> bool:
    """Equal within rounding."""
    if ours is None or gold is None:
        return ours is gold
    return abs(ours - gold) <= NEAR * max(1.0, abs(gold))

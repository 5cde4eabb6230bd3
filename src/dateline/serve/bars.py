"""Where the range bars of a claim's answers stand on one shared axis; geometry only, the page draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

MARGIN = 6.0
POINT = 0.8
LOG_FROM = 25.0
Bounds = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in per cent of the axis; an open end runs to the edge."""

    x: float
    width: float
    point: bool
    open_low: bool
    open_high: bool


def bars(bounds: Sequence[Bounds]) -> list[Bar | None]:
    """Place intervals on one axis; None for an interval without any bound.

    The axis runs over all known ends with a margin; it is logarithmic where they differ more than 25-fold.
    """
    ends = [end for pair in bounds for end in pair if end is not None]
    if not ends:
        return [None for _ in bounds]
    least, most = min(ends), max(ends)
    bent = least > 0 and most / least > LOG_FROM

    def place(value: float) -> float:
        if most == least:
            return 50.0
        share = math.log(value / least) / math.log(most / least) if bent else (value - least) / (most - least)
        return MARGIN + share * (100 - 2 * MARGIN)

    return [_bar(low, high, place(low) if low is not None else 0.0, place(high) if high is not None else 100.0)
            if low is not None or high is not None else None for low, high in bounds]  # fmt: skip


def _bar(low: float | None, high: float | None, left: float, right: float) -> Bar:
    point = low is not None and low == high
    if right < left:
        left, right = right, left
    width = max(right - left, POINT)
    return Bar(round(left, 2), round(width, 2), point, low is None, high is None)

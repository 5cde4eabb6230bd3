"""When two figures agree: their intervals touch, vague ones with a margin of a tenth."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dateline.model.annotation import Figure

MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive bounds; an open end is infinite."""

    low: float
    high: float
    approx: bool = False

    @classmethod
    def of(cls, figure: Figure) -> Bounds:
        """Take the bounds of a figure."""
        low = -math.inf if figure.low is None else figure.low
        high = math.inf if figure.high is None else figure.high
        return cls(low, high, figure.approx)

    @property
    def middle(self) -> float:
        """The middle of the bounds, or the closed end where one is open."""
        if math.isinf(self.low):
            return self.high
        return self.low if math.isinf(self.high) else (self.low + self.high) / 2

    def touches(self, other: Bounds) -> bool:
        """Tell whether both figures can hold; a vague one also holds a tenth beyond its bounds.

        >>> Bounds(2000, 9999, True).touches(Bounds(2001, 2500, True)), Bounds(2, 2).touches(Bounds(3, 3))
        (True, False)
        """
        ours, theirs = (MARGIN if one.approx else 0.0 for one in (self, other))
        return self.low * (1 - ours) <= other.high * (1 + theirs) and other.low * (1 - theirs) <= self.high * (1 + ours)


def in_words(figure: Figure) -> str:
    """Say a figure's bounds in words.

    >>> shown(161), shown(1234.5)
    ('161', '1,234.5')
    """
    low, high, unit = figure.low, figure.high, f" {figure.unit}" if figure.unit else ""
    vague = "about " if figure.approx and low is not None and high is not None else ""
    if low is None and high is None:
        return figure.exact
    if high is None and low is not None:
        return f"at least {shown(low)}{unit}"
    if low is None and high is not None:
        return f"at most {shown(high)}{unit}"
    if low == high and low is not None:
        return f"{vague}{shown(low)}{unit}"
    return f"{vague}{shown(low or 0)} to {shown(high or 0)}{unit}"


def shown(number: float) -> str:
    """Write a number with thousands apart, whole numbers without a decimal point."""
    return f"{int(number):,}" if float(number).is_integer() else f"{number:,.10g}"

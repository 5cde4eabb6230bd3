"""When two figures agree: their intervals touch, vague ones with a margin of a tenth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.tables import read_table
from dateline.model.annotation import Figure

MARGIN = 0.1


OTHER_UNIT = 0.05
"""Measures told in other units are rounded: each holds so much beyond its bounds."""
_LOOSE = frozenset({"degree", "F", "C"})


@lru_cache(maxsize=1)
def _scales() -> dict[str, tuple[str, float]]:
    return {row["unit"]: (row["base"], float(row["factor"])) for row in read_table("unit_scales.tsv")}


def base_of(unit: str | None) -> tuple[str | None, float]:
    """Return the unit in which measures of this kind are compared, and how many of it one is.

    >>> base_of("km"), base_of("USD")
    (('m', 1000.0), ('USD', 1.0))
    """
    return _scales().get(unit, (unit, 1.0)) if unit else (None, 1.0)


def units_fit(left: str | None, right: str | None) -> bool:
    """Tell whether two base units may be one: "253 degrees" may be Fahrenheit.

    >>> units_fit("degree", "F"), units_fit("USD", "EUR")
    (True, False)
    """
    return left == right or ("degree" in (left, right) and {left, right} <= _LOOSE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive bounds in the base unit; an open end is infinite; `unit` is the one that was printed."""

    low: float
    high: float
    approx: bool = False
    unit: str | None = None

    @classmethod
    def of(cls, figure: Figure) -> Bounds:
        """Take the bounds of a figure."""
        factor = base_of(figure.unit)[1]
        low = -math.inf if figure.low is None else figure.low * factor
        high = math.inf if figure.high is None else figure.high * factor
        return cls(low, high, figure.approx, figure.unit)

    @property
    def middle(self) -> float:
        """The middle of the bounds, or the closed end where one is open."""
        if math.isinf(self.low):
            return self.high
        return self.low if math.isinf(self.high) else (self.low + self.high) / 2

    @property
    def is_open(self) -> bool:
        """Whether one end is open."""
        return math.isinf(self.low) or math.isinf(self.high)

    def touches(self, other: Bounds) -> bool:
        """Tell whether both figures can hold; a vague one also holds a tenth beyond its bounds.

        >>> Bounds(2000, 9999, True).touches(Bounds(2001, 2500, True)), Bounds(2, 2).touches(Bounds(3, 3))
        (True, False)
        """
        ours, theirs = (MARGIN if one.approx else 0.0 for one in (self, other))
        if base_of(self.unit)[1] != base_of(other.unit)[1]:
            ours, theirs = max(ours, OTHER_UNIT), max(theirs, OTHER_UNIT)
        return self.low * (1 - ours) <= other.high * (1 + theirs) and other.low * (1 - theirs) <= self.high * (1 + ours)

    def same(self, other: Bounds) -> bool:
        """Tell whether both are the same number, the one perhaps as "about" so many."""
        near = abs(self.middle - other.middle) <= 0.001 * abs(self.middle)
        return near and self.touches(other) and not (math.isinf(self.middle) or math.isinf(other.middle))


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

"""Where the intervals of a claim's answers stand on a chart by day and report; geometry only, the page draws them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

TOP, BOTTOM = 12, 132
"""The plot reaches from here to there, in pixels from the top of the chart."""
LEFT, RIGHT = 13.0, 98.0
"""The plot reaches from here to there, in per cent of the chart's width; left of it stand the numbers of the axis."""
LOG_FROM = 25.0
"""The axis is logarithmic where the known ends differ so many times."""
TINY = 1e-9
"""Values so near to one another, or to nothing, are not told apart."""
DAY_GAP = 0.7
"""Between two days stands so much of a bar's room."""
LABEL_APART = 13.0
"""Two labels of days need so many per cent of the width."""
AT_ONE_FROM = 4
"""So many reports at one are worth a chart: that nobody differs is to be seen."""
BARS_AT_MOST = 24
"""More bars are too narrow for a phone: reports that give one figure for one day then share a bar."""
NAMED_AT_MOST = 3
"""So few bars have room for the names of their outlets, on a phone too."""
ARROW = 18
"""An open end needs so many pixels beyond the highest or lowest known end."""


@dataclass(frozen=True, slots=True)
class Interval:
    """What one report answers: inclusive bounds (None: open), the day it holds for ("" where not told), its report."""

    low: float | None
    high: float | None
    approx: bool
    day: str
    """Sorts as the days do."""
    day_words: str
    number: int
    name: str
    words: str
    reports: int = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: x in per cent of the width, top and bottom in pixels; an open end runs to the edge of the plot."""

    x: float
    top: float
    bottom: float
    open_low: bool
    open_high: bool
    approx: bool
    label: str

    @property
    def is_point(self) -> bool:
        """Tell whether the answer is one number."""
        return self.top == self.bottom and not (self.open_low or self.open_high)


@dataclass(frozen=True, slots=True)
class Tick:
    """A number of the axis with its height in pixels."""

    y: float
    value: float


@dataclass(frozen=True, slots=True)
class Day:
    """A day below the chart: the room of its bars in per cent; without words where there is no room for them."""

    left: float
    right: float
    words: str

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round((self.left + self.right) / 2, 2)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of intervals with its text alternative."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    days: tuple[Day, ...]
    alternative: str


def chart(answers: Iterable[Interval]) -> Chart | None:
    """Lay answers out by day, then report; None where there is one value only and few who give it."""
    drawn = sorted(_distinct(answers), key=lambda one: (one.day or "~", one.number))
    if not drawn or (len({(one.low, one.high) for one in drawn}) < 2 and len(drawn) < AT_ONE_FROM):
        return None
    if len(drawn) > BARS_AT_MOST:
        drawn = _joined(drawn)
    ends = [end for one in drawn for end in (one.low, one.high) if end is not None]
    axis = _Axis.over(
        ends,
        top=TOP + ARROW * any(one.high is None for one in drawn),
        bottom=BOTTOM - ARROW * any(one.low is None for one in drawn),
    )
    places, days = _places(drawn)
    named = len(drawn) <= NAMED_AT_MOST
    return Chart(
        bars=tuple(_bar(one, x, axis, named=named) for one, x in zip(drawn, places, strict=True)),
        ticks=tuple(Tick(axis.y(value), value) for value in axis.ticks()),
        days=days,
        alternative=_alternative(drawn),
    )


def _distinct(answers: Iterable[Interval]) -> list[Interval]:
    """Each report's answers that have a bound, the same one once."""
    kept = (one for one in answers if one.low is not None or one.high is not None)
    return list({(one.low, one.high, one.approx, one.day, one.number): one for one in kept}.values())


def _joined(answers: Sequence[Interval]) -> list[Interval]:
    """Put reports that give the same figure for the same day into one bar, in the place of the first."""
    joined: dict[tuple[float | None, float | None, bool, str], Interval] = {}
    for one in answers:
        same = (one.low, one.high, one.approx, one.day)
        known = joined.get(same)
        joined[same] = replace(known, reports=known.reports + 1) if known else one
    return list(joined.values())


@dataclass(frozen=True, slots=True)
class _Axis:
    """The axis of values, upwards."""

    least: float
    most: float
    step: float
    bent: bool
    top: float
    bottom: float

    @classmethod
    def over(cls, ends: Sequence[float], *, top: float, bottom: float) -> _Axis:
        least, most = min(ends), max(ends)
        if least > TINY and most / least > LOG_FROM:
            return cls(least, most, 0.0, True, top, bottom)
        if most - least <= TINY * max(1.0, abs(most), abs(least)):
            least, most = least - 1, most + 1
        step = _step((most - least) / 3)
        if all(float(end).is_integer() for end in ends):
            step = max(1.0, step)
        return cls(math.floor(least / step) * step, math.ceil(most / step) * step, step, False, top, bottom)

    def y(self, value: float) -> float:
        if self.bent:
            share = math.log(value / self.least) / math.log(self.most / self.least)
        else:
            share = (value - self.least) / (self.most - self.least)
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def ticks(self) -> list[float]:
        if not self.bent:
            count = round((self.most - self.least) / self.step)
            return [round(self.least + number * self.step, 9) for number in range(count + 1)]
        powers = range(math.ceil(math.log10(self.least)), math.floor(math.log10(self.most)) + 1)
        every = max(1, math.ceil(len(powers) / 4))
        return [float(10**power) for power in powers[::every]]


def _step(rough: float) -> float:
    """The round number (1, 2 or 5 times a power of ten) next above."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough * 0.999)


def _places(answers: Sequence[Interval]) -> tuple[list[float], tuple[Day, ...]]:
    """Give every bar its place and every day its room; where no day is told there are no days."""
    first_of_day = [number for number, one in enumerate(answers) if number == 0 or answers[number - 1].day != one.day]
    room = (RIGHT - LEFT) / (len(answers) + DAY_GAP * (len(first_of_day) - 1))
    places: list[float] = []
    at = LEFT
    for number in range(len(answers)):
        at += room * DAY_GAP if number and number in first_of_day else 0.0
        places.append(round(at + room / 2, 2))
        at += room
    if not any(one.day for one in answers):
        return places, ()
    days: list[Day] = []
    last = -LABEL_APART
    for first, end in zip(first_of_day, [*first_of_day[1:], len(answers)], strict=True):
        day = Day(round(places[first] - room / 2, 2), round(places[end - 1] + room / 2, 2), answers[first].day_words)
        fits = day.middle - last >= LABEL_APART
        last = day.middle if fits else last
        days.append(day if fits else replace(day, words=""))
    return places, tuple(days)


def _bar(one: Interval, x: float, axis: _Axis, *, named: bool) -> Bar:
    label = f"×{one.reports}" if one.reports > 1 else one.name if named and one.name else str(one.number)
    return Bar(
        x=x,
        top=axis.y(one.high) if one.high is not None else TOP,
        bottom=axis.y(one.low) if one.low is not None else BOTTOM,
        open_low=one.low is None,
        open_high=one.high is None,
        approx=one.approx,
        label=label,
    )


def _alternative(answers: Sequence[Interval]) -> str:
    """Say in words what the chart shows, day by day, at most a dozen values."""
    told: list[str] = []
    for number, one in enumerate(answers[:12]):
        day = f"{one.day_words}: " if one.day and (not number or answers[number - 1].day != one.day) else ""
        who = f"{one.reports} reports" if one.reports > 1 else one.name or f"report {one.number}"
        told.append(f"{day}{one.words} ({who})")
    more = f"; and {len(answers) - 12} more" if len(answers) > 12 else ""
    return "; ".join(told) + more

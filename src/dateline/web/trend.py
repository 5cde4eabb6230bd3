"""Small charts by time: how stories come by day, and how one actor deals with another by week; geometry only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH, HEIGHT = 320.0, 44.0
"""The size of a chart in its own units; pages stretch it."""
HIGHEST = 10.0
"""Goldstein scores reach from minus to plus ten."""
LONGEST_DAYS, FEWEST_WEEKS, MOST_WEEKS = 120, 12, 53
"""So many days are drawn at most, so many weeks at least and at most."""
THINNEST, LOWEST = 3.0, 2.0
"""No bar is thinner or lower."""
LEANING = 1.0
"""From here on a mean score leans to one side."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `side` is up (cooperative), down (conflictual) or even."""

    x: float
    y: float
    width: float
    height: float
    side: str
    words: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart with the words of its ends and a text alternative."""

    bars: tuple[Bar, ...]
    first: str
    last: str
    alternative: str


def side_of(score: float | None) -> str:
    """Say to which side a mean Goldstein score leans.

    >>> side_of(3.4), side_of(-7.0), side_of(0.2), side_of(None)
    ('up', 'down', 'even', 'even')
    """
    if score is None or abs(score) < LEANING:
        return "even"
    return "up" if score > 0 else "down"


def signed(score: float) -> str:
    """Say a score with its sign.

    >>> signed(3.25), signed(-7.0), signed(0.0)
    ('+3.2', '−7.0', '+0.0')
    """
    return f"{score:+.1f}".replace("-", "−")


SIDES = {"up": "cooperative", "down": "conflictual", "even": "neither"}
"""What the sides mean."""


def by_day(days: Sequence[Mapping[str, Any]]) -> Trend | None:
    """Draw how many stories each day has, `days` being {day, stories}; None where there are too few days to draw."""
    counted = {found: int(one["stories"]) for one in days if (found := _day(one["day"])) is not None}
    if len(counted) < 2:
        return None
    last = max(counted)
    counted = {day: count for day, count in counted.items() if (last - day).days < LONGEST_DAYS}
    first = min(min(counted), last - timedelta(days=13))
    step = WIDTH / ((last - first).days + 1)
    most = max(counted.values())
    bars = []
    for day, count in sorted(counted.items()):
        height = max(LOWEST, count / most * HEIGHT)
        words = f"{day.isoformat()}: {count:,}"
        x = round((day - first).days * step, 2)
        bars.append(Bar(x, round(HEIGHT - height, 2), max(THINNEST, round(step * 0.8, 2)), round(height, 2), "", words))
    busiest = max(counted, key=lambda day: (counted[day], day))
    told = f"{sum(counted.values()):,} stories on {len(counted):,} days; most on {busiest.isoformat()}, {most:,}."
    return Trend(tuple(bars), first.isoformat(), last.isoformat(), told)


def dealings(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Put together with whom an actor deals: what it does to each and what each does to it, each with its trend.

    `found` is the library's view of an actor. The busiest stand first; all trends have the same weeks.
    """
    rows: dict[str, dict[str, Any]] = {}
    for way, other in (("dyads", "recipient"), ("dyads_received", "actor")):
        for one in found[way]:
            row = rows.setdefault(one[other], {"key": one[other], "name": one[f"{other}_name"]})
            row["towards" if way == "dyads" else "back"] = one
    weeks = [day for row in rows.values() for way in ("towards", "back") if way in row for day in _weeks(row[way])]
    last = max(weeks, default=None)
    first = _first_week(weeks, last) if last else None
    made = []
    for row in rows.values():
        shown: dict[str, Any] = {"key": row["key"], "name": row["name"], "acts": 0}
        for way in ("towards", "back"):
            one = row.get(way)
            shown[way] = None
            if one is not None:
                shown["acts"] += one["acts"]
                trend = _trend(one, first, last) if first and last and one["weeks"] else None
                shown[way] = {**one, "side": side_of(one["goldstein"]), "trend": trend}
        made.append(shown)
    return sorted(made, key=lambda row: (-row["acts"], row["name"], row["key"]))


def _first_week(weeks: Sequence[date], last: date) -> date:
    within = [week for week in weeks if (last - week).days < 7 * MOST_WEEKS]
    return min(min(within), last - timedelta(weeks=FEWEST_WEEKS - 1))


def _weeks(dyad: Mapping[str, Any]) -> list[date]:
    return [found for one in dyad["weeks"] if (found := _day(one["week"])) is not None]


def _trend(dyad: Mapping[str, Any], first: date, last: date) -> Trend:
    step = WIDTH / ((last - first).days // 7 + 1)
    half = HEIGHT / 2
    bars, told = [], []
    for one in dyad["weeks"]:
        week, score = _day(one["week"]), one["goldstein"]
        if week is None or score is None or week < first:
            continue
        height = max(LOWEST, min(abs(score), HIGHEST) / HIGHEST * half)
        top = half - height if score >= 0 else half
        words = f"week of {week.isoformat()}: {signed(score)} in {one['acts']} act{'s' if one['acts'] != 1 else ''}"
        x = round((week - first).days // 7 * step, 2)
        width = max(THINNEST, round(min(step * 0.8, 9.0), 2))
        bars.append(Bar(x, round(top, 2), width, round(height, 2), side_of(score), words))
        told.append(words)
    return Trend(tuple(bars), first.isoformat(), last.isoformat(), "; ".join(told[-12:]))


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        return None

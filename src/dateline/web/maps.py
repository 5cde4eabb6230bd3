"""Maps drawn on the server: which part of the world, the places on it, and whose names have room; geometry only."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dateline.lexicon.countries import all_countries, name_of
from dateline.web.outlines import HEIGHT, WIDTH, drawn_countries, project, world

TOP, SEEN = 4.0, 440.0
"""The world is shown from here, so far down: without the ice in the south."""
ASPECT = WIDTH / SEEN
WHOLE = (0.0, TOP, WIDTH, SEEN)
SMALLEST = 90.0
"""No map shows a narrower part of the world, in units of it."""
ROOM = 1.35
"""So much wider than its places a map is."""
NOMINAL = 760.0
"""The width in pixels for which room for names is looked for; narrower ones show fewer."""
LEAST_DOT, LARGEST_DOT = 3.5, 16.0
LETTER, LINE = 6.6, 15.0
"""The room of a letter and of a line in pixels."""
NAMED, COUNTRIES_NAMED = 24, 10
SOLID = 0.6
"""A name may lie over the rim of another dot, but not over so much of its middle."""
WORLD_WIDE = 620.0
"""From here on a map shows the whole world."""
SHADES = 4
CONTINENTS = frozenset(f"g:{number}" for number in range(6255146, 6255153))
"""Continents, by their GeoNames numbers: they are listed, but a dot in their middle would tell nothing."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a map: where in per cent of it and in units of the world, how large its dot is in pixels."""

    key: str
    name: str
    across: float
    down: float
    x: float
    y: float
    radius: float
    words: str
    address: str
    label: str
    """"", or on which side its name stands: right or left."""
    is_minor: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Shade:
    """A country that is spoken of as a whole: the darker the more reports (1 to SHADES)."""

    code: str
    name: str
    shade: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a country where there is room for it, in per cent of the map."""

    across: float
    down: float
    name: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map with its text alternative."""

    view: tuple[float, float, float, float]
    spots: tuple[Spot, ...]
    shades: tuple[Shade, ...]
    names: tuple[Name, ...]
    listed: tuple[Mapping[str, Any], ...]
    alternative: str
    outlines: str
    """The address of the outlines."""


def draw(points: Sequence[Mapping[str, Any]], *, here: str | None = None, whole: bool = False) -> Map | None:
    """Draw the places of the library's `points`; None where there are none.

    `here` is the key of the place that a page is about; `whole` shows all of the world.
    """
    placed = [(one, *project(one["lon"], one["lat"])) for one in points]
    if not placed:
        return None
    shaded = [one for one in placed if _is_country(one[0])]
    dots = [one for one in placed if not _is_country(one[0]) and one[0]["key"] not in CONTINENTS]
    view = WHOLE if whole else _view([(x, y) for _, x, y in (dots or placed)])
    most = max((one["reports"] for one, _, _ in dots), default=1)
    spots = _spots(dots, view, most, here)
    most = max((one["reports"] for one, _, _ in shaded), default=1)
    shades = tuple(
        Shade(
            one["country"],
            one["name"],
            max(1, math.ceil(SHADES * math.sqrt(one["reports"] / most))),
            _words(one),
            f"/place/{quote(one['key'], safe='')}",
        )
        for one, _, _ in shaded
    )
    names = _names(view, spots, {one.code for one in shades}) if view[2] < WORLD_WIDE else ()
    told = ", ".join(f"{one['name']} ({one['reports']:,})" for one in points[:8])
    more = f" and {len(points) - 8} more" if len(points) > 8 else ""
    alternative = f"Map of {len(points)} place{'s' if len(points) != 1 else ''} by reports: {told}{more}."
    return Map(view, spots, shades, names, tuple(points), alternative, outlines_address())


def outlines_address() -> str:
    """The address of the outlines, which changes with what they hold."""
    return f"/map/world-{world()[1]}.svg"


def _is_country(one: Mapping[str, Any]) -> bool:
    return one.get("precision") == "country" and one.get("country") in drawn_countries()


def _view(places: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The part of the world that holds all places with some room, in the shape of the map."""
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    top, bottom = min(y for _, y in places), max(y for _, y in places)
    width = max((right - left) * ROOM, (bottom - top) * ROOM * ASPECT, SMALLEST)
    if width >= WORLD_WIDE:
        return WHOLE
    height = width / ASPECT
    x = min(max((left + right) / 2 - width / 2, 0.0), WIDTH - width)
    y = min(max((top + bottom) / 2 - height / 2, 0.0), HEIGHT - height)
    return round(x, 2), round(y, 2), round(width, 2), round(height, 2)


def _spots(
    dots: Iterable[tuple[Mapping[str, Any], float, float]],
    view: tuple[float, float, float, float],
    most: int,
    here: str | None,
) -> tuple[Spot, ...]:
    boxes: list[tuple[float, float, float, float]] = []
    made: list[Spot] = []
    listed = sorted(dots, key=lambda one: (one[0]["key"] != here, -one[0]["reports"], one[0]["key"]))
    sizes = [max(LEAST_DOT, LARGEST_DOT * math.sqrt(one["reports"] / most)) for one, _, _ in listed]
    for (_, x, y), radius in zip(listed, sizes, strict=True):
        across, down = _pixels(x, y, view)
        core = radius * SOLID
        boxes.append((across - core, down - core, across + core, down + core))
    for number, ((one, x, y), radius) in enumerate(zip(listed, sizes, strict=True)):
        across, down = _pixels(x, y, view)
        label = _side(one["name"], across, down, radius, boxes, number) if number < NAMED else ""
        made.append(
            Spot(
                one["key"],
                one["name"],
                round((x - view[0]) / view[2] * 100, 2),
                round((y - view[1]) / view[3] * 100, 2),
                round(x, 2),
                round(y, 2),
                round(radius, 1),
                _words(one),
                f"/place/{quote(one['key'], safe='')}",
                label,
                number >= NAMED // 6,
                one["key"] == here,
            )
        )
    # large dots first, so that small ones lie on top of them
    return tuple(sorted(made, key=lambda spot: -spot.radius))


def _side(
    name: str, across: float, down: float, radius: float, boxes: list[tuple[float, float, float, float]], own: int
) -> str:
    """On which side of a dot its name has room; the room is then taken."""
    width = len(name) * LETTER + 8
    for side in ("right", "left"):
        left = across + radius + 4 if side == "right" else across - radius - 4 - width
        box = (left, down - LINE / 2, left + width, down + LINE / 2)
        inside = box[0] >= 0 and box[2] <= NOMINAL
        if inside and not any(_touch(box, other) for number, other in enumerate(boxes) if number != own):
            boxes.append(box)
            return side
    return ""


def _names(view: tuple[float, float, float, float], spots: Sequence[Spot], first: Set[str]) -> tuple[Name, ...]:
    """Names of countries in sight where neither dots nor names of places are in the way; those of `first` first."""
    boxes = []
    for spot in spots:
        across, down = _pixels(spot.x, spot.y, view)
        width = len(spot.name) * LETTER + 8 if spot.label else 0.0
        left = across - spot.radius - (width if spot.label == "left" else 0)
        right = across + spot.radius + (width if spot.label == "right" else 0)
        boxes.append((left, down - spot.radius - 4, right, down + spot.radius + 4))
    made: list[Name] = []
    for country in sorted(all_countries(), key=lambda one: one.alpha3 not in first):
        if country.lat is None or country.lon is None or country.alpha3 not in drawn_countries():
            continue
        across, down = _pixels(*project(country.lon, country.lat), view)
        name = name_of(country.alpha3)
        half = len(name) * LETTER * 0.6
        box = (across - half, down - LINE / 2, across + half, down + LINE / 2)
        if box[0] < 4 or box[2] > NOMINAL - 4 or not 12 < down < NOMINAL / ASPECT - 12:
            continue
        if len(made) < COUNTRIES_NAMED and not any(_touch(box, other) for other in boxes):
            boxes.append(box)
            made.append(Name(round(across / NOMINAL * 100, 2), round(down / NOMINAL * ASPECT * 100, 2), name))
    return tuple(made)


def _pixels(x: float, y: float, view: tuple[float, float, float, float]) -> tuple[float, float]:
    return (x - view[0]) / view[2] * NOMINAL, (y - view[1]) / view[3] * NOMINAL / ASPECT


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _words(one: Mapping[str, Any]) -> str:
    reports = f"{one['reports']:,} report{'s' if one['reports'] != 1 else ''}"
    return f"{one['name']}: {reports} in {one['stories']:,} stor{'ies' if one['stories'] != 1 else 'y'}"

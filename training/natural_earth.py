"""Read names with a point from Natural Earth (public domain): seas, islands, ranges, rivers, lakes, airports.

The folder holds GeoJSON files as the repository martynafford/natural-earth-geojson packs them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

Point = tuple[float, float]
"""Latitude, longitude."""

_SHORT = (
    (r"\bI\.", "Island"), (r"\bIs\.", "Islands"), (r"\bMts\.", "Mountains"), (r"^Mt\.", "Mount"),
    (r"\bPen\.", "Peninsula"), (r"^L\.", "Lake"), (r"\bL\.$", "Lake"), (r"\bR\.$", "River"), (r"\bRa\.", "Range"),
    (r"\bArch\.", "Archipelago"), (r"\bPlat\.", "Plateau"), (r"\bDes\.", "Desert"),
    (r"\bIntl?'?l?\b\.?", "International"),
)  # fmt: skip
_LEFT_OUT = frozenset({"generic", "dragons-be-here", "reef", "lake centerline"})


@dataclass(frozen=True, slots=True)
class Feature:
    """One named feature: its names (the first is shown), where it lies, points on it, and its rank (1 is largest)."""

    names: tuple[str, ...]
    at: Point
    along: tuple[Point, ...]
    rank: float
    bare: str | None = None
    """A short name that holds only when nothing else is called so."""


def features(folder: Path) -> Iterator[Feature]:
    """Every feature with an English or local name in Latin letters, the larger ones first."""
    found: list[Feature] = []
    for name, read in _FILES.items():
        rows = json.loads((folder / f"ne_10m_{name}.json").read_text("utf-8"))["features"]
        for row in rows:
            facts = {key.lower(): value for key, value in row["properties"].items()}
            points = _points(row["geometry"])
            if not points or str(facts.get("featurecla", "")).lower() in _LEFT_OUT:
                continue
            one = read(facts, points)
            if one is not None and re.match(r"[A-ZÀ-Þ]", one.names[0]):
                found.append(one)
    return iter(sorted(found, key=lambda one: (one.rank, one.names)))


def state_points(folder: Path) -> dict[int, Point]:
    """The middle of the states of the largest federations, by GeoNames number."""
    rows = json.loads((folder / "ne_50m_admin_1.json").read_text("utf-8"))["features"]
    return {
        int(row["properties"]["gn_id"]): (float(row["properties"]["latitude"]), float(row["properties"]["longitude"]))
        for row in rows
        if (row["properties"].get("gn_id") or -1) > 0
    }


def town_names(folder: Path) -> dict[int, set[str]]:
    """English and other current names of large towns, by GeoNames number."""
    rows = json.loads((folder / "ne_10m_populated_places.json").read_text("utf-8"))["features"]
    found: dict[int, set[str]] = {}
    for row in rows:
        facts = row["properties"]
        given = [facts.get("NAME_EN"), facts.get("NAME"), *(facts.get("NAMEALT") or "").split("|")]
        names = {one.strip() for one in given if one and re.fullmatch(r"[A-ZÀ-Þ][\w .'’-]{2,30}", one.strip())}
        if (facts.get("GEONAMEID") or 0) > 0:
            found.setdefault(int(facts["GEONAMEID"]), set()).update(names)
    return found


def _points(geometry: dict[str, Any] | None) -> list[Point]:
    """The corners of the longest line or ring of a geometry."""
    if not geometry:
        return []
    rings = list(_rings(geometry["coordinates"]))
    longest = max(rings, key=len, default=[])
    return [(one[1], one[0]) for one in longest]


def _rings(nested: Any) -> Iterator[list[Any]]:
    if nested and isinstance(nested[0], int | float):
        yield [nested]
    elif nested and isinstance(nested[0][0], int | float):
        yield nested
    else:
        for part in nested:
            yield from _rings(part)


def _middle(points: list[Point]) -> Point:
    """The centre of gravity of a ring; the mean of the corners where it has no area."""
    area = lat = lon = 0.0
    for (y1, x1), (y2, x2) in zip(points, points[1:] + points[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        lat += (y1 + y2) * cross
        lon += (x1 + x2) * cross
    if abs(area) < 1e-6:
        return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    return lat / (3 * area), lon / (3 * area)


def _some(points: list[Point]) -> tuple[Point, ...]:
    return tuple(points[:: max(1, len(points) // 8)])


def _written(name: str) -> str:
    for short, full in _SHORT:
        name = re.sub(short, full, name)
    if name.isupper():
        name = re.sub(r"\b(Of|The|And|De|Da|Do)\b", lambda match: match[0].lower(), name.title())
    return " ".join(name.split())


def _given(facts: dict[str, Any]) -> list[str]:
    names = [facts.get("name_en"), facts.get("name"), facts.get("name_alt")]
    return list(dict.fromkeys(_written(one) for one in names if one))


def _area(facts: dict[str, Any], points: list[Point]) -> Feature | None:
    names = _given(facts)
    return Feature(tuple(names), _middle(points), _some(points), float(facts["scalerank"])) if names else None


def _river(facts: dict[str, Any], points: list[Point]) -> Feature | None:
    names = [name for name in _given(facts) if len(name) > 2 and "?" not in name]
    if not names:
        return None
    plain = names[0].removesuffix(" River").removeprefix("River ")
    all_names = [form for name in names for form in (f"{name.removesuffix(' River')} River", f"River {name}")]
    middle = points[len(points) // 2]
    return Feature(tuple(dict.fromkeys(all_names)), middle, _some(points), float(facts["scalerank"]), plain)


def _lake(facts: dict[str, Any], points: list[Point]) -> Feature | None:
    names = [name for name in _given(facts) if len(name) > 2]
    if not names:
        return None
    known = re.search(r"\b(?:Lake|Lago|Lac|Reservoir|Sea|Embalse|Ozero|See)\b", names[0])
    full = names if known else [f"Lake {names[0]}", f"{names[0]} Lake"]
    return Feature(tuple(full), _middle(points), _some(points), float(facts["scalerank"]) + 1)


def _airport(facts: dict[str, Any], points: list[Point]) -> Feature | None:
    if not facts.get("name"):
        return None
    name = _written(facts["name"])
    page = unquote((facts.get("wikipedia") or "").rsplit("/", 1)[-1]).replace("_", " ")
    forms = [name if "irport" in name or "ield" in name else f"{name} Airport", page, name]
    kept = [form for form in forms if re.fullmatch(r"[A-ZÀ-Þ][\w .'’–-]{4,60}", form)]
    return (
        Feature(tuple(dict.fromkeys(kept)), points[0], tuple(points), float(facts["scalerank"]) + 1) if kept else None
    )


_FILES: dict[str, Callable[[dict[str, Any], list[Point]], Feature | None]] = {
    "geography_regions_polys": _area,
    "geography_marine_polys": _area,
    "geography_regions_points": _area,
    "geography_regions_elevation_points": _area,
    "lakes": _lake,
    "rivers_lake_centerlines": _river,
    "airports": _airport,
}

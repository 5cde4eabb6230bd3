"""Make `web/static/vendor/countries.json`, the outlines that maps are drawn with, from world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/outlines.py package/countries-50m.json src/dateline/web/static/vendor/countries.json

The outlines are Natural Earth's at 1:50 million. Points that change a line least are left out (Visvalingam), on shared
borders the same for both neighbours, and so are islands too small to be seen; every point kept is one of the source.
Countries get their ISO 3166-1 alpha-3 codes, by name.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
from pathlib import Path
from typing import Any

from dateline.lexicon.countries import country_of_name

LEAST_AREA = 0.0025
"""A point is left out when the triangle with its neighbours is smaller, in square degrees at the equator."""
LEAST_ISLAND = 0.04
"""Islands with a smaller frame are left out, unless they are the largest part of their country."""
CODES = {
    "Bosnia and Herz.": "BIH",
    "Central African Rep.": "CAF",
    "Dem. Rep. Congo": "COD",
    "Congo": "COG",
    "Dominican Rep.": "DOM",
    "Eq. Guinea": "GNQ",
    "S. Sudan": "SSD",
    "W. Sahara": "ESH",
    "Solomon Is.": "SLB",
    "Marshall Is.": "MHL",
    "Antigua and Barb.": "ATG",
    "St. Kitts and Nevis": "KNA",
    "St. Vin. and Gren.": "VCT",
    "Falkland Is.": "FLK",
    "Cayman Is.": "CYM",
    "Faeroe Is.": "FRO",
    "Fr. Polynesia": "PYF",
    "N. Mariana Is.": "MNP",
    "U.S. Virgin Is.": "VIR",
    "British Virgin Is.": "VGB",
    "Turks and Caicos Is.": "TCA",
    "Cook Is.": "COK",
    "Åland": "ALA",
    "Georgia": "GEO",
    "South Korea": "KOR",
    "North Korea": "PRK",
    "Jordan": "JOR",
    "Chad": "TCD",
    "Jersey": "JEY",
    "Mexico": "MEX",
    "Guinea": "GIN",
    "Niger": "NER",
    "Kosovo": "XKX",
    "São Tomé and Principe": "STP",
    "Wallis and Futuna Is.": "WLF",
}
"""Names that the source cuts short, or that mean more than one thing."""


def main() -> None:
    """Read the source and write the outlines."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("source", type=Path)
    asked.add_argument("made", type=Path)
    given = asked.parse_args()
    source = json.loads(given.source.read_text("utf-8"))
    made = outlines(source)
    given.made.parent.mkdir(parents=True, exist_ok=True)
    given.made.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    points = [sum(map(len, one["arcs"])) for one in (source, made)]
    known = sum("id" in one for one in made["objects"]["countries"]["geometries"])
    print(f"{points[0]} points to {points[1]}; {known} countries with a code; {given.made.stat().st_size} bytes")
    names = [one["properties"]["name"] for one in made["objects"]["countries"]["geometries"] if "id" not in one]
    print("without:", ", ".join(names))


def outlines(source: dict[str, Any]) -> dict[str, Any]:
    """Return the topology with fewer points."""
    (kx, ky), (dx, dy) = source["transform"]["scale"], source["transform"]["translate"]
    arcs = [_absolute(arc) for arc in source["arcs"]]
    placed = [[(x * kx + dx, y * ky + dy) for x, y in arc] for arc in arcs]
    countries = [_without_specks(one, placed) for one in source["objects"]["countries"]["geometries"]]
    used = sorted({_number(arc) for one in countries for polygon in _polygons(one) for ring in polygon for arc in ring})
    renamed = {number: place for place, number in enumerate(used)}
    slim = [[arcs[number][at] for at in _kept(placed[number])] for number in used]
    for one in countries:
        one["arcs"] = [
            [[renamed[_number(arc)] if arc >= 0 else ~renamed[_number(arc)] for arc in ring] for ring in polygon]
            for polygon in _polygons(one)
        ]
        one["type"] = "MultiPolygon"
        name = one["properties"]["name"]
        code = CODES.get(name) or country_of_name(name)
        one.pop("id", None)
        if code:
            one["id"] = code
    return {
        "type": "Topology",
        "transform": source["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
        "arcs": [_steps(arc) for arc in slim],
    }


def _number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _polygons(country: dict[str, Any]) -> list[list[list[int]]]:
    found: list[list[list[int]]] = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return found


def _without_specks(country: dict[str, Any], placed: list[list[tuple[float, float]]]) -> dict[str, Any]:
    def size(polygon: list[list[int]]) -> float:
        points = [point for arc in polygon[0] for point in placed[_number(arc)]]
        across = [max(part) - min(part) for part in zip(*points, strict=True)]
        return float(across[0] * across[1] * math.cos(math.radians(points[0][1])))

    polygons = sorted(_polygons(country), key=size, reverse=True)
    kept = [one for place, one in enumerate(polygons) if place == 0 or size(one) >= LEAST_ISLAND]
    return {**country, "type": "MultiPolygon", "arcs": kept}


def _absolute(arc: list[list[int]]) -> list[tuple[int, int]]:
    x = y = 0
    made = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        made.append((x, y))
    return made


def _steps(arc: list[tuple[int, int]]) -> list[list[int]]:
    before = (0, 0)
    made = []
    for point in arc:
        made.append([point[0] - before[0], point[1] - before[1]])
        before = point
    return made


def _kept(points: list[tuple[float, float]]) -> list[int]:
    """Tell which points stay: the ends, those that matter, and enough of a ring to be one."""
    left = list(range(-1, len(points) - 1))
    right = list(range(1, len(points) + 1))
    is_ring = points[0] == points[-1]

    def area(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[left[at]], points[at], points[right[at]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * math.cos(math.radians(by))

    waiting = [(area(at), at) for at in range(1, len(points) - 1)]
    heapq.heapify(waiting)
    known = {at: size for size, at in waiting}
    gone: set[int] = set()
    while waiting and len(points) - len(gone) > (4 if is_ring else 2):
        size, at = heapq.heappop(waiting)
        if at in gone or known[at] != size:
            continue
        if size >= LEAST_AREA:
            break
        gone.add(at)
        right[left[at]], left[right[at]] = right[at], left[at]
        for one in (left[at], right[at]):
            if 0 < one < len(points) - 1:
                known[one] = max(size, area(one))
                heapq.heappush(waiting, (known[one], one))
    return [at for at in range(len(points)) if at not in gone]


if __name__ == "__main__":
    main()

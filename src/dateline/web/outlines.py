"""The outlines of countries in the Natural Earth projection, made once from the file of outlines.

Coordinates of a map are units of a world 1000 wide, from the upper left.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

WIDTH, HEIGHT = 1000.0, 520.0
SCALE = WIDTH / (2 * math.pi * 0.8707)
FINE = 100
"""Outlines are written in so many parts of a unit, as whole numbers."""

Place = tuple[float, float]
"""Longitude and latitude in degrees."""


def project(lon: float, lat: float) -> tuple[float, float]:
    """Return where a place stands on the map (Natural Earth projection, by the polynomials of Šavrič and others).

    >>> project(0, 0), project(180, 0)
    ((500.0, 260.0), (1000.0, 260.0))
    """
    across, up = math.radians(max(-180.0, min(180.0, lon))), math.radians(max(-90.0, min(90.0, lat)))
    square = up * up
    fourth = square * square
    x = across * (0.8707 - 0.131979 * square + fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth)))
    y = up * (1.007226 + square * (0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth)))
    return WIDTH / 2 + x * SCALE, HEIGHT / 2 - y * SCALE


@cache
def world() -> tuple[str, str]:
    """Return an SVG with the sea and every country under its code, to be used from pages, and its fingerprint."""
    topology = _topology()
    lines = _lines(topology)
    paths = []
    for country in topology["objects"]["countries"]["geometries"]:
        rings = [_ring(ring, lines) for polygon in country["arcs"] for ring in polygon]
        pieces = "".join(_path(piece) for ring in rings for piece in _cut(ring))
        name = f' id="{country["id"]}"' if "id" in country else ""
        paths.append(f'<path{name} vector-effect="non-scaling-stroke" d="{pieces}"/>')
    edge = [(180.0, float(lat)) for lat in range(90, -91, -5)] + [(-180.0, float(lat)) for lat in range(-90, 91, 5)]
    made = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<g transform="scale({1 / FINE:g})"><path id="sea" d="{_path(edge)}"/>'
        f'<g id="land">{"".join(paths)}</g></g></svg>'
    )
    return made, hashlib.sha256(made.encode()).hexdigest()[:12]


@cache
def drawn_countries() -> frozenset[str]:
    """Return the codes of the countries that have an outline."""
    return frozenset(one["id"] for one in _topology()["objects"]["countries"]["geometries"] if "id" in one)


@cache
def _topology() -> Any:
    return json.loads((resources.files("dateline.web") / "static" / "vendor" / "countries.json").read_text("utf-8"))


def _lines(topology: Any) -> list[list[Place]]:
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    made = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        made.append(line)
    return made


def _ring(arcs: Iterable[int], lines: list[list[Place]]) -> list[Place]:
    """Join arcs to a ring whose longitudes run on beyond 180 degrees instead of jumping."""
    ring: list[Place] = []
    turn = 0.0
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        for lon, lat in line[1:] if ring else line:
            if ring and abs(lon + turn - ring[-1][0]) > 180:
                turn += 360 if lon + turn < ring[-1][0] else -360
            ring.append((lon + turn, lat))
    return ring


def _cut(ring: list[Place]) -> list[list[Place]]:
    """Cut a ring where the map ends: the part beyond comes in at the other side."""
    if abs(ring[-1][0] - ring[0][0]) > 180:  # it runs round a pole
        pole = math.copysign(90, ring[0][1])
        ring = [*ring, (ring[-1][0], pole), (ring[0][0], pole)]
    low, high = min(lon for lon, _ in ring), max(lon for lon, _ in ring)
    if low >= -180 and high <= 180:
        return [ring]
    pieces = []
    for turn in (-360, 0, 360):
        moved = [(lon + turn, lat) for lon, lat in ring]
        inside = _clip(_clip(moved, -180.0, 1), 180.0, -1)
        if len(inside) > 2:
            pieces.append(inside)
    return pieces


def _clip(ring: list[Place], edge: float, side: int) -> list[Place]:
    """Keep what lies east (side 1) or west (-1) of a meridian (Sutherland and Hodgman)."""
    made: list[Place] = []
    for number, (lon, lat) in enumerate(ring):
        before_lon, before_lat = ring[number - 1]
        if (lon - edge) * side >= 0:
            if (before_lon - edge) * side < 0:
                made.append(_crossing(before_lon, before_lat, lon, lat, edge))
            made.append((lon, lat))
        elif (before_lon - edge) * side >= 0:
            made.append(_crossing(before_lon, before_lat, lon, lat, edge))
    return made


def _crossing(lon: float, lat: float, to_lon: float, to_lat: float, edge: float) -> Place:
    return edge, lat + (to_lat - lat) * (edge - lon) / (to_lon - lon)


def _path(ring: list[Place]) -> str:
    """Write a ring as steps from point to point on the map."""
    (x, y), *rest = [(round(across * FINE), round(down * FINE)) for across, down in (project(*one) for one in ring)]
    steps = [f"M{x} {y}l"]
    for to_x, to_y in rest:
        step_x, step_y = to_x - x, to_y - y
        if step_x or step_y:
            steps.append(f"{step_x} {step_y} ")
            x, y = to_x, to_y
    return "".join(steps).rstrip() + "z"

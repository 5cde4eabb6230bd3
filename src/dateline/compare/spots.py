"""Whether two figures are of one place: dead in the city and dead in the country are two questions."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dateline.compare.reports import Report

NEAR_KM = 60.0
"""Places of one country so near each other may be named for one another: a town, its island, the nearest port."""
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a figure; a country is marked, because what holds in it need not hold in one of its cities.

    `scene` are the names of all places of the report.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    is_country: bool
    scene: frozenset[str]

    @property
    def is_known(self) -> bool:
        """Whether a gazetteer knows it."""
        return self.country is not None or self.lat is not None


def spot_of(report: Report, name: str | None) -> Spot | None:
    """Find the place of a figure among the places of its report; None when the text names none."""
    if not name:
        return None
    scene = frozenset(one.name for one in report.places)
    one = next((one for one in report.places if name in (one.name, one.exact)), None)
    if one is None:
        return Spot(name, None, None, None, False, scene)
    if one.country is None and one.lat is not None:
        return None  # a sea or a range: too wide to tell two counts apart
    return Spot(one.name, one.country, one.lat, one.lon, one.precision == "country", scene)


def places_fit(left: Spot | None, right: Spot | None) -> bool:
    """Tell whether two places can be the same scope; what is not known does not stand against it."""
    if left is None or right is None or left.name == right.name:
        return True
    if not left.is_known or not right.is_known:
        # A village that no gazetteer knows belongs to the scene when the other report names it too.
        return (left.is_known or left.name in right.scene) and (right.is_known or right.name in left.scene)
    if left.is_country or right.is_country:
        return left.is_country and right.is_country and left.country == right.country
    if left.country and right.country and left.country != right.country:
        return False
    distance = _km(left, right)
    return distance is not None and distance <= NEAR_KM


def _km(left: Spot, right: Spot) -> float | None:
    """Return the distance along a great circle (haversine)."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b, c, d = map(math.radians, (left.lat, left.lon, right.lat, right.lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))

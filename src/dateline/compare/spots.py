"""Whether two figures are of one place: dead in the city and dead in the country are two questions."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from dateline.compare.reports import Report
from dateline.model.annotation import Figure, PlaceMention

_THERE = re.compile(
    r"\b(?:in|at|near|on|off|across|around|throughout|outside|inside|within|over|hit|struck|rocked|shook|jolted)"
    r"(?: (?:the|a|an|central|eastern|western|northern|southern|northeastern|northwestern|southeastern|southwestern"
    r"|nearby|neighbou?ring|city|town|village|island|province|region|state|capital|of))* $",
    re.IGNORECASE,
)

_PART_OF = re.compile(r"\b(?:(?:north|south)?-?(?:north|south|east|west)(?:ern)?|central) $", re.IGNORECASE)
_OWNS = re.compile(r"['’]s? ")

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


def spot_of(report: Report, figure: Figure) -> Spot | None:
    """Find where a figure is counted; None when the text does not say that it is there: "attackers from Norland"."""
    sentence = report.sentence_at(figure.span.start)
    if not figure.place or sentence is None:
        return None
    inside = [one for one in report.places if sentence.span.contains(one.span)]
    one = next((one for one in inside if figure.place in (one.name, one.exact) and is_there(report, one)), None)
    if one is not None and one.precision == "country" and one.exact.casefold() != one.name.casefold():
        one = None  # "in the Norlandish town of Ostra" is not all of Norland
    if one is not None and one.precision == "country" and _PART_OF.search(report.article.text[: one.span.start][-20:]):
        one = None
    if one is not None and _OWNS.match(report.article.text, one.span.end):
        one = None  # "Norland's Ostra valley" is not all of Norland
    if one is None or (one.country is None and one.lat is not None):
        return None  # not said, or a sea or a range: too wide to tell two counts apart
    scene = frozenset(one.name for one in report.places)
    return Spot(one.name, one.country, one.lat, one.lon, one.precision == "country", scene)


def is_there(report: Report, place: PlaceMention) -> bool:
    """Tell whether a place is named as where something is: "in Porto", "off Iran's coast", not "from" or "to" it."""
    before = report.article.text[max(0, place.span.start - 30) : place.span.start]
    return bool(_THERE.search(before))


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

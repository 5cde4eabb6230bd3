"""Which of its namesakes a place name means: size, the words beside it, and what the report speaks of decide."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.lexicon.countries import country_of_name, name_of
from dateline.lexicon.gazetteer import Place, distance_km, fold, places_of, region_named, regions_abbreviated
from dateline.understand.place_context import Context
from dateline.understand.place_names import Candidate

_KIND_WEIGHT = {"country": 4.5, "feature": 2.5, "capital": 4.0, "region": -0.5, "city": 0.0, "district": -1.0}
_WEAK = -7.0
_SURE = 0.6
_MOST_OF_REGION = 0.25
_MOST_BY_NEIGHBOURS = 11.0
_TOLD = 12.0
_FOREIGN_TOWN, _SPOKEN_OF = 100_000, 3.0
_TAIL = re.compile(
    r" (?:[Pp]rovince|[Ss]tate|[Rr]egion|[Cc]ity|[Dd]istrict|[Gg]overnorate|[Oo]blast|[Pp]refecture|[Mm]unicipality"
    r"|[Ii]slands?|[Cc]athedral|(?:[Ii]nternational )?[Aa]irport|[Uu]niversity|[Hh]ospital|[Ss]tadium|[Zz]oo|[Pp]rison"
    r"|[Jj]ail|[Hh]arbou?r|[Tt]ownship|[Vv]illage|[Tt]own|[Pp]arish|[Rr]iver|[Ll]ake|[Rr]egency)\Z"
)
_ADMIN_TAIL = re.compile(r" (?:[Pp]rovince|[Ss]tate|[Gg]overnorate|[Oo]blast|[Pp]refecture)\Z")
_AS_REGION = re.compile(
    r" (?:[Pp]rovinces?|[Ss]tates?|[Rr]egions?|[Gg]overnorate|[Oo]blast|[Pp]refecture|[Dd]istricts?|[Rr]egenc(?:y|ies)"
    r"|[Cc]ount(?:y|ies)|[Pp]arish)\b"
)
_OF_KIND = re.compile(
    r"\b(?:[Ss]tate|[Pp]rovince|[Rr]egion|[Gg]overnorate|[Dd]istrict|[Cc]ounty|[Pp]refecture)s? of (?:the )?\Z"
)


_COUNTIES = re.compile(
    r"(?:,? (?:(?:and|or) )?[A-Z][\w.]+(?: [A-Z][\w.]+)?){0,15} [Cc]ounties\b|/[A-Z]\w+ [Cc]ounties\b"
)


@dataclass(slots=True)
class Choice:
    """What a mention means, how sure that is, and why; `approximate` when only its surroundings are known."""

    place: Place | None
    confidence: float
    why: str
    approximate: bool = False
    country: str | None = None
    """The country, where that alone is known."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a mention: the name that contains it, the kind of its neighbours in a row, its own kind."""

    outer: str | None = None
    row: str = ""
    as_region: bool = False
    as_county: bool = False
    surely_inside: bool = False
    contains: str | None = None
    country: str | None = None
    """The state in which the rest of the report puts the bearer of a capital's name."""

    @property
    def says(self) -> bool:
        """Whether these words may tell more of this mention than of others of the name."""
        return bool(self.outer or self.row or self.contains or self.as_county or self.country)


def told_as_county(text: str, end: int) -> bool:
    """Whether a row of names ends in "counties": "Butler, Clark and Warren counties"."""
    return bool(_COUNTIES.match(text, end))


def told_as_region(text: str, start: int, end: int) -> bool:
    """Whether the words beside say that a province, state or county is meant."""
    return bool(_AS_REGION.match(text, end) or _OF_KIND.search(text, max(0, start - 24), start))


def choose(one: Candidate, context: Context, beside: Beside) -> Choice:
    """The place that name, size, neighbours and container speak for, with the reason."""
    places = _meant(one.name, one.abbreviation, beside.as_county)
    outer = _outer_places(beside.outer)
    if not places or (beside.surely_inside and not any(holds(big, small) for big in outer for small in places)):
        return _inside_of(one, outer, context)
    sizes = _sizes(one.name, one.abbreviation, beside.as_county)
    scored = sorted(
        [
            (_score(place, one, context, outer, beside, size=sizes[number]), number)
            for number, place in enumerate(places)
        ],
        reverse=True,
    )
    best = places[scored[0][1]]
    if best.kind in ("region", "district") and not (beside.as_region or beside.row or beside.contains):
        best = _its_town(best, places)
    if not outer and (_is_stranger(best, one, context) or _is_chance(best, one, context)):
        return Choice(None, 0.4, f"{title(best)} bears the name, but the text speaks of elsewhere")
    margin = scored[0][0] - scored[1][0] if len(scored) > 1 else 6.0
    if len(scored) > 1 and _same_spot(best, places[scored[1][1]]):
        margin = max(margin, 3.0)
    confidence = 1 / (1 + math.exp(-margin / 1.6))
    why = _reason(best, context, outer, len(places))
    if confidence < _SURE:
        why += f"; but {title(places[scored[1][1]])} is nearly as likely"
    if best.weak:
        confidence = min(confidence, 0.55)
    return Choice(best, min(confidence, 0.99), why)


@lru_cache(maxsize=4_000)
def _outer_places(name: str | None) -> tuple[Place, ...]:
    return (regions_abbreviated(name) or places_of(name.rstrip("."))) if name else ()


def bearers(one: Candidate) -> tuple[Place, ...]:
    """Every place a mention may mean by its name alone."""
    return _bearers(one.name, one.abbreviation)


@lru_cache(maxsize=20_000)
def _meant(name: str, abbreviation: bool, as_county: bool) -> tuple[Place, ...]:
    """Every place a mention may mean where it stands."""
    return (places_of(f"{name} County") if as_county else ()) or _bearers(name, abbreviation)


@lru_cache(maxsize=20_000)
def _sizes(name: str, abbreviation: bool, as_county: bool) -> tuple[float, ...]:
    """What speaks for each place that a mention may mean, whatever the text says."""
    return tuple(_size(place, name) for place in _meant(name, abbreviation, as_county))


@lru_cache(maxsize=20_000)
def _bearers(name: str, abbreviation: bool) -> tuple[Place, ...]:
    places = regions_abbreviated(name) if abbreviation else places_of(name)
    if not places and (trimmed := _TAIL.sub("", name)) != name:
        places = places_of(trimmed)
        if _ADMIN_TAIL.search(name):
            places = tuple(place for place in places if place.kind in ("region", "district"))
    if len(places) > 1 and any(place.kind == "country" for place in places):
        return tuple(place for place in places if place.kind != "feature")
    return places


def _is_stranger(place: Place, one: Candidate, context: Context) -> bool:
    """A small place in a country nobody speaks of, where the text speaks much of another."""
    return (
        place.kind in ("city", "district")
        and place.population < _FOREIGN_TOWN
        and place.country is not None
        and not one.in_place_words
        and context.country(place.country, one.name) <= 0
        and context.elsewhere(place.country, one.name) >= _SPOKEN_OF
    )


def _is_chance(place: Place, one: Candidate, context: Context) -> bool:
    """A small town that bears part of a longer name, with nothing near it in the text ("Rogers Arena")."""
    return (
        one.is_part
        and place.kind in ("city", "district")
        and place.population < _FOREIGN_TOWN
        and context.company(place, one.name) <= 0
        and context.region(place.region or "", one.name) <= 0
    )


def _inside_of(one: Candidate, outer: tuple[Place, ...], context: Context) -> Choice:
    """A place that the gazetteer lacks, put where the town or district lies in which the text says it is."""

    def score(place: Place) -> float:
        return _score(place, one, context, (), Beside(), size=_size(place, one.name))

    near = [place for place in outer if place.kind in ("city", "capital", "district") and not place.weak]
    if not near:
        regions = [place for place in outer if place.kind in ("region", "country") and not place.weak]
        best = max(regions, key=score, default=None)
        return Choice(best, 0.3, "named as a place, but not in the gazetteer", approximate=True)
    host = max(near, key=score)
    inner = replace(host, geonames_id=None, name=" ".join(one.name.split()), kind="feature")
    return Choice(inner, 0.5, f"not in the gazetteer; the text says it lies in or by {title(host)}")


def _size(place: Place, name: str) -> float:
    """How likely a place is meant by a name, by its size and kind alone."""
    size = -2.0 if place.kind == "region" and fold(place.name) != fold(name) else 0.0
    size += math.log(place.population + 1000) + _KIND_WEIGHT[place.kind] + (_WEAK if place.weak else 0.0)
    if place.kind == "country" and country_of_name(name) is None:
        size -= 6.0  # "Georgia" is a country only as often as it is a state
    return size


def _score(
    place: Place, one: Candidate, context: Context, outer: tuple[Place, ...], beside: Beside, *, size: float
) -> float:
    score = size
    if beside.row and beside.row == (place.kind if place.kind == "country" else f"{place.kind}:{place.country}"):
        score += 9.0
    if beside.as_region:
        score += 5.0 if place.kind in ("region", "district") else -1.0
    if beside.contains and any(holds(place, inner) for inner in _outer_places(beside.contains)):
        score += 6.0
    if beside.country and place.country == beside.country:
        score += _TOLD
    if outer:
        score += 12.0 if any(holds(big, place) for big in outer) else -4.0
    if place.country:
        support = context.country(place.country, one.name)
        score += min(7.0, 2.2 * math.log1p(support))
        if support <= 0 and place.kind != "country":  # a country may well be named only once
            score -= min(4.0, 1.5 * math.log1p(max(0.0, context.elsewhere(place.country, one.name))))
    if place.region and place.kind == "region":
        score += min(4.0, 2.0 * math.log1p(context.region(place.region, one.name)))
    elif place.kind in ("city", "capital", "district"):
        score += min(_MOST_BY_NEIGHBOURS, _by_neighbours(place, one, context))
    return score


def _by_neighbours(place: Place, one: Candidate, context: Context) -> float:
    """What the names that lie round a town or district add to it."""
    gain = min(7.0, 3.5 * math.log1p(context.region(place.region, one.name))) if place.region else 0.0
    gain += min(5.0, 3.5 * math.log1p(1.5 * context.company(place, one.name)))
    return gain


def holds(big: Place, small: Place) -> bool:
    """Whether one place lies in the other, by country and region."""
    if big.kind == "country":
        return small.kind != "country" and small.country == big.country
    if big.kind == "region":
        return small.kind not in ("country", "region") and small.region == big.region
    return big.kind == "district" and small.kind == "city" and small.region == big.region


def _its_town(region: Place, places: tuple[Place, ...]) -> Place:
    """The town that makes up most of a region of its name: news means the town, where it says nothing else."""
    for town in places:
        if (
            town.kind in ("city", "capital")
            and not town.weak
            and town.region == region.region
            and town.population >= _MOST_OF_REGION * region.population
        ):
            return town
    return region


def _same_spot(one: Place, other: Place) -> bool:
    """A town and the region round it are no rival places."""
    return distance_km(one.lat, one.lon, other.lat, other.lon) < 60


def _reason(place: Place, context: Context, outer: tuple[Place, ...], rivals: int) -> str:
    if outer and any(holds(big, place) for big in outer):
        return f"{title(place)}, as the words after it say"
    if rivals == 1:
        return f"{title(place)}, the only one of the name"
    if place.country and context.countries.get(place.country) and place.kind != "country":
        return f"{title(place)}, of {rivals} of the name, as the text speaks of {name_of(place.country)}"
    return f"{title(place)}, the largest of {rivals} of the name"


def title(place: Place) -> str:
    """A place with the region and country it lies in, for reasons people read."""
    region = region_named(place.region) if place.region and place.kind != "region" else None
    parts = [place.name, region.name if region else "", name_of(place.country) if place.country else ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))

"""Towns and people called like a capital: Athens in Georgia, Mr. London."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from dateline.lexicon.gazetteer import Place, places_of, region_named, regions_abbreviated

_PERSON_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Lt|Sgt|Capt|Col|Judge|Justice|Sheriff|Mayor|Coach|Officer|Detective|Senator"
    r"|Congressman|Congresswoman|Councilman|Councilwoman|Professor|Prof)\.? \Z"
)
_AGED = re.compile(r", [1-9]\d, (?:of|who|was|were|is|an?|the|said|has|had|told|from)\b")
_IN_REGION = re.compile(r" ?, ([A-Z][a-z]*\.(?:[A-Z]\.)?|[A-Z][a-z]+(?: [A-Z][a-z]+)?)")
_TOWNS = ("city", "capital")
_MOST_PLACES, _GREAT = 0.6, 300_000
_LONG = 1_500
_LEAST_NEIGHBOURS, _NO_VILLAGE, _LARGE = 2, 8_000, 30_000


class Around(NamedTuple):
    """How many towns of an article lie in each region: every one taken for the largest of its name, or for any."""

    surely: Counter[str]
    perhaps: Counter[str]


def is_called_so(text: str, start: int, end: int, *, by_age: bool = False) -> bool:
    """Whether somebody bears the name of a place here: "Mr. London", "Berlin, 43, of Bern".

    Only an age tells it of names that are no capital's (`by_age`): "Judge Oakhill County" is of a court.
    """
    if text.startswith(", ", end) and _AGED.match(text, end):
        return True
    return not by_age and bool(_PERSON_BEFORE.search(text, max(0, start - 16), start))


def is_town_in_region(name: str, text: str, end: int) -> bool:
    """ "Lebanon, Pennsylvania", "Peru, Ind.": a town that bears the name of a state."""
    found = _IN_REGION.match(text, end)
    if found is None:
        return False
    regions = {one.region for one in (regions_abbreviated(found[1]) or places_of(found[1])) if one.kind == "region"}
    return any(one.region in regions for one in places_of(name) if one.kind in _TOWNS)


def regions_of_towns(towns: Iterable[str]) -> Around:
    """In which regions the towns of an article lie."""
    different = set(towns)
    surely = Counter(region for town in different if (region := _region_of(town)))
    return Around(surely, Counter(region for town in different for region in _regions_with(town)))


def land_of(places: Iterable[str]) -> frozenset[str]:
    """The state in which most places of an article lie, of two or more: local news does not name its own state."""
    lands = Counter(land for place in set(places) if (land := _land_of(place)))
    land, most = max(lands.items(), key=lambda pair: pair[1], default=("", 0))
    return frozenset((land,)) if most >= _LEAST_NEIGHBOURS and most > _MOST_PLACES * lands.total() else frozenset()


@lru_cache(maxsize=4096)
def _land_of(name: str) -> str | None:
    """The state in which all places of a name lie, or its largest town if that is a large one."""
    places = [place for place in places_of(name) if not place.weak and place.kind != "country"]
    if len({place.country for place in places}) == 1:
        return places[0].country
    largest = max(places, key=lambda place: place.population, default=None)
    return largest.country if largest is not None and largest.population >= _GREAT else None


def country_of_namesake(name: str, country: str, text: str, around: Around) -> str | None:
    """The state of a town that bears the name of another state's capital, where the text names its region or towns."""
    found = {place.country for place in _namesakes(name, country) if _speaks_of(place, name, text, around)}
    return found.pop() if len(found) == 1 else None


def country_among_neighbours(name: str, country: str, towns: Iterable[str]) -> str | None:
    """The state of a namesake whose region all the other towns of a report share, none of which lies in `country`.

    Local news names no state: "Paris" beside a town that Tennessee has and France has not.
    """
    if any(_is_great(town) for town in towns if town != name):
        return None  # one flies to Paris from there
    others = [regions_of for town in set(towns) - {name} if (regions_of := _regions_with(town))]
    regions = frozenset.intersection(*others) if others else frozenset()
    if any(_lies_also_in(town, country) for town in towns if town != name):
        return None
    found = {
        one.country for one in _namesakes(name, country) if one.region in regions and one.population >= _NO_VILLAGE
    }
    return found.pop() if len(found) == 1 else None


def _behind(name: str, text: str) -> Iterator[re.Match[str]]:
    """What stands behind the name and a comma, wherever it does: "Rome, Ga."."""
    at = text.find(f"{name}, ")
    while at >= 0:
        found = _IN_REGION.match(text, at + len(name))
        if found is not None:
            yield found
        at = text.find(f"{name}, ", at + 1)


@lru_cache(maxsize=4096)
def _regions_behind(name: str) -> frozenset[str | None]:
    return frozenset(one.region for one in regions_abbreviated(name) if one.kind == "region")


@lru_cache(maxsize=4096)
def _is_great(town: str) -> bool:
    return any(one.population >= _GREAT for one in places_of(town))


@lru_cache(maxsize=4096)
def _lies_also_in(town: str, country: str) -> bool:
    return any(one.country == country and not one.weak for one in places_of(town))


def _speaks_of(place: Place, name: str, text: str, around: Around) -> bool:
    """Whether a text says that this town is meant: "Berlin, New Hampshire", or towns of its region and no small one."""
    region = _name_of_region(place.region or "")
    if f"{name}, " in text and any(place.region in _regions_behind(found[1]) for found in _behind(name, text)):
        return True
    if region is not None and region != name and (f"{name}, {region}" in text or f"{name} , {region}" in text):
        return True
    if place.population < _NO_VILLAGE:
        return False
    surely = around.surely.get(place.region or "", 0)
    if region is None or region not in text:
        return surely >= _LEAST_NEIGHBOURS
    return (
        surely > 0
        or around.perhaps[place.region or ""] >= _LEAST_NEIGHBOURS
        or (place.population >= _LARGE and f"{name} city" in text)
    )  # "the London city council"


@lru_cache(maxsize=4096)
def _name_of_region(region: str) -> str | None:
    known = region_named(region)
    return known.name if known is not None else None


@lru_cache(maxsize=4096)
def _region_of(town: str) -> str | None:
    places = [place for place in places_of(town) if place.kind in _TOWNS and not place.weak]
    largest = max(places, key=lambda place: place.population, default=None)
    return largest.region if largest is not None else None


@lru_cache(maxsize=4096)
def _regions_with(town: str) -> frozenset[str]:
    return frozenset(place.region for place in places_of(town) if place.kind in _TOWNS and place.region)


@lru_cache(maxsize=4096)
def _namesakes(name: str, country: str) -> tuple[Place, ...]:
    return tuple(one for one in places_of(name) if one.kind == "city" and one.country != country and one.region)


def may_be_namesake(name: str, country: str, spoken_of: frozenset[str], land: frozenset[str], text: str) -> bool:
    """Whether a town of another state may be meant by the name of a capital.

    It may if the report speaks of no state but that town's and of places there (`land`). A long report that speaks of
    no state is a local one.
    """
    if not spoken_of and len(text) <= _LONG:
        return False
    states = {place.country for place in _namesakes(name, country) if place.population >= _NO_VILLAGE}
    return bool(states) and spoken_of <= states and (not spoken_of or (bool(land) and land <= states))


def is_town_here(name: str, country: str, text: str, *, building: bool = False) -> bool:
    """ "Paris" of a report on Texas, which names no France; "Hamilton" of a report that names no Bermuda.

    A building of several words ("the White House") has no namesakes worth the doubt.
    """
    if building:
        return " " not in name and any(region in text for region in _regions_of_namesakes(name, country))
    return has_larger_namesake(name, country) or any(region in text for region in _regions_of_namesakes(name, country))


@lru_cache(maxsize=4096)
def _regions_of_namesakes(name: str, country: str) -> tuple[str, ...]:
    regions = (region_named(place.region or "") for place in _namesakes(name, country))
    return tuple(dict.fromkeys(region.name for region in regions if region is not None and region.name != name))


@lru_cache(maxsize=4096)
def has_larger_namesake(name: str, country: str) -> bool:
    """ "Hamilton", "San Jose": capitals of small states, called like larger towns elsewhere."""
    towns = [place for place in places_of(name) if place.kind in ("city", "capital") and not place.weak]
    largest = max(towns, key=lambda place: place.population, default=None)
    return largest is not None and largest.country != country

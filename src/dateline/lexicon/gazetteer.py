"""Places by name: towns, regions, districts and features from GeoNames (CC BY 4.0) and Natural Earth, and countries.

The packed columns lie in places/ beside this file; training/gazetteer.py rebuilds them.
"""

from __future__ import annotations

import gzip
import math
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.countries import all_countries, country_of_alpha2
from dateline.lexicon.tables import read_table

KINDS = ("city", "capital", "region", "district", "feature", "country")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer.

    kind: city, capital, region, district, country, feature. `region` is the first-level code within the
    country ("US.LA"), `weak` marks a name that is only a spelling in some language.
    """

    geonames_id: int | None
    name: str
    kind: str
    country: str | None
    region: str | None
    lat: float
    lon: float
    population: int
    weak: bool = False


@lru_cache(maxsize=20_000)
def places_of(name: str) -> tuple[Place, ...]:
    """Every place of that name; accents, hyphens and full stops do not matter, "St." is "Saint".

    >>> {place.country for place in places_of("Ivanovo")} >= {"RUS", "BLR"}
    True
    """
    key = _known_form(fold(name))
    columns = table()
    towns = tuple(columns.place(row, weak) for row, weak in _rows(key))
    country = _countries().get(key)
    return (*towns, country) if country else towns


@lru_cache(maxsize=50_000)
def is_place_name(name: str) -> bool:
    """Tell whether anything in the gazetteer bears that name."""
    return _is_key(_known_form(fold(name)))


def regions_abbreviated(name: str) -> tuple[Place, ...]:
    """Regions by a short form that counts only after a town: "La.", "Ont."."""
    code = _short_regions().get(name)
    region = region_named(code) if code else None
    return (region,) if region else ()


def short_regions() -> tuple[str, ...]:
    """The short forms themselves."""
    return tuple(_short_regions())


@lru_cache(maxsize=5_000)
def region_named(code: str) -> Place | None:
    """The first-level region of a code such as "US.LA"."""
    row = _region_rows().get(code)
    return table().place(row) if row is not None else None


def place_by_id(geonames_id: int) -> Place | None:
    """The place of a GeoNames number, when it is in the trimmed tables."""
    for country in _countries().values():
        if country.geonames_id == geonames_id:
            return country
    found = np.flatnonzero(table().ids == geonames_id)
    return table().place(int(found[0])) if geonames_id and len(found) else None


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points."""
    a, b = math.radians(lat), math.radians(other_lat)
    step = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(step)))


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name as the index knows it: lower case without accents, hyphens, full stops and apostrophes."""
    if not name.isascii():
        name = _COMBINING.sub("", unicodedata.normalize("NFKD", name)).translate(_LOOSE_LETTERS)
    name = " ".join(_SILENT_SIGNS.sub("", name.lower().replace("-", " ")).split())
    if name.startswith("saint "):
        return "st " + name[6:]
    return name.removeprefix("the ")


_COMBINING = re.compile(r"[\u0300-\u036f]+")
_LOOSE_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ə": "a", "–": "-"}
)
_SILENT_SIGNS = re.compile("[.'’‘ʼ`ʿʻ]")


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of the gazetteer, in the order of the folded names; further names point at rows."""

    keys: list[str]
    names: list[str]
    others: list[str]
    regions: list[str]
    kinds: NDArray[np.uint8]
    ids: NDArray[np.uint32]
    lats: NDArray[np.int16]
    lons: NDArray[np.int16]
    people: NDArray[np.uint8]
    region_numbers: NDArray[np.uint16]

    def rows_of(self, key: str) -> range:
        """The rows whose own name it is."""
        first = bisect_left(self.keys, key)
        last = first
        while last < len(self.keys) and self.keys[last] == key:
            last += 1
        return range(first, last)

    def rows_of_other(self, key: str) -> list[tuple[int, bool]]:
        """The rows of which it is a further name, and whether a weak one."""
        head = key + "\t"
        at = bisect_left(self.others, head)
        found = []
        while at < len(self.others) and self.others[at].startswith(head):
            number = self.others[at][len(head) :]
            found.append((int(number.rstrip("-")), number.endswith("-")))
            at += 1
        return found

    def place(self, row: int, weak: bool = False) -> Place:
        """One row as a place."""
        alpha2, _, inner = self.regions[self.region_numbers.item(row)].partition(".")
        return Place(
            geonames_id=self.ids.item(row) or None,
            name=self.names[row] or self.keys[row].title(),
            kind=KINDS[self.kinds.item(row)],
            country=_alpha3(alpha2),
            region=f"{alpha2}.{inner}" if inner and inner != "/" else None,
            lat=self.lats.item(row) / 100,
            lon=self.lons.item(row) / 100,
            population=int(10 ** (self.people.item(row) / 25)) - 1,
            weak=weak,
        )


@lru_cache(maxsize=1)
def table() -> Table:
    """The packed columns, unpacked once."""
    folder = files("dateline.lexicon").joinpath("places")

    def content(name: str) -> bytes:
        return gzip.decompress(folder.joinpath(f"{name}.gz").read_bytes())

    def column(name: str, kind: str) -> NDArray[Any]:
        halves = np.frombuffer(content(name), np.uint8).reshape(np.dtype(kind).itemsize, -1)
        return np.ascontiguousarray(halves.T).view(kind).ravel()

    texts = {name: content(name).decode("utf-8").split("\n") for name in ("keys", "names", "other_names", "regions")}
    return Table(
        keys=texts["keys"], names=texts["names"], others=texts["other_names"], regions=texts["regions"],
        kinds=column("kind", "u1"), ids=column("id", "<u4"), lats=column("lat", "<i2"), lons=column("lon", "<i2"),
        people=column("people", "u1"), region_numbers=column("region", "<u2"),
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def _rows(key: str) -> tuple[tuple[int, bool], ...]:
    """The rows that bear a folded name, and of each whether the name is a weak one; kept, as it is asked often."""
    columns = table()
    rows = dict.fromkeys(columns.rows_of(key), False)
    for row, weak in columns.rows_of_other(key):
        rows.setdefault(row, weak)
    return tuple(rows.items())


def _is_key(key: str) -> bool:
    return key in _countries() or bool(_rows(key))


def _known_form(key: str) -> str:
    """The name without an Arabic article, where only that is known ("al minya")."""
    if key[:3] in ("al ", "el ") and not _is_key(key):
        return key[3:]
    return key


@lru_cache(maxsize=1)
def _countries() -> dict[str, Place]:
    """Countries as places, by each of their folded names."""
    found = {}
    for country in all_countries():
        if country.lat is not None and country.lon is not None:
            place = Place(
                country.geonames_id, country.name, "country", country.alpha3, None, country.lat, country.lon, 10**7
            )
            found.update({fold(dated.text): place for dated in country.names})
    return found


@lru_cache(maxsize=1)
def _short_regions() -> dict[str, str]:
    return {row["name"]: row["region"] for row in read_table("places/short_regions.tsv")}


@lru_cache(maxsize=1)
def _region_rows() -> dict[str, int]:
    columns = table()
    rows = np.flatnonzero(columns.kinds == KINDS.index("region"))
    return {columns.regions[columns.region_numbers[row]]: int(row) for row in rows}


@lru_cache(maxsize=512)
def _alpha3(alpha2: str) -> str | None:
    country = country_of_alpha2(alpha2)
    return country.alpha3 if country else None

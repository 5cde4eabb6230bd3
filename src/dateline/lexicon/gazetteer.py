"""Places by name: cities, regions, districts and features trimmed from GeoNames (CC BY 4.0), and countries.

The packed tables lie in places/ beside this file; training/gazetteer.py rebuilds them.
"""

from __future__ import annotations

import gzip
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dateline.lexicon.countries import all_countries, country_of_alpha2
from dateline.lexicon.tables import word_set

_ARABIC_COUNTRIES = word_set("SY IQ YE LY EG SA JO LB PS SD DZ TN MA AE OM QA BH KW IR AF")
_ARABIC_ARTICLES = ("al ", "ar ", "as ", "ad ", "an ", "az ", "ash ", "at ", "el ", "ez ")
_DIRECTIONS = word_set(
    "north south east west northern southern eastern western central centre center upper lower metropolitan capital"
)
_GENERIC_ENDS = (" region", " province", " oblast", " governorate", " republic", " krai", " prefecture", " department",
                 " county", " district", " voivodeship", " canton", " state", " city")  # fmt: skip


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


def places_of(name: str) -> tuple[Place, ...]:
    """Every place of that name; accents, hyphens and full stops do not matter, "St." is "Saint".

    >>> {place.country for place in places_of("Ivanovo")} >= {"RUS", "BLR"}
    True
    """
    rows = _index().get(fold(name), ())
    return tuple(place for row in rows if (place := _place(row)) is not None)


def is_place_name(name: str) -> bool:
    """Tell whether anything in the gazetteer bears that name."""
    return fold(name) in _index()


def regions_abbreviated(name: str) -> tuple[Place, ...]:
    """Regions by a short form that counts only after a town: "La.", "Ont."."""
    return tuple(place for row in _short_regions().get(name, ()) if (place := _place(row)) is not None)


def short_regions() -> tuple[str, ...]:
    """The short forms themselves."""
    return tuple(_short_regions())


def region_named(code: str) -> Place | None:
    """The first-level region of a code such as "US.LA"."""
    row = _region_rows().get(code)
    return _place(row) if row is not None else None


def place_by_id(geonames_id: int) -> Place | None:
    """The place of a GeoNames number, when it is in the trimmed tables."""
    row = _row_of_id().get(geonames_id)
    return _place(row) if row is not None else None


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points."""
    a, b = math.radians(lat), math.radians(other_lat)
    step = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(step)))


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name as the index knows it: lower case without accents, hyphens, full stops and apostrophes."""
    return _without_lead(" ".join(_plain(name).split()))


def _plain(text: str) -> str:
    """Fold a name, or a whole table at once; tabs, bars and line ends stay where they are."""
    if not text.isascii():
        text = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
        for letter, plain in _LOOSE_LETTERS:
            text = text.replace(letter, plain)
    text = text.lower().replace("-", " ")
    for sign in _SILENT_SIGNS:
        text = text.replace(sign, "")
    return text


def _without_lead(name: str) -> str:
    if name.startswith("saint "):
        return "st " + name[6:]
    return name.removeprefix("the ")


_COMBINING = re.compile(r"[\u0300-\u036f]+")
# A few plain replacements are much faster over a whole table than one translation map.
_LOOSE_LETTERS = (("ı", "i"), ("ł", "l"), ("Ł", "L"), ("ø", "o"), ("Ø", "O"), ("đ", "d"), ("Đ", "D"))
_SILENT_SIGNS = (".", "'", "’", "‘", "ʼ", "`", "ʿ", "ʻ")

Row = tuple[str, str, bool]
"""The table a row stands in, its line, and whether the name is weak."""


@lru_cache(maxsize=1)
def _lines() -> dict[str, list[str]]:
    folder = files("dateline.lexicon").joinpath("places")
    tables = ("cities", "regions", "features")
    return {
        table: gzip.decompress(folder.joinpath(f"{table}.tsv.gz").read_bytes()).decode("utf-8").splitlines()
        for table in tables
    }


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}

    def note(name: str, row: Row) -> None:
        found.setdefault(_without_lead(name), []).append(row)

    lines = _lines()
    # The tables are folded as a whole, which is many times faster than name by name.
    for line, plain in zip(lines["cities"], _plain("\n".join(lines["cities"])).split("\n"), strict=True):
        _, name, others, alpha2, _ = plain.split("\t", 4)
        note(name, ("c", line, False))
        if name.startswith(_ARABIC_ARTICLES) and alpha2.upper() in _ARABIC_COUNTRIES:
            note(name.split(" ", 1)[1], ("c", line, False))
        for other in others.split("|") if others else ():
            note(other.lstrip("+"), ("c", line, not other.startswith("+")))
    for line, plain in zip(lines["regions"], _plain("\n".join(lines["regions"])).split("\n"), strict=True):
        _, name, others, _ = plain.split("\t", 3)
        names = {name, *(other.lstrip("+") for other in others.split("|") if not other.startswith("~"))} - {""}
        names |= {name.removesuffix(end) for end in _GENERIC_ENDS if name.endswith(end) and end != " county"}
        for one in names - _DIRECTIONS:
            note(one, ("r", line, False))
    for line, plain in zip(lines["features"], _plain("\n".join(lines["features"])).split("\n"), strict=True):
        name, _, _, _, others = plain.split("\t")
        for one in {name, *(other.strip() for other in others.split(","))} - {""}:
            note(one, ("f", line, False))
    for country in all_countries():
        for folded in {fold(dated.text) for dated in country.names}:
            note(folded, ("n", country.alpha2, False))
    return {name: tuple(dict.fromkeys(rows)) for name, rows in found.items()}


@lru_cache(maxsize=1)
def _short_regions() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for line in _lines()["regions"]:
        for other in line.split("\t")[2].split("|"):
            if other.startswith("~"):
                found.setdefault(other[1:], []).append(("r", line, False))
    return found


@lru_cache(maxsize=1)
def _region_rows() -> dict[str, Row]:
    found: dict[str, Row] = {}
    for line in _lines()["regions"]:
        columns = line.split("\t")
        if not columns[4].endswith("/"):
            found[f"{columns[3]}.{columns[4]}"] = ("r", line, False)
    return found


@lru_cache(maxsize=1)
def _row_of_id() -> dict[int, Row]:
    found: dict[int, Row] = {}
    for table, letter in (("cities", "c"), ("regions", "r")):
        for line in _lines()[table]:
            found[int(line.split("\t", 1)[0])] = (letter, line, False)
    for country in all_countries():
        found[country.geonames_id] = ("n", country.alpha2, False)
    return found


@lru_cache(maxsize=1)
def _capital_lines() -> frozenset[str]:
    """The lines of capitals: of several towns of the name in a country, the largest."""
    towns = {(country.alpha2, fold(town.text)) for country in all_countries() for town in country.capitals}
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for alpha2, folded in towns:
        for table, line, _ in _index().get(folded, ()):
            columns = line.split("\t")
            if table == "c" and columns[3] == alpha2 and fold(columns[1]) == folded:
                key = (alpha2, folded)
                largest[key] = max(largest.get(key, (0, "")), (int(columns[7]), line))
    return frozenset(line for _, line in largest.values())


@lru_cache(maxsize=50_000)
def _place(row: Row) -> Place | None:
    table, line, weak = row
    if table == "n":
        country = country_of_alpha2(line)
        if country is None or country.lat is None or country.lon is None:
            return None
        return Place(
            country.geonames_id, country.name, "country", country.alpha3, None, country.lat, country.lon, 10**7
        )
    columns = line.split("\t")
    if table == "f":
        name, lat, lon, alpha2 = columns[:4]
        return Place(None, name, "feature", _alpha3(alpha2), None, float(lat), float(lon), 5 * 10**6)
    number, name, _, alpha2, code, lat, lon, people = columns
    if table == "c":
        kind = "capital" if line in _capital_lines() else "city"
    else:
        kind = "district" if code.endswith("/") else "region"
    region = f"{alpha2}.{code.rstrip('/')}"
    return Place(int(number), name, kind, _alpha3(alpha2), region, float(lat), float(lon), int(people), weak)


def _alpha3(alpha2: str) -> str | None:
    country = country_of_alpha2(alpha2)
    return country.alpha3 if country else None

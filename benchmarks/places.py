"""Score places on LGL, GeoVirus and GeoWebNews as the record prints them: toponym F1, and of those found the share
in the right spot, in the right country and with the right GeoNames id.

Run: `python benchmarks/places.py --data DIR`, where DIR holds `places/lgl` and so on. Every row of `corpus.jsonl`
walks down the corridor. Found means overlapping; right means within 161 km of the gold point. Where a set states
no country, that of the GeoNames id counts, else the one in which the three nearest towns lie; none for continents.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np

from dateline.collect.collectors import open_inputs
from dateline.corridor import in_batches, process
from dateline.lexicon.countries import country_of_name
from dateline.lexicon.gazetteer import KINDS, distance_km, place_by_id, table
from dateline.model.annotation import PlaceMention

SETS = ("lgl", "geovirus", "geowebnews")
PLACE_TYPES = frozenset({"Literal", "Mixed", "Coercion", "Embedded_Literal", "Literal_Modifier"})
NEAR_KM, TOWN_KM = 161, 60
CONTINENTS = re.compile(r"\b(?:Africa|Asia|Europe|Americas?|Oceania|Sea|Ocean|Lake_\w+|Middle_East)\b")
UNMARKED_HEAD = re.compile(r"TITLE: .*? LINK: \S+\s")
"""GeoWebNews prints title and address before each text and marks nothing there."""


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def point(mark: dict[str, Any]) -> tuple[float, float] | None:
    """Where a gold mark lies: its own coordinates, else those of its GeoNames id."""
    if mark.get("lat") is not None:
        return float(mark["lat"]), float(mark["lon"])
    known = place_by_id(int(mark["geonames_id"])) if mark.get("geonames_id") else None
    return (known.lat, known.lon) if known else None


def country(mark: dict[str, Any]) -> str | None:
    """The country of a gold mark: stated, or of its id, or that of its page or of the towns round its point."""
    if mark.get("country"):
        return str(mark["country"])
    known = place_by_id(int(mark["geonames_id"])) if mark.get("geonames_id") else None
    if known is not None:
        return known.country
    title = unquote((mark.get("wikipedia") or "").rsplit("/", 1)[-1])
    if CONTINENTS.search(title):
        return None
    named = country_of_name(title.replace("_", " "))
    return named or (_country_round(float(mark["lat"]), float(mark["lon"])) if mark.get("lat") is not None else None)


@lru_cache(maxsize=10_000)
def _country_round(lat: float, lon: float) -> str | None:
    rows, at = _towns()
    y, x = np.radians([lat, lon])
    step = np.sin((at[:, 0] - y) / 2) ** 2 + np.cos(y) * np.cos(at[:, 0]) * np.sin((at[:, 1] - x) / 2) ** 2
    nearest = np.argsort(step)[:3]
    if 12742 * np.arcsin(np.sqrt(step[nearest[0]])) > TOWN_KM:
        return None
    found = {table().place(int(rows[number])).country for number in nearest}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _towns() -> tuple[Any, Any]:
    known = table()
    rows = np.flatnonzero(known.kinds <= KINDS.index("capital"))
    return rows, np.radians(np.column_stack([known.lats[rows], known.lons[rows]]) / 100)


def read(folder: Path) -> Iterator[tuple[str, str, list[PlaceMention]]]:
    """Each row's id and text, with the places of its record."""
    for batch in in_batches(open_inputs([str(folder / "corpus.jsonl")])):
        for found in process(batch):
            for annotated, _ in found.articles:
                yield annotated.article.found_in, annotated.article.text, list(annotated.of(PlaceMention))


def score(folder: Path, *, show: int) -> dict[str, float]:
    """The figures of one set."""
    golds = {row["id"]: row["places"] for row in lines(folder / "gold.jsonl")}
    totals: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    began = time.process_time()
    for found_in, text, places in read(folder):
        gold = golds[next(name for name in (found_in, found_in.rsplit("#", 1)[-1]) if name in golds)]
        head = UNMARKED_HEAD.match(text)
        ours = [one for one in places if head is None or one.span.start >= head.end()]
        marks = [one for one in gold if one.get("type", "Literal") in PLACE_TYPES and one["exact"][:1].isupper()]
        totals.update(ours=len(ours), gold=len(marks))
        spans = {(one.span.start, one.span.end): number for number, one in enumerate(ours)}
        used: set[int] = set()
        for mark in sorted(marks, key=lambda mark: tuple(mark["span"]) not in spans):
            start, end = mark["span"]
            touching = [n for n, one in enumerate(ours) if one.span.start < end and start < one.span.end]
            hit = next((n for n in touching if n not in used), None)
            around = text[max(0, start - 30) : end + 20].replace("\n", " ")
            if hit is None:
                faults[f"missed {mark['exact']!r} in {around!r}"] += 1
                continue
            used.add(hit)
            _count(totals, faults, mark, ours[hit], around)
        for number, one in enumerate(ours):
            if number not in used:
                around = text[max(0, one.span.start - 30) : one.span.end + 20]
                faults[f"extra  {one.exact!r} in {around!r}"] += 1
    for fault, count in sorted(faults.items(), key=lambda pair: (pair[0][:6], -pair[1]))[: show or 0]:
        print(count, fault)
    shares = {"acc161": "located", "country": "with_country", "id": "with_id"}
    return {
        "f1": 2 * totals["found"] / max(1, totals["ours"] + totals["gold"]),
        "precision": totals["found"] / max(1, totals["ours"]),
        "recall": totals["found"] / max(1, totals["gold"]),
        "exact_f1": 2 * totals["exact"] / max(1, totals["ours"] + totals["gold"]),
        **{name: totals[name] / max(1, totals[of]) for name, of in shares.items()},
        "seconds": time.process_time() - began,
    }


def _count(totals: Counter[str], faults: Counter[str], mark: dict[str, Any], one: PlaceMention, around: str) -> None:
    totals.update(found=1, exact=int((one.span.start, one.span.end) == tuple(mark["span"])))
    at, home = point(mark), country(mark)
    if at is not None:
        near = one.lat is not None and one.lon is not None and distance_km(one.lat, one.lon, *at) <= NEAR_KM
        totals.update(located=1, acc161=int(near))
        if not near:
            faults[f"far    {mark['exact']!r} {at} ours {one.name!r} {one.lat},{one.lon} in {around!r}"] += 1
    if home is not None:
        totals.update(with_country=1, country=int(one.country == home))
        if one.country != home:
            faults[f"land   {mark['exact']!r} {home} ours {one.name!r} {one.country} in {around!r}"] += 1
    if mark.get("geonames_id"):
        totals.update(with_id=1, id=int(one.geonames_id == int(mark["geonames_id"])))


def main() -> None:
    """Print one line for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0, help="print so many faults of each set")
    parser.add_argument("--only", choices=SETS)
    given = parser.parse_args()
    for name in [given.only] if given.only else SETS:
        folder = given.data / "places" / name
        if folder.is_dir():
            print(name, "  ".join(f"{key} {value:.3f}" for key, value in score(folder, show=given.show).items()))


if __name__ == "__main__":
    main()

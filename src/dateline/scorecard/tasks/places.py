"""Places: toponym F1, and of those found the share in the right spot, the right country, with the same id."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from dateline.lexicon.gazetteer import distance_km, place_by_id
from dateline.model.annotation import PlaceMention
from dateline.scorecard.faults import around, listed, unpaired
from dateline.scorecard.gold_countries import country_of
from dateline.scorecard.metrics import Score, pair_touching
from dateline.scorecard.nouns import GoldSet, Table, folders_with_gold, portion, prf
from dateline.scorecard.reading import Bench, gold_and_rows

NEAR_KM = 161
PLACE_TYPES = frozenset({"Literal", "Mixed", "Coercion", "Embedded_Literal", "Literal_Modifier"})
"""The kinds of mark that mean a place, where a set tells kinds apart (Gritta 2019)."""
UNMARKED_HEAD = re.compile(r"TITLE: .*? LINK: \S+\s")
"""GeoWebNews prints title and address before each text and marks nothing there."""


class Places:
    """Found means sharing a character, one to one; right spot means within 161 km of the gold point."""

    name = "places"
    about = "Place names and where they lie"
    usual = ("lgl", "geovirus", "geowebnews")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `places` whose gold has places."""
        return [one for one in folders_with_gold(folder / "places", self.name) if _has_places(one.path)]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set."""
        pairs = gold_and_rows(gold.path, limit=limit)
        counts: Counter[str] = Counter()
        faults: Counter[str] = Counter()
        for (wanted, row), read in zip(pairs, bench.read(row for _, row in pairs), strict=True):
            ours = sorted(read.annotated.of(PlaceMention), key=lambda one: (one.span.start, one.span.end))
            counts.update(compare(ours, wanted["places"], row["text"], faults=faults))
        toponyms = Score(counts["found"], counts["ours"], counts["gold"])
        exact = Score(counts["exact"], counts["ours"], counts["gold"])
        return Table(
            self.name,
            gold.name,
            f"{len(pairs):,} articles, {counts['gold']:,} places",
            (
                *prf("toponym", "names of places", toponyms),
                *prf("exact", "names of places, the same words", exact, only_f1=True),
                portion("acc161", "of those found, within 161 km", counts["near"], counts["located"]),
                portion("country", "of those found, the right country", counts["country"], counts["with_country"]),
                portion("exact_id", "of those found, the same GeoNames id", counts["same_id"], counts["with_id"]),
            ),
            faults=listed(faults),
        )


def compare(
    ours: list[PlaceMention], marks: list[dict[str, Any]], text: str, *, faults: Counter[str] | None = None
) -> Counter[str]:
    """Count what was found and what lies right in one text; marks with the very words of ours are paired first."""
    faults = Counter() if faults is None else faults
    head = UNMARKED_HEAD.match(text)
    ours = [one for one in ours if head is None or one.span.start >= head.end()]
    marks = [mark for mark in marks if mark.get("type", "Literal") in PLACE_TYPES and mark["exact"][:1].isupper()]
    counts: Counter[str] = Counter(ours=len(ours), gold=len(marks))
    places = [(one.span.start, one.span.end) for one in ours]
    wanted = [(mark["span"][0], mark["span"][1]) for mark in marks]
    same_words = set(wanted) & set(places)
    counts["exact"] = len(same_words)
    order = sorted(range(len(wanted)), key=lambda number: wanted[number] not in same_words)
    marks, wanted = [marks[number] for number in order], [wanted[number] for number in order]
    pairs = pair_touching(wanted, places)
    faults.update(unpaired(pairs, wanted, places, text))
    for number, hit in pairs:
        mark, one = marks[number], ours[hit]
        counts["found"] += 1
        at = point(mark)
        if at is None:
            continue
        counts["located"] += 1
        near = one.lat is not None and one.lon is not None and distance_km(one.lat, one.lon, *at) <= NEAR_KM
        counts["near"] += near
        if not near:
            said = f"{mark.get('geonames_id')} {at} ours {one.geonames_id} {one.lat} {one.lon}"
            faults[f"far {one.exact!r} {said} in {around(text, wanted[number])}"] += 1
        if country := country_of(mark):
            counts.update(with_country=1, country=int(one.country == country))
            if one.country != country:
                faults[f"land {mark['exact']!r} {country} ours {one.country} in {around(text, wanted[number])}"] += 1
        if mark.get("geonames_id"):
            counts.update(with_id=1, same_id=int(one.geonames_id == int(mark["geonames_id"])))
    return counts


def point(mark: dict[str, Any]) -> tuple[float, float] | None:
    """Where a gold mark lies: its own coordinates, else those of its GeoNames id."""
    if mark.get("lat") is not None:
        return float(mark["lat"]), float(mark["lon"])
    known = place_by_id(int(mark["geonames_id"])) if mark.get("geonames_id") else None
    return (known.lat, known.lon) if known else None


def _has_places(path: Path) -> bool:
    with (path / "gold.jsonl").open(encoding="utf-8") as rows:
        return '"places"' in rows.readline()

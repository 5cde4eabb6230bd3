"""Score places on LGL, GeoVirus and GeoWebNews: toponym F1, and of those found the share in the right spot.

Run: `python benchmarks/places.py --data DIR`, where DIR holds `places/lgl` and so on. `--parse` uses our syntax.
Found means overlapping; right means within 161 km of the gold point, the right country, the same GeoNames id.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.lexicon.gazetteer import distance_km, place_by_id
from dateline.understand.parse import Parse, empty_parse
from dateline.understand.places import resolve

SETS = ("lgl", "geovirus", "geowebnews")
PLACE_TYPES = frozenset({"Literal", "Mixed", "Coercion", "Embedded_Literal", "Literal_Modifier"})


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


def score(folder: Path, *, parses: dict[str, Parse], show: int) -> dict[str, float]:
    """The figures of one set."""
    texts = {row["id"]: row for row in lines(folder / "corpus.jsonl")}
    totals: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    seconds = 0.0
    for gold in lines(folder / "gold.jsonl"):
        text = texts[gold["id"]]["text"]
        before = time.perf_counter()
        ours = resolve(text, parses.get(gold["id"]) or empty_parse(text))
        seconds += time.perf_counter() - before
        head = UNMARKED_HEAD.match(text)
        ours = [pair for pair in ours if head is None or pair[0].start >= head.end()]
        marks = [
            mark
            for mark in gold["places"]
            if mark.get("type", "Literal") in PLACE_TYPES and mark["exact"][:1].isupper()
        ]
        totals.update(ours=len(ours), gold=len(marks), texts=1)
        used: set[int] = set()
        for mark in marks:
            start, end = mark["span"]
            hit = next(
                (n for n, (one, _) in enumerate(ours) if n not in used and one.start < end and start < one.end), None
            )
            around = text[max(0, start - 30) : end + 20].replace("\n", " ")
            if hit is None:
                faults[f"missed {mark['exact']!r} in {around!r}"] += 1
                continue
            used.add(hit)
            totals["found"] += 1
            place = ours[hit][1].place
            at = point(mark)
            if at is None:
                continue
            totals["located"] += 1
            near = place is not None and distance_km(place.lat, place.lon, *at) <= 161
            totals["near"] += near
            if not near:
                faults[f"far    {mark['exact']!r} {mark.get('geonames_id')} {at} ours {place} in {around!r}"] += 1
            if mark.get("country"):
                totals.update(with_country=1, country=int(place is not None and place.country == mark["country"]))
            if mark.get("geonames_id"):
                same = place is not None and place.geonames_id == int(mark["geonames_id"])
                totals.update(with_id=1, same_id=int(same))
        for n, (one, _) in enumerate(ours):
            if n not in used:
                faults[f"extra  {one.name!r} in {text[max(0, one.start - 30) : one.end + 20]!r}"] += 1
    for fault, count in sorted(faults.items(), key=lambda pair: (pair[0][:6], -pair[1]))[: show or 0]:
        print(count, fault)
    share = {
        name: totals[name] / max(1, totals[of])
        for name, of in (("near", "located"), ("country", "with_country"), ("same_id", "with_id"))
    }
    return {
        "f1": 2 * totals["found"] / max(1, totals["ours"] + totals["gold"]),
        "precision": totals["found"] / max(1, totals["ours"]),
        "recall": totals["found"] / max(1, totals["gold"]),
        "acc161": share["near"],
        "country": share["country"],
        "id": share["same_id"],
        "ms_per_text": 1000 * seconds / max(1, totals["texts"]),
    }


def parsed(folder: Path) -> dict[str, Parse]:
    """Every text of a set parsed with our own language core."""
    from dateline.understand.room import syntax_for

    rows = list(lines(folder / "corpus.jsonl"))
    return dict(
        zip([row["id"] for row in rows], syntax_for("default").parse([row["text"] for row in rows]), strict=True)
    )


def main() -> None:
    """Print one line for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--parse", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="print so many faults of each set")
    parser.add_argument("--only", choices=SETS)
    given = parser.parse_args()
    for name in [given.only] if given.only else SETS:
        folder = given.data / "places" / name
        if folder.is_dir():
            scores = score(folder, parses=parsed(folder) if given.parse else {}, show=given.show)
            print(name, "  ".join(f"{key} {value:.3f}" for key, value in scores.items()))


if __name__ == "__main__":
    main()

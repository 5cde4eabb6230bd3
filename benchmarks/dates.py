"""Score the time expressions on TimeBank, AQUAINT and WikiWars: spans strict and relaxed, and values.

Run: `python benchmarks/dates.py --data DIR`, where DIR holds `times/timebank` and so on.
A value counts when the span is found (relaxed) and the TIMEX value is the same, as TempEval-3 counts it.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dateline.understand.dates import find_times

SETS = ("timebank", "aquaint", "wikiwars")
UNDATED = frozenset({"wikiwars"})
Found = tuple[int, int, str | None, str]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def same_value(ours: str | None, gold: str | None) -> bool:
    """Whether two values are the same, where TIMEX2 and TIMEX3 differ only in how they write decades and centuries."""
    return plain(ours) == plain(gold)


def plain(value: str | None) -> str:
    """A value without trailing X's, seconds and zone; decades and centuries as bare digits."""
    text = re.sub(r"(T\d\d:\d\d)(:\d\d)?([+-]\d\d(:\d\d)?|Z)?$", r"\1", value or "")
    text = re.sub(r"^((?:BC)?\d\d+)X+$", r"\1", text)
    lengths = {"DE": "0Y", "CE": "00Y"}
    text = re.sub(r"^P(\d+)(DE|CE)$", lambda match: f"P{match[1]}{lengths[match[2]]}", text)
    return re.sub(r"(-XX)+$", "", text)


def score(folder: Path, *, dated: bool, show: int) -> dict[str, float]:
    """Precision, recall and F1 of one set."""
    texts = {row["id"]: row for row in lines(folder / "corpus.jsonl")}
    totals: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    seconds = 0.0
    for gold in lines(folder / "gold.jsonl"):
        row = texts[gold["id"]]
        text = row["text"]
        day = day_of(row["published_at"]) if dated else None
        before = time.perf_counter()
        ours: list[Found] = [(s.start, s.end, r.value, r.kind) for s, r, _ in find_times(text, day=day)]
        seconds += time.perf_counter() - before
        theirs = [(*mark["span"], mark["value"], mark["exact"]) for mark in gold["times"] if mark.get("span")]
        theirs = outermost(theirs)
        totals.update(ours=len(ours), gold=len(theirs), texts=1)
        used: set[int] = set()
        for start, end, value, exact in theirs:
            hit = next((n for n, one in enumerate(ours) if n not in used and one[0] < end and start < one[1]), None)
            if hit is None:
                wrong[f"missed   {exact!r} {value}"] += 1
                continue
            used.add(hit)
            one = ours[hit]
            strict = text[one[0] : one[1]].strip(" .,") == text[start:end].strip(" .,\n")
            totals.update(relaxed=1, strict=int(strict), value=int(same_value(one[2], value)))
            if not strict:
                wrong[f"span     {exact!r} ours {text[one[0] : one[1]]!r}"] += 1
            if not same_value(one[2], value):
                wrong[f"value    {exact!r} day {day} gold {value} ours {one[2]}"] += 1
        for n, one in enumerate(ours):
            if n not in used:
                context = text[max(0, one[0] - 25) : one[1] + 15].replace("\n", " ")
                wrong[f"spurious {text[one[0] : one[1]]!r} in {context!r}"] += 1
    for fault, count in sorted(wrong.items(), key=lambda pair: (pair[0][:8], -pair[1]))[: show or 0]:
        print(count, fault)
    return {
        "strict": f1(totals["strict"], totals),
        "relaxed": f1(totals["relaxed"], totals),
        "value": f1(totals["value"], totals),
        "precision": totals["relaxed"] / max(1, totals["ours"]),
        "recall": totals["relaxed"] / max(1, totals["gold"]),
        "ms_per_text": 1000 * seconds / max(1, totals["texts"]),
    }


def outermost(marks: list[tuple[int, int, Any, Any]]) -> list[tuple[int, int, Any, Any]]:
    """Marks that lie in no other mark (TIMEX2 nests)."""
    return [one for one in marks if not any(a[0] <= one[0] and one[1] <= a[1] and a is not one for a in marks)]


def f1(right: int, totals: Counter[str]) -> float:
    """F1 over what we found and what there is."""
    return 2 * right / max(1, totals["ours"] + totals["gold"])


def day_of(text: str | None) -> date | None:
    """The publication day of a row, when it is a day."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def main() -> None:
    """Print one line for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0, help="print so many faults of each set")
    parser.add_argument("--only", choices=SETS)
    given = parser.parse_args()
    for name in [given.only] if given.only else SETS:
        folder = given.data / "times" / name
        if folder.is_dir():
            scores = score(folder, dated=name not in UNDATED, show=given.show)
            print(name, "  ".join(f"{key} {value:.3f}" for key, value in scores.items()))


if __name__ == "__main__":
    main()

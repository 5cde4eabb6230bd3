"""Score time expressions against TIMEX gold: spans strict and relaxed, and values. Standard library only.

A value counts when the span is found (relaxed) and the TIMEX value is the same, as TempEval-3 counts it.
Shared by `dates.py` (ours) and `others_times.py` (other libraries, in an environment of their own).
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

SETS = ("timebank", "aquaint", "wikiwars")
UNDATED = frozenset({"wikiwars"})
"""Sets whose `published_at` is a day of download and tells nothing."""
Found = tuple[int, int, str | None, Any]
"""Start, end and value of a time expression, and whatever the reader adds."""
Reader = Callable[[str, date | None], list[Found]]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def same_value(ours: str | None, gold: str | None) -> bool:
    """Whether two values are the same, where TIMEX2 and TIMEX3 differ only in how they write decades and centuries."""
    return plain(ours) == plain(gold)


def plain(value: str | None) -> str:
    """A value without trailing X's, seconds and zone; decades and centuries as bare digits.

    Slips of the pen are no other value: "2000-02-16-TNI", "2000-W7" and "T9:00" are 2000-02-16TNI, 2000-W07 and T09:00.
    """
    text = re.sub(r"-T(?=[A-Z\d])", "T", (value or "").strip())
    text = re.sub(r"(?<=-W)(?=\d(?:\D|$))|(?<=T)(?=\d:)", "0", text)
    text = re.sub(r"(T\d\d:\d\d)(:\d\d)?([+-]\d\d(:\d\d)?|Z)?$", r"\1", text)
    text = re.sub(r"^((?:BC)?\d\d+)X+$", r"\1", text)
    lengths = {"DE": "0Y", "CE": "00Y"}
    text = re.sub(r"^P(\d+)(DE|CE)$", lambda match: f"P{match[1]}{lengths[match[2]]}", text)
    return re.sub(r"(-XX)+$", "", text)


def outermost(marks: list[Found]) -> list[Found]:
    """Marks that lie in no other mark (TIMEX2 nests)."""
    return [one for one in marks if not any(a[0] <= one[0] and one[1] <= a[1] and a is not one for a in marks)]


def f1(right: int, totals: Counter[str]) -> float:
    """F1 over what was found and what there is."""
    return 2 * right / max(1, totals["ours"] + totals["gold"])


def day_of(text: str | None) -> date | None:
    """The publication day of a row, when it is a day."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def score(
    folder: Path,
    read: Reader,
    *,
    dated: bool,
    intervals: Callable[[str], tuple[str, str] | None] | None = None,
    faults: Counter[str] | None = None,
) -> dict[str, float]:
    """Precision, recall and F1 of one set.

    With `intervals` (first and last day of a TIMEX value) and a reader whose fourth part is such a pair, "interval"
    tells how often the days are the same, of the gold values that mean days and were found.
    """
    texts = {row["id"]: row for row in lines(folder / "corpus.jsonl")}
    totals: Counter[str] = Counter()
    faults = Counter() if faults is None else faults
    seconds = 0.0
    for gold in lines(folder / "gold.jsonl"):
        row = texts[gold["id"]]
        text, day = row["text"], day_of(row["published_at"]) if dated else None
        before = time.process_time()
        ours = read(text, day)
        seconds += time.process_time() - before
        theirs = outermost(
            [(*mark["span"], mark["value"], mark["exact"]) for mark in gold["times"] if mark.get("span")]
        )
        totals.update(ours=len(ours), gold=len(theirs), texts=1, characters=len(text))
        used: set[int] = set()
        for start, end, value, exact in theirs:
            hit = next((n for n, one in enumerate(ours) if n not in used and one[0] < end and start < one[1]), None)
            if hit is None:
                faults[f"missed   {exact!r} {value}"] += 1
                continue
            used.add(hit)
            one = ours[hit]
            strict = text[one[0] : one[1]].strip(" .,") == text[start:end].strip(" .,\n")
            totals.update(relaxed=1, strict=int(strict), value=int(same_value(one[2], value)))
            days = intervals(value or "") if intervals else None
            if days is not None:
                totals.update(means_days=1, interval=int(one[3] == days))
            if not strict:
                faults[f"span     {exact!r} ours {text[one[0] : one[1]]!r}"] += 1
            if not same_value(one[2], value):
                faults[f"value    {exact!r} day {day} gold {value} ours {one[2]}"] += 1
        for n, one in enumerate(ours):
            if n not in used:
                context = text[max(0, one[0] - 25) : one[1] + 15].replace("\n", " ")
                faults[f"spurious {text[one[0] : one[1]]!r} in {context!r}"] += 1
    found = {
        "strict": f1(totals["strict"], totals),
        "relaxed": f1(totals["relaxed"], totals),
        "value": f1(totals["value"], totals),
        "precision": totals["relaxed"] / max(1, totals["ours"]),
        "recall": totals["relaxed"] / max(1, totals["gold"]),
        "ms_per_1000_characters": 1e6 * seconds / max(1, totals["characters"]),
    }
    if intervals:
        found["interval"] = totals["interval"] / max(1, totals["means_days"])
    return found

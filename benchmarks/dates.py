"""Score the time expressions on TimeBank, AQUAINT and WikiWars: spans strict and relaxed, values, and intervals.

Run: `python benchmarks/dates.py --data DIR`, where DIR holds `times/timebank` and so on.
"""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import date
from pathlib import Path

from time_scoring import SETS, UNDATED, Found, score

from dateline.lexicon.calendar import interval_of
from dateline.understand.dates import find_times, interval_for


def read(text: str, day: date | None) -> list[Found]:
    """Our times with their value and their days."""
    found: list[Found] = []
    for span, reading, form in find_times(text, day=day):
        interval = interval_for(reading, day=day, form=form)
        days = (interval.start[:10], interval.end[:10]) if interval and interval.start and interval.end else None
        found.append((span.start, span.end, reading.value, days))
    return found


def days_of(value: str) -> tuple[str, str] | None:
    """First and last day that a TIMEX value means."""
    interval = interval_of(value)
    return (interval.start[:10], interval.end[:10]) if interval and interval.start and interval.end else None


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
            faults: Counter[str] = Counter()
            scores = score(folder, read, dated=name not in UNDATED, intervals=days_of, faults=faults)
            for fault, count in sorted(faults.items(), key=lambda pair: (pair[0][:8], -pair[1]))[: given.show]:
                print(count, fault)
            print(name, "  ".join(f"{key} {value:.3f}" for key, value in scores.items()))


if __name__ == "__main__":
    main()

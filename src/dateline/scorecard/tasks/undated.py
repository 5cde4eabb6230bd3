"""Undated reports: whether the interval we give holds the day of publication, and how wide it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from dateline.model.article import DateInterval
from dateline.scorecard.nouns import COUNT, GoldSet, Measure, Table, portion
from dateline.scorecard.reading import Bench, lines


class Undated:
    """Each scrape is read alone, from its file; gold is the interval that its own words allow."""

    name = "undated"
    about = "When an undated report came out"
    usual = ("own",)

    def sets(self, folder: Path) -> list[GoldSet]:
        """The folder `undated` and its subfolders that hold a gold.jsonl."""
        base = folder / "undated"
        places = [base, *sorted(one for one in base.glob("*") if one.is_dir())]
        return [
            GoldSet(self.name, "own" if one == base else one.name, one)
            for one in places
            if (one / "gold.jsonl").is_file()
        ]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set."""
        rows = lines(gold.path / "gold.jsonl")[:limit]
        told = [(row, _published(gold.path / row["file"], bench)) for row in rows]
        found = [(row, one) for row, one in told if one is not None and one.start]
        exact = sum(days_of(one) == wanted_days(row) for row, one in found)
        held = sum(holds(one, wanted_days(row)) for row, one in found)
        touched = sum(touches(one, wanted_days(row)) for row, one in found)
        widths = [width for _, one in found if (width := days_wide(one)) is not None]
        return Table(
            self.name,
            gold.name,
            f"{len(rows):,} scrapes",
            (
                portion("exact", "the same interval as the gold", exact, len(rows)),
                portion("answered", "scrapes for which an interval is given", len(found), len(rows)),
                portion("held", "of those answered, the gold's interval lies inside", held, len(found)),
                portion("touched", "of those answered, the intervals touch", touched, len(found)),
                Measure("width", "days that our intervals are wide, median", median(widths) if widths else None,
                        form=COUNT),
            ),
        )  # fmt: skip


def wanted_days(row: dict[str, Any]) -> tuple[str | None, str | None]:
    """The gold's first and last day; either may be open."""
    wanted = row.get("published") or row.get("published_at") or row
    return (wanted.get("from") or "")[:10] or None, (wanted.get("to") or "")[:10] or None


def days_of(interval: DateInterval) -> tuple[str | None, str | None]:
    """Our first and last day."""
    return (interval.start or "")[:10] or None, (interval.end or "")[:10] or None


def holds(interval: DateInterval, wanted: tuple[str | None, str | None]) -> bool:
    """Whether the wanted interval lies inside ours; an open end of ours holds everything on that side."""
    first, last = days_of(interval)
    left = first is None or (wanted[0] is not None and first <= wanted[0])
    right = last is None or (wanted[1] is not None and wanted[1] <= last)
    return left and right


def touches(interval: DateInterval, wanted: tuple[str | None, str | None]) -> bool:
    """Whether the two intervals share a day."""
    first, last = days_of(interval)
    return (first or "0") <= (wanted[1] or "9") and (wanted[0] or "0") <= (last or "9")


def days_wide(interval: DateInterval) -> int | None:
    """How many days an interval covers; None when it is open."""
    first, last = days_of(interval)
    if first is None or last is None:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def _published(path: Path, bench: Bench) -> DateInterval | None:
    """What the record of this file alone says of its publication."""
    from dateline.app import open_dateline

    with open_dateline(syntax=bench.syntax) as dateline:
        dateline.read([str(path)])
        told = [one["published_at"] for one in dateline.record()["articles"]]
    if not told or told[0] is None:
        return None
    return DateInterval(start=told[0]["from"], end=told[0]["to"], precision=told[0]["precision"], why=told[0]["why"])

"""Times: spans strict and relaxed, TIMEX values, and the days an interval covers."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from dateline.model.annotation import TimeExpression
from dateline.scorecard.faults import listed
from dateline.scorecard.metrics import Score
from dateline.scorecard.nouns import MILLISECONDS, GoldSet, Measure, Table, f1_rows, folders_with_gold, portion
from dateline.scorecard.reading import Bench, gold_and_rows
from dateline.scorecard.timex import Found, compare

UNDATED = frozenset({"wikiwars"})
"""Sets whose `published_at` is the day of a download, which tells nothing."""


class Times:
    """A value counts when its span is found (relaxed) and the TIMEX value is the same, as TempEval-3 counts it."""

    name = "times"
    about = "Time expressions"
    usual = ("timebank", "aquaint", "wikiwars")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `times`."""
        return folders_with_gold(folder / "times", self.name)

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set."""
        pairs = gold_and_rows(gold.path, limit=limit)
        dated = gold.name not in UNDATED
        rows = [row if dated else {**row, "published_at": None} for _, row in pairs]
        counts: Counter[str] = Counter()
        faults: Counter[str] = Counter()
        for (wanted, row), read in zip(pairs, bench.read(rows), strict=True):
            ours = [as_found(one) for one in read.annotated.of(TimeExpression)]
            counts.update(compare(ours, wanted["times"], row["text"], faults=faults))
        scores = {key: Score(counts[key], counts["ours"], counts["gold"]) for key in ("strict", "relaxed", "value")}
        return Table(
            self.name,
            gold.name,
            f"{len(pairs):,} texts, {counts['gold']:,} expressions",
            (
                *f1_rows(
                    (
                        ("value", "span found and TIMEX value the same", scores["value"]),
                        ("strict", "span, strict", scores["strict"]),
                        ("relaxed", "span, relaxed", scores["relaxed"]),
                    )
                ),
                portion("relaxed_precision", "span, relaxed, precision", counts["relaxed"], counts["ours"]),
                portion("relaxed_recall", "span, relaxed, recall", counts["relaxed"], counts["gold"]),
                portion(
                    "interval", "of those found that name days, the same first and last day",
                    counts["interval"], counts["with_days"],
                ),
                Measure("milliseconds", "CPU time for 1,000 characters, dates alone", _cost(rows), form=MILLISECONDS),
            ),
            () if dated else ("The day of publication is not given to the reader: it is the day of a download.",),
            faults=listed(faults),
        )  # fmt: skip


def _cost(rows: list[dict[str, Any]]) -> float | None:
    """CPU milliseconds that the grammar of times takes for 1,000 characters."""
    from dateline.understand.dates import find_times

    days = [_day(row.get("published_at")) for row in rows]
    started = time.process_time()
    for row, day in zip(rows, days, strict=True):
        list(find_times(row["text"], day=day))
    size = sum(len(row["text"]) for row in rows)
    return 1e6 * (time.process_time() - started) / size if size else None


def _day(published: str | None) -> date | None:
    """The day of publication, where it is one."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def as_found(one: TimeExpression) -> Found:
    """A time expression as it is scored; days only where its interval is closed."""
    told = one.interval
    days = (told.start[:10], told.end[:10]) if told and told.start and told.end else None
    return one.span.start, one.span.end, one.value, days

"""The nouns of the scorecard: a set of gold, a measure, a table for each set, and the whole card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dateline.scorecard.metrics import Score
from dateline.scorecard.reading import Bench

SHARE, COUNT, RATIO, RATE, MEGABYTES, MILLISECONDS = "share", "count", "ratio", "rate", "megabytes", "milliseconds"
"""What a measure's value is: a share of 1, a number of things, a ratio, things per second, memory, CPU time."""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A set of gold that a task can score: its name and the file or folder that holds it."""

    task: str
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class BestKnown:
    """What another system reaches: its figure, on which part of the data, and who says so."""

    system: str
    figure: float
    part: str
    source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of ours; `key` is stable, `of` says over how much it was taken, None is "nothing to measure"."""

    key: str
    words: str
    value: float | None
    of: str = ""
    form: str = SHARE
    beside: tuple[BestKnown, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one set."""

    task: str
    set: str
    size: str
    measures: tuple[Measure, ...]
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    faults: tuple[str, ...] = ()
    """What went wrong, the most frequent first; for eyes on the terminal alone, since texts may not be passed on."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A set that was not scored, and why; `failed` when it was there and could not be read."""

    task: str
    set: str
    why: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """The whole scorecard of one run."""

    version: str
    tables: tuple[Table, ...]
    skipped: tuple[Skipped, ...] = ()
    limit: int | None = None
    seconds: float = 0.0
    machine: str = ""
    titles: dict[str, str] = field(default_factory=dict)


class Task(Protocol):
    """One thing that is scored: it finds its sets in a folder of gold and scores one of them at a time."""

    name: str
    about: str
    usual: tuple[str, ...]
    """The sets one expects; those that are absent are named as skipped."""

    def sets(self, folder: Path) -> list[GoldSet]:
        """List the sets that lie in the folder, known ones and others in the same layout."""
        ...

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set, or its first `limit` texts."""
        ...


def prf(key: str, words: str, score: Score, *, what: str = "", only_f1: bool = False) -> tuple[Measure, ...]:
    """The measures of one score: F1 and, unless told otherwise, precision and recall."""
    of = f"{score.wanted:,.0f} {what}".strip()
    f1 = Measure(f"{key}_f1", f"{words}, F1", score.f1 if score.wanted else None, of)
    if only_f1:
        return (f1,)
    return (
        f1,
        Measure(f"{key}_precision", f"{words}, precision", score.precision if score.found else None),
        Measure(f"{key}_recall", f"{words}, recall", score.recall if score.wanted else None),
    )


def f1_rows(scores: Iterable[tuple[str, str, Score]], *, what: str = "") -> tuple[Measure, ...]:
    """F1 alone for several scores, each with its key and words."""
    return tuple(row for key, words, one in scores for row in prf(key, words, one, what=what, only_f1=True))


def portion(key: str, words: str, hits: float, of: float, *, what: str = "") -> Measure:
    """A share with what it is a share of."""
    return Measure(key, words, hits / of if of else None, f"{of:,.0f} {what}".strip())


def folders_with_gold(folder: Path, task: str, wanted: Sequence[str] | None = None) -> list[GoldSet]:
    """The subfolders of `folder` (or the folder itself) that hold a corpus and its gold, by name."""
    found = []
    for path in [folder, *sorted(one for one in folder.glob("*") if one.is_dir())]:
        named = wanted is None or path.name in wanted
        if named and (path / "gold.jsonl").is_file() and (path / "corpus.jsonl").is_file():
            found.append(GoldSet(task, "own" if path == folder else path.name, path))
    return found

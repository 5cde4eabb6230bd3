"""Runs the tasks on the sets that are there, in one or more processes."""

from __future__ import annotations

import importlib
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from dateline.scorecard.best_known import beside
from dateline.scorecard.nouns import Card, GoldSet, Skipped, Table, Task
from dateline.scorecard.reading import Bench

TASKS = (
    "dateline.scorecard.tasks.names:Names",
    "dateline.scorecard.tasks.actors:Actors",
    "dateline.scorecard.tasks.pronouns:Pronouns",
    "dateline.scorecard.tasks.places:Places",
    "dateline.scorecard.tasks.times:Times",
    "dateline.scorecard.tasks.undated:Undated",
    "dateline.scorecard.tasks.figures:Figures",
    "dateline.scorecard.tasks.quotes:Quotes",
    "dateline.scorecard.tasks.chains:Chains",
    "dateline.scorecard.tasks.events:Events",
    "dateline.scorecard.tasks.stories:Stories",
    "dateline.scorecard.tasks.labels:Labels",
    "dateline.scorecard.tasks.claims:Claims",
    "dateline.scorecard.tasks.body_text:BodyText",
    "dateline.scorecard.tasks.metadata:Metadata",
    "dateline.scorecard.tasks.feeds:Feeds",
    "dateline.scorecard.tasks.recommendation:Recommendation",
    "dateline.scorecard.tasks.syntax:Syntax",
    "dateline.scorecard.tasks.speed:Speed",
)
"""Every task, in the order of the card."""
LONG = ("gva", "og2021", "india_police", "ecbplus", "pages", "corridor")
"""Sets that take longest go first, so that no process waits for one of them at the end."""

Told = Callable[[Table | Skipped], None]


@cache
def tasks() -> tuple[Task, ...]:
    """The tasks, loaded."""
    return tuple(_load(name)() for name in TASKS)


def names_of_tasks() -> list[str]:
    """What the tasks are called."""
    return [name.split(":")[0].rsplit(".", 1)[1] for name in TASKS]


def run(
    folders: Sequence[Path],
    *,
    only: Iterable[str] = (),
    limit: int | None = None,
    processes: int = 1,
    syntax: str = "default",
    version: str = "",
    tell: Told = lambda one: None,
) -> Card:
    """Score each task on the sets found in the folders; a set that fails is named as skipped, with the reason."""
    started = time.perf_counter()
    chosen = set(only) or set(names_of_tasks())
    jobs: list[GoldSet] = []
    skipped: list[Skipped] = []
    for task in tasks():
        if task.name in chosen:
            found = _told_apart([one for folder in folders for one in task.sets(folder)])
            jobs += found
            there = {one.name for one in found}
            skipped += [Skipped(task.name, name, "not in the folder") for name in task.usual if name not in there]
    for one in skipped:
        tell(one)
    order = {(one.task, one.name): number for number, one in enumerate(jobs)}
    made: list[Table] = []
    for outcome in _outcomes(jobs, Bench(syntax, tuple(folders)), limit=limit, processes=processes):
        tell(outcome)
        if isinstance(outcome, Table):
            made.append(outcome)
        else:
            skipped.append(outcome)
    made.sort(key=lambda one: order[one.task, one.set])
    return Card(
        version=version,
        tables=tuple(made),
        skipped=tuple(skipped),
        limit=limit,
        seconds=time.perf_counter() - started,
        machine=f"Python {platform.python_version()}, {processes} process{'es' if processes > 1 else ''}",
        titles={task.name: task.about for task in tasks() if task.name in chosen},
    )


def _told_apart(found: Sequence[GoldSet]) -> list[GoldSet]:
    """Sets of one name in several folders get numbers."""
    seen: Counter[str] = Counter()
    named = []
    for one in found:
        seen[one.name] += 1
        named.append(replace(one, name=f"{one.name} {seen[one.name]}") if seen[one.name] > 1 else one)
    return named


def score_one(gold: GoldSet, bench: Bench, limit: int | None) -> Table | Skipped:
    """Score one set, with the best known systems beside; what goes wrong with its files is told as the reason."""
    started = time.perf_counter()
    task = next(one for one in tasks() if one.name == gold.task)
    try:
        table = task.score(gold, bench, limit=limit)
    except (OSError, ValueError, KeyError, LookupError, TypeError) as fault:
        return Skipped(gold.task, gold.name, f"could not be scored ({type(fault).__name__}: {fault})", failed=True)
    measures = tuple(
        replace(one, beside=one.beside or beside(gold.task, gold.name, one.key)) for one in table.measures
    )  # fmt: skip
    return replace(table, measures=measures, seconds=time.perf_counter() - started)


def _outcomes(jobs: Sequence[GoldSet], bench: Bench, *, limit: int | None, processes: int) -> Iterable[Table | Skipped]:
    if processes == 1:
        # Memory is that of the whole process, so speed is measured before the others fill it.
        yield from (score_one(one, bench, limit) for one in sorted(jobs, key=lambda one: one.task != "speed"))
        return
    longest_first = sorted(jobs, key=lambda one: LONG.index(one.name) if one.name in LONG else len(LONG))
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for done in as_completed(pool.submit(score_one, one, bench, limit) for one in longest_first):
            yield done.result()


def _load(name: str) -> Callable[[], Task]:
    module, attribute = name.split(":")
    loaded: Callable[[], Task] = getattr(importlib.import_module(module), attribute)
    return loaded

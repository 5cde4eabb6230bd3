"""Speed and memory of the whole corridor: `python benchmarks/corridor.py --data DIR [--articles 1000]`.

Prints articles per CPU-second from end to end and for each step, as a ratio to the encoder alone (all six layers
over every sentence) on the same texts in the same run, and the peak memory of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does, before numpy is loaded
SETS = ("quotes/polnear", "clusters/gva", "places/lgl", "compare/basil", "timelines/t17")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--out", type=Path, help="write the figures as JSON")
    chosen = options.parse_args()
    rows = mixed_rows(chosen.data, chosen.articles)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        figures = measure(corpus, [row["text"] for row in rows])
    print(json.dumps(figures, indent=1))
    if chosen.out:
        chosen.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def mixed_rows(data: Path, count: int) -> list[dict[str, str]]:
    """Take articles from several open sets in turn, so that no set dominates."""
    sources = [path for name in SETS for path in sorted((data / name).glob("*corpus.jsonl"))]
    piles = [[json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in sources]
    rows: list[dict[str, str]] = []
    position = 0
    while len(rows) < count and any(position < len(pile) for pile in piles):
        rows += [pile[position] for pile in piles if position < len(pile)]
        position += 1
    return rows[:count]


def measure(corpus: Path, texts: list[str]) -> dict[str, object]:
    """Run the corridor once, then the encoder alone on the same texts."""
    from dateline import app, corridor

    steps: dict[str, float] = {}
    watch_steps(corridor, steps)
    before = time.process_time()
    with app.open_dateline() as dateline:
        dateline.read([str(corpus)])
        stories = len(dateline.stories())
        facts = dateline.counts().annotations
        record_start = time.process_time()
        record = dateline.record()
        steps["record"] = time.process_time() - record_start
    whole = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert len(record["articles"]) > 0.9 * len(texts), "most of the texts must be read for the figures to mean anything"
    alone = encoder_seconds(texts)
    return {
        "articles": len(record["articles"]),
        "stories": stories,
        "facts": facts,
        "articles_per_cpu_second": round(len(texts) / whole, 2),
        "encoder_articles_per_cpu_second": round(len(texts) / alone, 2),
        "ratio_to_encoder": round(whole / alone, 3),
        "step_ratios": {name: round(seconds / alone, 3) for name, seconds in sorted(steps.items())},
        "peak_memory_mb": round(peak),
        "python": sys.version.split()[0],
    }


def watch_steps(corridor: object, steps: dict[str, float]) -> None:
    """Add up the CPU time inside the steps, by wrapping the functions where the corridor looks them up."""
    import importlib

    for module, name, step in (
        ("dateline.read.readers", "read_capture", "read"),
        ("dateline.understand.room", "understand", "understand"),
        ("dateline.understand.room", "annotate", "of understand: extractors"),
        ("dateline.group.sketch", "sketch", "group: sketch"),
        ("dateline.group.stories", "group", "group: stories"),
        ("dateline.compare.comparison", "compare", "compare"),
    ):
        home = importlib.import_module(module)
        setattr(home, name, timed(getattr(home, name), step, steps))
    room = importlib.import_module("dateline.understand.room")
    room.running_order.cache_clear()
    for extractor in room.running_order():
        kind = type(extractor)
        kind.__call__ = timed(kind.__call__, f"of extractors: {extractor.name}", steps)


def timed(function: Callable[..., object], step: str, steps: dict[str, float]) -> Callable[..., object]:
    """Wrap a function so that its CPU seconds are added up under a name."""

    def run(*given: object, **named: object) -> object:
        with clock(step, steps):
            made = function(*given, **named)
            return list(made) if step.startswith("of extractors") else made  # type: ignore[call-overload]

    return run


@contextmanager
def clock(step: str, steps: dict[str, float]) -> Iterator[None]:
    """Add the CPU seconds of a block under a name."""
    start = time.process_time()
    yield
    steps[step] = steps.get(step, 0.0) + time.process_time() - start


def encoder_seconds(texts: list[str]) -> float:
    """CPU seconds of the encoder, all six layers, over every sentence of the texts; words are cut beforehand."""
    from syntax_speed import encoder_alone

    from dateline.understand.syntax import CoreSyntax

    work = encoder_alone(CoreSyntax().parse(texts))
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()

"""Measure what one more report costs the story engine in a small and in a large archive.

    python benchmarks/story_cost.py --data DIR [--sketches FILE] [--reports 100000] [--per-day 25]

The stream is synthetic. The dated reports of the open sets (clusters/gva, compare/basil, quotes/polnear, places/lgl)
are read once with the language core (`--sketches` keeps what came of it) and then told again round after round, so many
a day. So that rounds are not copies of one another, each round renames four in five names, people and towns (the same
name the same way within a round, so that its stories still hold together), turns half of the embedding, and each
report loses a fifth of its other words by lot. Rarity, stories and candidates are therefore like those of a stream,
but the variety of topics is that of some thousand texts: a real archive of that size knows more words.

Printed are the mean cost of a report (processor time) over one round before each mark, the live stories and the memory.
Where other programs run beside it even processor time sways, so a fixed piece of work is timed between the reports, and
the cost is also given in units of it. The limit is 1.3 times the cost at 10,000. With 25 reports a day the window of
180 days is full at 4,500; a stream that fills it later closes stories only after that mark, which costs a little too.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from dateline.group.sketch import ArticleSketch, from_payload
from dateline.group.stories import StoryFold
from dateline.scorecard.reading import Bench

SETS = ("clusters/gva", "compare/basil", "quotes/polnear", "places/lgl")
MARKS = (10_000, 20_000, 50_000, 100_000)
FIRST_DAY = 737_000
RENAMED, LOST_WORDS = 0.8, 0.2


def read_sketches(data: Path, kept: Path | None) -> list[ArticleSketch]:
    """Read the dated reports of the open sets, or take what an earlier run kept."""
    if kept is not None and kept.exists():
        return [from_payload(json.loads(line)) for line in kept.open(encoding="utf-8")]
    rows = []
    for name in SETS:
        path = data / name / "corpus.jsonl"
        rows += [json.loads(line) for line in path.open(encoding="utf-8")] if path.exists() else []
    dated = [{**row, "id": f"{number}"} for number, row in enumerate(rows) if row.get("published_at")]
    payloads = [one.sketch for one in Bench().read(dated) if one.sketch]
    if kept is not None:
        kept.write_text("\n".join(payloads) + "\n", encoding="utf-8")
    return [from_payload(json.loads(one)) for one in payloads]


def stream(sketches: Sequence[ArticleSketch], *, reports: int, per_day: int) -> Iterator[ArticleSketch]:
    """Tell the reports again and again, in the order of their days, so many a day."""
    ordered = sorted((one for one in sketches if one.day is not None), key=lambda one: (one.day, one.id))
    for number in range(reports):
        round_, at = divmod(number, len(ordered))
        yield told_again(ordered[at], round_=round_, name=f"r{number:07}", day=FIRST_DAY + number // per_day)


def told_again(one: ArticleSketch, *, round_: int, name: str, day: int) -> ArticleSketch:
    """Give a report another day, other names and words, and another turn of its embedding."""
    lot = random.Random(name)
    called = set(one.names) | set(one.people) | set(one.towns) | set(one.lead_towns)
    other = {
        word: f"{word}{round_}" if random.Random(f"{round_} {word}").random() < RENAMED else word for word in called
    }
    words = tuple(
        (sys.intern(other.get(word, word)), weight)
        for word, weight in one.words
        if word in called or lot.random() >= LOST_WORDS
    )
    inside = {word for word, _ in words}
    return replace(
        one,
        id=name,
        sort_key=(str(day), name),
        day=day,
        words=words,
        lead=tuple(word for word in (other.get(word, word) for word in one.lead) if word in inside),
        names=tuple(other.get(word, word) for word in one.names),
        people=tuple(other.get(word, word) for word in one.people),
        towns=tuple(other.get(word, word) for word in one.towns),
        lead_towns=tuple(other.get(word, word) for word in one.lead_towns),
        vector=_turned(one.vector, round_),
        signature=(),
        fingerprints=(),
    )


def _turned(vector: bytes, turns: int) -> bytes:
    values = np.frombuffer(vector, dtype=np.float16)
    half = len(values) // 2
    return np.concatenate([values[:half], np.roll(values[half:], turns)]).tobytes() if len(values) else b""


def _fixed_work() -> float:
    """Do some work of the kind the fold does, always the same, and return how many milliseconds it took."""
    begun = time.process_time()
    shared = 0.0
    for left, right in itertools.pairwise(_FIXED):
        shared += sum([left[word] * right[word] for word in left if word in right])
    return 1000 * (time.process_time() - begun)


_FIXED = [{f"word{(number * 7 + one * one) % 9_000}": 0.1 for one in range(200)} for number in range(101)]


def main() -> None:
    """Print the cost of a report as the archive grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sketches", type=Path, help="a file that keeps the sketches between runs")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--per-day", type=int, default=25)
    asked = parser.parse_args()
    sketches = read_sketches(asked.data, asked.sketches)
    print(f"{len(sketches):,} reports told again, {asked.per_day} a day")
    fold, spent, since, in_units, units = StoryFold(), 0.0, 0.0, dict[int, float](), list[float]()
    for number, one in enumerate(stream(sketches, reports=asked.reports, per_day=asked.per_day), 1):
        begun = time.process_time()
        fold.add(one)
        spent += time.process_time() - begun
        if number % 20 == 0:
            units.append(_fixed_work())
        if number + len(sketches) in MARKS:
            since, units = spent, []
        if number in MARKS:
            cost = 1000 * (spent - since) / len(sketches)
            in_units[number] = cost / statistics.mean(units)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{number:8,} reports: {cost:.2f} ms ({in_units[number]:.2f} units), "
                f"{fold.live:,} live stories, {memory:,.0f} MB",
                flush=True,
            )
    if 10_000 in in_units and 100_000 in in_units:
        ratio = in_units[100_000] / in_units[10_000]
        print(f"at 100,000 the cost in units is {ratio:.2f} times that at 10,000 (limit 1.3)")


if __name__ == "__main__":
    main()

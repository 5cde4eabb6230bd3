"""Measure the news desk under load: twenty readers at a time on a large database while feeds are being collected.

    python benchmarks/desk_store.py big.db          # once: 100,000 articles, 20,000 stories, synthetic
    python benchmarks/desk_load.py big.db [--at-a-time 20] [--seconds 60]

`dateline serve` runs in a process of its own, in single-user mode: the database is changed (the desk collects from a
server on 127.0.0.1 that publishes all the time, and is asked to visit it every five seconds). Each of the readers asks
for a page, waits for the whole answer, and asks for the next at once: nobody thinks, so this is harder than twenty
people. Four in ten ask for a story (few of them often, most rarely, as a harmonic law has it), three for the front
page, three search for words or fields. Printed are the times from question to last byte, the memory of the desk with
all its processes, and what was collected meanwhile. The readers run on the same machine and take their part of it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import aiohttp

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from dateline.pack import REPORTS  # noqa: E402
from feed_server import FakeOutlet, FeedServer  # noqa: E402

KINDS = (("story", 4), ("front page", 3), ("search", 3))
WORDS = ("earthquake", "cable", "navy pirates", '"Indian Navy"', "internet outage", "injured", "agreement", "trade")
FIELDS = ("place:Qeshm", "country:IND", "killed:>5", "type:ASSAULT", "injured:10..50 earthquake", "from:2026-10 navy")
OUTLETS = ("harbour-post", "hill-mail", "port-times", "river-wire")


@contextmanager
def desk(db: Path, port: int, feeds: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run the desk in a process of its own, collecting from this machine."""
    settings = Path(tempfile.mkdtemp()) / "load.toml"
    settings.write_text('private_addresses = ["127.0.0.0/8"]\n', encoding="utf-8")
    code = "from dateline.cli.main import main; main()"
    given = [sys.executable, "-c", code, "serve", str(db), "--single-user", "--port", str(port)]
    named = [word for feed in feeds for word in ("--feed", feed)]
    subprocess.run([*given[:3], "collect", str(db), *named, "--once", "--settings", str(settings)], check=False)
    made = subprocess.Popen(
        [*given, "--settings", str(settings)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield made
    finally:
        made.terminate()
        made.wait(20)


def publish_for_ever(outlets: list[FakeOutlet], stop: threading.Event, every: float) -> None:
    """Publish one report after another, told again from the bundled ones."""
    rows = [json.loads(line) for line in REPORTS.read_text("utf-8").splitlines()]
    number = 0
    while not stop.wait(every):
        row = rows[number % len(rows)]
        title = row.get("headline") or row["text"].split("\n")[0][:90]
        outlets[number % len(outlets)].publish(f"{title} ({number})", row["text"], at=datetime.now(UTC))
        number += 1


def visit_for_ever(db: Path, feeds: set[str], stop: threading.Event, every: float) -> None:
    """Have the desk visit the feeds again and again; by itself it would let five minutes pass between two visits."""
    from dateline.desk.opening import open_desk
    from dateline.desk.settings import Settings

    asking = open_desk(db, Settings(collect=False))
    ids = [one.feed.id for one in asking.sources.all() if one.feed.address in feeds]
    while not stop.wait(every):
        for feed_id in ids:
            asking.sources.visit_now(feed_id)
    asking.close()


def addresses(db: Path, lot: random.Random) -> Iterator[tuple[str, str]]:
    """Kinds and addresses of pages, for ever."""
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as base:
        stories = [row[0] for row in base.execute("SELECT story_id FROM story_card ORDER BY last_new DESC")]
    weights = [1 / (place + 10) for place in range(len(stories))]
    kinds, shares = zip(*KINDS, strict=True)
    while True:
        kind = lot.choices(kinds, shares)[0]
        if kind == "story":
            yield kind, f"/story/{lot.choices(stories, weights)[0]}"
        elif kind == "search":
            yield kind, f"/search?q={quote(lot.choice(WORDS + FIELDS))}"
        else:
            yield kind, "/"


async def read(base: str, asked: Iterator[tuple[str, str]], until: float, took: dict[str, list[float]]) -> None:
    """One reader: asks, waits, asks again."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as session:
        while time.monotonic() < until:
            kind, address = next(asked)
            began = time.perf_counter()
            async with session.get(base + address) as answer:
                await answer.read()
                ended = time.perf_counter()
                took[kind if answer.status == 200 else f"{kind} {answer.status}"].append(ended - began)


async def readers(base: str, db: Path, count: int, seconds: float, seed: int) -> dict[str, list[float]]:
    """Let so many readers ask at a time."""
    took: dict[str, list[float]] = defaultdict(list)
    asked = addresses(db, random.Random(seed))
    until = time.monotonic() + seconds
    await asyncio.gather(*(read(base, asked, until, took) for _ in range(count)))
    return took


def memory_of(process: int) -> float:
    """Memory that a process and its children hold alone or share once, in megabytes (proportional set size)."""
    total, found = 0, [process]
    while found:
        one = found.pop()
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text("ascii")
            found += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text("ascii").split()]
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def wait_for(base: str, seconds: float = 120.0) -> None:
    """Wait until the desk answers."""
    from urllib.request import urlopen

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urlopen(base + "/about", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the desk does not answer")


def told(times: list[float]) -> str:
    """Median, 95th percentile and longest, in milliseconds."""
    listed = sorted(times)
    at = [listed[min(len(listed) - 1, int(len(listed) * part))] * 1000 for part in (0.5, 0.95)]
    return f"{len(listed):6,} answers   median {at[0]:6.0f}   p95 {at[1]:6.0f}   longest {listed[-1] * 1000:6.0f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db", type=Path)
    parser.add_argument("--at-a-time", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--warm", type=float, default=20.0, help="seconds of the same load before it counts")
    parser.add_argument("--every", type=float, default=2.0, help="seconds between two new reports")
    parser.add_argument("--port", type=int, default=8077)
    asked = parser.parse_args()
    base = f"http://127.0.0.1:{asked.port}"
    stop = threading.Event()
    with FeedServer() as server:
        outlets = [FakeOutlet(server, name) for name in OUTLETS]
        publisher = threading.Thread(target=publish_for_ever, args=(outlets, stop, asked.every), daemon=True)
        publisher.start()
        with desk(asked.db, asked.port, [one.feed for one in outlets]) as process:
            wait_for(base)
            feeds = {one.feed for one in outlets}
            visitor = threading.Thread(target=visit_for_ever, args=(asked.db, feeds, stop, 5.0), daemon=True)
            visitor.start()
            asyncio.run(readers(base, asked.db, asked.at_a_time, asked.warm, 1))
            before = _articles(asked.db)
            took = asyncio.run(readers(base, asked.db, asked.at_a_time, asked.seconds, 2))
            memory, after = memory_of(process.pid), _articles(asked.db)
            stop.set()
            visitor.join()
    for kind, times in sorted(took.items()):
        print(f"{kind:12} {told(times)}")
    print(f"{'together':12} {told([one for times in took.values() for one in times])}")
    print(f"memory {memory:,.0f} MB with all processes; {after - before} reports were taken in meanwhile")


def _articles(db: Path) -> int:
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as base:
        return int(base.execute("SELECT count(*) FROM article").fetchone()[0])


if __name__ == "__main__":
    main()

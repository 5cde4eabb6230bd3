"""Kills a collecting desk with kill -9 at random moments, again and again, and counts what was lost or done twice.

    python benchmarks/kill_nine.py --kills 50

A server on 127.0.0.1 publishes reports while a desk in a process of its own collects and reads. After each kill the
database must open. At the end the desk runs undisturbed until nothing is left to do, and then:

- acknowledged means kept: every capture, link and article seen in the database after a kill is there at the end;
- every report published is captured exactly once, and read exactly once;
- no page was asked for more often than kills can explain (an answer that was not kept yet is asked for again).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from feed_server import FakeOutlet, FeedServer  # noqa: E402

LEASE = 2.0
"""How long a killed worker's work is held, in seconds: two minutes in daily life, short here so that it comes back."""
PAGE_TAKES = 0.3
"""How long the server thinks before each answer, so that kills come in the middle of fetching, too."""
OUTLETS = ("harbour-post", "hill-mail", "port-times")
QUESTIONS = {
    "capture": "SELECT sha256 || found_in || position FROM capture",
    "link": "SELECT key || state FROM link WHERE state != 'waiting'",
    "article": "SELECT id FROM article",
    "feed": "SELECT address FROM feed",
}


@dataclass
class Outcome:
    """What the kills did."""

    kills: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    published: int = 0
    captures: int = 0
    articles: int = 0
    stories: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    asked_again: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost, left out or done twice."""
        return not (self.lost or self.twice or self.missing or self.broken)


def collect(db: str, *, until_done: bool) -> None:
    """What runs in the process that is killed: a desk that collects; or, at the end, until nothing is left."""
    from dateline.collect.politeness import Manners
    from dateline.desk.collecting import Collecting
    from dateline.desk.context import DeskContext
    from dateline.desk.settings import Settings
    from dateline.storage.sqlite import SqliteStore

    context = DeskContext(SqliteStore(db), settings=Settings(private_addresses=("127.0.0.0/8",)))
    collecting = Collecting(context, manners=Manners(delay=0.01), lease=LEASE)

    async def run() -> None:
        if until_done:
            time.sleep(LEASE + 1)
            for _ in range(3):
                await collecting.run_once(everything=True)
            return
        with context.store.writer() as writer:
            for feed in writer.feeds.all():
                writer.feeds.jobs.plan("visit", str(feed.id), due_at=context.now(), host=feed.address)
        await collecting.start()
        await asyncio.Event().wait()

    print("ready", flush=True)
    asyncio.run(run())


def kill_again_and_again(folder: Path, *, kills: int, chance: random.Random, longest: float) -> Outcome:
    """Run the desk, kill it, look at what it kept; so many times, and then to the end."""
    outcome = Outcome()
    db = folder / "news.db"
    with FeedServer() as server:
        server.pause = PAGE_TAKES
        outlets = [server.outlet(name, longest=500) for name in OUTLETS]
        _add_feeds(db, server, outlets)
        acknowledged: dict[str, set[str]] = {name: set() for name in QUESTIONS}
        for _ in range(kills):
            for outlet in outlets:
                _publish(outlet, count=chance.randint(0, 2))
            process = _start(db)
            time.sleep(chance.uniform(0.0, longest))
            outcome.moments[_kill(process, db, workers_too=chance.random() < 0.7)] += 1
            outcome.kills += 1
            _look(db, acknowledged, outcome)
        subprocess.run([sys.executable, __file__, "--collect", str(db), "--until-done"], check=True)
        _look(db, acknowledged, outcome)
        _count(db, server, outlets, outcome)
    return outcome


def _add_feeds(db: Path, server: FeedServer, outlets: Sequence[FakeOutlet]) -> None:
    from dateline.desk.context import DeskContext
    from dateline.desk.sources import Sources
    from dateline.storage.sqlite import SqliteStore

    store = SqliteStore(db)
    Sources(DeskContext(store)).bring_in_opml(server.opml(list(outlets)).encode())
    store.close()


def _publish(outlet: FakeOutlet, *, count: int) -> None:
    for _ in range(count):
        number = len(outlet.reports) + 1
        outlet.publish(
            f"{number} boats sink off {outlet.title}",
            f"PORT SEL - A storm sank {number} boats off {outlet.title} on Friday, the coast guard said.\n\n"
            f'"We lost {number} boats in one night," said Mayor Ana Ruiz.',
            at=datetime.now(UTC),
        )


def _start(db: Path) -> subprocess.Popen[str]:
    """Start a desk in a group of its own, and wait until it begins."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--collect", str(db)], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    if process.stdout is None or process.stdout.readline().strip() != "ready":
        raise RuntimeError("the desk did not begin")
    return process


def _kill(process: subprocess.Popen[str], db: Path, *, workers_too: bool) -> str:
    """Kill the desk, with its workers or alone, and tell what it was in the middle of."""
    question = "SELECT DISTINCT CASE kind WHEN 'lock' THEN 'reading' ELSE kind END FROM job WHERE leased_by LIKE ?"
    with sqlite3.connect(db, timeout=30) as asked:
        held = {kind for (kind,) in asked.execute(question, (f"%:{process.pid}:%",))}
    if workers_too:
        os.killpg(process.pid, signal.SIGKILL)
    else:  # its workers find themselves alone and end
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    return " and ".join(sorted(held)) or "nothing in hand"


def _look(db: Path, acknowledged: dict[str, set[str]], outcome: Outcome) -> None:
    """Open the database as it was left; what was kept once must be there for good."""
    with sqlite3.connect(db, timeout=30) as asked:
        health = asked.execute("PRAGMA integrity_check").fetchone()[0]
        if health != "ok":
            outcome.broken.append(f"after kill {outcome.kills}: {health}")
        for name, question in QUESTIONS.items():
            now = {one for (one,) in asked.execute(question)}
            outcome.lost += [f"{name} {one}" for one in sorted(acknowledged[name] - now)]
            acknowledged[name] |= now


def _count(db: Path, server: FeedServer, outlets: Sequence[FakeOutlet], outcome: Outcome) -> None:
    """Count at the end: every report once captured and once read; how often pages were asked for again."""
    published = {outlet.page(one.number) for outlet in outlets for one in outlet.reports}
    with sqlite3.connect(db) as asked:
        captures = Counter(one for (one,) in asked.execute("SELECT found_in FROM capture"))
        read = Counter(
            one
            for (one,) in asked.execute(
                "SELECT capture.found_in FROM article JOIN capture ON capture.number = article.capture_number"
            )
        )
        outcome.stories = asked.execute("SELECT count(*) FROM story").fetchone()[0]
        members = [json.loads(one)["members"] for (one,) in asked.execute("SELECT payload FROM story")]
        waiting = asked.execute("SELECT count(*) FROM job WHERE kind = 'page'").fetchone()[0]
    in_stories = Counter(member["article_id"] for story in members for member in story)
    outcome.published, outcome.captures, outcome.articles = len(published), captures.total(), read.total()
    outcome.missing = [f"{one} was not captured" for one in sorted(published - captures.keys())]
    outcome.missing += [f"{one} was not read" for one in sorted(published - read.keys())]
    if in_stories.total() < read.total():
        outcome.missing.append(f"{read.total() - in_stories.total()} articles stand in no story")
    if waiting:
        outcome.missing.append(f"{waiting} pages still wait")
    outcome.twice = [f"{one} was captured {n} times" for one, n in captures.items() if n > 1]
    outcome.twice += [f"{one} was read {n} times" for one, n in read.items() if n > 1]
    outcome.twice += [f"article {one} stands in {n} stories" for one, n in in_stories.items() if n > 1]
    asked_for = Counter(one for one in server.paths() if one.endswith(".html"))
    outcome.asked_again = sum(n - 1 for n in asked_for.values())


def main(given: Sequence[str] | None = None) -> int:
    """Kill, count, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--longest", type=float, default=12.0, help="seconds until a kill, at most")
    parser.add_argument("--collect", help=argparse.SUPPRESS)
    parser.add_argument("--until-done", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args(given)
    if told.collect:
        collect(told.collect, until_done=told.until_done)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill_again_and_again(
            Path(folder), kills=told.kills, chance=random.Random(told.seed), longest=told.longest
        )
    print(f"killed {outcome.kills} times, in the middle of:")
    for what, count in outcome.moments.most_common():
        print(f"  {count:3d}  {what}")
    print(f"{outcome.published} reports published, {outcome.captures} captured, {outcome.articles} read")
    print(
        f"{outcome.stories} stories; pages asked for again because a kill came before they were kept: "
        f"{outcome.asked_again}"
    )
    for name in ("broken", "lost", "twice", "missing"):
        faults = getattr(outcome, name)
        print(f"{name}: {len(faults)}")
        for one in faults[:10]:
            print(f"  {one}")
    return 0 if outcome.is_well else 1


if __name__ == "__main__":
    sys.exit(main())

"""What is unread is read: in small batches in a worker process, which then groups and compares.

The worker has the store open itself, so that neither the reading nor the grouping runs where readers are answered. It
writes one capture in each transaction, and only while its process holds the lock on reading: two processes on one
file never read the same capture twice.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from dateline.desk.captures import FEED_TEXT as FLAGGED
from dateline.desk.captures import own_capture
from dateline.desk.context import DeskContext
from dateline.desk.jobs import READING, Jobs, LostLease
from dateline.model.article import Article, Failure
from dateline.model.feed import FEED_TEXT
from dateline.runner.crew import Worker, WorkerDied

if TYPE_CHECKING:
    from dateline.storage.sqlite import SqliteStore, SqliteWriter

AT_ONCE = 16
BATCH_TAKES, ONE_TAKES, COMPARING_TAKES = 300.0, 120.0, 7200.0
"""So many seconds a worker may take for a batch, for one capture alone, and for grouping and comparing."""
_OFTEN = 15.0
"""While there is more to read, stories are compared at most so often, and for a quarter of the time."""

PAYWALL = "paywall"
_TAG = re.compile(r"<[^<>]*>")

_STORES: dict[str, SqliteStore] = {}


@dataclass(frozen=True, slots=True)
class Read:
    """What one batch gave."""

    captures: int
    articles: int
    failures: int


@dataclass(slots=True)
class Reading:
    """Reads what is unread; `after` is called, in a thread, each time stories were compared."""

    context: DeskContext
    jobs: Jobs
    worker: Worker
    syntax: str = "default"
    after: list[Callable[[], None]] = field(default_factory=list)
    is_behind: bool = True
    """Whether there may be articles that no story was made with yet; at the beginning nobody knows."""
    compared_at: float = 0.0
    comparing_took: float = 0.0

    async def read_all(self) -> Read:
        """Read all that is unread, and compare; nothing when another process does so already."""
        if not await asyncio.to_thread(self.jobs.take_lock, READING):
            return Read(0, 0, 0)
        captures = articles = failures = 0
        while batch := await self._batch():
            if not batch.captures:
                break
            captures += batch.captures
            articles += batch.articles
            failures += batch.failures
            self.is_behind = self.is_behind or batch.articles > 0
            if time.monotonic() - self.compared_at > max(_OFTEN, 3 * self.comparing_took):
                await self._compare()
        await self._compare()
        return Read(captures, articles, failures)

    async def _batch(self) -> Read:
        try:
            return await self._read(AT_ONCE, BATCH_TAKES)
        except WorkerDied:
            return await self._one_by_one()

    async def _read(self, most: int, timeout: float) -> Read:
        path, who = self.context.store.path, self.jobs.who
        return await self.worker.call(read_some, path, who, most, self.context.now(), self.syntax, timeout=timeout)

    async def _one_by_one(self) -> Read:
        """After a batch that ended its worker: find the capture that does it, and leave it out with a word."""
        captures = articles = failures = 0
        for _ in range(AT_ONCE):
            try:
                one = await self.worker.call(
                    read_some,
                    self.context.store.path,
                    self.jobs.who,
                    1,
                    self.context.now(),
                    self.syntax,
                    timeout=ONE_TAKES,
                )
            except WorkerDied as fault:
                await asyncio.to_thread(self._leave_out, str(fault))
                one = Read(1, 0, 1)
            if not one.captures:
                break
            captures, articles, failures = (
                captures + one.captures,
                articles + one.articles,
                failures + one.failures,
            )
        return Read(captures, articles, failures)

    def _leave_out(self, why: str) -> None:
        """Note that the first unread capture cannot be read."""
        with self.context.store.view() as view:
            first = next(view.captures(unread_only=True), None)
        if first is None:
            return
        number, capture = first
        with self.context.store.writer() as writer:
            if not writer.feeds.jobs.still_holds(READING, who=self.jobs.who):
                raise LostLease(READING)
            words = f"could not be read: reading it {why}; left out"
            writer.save_read(number, (), (Failure(capture.found_in, "read", words),))

    async def _compare(self) -> None:
        if not self.is_behind:
            return
        began = time.monotonic()
        await self.worker.call(compare_all, self.context.store.path, self.jobs.who, timeout=COMPARING_TAKES)
        self.compared_at = time.monotonic()
        self.comparing_took = self.compared_at - began
        self.is_behind = False
        for told in self.after:
            await asyncio.to_thread(told)


def read_some(path: str, who: str, most: int, now: str, syntax: str) -> Read:
    """Read the first unread captures, in a worker process; each is kept by itself."""
    from dateline import corridor

    store = _store(path)
    with store.view() as view:
        unread = list(islice(view.captures(unread_only=True), most))
    with corridor.rare_searches_for_garbage():
        found = corridor.process([capture for _, capture in unread], syntax=syntax) if unread else []
    articles = failures = 0
    for (number, _), one in zip(unread, found, strict=True):
        with store.writer() as writer:
            if not writer.feeds.jobs.still_holds(READING, who=who):
                raise LostLease(READING)
            writer.save_read(number, one.articles, one.failures)
            fall_back(writer, number, [annotated.article for annotated, _ in one.articles], now=now)
        articles += len(one.articles)
        failures += len(one.failures)
    return Read(len(unread), articles, failures)


def compare_all(path: str, who: str) -> None:
    """Group and compare what was read, in a worker process."""
    from dateline import corridor

    store = _store(path)
    with store.writer() as writer:
        if not writer.feeds.jobs.still_holds(READING, who=who):
            raise LostLease(READING)
    with corridor.rare_searches_for_garbage():
        corridor.compare_stories(store)


def fall_back(writer: SqliteWriter, number: int, articles: Sequence[Article], *, now: str) -> None:
    """Where a page gave no article, or only what stands before a paywall, take what its feed carries of it.

    Once a page is read, what the feed carries is needed no more.
    """
    link = writer.feeds.link_of(number)
    if link is None or link.told is None:
        return
    told: dict[str, object] = {"told": None}
    longest = max((len(one.text) for one in articles if PAYWALL not in one.flags), default=0)
    before_wall = max((len(one.text) for one in articles), default=0)
    own = own_capture(link, now=now, flag=FLAGGED)
    if not longest and own is not None and len(_TAG.sub("", link.told)) > before_wall:
        why = "the page is behind a paywall" if articles else "no story text was found on the page"
        told |= {"state": FEED_TEXT, "message": why}
        if (added := writer.add_capture(own)) is not None:
            told["capture_number"] = added
    writer.feeds.change_link(link.id, **told)


def _store(path: str) -> SqliteStore:
    """Open the store of this process, once."""
    from dateline.storage.sqlite import SqliteStore

    if path not in _STORES:
        _STORES[path] = SqliteStore(path)
    return _STORES[path]

"""What is unread is read: in small batches in a worker process, which then groups and compares.

The worker has the store open itself, so that neither the reading nor the grouping runs where readers are answered. It
writes one capture in each transaction, and only while its process holds the lock on reading: two processes on one
file never read the same capture twice.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, cast

from dateline.desk.captures import FEED_TEXT as FLAGGED
from dateline.desk.captures import from_feed, own_capture
from dateline.desk.context import DeskContext
from dateline.desk.jobs import READING, Jobs, LostLease
from dateline.model.article import Article, Capture, Failure
from dateline.model.feed import FEED_TEXT
from dateline.model.story import days_said
from dateline.runner.crew import Worker, WorkerDied

if TYPE_CHECKING:
    from dateline.desk.kept_pages import Beside
    from dateline.storage.sqlite import SqliteStore, SqliteView, SqliteWriter

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
    workers: Sequence[Worker]
    syntax: str = "default"
    after: list[Callable[[], None]] = field(default_factory=list)
    beside: Beside | None = None
    """What pages of stories that are made beforehand have beside them."""
    is_behind: bool = True
    """Whether there may be articles that no story was made with yet; at the beginning nobody knows."""
    compared_at: float = 0.0
    comparing_took: float = 0.0

    async def read_all(self) -> Read:
        """Read all that is unread, and compare; nothing when another process does so already."""
        if not await asyncio.to_thread(self.jobs.take_lock, READING):
            return Read(0, 0, 0)
        captures = articles = failures = 0
        pause = 0.0  # the first stories are shown at once
        while (batch := await self._batch()).captures:
            captures += batch.captures
            articles += batch.articles
            failures += batch.failures
            self.is_behind = self.is_behind or batch.articles > 0
            if time.monotonic() - self.compared_at > max(pause, 3 * self.comparing_took):
                await self._compare()
                pause = _OFTEN
        await self._compare()
        if articles:
            await self.prepare_pages()
        return Read(captures, articles, failures)

    async def prepare_pages(self) -> bool:
        """Make some pages of stories beforehand; tell whether there may be more to make."""
        try:
            return await self.workers[0].call(prepare, self.context.store.path, self.beside, timeout=BATCH_TAKES) > 0
        except WorkerDied:  # then the first reader of a story makes its page
            return False

    async def _batch(self) -> Read:
        """Read the first captures that are unread, some in each worker; none further until all of them are read.

        So nothing is ever read after what came later, and grouping goes on from where it was.
        """
        numbers = await asyncio.to_thread(self._unread, AT_ONCE * len(self.workers))
        parts = [numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)]
        reads = await asyncio.gather(
            *(self._part(worker, part) for worker, part in zip(self.workers, parts, strict=False))
        )
        return _together(reads)

    async def _part(self, worker: Worker, numbers: Sequence[int]) -> Read:
        try:
            return await self._read(worker, numbers, BATCH_TAKES)
        except WorkerDied:
            return await self._one_by_one(worker, numbers)

    async def _one_by_one(self, worker: Worker, numbers: Sequence[int]) -> Read:
        """After a batch that ended its worker: find the capture that does it, and leave it out with a word."""
        reads = []
        for number in numbers:
            try:
                reads.append(await self._read(worker, [number], ONE_TAKES))
            except WorkerDied as fault:
                await asyncio.to_thread(self._leave_out, number, str(fault))
                reads.append(Read(1, 0, 1))
        return _together(reads)

    async def _read(self, worker: Worker, numbers: Sequence[int], timeout: float) -> Read:
        path, who, now = self.context.store.path, self.jobs.who, self.context.now()
        return await worker.call(read_some, path, who, tuple(numbers), now, self.syntax, timeout=timeout)

    def _unread(self, limit: int) -> list[int]:
        with self.context.store.view() as view:
            return view.feeds.unread(limit=limit)

    def _leave_out(self, number: int, why: str) -> None:
        """Note that a capture cannot be read."""
        with self.context.store.view() as view:
            found_in = "".join(one.found_in for _, one in _first_unread(view, [number]))
        with self.context.store.writer() as writer:
            if not writer.feeds.jobs.still_holds(READING, who=self.jobs.who):
                raise LostLease(READING)
            words = f"could not be read: reading it {why}; left out"
            writer.save_read(number, (), (Failure(found_in, "read", words),))

    async def _compare(self) -> None:
        if not self.is_behind:
            return
        path, who = self.context.store.path, self.jobs.who
        self.comparing_took = await self.workers[0].call(compare_all, path, who, timeout=COMPARING_TAKES)
        self.compared_at = time.monotonic()
        self.is_behind = False
        for told in self.after:
            await asyncio.to_thread(told)


def _together(reads: Sequence[Read]) -> Read:
    return Read(
        sum(one.captures for one in reads), sum(one.articles for one in reads), sum(one.failures for one in reads)
    )


def read_some(path: str, who: str, numbers: Sequence[int], now: str, syntax: str) -> Read:
    """Read captures, in a worker process, those that are still unread; each is kept by itself."""
    from dateline import corridor

    store = store_at(path)
    with store.view() as view:
        unread = _first_unread(view, numbers)
        days = days_said(view.judgements())
    with corridor.rare_searches_for_garbage():
        found = corridor.process([capture for _, capture in unread], syntax=syntax, days=days) if unread else []
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


def _first_unread(view: SqliteView, numbers: Sequence[int]) -> list[tuple[int, Capture]]:
    """Return those of some captures that are unread; all else that is unread comes after them."""
    wanted = set(numbers)
    stream = cast(Generator[tuple[int, Capture], None, None], view.captures(unread_only=True))
    try:
        return list(islice(((at, one) for at, one in stream if at in wanted), len(wanted)))
    finally:
        # A question that is half answered would keep the connection at an old picture, and then the next transaction
        # on it could not write.
        stream.close()


def compare_all(path: str, who: str) -> float:
    """Group and compare what was read, in a worker process; return how many seconds that took."""
    from dateline import corridor

    store = store_at(path)
    with store.writer() as writer:
        if not writer.feeds.jobs.still_holds(READING, who=who):
            raise LostLease(READING)
    began = time.monotonic()
    with corridor.rare_searches_for_garbage():
        corridor.compare_stories(store)
    return time.monotonic() - began


def prepare(path: str, beside: Beside | None) -> int:
    """Render the newest stories that have no page yet, in a worker process."""
    from dateline.desk.kept_pages import prepare_pages

    return prepare_pages(store_at(path), beside=beside)


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
    own = own_capture(link, now=now, flags=FLAGGED)
    if not longest and own is not None and len(_TAG.sub("", link.told)) > before_wall:
        why = "the page is behind a paywall" if articles else "no story text was found on the page"
        told |= {"state": FEED_TEXT, "message": why}
        feed = writer.feeds.find(link.feed_id) if link.feed_id is not None else None
        if (added := writer.add_capture(from_feed(own, feed))) is not None:
            told["capture_number"] = added
    writer.feeds.change_link(link.id, **told)


def store_at(path: str) -> SqliteStore:
    """Open the store of this process, once."""
    from dateline.storage.sqlite import SqliteStore

    if path not in _STORES:
        _STORES[path] = SqliteStore(path)
    return _STORES[path]

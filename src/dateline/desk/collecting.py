"""The desk at work: due feeds are visited, pages fetched, what came is read; day by day, or once.

    feeds that are due -> visits -> links -> pages -> captures -> read, grouped and compared in a worker process

All of it runs on one event loop beside the web; the store is written in threads, heavy steps run in worker processes
(one parses feeds, others read reports). What a step has done is kept in one transaction with the end of its job, so
that a process may be killed at any moment: nothing that was kept is lost, nothing is done twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dateline.collect.fetch import Fetcher
from dateline.collect.guard import Guard
from dateline.collect.politeness import Manners
from dateline.desk.context import DeskContext
from dateline.desk.fetching import Pages
from dateline.desk.intake import Taken
from dateline.desk.jobs import FILE, PAGE, VISIT, Jobs, LostLease
from dateline.desk.local_places import look_at_place
from dateline.desk.reading import Read, Reading
from dateline.desk.visits import Visits, plan_visit
from dateline.model.feed import Feed, Job
from dateline.runner.crew import GIVES_ALL_WAY, Worker, WorkerDied

if TYPE_CHECKING:
    from dateline.desk.kept_pages import Beside

VISITS_AT_ONCE, PAGES_AT_ONCE, PAGES_IN_A_ROW = 6, 10, 5
"""So many feeds are visited at a time, so many hosts asked for pages, and so many pages taken on for one host."""
TICK = 1.0
"""So often, in seconds, it is looked whether something is due."""
LOOK_FOR_UNREAD = 30.0
"""Other programs may bring captures in (`dateline read --db`): so often it is looked for them."""
BETWEEN_PAGES = 0.2
"""So many seconds lie between two handfuls of pages that are made beforehand."""
PLACES_TAKE = 7200.0
AFTER_OUR_FAULT, AFTER_A_BREAK = 1800.0, 30.0
KEEP_VISITS = timedelta(days=90)

_log = logging.getLogger("dateline.collecting")
Work = Callable[[Job], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Round:
    """What one round brought: visits made, new captures, articles read, captures that could not be read."""

    visits: int = 0
    captures: int = 0
    articles: int = 0
    failures: int = 0


@dataclass(slots=True)
class Progress:
    """What the desk is doing right now, for the page of sources."""

    is_running: bool = False
    is_reading: bool = False
    visits: int = 0
    captures: int = 0
    articles: int = 0
    failures: int = 0
    fault: str | None = None


class Collecting:
    """Collects for a desk. `lease` is for how many seconds work is held, `manners` how hosts are asked.

    `parser` is a worker process for feeds and files, which stays open; without it some are started when needed.
    """

    def __init__(
        self,
        context: DeskContext,
        *,
        manners: Manners | None = None,
        resolver: Any = None,
        lease: float = 120.0,
        syntax: str = "default",
        parser: Worker | None = None,
    ) -> None:
        self._context = context
        self._manners, self._resolver = manners, resolver
        self.jobs = Jobs(context, lease=lease)
        self._syntax, self._parser = syntax, parser
        self.progress = Progress()
        self.after_comparing: list[Callable[[], None]] = []
        """Called, in a thread, each time stories were compared: for alerts and whatever else waits for news."""
        self.beside: Beside | None = None
        """What the face shows beside a story, for the pages of stories that are made beforehand."""
        self._tasks: list[asyncio.Task[None]] = []
        self._something_came = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wish = threading.Condition()
        self._wished = self._granted = 0

    async def start(self) -> None:
        """Begin to collect, until `stop`; returns at once."""
        if self._tasks:
            return
        self._loop = asyncio.get_running_loop()
        self._tasks = [asyncio.create_task(self._run())]

    async def stop(self) -> None:
        """Stop collecting: what is under way is given back, to be done next time."""
        tasks, self._tasks = self._tasks, []
        for one in tasks:
            one.cancel()
        for one in tasks:
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await one

    def group_again(self, *, wait: float) -> bool:
        """Have the worker read what was forgotten and group the stories anew, after somebody put something right.

        From any thread. Waits so many seconds for it at most; tells whether it is done by then, else it is under way.
        """
        with self._wish:
            self._wished += 1
            mine = self._wished
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._something_came.set)
        with self._wish:
            return self._wish.wait_for(lambda: self._granted >= mine, wait)

    def is_grouping_again(self) -> bool:
        """Tell whether stories are still to be grouped after somebody put something right."""
        with self._wish:
            return self._granted < self._wished

    async def run_once(self, *, everything: bool = False, read: bool = True) -> Round:
        """Do all that is due, read and compare (or only collect), and end; `everything` visits all feeds not paused."""
        before = Progress(**{name: getattr(self.progress, name) for name in ("visits", "captures")})
        if everything:
            await asyncio.to_thread(self._let_all_be_due)
        async with self._tools() as tools:
            await self._until_nothing_is_due(tools)
            was_read = await tools.reading.read_all() if read else Read(0, 0, 0)
        return Round(
            visits=self.progress.visits - before.visits,
            captures=self.progress.captures - before.captures,
            articles=was_read.articles,
            failures=was_read.failures,
        )

    async def _run(self) -> None:
        """Collect until cancelled; after a fault of our own it is begun anew."""
        self.progress.is_running = True
        try:
            while True:
                try:
                    await self._do_all()
                except Exception as fault:
                    self._note(fault)
                await asyncio.sleep(AFTER_A_BREAK)
        finally:
            self.progress.is_running = False

    async def _do_all(self) -> None:
        async with self._tools() as tools, asyncio.TaskGroup() as group:
            group.create_task(self._tend(VISIT, tools.visit, most=VISITS_AT_ONCE))
            group.create_task(self._tend(PAGE, tools.page, most=PAGES_AT_ONCE, in_a_row=PAGES_IN_A_ROW))
            group.create_task(self._tend(FILE, tools.file, most=1))
            group.create_task(self._keep_reading(tools.reading))

    @asynccontextmanager
    async def _tools(self) -> AsyncIterator[_Tools]:
        """Open what collecting needs, hold on to what is taken, and give back what is left at the end."""
        parser, places = self._parser or Worker("parsing"), self._parser or Worker("places", nice=GIVES_ALL_WAY)
        names = [f"reading {number}" for number in range(max(1, self._context.settings.workers))]
        readers = [Worker(name, nice=GIVES_ALL_WAY) for name in names]
        guard = Guard(self._context.settings.private_addresses)
        async with Fetcher(guard=guard, manners=self._manners, resolver=self._resolver) as fetcher:
            reading = Reading(
                self._context,
                self.jobs,
                workers=readers,
                syntax=self._syntax,
                after=self.after_comparing,
                beside=self.beside,
            )
            holding = asyncio.create_task(self._hold_on())
            try:
                yield _Tools(self, fetcher, parser, places, reading)
            finally:
                holding.cancel()
                for one in (*readers, parser, places):
                    if one is not self._parser:
                        one.close()
                await asyncio.shield(asyncio.to_thread(self.jobs.release))

    async def _hold_on(self) -> None:
        """Renew every lease long before it runs out; now and then forget visits that are long past."""
        for count in itertools.count():
            with contextlib.suppress(Exception):
                await asyncio.to_thread(self.jobs.renew if count % 1000 else self._forget_visits)
            await asyncio.sleep(self.jobs.lease_lasts / 4)

    def _forget_visits(self) -> None:
        before = self.jobs.later(-KEEP_VISITS.total_seconds())
        with self._context.store.writer() as writer:
            writer.feeds.forget_visits(before=before)

    async def _until_nothing_is_due(self, tools: _Tools) -> None:
        rounds = ((VISIT, tools.visit, VISITS_AT_ONCE, 1), (FILE, tools.file, 1, 1))
        for kind, work, most, in_a_row in (*rounds, (PAGE, tools.page, PAGES_AT_ONCE, PAGES_IN_A_ROW)):
            await self._tend(kind, work, most=most, in_a_row=in_a_row, until_idle=True)

    async def _tend(self, kind: str, work: Work, *, most: int, in_a_row: int = 1, until_idle: bool = False) -> None:
        """Take due jobs of a kind and do them: one host's in a row, several hosts' at a time."""
        running: dict[asyncio.Task[None], str] = {}
        try:
            while True:
                taken = await self._take(kind, most - len(running), in_a_row, busy=[*running.values()])
                for host, jobs in taken:
                    running[asyncio.create_task(self._in_a_row(jobs, work))] = host
                if not running and until_idle:
                    return
                if running:
                    done, _ = await asyncio.wait(running, timeout=TICK, return_when=asyncio.FIRST_COMPLETED)
                    for one in done:
                        del running[one]
                        one.result()
                else:
                    await asyncio.sleep(TICK)
        finally:
            for one in running:
                one.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _take(self, kind: str, free: int, in_a_row: int, *, busy: list[str]) -> list[tuple[str, list[Job]]]:
        """Take due jobs, by host; jobs that ask no host anything are each for themselves."""
        if free < 1:
            return []
        hosts = [one for one in busy if one]
        try:
            jobs = await asyncio.to_thread(self.jobs.take, kind, most=free, each_host=in_a_row, busy=hosts)
        except Exception as fault:  # the file may be busy with something long; the next look finds it free
            self._note(fault)
            return []
        by_host: dict[str, list[Job]] = {}
        for one in jobs:
            by_host.setdefault(one.host or f"job {one.id}", []).append(one)
        return [("" if name.startswith("job ") else name, ours) for name, ours in by_host.items()]

    async def _in_a_row(self, jobs: list[Job], work: Work) -> None:
        for job in jobs:
            try:
                kept = await work(job)
            except LostLease:
                continue
            except Exception as fault:  # law 5: one bad feed never stops the line
                self._note(fault)
                with contextlib.suppress(Exception):
                    words = f"{type(fault).__name__}: {fault}"[:300]
                    await asyncio.to_thread(self.jobs.put_off, job, seconds=AFTER_OUR_FAULT, fault=words)
                continue
            self.progress.captures += kept
            if kept:
                self._something_came.set()

    async def _keep_reading(self, reading: Reading) -> None:
        while True:
            wished = self._wished
            reading.is_behind = reading.is_behind or self._granted < wished
            try:
                self.progress.is_reading = True
                read = await reading.read_all()
                self._grant(wished if not reading.is_behind else 0)
                self.progress.articles += read.articles
                self.progress.failures += read.failures
            except (LostLease, WorkerDied, Exception) as fault:
                self._note(fault)
                await asyncio.sleep(TICK)
            finally:
                self.progress.is_reading = False
            while not self._something_came.is_set() and await reading.prepare_pages():
                await asyncio.sleep(BETWEEN_PAGES)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._something_came.wait(), LOOK_FOR_UNREAD)
            self._something_came.clear()

    def _grant(self, wished: int) -> None:
        """Tell who waits that stories were grouped after these wishes."""
        with self._wish:
            self._granted = max(self._granted, wished)
            self._wish.notify_all()

    def _let_all_be_due(self) -> None:
        now = self._context.now()
        with self._context.store.writer() as writer:
            for feed in writer.feeds.all():
                if not feed.paused:
                    plan_visit(writer, feed, due_at=now)

    def _note(self, fault: BaseException) -> None:
        self.progress.fault = f"{type(fault).__name__}: {fault}"[:300]
        _log.warning("collecting: %s", self.progress.fault)
        _log.debug("where it happened:", exc_info=fault)


class _Tools:
    """What does the work of each kind of job."""

    def __init__(
        self, collecting: Collecting, fetcher: Fetcher, parser: Worker, places: Worker, reading: Reading
    ) -> None:
        self._context, self._jobs = context, jobs = collecting._context, collecting.jobs
        self._progress = collecting.progress
        self._visits = Visits(context, jobs, fetcher=fetcher, parser=parser)
        self._pages = Pages(context, jobs, fetcher=fetcher)
        self._places = places
        self.reading = reading

    async def visit(self, job: Job) -> int:
        """Look at a feed, a folder or a mailbox."""
        feed = await asyncio.to_thread(self._visits.find, job)
        if feed is not None and feed.kind in ("folder", "mailbox"):
            taken = await self._look(job, feed)
        else:
            taken = await self._visits.visit(job, feed)
        self._progress.visits += 1
        return taken.captures

    async def page(self, job: Job) -> int:
        """Fetch the page of a report."""
        return await self._pages.fetch(job)

    async def file(self, job: Job) -> int:
        """Read a file of this machine."""
        return (await self._look(job, None)).captures

    async def _look(self, job: Job, feed: Feed | None) -> Taken:
        """Read files in a worker process; large ones take their time."""
        path, who, now = self._context.store.path, self._jobs.who, self._context.now()
        return await self._places.call(look_at_place, path, who, job, feed, now, timeout=PLACES_TAKE)

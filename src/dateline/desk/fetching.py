"""The pages of reports: each is fetched once, and kept in the transaction that ends its job.

A page that is refused, or that fails again and again, is replaced by what the feed itself carries of the report, and
the article is flagged with it.
"""

from __future__ import annotations

import asyncio

from dateline.collect.fetch import Fetcher
from dateline.desk.captures import FEED_TEXT as FLAGGED
from dateline.desk.captures import from_feed, own_capture, page_capture
from dateline.desk.context import DeskContext
from dateline.desk.jobs import Jobs, LostLease
from dateline.model.article import Capture
from dateline.model.feed import FAILED, FEED_TEXT, FRESH, KEPT, LATER, LOST, FetchOutcome, Job, Link

PAGE_BYTES = 10_000_000
MOST_TRIES = 4
"""A page that fails so often is given up."""
MOST_RESTS = 12
"""A page whose server asks so often to come later is given up."""
FIRST_PAUSE = 60.0


class Pages:
    """Fetches the pages that jobs name."""

    def __init__(self, context: DeskContext, jobs: Jobs, *, fetcher: Fetcher) -> None:
        self._context, self._jobs, self._fetcher = context, jobs, fetcher

    async def fetch(self, job: Job) -> int:
        """Do one job; return how many captures were kept."""
        link = await asyncio.to_thread(self._find, int(job.subject))
        if link is None:
            await asyncio.to_thread(self._end, job)
            return 0
        outcome = await self._fetcher.fetch(link.address, limit=PAGE_BYTES)
        return await asyncio.to_thread(self._keep, job, link, outcome)

    def _find(self, link_id: int) -> Link | None:
        with self._context.store.view() as view:
            return view.feeds.find_link(link_id)

    def _end(self, job: Job) -> None:
        with self._context.store.writer() as writer:
            writer.feeds.jobs.end(job.id, who=self._jobs.who)

    def _keep(self, job: Job, link: Link, outcome: FetchOutcome) -> int:
        if outcome.outcome == LATER and job.attempts < MOST_RESTS:
            self._jobs.put_off(job, seconds=(outcome.wait or 0) + 1, fault=outcome.message)
            return 0
        if outcome.outcome == FAILED and job.attempts < MOST_TRIES:
            self._jobs.put_off(job, seconds=FIRST_PAUSE * 6 ** (job.attempts - 1), fault=outcome.message)
            return 0
        now = self._context.now()
        if outcome.outcome == FRESH:
            made = page_capture(outcome, link, now=now)
            if isinstance(made, Capture):
                return self._finish(job, link, made, state=KEPT, message=None)
            why = made
        else:
            why = outcome.message or "the page could not be fetched"
        own = own_capture(link, now=now, flags=FLAGGED)
        return self._finish(job, link, own, state=FEED_TEXT if own else LOST, message=why)

    def _finish(self, job: Job, link: Link, capture: Capture | None, *, state: str, message: str | None) -> int:
        """Keep what came, note it at the link, and end the job: all or nothing."""
        with self._context.store.writer() as writer:
            if not writer.feeds.jobs.end(job.id, who=self._jobs.who):
                raise LostLease(f"page {link.address}")
            feed = writer.feeds.find(link.feed_id) if link.feed_id is not None else None
            number = writer.add_capture(from_feed(capture, feed)) if capture is not None else None
            told: dict[str, object] = {"state": state, "message": message}
            if number is not None:
                told["capture_number"] = number
            if state != KEPT:
                told["told"] = None  # what the feed carries was used, or there is nothing
            writer.feeds.change_link(link.id, **told)
            return 1 if number is not None else 0

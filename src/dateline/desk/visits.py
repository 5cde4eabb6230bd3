"""One visit to a feed, a news sitemap or a page that is watched: fetch, parse in a worker, take in what is new.

Everything that a visit changes is kept in one transaction, together with when the next one is due: a visit that was
broken off has changed nothing and is simply made again.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from dateline.collect.addresses import host_of
from dateline.collect.fetch import Fetcher
from dateline.collect.rhythm import DAYS_KNOWN, next_wait, usual_a_day
from dateline.collect.streams import GZIP_MAGIC, DamagedStream, TooLarge
from dateline.collect.unpacking import Unpacker
from dateline.desk.captures import page_capture
from dateline.desk.context import DeskContext
from dateline.desk.intake import Taken, take_in
from dateline.desk.jobs import VISIT, Jobs, LostLease
from dateline.model.article import Capture
from dateline.model.feed import FAILED, FRESH, UNCHANGED, Feed, FetchOutcome, Job, Link, ToldFeed, Visit
from dateline.read.told import NoFeed, shown_mark, told_by
from dateline.runner.crew import Worker, WorkerDied
from dateline.storage.sqlite import SqliteWriter

FEED_BYTES = 20_000_000
PARSING_TAKES = 30.0
SITEMAP_PARTS = 3
"""Of an index of sitemaps so many are looked at, those that changed last."""
SITEMAP_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class _Look:
    """What one visit saw: how the fetching went, and what was told or captured; `fault` says what went wrong."""

    outcome: FetchOutcome
    told: ToldFeed | None = None
    capture: Capture | None = None
    body_hash: str | None = None
    fault: str | None = None


class Visits:
    """Makes visits with a fetcher, parses what comes in a worker process."""

    def __init__(self, context: DeskContext, jobs: Jobs, *, fetcher: Fetcher, parser: Worker) -> None:
        self._context, self._jobs = context, jobs
        self._fetcher, self._parser = fetcher, parser

    def find(self, job: Job) -> Feed | None:
        """Return the feed that a job names; None when it was removed or paused meanwhile."""
        with self._context.store.view() as view:
            feed = view.feeds.find(int(job.subject))
        return None if feed is None or feed.paused else feed

    async def visit(self, job: Job, feed: Feed | None) -> Taken:
        """Look at a feed, and keep what is new."""
        if feed is None:
            await asyncio.to_thread(self._drop, job)
            return Taken(0, 0)
        look = await self._look(feed)
        return await asyncio.to_thread(self._keep, job, feed.id, look)

    def _drop(self, job: Job) -> None:
        with self._context.store.writer() as writer:
            writer.feeds.jobs.end(job.id, who=self._jobs.who)

    async def _look(self, feed: Feed) -> _Look:
        outcome = await self._fetcher.fetch(feed.address, limit=FEED_BYTES, etag=feed.etag, modified=feed.modified)
        if outcome.outcome == UNCHANGED:
            return _Look(outcome)
        if outcome.outcome != FRESH:
            return _Look(outcome, fault=outcome.message or "it could not be fetched")
        try:
            outcome = replace(outcome, body=await asyncio.to_thread(_unpacked, outcome.body))
        except (DamagedStream, TooLarge) as error:
            return _Look(outcome, fault=f"what came cannot be unpacked ({error})")
        return await (self._look_at_page(feed, outcome) if feed.kind == "page" else self._look_at_feed(feed, outcome))

    async def _look_at_feed(self, feed: Feed, outcome: FetchOutcome) -> _Look:
        mark = hashlib.sha256(outcome.body).hexdigest()
        if mark == feed.body_hash:
            return _Look(replace(outcome, outcome=UNCHANGED), body_hash=mark)
        try:
            told = await self._told(outcome)
            if told.parts:
                told = await self._told_in_parts(told)
        except NoFeed as error:
            is_page = b"<html" in outcome.body[:4096].lower()
            why = "a web page came instead of a feed" if is_page else str(error)
            return _Look(outcome, fault=why)
        except WorkerDied as error:
            return _Look(outcome, fault=f"the feed cannot be read: reading it {error}")
        if told.kind == "sitemap":
            oldest = (self._context.clock() - SITEMAP_DAYS).isoformat(timespec="seconds")
            told = replace(told, reports=tuple(one for one in told.reports if (one.published_at or "") >= oldest))
        return _Look(outcome, told=told, body_hash=mark)

    async def _told(self, outcome: FetchOutcome) -> ToldFeed:
        read = partial(told_by, content_type=outcome.content_type, address=outcome.final_address)
        return await self._parser.call(read, outcome.body, timeout=PARSING_TAKES)

    async def _told_in_parts(self, index: ToldFeed) -> ToldFeed:
        """Look at the sitemaps of an index that changed last."""
        found = []
        for address, _ in index.parts[:SITEMAP_PARTS]:
            outcome = await self._fetcher.fetch(address, limit=FEED_BYTES)
            if outcome.outcome == FRESH:
                body = await asyncio.to_thread(_unpacked, outcome.body)
                found.append(await self._told(replace(outcome, body=body)))
        titles = [one.title for one in found if one.title]
        reports = tuple(report for one in found for report in one.reports)
        return ToldFeed(title=titles[0] if titles else None, reports=reports, kind="sitemap")

    async def _look_at_page(self, feed: Feed, outcome: FetchOutcome) -> _Look:
        """Look at a page that is watched: it is kept again when what it shows has changed."""
        now = self._context.now()
        made = page_capture(outcome, Link(id=0, feed_id=feed.id, key="", address=feed.address, seen_at=now), now=now)
        if isinstance(made, str):
            return _Look(replace(outcome, outcome=FAILED), fault=made)
        try:
            mark = await self._parser.call(shown_mark, made.body, made.hint("content_type"), timeout=PARSING_TAKES)
        except WorkerDied as error:
            return _Look(outcome, fault=f"the page cannot be read: reading it {error}")
        if mark == feed.body_hash:
            return _Look(replace(outcome, outcome=UNCHANGED), body_hash=mark)
        return _Look(outcome, capture=made, body_hash=mark)

    def _keep(self, job: Job, feed_id: int, look: _Look) -> Taken:
        with self._context.store.writer() as writer:
            feed = writer.feeds.find(feed_id)
            if feed is None or feed.paused:
                writer.feeds.jobs.end(job.id, who=self._jobs.who)
                return Taken(0, 0)
            now = self._context.now()
            taken = self._take(writer, feed, look, now=now)
            moments = _moments(writer, feed, now=now)
            faults = feed.faults_in_a_row + 1 if look.fault else 0
            wait = next_wait(
                moments,
                now=self._context.clock(),
                seed=feed.address,
                faults=faults,
                wait=look.outcome.wait,
                fresh_for=look.outcome.fresh_for,
                minutes_to_live=look.told.minutes_to_live if look.told else None,
            )
            due = self._jobs.later(wait)
            told: dict[str, object] = {"last_visit": now, "next_visit": due, "fault": look.fault}
            told["faults_in_a_row"] = faults
            if not look.fault:
                told |= _gone_well(feed, look, moments, now=now, new=taken.new)
            moved = look.outcome.moved_to
            if moved and not look.fault and writer.feeds.at(moved) is None:
                told["address"] = moved
            writer.feeds.change(feed.id, **told)
            outcome = "failed" if look.fault else look.outcome.outcome
            writer.feeds.note_visit(
                Visit(
                    feed_id=feed.id,
                    at=now,
                    outcome=outcome,
                    new=taken.new,
                    message=look.fault,
                    took=look.outcome.took,
                )
            )
            if not writer.feeds.jobs.put_off(job.id, who=self._jobs.who, due_at=due, fault=look.fault, anew=True):
                raise LostLease(f"visit to feed {feed.id}")
            return taken

    def _take(self, writer: SqliteWriter, feed: Feed, look: _Look, *, now: str) -> Taken:
        if look.told is not None:
            return take_in(writer, feed, look.told.reports, now=now)
        if look.capture is not None:
            is_new = writer.add_capture(look.capture) is not None
            return Taken(int(is_new), int(is_new))
        return Taken(0, 0)


def plan_visit(writer: SqliteWriter, feed: Feed, *, due_at: str) -> None:
    """Ask for a visit to a feed; the same feed is visited once, however often it is asked for."""
    host = host_of(feed.address) if feed.kind in ("feed", "sitemap", "page") else ""
    writer.feeds.jobs.plan(VISIT, str(feed.id), due_at=due_at, host=host)
    writer.feeds.change(feed.id, next_visit=due_at)


def _gone_well(feed: Feed, look: _Look, moments: Sequence[datetime], *, now: str, new: int) -> dict[str, object]:
    """What a visit that went well changes of a feed."""
    told: dict[str, object] = {"last_success": now}
    if look.outcome.outcome == FRESH:
        told |= {"etag": look.outcome.etag, "modified": look.outcome.modified}
    if look.body_hash:
        told["body_hash"] = look.body_hash
    if look.told is not None:
        if look.told.title and not feed.renamed:
            told["title"] = look.told.title[:300]
        if look.told.site:
            told["site"] = look.told.site
        if look.told.kind != feed.kind:
            told["kind"] = look.told.kind
    usual = usual_a_day(moments, now=datetime.fromisoformat(now))
    if usual is not None:
        told["usual_a_day"] = usual
    if moments:
        told["last_new"] = moments[0].isoformat(timespec="seconds")
    elif new:
        told["last_new"] = now
    return told


def _moments(writer: SqliteWriter, feed: Feed, *, now: str) -> list[datetime]:
    """When the reports of a feed came out, the newest first, as far as its usual volume goes back; none to come."""
    since = (datetime.fromisoformat(now) - timedelta(days=3 * DAYS_KNOWN)).isoformat(timespec="seconds")
    told = writer.feeds.moments(feed.id, since=since)
    return [datetime.fromisoformat(one) for one in told if one <= now]


def _unpacked(body: bytes) -> bytes:
    """Unpack a file that is itself packed (sitemap.xml.gz)."""
    if not body.startswith(GZIP_MAGIC):
        return body
    unpacker = Unpacker("gzip", limit=FEED_BYTES)
    unpacker.take(body)
    return unpacker.finish()

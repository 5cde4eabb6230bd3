"""Folders and mailboxes of this machine that are watched: new and changed files, and new letters, become captures."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from dateline.collect import sniff
from dateline.collect.collectors import open_inputs
from dateline.collect.files import FoundFile, find_files, why_unreadable
from dateline.desk.context import DeskContext
from dateline.desk.intake import Taken
from dateline.desk.jobs import Jobs, LostLease
from dateline.desk.reading import store_at
from dateline.model.article import Capture, Failure
from dateline.model.feed import KEPT, LOST, Feed, Job, Link, Visit
from dateline.storage.sqlite import SqliteWriter

EVERY = 60.0
"""So often, in seconds, a folder or mailbox is looked at; it costs nobody anything."""
STILL_WRITTEN = timedelta(seconds=2)
"""A file that changed within this time may still be written; it is left for the next look."""
_AT_ONCE = 32


class LocalPlaces:
    """Looks at folders and mailboxes. Reading files takes a while: `look_at_place` does it in a worker process."""

    def __init__(self, context: DeskContext, jobs: Jobs) -> None:
        self._context, self._jobs = context, jobs

    def visit(self, job: Job, feed: Feed) -> Taken:
        """Look at a folder or mailbox once; each file is kept by itself, the visit is noted at the end."""
        now = self._context.now()
        files = new = 0
        fault: str | None = None
        for found in find_files(feed.address):
            if isinstance(found, Failure):
                if found.lost and found.found_in == feed.address:
                    fault = None if "empty" in found.message else found.message
                continue
            if (kept := self._take_file(found, feed, now=now)) is not None:
                files, new = files + 1, new + kept
        with self._context.store.writer() as writer:
            due = self._jobs.later(EVERY)
            told: dict[str, object] = {"last_visit": now, "next_visit": due, "fault": fault}
            told["faults_in_a_row"] = feed.faults_in_a_row + 1 if fault else 0
            told |= {} if fault else {"last_success": now}
            told |= {"last_new": now} if new else {}
            writer.feeds.change(feed.id, **told)
            if new or fault or feed.last_visit is None:
                outcome = "failed" if fault else "fresh"
                writer.feeds.note_visit(Visit(feed_id=feed.id, at=now, outcome=outcome, new=new, message=fault))
            if not writer.feeds.jobs.put_off(job.id, who=self._jobs.who, due_at=due, fault=fault, anew=True):
                raise LostLease(f"visit to {feed.address}")
        return Taken(new, new)

    def read_file(self, job: Job) -> int:
        """Read one file or folder that was given once; return how many captures were kept."""
        now = self._context.now()
        kept = sum(
            self._take_file(one, None, now=now) or 0 for one in find_files(job.subject) if isinstance(one, FoundFile)
        )
        with self._context.store.writer() as writer:
            if not writer.feeds.jobs.end(job.id, who=self._jobs.who):
                raise LostLease(job.subject)
        return kept

    def _take_file(self, found: FoundFile, feed: Feed | None, *, now: str) -> int | None:
        """Keep what is new in a file; None when the file is as it was, or is still being written."""
        try:
            facts = os.stat(found.path)
        except OSError as error:
            return self._note(found, feed, mark="", now=now, why=why_unreadable(error))
        age = self._context.clock().timestamp() - facts.st_mtime
        is_watched = feed is not None  # what is given once is whole, and nobody looks at it again
        if not stat.S_ISREG(facts.st_mode) or (is_watched and 0 <= age < STILL_WRITTEN.total_seconds()):
            return None
        mark = f"{facts.st_mtime_ns}-{facts.st_size}"
        with self._context.store.view() as view:
            known = view.feeds.known(None, keys=[_key(found)])
        if known and known[0].mark == mark:
            return None
        new, why = 0, None
        captures = open_inputs([found.path])
        while batch := list(islice(captures, _AT_ONCE)):
            with self._context.store.writer() as writer:
                for one in batch:
                    if isinstance(one, Failure):
                        why = one.message if one.lost else why
                        writer.save_failure(one)
                    elif self._is_new(writer, one, feed, now=now):
                        new += writer.add_capture(_dated(one, now)) is not None
        self._note(found, feed, mark=mark, now=now, why=None if new else why)
        return new

    def _is_new(self, writer: SqliteWriter, one: Capture, feed: Feed | None, *, now: str) -> bool:
        """Tell letters that are known already: a mailbox grows and shrinks, and their places in it change."""
        if one.media_type != sniff.MAIL:
            return True
        key = f"letter {hashlib.sha256(one.body).hexdigest()[:40]}"
        made = Link(id=0, feed_id=feed.id if feed else None, key=key, address=one.found_in, seen_at=now, state=KEPT)
        return writer.feeds.add_link(made) is not None

    def _note(self, found: FoundFile, feed: Feed | None, *, mark: str, now: str, why: str | None) -> int:
        """Remember how a file looked when it was read."""
        state = LOST if why else KEPT
        with self._context.store.writer() as writer:
            known = writer.feeds.known(None, keys=[_key(found)])
            if known:
                writer.feeds.change_link(known[0].id, mark=mark, state=state, message=why, seen_at=now)
            else:
                made = Link(
                    id=0,
                    feed_id=feed.id if feed else None,
                    key=_key(found),
                    address=found.path,
                    title=os.path.basename(found.path),
                    seen_at=now,
                    state=state,
                    message=why,
                    mark=mark,
                )
                writer.feeds.add_link(made)
        return 0


def look_at_place(path: str, who: str, job: Job, feed: Feed | None, now: str) -> Taken:
    """Look at a folder or mailbox, or read the file that a job names, in a worker process on its own connection."""
    context = DeskContext(store_at(path), clock=lambda: datetime.fromisoformat(now))
    places = LocalPlaces(context, Jobs(context, who=who))
    if feed is not None:
        return places.visit(job, feed)
    kept = places.read_file(job)
    return Taken(kept, kept)


def _key(found: FoundFile) -> str:
    return f"file {os.path.abspath(found.path)}"


def _dated(one: Capture, now: str) -> Capture:
    return one if one.captured_at else replace(one, captured_at=now)

"""Jobs of one worker: it takes them on a lease, holds on to them while it lives, and gives them back when it stops.

Who is killed does nothing more: the lease runs out, and the job is there again for the next.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Sequence
from datetime import UTC, timedelta

from dateline.desk.context import DeskContext
from dateline.model.feed import Job

VISIT, PAGE, FILE = "visit", "page", "file"
"""Kinds of work: look at a feed, fetch a report's page, read a file of this machine."""
READING = "reading"
"""The lock on reading and grouping: one process at a time."""


class LostLease(Exception):
    """Somebody else has the job by now; what was done of it does not count."""


class Jobs:
    """The jobs of one worker; `lease` is in seconds, `who` a name that no other worker has."""

    def __init__(self, context: DeskContext, *, lease: float = 120.0, who: str | None = None) -> None:
        self.context = context
        self.lease_lasts = lease
        self.who = who or f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

    def later(self, seconds: float) -> str:
        """Tell the time in so many seconds."""
        moment = self.context.clock() + timedelta(seconds=seconds)
        return moment.astimezone(UTC).isoformat(timespec="seconds")

    def take(self, kind: str, *, most: int, each_host: int = 1, busy: Sequence[str] = ()) -> list[Job]:
        """Take due jobs; an empty answer writes nothing."""
        now = self.context.now()
        with self.context.store.view() as view:
            due = view.feeds.jobs.is_due(kind, now=now)
        if not due:
            return []
        with self.context.store.writer() as writer:
            return writer.feeds.jobs.lease(
                kind,
                who=self.who,
                now=now,
                until=self.later(self.lease_lasts),
                most=most,
                each_host=each_host,
                busy=busy,
            )

    def put_off(self, job: Job, *, seconds: float, fault: str | None = None, anew: bool = False) -> None:
        """Give a job back, to be done in so many seconds."""
        with self.context.store.writer() as writer:
            writer.feeds.jobs.put_off(job.id, who=self.who, due_at=self.later(seconds), fault=fault, anew=anew)

    def take_lock(self, name: str) -> bool:
        """Take what only one may have, or keep it."""
        with self.context.store.writer() as writer:
            until = self.later(self.lease_lasts)
            return writer.feeds.jobs.take_lock(name, who=self.who, now=self.context.now(), until=until)

    def renew(self) -> None:
        """Hold on to everything."""
        with self.context.store.writer() as writer:
            writer.feeds.jobs.renew(who=self.who, until=self.later(self.lease_lasts))

    def release(self) -> None:
        """Give everything back."""
        with self.context.store.writer() as writer:
            writer.feeds.jobs.release(who=self.who)

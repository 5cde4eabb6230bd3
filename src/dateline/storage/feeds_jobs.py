"""Jobs: work that is leased, done and ended, and comes back when whoever leased it was killed.

A lease is one UPDATE ... RETURNING, so that two workers never get the same job; it holds until its time is up. Who
ends a job does so in the transaction that keeps its result, and only while the lease is still theirs: then what was
kept is done once, and what was not kept is done again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from dateline.model.feed import Job
from dateline.storage.feeds_tables import job

LOCK = "lock"


class JobRows:
    """Reads and writes jobs, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def plan(self, kind: str, subject: str, *, due_at: str, payload: str = "{}", host: str = "") -> None:
        """Ask for work to be done; the same work asked for again gets the new time and payload."""
        told = {"due_at": due_at, "payload": payload, "host": host, "attempts": 0, "fault": None}
        order = insert(job).values(kind=kind, subject=subject, **told)
        self._connection.execute(order.on_conflict_do_update(index_elements=["kind", "subject"], set_=told))

    def lease(
        self,
        kind: str,
        *,
        who: str,
        now: str,
        until: str,
        most: int = 1,
        each_host: int = 1,
        busy: Sequence[str] = (),
    ) -> list[Job]:
        """Take due jobs that nobody has, the oldest first: at most so many, so many for one host, none of busy hosts.

        Jobs that do not ask a host for anything (host "") are bound by `most` only.
        """
        place = sa.func.row_number().over(partition_by=job.c.host, order_by=(job.c.due_at, job.c.id)).label("place")
        free = (
            sa.select(job.c.id, job.c.due_at, job.c.host, place)
            .where(job.c.kind == kind, job.c.due_at <= now, _free(now), job.c.host.not_in(list(busy)))
            .subquery()
        )
        chosen = (
            sa.select(free.c.id)
            .where(sa.or_(free.c.place <= each_host, free.c.host == ""))
            .order_by(free.c.place, free.c.due_at, free.c.id)
            .limit(most)
        )
        order = (
            sa.update(job)
            .where(job.c.id.in_(chosen))
            .values(leased_by=who, leased_until=until, attempts=job.c.attempts + 1)
            .returning(job)
        )
        return sorted((_job(row) for row in self._connection.execute(order)), key=lambda one: (one.due_at, one.id))

    def end(self, job_id: int, *, who: str) -> bool:
        """End a job; False, and nothing happens, when somebody else has it by now."""
        order = sa.delete(job).where(job.c.id == job_id, job.c.leased_by == who)
        return self._connection.execute(order).rowcount == 1

    def put_off(self, job_id: int, *, who: str, due_at: str, fault: str | None = None, anew: bool = False) -> bool:
        """Give a job back to be done at a later time; False when somebody else has it by now.

        `anew` forgets how often it was tried, for work that comes again and again.
        """
        told: dict[str, Any] = {"due_at": due_at, "fault": fault, "leased_by": None, "leased_until": None}
        if anew:
            told["attempts"] = 0
        order = sa.update(job).where(job.c.id == job_id, job.c.leased_by == who).values(**told)
        return self._connection.execute(order).rowcount == 1

    def renew(self, *, who: str, until: str) -> None:
        """Hold on to everything that somebody has."""
        self._connection.execute(sa.update(job).where(job.c.leased_by == who).values(leased_until=until))

    def release(self, *, who: str) -> None:
        """Give back everything that somebody has, as if it had not been taken."""
        told = {"leased_by": None, "leased_until": None, "attempts": sa.func.max(job.c.attempts - 1, 0)}
        self._connection.execute(sa.update(job).where(job.c.leased_by == who).values(**told))

    def drop(self, kind: str, subjects: Sequence[str]) -> None:
        """Forget jobs, whoever has them."""
        for start in range(0, len(subjects), 500):
            batch = list(subjects[start : start + 500])
            self._connection.execute(sa.delete(job).where(job.c.kind == kind, job.c.subject.in_(batch)))

    def is_due(self, kind: str, *, now: str) -> bool:
        """Tell whether there is a job of a kind that can be taken."""
        query = sa.select(job.c.id).where(job.c.kind == kind, job.c.due_at <= now, _free(now)).limit(1)
        return self._connection.execute(query).first() is not None

    def jobs(self, kind: str, *, limit: int = 100) -> list[Job]:
        """List jobs of a kind, those due first at the front."""
        query = sa.select(job).where(job.c.kind == kind).order_by(job.c.due_at, job.c.id).limit(limit)
        return [_job(row) for row in self._connection.execute(query)]

    def count(self, kind: str, *, due_by: str | None = None) -> int:
        """Count the jobs of a kind, or only those that are due by a time."""
        query = sa.select(sa.func.count()).select_from(job).where(job.c.kind == kind)
        if due_by is not None:
            query = query.where(job.c.due_at <= due_by)
        return int(self._connection.execute(query).scalar_one())

    def take_lock(self, name: str, *, who: str, now: str, until: str) -> bool:
        """Take, or keep, what only one may have at a time; False when somebody else has it."""
        held = {"leased_by": who, "leased_until": until}
        order = insert(job).values(kind=LOCK, subject=name, payload="{}", due_at=now, attempts=0, host="", **held)
        order = order.on_conflict_do_update(
            index_elements=["kind", "subject"], set_=held, where=sa.or_(_free(now), job.c.leased_by == who)
        )
        return self._connection.execute(order.returning(job.c.id)).first() is not None

    def still_holds(self, name: str, *, who: str) -> bool:
        """Tell whether somebody still has what only one may have; nobody can take it before this transaction ends."""
        order = sa.update(job).where(job.c.kind == LOCK, job.c.subject == name, job.c.leased_by == who)
        return self._connection.execute(order.values(leased_by=who)).rowcount == 1


def _free(now: str) -> sa.ColumnElement[bool]:
    return sa.or_(job.c.leased_until.is_(None), job.c.leased_until <= now)


def _job(row: sa.Row[Any]) -> Job:
    return Job(**row._mapping)

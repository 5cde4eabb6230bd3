"""Rows of feeds, visits and links; nouns in, nouns out. Jobs stand in feeds_jobs.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from dateline.model.feed import PASSED, WAITING, Feed, Link, Visit
from dateline.storage.feeds_jobs import JobRows
from dateline.storage.feeds_tables import feed, link, visit
from dateline.storage.tables import capture, read_capture

_BATCH = 400
_FEED = tuple(one.name for one in fields(Feed) if one.name != "id")


class FeedRows:
    """Reads and writes feeds, visits and links, inside one transaction; `jobs` are the jobs beside them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.jobs = JobRows(connection)

    def all(self) -> list[Feed]:
        """List the feeds as they stand on their shelves: by folder, then by title."""
        order = (feed.c.folder, sa.func.lower(sa.func.coalesce(feed.c.title, feed.c.address)), feed.c.id)
        return [_feed(row) for row in self._connection.execute(sa.select(feed).order_by(*order))]

    def find(self, feed_id: int) -> Feed | None:
        """Return a feed, None when there is none of that number."""
        row = self._connection.execute(sa.select(feed).where(feed.c.id == feed_id)).first()
        return _feed(row) if row else None

    def at(self, address: str) -> Feed | None:
        """Return the feed of an address."""
        row = self._connection.execute(sa.select(feed).where(feed.c.address == address)).first()
        return _feed(row) if row else None

    def add(self, made: Feed) -> Feed | None:
        """Keep a new feed (its id is given here); None when its address is there already."""
        order = insert(feed).values({name: getattr(made, name) for name in _FEED})
        row = self._connection.execute(order.on_conflict_do_nothing().returning(feed)).first()
        return _feed(row) if row else None

    def change(self, feed_id: int, **told: Any) -> bool:
        """Change some fields of a feed; False when there is none of that number."""
        return self._connection.execute(sa.update(feed).where(feed.c.id == feed_id).values(**told)).rowcount == 1

    def remove(self, feed_id: int) -> bool:
        """Forget a feed with its visits and what it still waited for; what it brought stays."""
        waiting = sa.select(link.c.id).where(link.c.feed_id == feed_id, link.c.state == WAITING)
        ids = [str(one) for one in self._connection.execute(waiting).scalars()]
        self.jobs.drop("page", ids)
        self.jobs.drop("visit", [str(feed_id)])
        told = {"state": PASSED, "message": "its feed was removed", "told": None}
        for batch in _batches(ids):
            self._connection.execute(sa.update(link).where(link.c.id.in_([int(one) for one in batch])).values(**told))
        self._connection.execute(sa.delete(visit).where(visit.c.feed_id == feed_id))
        self._connection.execute(sa.update(link).where(link.c.feed_id == feed_id).values(feed_id=None))
        return self._connection.execute(sa.delete(feed).where(feed.c.id == feed_id)).rowcount == 1

    def note_visit(self, one: Visit) -> None:
        """Keep how a visit went."""
        self._connection.execute(
            sa.insert(visit).values(
                feed_id=one.feed_id, at=one.at, outcome=one.outcome, new=one.new, message=one.message, took=one.took
            )
        )

    def visits(self, feed_id: int, *, limit: int = 50) -> list[Visit]:
        """List the visits of a feed, the last one first."""
        query = sa.select(visit).where(visit.c.feed_id == feed_id).order_by(visit.c.at.desc(), visit.c.number.desc())
        return [
            Visit(feed_id=row.feed_id, at=row.at, outcome=row.outcome, new=row.new, message=row.message, took=row.took)
            for row in self._connection.execute(query.limit(limit))
        ]

    def forget_visits(self, *, before: str) -> None:
        """Forget visits that are long past."""
        self._connection.execute(sa.delete(visit).where(visit.c.at < before))

    def known(self, feed_id: int | None, *, keys: Iterable[str], own_ids: Iterable[str] = ()) -> list[Link]:
        """Return the links with one of these keys, or with one of these ids in the same feed."""
        rows: dict[int, Link] = {}
        for batch in _batches(list(keys)):
            for row in self._connection.execute(sa.select(link).where(link.c.key.in_(batch))):
                rows[row.id] = _link(row)
        for batch in _batches(list(own_ids)):
            query = sa.select(link).where(link.c.feed_id == feed_id, link.c.own_id.in_(batch))
            for row in self._connection.execute(query):
                rows[row.id] = _link(row)
        return list(rows.values())

    def add_link(self, made: Link) -> int | None:
        """Keep a new link (its id is given here) and return its id; None when its key is there already."""
        told = {one.name: getattr(made, one.name) for one in fields(Link) if one.name != "id"}
        order = insert(link).values(told).on_conflict_do_nothing().returning(link.c.id)
        return self._connection.execute(order).scalar()

    def change_link(self, link_id: int, **told: Any) -> bool:
        """Change some fields of a link; False when there is none of that number."""
        return self._connection.execute(sa.update(link).where(link.c.id == link_id).values(**told)).rowcount == 1

    def find_link(self, link_id: int) -> Link | None:
        """Return a link, None when there is none of that number."""
        row = self._connection.execute(sa.select(link).where(link.c.id == link_id)).first()
        return _link(row) if row else None

    def link_of(self, capture_number: int) -> Link | None:
        """Return the link that became a capture."""
        row = self._connection.execute(sa.select(link).where(link.c.capture_number == capture_number)).first()
        return _link(row) if row else None

    def links(
        self, *, feed_id: int | None = None, states: Sequence[str] = (), limit: int = 50, offset: int = 0
    ) -> list[Link]:
        """List links, the newest first: all, of one feed, or in some states."""
        query = sa.select(link).order_by(link.c.seen_at.desc(), link.c.id.desc()).limit(limit).offset(offset)
        if feed_id is not None:
            query = query.where(link.c.feed_id == feed_id)
        if states:
            query = query.where(link.c.state.in_(states))
        return [_link(row) for row in self._connection.execute(query)]

    def moments(self, feed_id: int, *, since: str, limit: int = 2000) -> list[str]:
        """Return when the reports of a feed came out (or were seen, where it is not told), the newest first."""
        moment = sa.func.coalesce(link.c.published_at, link.c.seen_at).label("moment")
        query = sa.select(moment).where(link.c.feed_id == feed_id, link.c.seen_at >= since)
        return [str(one) for one in self._connection.execute(query.order_by(moment.desc()).limit(limit)).scalars()]

    def unread(self, *, limit: int) -> list[int]:
        """Return the numbers of the first captures that are not read yet, in capture order."""
        query = sa.select(capture.c.number).where(capture.c.number.not_in(sa.select(read_capture.c.capture_number)))
        return list(self._connection.execute(query.order_by(capture.c.number).limit(limit)).scalars())

    def states(self) -> dict[str, int]:
        """Count the links in each state."""
        query = sa.select(link.c.state, sa.func.count()).group_by(link.c.state)
        return {row[0]: row[1] for row in self._connection.execute(query)}


def _feed(row: sa.Row[Any]) -> Feed:
    return Feed(**row._mapping)


def _link(row: sa.Row[Any]) -> Link:
    return Link(**row._mapping)


def _batches(values: list[Any]) -> list[list[Any]]:
    return [values[start : start + _BATCH] for start in range(0, len(values), _BATCH)]

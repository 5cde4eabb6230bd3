"""Rows of saved searches, digests and what was sent; nouns in, nouns out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from dateline.model.audience import SavedSearch
from dateline.model.outgoing import Digest
from dateline.storage import outgoing_tables as t


class OutgoingRows:
    """Reads and writes saved searches, digests and what was sent, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def searches(self, account_id: int) -> list[SavedSearch]:
        """Return an account's saved searches by name."""
        query = sa.select(t.saved_search).where(t.saved_search.c.account_id == account_id)
        rows = self._connection.execute(query.order_by(t.saved_search.c.name, t.saved_search.c.id))
        return [_search(row) for row in rows]

    def search(self, account_id: int, search_id: int) -> SavedSearch | None:
        """Return one saved search of an account."""
        own = (t.saved_search.c.id == search_id) & (t.saved_search.c.account_id == account_id)
        row = self._connection.execute(sa.select(t.saved_search).where(own)).first()
        return _search(row) if row else None

    def save_search(self, *, account_id: int, name: str, query: str, at: str) -> int:
        """Keep a search under a name; the same query is kept once, under its newest name. Returns its id."""
        own = (t.saved_search.c.account_id == account_id) & (t.saved_search.c.query == query)
        known = self._connection.execute(sa.select(t.saved_search.c.id).where(own)).scalar()
        if known is not None:
            self._connection.execute(sa.update(t.saved_search).where(own).values(name=name))
            return int(known)
        values = {"account_id": account_id, "name": name, "query": query, "at": at}
        made = self._connection.execute(sa.insert(t.saved_search).values(**values)).inserted_primary_key
        return int(made[0]) if made else 0

    def drop_search(self, account_id: int, search_id: int) -> bool:
        """Forget a saved search; tell whether there was one."""
        own = (t.saved_search.c.id == search_id) & (t.saved_search.c.account_id == account_id)
        return self._connection.execute(sa.delete(t.saved_search).where(own)).rowcount > 0

    def digests(self, account_id: int) -> list[Digest]:
        """Return an account's digests, oldest first."""
        query = sa.select(t.digest).where(t.digest.c.account_id == account_id).order_by(t.digest.c.id)
        return [_digest(row) for row in self._connection.execute(query)]

    def digest(self, digest_id: int) -> Digest | None:
        """Return one digest."""
        row = self._connection.execute(sa.select(t.digest).where(t.digest.c.id == digest_id)).first()
        return _digest(row) if row else None

    def due_digests(self, now: str, *, limit: int = 50) -> list[Digest]:
        """Return the digests that are due, the longest due first."""
        due = (t.digest.c.paused == 0) & (t.digest.c.due_at <= now)
        query = sa.select(t.digest).where(due).order_by(t.digest.c.due_at, t.digest.c.id).limit(limit)
        return [_digest(row) for row in self._connection.execute(query)]

    def add_digest(self, made: Digest) -> int:
        """Keep a digest (its id is given here); return its id."""
        values = {name: getattr(made, name) for name in _DIGEST_FIELDS}
        key = self._connection.execute(sa.insert(t.digest).values(**values)).inserted_primary_key
        return int(key[0]) if key else 0

    def change_digest(self, digest_id: int, **values: Any) -> None:
        """Change columns of a digest."""
        self._connection.execute(sa.update(t.digest).where(t.digest.c.id == digest_id).values(**values))

    def drop_digest(self, account_id: int, digest_id: int) -> bool:
        """Forget a digest of an account and what it told; tell whether there was one."""
        own = (t.digest.c.id == digest_id) & (t.digest.c.account_id == account_id)
        if self._connection.execute(sa.delete(t.digest).where(own)).rowcount == 0:
            return False
        self._connection.execute(sa.delete(t.told_change).where(t.told_change.c.digest_id == digest_id))
        return True

    def told(self, digest_id: int) -> frozenset[str]:
        """Return the marks of the changes that a digest has told."""
        query = sa.select(t.told_change.c.mark).where(t.told_change.c.digest_id == digest_id)
        return frozenset(self._connection.execute(query).scalars())

    def note_told(self, digest_id: int, marks: Iterable[str], *, at: str) -> None:
        """Note that a digest told these changes."""
        rows = [{"digest_id": digest_id, "mark": mark, "at": at} for mark in marks]
        if rows:
            self._connection.execute(sa.insert(t.told_change).prefix_with("OR IGNORE"), rows)

    def forget_account(self, account_id: int) -> None:
        """Forget what the digests of an account told; the digests go with the account's other rows."""
        own = sa.select(t.digest.c.id).where(t.digest.c.account_id == account_id)
        self._connection.execute(sa.delete(t.told_change).where(t.told_change.c.digest_id.in_(own)))

    def forget_told(self, digest_id: int, *, before: str) -> None:
        """Forget what was told so long ago that it is not looked at any more."""
        old = (t.told_change.c.digest_id == digest_id) & (t.told_change.c.at < before)
        self._connection.execute(sa.delete(t.told_change).where(old))


_DIGEST_FIELDS = (
    *("account_id", "name", "about", "way", "address", "rhythm", "hour", "made_at"),
    *("secret", "paused", "due_at", "looked_at", "fault"),
)


def _digest(row: sa.Row[Any]) -> Digest:
    told = {name: getattr(row, name) for name in _DIGEST_FIELDS}
    return Digest(**{**told, "id": row.id, "paused": bool(row.paused)})


def _search(row: sa.Row[Any]) -> SavedSearch:
    return SavedSearch(id=row.id, account_id=row.account_id, name=row.name, query=row.query, at=row.at)

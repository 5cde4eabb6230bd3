"""Rows of saved searches, digests and what was sent; nouns in, nouns out."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from dateline.model.audience import SavedSearch
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


def _search(row: sa.Row[Any]) -> SavedSearch:
    return SavedSearch(id=row.id, account_id=row.account_id, name=row.name, query=row.query, at=row.at)

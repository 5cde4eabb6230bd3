"""Lists of story ids for reading apps: light rows of (story, newest moment), newest or oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dateline.model.shelf import ArticleCard
from dateline.storage.shelf_articles import card_of_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which part of a list is asked for; `since` and `until` are moments, both inclusive, None is open."""

    limit: int
    offset: int = 0
    since: str | None = None
    until: str | None = None
    oldest_first: bool = False


Row = tuple[str, str]
"""A story's id and its newest moment."""


class StreamRows:
    """Reads lists of stories, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def all(self, window: Window) -> list[Row]:
        """List every story."""
        return self._list("SELECT story_id, last_new FROM story_card", window)

    def about(self, kind: str, key: str, window: Window) -> list[Row]:
        """List the stories about an actor, place, topic, outlet, type or country."""
        query = "SELECT story_id, last_new FROM card_key WHERE kind = :kind AND key = :key"
        return self._list(query, window, kind=kind, key=key)

    def of_feeds(self, feed_ids: Sequence[int], window: Window) -> list[Row]:
        """List the stories that have a report which one of these feeds named."""
        names = ", ".join(str(int(one)) for one in feed_ids) or "NULL"
        query = (
            "SELECT DISTINCT s.story_id, s.last_new FROM link l"
            " JOIN article_card a ON a.capture_number = l.capture_number"
            " JOIN story_member m ON m.article_id = a.id JOIN story_card s ON s.story_id = m.story_id"
            f" WHERE l.feed_id IN ({names}) AND l.capture_number IS NOT NULL"
        )
        return self._list(query, window)

    def of(self, story_ids: Sequence[str]) -> list[Row]:
        """List these stories in the order asked for."""
        found: dict[str, Row] = {}
        for first in range(0, len(story_ids), 500):
            batch = list(story_ids[first : first + 500])
            query = sa.text("SELECT story_id, last_new FROM story_card WHERE story_id IN :ids")
            bound = query.bindparams(sa.bindparam("ids", expanding=True))
            found |= {row.story_id: _row(row) for row in self._connection.execute(bound, {"ids": batch})}
        return [found[one] for one in story_ids if one in found]

    def reports(self, story_id: str, *, limit: int = 40) -> list[ArticleCard]:
        """List the reports of a story, newest first."""
        query = sa.text(
            "SELECT a.*, m.story_id FROM story_member m JOIN article_card a ON a.id = m.article_id"
            " WHERE m.story_id = :id ORDER BY a.day DESC, a.number DESC LIMIT :limit"
        )
        return [card_of_row(row) for row in self._connection.execute(query, {"id": story_id, "limit": limit})]

    def _list(self, query: str, window: Window, **values: Any) -> list[Row]:
        bounds = []
        if window.since is not None:
            bounds.append("last_new >= :since")
        if window.until is not None:
            bounds.append("last_new <= :until")
        order = "ASC" if window.oldest_first else "DESC"
        whole = (
            f"SELECT story_id, last_new FROM ({query}) {'WHERE ' + ' AND '.join(bounds) if bounds else ''}"
            f" ORDER BY last_new {order}, story_id LIMIT :limit OFFSET :offset"
        )
        told = {"since": window.since, "until": window.until, "limit": window.limit, "offset": window.offset}
        asked = {name: value for name, value in told.items() if f":{name}" in whole}
        return [_row(row) for row in self._connection.execute(sa.text(whole), {**values, **asked})]


def _row(row: Any) -> Row:
    return row.story_id, row.last_new or "1970-01-01T00:00:00+00:00"

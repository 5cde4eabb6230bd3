"""Which stories may stand on a reader's front page: ids with revisions, by index, never whole stories."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from dateline.storage import shelf_tables as s
from dateline.storage.shelf_articles import batches

_RECENT = (
    "SELECT c.story_id, s.revision, s.is_shelved"
    " FROM (SELECT story_id FROM story_card ORDER BY last_new DESC LIMIT ?) AS c"
    " JOIN story_state AS s ON s.story_id = c.story_id"
)
_ABOUT = "SELECT * FROM (SELECT story_id FROM card_key WHERE kind = ? AND key = ? ORDER BY last_new DESC LIMIT ?)"
_CHANGED = (
    "SELECT a.story_id FROM (SELECT story_id, looked_at FROM audience_story WHERE account_id = ?"
    " AND looked_at > ? AND looked_at < ? ORDER BY looked_at DESC LIMIT 1000) AS a"
    " JOIN story_card AS c ON c.story_id = a.story_id WHERE c.last_new > a.looked_at"
    " ORDER BY c.last_new DESC LIMIT ?"
)
_REVISIONS = "SELECT story_id, revision, is_shelved FROM story_state WHERE story_id IN ({})"
_LEAD = sa.text(
    "SELECT s.story_id, a.embedding FROM story_state AS s JOIN article AS a ON a.id ="
    " (SELECT min(m.article_id) FROM story_member AS m WHERE m.story_id = s.story_id)"
    " WHERE s.story_id IN :ids"
).bindparams(sa.bindparam("ids", expanding=True))

Revision = tuple[str, bool]
"""The revision of a story, and whether its card tells this revision."""


class CandidateRows:
    """Finds the stories that may stand on a front page, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def shelf_revision(self) -> int:
        """A number that grows with every card that is put on the shelf or taken away, by whatever process."""
        rows = self._rows("SELECT number FROM audience_shelf_revision WHERE one = 1")
        return int(rows[0][0]) if rows else 0

    def recent(self, most: int) -> dict[str, Revision]:
        """The newest stories with their revisions."""
        return {one: (revision, bool(shelved)) for one, revision, shelved in self._rows(_RECENT, most)}

    def about(self, keys: Sequence[tuple[str, str]], most: int) -> set[str]:
        """The newest stories about each (kind, key), at most so many of each."""
        found: set[str] = set()
        for start in range(0, len(keys), 100):
            part = keys[start : start + 100]
            query = " UNION ALL ".join([_ABOUT] * len(part))
            found.update(row[0] for row in self._rows(query, *(one for kind, key in part for one in (kind, key, most))))
        return found

    def oldest_of_recent(self, most: int) -> str | None:
        """The newest moment of the last of so many newest stories; None where there are fewer."""
        rows = self._rows("SELECT last_new FROM story_card ORDER BY last_new DESC LIMIT 1 OFFSET ?", most - 1)
        return str(rows[0][0] or "") if rows else None

    def changed_since_looked(self, account_id: int, *, since: str, until: str, most: int) -> set[str]:
        """Stories that an account looked at between two moments and in which something is new since."""
        return {row[0] for row in self._rows(_CHANGED, account_id, since, until, most)}

    def revisions(self, story_ids: Iterable[str]) -> dict[str, Revision]:
        """The revisions of stories, by id; an alias brings that of the story it stands for now."""
        asked = list(dict.fromkeys(story_ids))
        found = self._revisions(asked)
        aliases = [one for one in asked if one not in found]
        for batch in batches(aliases):
            query = sa.select(s.story_alias.c.story_id).where(s.story_alias.c.alias.in_(batch))
            found |= self._revisions(list(dict.fromkeys(self._connection.execute(query).scalars())))
        return found

    def _revisions(self, story_ids: Sequence[str]) -> dict[str, Revision]:
        found = {}
        for batch in batches(story_ids):
            rows = self._rows(_REVISIONS.format(", ".join("?" * len(batch))), *batch)
            found.update({one: (revision, bool(shelved)) for one, revision, shelved in rows})
        return found

    def _rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Run a query past the layers that make rows comfortable: these are asked for by the hundred on each page."""
        cursor = self._connection.connection.cursor()
        try:
            cursor.execute(query, values)
            return list(cursor.fetchall())
        finally:
            cursor.close()

    def leads(self, story_ids: Iterable[str]) -> dict[str, array[float]]:
        """The unit embedding of one report of each story (always the same one), where there is one."""
        found = {}
        for batch in batches(list(dict.fromkeys(story_ids))):
            for story_id, embedding in self._connection.execute(_LEAD, {"ids": batch}):
                if embedding:
                    found[story_id] = array("f", embedding)
        return found

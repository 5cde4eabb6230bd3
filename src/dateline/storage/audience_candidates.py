"""Which stories may stand on a reader's front page: ids with revisions, by index, never whole stories."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from dateline.storage import shelf_tables as s
from dateline.storage.shelf_articles import batches

_RECENT = sa.text(
    "SELECT c.story_id, s.revision, s.is_shelved"
    " FROM (SELECT story_id FROM story_card ORDER BY last_new DESC LIMIT :most) AS c"
    " JOIN story_state AS s ON s.story_id = c.story_id"
)
_ABOUT = (
    "SELECT * FROM (SELECT story_id FROM card_key WHERE kind = :kind{0} AND key = :key{0}"
    " ORDER BY last_new DESC LIMIT :most)"
)
_CHANGED = sa.text(
    "SELECT a.story_id FROM (SELECT story_id, looked_at FROM audience_story WHERE account_id = :account_id"
    " AND looked_at IS NOT NULL AND looked_at > :since ORDER BY looked_at DESC LIMIT 1000) AS a"
    " JOIN story_card AS c ON c.story_id = a.story_id WHERE c.last_new > a.looked_at"
    " ORDER BY c.last_new DESC LIMIT :most"
)
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

    def recent(self, most: int) -> dict[str, Revision]:
        """The newest stories with their revisions."""
        rows = self._connection.execute(_RECENT, {"most": most})
        return {story_id: (revision, bool(is_shelved)) for story_id, revision, is_shelved in rows}

    def about(self, keys: Sequence[tuple[str, str]], most: int) -> set[str]:
        """The newest stories about each (kind, key), at most so many of each."""
        found: set[str] = set()
        for start in range(0, len(keys), 100):
            part = keys[start : start + 100]
            query = " UNION ALL ".join(_ABOUT.format(number) for number in range(len(part)))
            bound: dict[str, str | int] = {"most": most}
            for number, (kind, key) in enumerate(part):
                bound |= {f"kind{number}": kind, f"key{number}": key}
            found.update(self._connection.execute(sa.text(query), bound).scalars())
        return found

    def changed_since_looked(self, account_id: int, *, since: str, most: int) -> set[str]:
        """Stories that an account looked at after a moment and in which something is new since."""
        bound = {"account_id": account_id, "since": since, "most": most}
        return set(self._connection.execute(_CHANGED, bound).scalars())

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
        c, found = s.story_state.c, {}
        for batch in batches(story_ids):
            query = sa.select(c.story_id, c.revision, c.is_shelved).where(c.story_id.in_(batch))
            found.update({one: (revision, bool(shelved)) for one, revision, shelved in self._connection.execute(query)})
        return found

    def leads(self, story_ids: Iterable[str]) -> dict[str, array[float]]:
        """The unit embedding of one report of each story (always the same one), where there is one."""
        found = {}
        for batch in batches(list(dict.fromkeys(story_ids))):
            for story_id, embedding in self._connection.execute(_LEAD, {"ids": batch}):
                if embedding:
                    found[story_id] = array("f", embedding)
        return found

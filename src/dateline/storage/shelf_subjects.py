"""What pages of actors, places, topics and outlets list: stories in one line each, what the newest are about, copies.

Nothing here decodes a story: all is read from columns, within bounds that keep every page quick.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from dateline.model.shelf import CopyCount, Facet, PlacePoint, StoryLine
from dateline.storage import shelf_tables as t

NEWEST = 300
"""What is told of the newest stories is told of so many."""
WEIGHED = 200
"""Of so many reports of an outlet, the newest, is told how many are copies."""
_LINES = sa.text(
    "SELECT c.story_id, c.headline, c.first_day, c.last_day, c.last_new, c.reports, c.outlets, c.contested, c.updated"
    " FROM (SELECT story_id, last_new FROM card_key WHERE kind = :kind AND key = :key"
    " ORDER BY last_new DESC, story_id LIMIT :limit OFFSET :offset) k"
    " CROSS JOIN story_card c ON c.story_id = k.story_id ORDER BY k.last_new DESC, k.story_id"
)
# CROSS JOIN and INDEXED BY keep the order of the joins: from few stories to what each is about
_NEWEST = "(SELECT story_id FROM story_card ORDER BY last_new DESC LIMIT :most)"
_ABOUT = "(SELECT story_id FROM card_key WHERE kind = :about AND key = :key ORDER BY last_new DESC LIMIT :most)"
_LISTED = "(SELECT story_id FROM story_card WHERE story_id IN :stories)"
_KEYS = sa.text(
    "SELECT g.key, g.stories, n.name FROM (SELECT k.key, count(*) AS stories, max(k.story_id) AS story"
    f" FROM {_NEWEST} s CROSS JOIN card_key k INDEXED BY card_key_by_story"
    " ON k.story_id = s.story_id AND k.kind = :kind GROUP BY k.key ORDER BY stories DESC, k.key LIMIT :limit) g"
    " CROSS JOIN card_key n ON n.kind = :kind AND n.key = g.key AND n.story_id = g.story"
    " ORDER BY g.stories DESC, n.name, g.key"
)
_POINTS = (
    "SELECT k.key, max(k.name) AS name, count(*) AS stories,"
    " CAST(round(sum(k.weight * c.reports)) AS INTEGER) AS reports, p.lat, p.lon, p.country, p.precision FROM {} s"
    " CROSS JOIN story_card c ON c.story_id = s.story_id"
    " CROSS JOIN card_key k INDEXED BY card_key_by_story ON k.story_id = s.story_id AND k.kind = 'place'"
    " CROSS JOIN place_row p ON p.key = k.key WHERE p.lat IS NOT NULL AND p.lon IS NOT NULL"
    " GROUP BY k.key ORDER BY reports DESC, k.key LIMIT :limit"
)
_OWN_COPIES = sa.text(
    "SELECT o.outlet_id AS id, max(o.outlet) AS name, count(*) AS copies FROM (SELECT id FROM article_card"
    " WHERE outlet_id = :outlet ORDER BY day DESC LIMIT :most) a JOIN story_copy y ON y.article_id = a.id"
    " JOIN article_card o ON o.id = y.original_id GROUP BY o.outlet_id ORDER BY copies DESC, id"
)
_COPIED_BY = sa.text(
    "SELECT c.outlet_id AS id, max(c.outlet) AS name, count(*) AS copies FROM (SELECT id FROM article_card"
    " WHERE outlet_id = :outlet ORDER BY day DESC LIMIT :most) a JOIN story_copy y ON y.original_id = a.id"
    " JOIN article_card c ON c.id = y.article_id GROUP BY c.outlet_id ORDER BY copies DESC, id"
)


class ShelfSubjects:
    """Reads what pages of subjects list, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def lines_about(self, kind: str, key: str, *, limit: int = 20, offset: int = 0) -> list[StoryLine]:
        """Return the stories about an actor, place, topic, outlet, type or country in one line each, newest first."""
        values = {"kind": kind, "key": key, "limit": limit, "offset": offset}
        return [
            StoryLine(
                story_id=row.story_id,
                headline=row.headline,
                first_day=row.first_day,
                last_day=row.last_day,
                last_new=row.last_new or None,
                reports=row.reports,
                outlet_count=row.outlets,
                contested=row.contested,
                updated=row.updated,
            )
            for row in self._connection.execute(_LINES, values)
        ]

    def newest_keys(self, kind: str, *, limit: int = 100, stories: int = NEWEST) -> list[Facet]:
        """Return what most of the newest stories are about, of one kind."""
        values = {"kind": kind, "limit": limit, "most": stories}
        rows = self._connection.execute(_KEYS, values)
        return [Facet(kind=kind, key=row.key, name=row.name, stories=row.stories) for row in rows]

    def newest_points(self, *, limit: int = 150, stories: int = NEWEST) -> list[PlacePoint]:
        """Return the places of the newest stories that can be put on a map, those of most reports first."""
        return self._points(sa.text(_POINTS.format(_NEWEST)), {"limit": limit, "most": stories})

    def points_about(self, kind: str, key: str, *, limit: int = 40, stories: int = 60) -> list[PlacePoint]:
        """Return the places of the newest stories about a key, those of most reports first."""
        return self._points(
            sa.text(_POINTS.format(_ABOUT)), {"about": kind, "key": key, "limit": limit, "most": stories}
        )

    def points_of(self, story_ids: Sequence[str], *, limit: int = 60) -> list[PlacePoint]:
        """Return the places of these stories, those of most reports first."""
        if not story_ids:
            return []
        query = sa.text(_POINTS.format(_LISTED)).bindparams(sa.bindparam("stories", expanding=True))
        return self._points(query, {"stories": list(story_ids)[:200], "limit": limit})

    def _points(self, query: sa.TextClause, values: dict[str, object]) -> list[PlacePoint]:
        return [
            PlacePoint(
                key=row.key,
                name=row.name,
                lat=row.lat,
                lon=row.lon,
                country=row.country,
                precision=row.precision,
                stories=row.stories,
                reports=max(1, row.reports),
            )
            for row in self._connection.execute(query, values).all()
        ]

    def copies_of(self, outlet_id: str) -> CopyCount:
        """Count how many of an outlet's newest reports are copies, and of whom, and how many others copied."""
        values = {"outlet": outlet_id, "most": WEIGHED}
        c = t.article_card.c
        looked = sa.select(c.id).where(c.outlet_id == outlet_id).limit(WEIGHED).subquery()
        count = self._connection.execute(sa.select(sa.func.count()).select_from(looked)).scalar_one()

        def told(query: sa.TextClause) -> tuple[tuple[str | None, str, int], ...]:
            rows = self._connection.execute(query, values)
            return tuple((row.id, row.name or row.id or "an unknown outlet", row.copies) for row in rows)

        return CopyCount(reports=int(count), copied=told(_OWN_COPIES), copied_by=told(_COPIED_BY))

"""What actors did and said, who deals with whom, places, and counts by day; nouns in, nouns out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from dateline.model.shelf import KEY_KINDS, Act, Dyad, Facet, PlaceCard, Said, Tie
from dateline.storage import shelf_tables as t

WEEKS = 53
"""So many weeks of a dyad are told, the last ones."""
LOOKED_AT = 40
"""In so many stories, the newest, is looked what goes with a key."""
LEAST_WEIGHT = 0.1
"""What fewer of a story's reports speak of does not help to narrow a search."""
COUNTED_STORIES = 500
_WORDS = "substr(json_extract(a.payload, '$.text'), r.span_start + 1, r.span_end - r.span_start) AS exact"
_AROUND = (
    " c.id AS article_id, c.outlet, c.headline, m.story_id, {words} FROM (SELECT * FROM {table} WHERE {asked}"
    " ORDER BY day DESC, number DESC LIMIT :limit OFFSET :offset) r JOIN article_card c ON c.number = r.article_number"
    " JOIN article a ON a.number = r.article_number LEFT JOIN story_member m ON m.article_id = c.id"
    " ORDER BY r.day DESC, r.number DESC"
)

# counting asks the index alone (so nothing is asked of weights); names are looked up for those that are shown
_RELATED = sa.text(
    "SELECT g.kind, g.key, g.stories, n.name FROM (SELECT k.kind, k.key, count(*) AS stories, max(k.story_id) AS story"
    ", row_number() OVER (PARTITION BY k.kind ORDER BY count(*) DESC, k.key) AS place"
    " FROM (SELECT story_id FROM card_key"
    " WHERE kind = :kind AND key = :key ORDER BY last_new DESC LIMIT :most) s"
    " CROSS JOIN card_key k INDEXED BY card_key_by_story ON k.story_id = s.story_id"
    " WHERE NOT (k.kind = :kind AND k.key = :key) GROUP BY k.kind, k.key) g"
    " CROSS JOIN card_key n ON n.kind = g.kind AND n.key = g.key AND n.story_id = g.story"
    " WHERE g.place <= :limit ORDER BY g.stories DESC, g.key"
)


class ShelfFacts:
    """Reads what actors did and said and what goes together, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def acts(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        limit: int = 30,
        offset: int = 0,
    ) -> list[Act]:
        """Return coded events by whom, to whom and of which type (at least one), the newest first, with their words."""
        asked = {"actor": actor, "recipient": recipient, "type": type}
        values = {name: value for name, value in asked.items() if value is not None}
        if not values:
            return []
        clause = " AND ".join(f"{name} = :{name}" for name in values)
        around = _AROUND.format(words=_WORDS, table="event_row", asked=clause)
        rows = self._connection.execute(sa.text(f"SELECT r.*,{around}"), {**values, "limit": limit, "offset": offset})
        return [
            Act(
                article_id=row.article_id,
                story_id=row.story_id,
                actor=row.actor,
                actor_name=row.actor_name,
                recipient=row.recipient,
                recipient_name=row.recipient_name,
                type=row.type,
                modality=row.modality,
                goldstein=row.goldstein,
                day=row.day,
                start=row.span_start,
                end=row.span_end,
                exact=row.exact or "",
                outlet=row.outlet,
                headline=row.headline,
            )
            for row in rows
        ]

    def sayings(self, speaker: str, *, limit: int = 30, offset: int = 0) -> list[Said]:
        """Return what a speaker is quoted with, the newest first, with the words."""
        around = _AROUND.format(words=_WORDS, table="quote_row", asked="speaker = :speaker")
        values = {"speaker": speaker, "limit": limit, "offset": offset}
        return [
            Said(
                article_id=row.article_id,
                story_id=row.story_id,
                speaker=row.speaker,
                speaker_name=row.speaker_name,
                direct=row.direct,
                day=row.day,
                start=row.span_start,
                end=row.span_end,
                exact=row.exact or "",
                outlet=row.outlet,
                headline=row.headline,
            )
            for row in self._connection.execute(sa.text(f"SELECT r.*,{around}"), values)
        ]

    def dyads(self, actor: str, *, limit: int = 8, received: bool = False) -> list[Dyad]:
        """Return whom an actor deals with most: what he does to others, or (`received`) what others do to him."""
        c, w = t.dyad.c, t.dyad_week.c
        own = c.recipient if received else c.actor
        query = sa.select(t.dyad).where(own == actor, c.acts > 0).order_by(c.acts.desc(), c.actor, c.recipient)
        found = list(self._connection.execute(query.limit(limit)))
        other = w.actor if received else w.recipient
        others = [row.actor if received else row.recipient for row in found]
        weeks = sa.select(w.actor, w.recipient, w.week, w.acts, w.scored, w.goldstein).where(
            (w.recipient if received else w.actor) == actor, other.in_(others), w.acts > 0
        )
        told: dict[tuple[str, str], list[tuple[str, int, float | None]]] = {}
        for one in self._connection.execute(weeks.order_by(w.week)) if found else ():
            told.setdefault((one.actor, one.recipient), []).append((one.week, one.acts, _mean(one)))
        return [
            Dyad(
                actor=row.actor,
                recipient=row.recipient,
                recipient_name=row.recipient,
                acts=row.acts,
                goldstein=_mean(row),
                weeks=tuple(told.get((row.actor, row.recipient), ())[-WEEKS:]),
            )
            for row in found
        ]

    def ties(self, story_id: str, *, limit: int = 60) -> list[Tie]:
        """Return who deals with whom in a story: each pair with how often, how it is on the average, and mostly how."""
        query = sa.text(
            "SELECT r.actor, r.recipient, max(r.actor_name) AS actor_name, max(r.recipient_name) AS recipient_name,"
            " r.type, count(*) AS acts, count(DISTINCT r.article_number) AS reports, avg(r.goldstein) AS goldstein"
            " FROM story_member m JOIN article_card c ON c.id = m.article_id JOIN event_row r ON"
            " r.article_number = c.number WHERE m.story_id = :story AND r.actor IS NOT NULL AND r.recipient IS NOT NULL"
            " AND r.actor != r.recipient AND r.modality = 'asserted' GROUP BY r.actor, r.recipient, r.type"
            " ORDER BY acts DESC, r.actor, r.recipient, r.type"
        )
        pairs: dict[tuple[str, str], list[Any]] = {}
        for row in self._connection.execute(query, {"story": story_id}).all():
            pairs.setdefault((row.actor, row.recipient), []).append(row)
        made = [
            Tie(
                actor=actor,
                actor_name=rows[0].actor_name,
                recipient=recipient,
                recipient_name=rows[0].recipient_name,
                acts=sum(one.acts for one in rows),
                reports=max(one.reports for one in rows),
                type=rows[0].type,
                goldstein=_weighed(rows),
            )
            for (actor, recipient), rows in pairs.items()
        ]
        return sorted(made, key=lambda one: (-one.acts, one.actor, one.recipient))[:limit]

    def place(self, key: str) -> PlaceCard | None:
        """Return a place as the gazetteer knows it, None when no article names it."""
        row = self._connection.execute(sa.select(t.place_row).where(t.place_row.c.key == key)).first()
        if row is None:
            return None
        return PlaceCard(
            key=row.key, name=row.name, country=row.country, lat=row.lat, lon=row.lon, precision=row.precision
        )

    def related(self, kind: str, key: str, *, limit: int = 10) -> dict[str, list[Facet]]:
        """Return by kind what the newest stories about a key are about too, the most frequent first."""
        values = {"kind": kind, "key": key, "most": LOOKED_AT, "limit": limit}
        found: dict[str, list[Facet]] = {one: [] for one in KEY_KINDS}
        for row in self._connection.execute(_RELATED, values):
            found[row.kind].append(Facet(kind=row.kind, key=row.key, name=row.name, stories=row.stories))
        return found

    def days(self, *, since: str, until: str | None = None) -> list[tuple[str, int]]:
        """Count the articles published on each day from a day on, oldest first."""
        c = t.article_card.c
        query = sa.select(c.day, sa.func.count()).where(c.day >= since).group_by(c.day).order_by(c.day)
        rows = self._connection.execute(query.where(c.day <= until) if until is not None else query)
        return [(day, count) for day, count in rows]

    def story_days(self, kind: str, key: str, *, most: int = COUNTED_STORIES) -> list[tuple[str, int]]:
        """Count the newest stories about a key by the day of their last report, oldest first."""
        query = sa.text(
            "SELECT c.last_day AS day, count(*) AS stories FROM (SELECT story_id FROM card_key WHERE kind = :kind"
            " AND key = :key ORDER BY last_new DESC LIMIT :most) s JOIN story_card c ON c.story_id = s.story_id"
            " WHERE c.last_day IS NOT NULL GROUP BY c.last_day ORDER BY c.last_day"
        )
        return [
            (row.day, row.stories) for row in self._connection.execute(query, {"kind": kind, "key": key, "most": most})
        ]

    def names_of(self, kind: str, keys: Sequence[str]) -> dict[str, str]:
        """Return a name for each key that has one."""
        found = ((key, self.name_of(kind, key)) for key in dict.fromkeys(keys))
        return {key: name for key, name in found if name is not None}

    def name_of(self, kind: str, key: str) -> str | None:
        """Return the name by which most stories call a key, else one that an article uses; None when nothing does."""
        query = sa.text(
            "SELECT name FROM (SELECT name FROM card_key WHERE kind = :kind AND key = :key LIMIT 100)"
            " GROUP BY name ORDER BY count(*) DESC, name LIMIT 1"
        )
        found: str | None = self._connection.execute(query, {"kind": kind, "key": key}).scalar()
        if found is not None:
            return found
        c = t.known_name.c
        known = sa.select(c.name).where(c.kind == kind, c.key == key).order_by(c.number).limit(1)
        name: str | None = self._connection.execute(known).scalar()
        return name


def _mean(row: Any) -> float | None:
    return round(row.goldstein / row.scored, 2) if row.scored else None


def _weighed(rows: Sequence[Any]) -> float | None:
    scored = [(one.goldstein, one.acts) for one in rows if one.goldstein is not None]
    total = sum(acts for _, acts in scored)
    return round(sum(score * acts for score, acts in scored) / total, 2) if total else None

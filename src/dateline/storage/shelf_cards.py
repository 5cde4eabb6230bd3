"""Stories on the shelf: members, cards, what they are about, what changed, and pages made before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from dateline.model.shelf import Card, CardKey, Change
from dateline.model.story import Copy, Story
from dateline.storage import shelf_tables as t
from dateline.storage.codec import decode, encode
from dateline.storage.shelf_articles import batches

_LAID_OUT = (t.story_card, t.card_key, t.story_change, t.story_copy)
_OF_STORIES = (t.story_member, t.story_state, t.story_page, *_LAID_OUT)
_REVISION = sa.text("SELECT revision FROM story_state WHERE story_id = :story")
_PAGE = sa.text("SELECT fragment FROM story_page WHERE story_id = :story AND revision = :revision")
ORDERS = {
    "newest": (t.story_card.c.last_new.desc(), t.story_card.c.story_id),
    "widest": (t.story_card.c.reports.desc(), t.story_card.c.last_new.desc(), t.story_card.c.story_id),
    "day": (t.story_card.c.last_day.desc(), t.story_card.c.story_id),
}


class ShelfCards:
    """Reads and writes what is kept of stories beside themselves, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    # -- what the corridor writes

    def put_stories(self, rows: Sequence[tuple[Story, str]], *, gone: Sequence[str] | None) -> None:
        """Note who belongs to which story; the cards of changed stories wait to be made again.

        `rows` are stories with their encoded comparison; with `gone` None they are all there are.
        """
        revisions = {story.id: revision_of(encode(story), comparison) for story, comparison in rows}
        before = self._revisions(list(revisions) if gone is not None else None)
        same = {one for one, revision in revisions.items() if before.get(one, ("", False))[0] == revision}
        left = [*gone] if gone is not None else [one for one in before if one not in revisions]
        self._drop([one for one in revisions if one not in same], tables=(t.story_member, t.story_state))
        self._drop(left, tables=_OF_STORIES)
        new = [story for story, _ in rows if story.id not in same]
        if not new:
            return
        run, only_one = self._connection.execute, "OR REPLACE"
        members = [{"article_id": one, "story_id": story.id} for story in new for one in story.article_ids]
        run(sa.insert(t.story_member).prefix_with(only_one), members)
        states = [{"story_id": one.id, "revision": revisions[one.id], "is_shelved": False} for one in new]
        run(sa.insert(t.story_state), states)
        aliases = [{"alias": one, "story_id": story.id} for story in new for one in story.also_known_as]
        if aliases:
            run(sa.insert(t.story_alias).prefix_with(only_one), aliases)

    def _revisions(self, ids: Sequence[str] | None) -> dict[str, tuple[str, bool]]:
        query = sa.select(t.story_state)
        asked = [query] if ids is None else [query.where(t.story_state.c.story_id.in_(one)) for one in batches(ids)]
        rows = (row for one in asked for row in self._connection.execute(one))
        return {row.story_id: (row.revision, bool(row.is_shelved)) for row in rows}

    def _drop(self, story_ids: Sequence[str], *, tables: Iterable[sa.Table]) -> None:
        for batch in batches(story_ids):
            for table in (*tables, t.story_alias):
                self._connection.execute(sa.delete(table).where(table.c.story_id.in_(batch)))

    def waiting_stories(self, limit: int) -> list[str]:
        """Return ids of stories whose card is missing or behind."""
        c = t.story_state.c
        query = sa.select(c.story_id).where(c.is_shelved.is_(False)).order_by(c.story_id).limit(limit)
        return list(self._connection.execute(query).scalars())

    def put_card(self, card: Card, changes: Sequence[Change], *, revision: str, copies: Sequence[Copy] = ()) -> None:
        """Keep the card of a story with what it is about, what changed in it and who copied whom, in place of before.

        A card made of another revision than the story has now is left alone: the story waits on.
        """
        run = self._connection.execute
        c = t.story_state.c
        told = sa.update(t.story_state).where(c.story_id == card.story_id, c.revision == revision)
        if run(told.values(is_shelved=True)).rowcount == 0:
            return
        for table in _LAID_OUT:
            run(sa.delete(table).where(table.c.story_id == card.story_id))
        newest = card.last_new or ""
        row = {
            "story_id": card.story_id,
            "first_day": card.first_day,
            "last_day": card.last_day,
            "last_new": newest,
            "reports": card.reports,
            "outlets": card.outlet_count,
            "independent": card.independent or 0,
            "contested": card.contested,
            "updated": card.updated,
            "headline": card.headline,
            "brief": card.brief,
            "payload": encode(card),
        }
        run(sa.insert(t.story_card), [row])
        keys = {(one.kind, one.key): one for one in reversed(card.keys)}
        if keys:
            run(sa.insert(t.card_key), [_key_row(one, card.story_id, newest) for one in keys.values()])
        if changes:
            run(sa.insert(t.story_change), [_change_row(one) for one in changes])
        if copies:
            rows = [{"article_id": one.article_id, "original_id": one.of, "story_id": card.story_id} for one in copies]
            run(sa.insert(t.story_copy).prefix_with("OR REPLACE"), rows)

    # -- what pages ask

    def story_id(self, story_id_or_alias: str) -> str | None:
        """Return the id that a story has now, None when there is no such story."""
        known = sa.select(t.story_state.c.story_id).where(t.story_state.c.story_id == story_id_or_alias)
        alias = sa.select(t.story_alias.c.story_id).where(t.story_alias.c.alias == story_id_or_alias)
        found: str | None = self._connection.execute(known).scalar() or self._connection.execute(alias).scalar()
        return found

    def story_ids_of(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the story of each article that stands in one, by article id."""
        found: dict[str, str] = {}
        for batch in batches(article_ids):
            query = sa.select(t.story_member).where(t.story_member.c.article_id.in_(batch))
            found |= {row.article_id: row.story_id for row in self._connection.execute(query).all()}
        return found

    def card(self, story_id: str) -> Card | None:
        """Return the card of a story, by id or alias."""
        known = self.story_id(story_id)
        return next(iter(self.cards([known])), None) if known else None

    def cards(self, story_ids: Sequence[str]) -> list[Card]:
        """Return the cards of these stories, in the order asked for."""
        found: dict[str, Card] = {}
        for batch in batches(story_ids):
            query = sa.select(t.story_card.c.payload).where(t.story_card.c.story_id.in_(batch))
            made = (_card(payload) for payload in self._connection.execute(query).scalars().all())
            found |= {one.story_id: one for one in made}
        return [found[one] for one in dict.fromkeys(story_ids) if one in found]

    def list_cards(
        self, *, order: str = "newest", since: str | None = None, limit: int = 50, offset: int = 0
    ) -> list[Card]:
        """Return cards, "newest" (last news), "widest" (most reports) or by last "day" first.

        `since` leaves out stories without news since that moment.
        """
        query = sa.select(t.story_card.c.payload).order_by(*ORDERS[order]).limit(limit).offset(offset)
        if since is not None:
            query = query.where(t.story_card.c.last_new >= since)
        return [_card(payload) for payload in self._connection.execute(query).scalars().all()]

    def cards_about(self, kind: str, key: str, *, limit: int = 50, offset: int = 0) -> list[Card]:
        """Return the cards of stories about an actor, place, topic, outlet, type or country, newest first."""
        return self.cards(self.story_ids_about([(kind, key)], limit=limit, offset=offset).get((kind, key), []))

    def story_ids_about(
        self, keys: Iterable[tuple[str, str]], *, limit: int = 50, offset: int = 0, since: str | None = None
    ) -> dict[tuple[str, str], list[str]]:
        """Return for each (kind, key) the newest stories about it."""
        c = t.card_key.c
        found = {}
        for kind, key in dict.fromkeys(keys):
            query = sa.select(c.story_id).where(c.kind == kind, c.key == key).order_by(c.last_new.desc(), c.story_id)
            if since is not None:
                query = query.where(c.last_new >= since)
            found[kind, key] = list(self._connection.execute(query.limit(limit).offset(offset)).scalars())
        return found

    def count_about(self, kind: str, key: str) -> int:
        """Count the stories about an actor, place, topic, outlet, type or country."""
        c = t.card_key.c
        query = sa.select(sa.func.count()).select_from(t.card_key).where(c.kind == kind, c.key == key)
        return int(self._connection.execute(query).scalar_one())

    def keys_of(self, story_ids: Sequence[str]) -> dict[str, list[CardKey]]:
        """Return what these stories are about, by story id."""
        found: dict[str, list[CardKey]] = {one: [] for one in story_ids}
        for batch in batches(story_ids):
            for row in self._connection.execute(sa.select(t.card_key).where(t.card_key.c.story_id.in_(batch))).all():
                found[row.story_id].append(CardKey(kind=row.kind, key=row.key, name=row.name, weight=row.weight))
        return found

    def changes(self, story_id: str, since: str | None = None, *, limit: int = 100) -> list[Change]:
        """Return what is new in a story after a moment, newest first; without `since` all that is kept."""
        return self.changes_of({story_id: since}, limit=limit).get(story_id, [])

    def changes_of(self, since: Mapping[str, str | None], *, limit: int = 100) -> dict[str, list[Change]]:
        """Return what is new in each story after a moment of its own, newest first, at most `limit` for each."""
        c = t.story_change.c
        found: dict[str, list[Change]] = {story_id: [] for story_id in since}
        for batch in batches(since):
            asked = [(c.story_id == one) & (c.at > (since[one] or "")) for one in batch]
            newest_first = sa.func.row_number().over(partition_by=c.story_id, order_by=(c.at.desc(), c.number))
            each = sa.select(t.story_change, newest_first.label("place")).where(sa.or_(*asked)).subquery()
            query = sa.select(each).where(each.c.place <= limit).order_by(each.c.story_id, each.c.place)
            for row in self._connection.execute(query).all():
                found[row.story_id].append(_change(row))
        return found

    def changed_since(self, since: str, *, limit: int = 500) -> list[str]:
        """Return ids of stories in which something is new after a moment, the newest first."""
        c = t.story_card.c
        query = sa.select(c.story_id).where(c.last_new > since).order_by(c.last_new.desc()).limit(limit)
        return list(self._connection.execute(query).scalars())

    def revision(self, story_id: str) -> str | None:
        """Return the revision of a story: another one whenever the story or its comparison changed."""
        found: str | None = self._connection.execute(_REVISION, {"story": story_id}).scalar()
        return found

    def page(self, story_id: str, revision: str) -> bytes | None:
        """Return the page kept of this revision of a story (of it and of the templates), as it was kept."""
        found: bytes | None = self._connection.execute(_PAGE, {"story": story_id, "revision": revision}).scalar()
        return found

    def earlier_page(self, story_id: str, version: str) -> bytes | None:
        """Return the page that was kept last of a story, of whatever revision, made with these templates."""
        c = t.story_page.c
        query = sa.select(c.fragment).where(c.story_id == story_id, c.revision.like(f"%.{version}"))
        found: bytes | None = self._connection.execute(query).scalar()
        return found

    def stories_without_page(self, version: str, *, among: int, most: int) -> list[str]:
        """Return which of the stories with the last news have no page as they are now, made with these templates.

        Stories of several reports come first, of these those with the last news.
        """
        c, p, state = t.story_card.c, t.story_page.c, t.story_state.c
        newest = sa.select(c.story_id, c.reports, c.last_new).order_by(c.last_new.desc()).limit(among).subquery()
        query = (
            sa.select(newest.c.story_id)
            .join(t.story_state, state.story_id == newest.c.story_id)
            .outerjoin(t.story_page, p.story_id == newest.c.story_id)
            .where(p.revision.is_(None) | (p.revision != state.revision + f".{version}"))
            .order_by(newest.c.reports < 2, newest.c.last_new.desc())
        )
        return list(self._connection.execute(query.limit(most)).scalars())

    def put_page(self, story_id: str, revision: str, packed: bytes) -> None:
        """Keep a page that was made; nothing is kept of a story that is gone meanwhile."""
        if self.revision(story_id) is None:
            return
        row = {"story_id": story_id, "revision": revision, "fragment": packed}
        self._connection.execute(sa.insert(t.story_page).prefix_with("OR REPLACE"), [row])


@lru_cache(maxsize=3000)
def _card(payload: str) -> Card:
    """Read a card; many lists show the same ones, and reading costs more than looking up."""
    return decode(Card, payload)


def revision_of(story: str, comparison: str) -> str:
    """The hash of a story and its comparison as they are kept."""
    return hashlib.blake2b(f"{story}\n{comparison}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _key_row(one: CardKey, story_id: str, newest: str) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "key": one.key,
        "story_id": story_id,
        "name": one.name,
        "weight": one.weight,
        "last_new": newest,
    }


def _change_row(one: Change) -> dict[str, Any]:
    return {"story_id": one.story_id, "at": one.at, "kind": one.kind, "words": one.words, "article_id": one.article_id}


def _change(row: Any) -> Change:
    return Change(story_id=row.story_id, at=row.at, kind=row.kind, words=row.words, article_id=row.article_id)

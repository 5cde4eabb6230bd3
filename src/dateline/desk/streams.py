"""Stories as the streams of reading apps: what is followed and each source is a subscription, a story an article.

Streams are named as in the Google Reader API: `user/-/state/com.google/reading-list`, `.../starred`, `.../read`,
`user/-/label/NAME`, `feed/N` for a source, `feed/KIND:KEY` for what is followed, `feed/search:N` for a saved search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.desk.context import DeskContext
from dateline.model.audience import Account, StoryState
from dateline.model.shelf import KEY_KINDS, ArticleCard, Card
from dateline.serve.frontpage import is_read
from dateline.serve.query import BadQuery
from dateline.storage.sqlite import SqliteView
from dateline.storage.streams import Row, Window

if TYPE_CHECKING:
    from dateline.desk.audience import Audience
    from dateline.desk.search import Search
    from dateline.desk.sources import Sources

STATE, LABEL = "user/-/state/com.google/", "user/-/label/"
READING_LIST, READ, STARRED, UNREAD = STATE + "reading-list", STATE + "read", STATE + "starred", STATE + "kept-unread"
FOLLOWING, SEARCHES = "Following", "Searches"
CHUNK, LOOKED_AT = 500, 5_000
"""Stories are looked at in chunks, at most so many for one answer."""


class NoSuchStream(Exception):
    """A stream that there is not; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One line of a reading app's list: its stream, what it is called, in which folder, and where it leads."""

    stream: str
    title: str
    label: str
    page: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """One story in a stream, with what the reader did with it."""

    story_id: str
    newest: str
    is_read: bool
    is_starred: bool


class Streams:
    """Answers what reading apps ask."""

    def __init__(self, context: DeskContext, audience: Audience, sources: Sources, search: Search) -> None:
        self._context = context
        self._audience = audience
        self._sources = sources
        self._search = search

    def subscriptions(self, account: Account) -> list[Subscription]:
        """List what is followed, saved searches, and the sources, each as a subscription."""
        found = [
            Subscription(
                stream=f"feed/{one.target}:{one.key}",
                title=one.name or one.key,
                label=FOLLOWING,
                page=f"/{one.target}/{one.key}",
                address=f"/{one.target}/{one.key}",
            )
            for one in self._audience.follows(account.id)
            if one.target in KEY_KINDS
        ]
        found += [
            Subscription(
                stream=f"feed/search:{one.id}",
                title=one.name,
                label=SEARCHES,
                page=f"/search?q={one.query}",
                address=f"/search?q={one.query}",
            )
            for one in self._search.saved(account)
        ]
        with self._context.store.view() as view:
            feeds = view.feeds.all()
        return found + [
            Subscription(
                stream=f"feed/{one.id}",
                title=one.title or one.address,
                label=one.folder,
                page=one.site or one.address,
                address=one.address,
            )
            for one in feeds
        ]

    def labels(self, account: Account) -> list[str]:
        """List the folders that subscriptions stand in."""
        return sorted({one.label for one in self.subscriptions(account) if one.label})

    def stories(
        self,
        account: Account,
        stream: str,
        *,
        limit: int,
        offset: int = 0,
        since: str | None = None,
        until: str | None = None,
        oldest_first: bool = False,
        without: Sequence[str] = (),
        only: Sequence[str] = (),
    ) -> list[Streamed]:
        """List the stories of a stream; `without` and `only` name states (READ, STARRED). Raises NoSuchStream.

        Stories that the reader muted everywhere are left out.
        """
        found: list[Streamed] = []
        wanted = offset + limit
        with self._context.store.view() as view:
            listed = self._lister(view, account, stream)
            looked = 0
            while len(found) < wanted and looked < LOOKED_AT:
                window = Window(
                    limit=CHUNK, offset=looked, since=since, until=until, oldest_first=oldest_first
                )  # fmt: skip
                rows = listed(window)
                found += [one for one in self._with_states(view, account, rows) if _passes(one, without, only)]
                looked += CHUNK
                if len(rows) < CHUNK:
                    break
        return found[offset:wanted]

    def _with_states(self, view: SqliteView, account: Account, rows: Sequence[Row]) -> list[Streamed]:
        ids = [story_id for story_id, _ in rows]
        states: dict[str, StoryState] = view.audience.states(account.id, ids)
        read_before = view.audience.account(account.id).read_before
        muted = self._muted(view, account, ids)
        return [
            Streamed(
                story_id=story_id,
                newest=newest,
                is_read=is_read(states.get(story_id), newest, read_before),
                is_starred=bool(state.saved_at) if (state := states.get(story_id)) else False,
            )
            for story_id, newest in rows
            if story_id not in muted
        ]

    def _muted(self, view: SqliteView, account: Account, story_ids: Sequence[str]) -> frozenset[str]:
        """Find which of these stories the reader muted everywhere, by themselves or by what they are about."""
        mutes = [
            replace(one, key=view.shelf.story_id(one.key) or one.key) if one.target == "story" else one
            for one in view.audience.mutes(account.id, now=self._context.now(), scope="everywhere")
        ]
        if not mutes:
            return frozenset()
        muted = self._search.muted_by(mutes)
        about = view.shelf.keys_of(story_ids)
        found = {one: {("story", one): None} | {(key.kind, key.key): key for key in about[one]} for one in story_ids}
        return frozenset(one for one in story_ids if muted.of(one, found[one]) is not None)

    def _lister(self, view: SqliteView, account: Account, stream: str) -> Callable[[Window], list[Row]]:
        """Find what lists a stream."""
        if stream in (READING_LIST, ""):
            return view.streams.all
        if stream in (STARRED, READ):
            what = "saved_at" if stream == STARRED else "read_at"
            ids = [one.story_id for one in view.audience.listed(account.id, what, limit=LOOKED_AT)]
            return _of_list(view.streams.of(ids))
        if stream.startswith(LABEL):
            name = stream.removeprefix(LABEL)
            inside = [one.stream for one in self.subscriptions(account) if one.label == name]
            if not inside:
                raise NoSuchStream(f"There is no folder {name!r}.")
            numbers = [int(one.removeprefix("feed/")) for one in inside if one.removeprefix("feed/").isdecimal()]
            if len(numbers) == len(inside):
                return lambda window: view.streams.of_feeds(numbers, window)
            parts = [self._lister(view, account, one) for one in inside]
            return _of_list(_joined(part(Window(limit=CHUNK)) for part in parts))
        return self._of_feed(view, account, stream.removeprefix("feed/"))

    def _of_feed(self, view: SqliteView, account: Account, name: str) -> Callable[[Window], list[Row]]:
        kind, _, key = name.partition(":")
        if name.isdecimal():
            if view.feeds.find(int(name)) is None:
                raise NoSuchStream(f"There is no source {name}.")
            return lambda window: view.streams.of_feeds([int(name)], window)
        if kind in KEY_KINDS and key:
            return lambda window: view.streams.about(kind, key, window)
        if kind == "story" and (known := view.shelf.story_id(key)):
            return _of_list(view.streams.of([known]))
        if kind == "search" and key.isdecimal():
            saved = view.outgoing.search(account.id, int(key))
            if saved is not None:
                try:
                    ids = self._search.story_ids(saved.query, limit=LOOKED_AT)
                except BadQuery:
                    ids = []
                return _of_list(view.streams.of(ids))
        raise NoSuchStream(f"There is no stream {name[:100]!r}.")

    def contents(self, account: Account, story_ids: Sequence[str]) -> list[tuple[Card, Streamed, list[ArticleCard]]]:
        """Return stories with their reports and what the reader did with them, in the order asked for."""
        with self._context.store.view() as view:
            known = [found for one in story_ids if (found := view.shelf.story_id(one))]
            states = {one.story_id: one for one in self._with_states(view, account, view.streams.of(known))}
            return [
                (card, states[card.story_id], view.streams.reports(card.story_id))
                for card in view.shelf.cards(known)
                if card.story_id in states
            ]

    def unread(self, account: Account) -> dict[str, tuple[int, str]]:
        """Count the unread stories of each subscription, of each folder and of all, with the newest moment of each."""
        counts: dict[str, tuple[int, str]] = {}
        streams = [READING_LIST, *(one.stream for one in self.subscriptions(account))]
        streams += [LABEL + one for one in self.labels(account)]
        for stream in streams:
            try:
                found = self.stories(account, stream, limit=1000, without=(READ,))
            except NoSuchStream:
                continue
            if found:
                counts[stream] = (len(found), max(one.newest for one in found))
        return counts

    def mark(
        self, account: Account, story_ids: Iterable[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> None:
        """Mark stories read, unread, starred or not."""
        ids = list(story_ids)
        if READ in add or UNREAD in remove:
            self._audience.mark_read(account.id, ids)
        if READ in remove or UNREAD in add:
            self._audience.mark_read(account.id, ids, read=False)
        if STARRED in add or STARRED in remove:
            for one in ids:
                self._audience.save(account.id, one, saved=STARRED in add)

    def mark_all(self, account: Account, stream: str, *, until: str | None) -> None:
        """Mark a whole stream as read, up to a moment."""
        if stream in (READING_LIST, ""):
            self._audience.mark_all_read(account.id, until=until)
            return
        found = self.stories(account, stream, limit=LOOKED_AT, until=until, without=(READ,))
        self._audience.mark_read(account.id, [one.story_id for one in found])


def _passes(one: Streamed, without: Sequence[str], only: Sequence[str]) -> bool:
    has = {READ: one.is_read, STARRED: one.is_starred, UNREAD: not one.is_read}
    return not any(has.get(state, False) for state in without) and all(has.get(state, True) for state in only)


def _of_list(rows: Sequence[Row]) -> Callable[[Window], list[Row]]:
    """List rows that are at hand."""

    def listed(window: Window) -> list[Row]:
        inside = [
            row
            for row in sorted(rows, key=lambda row: row[1], reverse=not window.oldest_first)
            if (window.since is None or row[1] >= window.since) and (window.until is None or row[1] <= window.until)
        ]
        return inside[window.offset : window.offset + window.limit]

    return listed


def _joined(parts: Iterable[Sequence[Row]]) -> list[Row]:
    return list(dict.fromkeys(row for part in parts for row in part))

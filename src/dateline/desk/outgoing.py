"""Every list of stories as a feed: the front page, what is new in a story, an actor, a place, a topic, a search."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from dateline.desk.context import DeskContext
from dateline.model.audience import Account
from dateline.model.shelf import KEY_KINDS, Card
from dateline.serve.outgoing_feeds import OutgoingFeed, OutgoingStory, outgoing_story
from dateline.serve.query import BadQuery

if TYPE_CHECKING:
    from dateline.desk.frontpage import FrontPages
    from dateline.desk.search import Search

STORIES = 50


class NoSuchFeed(Exception):
    """A feed of something that there is not; the message says of what."""


class Outgoing:
    """Makes feeds that other readers take in."""

    def __init__(self, context: DeskContext, frontpage: FrontPages, search: Search) -> None:
        self._context = context
        self._frontpage = frontpage
        self._search = search

    def feed(self, account: Account, what: str, key: str = "", *, at: str, address: str) -> OutgoingFeed:
        """Make the feed of the front page ("front"), a story, a search, or of one of KEY_KINDS.

        `at` is the address of the desk, `address` that of the feed itself. Raises NoSuchFeed.
        """
        if what == "front":
            return self._front(account, at, address)
        if what == "story":
            return self._story(key, at, address)
        if what == "search":
            try:
                ids = self._search.story_ids(key, limit=STORIES)
            except BadQuery as fault:
                raise NoSuchFeed(f"This search cannot be read: {fault}.") from None
            return self._made(self._cards(ids), f"Search: {key}", f"{at}/search?q={quote(key)}", at, address)
        if what in KEY_KINDS:
            with self._context.store.view() as view:
                name = view.shelf.name_of(what, key)
                cards = view.shelf.cards_about(what, key, limit=STORIES)
            if name is None:
                raise NoSuchFeed(f"There is no such {what}.")
            return self._made(cards, name, f"{at}/{what}/{quote(key)}", at, address)
        raise NoSuchFeed("There is no such feed.")

    def _front(self, account: Account, at: str, address: str) -> OutgoingFeed:
        page = self._frontpage.page(account.id, visit=False)
        now = self._context.now()
        stories = tuple(
            outgoing_story(one.card, at=at, why=tuple(reason.words for reason in one.placing.reasons[:3]), now=now)
            for one in page.stories
        )
        newest = max((one.updated for one in stories), default=now)
        return OutgoingFeed(
            title="Dateline: front page", address=address, page=f"{at}/", updated=newest, stories=stories
        )

    def _story(self, story_id: str, at: str, address: str) -> OutgoingFeed:
        """Each thing new in a story is one entry, so that a reader who follows it sees what changed."""
        with self._context.store.view() as view:
            known = view.shelf.story_id(story_id)
            card = view.shelf.card(known) if known else None
            changes = view.shelf.changes(known, limit=STORIES) if known else []
        if card is None:
            raise NoSuchFeed("There is no such story.")
        link = f"{at}/story/{card.story_id}"
        stories = tuple(
            OutgoingStory(
                id=f"{link}#{one.kind}-{one.article_id}-{number}",
                title=one.words,
                link=f"{at}/article/{one.article_id}",
                updated=one.at,
                summary="",
                topics=(one.kind,),
            )
            for number, one in enumerate(changes)
        )
        ordered = tuple(sorted(stories, key=lambda one: one.updated, reverse=True))
        updated = ordered[0].updated if ordered else card.last_new or self._context.now()
        return OutgoingFeed(title=card.headline, address=address, page=link, updated=updated, stories=ordered)

    def _cards(self, ids: list[str]) -> list[Card]:
        with self._context.store.view() as view:
            return view.shelf.cards(ids)

    def _made(self, cards: list[Card], title: str, page: str, at: str, address: str) -> OutgoingFeed:
        now = self._context.now()
        stories = sorted(
            (outgoing_story(one, at=at, now=now) for one in cards), key=lambda one: one.updated, reverse=True
        )
        updated = stories[0].updated if stories else now
        return OutgoingFeed(
            title=f"Dateline: {title}", address=address, page=page, updated=updated, stories=tuple(stories)
        )

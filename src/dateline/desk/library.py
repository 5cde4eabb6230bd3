"""The library: everything that pages show of stories, articles, actors, places, topics and outlets.

Each view is a record of plain JSON values, so that a page and its `.json` tell the same; None where there is no such
thing. Nothing here goes through all articles: what pages count was counted when it was saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dateline.desk.context import DeskContext
from dateline.desk.kept_pages import Beside, KeptPages
from dateline.desk.later import Later
from dateline.desk.plain import Record, network_of, plain, plain_list
from dateline.lexicon.publishers import publisher_named
from dateline.model.audience import StoryMark
from dateline.model.shelf import Card, Change, Dyad
from dateline.serve.packing import Part, unpacked
from dateline.storage.shelf import ShelfRows

STORIES, ACTS, SAYINGS, ARTICLES, DAYS = 20, 20, 12, 30, 60
"""So many of each stand on a page at first."""
POINTS = 80
"""So many places stand on a map, those of most reports."""


class Library:
    """What pages of the desk are made from."""

    def __init__(self, context: DeskContext, later: Later | None = None) -> None:
        self._context, self._later = context, later
        self._worker_reads: Callable[[], bool] = lambda: False
        self._pages = self._kept_pages(None)

    def show_beside(self, beside: Beside) -> None:
        """From now on let the page of a story also have what a face shows beside it."""
        self._pages = self._kept_pages(beside)

    def leave_long_pages(self, worker_reads: Callable[[], bool]) -> None:
        """From now on leave the pages of long stories that change to the worker that reads, while there is one."""
        self._worker_reads = worker_reads

    def _kept_pages(self, beside: Beside | None) -> KeptPages:
        def worker_reads() -> bool:
            return self._worker_reads()

        return KeptPages(self._context.store, self._later, beside=beside, worker_reads=worker_reads)

    # -- stories

    def story(self, story_id: str) -> Record | None:
        """Show a story in short: its card, reports, what changed, and who deals with whom; by id or alias."""
        with self._context.store.view() as view:
            shelf = view.shelf
            known = shelf.story_id(story_id)
            card = shelf.card(known) if known else None
            if known is None or card is None:
                return None
            return {
                "id": known,
                "card": plain(card),
                "articles": plain(shelf.articles_of(known)),
                "changes": plain(shelf.changes(known, limit=40)),
                "network": network_of(shelf, known),
            }

    def story_fragment(self, story_id: str) -> str | None:
        """Render a story for a layout that has `serve.page.page_style` and `page_script`; kept until it changes."""
        found = self._pages.fragment(story_id)
        return None if found is None else unpacked([found]).decode()

    def story_part(self, story_id: str) -> tuple[Part, bool] | None:
        """The same, packed, to be sent as it is; with True where it shows a long story as it was before it changed."""
        return self._pages.at_hand(story_id)

    def story_mark(self, story_id: str, account_id: int | None) -> StoryMark | None:
        """Tell how a story stands for a reader; None for an id that is no story's (it may be an alias)."""
        with self._context.store.view() as view:
            return view.audience.story_mark(account_id, story_id, now=self._context.now())

    def story_record(self, story_id: str) -> Record | None:
        """Show all of a story as the record does (docs/record.md), with its articles; by id or alias."""
        from dateline.serve import views

        with self._context.store.view() as view:
            found = view.story(story_id)
            return None if found is None else views.record(list(view.articles(found[0].article_ids)), [found])

    def network(self, story_id: str) -> Record | None:
        """Show who deals with whom in a story: nodes are actors, links acts from one to another."""
        with self._context.store.view() as view:
            known = view.shelf.story_id(story_id)
            return None if known is None else network_of(view.shelf, known)

    def stories(self, *, order: str = "newest", limit: int = STORIES, offset: int = 0) -> list[Record]:
        """List stories in short: "newest", "widest" or by "day"."""
        with self._context.store.view() as view:
            return plain_list(view.shelf.list_cards(order=order, limit=limit, offset=offset))

    def cards(self, story_ids: Sequence[str]) -> list[Card]:
        """Return stories in short, by id or alias, in the order asked for; those that are gone are left out."""
        with self._context.store.view() as view:
            found = {card.story_id: card for card in view.shelf.cards(list(story_ids))}
            now = {one: one if one in found else view.shelf.story_id(one) for one in story_ids}
            moved = [known for one, known in now.items() if known is not None and known not in found]
            found |= {card.story_id: card for card in view.shelf.cards(moved)}
        return [found[known] for known in dict.fromkeys(now.values()) if known in found]

    def listed(self, *, order: str = "newest", limit: int = STORIES, offset: int = 0) -> list[Card]:
        """Return stories in short as nouns: "newest", "widest" or by "day"."""
        with self._context.store.view() as view:
            return view.shelf.list_cards(order=order, limit=limit, offset=offset)

    def changes(self, story_id: str, *, since: str) -> list[Change]:
        """Return what changed in a story since a moment, the newest first."""
        with self._context.store.view() as view:
            return [one for one in view.shelf.changes(story_id, since, limit=40) if one.at > since]

    def failures(self, *, limit: int = 100, offset: int = 0) -> list[Record]:
        """List what could not be read, the newest first, with the step and the reason."""
        with self._context.store.view() as view:
            return plain_list(view.newest_failures(limit=limit, offset=offset))

    # -- articles

    def article(self, article_id: str) -> Record | None:
        """Show an article with everything read from it, its story in short, and its versions."""
        from dateline.serve.views import article_view

        with self._context.store.view() as view:
            annotated, card = view.article(article_id), view.shelf.article_card(article_id)
            if annotated is None or card is None:
                return None
            story = view.shelf.card(card.story_id) if card.story_id else None
            return {
                "id": article_id,
                "card": plain(card),
                "article": article_view(annotated),
                "story": plain(story) if story else None,
                "versions": plain_list(view.shelf.versions(article_id)),
            }

    def versions(self, article_id: str) -> list[Record] | None:
        """Show the versions of an article, oldest first, each with what changed since the one before."""
        with self._context.store.view() as view:
            cards = view.shelf.versions(article_id)
            if not cards:
                return None
            texts = {one.article.id: one.article for one in view.articles([card.id for card in cards])}
        made: list[Record] = []
        for before, card in zip((None, *cards), cards, strict=False):
            shown = _difference(texts.get(before.id), texts.get(card.id)) if before is not None else {}
            made.append({"card": plain(card), **shown})
        return made

    # -- who, where, what

    def actor(self, actor_id: str) -> Record | None:
        """Show what an actor did, met with and said, with the words it was read from, and the stories it is in."""
        with self._context.store.view() as view:
            shelf = view.shelf
            about = _about(shelf, "actor", actor_id)
            speaker = actor_id
            did, met = shelf.acts(actor=actor_id, limit=ACTS), shelf.acts(recipient=actor_id, limit=ACTS)
            said = shelf.sayings(speaker, limit=SAYINGS)
            if about is None and not (did or met or said):
                return None
            towards, from_others = shelf.dyads(actor_id), shelf.dyads(actor_id, received=True)
            names = shelf.names_of(
                "actor", [one for dyad in (*towards, *from_others) for one in (dyad.actor, dyad.recipient)]
            )
            return {
                **(about or _bare("actor", actor_id, did[0].actor_name if did else actor_id)),
                "did": plain_list(did),
                "met": plain_list(met),
                "said": plain_list(said),
                "dyads": [_named(one, names) for one in towards],
                "dyads_received": [_named(one, names) for one in from_others],
            }

    def place(self, key: str) -> Record | None:
        """Show a place: where it is, the stories that speak of it and what they are about."""
        with self._context.store.view() as view:
            about, place = _about(view.shelf, "place", key), view.shelf.place(key)
            if about is None and place is None:
                return None
            return {
                **(about or _bare("place", key, place.name if place else key)),
                "place": plain(place) if place else None,
                "articles": plain_list(view.shelf.newest_articles(key=("place", key), limit=ARTICLES)),
                "points": plain_list(view.shelf.points_about("place", key, limit=POINTS)),
            }

    def topic(self, key: str) -> Record | None:
        """Show a topic, as outlets tag it: its stories and what they are about."""
        return self._plain_subject("topic", key)

    def country(self, code: str) -> Record | None:
        """Show a country: the stories that speak of places in it."""
        return self._plain_subject("country", code)

    def type(self, code: str) -> Record | None:
        """Show a type of event: its stories and the newest events."""
        found = self._plain_subject("type", code)
        if found is not None:
            with self._context.store.view() as view:
                found["did"] = plain_list(view.shelf.acts(type=code, limit=ACTS))
        return found

    def outlet(self, outlet_id: str) -> Record | None:
        """Show an outlet: its newest articles, the stories it tells, who stands behind it, and who copies whom."""
        with self._context.store.view() as view:
            about = _about(view.shelf, "outlet", outlet_id)
            articles = view.shelf.newest_articles(outlet=outlet_id, limit=ARTICLES)
            if about is None and not articles:
                return None
            name = articles[0].outlet if articles and articles[0].outlet else outlet_id
            publisher = publisher_named(name)
            return {
                **(about or _bare("outlet", outlet_id, name)),
                "articles": plain_list(articles),
                "publisher": plain(publisher) if publisher else None,
                "copies": plain(view.shelf.copies_of(outlet_id)),
            }

    def newest(self, kind: str, *, limit: int = 60) -> list[Record]:
        """List what most of the newest stories are about, of one kind, with how many."""
        with self._context.store.view() as view:
            return plain_list(view.shelf.newest_keys(kind, limit=limit))

    def points(self, story_ids: Sequence[str] | None = None) -> list[Record]:
        """List the places of these stories (else of the newest) that can be put on a map, most reports first."""
        with self._context.store.view() as view:
            shelf = view.shelf
            return plain_list(shelf.newest_points(limit=POINTS) if story_ids is None else shelf.points_of(story_ids))

    def names(self, kind: str, words: str, *, limit: int = 10) -> list[Record]:
        """Look up actors, places … by words of their names, the last of which may be a beginning."""
        with self._context.store.view() as view:
            return plain_list(view.shelf.names(kind, words, limit=limit))

    def dateline(self, *, since: str, until: str | None = None) -> list[Record]:
        """Count the reports of each day from a day on."""
        with self._context.store.view() as view:
            return [{"day": day, "reports": count} for day, count in view.shelf.days(since=since, until=until)]

    def _plain_subject(self, kind: str, key: str) -> Record | None:
        with self._context.store.view() as view:
            found = _about(view.shelf, kind, key)
            if found is not None:
                found["articles"] = plain_list(view.shelf.newest_articles(key=(kind, key), limit=ARTICLES))
            return found


def _about(shelf: ShelfRows, kind: str, key: str) -> Record | None:
    """What every subject has: its name, its stories, when there were how many, and what goes with it."""
    lines = shelf.lines_about(kind, key, limit=STORIES)
    if not lines:
        return None
    return {
        "kind": kind,
        "id": key,
        "name": shelf.name_of(kind, key) or key,
        "stories": plain_list(lines),
        "story_count": shelf.count_about(kind, key),
        "days": [{"day": day, "stories": count} for day, count in shelf.story_days(kind, key)[-DAYS:]],
        "related": {one: plain_list(found) for one, found in shelf.related(kind, key).items()},
    }


def _bare(kind: str, key: str, name: str) -> Record:
    return {"kind": kind, "id": key, "name": name, "stories": [], "story_count": 0, "days": [], "related": {}}


def _named(dyad: Dyad, names: dict[str, str]) -> Record:
    weeks = [{"week": week, "acts": acts, "goldstein": score} for week, acts, score in dyad.weeks]
    return {
        "actor": dyad.actor,
        "actor_name": names.get(dyad.actor, dyad.actor),
        "recipient": dyad.recipient,
        "recipient_name": names.get(dyad.recipient, dyad.recipient),
        "acts": dyad.acts,
        "goldstein": dyad.goldstein,
        "weeks": weeks,
    }


def _difference(before: Any, after: Any) -> Record:
    """What changed between two articles: the headline before, paragraphs with their pieces, words gone and new."""
    from dateline.serve.versions import changed_words, difference

    if before is None or after is None:
        return {}
    paragraphs = difference(before.text, after.text)
    gone, new = changed_words(paragraphs)
    return {
        "headline_before": before.headline if before.headline != after.headline else None,
        "gone": gone,
        "new": new,
        "paragraphs": [
            [{"kind": piece.kind, "words": piece.words} for piece in paragraph.pieces] for paragraph in paragraphs
        ],
    }

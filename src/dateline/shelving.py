"""The last step of the corridor: what pages are made from is laid out for each story that changed.

A story whose card is missing or behind waits in the store, so that a run that was broken off is made up for by the
next, and a database from before there was a shelf is laid out the first time it is used. Engines without a shelf (the
one in memory) are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.model.shelf import Card, Change
from dateline.model.story import Copy
from dateline.storage.protocol import Store, View

BATCH = 16


def shelve(store: Store) -> None:
    """Lay out articles and stories that wait for it; a few in each transaction, so that others can write between."""
    while _shelve_articles(store):
        pass
    while _shelve_stories(store):
        pass


def _shelve_articles(store: Store) -> bool:
    with store.view() as view:
        waiting = view.shelf.unshelved_articles(BATCH) if view.shelf is not None else []
        articles = list(view.articles(waiting)) if waiting else []
    if waiting:
        with store.writer() as writer:
            if writer.shelf is not None:
                writer.shelve_articles(articles)
                writer.shelf.shelved(waiting)
    return bool(waiting)


def _shelve_stories(store: Store) -> bool:
    with store.view() as view:
        waiting = view.shelf.waiting_stories(BATCH) if view.shelf is not None else []
        made = list(_cards(view, waiting))
    if waiting:
        with store.writer() as writer:
            if writer.shelf is not None:
                for card, changes, days, copies, revision in made:
                    writer.shelf.put_card(card, changes, copies=copies, revision=revision)
                    writer.shelf.date(days)
    return bool(waiting)


_Laid = tuple[Card, tuple[Change, ...], Mapping[str, str], tuple[Copy, ...], str]


def _cards(view: View, story_ids: list[str]) -> Iterator[_Laid]:
    """Go through the cards of stories, with what changed in them, the days of their reports, and who copied whom."""
    from dateline.serve.cards import card_of, published_days
    from dateline.serve.changes import changes_of

    for story_id in story_ids:
        found = view.story(story_id)
        if found is None or view.shelf is None:
            continue
        story, comparison = found
        reports = list(view.articles(story.article_ids))
        arrivals = view.shelf.arrivals(story.article_ids)
        yield (
            card_of(story, comparison, reports, arrivals=arrivals),
            changes_of(story, comparison, reports, arrivals=arrivals),
            published_days(comparison, reports),
            comparison.copies,
            view.shelf.revision(story_id) or "",
        )

"""Rows of what pages are made from: story cards, facts and the words to search; nouns in, nouns out.

All of it is derived and written by the corridor: articles in `put_articles` (inside `save_read`), who belongs to which
story in `put_stories` (inside `save_stories`), cards in `put_card` once a story is compared. Pages ask:

    story_id, story_ids_of, card, cards, list_cards, cards_about, story_ids_about, keys_of   stories in short
    changes, changes_of, changed_since                                                       what is new in them
    article_card, article_cards, newest_articles, versions                                   articles in short
    search, count, facets, names, name_of, common_words                                      finding articles
    acts, sayings, dyads, ties, place, related, days, story_days                             actors, places, counts
    lines_about, newest_keys, newest_points, points_about, points_of, copies_of              lists of subjects, maps
    revision, page, put_page                                                                 pages made before
"""

from __future__ import annotations

import sqlalchemy as sa

from dateline.storage import shelf_tables as t
from dateline.storage.shelf_articles import ShelfArticles
from dateline.storage.shelf_cards import ShelfCards
from dateline.storage.shelf_search import ShelfSearch
from dateline.storage.shelf_subjects import ShelfSubjects


class ShelfRows(ShelfArticles, ShelfCards, ShelfSearch, ShelfSubjects):
    """Reads and writes what pages are made from: story cards and the words to search, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def forget(self) -> None:
        """Forget all of it, as all derived data is forgotten before it is made again."""
        self._forget_articles()
        for table in t.TABLES:
            self._connection.execute(sa.delete(table))

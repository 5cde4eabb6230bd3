"""Measure what pages ask of a large database: each query alone, many times, on other stories and words each time.

    python benchmarks/desk_queries.py big.db [--rounds 200]

Printed are the median, the 95th of a hundred and the longest, in milliseconds of processor time of one thread: what
others do on the machine does not count, nor waiting for the disk. `benchmarks/desk_store.py` makes the database.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline.desk.context import DeskContext
from dateline.desk.library import Library
from dateline.model.shelf import Condition
from dateline.storage.sqlite import SqliteStore

WORDS = ('"pirates"', '"the"', '"ceasefire"', '"killed" "injured"', '"undersea cables"', "protest*", '"zzyzx"')


class Subjects:
    """Stories, articles and keys to ask for, chosen by lot; some are very common."""

    def __init__(self, store: SqliteStore, *, seed: int = 4) -> None:
        self.lot = random.Random(seed)
        with store.view() as view:
            cards = [
                *view.shelf.list_cards(limit=300),
                *view.shelf.list_cards(limit=200, offset=9000),
                *view.shelf.list_cards(order="widest", limit=100),
            ]
            self.stories = [one.story_id for one in cards]
            self.keys: dict[str, list[str]] = {}
            for one in (key for card in cards for key in card.keys):
                self.keys.setdefault(one.kind, []).append(one.key)
            self.articles = [one.id for story in self.stories[:200] for one in view.shelf.articles_of(story)]
            self.since = {one.story_id: one.first_day for one in cards}

    def key(self, kind: str) -> str:
        """A key of some kind; those of many stories come often."""
        return self.lot.choice(self.keys.get(kind, ["none"]))


def questions(store: SqliteStore, subjects: Subjects) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Go through what is measured."""
    lot, library = subjects.lot, Library(DeskContext(store, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC)))

    def ask(question: Callable[[Any], Any]) -> Callable[[], Any]:
        def asked() -> Any:
            with store.view() as view:
                return question(view.shelf)

        return asked

    yield "an empty view", ask(lambda shelf: None)
    yield "newest 50 cards", ask(lambda shelf: shelf.list_cards(limit=50))
    yield "widest 50 cards", ask(lambda shelf: shelf.list_cards(order="widest", limit=50))
    yield "card of a story", ask(lambda shelf: shelf.card(lot.choice(subjects.stories)))
    yield (
        "newest stories of 20 followed keys",
        ask(lambda shelf: shelf.story_ids_about([("actor", subjects.key("actor")) for _ in range(20)])),
    )
    yield (
        "what changed in 20 stories",
        ask(lambda shelf: shelf.changes_of({lot.choice(subjects.stories): "2026-06-01" for _ in range(20)}, limit=5)),
    )
    for words in WORDS:
        yield f"search {words}, best", ask(lambda shelf, words=words: shelf.search(words))  # type: ignore[misc]
        yield (
            f"search {words}, best 200 unmarked",
            ask(lambda shelf, words=words: shelf.search(words, limit=200, marked=False)),  # type: ignore[misc]
        )
    yield "search pirates, newest", ask(lambda shelf: shelf.search('"pirates"', order="newest"))
    yield "facets of pirates", ask(lambda shelf: shelf.facets('"pirates"'))
    yield "count of pirates", ask(lambda shelf: shelf.count('"pirates"'))
    yield (
        "search with an actor and a type",
        ask(
            lambda shelf: shelf.search(
                '"said"',
                [Condition(field="actor", keys=(subjects.key("actor"),)), Condition(field="type", keys=("ASSAULT",))],
            )
        ),
    )
    yield (
        "search of a place alone",
        ask(lambda shelf: shelf.search(None, [Condition(field="place", keys=(subjects.key("place"),))])),
    )
    yield (
        "search of a figure",
        ask(lambda shelf: shelf.search(None, [Condition(field="figure", low=20, high=lot.randrange(21, 90))])),
    )
    yield "names by beginning", ask(lambda shelf: shelf.names("actor", lot.choice(["in", "ira", "uni", "ba", "mi"])))
    yield "words that are common", ask(lambda shelf: shelf.common_words(["the", "pirates", "minister"]))
    yield "story in short", lambda: library.story(lot.choice(subjects.stories))
    yield "story page, kept", lambda: library.story_fragment(lot.choice(subjects.stories[:8]))
    yield "story page, made", lambda: library.story_fragment(lot.choice(subjects.stories[300:500]))
    yield "article", lambda: library.article(lot.choice(subjects.articles))
    yield "actor", lambda: library.actor(subjects.key("actor"))
    yield "place", lambda: library.place(subjects.key("place"))
    yield "outlet", lambda: library.outlet(subjects.key("outlet"))
    yield "country", lambda: library.country(subjects.key("country"))
    yield "type of event", lambda: library.type(subjects.key("type"))
    yield "reports of 60 days", lambda: library.dateline(since="2026-09-23")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--only", default="", help="measure only what has this in its name")
    given = parser.parse_args()
    store = SqliteStore(given.path)
    subjects = Subjects(store)
    print(f"{'':40} {'median':>8} {'95th':>8} {'longest':>8}")
    for name, question in questions(store, subjects):
        if given.only in name:
            question()
            took = []
            for _ in range(given.rounds):
                began = time.thread_time()
                question()
                took.append(1000 * (time.thread_time() - began))
            took.sort()
            print(f"{name:40} {statistics.median(took):8.2f} {took[int(0.95 * len(took))]:8.2f} {took[-1]:8.2f}")
    store.close()


if __name__ == "__main__":
    main()

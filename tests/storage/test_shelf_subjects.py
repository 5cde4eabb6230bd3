"""Lists of the pages of subjects: stories in one line, what the newest are about, places with their reports, copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from dateline.model.shelf import Card, CardKey
from dateline.model.story import Copy, Membership, Story
from dateline.storage import shelf_tables as t
from dateline.storage.sqlite import SqliteStore, SqliteWriter

AREAS = {"g:1": ("Oslo", 59.9, 10.7, "city"), "g:2": ("Norway", 62.0, 10.0, "country"), "n:x": ("X", None, None, None)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Six stories on six days: odd ones about Norway and, half of their reports, Oslo; all about a place unknown."""
    made = SqliteStore(tmp_path / "news.db")
    with made.writer() as writer:
        for number in range(6):
            _shelve(writer, number)
        rows = [
            {"key": key, "name": name, "lat": lat, "lon": lon, "precision": how}
            for key, (name, lat, lon, how) in AREAS.items()
        ]
        writer.shelf._connection.execute(sa.insert(t.place_row), rows)
    yield made
    made.close()


def _shelve(writer: SqliteWriter, number: int) -> None:
    name = f"s{number}"
    member = Membership(article_id=f"{name}-a", score=1, why="")
    writer.shelf.put_stories([(Story(id=name, founding_article_id=f"{name}-a", members=(member,)), "1")], gone=[])
    keys = [CardKey(kind="place", key="n:x", name="X", weight=1.0)]
    if number % 2:
        keys.append(CardKey(kind="place", key="g:2", name="Norway", weight=1.0))
        keys.append(CardKey(kind="place", key="g:1", name="Oslo", weight=0.5))
    card = Card(
        story_id=name,
        headline=f"Story {number}",
        last_new=f"2031-05-0{number + 1}T06:00:00+00:00",
        reports=4,
        outlet_count=3,
        contested=number,
        keys=tuple(keys),
    )
    writer.shelf.put_card(card, [], revision=writer.shelf.revision(name) or "")


def test_lines_stand_with_the_newest_first(store: SqliteStore) -> None:
    with store.view() as view:
        lines = view.shelf.lines_about("place", "g:1")
        assert [one.story_id for one in lines] == ["s5", "s3", "s1"]
        assert (lines[0].headline, lines[0].reports, lines[0].outlet_count, lines[0].contested) == ("Story 5", 4, 3, 5)
        assert [one.story_id for one in view.shelf.lines_about("place", "n:x", limit=2, offset=1)] == ["s4", "s3"]
        assert view.shelf.lines_about("place", "g:9") == []


def test_the_newest_stories_tell_what_they_are_about(store: SqliteStore) -> None:
    with store.view() as view:
        told = view.shelf.newest_keys("place")
        assert [(one.key, one.name, one.stories) for one in told] == [
            ("n:x", "X", 6),
            ("g:2", "Norway", 3),
            ("g:1", "Oslo", 3),
        ]
        assert [(one.key, one.stories) for one in view.shelf.newest_keys("place", stories=2)][:1] == [("n:x", 2)]
        assert len(view.shelf.newest_keys("place", limit=1)) == 1
        assert view.shelf.newest_keys("actor") == []


def test_points_count_the_reports_that_speak_of_a_place(store: SqliteStore) -> None:
    with store.view() as view:
        shelf = view.shelf
        told = [(one.name, one.stories, one.reports, one.precision) for one in shelf.newest_points()]
        assert told == [("Norway", 3, 12, "country"), ("Oslo", 3, 6, "city")]
        assert [(one.name, one.reports) for one in shelf.points_of(["s1", "s2"])] == [("Norway", 4), ("Oslo", 2)]
        assert [(one.name, one.stories) for one in shelf.points_about("place", "n:x", stories=2)] == [
            ("Norway", 1),
            ("Oslo", 1),
        ]
        assert shelf.points_of([]) == []


def test_copies_go_with_their_story(store: SqliteStore) -> None:
    def kept() -> list[str]:
        with store.view() as view:
            return list(view.shelf._connection.execute(sa.select(t.story_copy.c.story_id)).scalars())

    with store.writer() as writer:
        card = writer.shelf.card("s1")
        assert card is not None
        copies = [Copy(article_id="s1-a", of="s9-a", kind="wire", shared=1.0)]
        writer.shelf.put_card(card, [], revision="another one", copies=copies)
    assert kept() == [], "a card of another revision is left alone"
    with store.writer() as writer:
        writer.shelf.put_card(card, [], revision=writer.shelf.revision("s1") or "", copies=copies)
    assert kept() == ["s1"]
    with store.writer() as writer:
        writer.shelf.put_stories([], gone=["s1"])
    assert kept() == []

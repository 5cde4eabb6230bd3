"""Streams for reading apps: without what is muted, page after page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clocks import Clock
from dateline.desk import streams
from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.desk.streams import READ, READING_LIST
from dateline.model.audience import Account
from dateline.storage.sqlite import SqliteStore
from desk.shelves import shelve
from serve.cards import card, key

ANNA = Account(id=1, name="Anna", role="reader", made_at="2031-01-01T00:00:00+00:00")


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk with five stories, the youngest first: grain, golf, rail, flood, chess."""
    opened = Desk(DeskContext(store=SqliteStore(tmp_path / "news.db"), clock=clock))
    shelve(
        opened,
        card("grain", "actor KAZ Kazakhstan", "country KAZ Kazakhstan", at="2031-02-05T12:00:00+00:00"),
        card("golf", key("actor KAZ Kazakhstan", 0.1), at="2031-02-04T12:00:00+00:00"),
        card("rail", "country KAZ Kazakhstan", at="2031-02-03T12:00:00+00:00"),
        card("flood", "topic water Water", at="2031-02-02T12:00:00+00:00", also_known_as=("deluge",)),
        card("chess", at="2031-02-01T12:00:00+00:00"),
    )
    yield opened
    opened.close()


def listed(desk: Desk, **wishes: object) -> list[str]:
    return [one.story_id for one in desk.streams.stories(ANNA, READING_LIST, **{"limit": 10, **wishes})]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("muted", "left"),
    [
        (("actor", "KAZ"), ["golf", "rail", "flood", "chess"]),
        (("place", "KAZ"), ["golf", "flood", "chess"]),
        (("topic", "water"), ["grain", "golf", "rail", "chess"]),
        (("outlet", "own-chess"), ["grain", "golf", "rail", "flood"]),
        (("story", "golf"), ["grain", "rail", "flood", "chess"]),
        (("story", "deluge"), ["grain", "golf", "rail", "chess"]),
    ],
)
def test_what_is_muted_everywhere_is_in_no_stream(
    desk: Desk, clock: Clock, muted: tuple[str, str], left: list[str]
) -> None:
    assert listed(desk) == ["grain", "golf", "rail", "flood", "chess"]
    desk.audience.mute(ANNA.id, *muted, until="tomorrow")
    assert listed(desk) == left
    clock.move(days=2)
    assert len(listed(desk)) == 5


def test_what_is_muted_on_the_front_page_only_is_streamed(desk: Desk) -> None:
    desk.audience.mute(ANNA.id, "topic", "water", scope="frontpage")
    assert "flood" in listed(desk)


def test_long_streams_are_looked_through_to_their_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "CHUNK", 2)
    desk.streams.mark(ANNA, ["grain", "golf", "flood"], add=[READ])
    assert listed(desk, limit=2, without=(READ,)) == ["rail", "chess"]
    assert listed(desk, limit=2, offset=1, without=(READ,)) == ["chess"]


def test_muted_searches_mute_what_they_find(archive_desk: Desk, people: dict[str, Account]) -> None:
    rita = people["Rita"]
    before = {one.story_id for one in archive_desk.streams.stories(rita, READING_LIST, limit=50)}
    found = set(archive_desk.search.story_ids("Alishvandi"))
    assert found
    assert found < before
    archive_desk.audience.mute(rita.id, "search", "Alishvandi")
    archive_desk.audience.mute(rita.id, "search", "speker:nobody")
    assert {one.story_id for one in archive_desk.streams.stories(rita, READING_LIST, limit=50)} == before - found

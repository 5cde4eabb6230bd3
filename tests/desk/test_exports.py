"""Exports of other reading programs, of our own making and in their forms."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from clocks import Clock
from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.desk.exports import bring_in_export
from dateline.desk.sources import CannotAdd
from dateline.storage.sqlite import SqliteStore

OPML = b"""<opml version="2.0"><head/><body><outline text="World"><outline text="Asia">
<outline type="rss" text="Harbour" xmlUrl="https://harbour.example/rss"/></outline></outline></body></opml>"""
STARRED = {
    "id": "user/-/state/com.google/starred",
    "items": [
        {
            "title": "Ferry adrift",
            "canonical": [{"href": "https://hill.example/ferry"}],
            "origin": {"streamId": "feed/4", "feedUrl": "https://hill.example/feed", "title": "Hill Post"},
        },
        {"title": "Nowhere", "alternate": [{"href": "javascript:alert(1)"}]},
        "odd",
    ],
}
ENTRIES = {
    "total": 2,
    "entries": [
        {
            "url": "https://valley.example/a",
            "starred": True,
            "feed": {"feed_url": "https://valley.example/rss", "title": "Valley", "category": {"title": "Local"}},
        },
        {"url": "https://valley.example/b", "starred": False, "feed": {"feed_url": "https://valley.example/rss"}},
    ],
}


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = Desk(DeskContext(store=SqliteStore(tmp_path / "news.db"), clock=clock))
    yield made
    made.close()


def zipped(**files: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return kept.getvalue()


def test_an_archive_of_freshrss(desk: Desk) -> None:
    body = zipped(feeds__opml__xml=OPML, starred__json=json.dumps(STARRED).encode(), readme__txt=b"hello")
    handed = bring_in_export(desk.sources, body)
    listed = {one.feed.address: one.feed for one in desk.sources.all()}
    assert listed["https://harbour.example/rss"].folder == "World/Asia"
    assert listed["https://hill.example/feed"].title == "Hill Post"
    assert handed.pages == 1
    assert desk.sources.waiting()["page"] == 1
    assert handed.passed_over[0][0] == "javascript:alert(1)"
    again = bring_in_export(desk.sources, body)
    assert (len(again.feeds.added), len(again.feeds.known)) == (0, 2)


def test_the_entries_of_miniflux(desk: Desk) -> None:
    handed = bring_in_export(desk.sources, json.dumps(ENTRIES).encode())
    (feed,) = desk.sources.all()
    assert (feed.feed.address, feed.feed.title, feed.feed.folder) == ("https://valley.example/rss", "Valley", "Local")
    assert handed.pages == 1


def test_plain_opml(desk: Desk) -> None:
    assert len(bring_in_export(desk.sources, OPML).feeds.added) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no list at all",
        b'{"rows": []}',
        b'{"items": [',
        b"PK\x03\x04 broken",
        zipped(readme__txt=b"hello"),
        zipped(list__json=b"{}"),
    ],
)
def test_what_is_none_is_told(desk: Desk, body: bytes) -> None:
    with pytest.raises(CannotAdd):
        bring_in_export(desk.sources, body)
    assert desk.sources.all() == []


def test_a_zip_bomb_is_not_unpacked(desk: Desk) -> None:
    with pytest.raises(CannotAdd, match="50 MB"):
        bring_in_export(desk.sources, zipped(feeds__opml=b" " * 60_000_000))

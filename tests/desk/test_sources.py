"""Sources: added, arranged, found from a site's address, handed over as OPML; how they do, in words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.collect.politeness import Manners
from dateline.desk.finding import find_feeds
from dateline.desk.health import health
from dateline.desk.sources import CannotAdd
from dateline.model.feed import KEPT, Feed
from desk.desk_at_work import DeskAtWork
from feed_server import NOON, Answer, FeedServer

NOW = NOON.isoformat(timespec="seconds")
LETTER = """From: Hill Mail <news@hill.example>
Subject: {0}
Date: Fri, 20 Nov 2026 09:00:00 +0000
MIME-Version: 1.0

{0} boats sank.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskAtWork]:
    made = DeskAtWork(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as made:
        yield made


def test_addresses_are_taken_as_people_write_them(desk: DeskAtWork) -> None:
    for words, address in [
        (" Hill.example/rss ", "https://hill.example/rss"),
        ("feed://harbour.example", "http://harbour.example/"),
        ("feed:https://port.example/x#top", "https://port.example/x"),
        ("localhost:8000/feed", "https://localhost:8000/feed"),
    ]:
        assert desk.sources.add(words, folder=" World //Asia ").address == address
    assert desk.sources.folders() == ["World/Asia"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "empty"),
        ("file:///etc/passwd", "only http"),
        ("https://me:word@hill.example/", "name or password"),
        ("http://[::1", "no web address"),
    ],
)
def test_what_is_no_address_is_refused(desk: DeskAtWork, words: str, why: str) -> None:
    with pytest.raises(CannotAdd, match=why):
        desk.sources.add(words)
    with pytest.raises(CannotAdd, match=why):
        desk.sources.add_page(words)
    assert desk.sources.all() == []


def test_a_source_is_added_once_and_looked_after(desk: DeskAtWork) -> None:
    made = desk.sources.add("hill.example", title="  Hill   Mail ")
    with pytest.raises(CannotAdd, match="there already"):
        desk.sources.add("https://hill.example/")
    desk.sources.rename(made.id, "Hill")
    desk.sources.move(made.id, "Mine")
    desk.sources.take_pages(made.id, False)
    feed = desk.feed()
    assert (feed.title, feed.renamed, feed.folder, feed.full_text) == ("Hill", True, "Mine", False)
    desk.sources.pause(made.id)
    with pytest.raises(CannotAdd, match="paused"):
        desk.sources.visit_now(made.id)
    desk.sources.remove(made.id)
    for change in (desk.sources.remove, desk.sources.pause, desk.sources.visit_now, desk.sources.resume):
        with pytest.raises(CannotAdd):
            change(made.id)
    assert desk.sources.waiting() == {"visit": 0, "page": 0, "file": 0}


def test_a_name_people_gave_stays(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("hill-mail", title="Its Own")
    made = desk.sources.add(outlet.feed, title="Ours")
    desk.round()
    assert desk.feed().title == "Ours"
    desk.sources.rename(made.id, " ")
    desk.sources.visit_now(made.id)
    desk.round()
    assert desk.feed().title == "Its Own"


def test_lists_of_feeds_go_in_and_out(desk: DeskAtWork, tmp_path: Path) -> None:
    desk.sources.add("https://known.example/")
    body = b"""<opml version="2.0"><body><outline text="World"><outline text="Asia">
    <outline text="Hill" type="rss" xmlUrl="https://hill.example/rss"/></outline></outline>
    <outline text="Known" xmlUrl="known.example"/><outline text="Bad" xmlUrl="file:///etc/passwd"/></body></opml>"""
    report = desk.sources.bring_in_opml(body, folder="Old reader")
    assert [one.folder for one in report.added] == ["Old reader/World/Asia"]
    assert [one.address for one in report.known] == ["https://known.example/"]
    assert report.refused == (("file:///etc/passwd", "only http:// and https:// addresses are fetched"),)
    desk.sources.add_place(str(tmp_path))
    desk.sources.pause(report.added[0].id)

    (tmp_path / "other").mkdir()
    other = DeskAtWork(tmp_path / "other")
    other.sources.bring_in_opml(desk.sources.opml().encode())
    assert {(one.feed.address, one.feed.folder, one.feed.paused) for one in other.sources.all()} == {
        ("https://hill.example/rss", "Old reader/World/Asia", True),
        ("https://known.example/", "", False),
    }
    assert other.sources.waiting()["visit"] == 1
    other.store.close()
    with pytest.raises(CannotAdd, match="no feeds"):
        desk.sources.bring_in_opml(b"no list")


def found(desk: DeskAtWork, words: str) -> tuple[list[tuple[str, str | None, str]], str | None]:
    finding = find_feeds(words, desk.context, manners=Manners(delay=0))
    return [(one.address, one.title, one.kind) for one in finding.feeds], finding.message


def test_the_feed_of_a_site_is_found_from_its_front_page(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("hill-mail", title="Hill Mail")
    assert found(desk, f"{server.address}/hill-mail/") == ([(outlet.feed, "Hill Mail", "feed")], None)
    assert found(desk, outlet.feed) == ([(outlet.feed, "Hill Mail", "feed")], None)


def test_a_feed_that_no_page_names_is_found_where_feeds_lie(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("hill-mail", title="Hill Mail")
    server.routes["/"] = Answer(b"<html><body>Nothing. <a href='/feed-me'>x</a></body></html>")
    server.routes["/rss.xml"] = server.routes["/hill-mail/feed.xml"]
    outlet.publish("One", "Boats.")
    assert found(desk, server.address)[0] == [(f"{server.address}/rss.xml", "Hill Mail", "feed")]


def test_finding_fails_in_words(server: FeedServer, desk: DeskAtWork) -> None:
    server.routes["/"] = Answer(b"<html><body>Nothing.</body></html>")
    assert "no feed is named" in (found(desk, server.address)[1] or "")
    assert "404" in (found(desk, f"{server.address}/gone")[1] or "")
    assert "only http" in (found(desk, "ftp://x")[1] or "")
    desk.context = replace(desk.context, settings=replace(desk.context.settings, private_addresses=()))
    assert "closed address" in (found(desk, server.address)[1] or "")


def test_a_watched_folder_brings_new_and_changed_files(desk: DeskAtWork, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    desk.sources.add_place(str(folder))
    (folder / "a.html").write_text("<html><body><p>Ten boats sank.</p></body></html>")
    os.utime(folder / "a.html", (1, 1))
    assert desk.round().captures == 1
    assert desk.captures()[0].captured_at == NOW
    desk.goes_on(minutes=2)
    assert desk.round().captures == 0
    (folder / "a.html").write_text("<html><body><p>Twelve boats sank.</p></body></html>")
    os.utime(folder / "a.html", (2, 2))
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    os.utime(folder / "b.png", (2, 2))
    desk.goes_on(minutes=2)
    assert desk.round().captures == 1
    assert [one.title for one in desk.sources.failed()] == ["b.png"]


def test_a_file_that_is_still_written_is_left_for_later(desk: DeskAtWork, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    desk.sources.add_place(str(folder))
    (folder / "a.txt").write_text("Half a")
    os.utime(folder / "a.txt", (NOON.timestamp() - 1,) * 2)
    assert desk.round().captures == 0
    desk.goes_on(minutes=2)
    assert desk.round().captures == 1


def test_a_mailbox_brings_each_letter_once(desk: DeskAtWork, tmp_path: Path) -> None:
    box = tmp_path / "news.mbox"

    def write(*names: str, at: int) -> None:
        box.write_text("".join(f"From x Fri Nov 20 09:00:00 2026\n{LETTER.format(name)}\n" for name in names))
        os.utime(box, (at, at))

    write("Ten", "Eleven", at=1)
    made = desk.sources.add_place(str(box), kind="mailbox")
    assert desk.round().captures == 2
    write("Eleven", "Twelve", at=2)
    desk.goes_on(minutes=2)
    assert desk.round().captures == 1
    assert [b"Twelve" in one.body for one in desk.captures()] == [False, False, True]
    box.unlink()
    desk.goes_on(minutes=2)
    desk.round()
    assert "no such file" in (desk.feed().fault or "")
    assert len(desk.sources.visits(made.id)) == 3


def test_a_file_is_read_once(desk: DeskAtWork, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "1", "text": "Ten boats sank."}\n{"id": "2", "text": "Two sank."}\n')
    os.utime(corpus, (NOON.timestamp() - 1,) * 2)
    desk.sources.add_file(str(corpus))
    assert desk.round().captures == 2
    assert desk.sources.waiting()["file"] == 0
    assert desk.links()[0].state == KEPT
    with pytest.raises(CannotAdd, match="no file"):
        desk.sources.add_file("/no/such")
    with pytest.raises(CannotAdd, match="no folder"):
        desk.sources.add_place("/no/such")


def feed(**told: object) -> Feed:
    return Feed(**{"id": 1, "address": "https://hill.example/", "last_visit": NOW, **told})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "state", "words"),
    [
        ({"last_visit": None}, "new", "not visited yet"),
        ({"paused": True}, "paused", "paused"),
        ({"fault": "no answer", "faults_in_a_row": 1}, "faulty", "no answer; it never went well"),
        (
            {"fault": "no answer", "faults_in_a_row": 3, "last_success": "2026-11-18T12:00:00+00:00"},
            "faulty",
            "no answer; tried 3 times in a row; it last went well 2 days ago",
        ),
        (
            {"usual_a_day": 12.2, "last_new": "2026-11-19T06:00:00+00:00"},
            "silent",
            "usually 12 a day, none for 30 hours",
        ),
        ({"usual_a_day": 12.2, "last_new": NOW}, "well", "usually 12 a day, the last one 1 second ago"),
        (
            {"usual_a_day": 0.3, "last_new": "2026-11-17T12:00:00+00:00"},
            "well",
            "usually 2 a week, the last one 3 days ago",
        ),
        ({"usual_a_day": None, "last_new": None}, "well", "nothing yet"),
    ],
)
def test_health_is_told_in_words(told: dict[str, object], state: str, words: str) -> None:
    found = health(feed(**told), now=NOW)
    assert (found.state, found.words) == (state, words)

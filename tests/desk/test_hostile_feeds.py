"""Feeds that mean no good: bombs, entities, script, private addresses, elements without end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model.feed import LOST
from desk.desk_at_work import DeskAtWork
from feed_server import Answer, FeedServer, bomb

LONG = "\n\n".join(f"The coast guard said on Friday that {count} boats had left Port Sel." for count in range(24))


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskAtWork]:
    made = DeskAtWork(tmp_path)
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(b"no", 404), "404"),
        (Answer(b"<html><body>Hello</body></html>"), "web page came instead of a feed"),
        (Answer(b"\x00\x01\x02" * 50), "no feed"),
        (Answer(b""), "no feed"),
        (Answer(bomb(30_000_000), headers={"Content-Encoding": "gzip"}), "larger than"),
        (Answer(bomb(30_000_000)), "cannot be unpacked"),
        (Answer(b"<rss><channel>" + b"<item><title>x</title></item>" * 800_000), "larger than 20 MB"),
    ],
)
def test_what_is_no_feed_is_told_in_words(server: FeedServer, desk: DeskAtWork, answer: Answer, words: str) -> None:
    server.routes["/feed"] = answer
    desk.sources.add(f"{server.address}/feed")
    desk.round()
    feed = desk.feed()
    assert words in (feed.fault or "")
    assert feed.faults_in_a_row == 1
    assert desk.captures() == []
    assert desk.sources.all()[0].health.state == "faulty"


def test_entities_that_swell_do_no_harm(server: FeedServer, desk: DeskAtWork) -> None:
    lines = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    body = (
        f'<!DOCTYPE rss [<!ENTITY a0 "boom">{lines}]><rss version="2.0"><channel><title>&a12;</title></channel></rss>'
    )
    server.routes["/feed"] = Answer(body.encode(), kind="text/xml")
    server.routes["/map"] = Answer(body.replace("rss", "urlset").encode(), kind="text/xml")
    desk.sources.add(f"{server.address}/feed")
    desk.sources.add(f"{server.address}/map", kind="sitemap")
    assert desk.round().captures == 0
    for one in desk.sources.all():
        assert len(one.feed.title or "") < 1000
    assert any("entities of its own" in (one.feed.fault or "") for one in desk.sources.all())


def test_files_of_this_machine_are_not_drawn_in(server: FeedServer, desk: DeskAtWork) -> None:
    kind = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = f"{kind}<rss version='2.0'><channel><title>T &x;</title><item><title>&x;</title><link>/a</link></item>"
    server.routes["/feed"] = Answer(f"{body}</channel></rss>".encode(), kind="text/xml")
    desk.sources.add(f"{server.address}/feed")
    desk.round()
    assert "root:" not in f"{desk.feed()} {desk.links()}"


def test_elements_without_end_do_no_harm(server: FeedServer, desk: DeskAtWork) -> None:
    deep = b"<rss version='2.0'><channel>" + b"<a>" * 20_000
    server.routes["/feed"] = Answer(deep, kind="text/xml")
    server.routes["/map"] = Answer(b"<urlset>" + b"<url>" * 20_000, kind="text/xml")
    outlet = server.outlet("harbour-post")
    outlet.publish("One", LONG)
    for address in (f"{server.address}/feed", f"{server.address}/map", outlet.feed):
        desk.sources.add(address)
    assert desk.round().captures == 1


def test_a_feed_that_names_private_places_gets_nobody_there(server: FeedServer, tmp_path: Path) -> None:
    with FeedServer() as inner:
        inner.routes["/secret"] = Answer(b"<html><body><p>Secret.</p></body></html>")
        places = ["127.0.0.2", "0x7f000002", "[::ffff:127.0.0.2]", "[::1]", "169.254.169.254"]
        listed = "".join(
            f"<item><title>{n}</title><link>http://{place}:{inner.port}/secret</link></item>"
            for n, place in enumerate(places)
        )
        listed += "<item><title>f</title><link>file:///etc/passwd</link></item>"
        server.routes["/feed"] = Answer(f"<rss version='2.0'><channel>{listed}</channel></rss>".encode())
        desk = DeskAtWork(tmp_path, allowed=("127.0.0.1/32",))
        desk.sources.add(f"{server.address}/feed")
        desk.round()
        assert inner.asked == []
        links, captures = desk.links(), desk.captures()
        desk.store.close()
    assert captures == []
    assert {one.state for one in links} == {LOST}
    assert len(links) == 5


def test_script_in_every_field_stays_words(server: FeedServer, desk: DeskAtWork) -> None:
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;Storm"
    fields = "".join(f"<{name}>{evil}</{name}>" for name in ("title", "description", "author", "category", "guid"))
    body = f"<rss version='2.0'><channel><title>{evil}</title><link>javascript:alert(3)</link><item>{fields}"
    body += "<link>javascript:alert(4)</link></item></channel></rss>"
    server.routes["/feed"] = Answer(body.encode(), kind="text/xml")
    desk.sources.add(f"{server.address}/feed", full_text=False)
    desk.round()
    feed = desk.feed()
    assert feed.title == "Storm"
    assert not (feed.site or "").startswith("javascript")
    assert [one.address for one in desk.links()] == [""]
    assert desk.links()[0].title == "Storm"

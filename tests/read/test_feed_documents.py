"""Feeds of our own writing, in every family, whole and broken."""

from __future__ import annotations

import json

import pytest

from dateline.read.feed_documents import NoFeed, feed_document

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour News</title><link>https://harbour.example/</link><description>From the docks</description>
<ttl>45</ttl><managingEditor>desk@harbour.example (Ann Quay)</managingEditor>
<atom:link href="https://harbour.example/rss" rel="self"/>
<item><title>Ferry \x08adrift</title><link>at://did:x/y</link><link>https://harbour.example/ferry</link>
<guid isPermaLink="false">f-1</guid><dc:date>2024-03-01T08:00:00+02:00</dc:date>
<description>&lt;img src="https://harbour.example/f.jpg"&gt; A ferry drifted.</description>
<category domain="https://harbour.example/tags"></category><enclosure url="/f.mp3" type="audio/mpeg" length="9"/></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://hill.example/feed/"><title type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">Hill <b>Post</b></div></title><link rel="hub" href="https://hub.example"/>
<generator version="3" uri="https://gen.example">Gen</generator>
<entry><id>urn:1</id><title>Bridge closed</title><link href="../bridge"/><updated>2024-05-02T10:00:00Z</updated>
<author><name>B. Ridge</name><uri>https://hill.example/b</uri></author><content type="text">Closed.</content>
<source><title>River Wire</title><id>urn:w</id></source></entry></feed>"""


def test_what_an_rss_feed_says() -> None:
    feed = feed_document(RSS)
    assert (feed.format, feed.version, feed.title, feed.minutes_to_live) == ("rss", "2.0", "Harbour News", 45)
    assert feed.feed_link == "https://harbour.example/rss", "although its prefix is not declared"
    assert feed.authors[0].email == "desk@harbour.example"
    assert feed.authors[0].name == "Ann Quay"
    assert feed.faults


def test_what_an_rss_feed_lists() -> None:
    (one,) = feed_document(RSS).listed
    assert one.title == "Ferry adrift", "characters that XML forbids are gone"
    assert one.link == "https://harbour.example/ferry", "the page on the web, not the other protocol"
    assert (one.id, one.id_is_link) == ("f-1", False)
    assert one.published_at == "2024-03-01T06:00:00+00:00", "a Dublin Core date of RSS tells when it came out"
    assert one.image
    assert one.image.url == "https://harbour.example/f.jpg"
    assert one.enclosures[0].type == "audio/mpeg"


def test_what_an_atom_feed_says() -> None:
    feed = feed_document(ATOM)
    assert feed.title == "Hill <b>Post</b>", "the element around XHTML is no part of it"
    assert (feed.hub, feed.generator, feed.generator_version) == ("https://hub.example", "Gen", "3")
    (one,) = feed.listed
    assert one.link == "https://hill.example/bridge", "made whole by the feed's base"
    assert one.published_at is None, "updated is not published"
    assert one.updated_at == "2024-05-02T10:00:00+00:00"
    assert one.authors[0].uri == "https://hill.example/b"
    assert one.taken_from
    assert one.taken_from.title == "River Wire"


def test_a_json_feed() -> None:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Valley",
        "authors": [{"name": "V. Alley"}, "odd"],
        "items": [
            {
                "id": 7,
                "content_html": "<p>Rain.</p>",
                "date_published": "2024-01-02T03:04:05+01:00",
                "tags": ["r", 3],
            },
            "odd",
        ],
    }
    feed = feed_document(json.dumps(told).encode())
    assert (feed.format, feed.version, feed.authors[0].name) == ("json", "1.1", "V. Alley")
    (one,) = feed.listed
    assert (one.id, one.content, one.content_type) == ("7", "<p>Rain.</p>", "text/html")
    assert one.published_at == "2024-01-02T02:04:05+00:00"
    assert [tag.term for tag in one.categories] == ["r"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no feed"),
        (b"<html><body>Hello</body></html>", "no feed"),
        (b'{"items": 3}', "lists no articles"),
        (b'{"items": [', "no JSON Feed"),
        (b"{" * 100_000, "no JSON Feed"),
        (b"\x00\xff" * 50, "no feed"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(NoFeed, match=reason):
        feed_document(body)


def test_an_entity_bomb_is_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{levels}]><rss version="2.0"><channel><title>&e11;</title></channel></rss>'
    try:
        title = feed_document(bomb.encode()).title or ""
    except NoFeed:
        title = ""
    assert len(title) < 1000

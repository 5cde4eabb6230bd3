"""What feeds and sitemaps tell of each report, and which feeds pages name."""

from __future__ import annotations

import json

import pytest

from dateline.model.article import Capture, Reading
from dateline.read.discovery import feeds_named, usual_places
from dateline.read.readers import read_capture
from dateline.read.told import NoFeed, told_by

BASE = "https://hill.example/news/feed.xml"
LONG = " ".join(["<p>Ten boats sank off Port Sel on Friday.</p>"] * 30)


def rss(*listed: str, head: str = "") -> bytes:
    told = f"<title>Hill &amp;amp; Mail</title>{head}{''.join(listed)}"
    return f"<rss version='2.0'><channel>{told}</channel></rss>".encode()


def test_a_feed_tells_where_its_reports_are_and_when_they_came_out() -> None:
    told = told_by(
        rss(
            "<item><title>&lt;b&gt;Ten&lt;/b&gt; boats</title><link>/a?x=1</link><guid isPermaLink='false'>7</guid>"
            "<pubDate>Fri, 20 Nov 2026 23:30:00 -0500</pubDate><description>Ten boats …</description></item>",
            head="<link>/news</link><ttl>90</ttl>",
        ),
        address=BASE,
    )
    (one,) = told.reports
    assert (told.title, told.site, told.minutes_to_live) == ("Hill & Mail", "https://hill.example/news", 90)
    assert (one.address, one.own_id, one.title) == ("https://hill.example/a?x=1", "7", "Ten boats")
    assert one.published_at == "2026-11-21T04:30:00+00:00"
    assert one.is_teaser


@pytest.mark.parametrize(
    ("text", "is_teaser"),
    [(LONG, False), (LONG[:200], True), (LONG + " […]", True), (LONG + " Read more »", True), (LONG + " It…", True)],
)
def test_teasers_are_told_from_whole_reports(text: str, is_teaser: bool) -> None:
    listed = f"<item><link>/a</link><description><![CDATA[{text}]]></description></item>"
    assert told_by(rss(listed), address=BASE).reports[0].is_teaser is is_teaser


def test_the_feeds_own_words_are_read_as_an_article() -> None:
    listed = (
        f"<item><title>Ten boats</title><link>/a</link><author>Ana Ruiz</author><category>Sea</category>"
        f"<pubDate>Fri, 20 Nov 2026 23:30:00 -0500</pubDate><description><![CDATA[{LONG}]]></description></item>"
    )
    own = told_by(rss(listed), address=BASE).reports[0].own_text
    assert own is not None
    (read,) = read_capture(Capture(id="x", body=own.encode(), media_type="application/json", found_in="x"))
    assert isinstance(read, Reading)
    article = read.article
    assert (article.headline, article.url, article.topics) == ("Ten boats", "https://hill.example/a", ("Sea",))
    assert article.published_day == "2026-11-20", "the day where it came out"
    assert article.text.startswith("Ten boats sank off Port Sel")


def test_the_mark_changes_with_what_is_told_and_with_nothing_else() -> None:
    def mark(title: str, rest: str) -> str:
        return told_by(rss(f"<item><title>{title}</title><link>/a</link>{rest}</item>"), address=BASE).reports[0].mark

    assert mark("A", "<description>x</description>") == mark("A", "<description> x </description><pubDate>x</pubDate>")
    assert mark("A", "") != mark("B", "")
    assert mark("A", "<description>x</description>") != mark("A", "<description>y</description>")


def test_links_that_lead_out_of_the_web_lead_nowhere() -> None:
    listed = "".join(
        f"<item><guid isPermaLink='false'>{n}</guid><title>T</title><link>{one}</link></item>"
        for n, one in enumerate(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[::1"])
    )
    assert {one.address for one in told_by(rss(listed), address=BASE).reports} == {""}


def test_a_json_feed_tells_the_same() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Hill",
        "items": [
            {"id": 7, "url": "/a", "title": "Ten", "content_html": LONG, "date_published": "2026-11-20T10:00:00Z"}
        ],
    }
    (one,) = told_by(json.dumps(feed).encode(), address=BASE).reports
    assert (one.address, one.own_id, one.is_teaser) == ("https://hill.example/a", "7", False)
    assert one.published_at == "2026-11-20T10:00:00+00:00"


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"\x00\x01", b"<urlset><url>", b'<!DOCTYPE a [<!ENTITY b "c">]><urlset/>']
)
def test_what_is_neither_feed_nor_sitemap_is_refused(body: bytes) -> None:
    with pytest.raises(NoFeed):
        told_by(body, address=BASE)


def test_sitemaps_tell_pages_and_further_sitemaps() -> None:
    index = "<sitemapindex><sitemap><loc>https://h.example/1.xml</loc><lastmod>2026-11-01</lastmod></sitemap>"
    index += "<sitemap><loc>/2.xml</loc><lastmod>2026-11-20T10:00:00+01:00</lastmod></sitemap></sitemapindex>"
    assert told_by(index.encode(), address=BASE).parts == (
        ("https://hill.example/2.xml", "2026-11-20T09:00:00+00:00"),
        ("https://h.example/1.xml", "2026-11-01T00:00:00+00:00"),
    )
    pages = "<urlset><url><loc>https://h.example/a</loc><lastmod>2026-11-20</lastmod></url><url><loc>file:///x</loc></url></urlset>"
    (one,) = told_by(pages.encode(), address=BASE).reports
    assert (one.address, one.published_at, one.own_text) == ("https://h.example/a", "2026-11-20T00:00:00+00:00", None)


def test_pages_name_their_feeds() -> None:
    page = """<head><base href="/base/"><link rel="Alternate" type="application/rss+xml" title="Comments" href="c/feed">
    <link rel="alternate stylesheet" type="text/css" href="x.css"><link rel=alternate hreflang=de href="/de">
    <link rel="alternate" type="application/atom+xml; charset=utf-8" title=" All  news " href="all.atom">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
    </head><a href="/rss">Feed</a><a href="/feedback">no</a><a href="http://[::1">broken</a>"""
    assert [(one.address, one.title) for one in feeds_named(page, address="https://h.example/x/y")] == [
        ("https://h.example/base/all.atom", "All news"),
        ("https://h.example/rss", None),
        ("https://h.example/base/c/feed", "Comments"),
    ]
    assert feeds_named("<a href=" * 5000, address="https://h.example/") == []


def test_usual_places_begin_beside_the_page() -> None:
    assert usual_places("https://h.example/blog/a?x=1")[:3] == [
        "https://h.example/blog/feed",
        "https://h.example/blog/rss",
        "https://h.example/feed",
    ]
    assert usual_places("https://h.example")[0] == "https://h.example/feed"

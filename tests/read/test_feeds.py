import json

from dateline.model.article import Article, Capture, Failure, Reading
from dateline.model.text import join_slices
from dateline.read.readers import read_capture

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example Herald</title><link>https://example.org/</link><language>en-gb</language>
<item><title>Bridge &amp; ferry</title><link>https://example.org/bridge</link><dc:creator>Mara Lind</dc:creator>
<pubDate>Tue, 04 Mar 2031 09:30:00 +0100</pubDate><category>Traffic</category>
<description>Short words.</description>
<content:encoded><![CDATA[<p>The bridge <b>closed</b> on Monday – für Wochen.</p><script>alert(1)</script>
<p>Take the ferry.</p>]]></content:encoded>
</item>
<item><title>No words</title><link>https://example.org/none</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Herald</title>
<entry><title type="html">Bridge &lt;i&gt;shut&lt;/i&gt;</title><id>1</id><updated>2031-03-04T10:00:00Z</updated>
<published>2031-03-04T09:00:00+01:00</published><author><name>By Otto Berg</name></author>
<link href="https://example.org/shut"/><summary>The bridge closed.</summary></entry></feed>"""


def read(body: str | bytes, media_type: str = "application/rss+xml") -> tuple[list[Article], list[str]]:
    raw = body.encode() if isinstance(body, str) else body
    found = read_capture(Capture(id="f" * 64, body=raw, media_type=media_type, found_in="feed.xml"))
    for one in found:
        if isinstance(one, Reading):
            assert one.article.text == join_slices(one.visible, one.article.slices)
    return (
        [one.article for one in found if isinstance(one, Reading)],
        [one.message for one in found if isinstance(one, Failure)],
    )


def test_rss_with_full_content() -> None:
    for encoding in ("utf-8", "iso-8859-15"):
        body = RSS.format(encoding=encoding).replace("–", "-").encode(encoding)
        (article,), (failure,) = read(body)
        assert article.text == "The bridge closed on Monday - für Wochen.\n\nTake the ferry."
        assert article.headline == "Bridge & ferry"
        assert article.bylines == ("Mara Lind",)
        assert article.outlet is not None
        assert article.outlet.name == "Example Herald"
        assert article.url == "https://example.org/bridge"
        assert article.topics == ("Traffic",)
        assert article.language == "en-GB"
        assert article.published_at is not None
        assert article.published_at.start == "2031-03-04T09:30:00+01:00"
        assert article.updated_at is None
        assert 'article 2 of the feed ("No words") carries no text' in failure


def test_atom() -> None:
    (article,), failures = read(ATOM)
    assert failures == []
    assert (article.headline, article.text, article.bylines) == ("Bridge shut", "The bridge closed.", ("Otto Berg",))
    assert article.published_at is not None
    assert article.updated_at is not None
    assert article.published_at.start == "2031-03-04T09:00:00+01:00"
    assert article.updated_at.start == "2031-03-04T10:00:00+00:00"


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Example Herald", "language": "en",
        "items": [
            {"id": "1", "url": "https://example.org/1", "title": "Bridge shut", "content_html": "<p>It closed.</p>",
             "date_published": "2031-03-04T09:00:00Z", "authors": [{"name": "Mara Lind"}], "tags": ["Traffic"]},
            {"id": "2", "content_text": "One.\n\nTwo."},
            {"id": "3", "title": "Nothing"},
        ],
    }  # fmt: skip
    (first, second), (failure,) = read(json.dumps(feed), "application/json")
    assert (first.text, first.headline, first.published_day) == ("It closed.", "Bridge shut", "2031-03-04")
    assert second.text == "One.\n\nTwo."
    assert first.id != second.id
    assert "Nothing" in failure


def test_a_feed_that_is_cut_off_gives_what_it_holds() -> None:
    articles, failures = read(RSS.format(encoding="utf-8").partition("<item><title>No words")[0])
    assert [one.headline for one in articles] == ["Bridge & ferry"]
    assert failures == []


def test_entities_of_its_own_are_never_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = f"{bomb}<rss><channel><item><title>x</title><description>&b; words</description></item></channel></rss>"
    articles, _ = read(body)
    assert all("aaaaaaaaaaaa" not in one.text for one in articles)

import hashlib
import json

import pytest

from dateline.model.article import Article, Capture, Failure, Reading
from dateline.model.text import join_slices
from dateline.read.readers import read_capture

STORY = (
    "The bridge over the river was closed on Monday after cracks were found in two of its pillars, the city said.",
    "Drivers will have to take the ferry or the long way round through the old town for at least a month.",
    "“We could not take the risk,” said the mayor, who promised that buses would run every ten minutes.",
    "Engineers had warned of the damage in a report last year, but the council put the repairs off until spring.",
)
PAGE = (
    "<!doctype html><html lang='en'><head><title>Bridge shut</title></head><body><nav><a href='/'>Home</a></nav>"
    "<article><h1>Bridge shut after cracks are found</h1>"
    + "".join(f"<p>{one}</p>" for one in STORY)
    + "</article><footer><a href='/terms'>Terms</a></footer></body></html>"
)


def capture(body: str | bytes, media_type: str, *, found_in: str = "input", number: int = 0, **hints: str) -> Capture:
    raw = body.encode() if isinstance(body, str) else body
    return Capture(
        id=hashlib.sha256(raw).hexdigest(),
        body=raw,
        media_type=media_type,
        found_in=found_in,
        number=number,
        hints=tuple(hints.items()),
    )


def articles(one: Capture) -> list[Article]:
    found = read_capture(one)
    for reading in found:
        assert isinstance(reading, Reading), reading
        article = reading.article
        assert article.text == join_slices(reading.visible, article.slices)
        if article.headline_slice:
            assert article.headline_slice.end <= len(reading.visible)
    return [reading.article for reading in found if isinstance(reading, Reading)]


def failures(one: Capture) -> list[str]:
    found = read_capture(one)
    assert all(isinstance(failure, Failure) and failure.step == "read" for failure in found)
    return [failure.message for failure in found if isinstance(failure, Failure)]


def test_a_page_becomes_one_article() -> None:
    (article,) = articles(capture(PAGE, "text/html"))
    assert article.text == "\n\n".join(STORY)
    assert article.headline == "Bridge shut after cracks are found"
    assert article.language == "en"
    assert article.id.startswith("a")
    assert len(article.id) == 17


def test_ids_tell_captures_apart_by_place_and_stay_the_same() -> None:
    first, again = (articles(capture(PAGE, "text/html"))[0] for _ in range(2))
    other = articles(capture(PAGE, "text/html", number=2))[0]
    assert first == again
    assert first.id != other.id


def test_a_page_in_another_encoding() -> None:
    words = "Мост через реку закрыли в понедельник: в двух опорах нашли трещины, сообщили городские власти. " * 3
    head = "<html><head><meta charset='windows-1251'></head>"
    page = f"{head}<body><h1>Мост закрыт</h1><p>{words}</p><p>{words}</p></body></html>"
    (article,) = articles(capture(page.encode("cp1251"), "text/html"))
    assert article.text.startswith("Мост через реку")


def test_a_scrape_becomes_one_article() -> None:
    text = "Advertisement\n\nBridge shut after cracks are found\n\n" + "\n\n".join(STORY) + "\n\nShare this article\n"
    (article,) = articles(capture(text, "text/plain"))
    assert article.text == "\n\n".join(STORY)
    assert "Advertisement" in [one.exact for one in article.residue]


def test_plain_text_as_it_stands() -> None:
    text = "  Advertisement\r\n\nLONDON (Reuters) - The bridge closed. \U0001f6a7\n"
    (article,) = articles(capture(text, "text/plain", as_text="1"))
    assert article.text == text
    assert len(article.slices) == 1


def test_the_users_date_wins() -> None:
    markup = PAGE.replace("<head>", "<head><meta property='article:published_time' content='2031-03-04'>")
    (own,) = articles(capture(markup, "text/html"))
    (given,) = articles(capture(markup, "text/html", published="2031-03-09"))
    assert own.published_day == "2031-03-04"
    assert given.published_day == "2031-03-09"
    assert given.published_at is not None
    assert "given by the user" in given.published_at.why


@pytest.mark.parametrize(
    ("body", "media_type", "telling"),
    [
        ("<html><body></body></html>", "text/html", "no text"),
        ("<ul>" + "<li><a href='/x'>A link of few words</a></li>" * 40 + "</ul>", "text/html", "no story text"),
        ("Home\nNews\nSport\nLog in\n", "text/plain", "no story text"),
        ("{}", "application/json", "no JSON Feed"),
        ("{", "application/json", "no valid JSON"),
        ('{"id": "x"}', "application/vnd.dateline.row+json", "no text"),
        ("<a/>", "application/nitf+xml", "no article"),
        ("<nitf><unclosed></nitf>", "application/nitf+xml", "broken"),
        ("<rss><channel><title>x</title></channel></rss>", "application/rss+xml", "no articles"),
        ("Subject: Empty\n\n", "message/rfc822", "no text"),
        ("---\ntitle: Empty\n---\n\n# Heading\n", "text/markdown", "no paragraph"),
        ("x", "video/mp4", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(body: str, media_type: str, telling: str) -> None:
    (message,) = failures(capture(body, media_type))
    assert telling in message
    assert "\n" not in message


def test_mixed_encodings_are_read_and_reported() -> None:
    body = PAGE.encode().replace(b"old town", b"caf\xe9 quarter")
    reading, failure = read_capture(capture(body, "text/html"))
    assert isinstance(reading, Reading)
    assert isinstance(failure, Failure)
    assert "café quarter" in reading.article.text
    assert "mixed_encoding" in reading.article.flags
    assert "mixed encodings" in failure.message
    assert not failure.lost


@pytest.mark.parametrize(
    "body", [b"", b"\0" * 50, b"\xff\xfe", b"<" * 5000, b"<html>" + b"<div>" * 20_000, b"\xf0\x9f"]
)
def test_odd_bytes_never_raise(body: bytes) -> None:
    for media_type in ("text/html", "text/plain", "text/markdown", "message/rfc822", "application/json",
                       "application/vnd.dateline.row+json", "application/rss+xml", "application/nitf+xml"):  # fmt: skip
        for one in read_capture(capture(body, media_type)):
            assert isinstance(one, (Reading, Failure))


def test_a_corpus_row_is_taken_as_it_stands() -> None:
    text = " The bridge\u0301 closed.\r\n\r\nAdvertisement \U0001f6a7"
    row = {"id": "r1", "text": text, "headline": "Bridge", "published_at": "2031-03", "outlet": "AP", "url": None,
           "language": "en_us"}  # fmt: skip
    (article,) = articles(capture(json.dumps(row), "application/vnd.dateline.row+json", found_in="r1", number=7))
    assert article.text == text
    assert article.found_in == "r1"
    assert article.headline == "Bridge"
    assert article.outlet is not None
    assert article.outlet.name == "Associated Press"
    assert article.published_at is not None
    assert (article.published_at.start, article.published_at.precision) == ("2031-03-01", "month")
    assert article.language == "en-US"


def test_a_news_article_in_json() -> None:
    node = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge shut",
        "articleBody": "\n\n".join(STORY), "datePublished": "2031-03-04T10:00:00Z", "author": {"name": "Mara Lind"},
        "publisher": {"name": "Example Herald"}, "url": "https://example.org/bridge",
    }  # fmt: skip
    (article,) = articles(capture(json.dumps(node, indent=2), "application/json"))
    assert article.text == "\n\n".join(STORY)
    assert (article.headline, article.bylines, article.published_day) == ("Bridge shut", ("Mara Lind",), "2031-03-04")
    many = articles(capture(json.dumps([node, {"id": "r", "text": "A row."}]), "application/json"))
    assert [one.text[:5] for one in many] == ["The b", "A row"]
    assert len({one.id for one in many}) == 2


def test_markdown_with_front_matter() -> None:
    text = (
        "---\ntitle: Bridge shut\ndate: 2031-03-04\nauthors:\n  - Mara Lind\n  - Otto Berg\ntags: [Bridges, Traffic]\n"
        "url: https://example.org/bridge\n---\n\n# Bridge shut\n\n![The bridge](bridge.jpg)\n\n"
        f"{STORY[0]}\n\n## What now\n\n> {STORY[2]}\n\n```\ncode\n```\n"
    )
    (article,) = articles(capture(text, "text/markdown"))
    assert article.text == "\n\n".join((STORY[0], "What now", STORY[2]))
    assert (article.headline, article.published_day) == ("Bridge shut", "2031-03-04")
    assert article.bylines == ("Mara Lind", "Otto Berg")
    assert article.topics == ("Bridges", "Traffic")
    assert [one.kind for one in article.residue] == ["picture", "code"]


def test_an_undated_row_is_dated_by_its_head() -> None:
    for text, day in (
        ("Bridge shut\nMarch 4, 2031\n\nThe bridge closed on Monday.", "2031-03-04"),
        ("PORTO, March 4, 2031 (AP) — The bridge closed.", "2031-03-04"),
        ("The bridge was built on March 4, 1931.", None),
        ("The bridge closed on Monday.", None),
    ):
        (article,) = articles(capture(json.dumps({"text": text}), "application/vnd.dateline.row+json"))
        assert article.published_day == day


def test_a_page_of_too_many_words_is_refused() -> None:
    words = "The bridge closed on Monday. " * 40_000
    assert "too many for one article" in failures(capture(f"<p>{words}</p>", "text/html"))[0]
    assert "--as text" in failures(capture(words, "text/plain"))[0]

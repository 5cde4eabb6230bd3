"""What came with a capture counts where its page says nothing, or nothing sure."""

from __future__ import annotations

import pytest

from dateline.model.article import Article, Capture, Reading
from dateline.read.readers import read_capture

STORY = " ".join(["<p>A storm sank ten fishing boats off Port Sel, the coast guard said.</p>"] * 4)


def read(url: str, head: str = "", **hints: str) -> Article:
    body = f"<html><head>{head}</head><body><article>{STORY}</article></body></html>".encode()
    capture = Capture(
        id="x", body=body, media_type="text/html", found_in=url, url=url, hints=tuple(sorted(hints.items()))
    )
    found = next(one for one in read_capture(capture) if isinstance(one, Reading))
    return found.article


PLAIN = "https://hill.example/a"
DATED = "https://hill.example/2026/11/20/a.html"
META = '<meta property="article:published_time" content="2026-11-20T22:00:00-05:00">'


@pytest.mark.parametrize(
    ("url", "head", "by_feed", "day", "why"),
    [
        (PLAIN, "", None, None, ""),
        (PLAIN, "", "2026-11-21T03:00:00+00:00", "2026-11-21", "the feed that named it says"),
        (DATED, "", "2026-11-21T03:00:00+00:00", "2026-11-20", "address"),
        (DATED, "", "2026-11-25T03:00:00+00:00", "2026-11-25", "the feed that named it says"),
        (PLAIN, META, "2026-11-25T03:00:00+00:00", "2026-11-20", "published_time"),
        (DATED, "", "no day", "2026-11-20", "address"),
    ],
)
def test_the_surer_day_of_publication_counts(
    url: str, head: str, by_feed: str | None, day: str | None, why: str
) -> None:
    article = read(url, head, **({"feed_published": by_feed} if by_feed else {}))
    assert article.published_day == day
    assert why in (article.published_at.why if article.published_at else "")


def test_the_feeds_title_stands_where_the_page_has_none() -> None:
    assert read(PLAIN, feed_title="Ten boats sink").headline == "Ten boats sink"
    assert read(PLAIN, "<meta property='og:title' content='A storm'>", feed_title="Ten boats").headline == "A storm"


def test_flags_that_came_with_a_capture_are_the_articles() -> None:
    assert read(PLAIN, flags="feed_text truncated").flags == ("feed_text", "truncated")

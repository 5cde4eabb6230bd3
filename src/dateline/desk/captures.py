"""Captures of what was collected: a fetched page, or the words that a feed itself carries of a report."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import urlsplit

from dateline.collect import sniff
from dateline.collect.making import Wishes, make_capture
from dateline.model.article import Capture
from dateline.model.feed import Feed, FetchOutcome, Link

FEED_PUBLISHED, FEED_TITLE, FEED_NAME, FLAGS = "feed_published", "feed_title", "feed_name", "flags"
"""Hints: when the feed says the report came out, what it calls it, what the feed is called, and conditions to flag
the article with."""
FEED_TEXT = "feed_text truncated"
"""The flags of articles that are what the feed carries, the beginning at most, because the page could not be had."""

_PAGES = (sniff.HTML, sniff.TEXT, sniff.MARKDOWN, sniff.NITF, sniff.NEWSML, sniff.XML, sniff.JSON)


def page_capture(outcome: FetchOutcome, link: Link, *, now: str) -> Capture | str:
    """Make a capture of a report's page; words say why what came is no page."""
    name = urlsplit(outcome.final_address).path
    name = name if sniff.extension(name) in (".xml", ".json", ".md", ".txt") else ""
    kind = sniff.media_type(outcome.body[: 1 << 16], name=name, declared=outcome.content_type)
    if not outcome.body.strip():
        return "the page is empty"
    if kind not in _PAGES:
        return f"what came {sniff.UNSUPPORTED.get(kind, f'is of type {kind}, not a page')}"
    made = make_capture(
        outcome.body,
        media_type=kind,
        found_in=link.address,
        url=outcome.final_address,
        captured_at=now,
        content_type=outcome.content_type,
        wishes=Wishes(),
    )
    return _with_hints(made, link)


def own_capture(link: Link, *, now: str, flags: str | None = None) -> Capture | None:
    """Make a capture of what the feed carries of a report; None when it carries nothing."""
    if not link.told:
        return None
    made = make_capture(
        link.told.encode("utf-8", "surrogatepass"),
        media_type=sniff.JSON,
        found_in=link.address or link.key,
        url=link.address or None,
        captured_at=now,
        wishes=Wishes(),
    )
    return _with_hints(made, link, flags=flags)


def from_feed(made: Capture, feed: Feed | None) -> Capture:
    """Tell a capture what the feed is called that led to it; an outlet without a host of its own is known by that."""
    if feed is None or not feed.title:
        return made
    return replace(made, hints=(*made.hints, (FEED_NAME, feed.title)))


def at_address(own_text: str, address: str) -> str:
    """Let the words of a feed (a JSON Feed of one) lead to an address."""
    whole = json.loads(own_text)
    for one in whole["items"]:
        one["url"] = address
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _with_hints(made: Capture, link: Link, *, flags: str | None = None) -> Capture:
    told = {FEED_PUBLISHED: link.published_at, FEED_TITLE: link.title, FLAGS: flags}
    return replace(made, hints=(*made.hints, *((name, value) for name, value in told.items() if value)))

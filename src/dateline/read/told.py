"""What a feed or news sitemap tells of each report: where it is, when it came out, and how much of it is there."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from dateline.model.feed import FoundFeed, ToldFeed, ToldReport
from dateline.model.feed_document import FeedDocument, Listed
from dateline.read.decode import decode
from dateline.read.discovery import feeds_named
from dateline.read.feed_documents import NoFeed, feed_document
from dateline.read.sitemaps import looks_like_sitemap, read_sitemap
from dateline.read.visible import visible_page

__all__ = ["NoFeed", "named_in", "shown_mark", "told_by"]

TEASER_WORDS = 150
"""A text of fewer words is taken for the beginning of a report: most reports are longer, most teasers shorter."""

LONGEST = 2_000_000
"""How many characters of markup one report of a feed may have; a longer one is left to its page."""

_BROKEN_OFF = re.compile(r"(?:\u2026|\.\.\.|\[[^\[\]]{0,20}\]|>>|\u00bb|\u2192)\s*$")


def told_by(body: bytes, *, content_type: str | None = None, address: str) -> ToldFeed:
    """Read what a feed of any kind, or a sitemap, tells; `address` makes its addresses whole.

    Raises NoFeed when the bytes are neither.
    """
    if looks_like_sitemap(body):
        found = read_sitemap(body, address=address)
        if isinstance(found, str):
            raise NoFeed(found)
        return found
    document = feed_document(body, content_type=content_type, address=address)
    return ToldFeed(
        title=_plain(document.title),
        site=_web_address(address, document.link) or None,
        minutes_to_live=document.minutes_to_live,
        reports=tuple(_reports(document, address)),
    )


def shown_mark(body: bytes, content_type: str | None = None) -> str:
    """Make a mark of what a page shows: it changes when the words change."""
    shown = visible_page(decode(body, content_type=content_type).text).text
    return hashlib.sha256(" ".join(shown.split()).encode("utf-8", "surrogatepass")).hexdigest()


def named_in(body: bytes, content_type: str | None, address: str) -> list[FoundFeed]:
    """List the feeds that a page names."""
    return feeds_named(decode(body, content_type=content_type).text, address=address)


def _reports(document: FeedDocument, address: str) -> Iterator[ToldReport]:
    for one in document.listed:
        link = _web_address(address, one.link)
        markup, is_plain = _fullest(one)
        visible = " ".join((markup if is_plain else visible_page(markup).text).split()) if markup else ""
        title = _plain(one.title)
        if not (link or one.id or visible):
            continue
        words = visible.count(" ") + 1 if visible else 0
        yield ToldReport(
            address=link,
            own_id=one.id,
            title=title,
            published_at=one.published_at or one.updated_at,
            own_text=_own_text(document, one, link, markup, is_plain=is_plain) if words else None,
            words=words,
            is_teaser=words < TEASER_WORDS or _BROKEN_OFF.search(visible[-40:]) is not None,
            mark=hashlib.sha256(f"{title}|{visible}".encode("utf-8", "surrogatepass")).hexdigest()[:16],
        )


def _fullest(one: Listed) -> tuple[str, bool]:
    """Return the longest text told, and whether it is without markup."""
    content, summary = one.content or "", one.summary or ""
    if len(content) >= len(summary):
        return (
            (content, one.content_type == "text/plain" and "</" not in content)
            if len(content) < LONGEST
            else ("", True)
        )
    return summary, False


def _own_text(document: FeedDocument, one: Listed, link: str, markup: str, *, is_plain: bool) -> str:
    """Write one report as a JSON Feed (jsonfeed.org, 1.1), the same words for the same report."""
    told: dict[str, Any] = {
        "id": one.id or link,
        "url": link or None,
        "title": one.title,
        "content_text" if is_plain else "content_html": markup,
        "date_published": _with_offset(one.published, one.published_at),
        "date_modified": _with_offset(one.updated, one.updated_at),
        "authors": [{"name": person.name} for person in one.authors if person.name],
        "tags": [category.label or category.term for category in one.categories if category.label or category.term],
        "language": one.language,
    }
    feed = {"title": document.title, "home_page_url": document.link, "language": document.language}
    kept = {name: value for name, value in told.items() if value}
    whole = {"version": "https://jsonfeed.org/version/1.1", **{k: v for k, v in feed.items() if v}, "items": [kept]}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _web_address(base: str, link: str | None) -> str:
    """Make a link whole; "" for one that leads nowhere in the web (javascript:, data:, file:)."""
    try:
        whole = urljoin(base, link.strip()) if link and link.strip() else ""
    except ValueError:
        return ""
    return whole if whole.lower().startswith(("http://", "https://")) else ""


def _with_offset(printed: str | None, in_utc: str | None) -> str | None:
    """Keep the offset that was printed: it tells which day it was where the report came out."""
    try:
        moment = parsedate_to_datetime(printed) if printed else None
    except (ValueError, TypeError, IndexError):
        moment = None
    if moment is None or moment.tzinfo is None:
        return in_utc if printed is None or "T" not in printed else printed.strip()
    same = in_utc is None or moment.astimezone(UTC) == datetime.fromisoformat(in_utc)
    return moment.isoformat() if same else in_utc


def _plain(markup: str | None) -> str | None:
    if not markup:
        return None
    words = visible_page(markup).text if "<" in markup or "&" in markup else markup
    return " ".join(words.split()) or None

"""Which feeds a web page names: in its head (`<link rel="alternate">`), or among its links."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from dateline.model.feed import FoundFeed

LONGEST = 1_000_000
"""So many characters of a page are looked through."""
MOST = 30

_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
_FEED_PATH = re.compile(r"(?:^|[/._-])(?:feed|rss|atom|rdf)(?:[/._-]|$)|\.(?:rss|atom|rdf)$", re.IGNORECASE)
_BESIDE = re.compile(r"comment|podcast|oembed", re.IGNORECASE)

USUAL_PLACES = ("feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json")
"""Where feeds lie on sites whose pages do not say so."""


def feeds_named(page: str, *, address: str) -> list[FoundFeed]:
    """List the feeds that a page names, the likeliest first: those of its head, then links that look like feeds."""
    looked = _Links()
    with suppress(AssertionError, ValueError):  # markup beyond the parser's patience: what was found before it counts
        looked.feed(page[:LONGEST])
    base = _joined(address, looked.base) or address
    once: dict[str, FoundFeed] = {}
    for href, title in [*looked.named, *looked.linked]:
        where = _joined(base, href)
        if where.startswith(("http://", "https://")):
            once.setdefault(where, FoundFeed(address=where, title=title))
    return sorted(once.values(), key=lambda one: _BESIDE.search(f"{one.address} {one.title}") is not None)[:MOST]


def usual_places(address: str) -> list[str]:
    """List where a feed may lie on a site that names none: beside the page, then at the site's root."""
    parts = urlsplit(address)
    folder = address.partition("?")[0].partition("#")[0]
    folder = folder if folder.endswith("/") else folder.rpartition("/")[0] + "/"
    root = f"{parts.scheme}://{parts.netloc}/"
    beside = [urljoin(folder, one) for one in USUAL_PLACES[:2]] if len(folder) > len(root) else []
    return list(dict.fromkeys([*beside, *(urljoin(root, one) for one in USUAL_PLACES)]))


class _Links(HTMLParser):
    """Collects what may lead to a feed."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.named: list[tuple[str, str | None]] = []
        self.linked: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        told = {name: value or "" for name, value in attrs}
        href = told.get("href", "")
        if not href:
            return
        if tag == "base" and not self.base:
            self.base = href
        elif tag == "link" and "alternate" in told.get("rel", "").lower().split():
            if told.get("type", "").partition(";")[0].strip().lower() in _TYPES:
                self.named.append((href, " ".join(told.get("title", "").split()) or None))
        elif tag == "a" and _FEED_PATH.search(_path_of(href)):
            self.linked.append((href, None))


def _joined(base: str, href: str) -> str:
    """Make an address whole; "" for one that is broken."""
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""


def _path_of(href: str) -> str:
    try:
        return urlsplit(href.strip()).path
    except ValueError:
        return ""

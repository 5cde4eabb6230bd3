"""News sitemaps: which reports a site has published in the last days, with their titles and times (sitemaps.org)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urljoin
from xml.etree import ElementTree

from dateline.model.feed import ToldFeed, ToldReport
from dateline.read.newsml import parse_xml

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex)[\s>]")


def looks_like_sitemap(body: bytes) -> bool:
    """Tell a sitemap from a feed by its first element."""
    return _ROOT.search(body[:4096]) is not None


def read_sitemap(body: bytes, *, address: str) -> ToldFeed | str:
    """Read a sitemap or an index of sitemaps; words say why it cannot be read."""
    root = parse_xml(body.decode("utf-8-sig", "replace"))
    if isinstance(root, str):
        return root
    if root.tag == "sitemapindex":
        parts = [(urljoin(address, where), _moment(_words(one, "lastmod"))) for one, where in _listed(root, "sitemap")]
        parts.sort(key=lambda one: one[1] or "", reverse=True)
        return ToldFeed(parts=tuple(parts), kind="sitemap")
    reports = tuple(_report(one, urljoin(address, where)) for one, where in _listed(root, "url"))
    name = next((words for one in root.iter("publication") if (words := _words(one, "name"))), None)
    return ToldFeed(title=name, reports=reports, kind="sitemap")


def _listed(root: ElementTree.Element, tag: str) -> Iterator[tuple[ElementTree.Element, str]]:
    for one in root.iter(tag):
        if (where := _words(one, "loc")) and where.startswith(("http://", "https://", "/")):
            yield one, where


def _report(node: ElementTree.Element, address: str) -> ToldReport:
    """One report; a page without a news tag has the time of its last change."""
    news = node.find("news")
    title = _words(news, "title") if news is not None else None
    published = _moment(_words(news, "publication_date")) if news is not None else None
    changed = _words(node, "lastmod")
    return ToldReport(
        address=address,
        title=title,
        published_at=published or _moment(changed),
        mark=hashlib.sha256(f"{title}|{changed if news is None else ''}".encode()).hexdigest()[:16],
    )


def _words(node: ElementTree.Element, tag: str) -> str | None:
    found = node.find(tag)
    return " ".join((found.text or "").split()) or None if found is not None else None


def _moment(words: str | None) -> str | None:
    """Read a W3C date or time as UTC; a day without a time is its first minute."""
    try:
        moment = datetime.fromisoformat(words) if words else None
    except ValueError:
        return None
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")

"""The articles of a feed (RSS, Atom, RDF; JSON Feed), read from its own words: one for each that it lists."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from dateline.model.article import Capture, DateInterval, Failure, Reading
from dateline.read.articles import failure, make_reading
from dateline.read.bylines import clean_bylines
from dateline.read.feed_documents import parsed
from dateline.read.metadata import Metadata, language_tag, named_outlet, outlet_at
from dateline.read.pages import Found, read_fragment
from dateline.read.paragraphs import paragraphs
from dateline.read.published import given_date
from dateline.read.visible import visible_page


def read_feed(capture: Capture) -> Found:
    """Read a feed of the RSS or Atom family; each article that carries words becomes one of ours."""
    try:
        feed = parsed(capture.body, content_type=capture.hint("content_type"))
    except Exception as error:  # a foreign parser's trouble with one broken feed must not stop the line
        return [failure(capture, f"the feed cannot be read ({type(error).__name__}); check that it is a whole feed")]
    told = feed.get("entries", [])
    if not told:
        reason = feed.get("bozo_exception")
        why = f": {' '.join(str(reason).split())[:120]}" if reason else ""
        kind = "the feed has no articles" if feed.get("version") else "no feed, page or news XML that can be read"
        return [failure(capture, f"{kind}{why}")]
    return [_read_told(capture, feed, one, index) for index, one in enumerate(told)]


def _read_told(capture: Capture, feed: Any, told: Any, index: int) -> Reading | Failure:
    """Make an article of one that a feed tells of, from its fullest text."""
    source = told.get("source") or {}
    link = told.get("link") or _first_link(told.get("links", ()))
    feed_title, source_title = _plain(feed.feed.get("title")), _plain(source.get("title"))
    metadata = Metadata(
        headline=_plain(told.get("title")),
        bylines=clean_bylines(_authors(told)),
        outlet=named_outlet(source_title) if source_title else outlet_at(link, feed_title),
        url=link if link and link.startswith("http") else None,
        topics=_topics(told.get("tags", ())),
        published_at=_date(told, "published") or _date(told, "updated") or _date(told, "created"),
        updated_at=_date(told, "updated"),
        language=language_tag(feed.feed.get("language")),
    )
    texts = [(one.get("value") or "", one.get("type") or "") for one in told.get("content", ())]
    summary = told.get("summary_detail") or {}
    texts.append((told.get("summary") or "", summary.get("type") or ""))
    for value, kind in sorted(texts, key=lambda one: -len(one[0])):
        if reading := _read_text(capture, value, kind, metadata=metadata, index=index):
            return reading
    return _without_text(capture, index, metadata.headline)


def _read_text(capture: Capture, value: str, kind: str, *, metadata: Metadata, index: int) -> Reading | None:
    if not isinstance(value, str) or not value.strip():
        return None
    if kind == "text/plain" and "</" not in value:
        slices = paragraphs(value)
        return make_reading(capture, visible=value, slices=slices, metadata=metadata, index=index)
    return read_fragment(capture, value, metadata=metadata, index=index)


def _without_text(capture: Capture, index: int, headline: str | None) -> Failure:
    called = f' ("{headline[:60]}")' if headline else ""
    return failure(capture, f"article {index + 1} of the feed{called} carries no text; save its page")


def _first_link(links: Iterable[Mapping[str, Any]]) -> str | None:
    return next((str(one["href"]) for one in links if one.get("href") and one.get("rel") in (None, "alternate")), None)


def _authors(told: Any) -> Iterator[str]:
    listed = [one.get("name") or "" for one in told.get("authors", ()) if isinstance(one, Mapping)]
    yield from filter(None, listed or [told.get("author") or ""])


def _topics(tags: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    terms = (one.get("label") or one.get("term") for one in tags)
    return tuple(dict.fromkeys(str(term).strip() for term in terms if term and len(str(term).strip()) <= 60))


def _date(told: Any, key: str) -> DateInterval | None:
    words = dict.get(told, key)  # feedparser's own get would give "published" for a missing "updated"
    if not isinstance(words, str) or not words.strip():
        return None
    if found := given_date(words, why=f"the feed says {words.strip()}", confidence=0.95):
        return found
    parsed = dict.get(told, f"{key}_parsed")
    try:
        moment = datetime.fromtimestamp(timegm(parsed), tz=UTC) if parsed else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    iso = moment.isoformat(timespec="seconds") if moment else ""
    return given_date(iso, why=f"the feed says {words.strip()}", confidence=0.9) if iso else None


def _plain(markup: Any) -> str | None:
    """Take the words out of a title that may hold markup."""
    if not isinstance(markup, str):
        return None
    words = visible_page(markup).text if "<" in markup or "&" in markup else markup
    return " ".join(words.split()) or None


def is_json_feed(content: Any) -> bool:
    """Tell a JSON Feed from other JSON."""
    if not isinstance(content, dict):
        return False
    named = "jsonfeed.org" in str(content.get("version", ""))
    return named or (isinstance(content.get("items"), list) and "title" in content)


def read_json_feed(capture: Capture, content: Mapping[str, Any]) -> Found:
    """Read a JSON Feed (jsonfeed.org, version 1 and 1.1)."""
    told = content.get("items")
    found: Found = []
    for index, one in enumerate(told if isinstance(told, list) else ()):
        if not isinstance(one, dict):
            continue
        metadata = _json_metadata(content, one)
        reading = None
        for key, kind in (("content_html", "text/html"), ("content_text", "text/plain"), ("summary", "text/plain")):
            reading = reading or _read_text(capture, one.get(key) or "", kind, metadata=metadata, index=index)
        found.append(reading or _without_text(capture, index, metadata.headline))
    return found or [failure(capture, "the feed has no articles")]


def _json_metadata(content: Mapping[str, Any], told: Mapping[str, Any]) -> Metadata:
    def words(holder: Mapping[str, Any], key: str) -> str | None:
        value = holder.get(key)
        return value.strip() or None if isinstance(value, str) else None

    authors = told.get("authors") or content.get("authors") or [told.get("author") or content.get("author")]
    names = [one["name"] for one in authors if isinstance(one, dict) and isinstance(one.get("name"), str)]
    published, updated = words(told, "date_published"), words(told, "date_modified")
    tags = told.get("tags")
    url = words(told, "url")
    return Metadata(
        headline=words(told, "title"),
        bylines=clean_bylines(names),
        outlet=outlet_at(url, words(content, "title")),
        url=url,
        topics=tuple(one for one in tags if isinstance(one, str)) if isinstance(tags, list) else (),
        published_at=given_date(published, why=f"the feed says {published}") if published else None,
        updated_at=given_date(updated, why=f"the feed says {updated}") if updated else None,
        language=language_tag(words(told, "language") or words(content, "language")),
    )

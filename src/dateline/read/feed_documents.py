"""A feed's bytes to a FeedDocument: RSS, Atom, RDF, CDF by feedparser, which only this file imports; JSON Feed below.

feedparser is forgiving: it reads feeds that are no whole XML. What it found wrong is kept in `faults`.
"""

from __future__ import annotations

import io
import json
import re
from calendar import timegm
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from dateline.model.feed_document import (
    Category,
    FeedDocument,
    FeedLink,
    Listed,
    Person,
    Picture,
    TakenFrom,
)

Told = Mapping[str, Any]

FORMATS = {"rss090": ("rdf", "0.9"), "rss10": ("rdf", "1.0"), "cdf": ("cdf", None)}
"""Names of feedparser for what is not plainly RSS or Atom; "rss20" is RSS 2.0."""
FAMILY = re.compile(r"(rss|atom)(\d)(\d*)")
XHTML_WRAP = re.compile(r"<div\b[^>]*>(.*)</div>$", re.S)
"""The element around XHTML in Atom is no part of it (RFC 4287, 3.1.1.3)."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that XML forbids; forgiving parsers let them through."""
FIRST_PICTURE = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*["']?(https?://[^"'\s>]+)""", re.I)
RSS_VERSION = re.compile(rb"""<rss\b[^>]*?\bversion\s*=\s*["']([0-9.]{1,8})["']""")
MAIL_AND_NAME = re.compile(r"^\s*([^\s@()]+@[^\s()]+)\s*(?:\(([^()]*)\))?\s*$")


class NoFeed(Exception):
    """The bytes are no feed of a kind that can be read; the message says what is wrong."""


def parsed(body: bytes, *, content_type: str | None = None, address: str | None = None, whole: bool = False) -> Any:
    """Let feedparser read a feed, and nothing else: no address is visited, no markup changed.

    `whole` makes relative addresses whole, by the feed's own base or by `address`.
    """
    import feedparser

    headers = {name: value for name, value in (("content-type", content_type), ("content-location", address)) if value}
    # A stream, never bytes: feedparser would first try bytes as the name of a file.
    return feedparser.parse(
        io.BytesIO(body), response_headers=headers or None, sanitize_html=False, resolve_relative_uris=whole
    )


def feed_document(body: bytes, *, content_type: str | None = None, address: str | None = None) -> FeedDocument:
    """Read a feed of any kind, as far as it can be read.

    Raises NoFeed when the bytes are none.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body)
    try:
        found = parsed(body, content_type=content_type, address=address, whole=True)
    except Exception as error:  # a foreign parser's trouble with one broken feed must not stop the line
        raise NoFeed(f"the feed cannot be read ({type(error).__name__}); check that it is a whole feed") from None
    reason = " ".join(str(found.get("bozo_exception") or "").split())[:160]
    if not found.get("version") and not found.get("entries") and not found.feed.get("title"):
        raise NoFeed(f"no feed that can be read{f': {reason}' if reason else ''}")
    told_version = RSS_VERSION.search(body[:4096])
    document = _document(found, (reason,) if reason else ())
    return replace(document, version=told_version.group(1).decode()) if told_version else document


def _document(found: Any, faults: tuple[str, ...]) -> FeedDocument:
    feed: Told = found.feed
    form, version = _format(found.get("version") or "")
    generator: Told = feed.get("generator_detail") or {}
    links = _links([*(feed.get("links") or ()), *_unbound_link(feed)])
    box, cloud = feed.get("textinput") or {}, feed.get("cloud") or {}
    return FeedDocument(
        format=form,
        version=version,
        id=_words(feed, "id"),
        title=_words(feed, "title"),
        description=_words(feed, "subtitle") or _words(feed, "description") or _words(feed, "summary"),
        link=_words(feed, "link") or _led_to(links, "alternate"),
        feed_link=_led_to(links, "self"),
        hub=_led_to(links, "hub"),
        links=links,
        language=_words(feed, "language"),
        rights=_words(feed, "rights"),
        generator=_words(generator, "name") or _words(feed, "generator"),
        generator_version=_words(generator, "version"),
        generator_uri=_words(generator, "href"),
        authors=_people(feed, "author") or _publisher(feed),
        contributors=tuple(_person(one) for one in feed.get("contributors") or ()),
        editor=_words(feed, "author") if form == "rss" else None,
        webmaster=_words(feed, "publisher") if form == "rss" else None,
        categories=_categories(feed.get("tags")),
        image=_picture(feed),
        icon=_words(feed, "icon"),
        logo=_words(feed, "logo"),
        published=_words(feed, "published"),
        published_at=_moment(feed, "published"),
        updated=_words(feed, "updated"),
        updated_at=_moment(feed, "updated"),
        minutes_to_live=int(ttl) if (ttl := _words(feed, "ttl") or "").isdecimal() and len(ttl) < 9 else None,
        skip_hours=tuple(filter(None, [_words(feed, "hour")])),
        skip_days=tuple(filter(None, [_words(feed, "day")])),
        docs=_words(feed, "docs"),
        rating=_words(feed, "rating"),
        cloud=_pairs(cloud, {name: name for name in ("domain", "port", "path", "registerprocedure", "protocol")}),
        search_box=_pairs(box, {"title": "title", "name": "name", "subtitle": "description", "link": "link"}),
        listed=tuple(_listed(one, dated_once=form in ("rss", "rdf")) for one in found.get("entries") or ()),
        faults=faults,
    )


def _format(version: str) -> tuple[str, str | None]:
    if version in FORMATS:
        return FORMATS[version]
    if (match := FAMILY.match(version)) is None:
        return (version or "unknown"), None
    family, major, minor = match.groups()
    return family, f"{major}.{minor or '0'}"


def _unbound_link(feed: Told) -> tuple[Told, ...]:
    """A link of Atom in an RSS feed that forgot to say what "atom:" means."""
    link = feed.get("atom_link")
    return (link,) if isinstance(link, Mapping) else ()


def _publisher(feed: Told) -> tuple[Person, ...]:
    told = feed.get("publisher_detail")
    return (_person(told),) if told and (_words(told, "name") or _words(told, "email")) else ()


def _listed(one: Told, *, dated_once: bool) -> Listed:
    """One listed article; in RSS a date of Dublin Core (`dated_once`) is when it was published, not changed."""
    links = _links(one.get("links"))
    content: Told = next(iter(one.get("content") or ()), {})
    is_link = one.get("guidislink")
    published = "updated" if dated_once and not _words(one, "published") else "published"
    return Listed(
        id=_words(one, "id"),
        id_is_link=is_link if isinstance(is_link, bool) and _words(one, "id") else None,
        title=_words(one, "title"),
        link=_web_link(_words(one, "link"), links),
        links=links,
        summary=_words(one, "summary"),
        content=_words(content, "value"),
        content_type=_words(content, "type"),
        content_source=_words(content, "src"),
        published=_words(one, published),
        published_at=_moment(one, published),
        updated=_words(one, "updated"),
        updated_at=_moment(one, "updated"),
        authors=_people(one, "author"),
        contributors=tuple(_person(each) for each in one.get("contributors") or ()),
        categories=_categories(one.get("tags")),
        image=_picture(one),
        comments=_words(one, "comments"),
        rights=_words(one, "rights"),
        language=_words(one.get("title_detail") or {}, "language"),
        taken_from=_taken_from(one.get("source")),
    )


def _taken_from(source: Any) -> TakenFrom | None:
    if not isinstance(source, Mapping) or not source:
        return None
    return TakenFrom(
        title=_words(source, "title"),
        id=_words(source, "id"),
        uri=_words(source, "href"),
        updated=_words(source, "updated"),
        subtitle=_words(source, "subtitle"),
        rights=_words(source, "rights"),
        links=_links(source.get("links")),
        authors=_people(source, "author"),
        contributors=tuple(_person(one) for one in source.get("contributors") or ()),
        categories=_categories(source.get("tags")),
    )


def _words(holder: Any, key: str) -> str | None:
    """A text that stands there itself: feedparser's own get would give "published" for a missing "updated"."""
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    if not isinstance(value, str) or not value.strip():
        return None
    detail = dict.get(holder, f"{key}_detail") or (holder if key == "value" else {})
    value = CONTROL.sub("", value)
    wrapped = detail.get("type") == "application/xhtml+xml" and (match := XHTML_WRAP.match(value.strip()))
    return match.group(1).strip() if wrapped and match else value


def _moment(holder: Any, key: str) -> str | None:
    """The parsed time as ISO 8601 in UTC; None when it could not be parsed."""
    parts = dict.get(holder, f"{key}_parsed")
    try:
        return datetime.fromtimestamp(timegm(parts), tz=UTC).isoformat(timespec="seconds") if parts else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _links(told: Any) -> tuple[FeedLink, ...]:
    names = ("href", "rel", "type", "title", "hreflang", "length")
    return tuple(FeedLink(**{name: _words(one, name) for name in names}) for one in told or ())


def _led_to(links: Iterable[FeedLink], rel: str) -> str | None:
    return next((one.href for one in links if one.rel == rel and one.href), None)


def _web_link(told: str | None, links: Iterable[FeedLink]) -> str | None:
    """The page of an article: some feeds name it by other protocols too, and link to the web in the next line."""
    pages = [one.href for one in links if one.rel == "alternate" and one.href]
    if told and told.startswith(("http://", "https://")):
        return told
    return next((one for one in pages if one.startswith(("http://", "https://"))), told or next(iter(pages), None))


def _people(holder: Any, key: str) -> tuple[Person, ...]:
    found = [_person(one) for one in holder.get(f"{key}s") or ()]
    if len(found) == 1 and MAIL_AND_NAME.match(_words(holder, key) or ""):
        # feedparser cuts addresses after four letters of the top level domain
        found = [_person({"name": holder[key]})]
    return tuple(one for one in found if one.name or one.email or one.uri)


def _person(one: Any) -> Person:
    """Somebody as told; RSS writes "mail (name)" into one field (RSS 2.0, author)."""
    name, email = _words(one, "name"), _words(one, "email")
    if name and not email and (match := MAIL_AND_NAME.match(name)):
        email, name = match.group(1), (match.group(2) or "").strip() or None
    return Person(name=name, email=email, uri=_words(one, "href"))


def _categories(told: Any) -> tuple[Category, ...]:
    found = (Category(**{key: _words(one, key) for key in ("term", "scheme", "label")}) for one in told or ())
    return tuple(one for one in found if one.term or one.label or one.scheme)


def _picture(holder: Any) -> Picture | None:
    """The picture told: the feed's own, else one of Media RSS, else a logo or an enclosed picture."""
    image = holder.get("image") or {}
    if _words(image, "href"):
        return Picture(url=_words(image, "href"), title=_words(image, "title"), link=_words(image, "link"))
    for one in (*(holder.get("media_content") or ()), *(holder.get("media_thumbnail") or ())):
        kind = f"{one.get('medium') or ''} {one.get('type') or ''}"
        if _words(one, "url") and ("image" in kind or one in (holder.get("media_thumbnail") or ())):
            return Picture(url=_words(one, "url"))
    if _words(holder, "logo"):
        return Picture(url=_words(holder, "logo"))
    enclosed = (one for one in holder.get("links") or () if one.get("rel") == "enclosure")
    pictures = (Picture(url=_words(one, "href")) for one in enclosed if "image/" in (one.get("type") or ""))
    return next(pictures, None) or _pictured(_words(holder, "summary") or _words(holder, "subtitle") or "")


def _pictured(markup: str) -> Picture | None:
    """The first picture that a description shows."""
    return Picture(url=match.group(1)) if (match := FIRST_PICTURE.search(markup)) else None


def _pairs(holder: Any, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, words) for key, name in names.items() if (words := _words(holder, key)))


def _json_feed(body: bytes) -> FeedDocument:
    """Read a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    try:
        content = json.loads(body.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NoFeed(f"no JSON Feed that can be read: {' '.join(str(error).split())[:160]}") from None
    if not isinstance(content, dict) or not isinstance(content.get("items"), list):
        raise NoFeed("no JSON Feed: it lists no articles")
    get = partial(_words, content)
    hubs = [one.get("url") for one in _mappings(content.get("hubs"))]
    return FeedDocument(
        format="json",
        version=(get("version") or "").rsplit("/", 1)[-1] or None,
        title=get("title"),
        description=get("description"),
        link=get("home_page_url"),
        feed_link=get("feed_url"),
        hub=next((one for one in hubs if isinstance(one, str)), None),
        language=get("language"),
        authors=_json_people(content),
        image=Picture(url=get("icon") or get("favicon")) if get("icon") or get("favicon") else None,
        icon=get("favicon"),
        listed=tuple(_json_listed(one) for one in _mappings(content["items"])),
    )


def _json_listed(one: dict[str, Any]) -> Listed:
    get: Callable[[str], str | None] = partial(_words, one)
    files = [
        FeedLink(href=_words(each, "url"), rel="enclosure", type=_words(each, "mime_type"), title=_words(each, "title"))
        for each in _mappings(one.get("attachments"))
    ]
    number = one.get("id")
    picture = get("image") or get("banner_image")
    tags = one.get("tags")
    html = get("content_html")
    return Listed(
        id=str(number) if isinstance(number, str | int) and not isinstance(number, bool) else None,
        title=get("title"),
        link=get("url") or get("external_url"),
        links=tuple(files),
        summary=get("summary"),
        content=html or get("content_text"),
        content_type="text/html" if html else "text/plain" if get("content_text") else None,
        published=get("date_published"),
        published_at=_iso(get("date_published")),
        updated=get("date_modified"),
        updated_at=_iso(get("date_modified")),
        authors=_json_people(one),
        categories=tuple(Category(term=tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        image=Picture(url=picture) if picture else None,
        language=get("language"),
    )


def _mappings(told: Any) -> list[dict[str, Any]]:
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def _json_people(holder: dict[str, Any]) -> tuple[Person, ...]:
    single = holder.get("author")
    told = _mappings(holder.get("authors")) or ([single] if isinstance(single, dict) else [])
    return tuple(Person(name=_words(one, "name"), uri=_words(one, "url")) for one in told)


def _iso(words: str | None) -> str | None:
    try:
        moment = datetime.fromisoformat(words) if words else None
    except ValueError:
        return None
    zoned = moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="seconds") if zoned else None

"""Stories as feeds for other readers: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, made from the same nouns."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from dateline.model.shelf import Card, Change

ATOM, CONTENT = "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/modules/content/"
FORMS = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
"""The forms of an outgoing feed with their media types."""
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CHANGES_TOLD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingStory:
    """A story as it stands in an outgoing feed; `updated` is its newest moment, `summary` is safe markup."""

    id: str
    title: str
    link: str
    updated: str
    summary: str
    outlets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingFeed:
    """A feed that goes out: its own address, the page that it is the feed of, and its stories, the newest first."""

    title: str
    address: str
    page: str
    updated: str
    stories: tuple[OutgoingStory, ...] = ()


def outgoing_story(
    card: Card, *, at: str, changes: tuple[Change, ...] = (), why: tuple[str, ...] = (), now: str
) -> OutgoingStory:
    """Make what a feed says of a card; `at` is the desk's address, `changes` what is new, `why` why it stands there."""
    link = f"{at}/story/{card.story_id}"
    return OutgoingStory(
        id=link,
        title=card.headline,
        link=link,
        updated=card.last_new or now,
        summary=summary(card, changes=changes, why=why, at=at),
        outlets=card.outlets,
        topics=card.names("topic")[:8],
    )


def summary(card: Card, *, changes: tuple[Change, ...] = (), why: tuple[str, ...] = (), at: str) -> str:
    """Tell a story in a few lines of markup: brief, what is disputed, what is new, how many reports, why it is here."""
    lines = [f"<p>{html.escape(card.brief)}</p>"] if card.brief else []
    if card.dispute is not None:
        values = " / ".join(html.escape(one) for one in card.dispute.values)
        lines.append(
            f"<p><b>{html.escape(card.dispute.question)}</b> ({html.escape(card.dispute.status)}): {values}</p>"
        )
    if changes:
        told = "".join(
            f'<li><a href="{html.escape(at)}/article/{html.escape(one.article_id)}">{html.escape(one.words)}</a></li>'
            for one in changes[:CHANGES_TOLD]
        )
        lines.append(f"<ul>{told}</ul>")
    reports = f"{card.reports:,} report{'s' if card.reports != 1 else ''}"
    counts = [reports, f"{card.outlet_count:,} outlets"] if card.outlet_count > 1 else [reports]
    if card.independent and card.independent > 1:
        counts.append(f"{card.independent} independent origins")
    if card.contested:
        counts.append(f"{card.contested} contested")
    lines.append(f"<p>{', '.join(counts)}{': ' + html.escape(', '.join(card.outlets[:6])) if card.outlets else ''}</p>")
    if why:
        lines.append(f"<p><i>{html.escape('; '.join(why))}</i></p>")
    return "".join(lines)


def written(feed: OutgoingFeed, form: str) -> bytes:
    """Write a feed in one of FORMS."""
    if form == "json":
        return _json(feed)
    root = _atom(feed) if form == "atom" else _rss(feed)
    ET.indent(root, " ")
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _put(parent: ET.Element, tag: str, words: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, tag, {name: NOT_XML.sub("", value) for name, value in attributes.items()})
    if words is not None:
        made.text = NOT_XML.sub("", words)
    return made


def _rss(feed: OutgoingFeed) -> ET.Element:
    ET.register_namespace("atom", ATOM)
    root = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(root, "channel")
    _put(channel, "title", feed.title)
    _put(channel, "link", feed.page)
    _put(channel, "description", f"{feed.title}: stories with their evidence")
    _put(channel, f"{{{ATOM}}}link", rel="self", href=feed.address, type=FORMS["rss"])
    _put(channel, "lastBuildDate", _mail_date(feed.updated))
    _put(channel, "generator", "Dateline")
    for one in feed.stories:
        told = ET.SubElement(channel, "item")
        _put(told, "title", one.title)
        _put(told, "link", one.link)
        _put(told, "guid", one.id, isPermaLink="true")
        _put(told, "pubDate", _mail_date(one.updated))
        _put(told, "description", one.summary)
        for topic in one.topics:
            _put(told, "category", topic)
    return root


def _atom(feed: OutgoingFeed) -> ET.Element:
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")

    def put(parent: ET.Element, tag: str, words: str | None = None, **attributes: str) -> ET.Element:
        return _put(parent, f"{{{ATOM}}}{tag}", words, **attributes)

    put(root, "id", feed.address)
    put(root, "title", feed.title)
    put(root, "updated", feed.updated)
    put(root, "link", rel="self", href=feed.address, type=FORMS["atom"])
    put(root, "link", rel="alternate", href=feed.page, type="text/html")
    put(root, "generator", "Dateline")
    put(put(root, "author"), "name", "Dateline")
    for one in feed.stories:
        told = put(root, "entry")
        put(told, "id", one.id)
        put(told, "title", one.title)
        put(told, "updated", one.updated)
        put(told, "link", rel="alternate", href=one.link, type="text/html")
        put(told, "content", one.summary, type="html")
        for topic in one.topics:
            put(told, "category", term=topic)
    return root


def _json(feed: OutgoingFeed) -> bytes:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "items": [
            {
                "id": one.id,
                "url": one.link,
                "title": one.title,
                "content_html": one.summary,
                "date_modified": one.updated,
                "tags": list(one.topics),
            }
            for one in feed.stories
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _mail_date(moment: str) -> str:
    try:
        then = datetime.fromisoformat(moment)
    except ValueError:
        then = datetime.fromtimestamp(0, tz=UTC)
    return format_datetime(then if then.tzinfo else then.replace(tzinfo=UTC))

"""A story as an article of the Google Reader API: its number, its times, its reports as links."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from dateline.desk.streams import READ, READING_LIST, STARRED, Streamed
from dateline.model.shelf import ArticleCard, Card
from dateline.serve.outgoing_feeds import summary

LONG_ID = "tag:google.com,2005:reader/item/"


def item_of(card: Card, state: Streamed, reports: Sequence[ArticleCard], at: str) -> dict[str, Any]:
    """Tell one story."""
    seconds = seconds_of(state.newest)
    link = f"{at}/story/{card.story_id}"
    categories = [READING_LIST]
    if state.is_read:
        categories.append(READ)
    if state.is_starred:
        categories.append(STARRED)
    return {
        "id": f"{LONG_ID}{item_number(card.story_id):016x}",
        "crawlTimeMsec": str(seconds * 1000),
        "timestampUsec": str(seconds * 1_000_000),
        "published": seconds,
        "updated": seconds,
        "title": card.headline,
        "canonical": [{"href": link}],
        "alternate": [{"href": link, "type": "text/html"}],
        "categories": categories,
        "origin": {
            "streamId": f"feed/story:{card.story_id}",
            "title": ", ".join(card.outlets[:3]) or "Dateline",
            "htmlUrl": link,
        },
        "summary": {"content": summary(card, at=at) + _reports(reports, at)},
        "author": ", ".join(card.outlets[:5]),
    }


def _reports(reports: Sequence[ArticleCard], at: str) -> str:
    lines = []
    for one in reports:
        own = f"{at}/article/{one.id}"
        words = html.escape(one.headline or "Report")
        outlet = html.escape(one.outlet or "unknown outlet")
        there = f' (<a href="{html.escape(one.url)}">there</a>)' if one.url and one.url.startswith("http") else ""
        lines.append(f'<li><a href="{html.escape(own)}">{words}</a>, {outlet}{there}</li>')
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def item_number(story_id: str) -> int:
    """The number of a story: its id without the letter is hexadecimal."""
    return int(story_id[1:], 16)


def story_of(item: str) -> str:
    """The story of an item's id: long, short in hexadecimal, or decimal (which may be negative)."""
    told = item.strip()
    try:
        if told.startswith(LONG_ID):
            number = int(told.removeprefix(LONG_ID), 16)
        elif told.lstrip("-").isdecimal():
            number = int(told)
        else:
            number = int(told, 16)
    except ValueError:
        return ""
    return f"s{number & 0xFFFFFFFFFFFF:012x}"


def seconds_of(moment: str) -> int:
    """A moment in seconds since 1970."""
    try:
        then = datetime.fromisoformat(moment)
    except ValueError:
        return 0
    return int((then if then.tzinfo else then.replace(tzinfo=UTC)).timestamp())

"""How every reader makes an article: its id, its text as slices of the visible text, and what the user asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from dateline.model.article import Article, Capture, DateInterval, Failure, Reading, Residue
from dateline.model.text import Slice, join_slices
from dateline.read.metadata import Metadata, outlet_by_feed
from dateline.read.published import given_date

STEP = "read"
SURE = 0.9
"""A day of publication that a page tells with such a confidence needs no other word."""


def make_reading(
    capture: Capture,
    *,
    visible: str,
    slices: Iterable[Slice],
    metadata: Metadata,
    index: int = 0,
    headline_slice: Slice | None = None,
    residue: Iterable[Residue] = (),
    flags: Iterable[str] = (),
) -> Reading:
    """Make the article of a capture, or the `index`-th of several in it (a feed)."""
    pieces = tuple(slices)
    wished = capture.hint("published")
    published = given_date(wished, why=f"given by the user: {wished}") if wished else None
    flagged = (capture.hint("flags") or "").split()
    article = Article(
        id=article_id(capture, index),
        capture_id=capture.id,
        found_in=capture.found_in,
        text=join_slices(visible, pieces),
        slices=pieces,
        visible_sha256=hashlib.sha256(visible.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type=capture.media_type,
        url=metadata.url,
        outlet=outlet_by_feed(metadata.outlet, capture.hint("feed_name")),
        credited_to=metadata.credited_to,
        headline=metadata.headline or capture.hint("feed_title"),
        headline_slice=headline_slice,
        standfirst=metadata.standfirst,
        bylines=metadata.bylines,
        dateline=metadata.dateline,
        published_at=published or _surer(metadata.published_at, capture.hint("feed_published")),
        updated_at=metadata.updated_at,
        language=metadata.language,
        topics=metadata.topics,
        residue=tuple(residue),
        flags=tuple(dict.fromkeys((*flags, *metadata.flags, *flagged))),
    )
    return Reading(article, visible)


def _surer(told: DateInterval | None, by_feed: str | None) -> DateInterval | None:
    """Where a page does not say plainly when it was published, the feed that led to it may.

    Days that lie beside one another agree: the feed tells the time in UTC, the page in its own country's.
    """
    if by_feed is None or (told is not None and told.confidence >= SURE):
        return told
    found = given_date(by_feed, why=f"the feed that named it says {by_feed}", confidence=SURE)
    return told if found is None or _beside(told, found) else found


def _beside(one: DateInterval | None, other: DateInterval) -> bool:
    if one is None or one.precision not in ("day", "time") or not one.start or not other.start:
        return False
    days = (date.fromisoformat(one.start[:10]) - date.fromisoformat(other.start[:10])).days
    return abs(days) <= 1


def article_id(capture: Capture, index: int) -> str:
    """Make the id that the same capture, found in the same place, always gets."""
    key = f"{capture.id}|{capture.found_in}|{capture.number}|{index}"
    return "a" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def failure(capture: Capture, message: str) -> Failure:
    """Make the failure of this capture; several in one container are told apart by their number."""
    where = f"number {capture.number}: " if capture.number else ""
    return Failure(capture.found_in, STEP, f"{where}{message}")


def whole(text: str) -> tuple[Slice, ...]:
    """Take a text as it stands: one slice from end to end."""
    return (Slice(0, len(text)),)

"""What a feed says, as one JSON-able view: words as the feed has them, markup made safe to show."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from dateline.model.feed_document import FeedDocument, Listed
from dateline.read.feed_documents import NoFeed, feed_document
from dateline.serve.safe_html import safe_html

__all__ = ["NoFeed", "feed_view"]


def feed_view(body: bytes, *, content_type: str | None = None, address: str | None = None) -> dict[str, Any]:
    """Show a feed: every field of `FeedDocument` that says something; raises NoFeed when the bytes are no feed."""
    document = feed_document(body, content_type=content_type, address=address)
    told: dict[str, Any] = _told(asdict(_made_safe(document)))
    return told


def _made_safe(document: FeedDocument) -> FeedDocument:
    return replace(
        document,
        title=_clean(document.title),
        description=_clean(document.description),
        rights=_clean(document.rights),
        generator=_clean(document.generator),
        listed=tuple(_safe_listed(one) for one in document.listed),
    )


def _safe_listed(one: Listed) -> Listed:
    return replace(
        one,
        title=_clean(one.title),
        summary=_clean(one.summary),
        content=_clean(one.content),
        rights=_clean(one.rights),
    )


def _clean(markup: str | None) -> str | None:
    """Words without markup pass as they are, so that a bare ampersand stays one."""
    return safe_html(markup) if markup and "<" in markup else markup


def _told(value: Any) -> Any:
    """Leave out what the feed does not say."""
    if isinstance(value, dict):
        return {key: told for key, one in value.items() if (told := _told(one)) not in (None, [], {})}
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    return value

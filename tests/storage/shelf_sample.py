"""A store with the three little reports of the mine and their story on the shelf."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Capture
from dateline.model.story import Comparison, Story
from dateline.shelving import shelve
from dateline.storage.sqlite import SqliteStore
from serve.sample import articles, story

HOURS = ("2031-05-07T09:00:00+00:00", "2031-05-08T10:30:00+00:00", "2031-05-09T08:15:00+00:00")
"""When the three reports were captured."""


def capture(name: str, *, body: bytes | None = None, url: str | None = None, at: str | None = None) -> Capture:
    """Make a capture of some bytes."""
    made = body if body is not None else name.encode()
    return Capture(
        id=hashlib.sha256(made).hexdigest(),
        body=made,
        media_type="text/plain",
        found_in=url or name,
        url=url,
        captured_at=at,
    )


def put(store: SqliteStore, taken: Capture, *read: AnnotatedArticle) -> None:
    """Keep a capture and what was read from it."""
    with store.writer() as writer:
        number = writer.add_capture(taken)
        assert number is not None
        writer.save_read(number, [(one, json.dumps({"id": one.article.id})) for one in read], [])


def keep(store: SqliteStore, *stories: tuple[Story, Comparison], gone: Sequence[str] = ()) -> None:
    """Keep stories and lay them out."""
    with store.writer() as writer:
        writer.save_stories(stories, gone=gone)
    shelve(store)


def mine_store(path: Path) -> SqliteStore:
    """Make the store: three reports captured on three days, and their story."""
    store = SqliteStore(path)
    for annotated, at in zip(articles(), HOURS, strict=True):
        put(store, capture(annotated.article.id, at=at), annotated)
    keep(store, story())
    return store


def worded(annotated: AnnotatedArticle, name: str, **changes: object) -> AnnotatedArticle:
    """The same article under another id, without its facts, with some fields changed."""
    return AnnotatedArticle(replace(annotated.article, id=name, **changes))  # type: ignore[arg-type]

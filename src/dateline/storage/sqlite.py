"""The default engine: everything in one SQLite file, through SQLAlchemy Core; its shape is moved on by Alembic."""

from __future__ import annotations

import json
import threading
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dateline.model.annotation import AnnotatedArticle, Annotation
from dateline.model.article import Article, Capture, Failure
from dateline.model.story import Comparison, Judgement, Story
from dateline.storage import tables as t
from dateline.storage.audience import AudienceRows
from dateline.storage.codec import KIND_BY_NAME, decode, encode
from dateline.storage.engines import bring_up_to_date, engines
from dateline.storage.feeds import FeedRows
from dateline.storage.outgoing import OutgoingRows
from dateline.storage.people import PeopleRows
from dateline.storage.protocol import Counts
from dateline.storage.shelf import ShelfRows
from dateline.storage.shelf_articles import batches
from dateline.storage.shelf_tables import article_card
from dateline.storage.streams import StreamRows
from dateline.storage.talk import TalkRows


class StoreError(Exception):
    """A store that cannot be opened; the message names the file and what to do."""


class SqliteStore:
    """One SQLite file (write-ahead log, so that readers and the one writer do not wait for each other)."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._engine, self._writing = engines(path)
        self._turn = threading.RLock()
        try:
            bring_up_to_date(self._engine, self._writing)
        except sa.exc.DatabaseError as fault:
            self._engine.dispose()
            raise StoreError(
                f"{path}: cannot be opened as a Dateline database ({fault.orig}); choose another file"
            ) from None

    @contextmanager
    def view(self) -> Iterator[SqliteView]:
        """Open a consistent picture for reading."""
        with self._engine.connect() as connection, connection.begin():
            yield SqliteView(connection)

    @contextmanager
    def writer(self) -> Iterator[SqliteWriter]:
        """Open one transaction; it is kept when the block ends well and undone when it raises.

        The lock on the file is taken at once, so that nothing read inside can change before it is written; threads of
        this process wait in turn, other processes for some seconds.
        """
        with self._turn, self._writing.begin() as connection:
            yield SqliteWriter(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


class _Areas:
    """One transaction, with the areas of the news desk beside what the corridor keeps."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.shelf = ShelfRows(connection)
        self.feeds = FeedRows(connection)
        self.people = PeopleRows(connection)
        self.audience = AudienceRows(connection)
        self.talk = TalkRows(connection)
        self.outgoing = OutgoingRows(connection)
        self.streams = StreamRows(connection)


class SqliteView(_Areas):
    """Reads nouns inside one transaction."""

    def captures(self, *, unread_only: bool = False) -> Iterator[tuple[int, Capture]]:
        """Go through the captures in capture order, each with its number in that order."""
        query = sa.select(t.capture).order_by(t.capture.c.number)
        if unread_only:
            query = query.where(t.capture.c.number.not_in(sa.select(t.read_capture.c.capture_number)))
        for row in self._connection.execute(query):
            yield row.number, _capture(row)

    def articles(self, ids: Sequence[str] | None = None) -> Iterator[AnnotatedArticle]:
        """Go through annotated articles in capture order: all, or those with the given ids."""
        for batch in [None] if ids is None else batches(self._in_order(ids)):
            query = sa.select(t.article).order_by(t.article.c.capture_number, t.article.c.number)
            if batch is not None:
                query = query.where(t.article.c.id.in_(batch))
            for row in self._connection.execute(query):
                yield self._annotated(row)

    def article(self, article_id: str) -> AnnotatedArticle | None:
        """Return one annotated article, None when there is none of that id."""
        return next(self.articles([article_id]), None)

    def _in_order(self, ids: Sequence[str]) -> list[str]:
        found: list[tuple[int, int, str]] = []
        for batch in batches(ids):
            query = sa.select(t.article.c.id, t.article.c.capture_number, t.article.c.number)
            found += [
                (row.capture_number, row.number, row.id)
                for row in self._connection.execute(query.where(t.article.c.id.in_(batch)))
            ]
        return [one[2] for one in sorted(found)]

    def _annotated(self, row: sa.Row[Any]) -> AnnotatedArticle:
        query = (
            sa.select(t.annotation.c.kind, t.annotation.c.payload)
            .where(t.annotation.c.article_id == row.id)
            .order_by(t.annotation.c.number)
        )
        annotations: list[Annotation] = [
            decode(KIND_BY_NAME[kind], payload) for kind, payload in self._connection.execute(query).all()
        ]
        return AnnotatedArticle(
            decode(Article, row.payload),
            tuple(annotations),
            tuple(array("f", row.embedding)),
            tuple(decode(Failure, json.dumps(one)) for one in json.loads(row.failures)),
        )

    def article_ids_of(self, capture_id: str, found_in: str) -> list[str]:
        """Return the ids of the articles that were read from a capture."""
        query = (
            sa.select(t.article.c.id)
            .join(t.capture, t.capture.c.number == t.article.c.capture_number)
            .where(t.capture.c.sha256 == capture_id, t.capture.c.found_in == found_in)
            .order_by(t.article.c.number)
        )
        return list(self._connection.execute(query).scalars())

    def sketches(self, ids: Sequence[str] | None = None, *, after: int = 0) -> Iterator[str]:
        """Go through the sketches in capture order: all, or those of some articles; leave out the first ones."""
        query = sa.select(t.article.c.sketch).order_by(t.article.c.capture_number, t.article.c.number)
        if ids is None:
            later = sa.select(article_card.c.id).where(article_card.c.version != 1)
            query = query.where(t.article.c.id.not_in(later))
            yield from self._connection.execute(query.limit(-1).offset(after)).scalars()
            return
        for batch in batches(self._in_order(ids)[after:]):
            yield from self._connection.execute(query.where(t.article.c.id.in_(batch))).scalars()

    def held(self, names: Sequence[str] | None = None, *, prefix: str = "") -> dict[str, str]:
        """Return what grouping keeps: the rows of these names, or all whose names begin so."""
        query = sa.select(t.held)
        if names is None:  # a range, so that the index is used
            asked = [query.where(t.held.c.name >= prefix, t.held.c.name < prefix + "\U0010ffff")]
        else:
            asked = [query.where(t.held.c.name.in_(batch)) for batch in batches(names)]
        return {row.name: row.payload for one in asked for row in self._connection.execute(one)}

    def stories(self, article_ids: Sequence[str] | None = None) -> list[tuple[Story, Comparison]]:
        """Return stories with their comparisons, largest first: all, or those of some articles."""
        query = sa.select(t.story).order_by(t.story.c.size.desc(), t.story.c.id)
        if article_ids is None:
            return [_story(row) for row in self._connection.execute(query)]
        ids = set(self.shelf.story_ids_of(article_ids).values())
        rows = [row for one in batches(ids) for row in self._connection.execute(query.where(t.story.c.id.in_(one)))]
        return sorted(map(_story, rows), key=lambda pair: (-len(pair[0].members), pair[0].id))

    def story_ids(self) -> list[str]:
        """Return the ids of all stories, in order."""
        return sorted(self._connection.execute(sa.select(t.story.c.id)).scalars())

    def story(self, story_id: str) -> tuple[Story, Comparison] | None:
        """Return one story with its comparison, by its id or an id it had before; None when there is none."""
        known = self.shelf.story_id(story_id)
        row = self._connection.execute(sa.select(t.story).where(t.story.c.id == known)).first() if known else None
        return None if row is None else _story(row)

    def replaced(self) -> frozenset[str]:
        """Return the ids of articles that a newer version replaced, and of captures that only repeat one."""
        return self.shelf.replaced()

    def newest(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the newest version of each article that was replaced, by id."""
        return self.shelf.newest(article_ids)

    def versions(self, article_id: str) -> list[str]:
        """Return the ids of all versions of an article, oldest first."""
        return [one.id for one in self.shelf.versions(article_id)]

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided, oldest first."""
        rows = self._connection.execute(sa.select(t.judgement).order_by(t.judgement.c.number))
        return tuple(Judgement(row.left_id, row.right_id, row.verdict, row.decided_by, row.decided_at) for row in rows)

    def failures(self) -> tuple[Failure, ...]:
        """Return what failed, in capture order; failures without a capture come first."""
        query = sa.select(t.failure).order_by(sa.func.coalesce(t.failure.c.capture_number, 0), t.failure.c.number)
        rows = self._connection.execute(query)
        return tuple(Failure(row.found_in, row.step, row.message, row.article_id, row.lost) for row in rows)

    def newest_failures(self, *, limit: int, offset: int = 0) -> tuple[Failure, ...]:
        """Return some of what failed, the newest first."""
        query = sa.select(t.failure).order_by(t.failure.c.number.desc()).limit(limit).offset(offset)
        rows = self._connection.execute(query)
        return tuple(Failure(row.found_in, row.step, row.message, row.article_id, row.lost) for row in rows)

    def counts(self) -> Counts:
        """Count what is kept."""
        tables = (t.capture, t.article, t.annotation, t.story, t.failure, t.judgement)
        counting = [sa.select(sa.func.count()).select_from(table) for table in tables]
        return Counts(*(self._connection.execute(one).scalar_one() for one in counting))


class SqliteWriter(_Areas):
    """Writes nouns inside one transaction."""

    def add_capture(self, capture: Capture) -> int | None:
        """Keep a capture; return its number, or None when it is there already."""
        known = sa.select(t.capture.c.number).where(
            t.capture.c.sha256 == capture.id,
            t.capture.c.found_in == capture.found_in,
            t.capture.c.position == capture.number,
        )
        if self._connection.execute(known).first() is not None:
            return None
        made = self._connection.execute(
            sa.insert(t.capture).values(
                sha256=capture.id,
                body=zlib.compress(capture.body, 6),
                media_type=capture.media_type,
                found_in=capture.found_in,
                position=capture.number,
                url=capture.url,
                captured_at=capture.captured_at,
                hints=json.dumps(capture.hints, ensure_ascii=False),
            )
        )
        number: int = made.inserted_primary_key[0] if made.inserted_primary_key else 0
        return number

    def save_read(
        self, number: int, articles: Sequence[tuple[AnnotatedArticle, str]], failures: Sequence[Failure]
    ) -> None:
        """Keep what was read from one capture; nothing when another process has read it meanwhile."""
        order = sa.insert(t.read_capture).prefix_with("OR IGNORE").values(capture_number=number)
        if self._connection.execute(order).rowcount == 0:
            return
        numbered = [(self._save_article(number, annotated, sketch), annotated) for annotated, sketch in articles]
        self._shelve(numbered, number)
        for failure in failures:
            self._insert_failure(failure, number)

    def _shelve(self, articles: Sequence[tuple[int, AnnotatedArticle]], capture_number: int) -> None:
        c = t.capture.c
        query = sa.select(c.number, c.url, c.captured_at).where(c.number == capture_number)
        self.shelf.put_articles(articles, capture=self._connection.execute(query).one())

    def shelve_articles(self, articles: Sequence[AnnotatedArticle]) -> None:
        """Lay out articles that were read before there was a shelf, in capture order."""
        c = t.article.c
        found: dict[int, list[tuple[int, AnnotatedArticle]]] = {}
        for one in articles:
            query = sa.select(c.number, c.capture_number).where(c.id == one.article.id)
            row = self._connection.execute(query).one()
            found.setdefault(row.capture_number, []).append((row.number, one))
        for capture_number, numbered in found.items():
            self._shelve(numbered, capture_number)

    def _save_article(self, number: int, annotated: AnnotatedArticle, sketch: str) -> int:
        made = annotated.article
        inserted = self._connection.execute(
            sa.insert(t.article).values(
                id=made.id,
                capture_number=number,
                payload=encode(made),
                embedding=array("f", annotated.embedding).tobytes(),
                sketch=sketch,
                failures=json.dumps([json.loads(encode(one)) for one in annotated.failures], ensure_ascii=False),
            )
        )
        rows = [
            {
                "article_id": made.id,
                "kind": type(one).__name__,
                "span_start": one.span.start,
                "span_end": one.span.end,
                "made_by": one.made_by,
                "payload": encode(one),
            }
            for one in annotated.annotations
        ]
        if rows:
            self._connection.execute(sa.insert(t.annotation), rows)
        own_number: int = inserted.inserted_primary_key[0] if inserted.inserted_primary_key else 0
        return own_number

    def forget_reading(self, article_ids: Sequence[str]) -> None:
        """Forget what was read from the captures of these articles, so that they are read again."""
        c, run = t.article.c, self._connection.execute
        captures = list(run(sa.select(c.capture_number).where(c.id.in_(list(article_ids))).distinct()).scalars())
        found = run(sa.select(c.id, c.number).where(c.capture_number.in_(captures))).all()
        self.shelf.take_off([one.number for one in found])
        run(sa.delete(t.annotation).where(t.annotation.c.article_id.in_([one.id for one in found])))
        for column in (c.capture_number, t.read_capture.c.capture_number, t.failure.c.capture_number):
            run(sa.delete(column.table).where(column.in_(captures)))

    def save_failure(self, failure: Failure) -> None:
        """Keep a failure that has no capture."""
        known = sa.select(t.failure.c.number).where(
            t.failure.c.capture_number.is_(None),
            t.failure.c.found_in == failure.found_in,
            t.failure.c.message == failure.message,
        )
        if self._connection.execute(known).first() is None:
            self._insert_failure(failure, None)

    def _insert_failure(self, failure: Failure, number: int | None) -> None:
        self._connection.execute(
            sa.insert(t.failure).values(
                capture_number=number,
                found_in=failure.found_in,
                step=failure.step,
                message=failure.message,
                article_id=failure.article_id,
                lost=failure.lost,
            )
        )

    def save_stories(self, stories: Sequence[tuple[Story, Comparison]], *, gone: Sequence[str] | None = None) -> None:
        """Replace all stories; when `gone` is given only those with the same ids, and drop the ones that are gone."""
        rows = [
            {"id": story.id, "size": len(story.members), "payload": encode(story), "comparison": encode(comparison)}
            for story, comparison in stories
        ]
        self._replace(t.story, t.story.c.id, rows, gone)
        told = [(story, str(row["comparison"])) for (story, _), row in zip(stories, rows, strict=True)]
        self.shelf.put_stories(told, gone=gone)

    def save_held(self, rows: Mapping[str, str], *, gone: Sequence[str] | None = None) -> None:
        """Replace all that grouping keeps; when `gone` is given only rows of the same names, and drop the gone."""
        made = [{"name": name, "payload": payload} for name, payload in rows.items()]
        self._replace(t.held, t.held.c.name, made, gone)

    def _replace(
        self, table: sa.Table, key: sa.Column[str], rows: list[dict[str, Any]], gone: Sequence[str] | None
    ) -> None:
        """Put rows in the place of all rows, or of those with the same keys and of the ones that are gone."""
        if gone is None:
            self._connection.execute(sa.delete(table))
        else:
            for batch in batches([*gone, *(row[key.name] for row in rows)]):
                self._connection.execute(sa.delete(table).where(key.in_(batch)))
        if rows:
            self._connection.execute(sa.insert(table), rows)

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep what a person decided."""
        self._connection.execute(
            sa.insert(t.judgement).values(
                left_id=judgement.left,
                right_id=judgement.right,
                verdict=judgement.verdict,
                decided_by=judgement.by,
                decided_at=judgement.at,
            )
        )

    def drop_derived(self) -> None:
        """Forget all derived data."""
        self.shelf.forget()
        for table in t.DERIVED:
            self._connection.execute(sa.delete(table))


def _story(row: sa.Row[Any]) -> tuple[Story, Comparison]:
    return decode(Story, row.payload), decode(Comparison, row.comparison)


def _capture(row: sa.Row[Any]) -> Capture:
    return Capture(
        id=row.sha256,
        body=zlib.decompress(row.body),
        media_type=row.media_type,
        found_in=row.found_in,
        number=row.position,
        url=row.url,
        captured_at=row.captured_at,
        hints=tuple((name, value) for name, value in json.loads(row.hints)),
    )

"""Dateline, the one object that users, the command line and the web hold. Thin: each method delegates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from dateline import corridor
from dateline.lexicon.own_rows import OwnRows
from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Failure
from dateline.model.story import Comparison, Judgement, Story
from dateline.runner.local import runner_for
from dateline.storage.protocol import Counts, Store

Progress = Callable[[str, int], None]


def _silent(step: str, done: int) -> None:
    """Show no progress."""


class CannotOpen(Exception):
    """A Dateline that cannot be opened; the message names the file or setting and what to do."""


class Dateline:
    """A collection of captures and everything read from them, kept in one store.

    >>> with open_dateline() as dateline:
    ...     dateline.counts().articles
    0
    """

    def __init__(
        self, store: Store, *, syntax: str = "default", workers: int = 1, lexicon: OwnRows | None = None
    ) -> None:
        self._store = store
        self._syntax = syntax
        self._lexicon = lexicon or {}
        self._runner = runner_for(workers)

    def read(
        self,
        inputs: Sequence[str],
        *,
        published: str | None = None,
        as_text: bool = False,
        stdin: BinaryIO | None = None,
        private_addresses: Sequence[str] = (),
        progress: Progress = _silent,
    ) -> corridor.RunReport:
        """Collect, read, understand, group and compare; returns what this run read and what failed.

        `private_addresses` are networks ("10.0.0.0/8") that addresses may lead to though they are private.
        """
        return corridor.take_in(
            self._store,
            self._runner,
            inputs,
            syntax=self._syntax,
            lexicon=self._lexicon,
            published=published,
            as_text=as_text,
            stdin=stdin,
            private_addresses=private_addresses,
            progress=progress,
        )

    def rebuild(self, *, progress: Progress = _silent) -> corridor.RunReport:
        """Make all derived data again from the captures, with the same ids; human data stays untouched."""
        return corridor.rebuild(
            self._store, self._runner, syntax=self._syntax, lexicon=self._lexicon, progress=progress
        )

    def record(self, *, article_ids: Sequence[str] | None = None, failures: Sequence[Failure] = ()) -> dict[str, Any]:
        """Return the record (docs/record.md): of everything, or of the given articles and of their stories."""
        from dateline.serve import views

        with self._store.view() as view:
            stories = corridor.with_person_ids(view, view.stories(article_ids))
            if article_ids is not None:
                wanted = set(article_ids)
                wanted.update(one for story, _ in stories for one in story.article_ids)
                article_ids = sorted(wanted)
            replaced = view.replaced() if article_ids is None else frozenset()
            articles = [one for one in view.articles(article_ids) if one.article.id not in replaced]
            return views.record(articles, stories, failures=failures)

    def articles(self) -> list[AnnotatedArticle]:
        """Return all annotated articles in capture order."""
        with self._store.view() as view:
            return list(view.articles())

    def stories(self) -> list[tuple[Story, Comparison]]:
        """Return all stories with their comparisons, largest first."""
        with self._store.view() as view:
            return view.stories()

    def failures(self) -> tuple[Failure, ...]:
        """Return everything that failed and was kept."""
        with self._store.view() as view:
            return view.failures()

    def counts(self) -> Counts:
        """Count what the store holds."""
        with self._store.view() as view:
            return view.counts()

    def judge(self, judgement: Judgement) -> None:
        """Keep a person's word on two articles or stories; it wins over scores from the next grouping on."""
        with self._store.writer() as writer:
            writer.add_judgement(judgement)
        corridor.compare_stories(self._store)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_dateline(
    path: str | Path | None = None,
    *,
    syntax: str = "default",
    workers: int = 1,
    lexicon: str | Path | None = None,
) -> Dateline:
    """Open (or make) a Dateline on an SQLite file; without a path it keeps everything in memory.

    `syntax` is "default" for the built-in language core or "spacy:MODEL" for a spaCy model of one's own; `lexicon` is
    a file of actors of one's own (docs/commands.md). Raises CannotOpen when the file is not a Dateline database, there
    is no such language core or the lexicon has faults.
    """
    from dateline.understand.room import UnknownSyntax, check_syntax

    try:
        check_syntax(syntax)
    except UnknownSyntax as fault:
        raise CannotOpen(str(fault)) from None
    rows = _own_rows(lexicon) if lexicon is not None else {}
    if path is None:
        from dateline.storage.memory import MemoryStore

        return Dateline(MemoryStore(), syntax=syntax, workers=workers, lexicon=rows)
    from dateline.storage.sqlite import SqliteStore, StoreError

    if not Path(path).parent.is_dir():
        raise CannotOpen(f"{path}: the folder {Path(path).parent} does not exist; make it first")
    try:
        return Dateline(SqliteStore(path), syntax=syntax, workers=workers, lexicon=rows)
    except StoreError as fault:
        raise CannotOpen(str(fault)) from None


def _own_rows(path: str | Path) -> OwnRows:
    from dateline.lexicon.own_lexicon import BadLexicon, as_tables, read_rows

    try:
        return as_tables(read_rows(Path(path).read_text("utf-8")))
    except BadLexicon as fault:
        raise CannotOpen("\n".join(f"{path}: {one}" for one in fault.faults)) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise CannotOpen(f"{path}: {fault}") from None


def core_faults() -> list[str]:
    """List what is missing or changed in the files of the language core (empty when it is whole)."""
    from dateline.understand.room import core_faults as faults

    return faults()

"""What any storage engine must do. Methods take and return nouns, never rows or SQL.

Three kinds of data (law 3): captures are irreplaceable; derived data (articles, annotations, sketches, stories,
comparisons, failures) may be dropped and made again; human data (judgements) is never touched by a rebuild.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Capture, Failure
from dateline.model.story import Comparison, Judgement, Story

if TYPE_CHECKING:
    from dateline.storage.shelf import ShelfRows


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    captures: int
    articles: int
    annotations: int
    stories: int
    failures: int
    judgements: int


class View(Protocol):
    """A consistent picture for reading."""

    @property
    def shelf(self) -> ShelfRows | None:
        """What pages are made from; None where the engine keeps none."""
        ...

    def captures(self, *, unread_only: bool = False) -> Iterator[tuple[int, Capture]]:
        """Go through the captures in capture order, each with its number in that order."""
        ...

    def articles(self, ids: Sequence[str] | None = None) -> Iterator[AnnotatedArticle]:
        """Go through annotated articles in capture order: all, or those with the given ids."""
        ...

    def article(self, article_id: str) -> AnnotatedArticle | None:
        """Return one annotated article, None when there is none of that id."""
        ...

    def article_ids_of(self, capture_id: str, found_in: str) -> list[str]:
        """Return the ids of the articles that were read from a capture."""
        ...

    def sketches(self, ids: Sequence[str] | None = None, *, after: int = 0) -> Iterator[str]:
        """Go through the sketches that grouping works on, as JSON, in capture order: all, or those of some articles.

        `after` leaves out so many at the beginning. Of several versions of an article all means the first one.
        """
        ...

    def replaced(self) -> frozenset[str]:
        """Return the ids of articles that a newer version replaced, and of captures that only repeat one."""
        ...

    def newest(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the newest version of each article that was replaced, by id."""
        ...

    def versions(self, article_id: str) -> list[str]:
        """Return the ids of all versions of an article, oldest first; [] where there is no such article."""
        ...

    def held(self, names: Sequence[str] | None = None, *, prefix: str = "") -> dict[str, str]:
        """Return what grouping keeps: the rows of these names, or all whose names begin so."""
        ...

    def stories(self, article_ids: Sequence[str] | None = None) -> list[tuple[Story, Comparison]]:
        """Return stories with their comparisons, largest first: all, or those of some articles."""
        ...

    def story_ids(self) -> list[str]:
        """Return the ids of all stories, in order."""
        ...

    def story(self, story_id: str) -> tuple[Story, Comparison] | None:
        """Return one story with its comparison, by its id or an id it had before; None when there is none."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided, oldest first."""
        ...

    def failures(self) -> tuple[Failure, ...]:
        """Return what failed, in capture order."""
        ...

    def counts(self) -> Counts:
        """Count what is kept."""
        ...


class Writer(Protocol):
    """One transaction; one writer at a time."""

    @property
    def shelf(self) -> ShelfRows | None:
        """What pages are made from; None where the engine keeps none."""
        ...

    def shelve_articles(self, articles: Sequence[AnnotatedArticle]) -> None:
        """Lay out articles, in capture order, that were read before there was a shelf."""
        ...

    def add_capture(self, capture: Capture) -> int | None:
        """Keep a capture; return its number, or None when the same bytes from the same input are there already."""
        ...

    def save_read(
        self, number: int, articles: Sequence[tuple[AnnotatedArticle, str]], failures: Sequence[Failure]
    ) -> None:
        """Keep what was read from one capture: annotated articles with their sketches, and failures."""
        ...

    def save_failure(self, failure: Failure) -> None:
        """Keep a failure that has no capture (a file that could not be opened)."""
        ...

    def save_stories(self, stories: Sequence[tuple[Story, Comparison]], *, gone: Sequence[str] | None = None) -> None:
        """Replace all stories; when `gone` is given only those with the same ids, and drop the ones that are gone."""
        ...

    def save_held(self, rows: Mapping[str, str], *, gone: Sequence[str] | None = None) -> None:
        """Replace all that grouping keeps; when `gone` is given only rows of the same names, and drop the gone."""
        ...

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep what a person decided."""
        ...

    def drop_derived(self) -> None:
        """Forget all derived data; captures and human data stay."""
        ...


class Store(Protocol):
    """A place that keeps everything."""

    def view(self) -> AbstractContextManager[View]:
        """Open a consistent picture for reading."""
        ...

    def writer(self) -> AbstractContextManager[Writer]:
        """Open one transaction; it is kept when the block ends well and undone when it raises."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...

"""The engine that keeps everything in this process: for one-off reads, tests and notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cached_property
from itertools import islice
from typing import TypeVar

from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Capture, Failure
from dateline.model.story import Comparison, Judgement, Story
from dateline.storage.protocol import Counts
from dateline.storage.shelf_rows import address_of, wording

CaptureKey = tuple[str, str, int]
Kept = TypeVar("Kept")


class MemoryStore:
    """Keeps nouns in lists and dicts."""

    def __init__(self) -> None:
        self._kept = _Kept()

    @contextmanager
    def view(self) -> Iterator[MemoryView]:
        """Open a consistent picture for reading."""
        yield MemoryView(self._kept)

    @contextmanager
    def writer(self) -> Iterator[MemoryWriter]:
        """Open one transaction: work on a copy of the containers, keep it when the block ends well."""
        draft = self._kept.copy()
        yield MemoryWriter(draft)
        self._kept = draft

    def close(self) -> None:
        """Nothing to let go of."""


class _Kept:
    def __init__(self) -> None:
        self.captures: dict[CaptureKey, Capture] = {}
        self.read: dict[int, list[tuple[AnnotatedArticle, str]]] = {}
        self.failures: list[tuple[int, Failure]] = []
        self.stories: dict[str, tuple[Story, Comparison]] = {}
        self.held: dict[str, str] = {}
        self.judgements: list[Judgement] = []

    def copy(self) -> _Kept:
        made = _Kept()
        for name, value in vars(self).items():
            setattr(made, name, copy(value))
        return made


class MemoryView:
    """Reads from the containers."""

    shelf: None = None
    """This engine keeps nothing for pages."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept

    def captures(self, *, unread_only: bool = False) -> Iterator[tuple[int, Capture]]:
        """Go through the captures in capture order, each with its number in that order."""
        for number, capture in enumerate(self._kept.captures.values(), 1):
            if not (unread_only and number in self._kept.read):
                yield number, capture

    def articles(self, ids: Sequence[str] | None = None) -> Iterator[AnnotatedArticle]:
        """Go through annotated articles in capture order: all, or those with the given ids."""
        wanted = None if ids is None else set(ids)
        for number in sorted(self._kept.read):
            for annotated, _ in self._kept.read[number]:
                if wanted is None or annotated.article.id in wanted:
                    yield annotated

    def article(self, article_id: str) -> AnnotatedArticle | None:
        """Return one annotated article, None when there is none of that id."""
        return next(self.articles([article_id]), None)

    def replaced(self) -> frozenset[str]:
        """Return the ids of articles that a newer version replaced, and of captures that only repeat one."""
        return frozenset(self._versions.replaced)

    def newest(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the newest version of each article that was replaced, by id."""
        return {one: self._versions.replaced[one] for one in article_ids if one in self._versions.replaced}

    def versions(self, article_id: str) -> list[str]:
        """Return the ids of all versions of an article, oldest first."""
        return next((list(own) for own in self._versions.families if article_id in own), [])

    @cached_property
    def _versions(self) -> _Versions:
        captures = list(self._kept.captures.values())
        return _Versions((captures[number - 1], self._kept.read[number]) for number in sorted(self._kept.read))

    def article_ids_of(self, capture_id: str, found_in: str) -> list[str]:
        """Return the ids of the articles that were read from a capture."""
        found: list[str] = []
        for number, (known_id, known_input, _) in enumerate(self._kept.captures, 1):
            if (known_id, known_input) == (capture_id, found_in):
                found += [annotated.article.id for annotated, _ in self._kept.read.get(number, [])]
        return found

    def sketches(self, ids: Sequence[str] | None = None, *, after: int = 0) -> Iterator[str]:
        """Go through the sketches in capture order: all, or those of some articles; leave out the first ones."""
        wanted = self._versions.firsts if ids is None else set(ids)
        found = (pair for number in sorted(self._kept.read) for pair in self._kept.read[number])
        chosen = (sketch for annotated, sketch in found if annotated.article.id in wanted)
        yield from islice(chosen, after, None)

    def held(self, names: Sequence[str] | None = None, *, prefix: str = "") -> dict[str, str]:
        """Return what grouping keeps: the rows of these names, or all whose names begin so."""
        if names is not None:
            return {name: self._kept.held[name] for name in names if name in self._kept.held}
        return {name: row for name, row in self._kept.held.items() if name.startswith(prefix)}

    def stories(self, article_ids: Sequence[str] | None = None) -> list[tuple[Story, Comparison]]:
        """Return stories with their comparisons, largest first: all, or those of some articles."""
        wanted = None if article_ids is None else set(article_ids)
        found = (
            pair for pair in self._kept.stories.values() if wanted is None or wanted.intersection(pair[0].article_ids)
        )
        return sorted(found, key=lambda pair: (-len(pair[0].members), pair[0].id))

    def story_ids(self) -> list[str]:
        """Return the ids of all stories, in order."""
        return sorted(self._kept.stories)

    def story(self, story_id: str) -> tuple[Story, Comparison] | None:
        """Return one story with its comparison, by its id or an id it had before; None when there is none."""
        aliases = {alias: one for one, (story, _) in self._kept.stories.items() for alias in story.also_known_as}
        return self._kept.stories.get(story_id) or self._kept.stories.get(aliases.get(story_id, ""))

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided, oldest first."""
        return tuple(self._kept.judgements)

    def failures(self) -> tuple[Failure, ...]:
        """Return what failed, in capture order; failures without a capture come first."""
        return tuple(failure for _, failure in sorted(self._kept.failures, key=lambda pair: pair[0]))

    def counts(self) -> Counts:
        """Count what is kept."""
        articles = list(self.articles())
        return Counts(
            captures=len(self._kept.captures),
            articles=len(articles),
            annotations=sum(len(one.annotations) for one in articles),
            stories=len(self._kept.stories),
            failures=len(self._kept.failures),
            judgements=len(self._kept.judgements),
        )


class MemoryWriter:
    """Writes into the draft of one transaction."""

    shelf: None = None
    """This engine keeps nothing for pages."""

    def shelve_articles(self, articles: Sequence[AnnotatedArticle]) -> None:
        """Do nothing: there is no shelf."""

    def __init__(self, draft: _Kept) -> None:
        self._draft = draft

    def add_capture(self, capture: Capture) -> int | None:
        """Keep a capture; return its number, or None when it is there already."""
        key = (capture.id, capture.found_in, capture.number)
        if key in self._draft.captures:
            return None
        self._draft.captures[key] = capture
        return len(self._draft.captures)

    def save_read(
        self, number: int, articles: Sequence[tuple[AnnotatedArticle, str]], failures: Sequence[Failure]
    ) -> None:
        """Keep what was read from one capture."""
        self._draft.read[number] = list(articles)
        self._draft.failures = [pair for pair in self._draft.failures if pair[0] != number]
        self._draft.failures += [(number, failure) for failure in failures]

    def save_failure(self, failure: Failure) -> None:
        """Keep a failure that has no capture."""
        if (0, failure) not in self._draft.failures:
            self._draft.failures.append((0, failure))

    def save_stories(self, stories: Sequence[tuple[Story, Comparison]], *, gone: Sequence[str] | None = None) -> None:
        """Replace all stories; when `gone` is given only those with the same ids, and drop the ones that are gone."""
        new = {story.id: (story, comparison) for story, comparison in stories}
        self._draft.stories = _changed(self._draft.stories, new, gone)

    def save_held(self, rows: Mapping[str, str], *, gone: Sequence[str] | None = None) -> None:
        """Replace all that grouping keeps; when `gone` is given only rows of the same names, and drop the gone."""
        self._draft.held = _changed(self._draft.held, rows, gone)

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep what a person decided."""
        self._draft.judgements.append(judgement)

    def drop_derived(self) -> None:
        """Forget all derived data."""
        self._draft.read, self._draft.failures, self._draft.stories, self._draft.held = {}, [], {}, {}


class _Versions:
    """Which articles are versions of one another: those of one address, in capture order."""

    def __init__(self, captures: Iterable[tuple[Capture, list[tuple[AnnotatedArticle, str]]]]) -> None:
        by_address: dict[str, list[tuple[str, str]]] = {}
        self.families: list[list[str]] = []
        self.replaced: dict[str, str] = {}
        for capture, pairs in captures:
            articles = [annotated.article for annotated, _ in pairs]
            addresses = [address_of(one, capture.url, is_alone=len(articles) == 1) for one in articles]
            for one, address in zip(articles, addresses, strict=True):
                own = (one.id, wording(one))
                if address is None or addresses.count(address) > 1:
                    self.families.append([one.id])
                elif (known := by_address.setdefault(address, [])) and known[-1][1] == own[1]:
                    self.replaced[one.id] = known[-1][0]
                else:
                    known.append(own)
        self.families += [[one for one, _ in known] for known in by_address.values()]
        self.firsts = {own[0] for own in self.families}
        newest = {one: own[-1] for own in self.families for one in own}
        self.replaced = {one: newest[by] for one, by in self.replaced.items()}
        self.replaced |= {one: last for one, last in newest.items() if one != last}


def _changed(before: Mapping[str, Kept], new: Mapping[str, Kept], gone: Sequence[str] | None) -> dict[str, Kept]:
    if gone is None:
        return dict(new)
    left_out = set(gone)
    return {name: value for name, value in before.items() if name not in left_out} | dict(new)

"""The corridor: the six steps in order. Load, run, save, note failures; the map of the whole program.

    collect -> read -> understand -> group -> compare -> serve

Read and understand are pure and travel to workers in batches; group runs in capture order in this process;
compare runs again only for stories whose members changed. This file alone writes to the store.
"""

from __future__ import annotations

import gc
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from dateline.lexicon import own_rows
from dateline.lexicon.own_rows import OwnRows
from dateline.model.annotation import AnnotatedArticle, broken_spans
from dateline.model.article import Capture, Failure, Reading
from dateline.model.story import Comparison, Judgement, Membership, SaidDay, Story, days_said
from dateline.storage.protocol import Store, View

if TYPE_CHECKING:
    from dateline.group.held import News
    from dateline.group.sketch import ArticleSketch

BATCH_CAPTURES = 16
BATCH_BYTES = 2_000_000
SKETCHES_KEPT = 5_000
"""So many sketches stay in memory while stories are grouped; others are fetched again where they are needed."""
_YOUNG = 20_000
"""New objects between two searches for cycles of garbage: the nouns are many and hold no cycles."""

_PERSON = "person "
"""So begin the names of the rows that are kept of each person's name."""

Batch = TypeVar("Batch")
Result = TypeVar("Result")
Progress = Callable[[str, int], None]
"""Called with the step's name and how many inputs it has finished."""


class Runner(Protocol):
    """Whatever can map a pure function over batches; results come back in the order of the batches."""

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Go through the results, in order, while later batches are still being worked on."""
        ...


@dataclass(frozen=True, slots=True)
class Yield:
    """What one capture gave: annotated articles with their sketches (JSON), and failures."""

    articles: tuple[tuple[AnnotatedArticle, str], ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one run did."""

    article_ids: tuple[str, ...]
    failures: tuple[Failure, ...]
    known: tuple[str, ...]
    """Ids of articles that were there already: the same bytes from the same input."""


def take_in(
    store: Store,
    runner: Runner,
    inputs: Sequence[str],
    *,
    syntax: str = "default",
    lexicon: OwnRows | None = None,
    published: str | None = None,
    as_text: bool = False,
    stdin: BinaryIO | None = None,
    private_addresses: Sequence[str] = (),
    progress: Progress = lambda step, done: None,
) -> RunReport:
    """Walk inputs down the corridor as far as stories and their comparisons.

    Captures that an interrupted run left unread are read too, so that a run can simply be started again.
    """
    from dateline.collect.collectors import open_inputs

    with rare_searches_for_garbage():
        found = open_inputs(
            inputs, stdin=stdin, published=published, as_text=as_text, private_addresses=private_addresses
        )
        report = _collect(store, found, progress=progress)
        taken = read_unread(store, runner, syntax=syntax, lexicon=lexicon, progress=progress)
        compare_stories(store, progress=progress)
    return RunReport(taken.article_ids, report.failures + taken.failures, report.known)


def rebuild(
    store: Store, runner: Runner, *, syntax: str = "default", lexicon: OwnRows | None = None, progress: Progress
) -> RunReport:
    """Forget all derived data and make it again from the captures, with the same ids."""
    with store.writer() as writer:
        writer.drop_derived()
    with rare_searches_for_garbage():
        report = read_unread(store, runner, syntax=syntax, lexicon=lexicon, progress=progress)
        compare_stories(store, progress=progress)
    return report


@contextmanager
def rare_searches_for_garbage() -> Iterator[None]:
    """Let Python look for cycles less often while nouns pile up: each search walks over all of them in vain."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _YOUNG) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _collect(store: Store, found: Iterable[Capture | Failure], *, progress: Progress) -> RunReport:
    """Keep every capture before anything is read from it; nothing that was fetched is lost."""
    failures: list[Failure] = []
    again: list[Capture] = []
    done = 0
    for batch in in_batches(found):
        with store.writer() as writer:
            for one in batch:
                if isinstance(one, Failure):
                    failures.append(one)
                    writer.save_failure(one)
                elif writer.add_capture(one) is None:
                    again.append(replace(one, body=b""))
        done += len(batch)
        progress("collect", done)
    with store.view() as view:
        known = [one for capture in again for one in view.article_ids_of(capture.id, capture.found_in)]
    return RunReport((), tuple(failures), tuple(known))


def read_unread(
    store: Store, runner: Runner, *, syntax: str, lexicon: OwnRows | None = None, progress: Progress
) -> RunReport:
    """Read and understand every capture that is not read yet; each batch is saved before the next."""
    with store.view() as view:
        days = days_said(view.judgements())
    asked: deque[int] = deque()  # the captures on their way through the runner, which keeps their order
    ids: list[str] = []
    failures: list[Failure] = []
    done = 0
    results = runner.map(partial(process, syntax=syntax, lexicon=lexicon, days=days), _load(store, asked))
    for batch in results:
        with store.writer() as writer:
            for found in batch:
                writer.save_read(asked.popleft(), found.articles, found.failures)
                ids += [annotated.article.id for annotated, _ in found.articles]
                failures += found.failures
        done += len(batch)
        progress("read", done)
    return RunReport(tuple(ids), tuple(failures), ())


def _load(store: Store, asked: deque[int]) -> Iterator[list[Capture]]:
    with store.view() as view:

        def noted() -> Iterator[Capture]:
            for number, capture in view.captures(unread_only=True):
                asked.append(number)
                yield capture

        yield from in_batches(noted())


def process(
    captures: Sequence[Capture],
    *,
    syntax: str = "default",
    lexicon: OwnRows | None = None,
    days: Mapping[str, SaidDay] | None = None,
) -> list[Yield]:
    """Read and understand one batch: pure, so that it can run anywhere. One result for each capture.

    `lexicon` are rows of the user's own, which win over the tables that ship; `days` are those on which people say
    that articles came out, by article id.
    """
    from dateline.group.sketch import sketch, to_payload
    from dateline.read.readers import read_capture
    from dateline.read.said_days import published_on
    from dateline.understand.room import understand

    own_rows.use(lexicon or {})
    outcomes = [[published_on(one, days or {}) for one in read_capture(capture)] for capture in captures]
    readings = [one.article for found in outcomes for one in found if isinstance(one, Reading)]
    understood = iter(understand(readings, syntax=syntax))
    yields = []
    for found in outcomes:
        articles = []
        for one in found:
            if isinstance(one, Reading):
                lawful = keep_lawful(next(understood))
                articles.append((lawful, json.dumps(to_payload(sketch(lawful)), ensure_ascii=False)))
        yields.append(Yield(tuple(articles), tuple(one for one in found if isinstance(one, Failure))))
    return yields


def keep_lawful(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Drop every annotation that breaks the law `text[span] == exact`, and note each as a failure (law 2)."""
    kept, failures = [], list(annotated.failures)
    article = annotated.article
    for one in annotated.annotations:
        faults = broken_spans(article, one)
        if faults:
            failures.append(Failure(article.found_in, one.made_by, f"dropped: {faults[0]}", article.id))
        else:
            kept.append(one)
    return replace(annotated, annotations=tuple(kept), failures=tuple(failures))


def compare_stories(store: Store, *, progress: Progress = lambda step, done: None) -> None:
    """Group the new articles in capture order and compare the reports of every story whose members changed.

    Grouping goes on from the open stories of the last run, with the outcome of one that began with the first article;
    it does begin there when people said something since, or when the engine is another one.
    """
    from dateline.compare.comparison import compare
    from dateline.going_on import fold_of, keep_fold, rows_of_open_stories, save_open_stories
    from dateline.group.copies import copies
    from dateline.group.sketch import from_payload
    from dateline.shelving import shelve

    with store.view() as view:
        judgements = on_first_versions(view, view.judgements())
        fold, sketches = fold_of(store, view, judgements)
        last, anew = None, fold.reports == 0
        for payload in view.sketches(after=fold.reports):
            one = from_payload(json.loads(payload))
            if len(sketches) < SKETCHES_KEPT:
                sketches[one.id] = one
            fold.add(one)
            last = one.id
        news = fold.news() if last is not None else None
        known = view.story_ids() if anew else []
        made: list[tuple[Story, Comparison]] = []
        for number, story in enumerate(changed_stories(view, news), 1):
            before = view.story(story.id) if known else None
            if before is not None and before[0] == story:
                continue
            reports = list(view.articles(story.article_ids))
            later = [name for name in story.article_ids if name not in sketches]
            fetched = {one.id: one for one in map(from_payload, map(json.loads, view.sketches(later)))}
            own = [fetched.get(name) or sketches[name] for name in story.article_ids]
            made.append((story, with_chapters_and_people(compare(story, reports, copies(own)), reports, own)))
            progress("compare", number)
        gone: Sequence[str] = news.gone_ids if news is not None else ()
        if news is not None and anew:
            gone = sorted({*known}.difference(story.id for story in news.stories))
        outdated = rows_of_open_stories(view) if anew else ()
        persons = sightings(made, view=view, gone=gone)
    with store.writer() as writer:
        if news is not None and last is not None:
            writer.save_stories(made, gone=gone)
            save_open_stories(writer, fold, news, judgements, last=last, outdated=outdated)
        elif made:
            writer.save_stories(made, gone=())
        writer.save_held(persons, gone=())
    keep_fold(store, fold)
    shelve(store)


def changed_stories(view: View, news: News | None) -> list[Story]:
    """Return the stories that grouping changed, then those of which a report was replaced, by their newest versions."""
    found = {story.id: story for story in news.stories} if news is not None else {}
    for story, _ in view.stories(sorted(view.replaced())):
        if news is None or story.id not in news.gone_ids:
            found.setdefault(story.id, story)
    newest = view.newest([one for story in found.values() for one in story.article_ids])
    return [replace(story, members=tuple(_at(newest, one) for one in story.members)) for story in found.values()]


def _at(newest: Mapping[str, str], member: Membership) -> Membership:
    return replace(member, article_id=newest.get(member.article_id, member.article_id))


def on_first_versions(view: View, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Let what people said of any version of an article count for its first one, by which stories are grouped."""
    firsts = {one: (view.versions(one) or [one])[0] for judged in judgements for one in (judged.left, judged.right)}
    return tuple(replace(one, left=firsts[one.left], right=firsts[one.right]) for one in judgements)


def with_chapters_and_people(
    comparison: Comparison, reports: Sequence[AnnotatedArticle], sketches: Sequence[ArticleSketch]
) -> Comparison:
    """Part a long story into chapters and tell its persons; a report that its story dated stands at that day."""
    from dateline.group.chapters import chapters
    from dateline.group.people import people_of

    days = {one.article_id: one.interval.start for one in comparison.dated}
    dated = [one if one.day or not days.get(one.id) else one.on(days[one.id]) for one in sketches]
    headlines = {one.article.id: one.article.headline or "" for one in reports}
    return replace(comparison, chapters=chapters(dated, headlines=headlines), people=people_of(reports))


def sightings(made: Sequence[tuple[Story, Comparison]], *, view: View, gone: Iterable[str] = ()) -> dict[str, str]:
    """Return the rows of persons' names: sightings in these stories beside those that the view keeps of others."""
    from dateline.group import people

    found: dict[str, list[people.Sighting]] = {}
    for story, comparison in made:
        for key, seen in people.sightings_of(story.id, comparison.people).items():
            found.setdefault(_PERSON + key, []).extend(seen)
    left_out = {*gone, *(story.id for story, _ in made)}
    for before in filter(None, map(view.story, sorted(left_out))):  # whom they had told of may be told of no more
        found |= {name: [] for one in before[1].people if (name := _PERSON + one.key) not in found}
    for name, row in view.held(list(found)).items():
        found[name] += [one for one in people.from_row(row) if one.story_id not in left_out]
    return {name: people.to_row(seen) for name, seen in found.items()}


def with_person_ids(view: View, stories: Sequence[tuple[Story, Comparison]]) -> list[tuple[Story, Comparison]]:
    """Give the persons of stories the ids that hold in all stories."""
    from dateline.group import people

    keys = list(dict.fromkeys(one.key for _, comparison in stories for one in comparison.people))
    rows = view.held([_PERSON + key for key in keys])
    seen = {name.removeprefix(_PERSON): people.from_row(row) for name, row in rows.items()}
    said = view.judgements()
    return [
        (story, replace(comparison, people=people.with_ids(story.id, comparison.people, seen, said)))
        for story, comparison in stories
    ]


def in_batches(captures: Iterable[Capture | Failure]) -> Iterator[list]:  # type: ignore[type-arg]
    """Cut a stream into batches of at most 16 captures or about 2 MB, whichever is reached first."""
    batch: list[Capture | Failure] = []
    size = 0
    for one in captures:
        batch.append(one)
        size += len(one.body) if isinstance(one, Capture) else 0
        if len(batch) >= BATCH_CAPTURES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch

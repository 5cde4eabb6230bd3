"""Small tools of the event tests: parses written by hand, and the extractor run over them."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model.annotation import AnnotatedArticle, Annotation, Event, Party, broken_spans
from dateline.model.article import Article
from dateline.understand.events import Events
from dateline.understand.parse import Parse, Row


def rows(notation: str) -> list[Row]:
    """Read "form POS/TAG head label" lines, one token each."""
    found: list[Row] = []
    for line in notation.strip().splitlines():
        form, tags, head, label = line.split()
        pos, tag = tags.split("/")
        found.append((form, int(head), label, pos, tag))
    return found


def article(text: str, annotations: Sequence[Annotation] = ()) -> AnnotatedArticle:
    made = Article(id="a1", capture_id="c1", found_in="x", text=text, slices=(), visible_sha256="")
    return AnnotatedArticle(made, tuple(annotations))


def read(text: str, notation: str, annotations: Sequence[Annotation] = ()) -> list[Event]:
    """Run the extractor and check the span law on everything it says."""
    annotated = article(text, annotations)
    events = [one for one in Events()(annotated, Parse.from_rows(text, rows(notation))) if isinstance(one, Event)]
    for event in events:
        assert broken_spans(annotated.article, event) == []
    return events


def names(parties: Sequence[Party]) -> list[str | None]:
    return [party.exact for party in parties]


def best(events: Sequence[Event]) -> Event:
    return max(events, key=lambda event: event.confidence)

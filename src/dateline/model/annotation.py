"""Annotations: facts read from an article, each pointing at the exact characters it was read from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import compress, repeat
from operator import attrgetter, ge
from types import NoneType
from typing import Any, TypeVar, cast

from dateline.model.article import Article, DateInterval, Failure
from dateline.model.text import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Some exact words and where they stand."""

    span: Span
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who acts, speaks or is told: a name, where it stands, and who it is where that is known.

    `actor_id` is a stable id ("CHN", "CHNGOV", "p:wang-yi"); `candidates` keeps the ids between which the
    text does not decide. `span` is None when the party is implied (a summit's participants, a dateline).
    """

    name: str
    span: Span | None = None
    exact: str | None = None
    actor_id: str | None = None
    country: str | None = None
    sector: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One fact with its evidence: `text[span] == exact`; `made_by` is the extractor and version ("figures@1")."""

    article_id: str
    span: Span
    exact: str
    made_by: str
    confidence: float = 1.0
    why: str = ""

    @property
    def id(self) -> str:
        """A stable id from the article, the kind and the content."""
        key = f"{self.article_id}|{type(self).__name__}|{self!r}"
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Annotation):
    """A name, or a pronoun or title that means one; `name` is the full form it stands for.

    kind: person, organization, country, place, group, collective ("Russian troops"), nationality, product, law, work,
    event, other, pronoun, title.
    """

    kind: str
    name: str
    actor_id: str | None = None
    place_id: str | None = None
    country: str | None = None
    sector: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Annotation):
    """A time expression resolved to an interval; `interval` is None while it cannot be anchored.

    `kind` is date, time, duration or set; `value` is the TIMEX3 value (2022-01-10, P3D, XXXX-WXX-1).
    `relative` says what a time counts from the day of publication while that day is unknown ("PUB-1D",
    "PUB<XXXX-WXX-1", docs/times.md), so that a later step can anchor it; None where nothing is to be anchored.
    """

    kind: str
    value: str | None
    interval: DateInterval | None
    relative: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention(Annotation):
    """A place name resolved to a gazetteer; precision: city, region, country, feature."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Annotation):
    """A quantity with its inclusive bounds (None is open), what is counted, where, as of when, who says it.

    `exact` takes in the qualifier and the counted noun ("more than 160 people"); the table of bounds is in
    docs/record.md. `part_of` holds the span of the figure this one is a part of; `added` marks an addition.
    """

    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None
    subject: str | None = None
    place: str | None = None
    as_of: DateInterval | None = None
    said_by: Party | None = None
    approx: bool = False
    qualifier: str | None = None
    part_of: Span | None = None
    added: bool = False
    earlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Annotation):
    """Words or thoughts given to a speaker; `content` is a tuple because real quotes are broken by "he said"."""

    direct: bool | str
    content: tuple[Span, ...]
    speaker: Party | None = None
    cue: Evidence | None = None
    addressee: Party | None = None
    via: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """One link of an attribution chain; kind: agency, outlet, official, witness, document, anonymous, other."""

    party: Party
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Annotation):
    """Who told whom, outermost first: TASS <- spokesman Wang Wenbin. `covers` is the passage it vouches for."""

    links: tuple[SourceLink, ...]
    covers: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Annotation):
    """Who did what to whom, PLOVER-coded; modality: asserted, denied, planned, requested, hypothetical."""

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int | None = None
    goldstein: float | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    date: DateInterval | None = None
    place: str | None = None
    modality: str = "asserted"
    said_by: Party | None = None
    trigger: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Annotation):
    """The noun phrases and the acts told by verbs of a whole article, by their places; its own span is the first one.

    `nouns` are (start, end, where the head word stands, where the head of the phrase stands that it is said of or -1,
    dictionary form of the head); `acts` are (start, end, dictionary form of the verb).
    """

    nouns: tuple[tuple[int, int, int, int, str], ...] = ()
    acts: tuple[tuple[int, int, str], ...] = ()


_PLACE = attrgetter("span.start", "span.end")
AnnotationKind = TypeVar("AnnotationKind", bound=Annotation)

KINDS: tuple[type[Annotation], ...] = (
    Mention,
    TimeExpression,
    PlaceMention,
    Figure,
    Quote,
    Attribution,
    Event,
    Wording,
)


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with its annotations; append only.

    `embedding` is the unit vector of title and lead (384 floats), empty when the language is unsupported.
    """

    article: Article
    annotations: tuple[Annotation, ...] = ()
    embedding: tuple[float, ...] = ()
    failures: tuple[Failure, ...] = ()

    def of(self, kind: type[AnnotationKind]) -> Iterator[AnnotationKind]:
        """Go through the annotations of one kind, in text order."""
        ours = map(isinstance, self.annotations, repeat(kind))  # no line of Python for each
        found = cast("list[AnnotationKind]", [*compress(self.annotations, ours)])
        starts = [one.span.start for one in found]
        if any(map(ge, starts, starts[1:])):  # mostly they stand in text order already, which is sooner seen
            found.sort(key=_PLACE)
        return iter(found)

    def inside(self, span: Span) -> Iterator[Annotation]:
        """Go through the annotations that lie wholly inside a span."""
        return (one for one in self.annotations if span.contains(one.span))

    def with_(self, new: Iterable[Annotation]) -> AnnotatedArticle:
        """Return the same article with more annotations."""
        return AnnotatedArticle(self.article, self.annotations + tuple(new), self.embedding, self.failures)


def broken_spans(article: Article, annotation: Annotation) -> list[str]:
    """List every place inside an annotation that breaks the law `text[span] == exact` (empty when lawful)."""
    faults: list[str] = []
    _check_node(annotation, type(annotation).__name__, article.text, faults)
    return faults


def _check_node(node: Any, path: str, text: str, faults: list[str]) -> None:
    """Check a noun and, through its fields, every span in it; `path` says where it stands in the annotation."""
    span, exact = getattr(node, "span", None), getattr(node, "exact", None)
    if isinstance(span, Span) and exact is not None and text[span.start : span.end] != exact:
        faults.append(f"{path}: text[{span.start}:{span.end}] is not {exact!r}")
    names, read = _fields_of(node.__class__)
    for name, value in zip(names, read(node), strict=True):
        if type(value) not in _SPANLESS:
            _check_value(value, f"{path}.{name}", text, faults)


def _check_value(value: Any, path: str, text: str, faults: list[str]) -> None:
    if isinstance(value, Span):
        if not 0 <= value.start < value.end <= len(text):
            faults.append(f"{path}: [{value.start}, {value.end}) is outside a text of {len(text)} characters or empty")
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            if type(part) not in _SPANLESS:
                _check_value(part, f"{path}[{number}]", text, faults)
    elif is_dataclass(value):
        _check_node(value, path, text, faults)


_SPANLESS = frozenset({str, int, float, bool, NoneType})
"""Types of fields in which no span can stand; there are many of them, so they are passed over at once."""


@cache
def _fields_of(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(one.name for one in fields(kind))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda node: tuple(getattr(node, name) for name in names)

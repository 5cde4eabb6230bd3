"""The pieces of a story's page: reports, passages and facts, ready to be shown by any face."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.serve.claim_table import ClaimTable
    from dateline.serve.interval_chart import Chart
    from dateline.serve.provenance import Provenance
    from dateline.serve.telling import Chapter, Telling

Record = dict[str, Any]

THINGS_AT_MOST = 12
"""So many things are shown with what they are called."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a story: its number there, who published it and when.

    Where the publisher is not known (`is_signed` is False), `outlet` holds the name of the input.
    """

    id: str
    number: int
    outlet: str
    is_signed: bool
    headline: str
    published: str
    article: Record = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the report's element on the page."""
        return f"r-{key(self.id)}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a report that a fact was read from."""

    report: Report
    start: int
    end: int
    exact: str

    @property
    def anchor(self) -> str:
        """The id of the passage's element on the page."""
        return f"a-{key(self.report.id)}-{self.start}-{self.end}"


def evidence_of(found: Record, reports: dict[str, Report]) -> Evidence | None:
    """Join a record's `{article, span}` to its report; None when that report is not in the story."""
    report = reports.get(found["article"])
    if report is None:
        return None
    start, end = found["span"]
    return Evidence(report, start, end, report.article["text"][start:end])


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence or moment with the passages that carry it; `again`: it has the date of the one before."""

    text: str
    evidence: tuple[Evidence, ...]
    when: str = ""
    why: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, with every report that gives it in the same words."""

    evidence: tuple[Evidence, ...]
    as_of: str
    origin: str

    @property
    def words(self) -> str:
        """The exact words of the first report that answers so."""
        return self.evidence[0].exact


@dataclass(frozen=True, slots=True)
class Value:
    """One value given to a question, and the reports that give it."""

    words: str
    low: float | None
    high: float | None
    approx: bool
    answers: tuple[Answer, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every passage that gives this value."""
        return tuple(one for answer in self.answers for one in answer.evidence)


@dataclass(frozen=True, slots=True)
class OriginUse:
    """An origin with its kind, a place in each report that rests on it, and how many claims do."""

    name: str
    kind: str
    evidence: tuple[Evidence, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Question:
    """A claim: a question with the values that reports give; the chart where values can be drawn against each other."""

    id: str
    kind: str
    question: str
    status: str
    why: str
    values: tuple[Value, ...]
    origins: tuple[str, ...]
    independent: int | None
    sources: tuple[OriginUse, ...] = ()
    chart: Chart | None = None

    @property
    def reports(self) -> int:
        """How many reports answer."""
        return len({one.report.id for value in self.values for one in value.evidence})


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation, with every report that carries the same words."""

    speaker: str
    words: str
    direct: bool | str
    chain: tuple[str, ...]
    addressee: str
    evidence: tuple[Evidence, ...]
    confidence: float
    why: str
    manner: str = ""
    """The cue, where the words alone would mislead: "denied", "is demanding"; "" for plain saying."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did what to whom, with every report that says so."""

    type: str
    mode: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    modality: str
    when: str
    place: str
    said_by: str
    evidence: tuple[Evidence, ...]
    confidence: float
    why: str
    cameo: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Outlets, or speakers quoted, who call a thing by the same labels; each label with the first place it is used."""

    names: tuple[str, ...]
    is_quoted: bool
    labels: tuple[tuple[str, Evidence], ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """What the reports call one thing: each label with who uses it and where, and each voice with its labels."""

    thing: str
    labels: tuple[tuple[str, tuple[tuple[str, Evidence], ...]], ...]
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class CopyOf:
    """A report that repeats another's words."""

    report: Report
    of: Report
    kind: str
    shared: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class StoryDigest:
    """Everything a story's page shows, in the order it is shown."""

    id: str
    headline: str
    period: str
    places: tuple[str, ...]
    topics: tuple[str, ...]
    actors: tuple[tuple[str, int], ...]
    reports: tuple[Report, ...]
    outlets: int
    independent: int | None
    brief: tuple[Told, ...]
    questions: tuple[Question, ...]
    loose: tuple[Question, ...]
    sayings: tuple[Saying, ...]
    deeds: tuple[Deed, ...]
    timeline: tuple[Told, ...]
    namings: tuple[Naming, ...]
    omissions: tuple[tuple[Report, tuple[str, ...]], ...]
    copies: tuple[CopyOf, ...]
    table: ClaimTable | None
    provenance: Provenance
    tellings: tuple[Telling, ...]
    chapters: tuple[Chapter, ...]

    @property
    def anchor(self) -> str:
        """The id of the story's element on the page."""
        return f"s-{key(self.id)}"

    @property
    def is_shared(self) -> bool:
        """Tell whether more than one report tells the story."""
        return len(self.reports) > 1

    @property
    def compared(self) -> tuple[Question, ...]:
        """The questions that several reports answer."""
        return tuple(one for one in self.questions if one.status != "single")

    @property
    def alone(self) -> tuple[Question, ...]:
        """The figures that stand by themselves: questions with one answer, then figures of no question."""
        return (*(one for one in self.questions if one.status == "single" and one.kind == "figure"), *self.loose)

    @property
    def lead(self) -> str:
        """The first sentence of the brief that says more than the headline, or ""."""
        same = self.headline.casefold().strip(" .")
        return next((one.text for one in self.brief if one.text.casefold().strip(" .") != same), "")

    @property
    def dispute(self) -> Question | None:
        """The question to show first: the most widely answered contested figure, else an updated one."""
        disputed = (one for one in self.questions if one.status in ("contested", "updated"))
        return next((one for one in disputed if one.kind == "figure"), None)

    def passages(self) -> Iterable[Evidence]:
        """Go through every passage that some fact of the story leads to."""
        for told in (*self.brief, *self.timeline):
            yield from told.evidence
        for question in (*self.questions, *self.loose):
            yield from (one for value in question.values for one in value.evidence)
        for saying in self.sayings:
            yield from saying.evidence
        for deed in self.deeds:
            yield from deed.evidence
        for naming in self.namings[:THINGS_AT_MOST]:
            yield from (evidence for voice in naming.voices for _, evidence in voice.labels)
        if self.table:
            yield from (one.evidence for row in self.table.rows for cell in row.cells for one in cell.answers)
        for origin in self.provenance.origins:
            yield from origin.evidence
        for telling in self.tellings:
            yield from (one.evidence for one in telling.news)


def key(name: str) -> str:
    """Make an id safe for an address and a CSS selector."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name)

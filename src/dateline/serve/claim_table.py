"""The claim table of a story: a row for each claim, a column for each report, and why a cell is empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.serve.phrases import CANNOT_SAY, bounds_words, short_date, short_months, shortened, value_words
from dateline.serve.shown import CopyOf, Evidence, Report, evidence_of

Record = dict[str, Any]

COLUMNS_FIRST = 12
"""So many reports stand in the table at first, those that tell most; the others are a tick away."""
ROWS_FIRST, ROWS_LEAST = 12, 6
"""So many claims stand open; claims of one report fill up where there are fewer than the second number."""
ROWS_AT_MOST = 24
COMPARED = 60
"""Of a larger story the comparison leaves reports out: one that answers nothing at all was not asked."""
BRIEF_WORDS = 120
"""A shorter text is a news in brief, of which `omissions[]` of the record says nothing either."""
CELL_WORDS, QUOTED_WORDS, VAGUE_WORDS, ORIGIN_WORDS, QUESTION_WORDS = 60, 40, 28, 36, 110
"""So many characters of an answer, of words quoted, of a vague figure, an origin and a question stand in the table."""
KIND_ORDER = {"figure": 0, "act": 1, "time": 2, "place": 2, "quote": 3}
STATUS_ORDER = {"contested": 0, "updated": 1, "agreed": 2, "single": 3}
DATED = ("contested", "updated")
"""Where the day of an answer matters to its reader."""


@dataclass(frozen=True, slots=True)
class Column:
    """A report of the table; `copy` where it repeats another, `cannot_say` why its silence means nothing, else ""."""

    report: Report
    when: str
    copy: CopyOf | None
    cannot_say: str
    is_far: bool


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """What a report answers, in short words, with the place of its words."""

    words: str
    evidence: Evidence
    as_of: str
    origin: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says of one claim; state: told, omitted, cannot_say, silent."""

    state: str
    answers: tuple[CellAnswer, ...]
    is_far: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A claim of the table with its cells in the order of the columns; `origin` where all answers rest on that one."""

    question: str
    kind: str
    status: str
    origin: str
    origins: int
    independent: int | None
    cells: tuple[Cell, ...]
    is_far: bool


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """Claims by reports; `left_out` claims stand in the record only."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    left_out: int

    @property
    def far_columns(self) -> int:
        """How many reports wait behind the first ones."""
        return sum(one.is_far for one in self.columns)

    @property
    def far_rows(self) -> int:
        """How many claims wait behind the first ones."""
        return sum(one.is_far for one in self.rows)

    @property
    def states(self) -> frozenset[str]:
        """Which kinds of empty cells there are, for the key below the table."""
        return frozenset(cell.state for row in self.rows for cell in row.cells)


def claim_table(story: Record, reports: dict[str, Report], copies: Iterable[CopyOf]) -> ClaimTable | None:
    """Lay a story's claims out by its reports; None for a story of one report or without a claim."""
    told = [(claim, _answers(claim, reports)) for claim in story["claims"]]
    told = sorted((one for one in told if _belongs(*one)), key=lambda one: _rank(*one))
    if len(reports) < 2 or not told:
        return None
    shared = sum(len(answers) > 1 for _, answers in told)
    first = min(len(told), max(min(shared, ROWS_FIRST), ROWS_LEAST))
    copied = {one.report.id: one for one in copies}
    compared = {article for _, answers in told for article in answers} if len(reports) > COMPARED else set(reports)
    ranked = _ranked([answers for _, answers in told[:first]], reports.values(), copied)
    far = {one.id for one in ranked[COLUMNS_FIRST:]}
    columns = tuple(
        Column(
            report=report,
            when=short_date(report.article.get("published_at")),
            copy=copied.get(report.id),
            cannot_say=_cannot_say(report) or ("" if report.id in compared else CANNOT_SAY["apart"]),
            is_far=report.id in far,
        )
        for report in _in_order(ranked)
    )
    omitted = {(one["article"], one["claim"]) for one in story["omissions"]}
    rows = tuple(
        _row(claim, answers, columns, omitted, is_far=number >= first)
        for number, (claim, answers) in enumerate(told[:ROWS_AT_MOST])
    )
    return ClaimTable(columns, rows, max(0, len(told) - ROWS_AT_MOST))


def _belongs(claim: Record, answers: Collection[str]) -> bool:
    """Tell whether a claim makes a row: words that one report alone quotes stand among the quotes."""
    return bool(answers) and (claim["kind"] != "quote" or len(answers) > 1)


def _rank(claim: Record, answers: Collection[str]) -> tuple[bool, int, int, int]:
    alone = len(answers) < 2
    return alone, STATUS_ORDER.get(claim["status"], 9), KIND_ORDER.get(claim["kind"], 1), -len(answers)


def _ranked(
    answered: Sequence[dict[str, tuple[CellAnswer, ...]]], reports: Collection[Report], copied: Collection[str]
) -> list[Report]:
    """Put reports that answer most of what stands open first, copies behind all others."""
    told = {one.id: sum(one.id in answers for answers in answered) for one in reports}
    return sorted(reports, key=lambda one: (one.id in copied, -told[one.id], one.number))


def _in_order(ranked: Sequence[Report]) -> list[Report]:
    """Put the columns in the order in which reports came out, the undated last; where no day is known, as ranked."""
    days = {one.id: (one.article.get("published_at") or {}).get("from") for one in ranked}
    if not any(days.values()):
        return list(ranked)
    return sorted(ranked, key=lambda one: (days[one.id] or "~", one.number))


def _cannot_say(report: Report) -> str:
    """Why a report's silence says nothing: it is cut, behind a paywall, not read, or a news in brief; "" if it does."""
    for flag in report.article.get("flags", ()):
        if flag in CANNOT_SAY:
            return CANNOT_SAY[flag]
    return CANNOT_SAY["short"] if len(report.article["text"].split()) < BRIEF_WORDS else ""


def _answers(claim: Record, reports: dict[str, Report]) -> dict[str, tuple[CellAnswer, ...]]:
    """What each report answers, by its id; the same answer of a report is told once."""
    origins = {one["id"]: one["name"] for one in claim["origins"]}
    days = {short_date(one.get("as_of")) for one in claim["assertions"]}
    dated = claim["status"] in DATED and len(days) > 1
    found: dict[str, dict[tuple[str, str], CellAnswer]] = {}
    for one in claim["assertions"]:
        passage = evidence_of(one, reports)
        if passage is not None:
            words = _short_words(claim["kind"], one)
            origin = origins.get(one.get("origin") or "", "")
            answer = CellAnswer(
                words=shortened(words or passage.exact, QUOTED_WORDS if claim["kind"] == "quote" else CELL_WORDS),
                evidence=passage,
                as_of=short_date(one.get("as_of")) if dated else "",
                origin="" if origin.casefold() == passage.report.outlet.casefold() else shortened(origin, ORIGIN_WORDS),
            )
            found.setdefault(passage.report.id, {}).setdefault((answer.words, answer.origin), answer)
    return {article: tuple(answers.values()) for article, answers in found.items()}


def _short_words(kind: str, answer: Record) -> str:
    """An answer in short words; a vague figure in the report's own, which say more than bounds: "dozens"."""
    if answer.get("approx") and len(answer["exact"]) <= VAGUE_WORDS:
        return " ".join(answer["exact"].split())
    told = value_words(kind, answer["value"])
    bounds = bounds_words(answer.get("low"), answer.get("high"), approx=bool(answer.get("approx")))
    return (short_months(told) if kind == "time" else told) or bounds


def _row(
    claim: Record,
    answers: dict[str, tuple[CellAnswer, ...]],
    columns: Sequence[Column],
    omitted: Collection[tuple[str, str]],
    *,
    is_far: bool,
) -> Row:
    names = {answer.origin for given in answers.values() for answer in given}
    only = min(names) if len(names) == 1 and len(answers) > 1 else ""
    silent = bool(only) or claim["kind"] == "quote"  # who is quoted stands in the question
    cells = tuple(
        Cell(
            state=_state(column, answers, is_omitted=(column.report.id, claim["id"]) in omitted),
            answers=_without_origin(answers.get(column.report.id, ())) if silent else answers.get(column.report.id, ()),
            is_far=column.is_far,
        )
        for column in columns
    )
    return Row(
        question=shortened(claim["question"], QUESTION_WORDS),
        kind=claim["kind"],
        status=claim["status"],
        origin="" if claim["kind"] == "quote" else only,
        origins=len({one["name"].casefold() for one in claim["origins"]}),
        independent=claim["independent"],
        cells=cells,
        is_far=is_far,
    )


def _without_origin(answers: Iterable[CellAnswer]) -> tuple[CellAnswer, ...]:
    return tuple(replace(one, origin="") for one in answers)


def _state(column: Column, answers: Collection[str], *, is_omitted: bool) -> str:
    if column.report.id in answers:
        return "told"
    if is_omitted:
        return "omitted"
    return "cannot_say" if column.cannot_say else "silent"

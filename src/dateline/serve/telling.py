"""A story in the order it was told: which report brought what first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.serve.phrases import date_words, shortened, value_words
from dateline.serve.shown import Evidence, Report, evidence_of

Record = dict[str, Any]
ANSWER_WORDS = 80


@dataclass(frozen=True, slots=True)
class News:
    """An answer that no earlier report gave; `is_new` where nobody had answered the question before."""

    question: str
    words: str
    evidence: Evidence
    is_new: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A report in its place by publication, with what it brought first."""

    when: str
    report: Report
    news: tuple[News, ...]
    again: bool
    """It has the date of the one before."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of a long story, with its reports."""

    headline: str
    when: str
    reports: tuple[Report, ...]
    why: str


def as_told(claims: Iterable[Record], reports: dict[str, Report]) -> tuple[Telling, ...]:
    """Go through the dated reports as they came out; () unless at least two came out at different times."""
    dated = sorted(
        (published["from"], one.number, one)
        for one in reports.values()
        if (published := one.article.get("published_at")) and published.get("from")
    )
    if len({when for when, _, _ in dated}) < 2:
        return ()
    answers = _answers(claims, reports)
    given: dict[str, set[tuple[Any, ...]]] = {}
    told: list[Telling] = []
    for _, _, report in dated:
        news: list[News] = []
        for question, same, words, passage in answers.get(report.id, ()):
            known = given.setdefault(question, set())
            if same not in known:
                news.append(News(question, shortened(words, ANSWER_WORDS), passage, not known))
                known.add(same)
        again = bool(told and told[-1].when == report.published)
        told.append(Telling(report.published, report, tuple(news), again))
    return tuple(told)


def _answers(
    claims: Iterable[Record], reports: dict[str, Report]
) -> dict[str, list[tuple[str, tuple[Any, ...], str, Evidence]]]:
    """What each report answers: question, what makes the answer the same as another, its words and its place.

    Of claims that several reports answer; what one tells alone stands among the figures and deeds.
    """
    found: dict[str, list[tuple[str, tuple[Any, ...], str, Evidence]]] = {}
    for claim in claims:
        told_by = {one["article"] for one in claim["assertions"] if one["article"] in reports}
        for one in claim["assertions"] if claim["kind"] != "quote" and len(told_by) > 1 else ():
            passage = evidence_of(one, reports)
            if passage is not None:
                bounds = (one.get("low"), one.get("high"))
                same = bounds if bounds != (None, None) else (one["value"].casefold(),)
                found.setdefault(passage.report.id, []).append(
                    (claim["question"], same, value_words(claim["kind"], one["value"]) or passage.exact, passage)
                )
    return found


def chapters(story: Record, reports: dict[str, Report]) -> tuple[Chapter, ...]:
    """The chapters of a story, where the record has several; one without a known report is left out."""
    found = []
    for one in story.get("chapters") or ():
        members = tuple(reports[article] for article in one.get("articles") or () if article in reports)
        if members:
            when = date_words({"from": one.get("from"), "to": one.get("to"), "precision": "day"})
            found.append(Chapter(one.get("headline") or members[0].headline, when, members, one.get("why") or ""))
    return tuple(found) if len(found) > 1 else ()

"""What in a report is background: an earlier happening told again, another year, a rule of thumb."""

from __future__ import annotations

import re
from datetime import date

from dateline.compare.reports import Report, Sentence
from dateline.lexicon.calendar_words import MONTHS
from dateline.model.annotation import TimeExpression
from dateline.model.text import Span

NEWS_DAYS = 21
"""What lies so many days before the report is not what it is about."""
NEAR = 80
"""A time that stands before a figure in its sentence, or so many characters after it, is the figure's."""

_MONTHS = "|".join(MONTHS)
_LONG_AGO = re.compile(
    r"\b(?:last|previous|past|earlier this|late last|early last)"
    r" (?:year|month|decade|century|winter|summer|spring|autumn|fall|season)\b"
    r"|\b(?:years?|months?|decades?|centur(?:y|ies)) (?:ago|earlier|before)\b|\bin the past\b"
    r"|\b(?:since|until|in|back in|during) (?:the )?(?:1[89]|20)\d\ds?\b"
    r"|\bhistor(?:y|ically)\b|\b(?:so far )?this year\b|\bon average\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:It|They|That|Those|This|These|He|She|There)\b")
"""A sentence that begins so goes on with the matter of the one before."""
_IN_MONTH = re.compile(rf"\b(?:in|since|between|during|last|late|early) ({_MONTHS})\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|by(?! (?:[a-z]+ )?[\d$€£])|until|before)\b[^.;,]*$", re.IGNORECASE)
"""What has been so since some time, or is to be by then, is still news."""
_YEAR = re.compile(
    rf"\b(?:in|of|since|until|during|from|after|before|by|(?:{_MONTHS})(?: \d\d?,)?) ((?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)


def is_background(report: Report, span: Span) -> bool:
    """Tell whether a passage speaks of another time than the happening the report is about."""
    sentence = report.sentence_at(span.start)
    if sentence is None:
        return False
    near = Span(sentence.span.start, min(sentence.span.end, span.end + NEAR))
    known = report.background
    if near not in known:
        known[near] = _is_background(report, sentence, near)
    return known[near]


def _is_background(report: Report, sentence: Sentence, near: Span) -> bool:
    day = _day(report.article.published_day)
    text = report.article.text
    inside = [one for one in report.times if near.overlaps(one.span)]
    told = [one for one in inside if not _SINCE.search(text[max(near.start, one.span.start - 40) : one.span.start])]
    far = [apart for one in told if (apart := _apart(day, one)) is not None]
    if far:
        return min(far) > NEWS_DAYS and not any(_is_of_the_lead(report, one) for one in told)
    if _sounds_past(report, sentence, near):
        return True
    if _GOES_ON.match(sentence.text):
        before = next((one for one in report.sentences if one.number == sentence.number - 1), None)
        return before is not None and _is_background(report, before, before.span)
    return False


def _is_of_the_lead(report: Report, one: TimeExpression) -> bool:
    """Whether a time is, or lies in, one that the first sentence names: the quarter of which growth is told."""
    if one.interval is None or report.lead is None:
        return False
    return any(
        first.interval is not None
        and report.lead.span.contains(first.span)
        and (first.interval.start, first.interval.end) == (one.interval.start, one.interval.end)
        for first in report.times
    )


def _apart(day: date | None, one: TimeExpression) -> int | None:
    """Return how many days before its report a time lies, None where one is unknown; plans are no background."""
    if day is None or one.interval is None or one.kind not in ("date", "time"):
        return None
    first, last = _day(one.interval.start), _day(one.interval.end)
    if first is None or last is None:
        return None
    return max(0, (day - last).days)


def _sounds_past(report: Report, sentence: Sentence, near: Span) -> bool:
    """Decide by the words, where no date is known: "in September", "last year", a year that the lead does not name."""
    words = near.of(report.article.text)
    if _LONG_AGO.search(words):
        return True
    opening = " ".join(one.text for one in report.sentences[:3]) + (report.article.published_day or "")
    if sentence.number <= 2:
        return False
    month = _IN_MONTH.search(words)
    if month and month.group(1).lower() not in opening.lower():
        return True
    return any(year not in opening for year in _YEAR.findall(words))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None

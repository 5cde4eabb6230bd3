"""What in a report is background: an earlier happening told again, another year, a rule of thumb."""

from __future__ import annotations

import re
from datetime import date

from dateline.compare.reports import Report, Sentence
from dateline.model.text import Span

NEWS_DAYS = 21
"""What lies so many days before the report is background."""

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_LONG_AGO = re.compile(
    r"\b(?:last|previous|past|earlier this|late last|early last)"
    r" (?:year|month|decade|century|winter|summer|spring|autumn|fall|season)\b"
    r"|\b(?:years?|months?|decades?|centur(?:y|ies)) (?:ago|earlier|before)\b|\bin the past\b"
    r"|\b(?:since|until|in|back in|during) (?:the )?(?:1[89]|20)\d\ds?\b|\b(?:every|each|a|per) (?:year|month|day)\b"
    r"|\bhistor(?:y|ically)\b|\b(?:so far )?this year\b|\bon average\b",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(rf"\b(?:in|since|between|during|last|late|early) ({_MONTHS})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:1[89]|20)\d\d)\b")


def is_background(report: Report, span: Span) -> bool:
    """Tell whether a passage speaks of another time than the happening the report is about."""
    sentence = report.sentence_at(span.start)
    if sentence is None:
        return False
    day = _day(report.article.published_day)
    inside = [one for one in report.times if sentence.span.contains(one.span) and one.interval]
    ages = []
    for one in inside:
        last = _day(one.interval.end or one.interval.start) if one.interval else None
        if day and last and one.kind in ("date", "time"):
            ages.append((day - last).days)
    if ages:
        return min(ages) > NEWS_DAYS
    return _sounds_past(report, sentence)


def _sounds_past(report: Report, sentence: Sentence) -> bool:
    """Decide by the words, where no date is known: "in September", "last year", a year that the lead does not name."""
    if _LONG_AGO.search(sentence.text):
        return True
    opening = " ".join(one.text for one in report.sentences[:3]) + (report.article.published_day or "")
    is_opening = sentence.number <= 2
    month = _IN_MONTH.search(sentence.text)
    if month and not is_opening and month.group(1).lower() not in opening.lower():
        return True
    return any(year not in opening for year in _YEAR.findall(sentence.text)) and not is_opening


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None

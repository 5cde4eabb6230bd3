"""What question a figure answers: what is counted, of whom, where; two figures are pitted only within one scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.compare.background import is_background
from dateline.compare.intervals import Bounds
from dateline.compare.origins import Sourced, source_of
from dateline.compare.reports import Report, Sentence, Weights, likeness, weights_of
from dateline.lexicon.words import words_of
from dateline.model.annotation import Figure

TOLLS = frozenset(
    [
        "killed",
        "injured",
        "wounded",
        "arrested",
        "detained",
        "missing",
        "displaced",
        "evacuated",
        "rescued",
        "troops",
        "protesters",
        "hostages",
    ]
)
"""Counts that news is about: shown even when one report alone has them."""
SAME_MATTER = 0.2
"""Two figures of other things speak of one matter when the words around them are so alike."""
SAME_DISPUTE = {True: 0.1, False: 0.3}
"""Two figures that cannot both hold are a dispute when the words around them are so alike (tolls, other things)."""
TELLING = 11
"""From this number on two equal figures of a thing mean the same."""
FARTHEST = 20
"""Answers that differ by a larger factor hardly mean the same."""
ANYBODY = frozenset(["people", "person", "other", "one", "individual", "human", "soul"])
"""Subjects that leave the scope open."""

_NUMBERS = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    r"|more|than|least|about|some)\b",
    re.IGNORECASE,
)
_IDLE_UNITS = frozenset(
    {"%", "percent", "per cent", "year", "day", "hour", "minute", "month", "week", "second", "decade"}
)


@dataclass(frozen=True, eq=False)
class Count:
    """One figure of one report with the question it answers."""

    report: Report
    figure: Figure
    sentence: Sentence
    key: str
    subject: tuple[str, ...]
    place: str | None
    around: Weights
    noun: str
    sourced: Sourced | None

    @property
    def bounds(self) -> Bounds:
        """The bounds of the figure."""
        return Bounds.of(self.figure)

    @property
    def modifiers(self) -> frozenset[str]:
        """The words that narrow what is counted: {"yemeni"} in "11 Yemeni pirates"; none for a toll."""
        return frozenset() if self.is_toll else frozenset(words_of(self.noun)) - {self.key}

    @property
    def is_toll(self) -> bool:
        """Whether it counts what news is about."""
        return self.key in TOLLS

    @property
    def when(self) -> str | None:
        """As of when the figure holds: its own date, else that of the report."""
        own = self.figure.as_of or self.report.article.published_at
        return (own.end or own.start) if own else None


def counts_of(reports: Sequence[Report]) -> list[Count]:
    """Return the figures that can answer a question of the story: counts of things now, not background, not parts."""
    found = []
    for report in reports:
        for figure in report.figures:
            sentence = report.sentence_at(figure.span.start)
            if sentence is None or not figure.counted or not _is_count(figure):
                continue
            if figure.part_of or figure.added or figure.earlier or is_background(report, figure.span):
                continue
            found.append(_count(report, figure, sentence))
    return found


def same_question(left: Count, right: Count) -> bool:
    """Tell whether two figures surely answer one question."""
    if left.key != right.key or left.figure.unit != right.figure.unit:
        return False
    if not _subjects_fit(left, right) or (left.place and right.place and left.place != right.place):
        return False
    if left.is_toll or likeness(left.around, right.around) >= SAME_MATTER:
        return True
    # The same number of the same thing is no accident, unless it is a small one.
    low, high = left.figure.low, left.figure.high
    return low is not None and low >= TELLING and (low, high) == (right.figure.low, right.figure.high)


def surely_clash(left: Count, right: Count) -> bool:
    """Tell whether two answers to one question are a dispute: they cannot both hold, and nothing narrows either.

    "23 pirates" and "11 Yemeni pirates" are not: the second may be a part of the first.
    """
    if left.bounds.touches(right.bounds) or left.modifiers != right.modifiers:
        return False
    low, high = sorted((left.bounds.middle, right.bounds.middle))
    if high > FARTHEST * max(low, 1.0) or left.key in ANYBODY:
        return False
    return likeness(left.around, right.around) >= SAME_DISPUTE[left.is_toll]


def _subjects_fit(left: Count, right: Count) -> bool:
    ours, theirs = left.subject, right.subject
    if not ours and not theirs:
        return True
    if not ours or not theirs:
        # "five people hurt" and "two policemen hurt" are two questions; "23 pirates" with and without an adjective one.
        return not left.is_toll
    return ours[-1] == theirs[-1]


def _count(report: Report, figure: Figure, sentence: Sentence) -> Count:
    counted = figure.counted or ""
    key = counted.lower() if counted.lower() in TOLLS else " ".join(words_of(counted)[-1:]) or counted.lower()
    key = {"wounded": "injured", "detained": "arrested"}.get(key, key)
    subject = tuple(word for word in words_of(figure.subject or "") if word not in ANYBODY and word != key)
    before = sentence.text.replace(figure.exact, " ")
    around = weights_of(_NUMBERS.sub(" ", before))
    around.pop(key, None)
    place = " ".join(words_of(figure.place)) if figure.place else None
    sourced = source_of(report, figure.span, said_by=figure.said_by)
    return Count(report, figure, sentence, key, subject, place or None, around, _noun(figure), sourced)


def _noun(figure: Figure) -> str:
    """Return the words of a figure after its number: "undersea cables"; else what is counted."""
    after = [match.end() for match in _NUMBERS.finditer(figure.exact)]
    noun = figure.exact[after[-1] :].strip(" -–") if after else ""
    return noun or figure.counted or ""


def _is_count(figure: Figure) -> bool:
    """Leave out shares, spans of time and figures without bounds: what they answer is seldom the same question."""
    if figure.low is None and figure.high is None:
        return False
    return (figure.unit or "").lower() not in _IDLE_UNITS and (figure.counted or "").lower() not in _IDLE_UNITS

"""What question a figure answers: what is counted, of whom, where; two figures are pitted only within one scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.compare.background import is_background
from dateline.compare.intervals import Bounds
from dateline.compare.origins import Sourced, source_of
from dateline.compare.reports import Report, Sentence, Weights, likeness, weights_of
from dateline.compare.spots import Spot, places_fit, spot_of
from dateline.lexicon.quantities import class_nouns
from dateline.lexicon.words import words_of
from dateline.model.annotation import Figure

DONE = frozenset(
    (
        *("killed", "injured", "casualties", "missing", "arrested", "charged", "convicted", "released", "rescued"),
        *("trapped", "kidnapped", "displaced", "evacuated", "hospitalized", "infected", "deported", "dismissed"),
        *("deployed", "destroyed", "damaged", "vaccinated"),
    )
)
"""Classes of counts that say what was done to those counted: the class is the question, the noun its scope."""
OF_THINGS = frozenset({"damaged", "destroyed"})
"""Done to things: there the noun is the question, and the class only narrows it."""
TOLLS = DONE - OF_THINGS - {"vaccinated", "dismissed"} | {"troops", "protesters", "magnitude"}
"""Counts that news is about: shown even when one report alone has them."""
SAME_MATTER = 0.2
"""Two figures of other things speak of one matter when the words around them are so alike."""
SAME_DISPUTE = {True: 0.1, False: 0.3}
"""Two figures that cannot both hold are a dispute when the words around them are so alike (tolls, other things)."""
TELLING = 11
"""From this number on two equal figures of a thing mean the same."""
FARTHEST = 20
"""Answers that differ by a larger factor hardly mean the same."""
OPENING = 2
"""After so many sentences what could be is no longer the news itself."""
CAPTURED = frozenset({"arrested", "kidnapped"})
"""Who is captured may be called the one or the other."""
ANYBODY = frozenset(
    ("people", "person", "other", "individual", "human", "soul", "victim", "resident", "inhabitant", "life", "body")
)
"""Subjects that leave the scope open (stems)."""

_NUMBERS = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    r"|more|than|least|about|some)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"\b(?:can|could|may|might|would|if)\b")
_SUMMED = re.compile(r"\b(?:total|so far|in all|altogether|overall|combined|since)\b", re.I)
_DEFINITE = re.compile(r"\b(?:the|both|these|those|their|our|its|his|her|all) $", re.I)
_PARTIAL = re.compile(
    r"\b(?:other|others|another|more|additional|further|remaining|rest|first|last|each|every|of)\b", re.I
)


@dataclass(frozen=True, eq=False)
class Count:
    """One figure of one report with the question it answers."""

    report: Report
    figure: Figure
    sentence: Sentence
    key: str
    subject: tuple[str, ...]
    place: Spot | None
    around: Weights
    noun: str
    sourced: Sourced | None

    @property
    def bounds(self) -> Bounds:
        """The bounds of the figure."""
        return Bounds.of(self.figure)

    @property
    def modifiers(self) -> frozenset[str]:
        """The words that narrow what is counted: {"yemeni"} in "11 Yemeni pirates"."""
        parts = words_of(" ".join(_PARTIAL.findall(self.figure.exact)))
        summed = ["in all"] if _SUMMED.search(self.sentence.text) else []
        return frozenset((*self.subject[:-1], *parts, *summed))

    @property
    def is_toll(self) -> bool:
        """Whether it counts what news is about."""
        return self.key in TOLLS

    @property
    def is_done(self) -> bool:
        """Whether the question is what was done to those counted."""
        return self.key in DONE | TOLLS

    @property
    def done(self) -> str | None:
        """What was done to those counted, None where the text does not say."""
        return self.figure.counted if self.figure.counted in DONE else None

    @property
    def when(self) -> str | None:
        """As of when the figure holds: its own date, else that of the report."""
        return self.days[1] if self.days else None

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and last day as of which the figure may hold (ISO)."""
        own = self.figure.as_of or self.report.article.published_at
        first, last = (own.start or own.end, own.end or own.start) if own else (None, None)
        return (first[:10], last[:10]) if first and last else None


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
            if _refers_back(report, figure):
                continue
            if sentence.number > OPENING and _MAYBE.search(_near(report, figure, sentence)):
                continue
            found.append(_count(report, figure, sentence))
    return found


def same_question(left: Count, right: Count) -> bool:
    """Tell whether two figures surely answer one question."""
    if left.key != right.key or left.figure.unit != right.figure.unit:
        return False
    if not places_fit(left.place, right.place) and not same_number(left, right):
        return False
    if left.is_done and _subjects_fit(left, right) and left.done == right.done:
        return True
    if not left.is_done and likeness(left.around, right.around) >= SAME_MATTER:
        return True
    # The same number of the same thing is no accident, unless it is a small one.
    return same_number(left, right) and (left.noun == right.noun or (left.figure.low or 0) >= TELLING)


def same_number(left: Count, right: Count) -> bool:
    """Tell whether two figures have the same bounds."""
    return (left.figure.low, left.figure.high) == (right.figure.low, right.figure.high)


def surely_clash(left: Count, right: Count) -> bool:
    """Tell whether two answers to one question are a dispute: they cannot both hold, and nothing narrows either.

    "23 pirates" and "11 Yemeni pirates" are not: the second may be a part of the first.
    """
    if left.bounds.touches(right.bounds) or left.modifiers != right.modifiers or not _subjects_fit(left, right):
        return False
    if left.done and right.done and left.done != right.done:
        return False
    if not places_fit(left.place, right.place):
        return False
    if not _may_be_one_day(left, right):
        return False
    low, high = sorted((left.bounds.middle, right.bounds.middle))
    if high > FARTHEST * max(low, 1.0):
        return False
    return likeness(left.around, right.around) >= SAME_DISPUTE[left.is_done]


def _may_be_one_day(left: Count, right: Count) -> bool:
    """Tell whether nothing says that undated reports are of different days; of tolls, which grow, one must be sure."""
    if left.when and right.when:
        return True
    ours, theirs = left.report.days_named, right.report.days_named
    if ours and theirs:
        return bool(ours & theirs)
    return not left.is_toll


def _subjects_fit(left: Count, right: Count) -> bool:
    """Tell whether two subjects leave the same scope: both anybody, or the same noun."""
    ours, theirs = left.subject[-1:], right.subject[-1:]
    return ours == theirs


def _near(report: Report, figure: Figure, sentence: Sentence) -> str:
    """Return the words around a figure that say whether it is so or only could be."""
    start, end = max(sentence.span.start, figure.span.start - 40), min(sentence.span.end, figure.span.end + 20)
    return report.article.text[start:end]


def _refers_back(report: Report, figure: Figure) -> bool:
    """Tell whether "the two countries" only names again what was named before."""
    before = report.article.text[max(0, figure.span.start - 9) : figure.span.start]
    return (figure.low or 0) < TELLING and figure.counted not in DONE and bool(_DEFINITE.search(before))


def _count(report: Report, figure: Figure, sentence: Sentence) -> Count:
    counted = (figure.counted or "").lower()
    of_people = counted in DONE | TOLLS and counted not in OF_THINGS
    words = words_of(figure.subject or ("" if of_people else _noun(figure)))
    told_by_class = of_people and (figure.subject or "").split(" ")[-1].lower() in class_nouns()
    subject = tuple(words) if words and words[-1] not in ANYBODY and not told_by_class else ()
    counted = "arrested" if counted in CAPTURED else counted
    key = counted if of_people else f"number:{(words or words_of(counted) or [''])[-1]}"
    around = weights_of(_NUMBERS.sub(" ", sentence.text.replace(figure.exact, " ")))
    for word in (*words, *words_of(counted)):
        around.pop(word, None)
    sourced = source_of(report, figure.span, said_by=figure.said_by)
    return Count(report, figure, sentence, key, subject, spot_of(report, figure), around, _noun(figure), sourced)


def _noun(figure: Figure) -> str:
    """Return the words of what is counted: "undersea cables"."""
    if figure.subject:
        return figure.subject
    after = [match.end() for match in _NUMBERS.finditer(figure.exact)]
    noun = figure.exact[after[-1] :].strip(" -–") if after else ""
    return noun or figure.counted or ""


def _is_count(figure: Figure) -> bool:
    """Keep numbers of things and magnitudes; of money, shares and people at large no clear question can be asked."""
    if figure.low is None and figure.high is None:
        return False
    counted = (figure.counted or "").lower()
    if figure.unit is not None and counted != "magnitude":
        return False
    nouns = set(words_of(figure.subject or counted)[-1:])
    return counted in DONE | TOLLS or not nouns <= ANYBODY

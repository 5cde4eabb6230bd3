"""Line up whether something goes on: a search, a curfew, talks, told as going on by one report, as over by another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.compare.tellings import Telling
from dateline.compare.wording import Wording
from dateline.lexicon.courses import phases_in
from dateline.lexicon.same_words import sense

TELLING = 0.4
"""A course that half of the sentences name is not one that a bare name of it points at."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One clause that names a course; `is_said_so` is whether a verb says that it goes on or is over."""

    telling: Telling
    word: str
    goes_on: bool
    is_said_so: bool

    @property
    def day(self) -> str:
        """The day of its report; what has none is left out."""
        return self.telling.report.article.published_day or ""

    @property
    def value(self) -> str:
        """How it stands, in words."""
        return "goes on" if self.goes_on else "is over"


def courses_of(told: Sequence[Telling], wording: Wording) -> dict[str, list[Stage]]:
    """The stages of each course that at least two reports tell, one of each report, where one tells its end.

    What no verb tells to go on counts as going on where a later report tells the end. Where two stages of one day, or
    an end and then a going on, stand against each other, there may be two courses, and nothing is made of it.
    """
    named: dict[str, list[Stage]] = defaultdict(list)
    for one in told:
        phases = list(phases_in(one.exact)) if one.report.article.published_day else []
        for phase in phases:
            said = phase.goes_on is not None
            if not one.is_past and not (one.is_to_come if said else one.is_negated):
                named[phase.course].append(Stage(one, phase.word, phase.goes_on is not False, said))
    found = {}
    for course, stages in named.items():
        chosen = _one_per_report(stages, wording)
        if len(chosen) > 1 and _is_one_course(chosen):
            found[course] = chosen
    return found


def _one_per_report(stages: Sequence[Stage], wording: Wording) -> list[Stage]:
    """The last clause of each report that says how it stands, else the first that names it before its end is told."""
    ends = [one.day for one in stages if one.is_said_so and not one.goes_on]
    if not ends:
        return []
    chosen: dict[str, Stage] = {}
    for one in stages:
        names_it = one.day < min(ends) and wording.tells(sense(one.word)) >= TELLING
        known = chosen.get(one.telling.report.id)
        if one.is_said_so or (names_it and known is None):
            chosen[one.telling.report.id] = one
    return list(chosen.values())


def _is_one_course(stages: Sequence[Stage]) -> bool:
    """Whether all ends are later than all that still goes on."""
    last_on = max((one.day for one in stages if one.goes_on), default="")
    return last_on < min((one.day for one in stages if not one.goes_on), default="")

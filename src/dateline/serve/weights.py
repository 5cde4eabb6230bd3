"""The one table of weights by which a front page is ordered; docs/frontpage.md tells it to readers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one reason counts; a story's score is the sum of weight times signal over all rows.

    `words` tell what the signal is; it lies between 0 and 1, that of taste between -1 and 1.
    """

    name: str
    weight: float
    words: str


WEIGHTS = (
    Weight("story", 4.0, "you follow the story itself"),
    Weight("claim", 3.5, "you follow a question that its reports answer"),
    Weight("actor", 3.0, "you follow somebody in it: half for being named at all, half by the part of its reports"),
    Weight("search", 2.5, "a search that you follow finds it"),
    Weight("place", 2.0, "you follow a place in it: half for being named at all, half by the part of its reports"),
    Weight("topic", 2.0, "you follow a topic of it: half for being named at all, half by the part of its reports"),
    Weight("outlet", 1.2, "you follow an outlet that reports it: half for reporting, half by its part of the reports"),
    Weight("news", 2.5, "new since you last looked: 1 report 0.25, 3 reports 0.5, 15 reports 1; each new dispute 0.25"),
    Weight("new", 0.5, "you have never looked at it, and it has a report from after your last visit"),
    Weight("breadth", 1.0, "origins that do not depend on one another: 2 count 0.25, 4 count 0.5, 16 count 1"),
    Weight("contradiction", 0.8, "questions on which its reports contradict each other: 1 counts 0.5, 3 count 1"),
    Weight("recency", 3.0, "how new its newest report is: half after 18 hours, a quarter after 36"),
    Weight("size", 0.8, "reports: 2 count 0.17, 8 count 0.5, 64 count 1"),
    Weight("taste", 1.5, "how like it is to what you opened and saved, from -1 to 1; 0 until enough is learnt"),
    Weight("read", -2.5, "you have read it, and nothing is new since"),
    Weight("diversity", -4.0, "outlets and places of it that already stand above; times your setting of diversity"),
)  # fmt: skip
"""Of several things followed that a story has, the strongest counts whole, the next half, the next a quarter."""

TABLE = {one.name: one.weight for one in WEIGHTS}
HALF_LIFE_HOURS = 18.0
WINDOW_DAYS = 7
"""What is older stands on the front page only if it is followed or new to the reader ..."""
FOLLOWED_WINDOW_DAYS = 30
FEWEST = 60
"""... or if fewer stories than these are younger."""
MUTED_FROM = 1 / 3
"""A story is muted when so large a part of its reports speaks of what is muted."""
MUTED_OUTLET_FROM = 0.999
"""A story is muted with an outlet when nobody else reports it."""

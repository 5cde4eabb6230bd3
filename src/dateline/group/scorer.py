"""How alike a report and a story are: a small trained scorer over readable features.

The weights of the features were fitted by logistic regression on the odd topics of clusters/ecbplus (CC BY 3.0), as
full texts and as headlines made of their first lines (`benchmarks/fit_stories.py`). The bars and the weight of time
were chosen by hand on one half of the stories of clusters/ecbplus, clusters/gva and clusters/og2021; the other halves
say how good that is (`dateline scorecard --task stories`). One setting for everything.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dateline.group.open_stories import OpenStory, Weighed, dot

FEATURES = (
    *("words", "nearest", "lead", "nearest_lead", "names", "meaning", "nearest_meaning"),
    *("other_numbers", "other_weekday", "new_names", "missing_names"),
)
"""Cosines with the middle of the story and with its nearest member; then what speaks against: see `against`."""
NEAREST_MEANING = FEATURES.index("nearest_meaning")
WITHOUT_MEANING = (1.95, 2.2, 1.75, 1.85, 2.35, 0.0, 0.0, -1.25, -0.55, -1.35, -1.3)
WITH_MEANING = (1.1, 1.3, 1.0, 1.05, 1.7, 2.65, 2.15, -1.05, -0.55, -1.95, -1.95)
JOIN_WITHOUT_MEANING, JOIN_WITH_MEANING = 0.25, -0.35
"""What the sum must outweigh for a report to join: the log odds of two texts that share nothing."""
DAYS_APART = 1.1
"""Weight of log(1 + days) between the report and the nearest member."""
UNDATED_BAR = 3.0
"""Where a date is missing time says nothing for it: the words must say so much more."""
SHORT, SHORT_BAR = 30, 2.5
"""Texts with fewer different words are headlines or tickers: a few common words weigh too much, the bar is higher."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike one report and one open story are; it joins when `score` is above 0.5.

    `values` are the features, `gap` the days to the nearest member (None where a date is missing), `odds` the log odds.
    """

    score: float
    values: tuple[float, ...]
    gap: int | None
    odds: float


def likeness(one: Weighed, story: OpenStory) -> Likeness:
    """Score a report beside an open story."""
    values, gap = features(one, story), days_apart(one, story)
    meaning = one.embedding is not None and story.embedding is not None
    weights = WITH_MEANING if meaning else WITHOUT_MEANING
    odds = (JOIN_WITH_MEANING if meaning else JOIN_WITHOUT_MEANING) + sum(
        weight * value for weight, value in zip(weights, values, strict=True)
    )
    odds -= UNDATED_BAR if gap is None else DAYS_APART * math.log1p(gap)
    odds -= SHORT_BAR if len(one.words) < SHORT else 0.0
    return Likeness(1.0 / (1.0 + math.exp(-odds)), values, gap, odds)


def features(one: Weighed, story: OpenStory) -> tuple[float, ...]:
    """Compare a report with the middle of a story and with its members one by one (`FEATURES`)."""
    nearest = nearest_lead = nearest_meaning = meaning = 0.0
    for member in story.nearest():
        nearest = max(nearest, dot(one.words, member.words))
        nearest_lead = max(nearest_lead, dot(one.lead, member.lead))
        if one.embedding is not None and member.embedding is not None:
            nearest_meaning = max(nearest_meaning, float(one.embedding @ member.embedding))
    if one.embedding is not None and story.embedding is not None:
        meaning = float(one.embedding @ story.embedding) / float(np.linalg.norm(story.embedding))
    words = story.likeness(one, "words")
    # A headline in title case names nobody for sure: its words stand in for its names.
    names = story.likeness(one, "names") if one.names and story.names else words
    return (
        *(words, nearest, story.likeness(one, "lead"), nearest_lead, names, meaning, nearest_meaning),
        *against(one, story),
    )


def against(one: Weighed, story: OpenStory) -> tuple[float, float, float, float]:
    """Return what keeps look-alikes apart: other numbers and another weekday in the lead, new and missing names.

    New names are the part of the report's names that the story has not; missing names the part of the story's
    usual names (of at least half its members) that the report has not. Half is returned where nothing is known.
    """
    numbers = float(bool(one.numbers and story.numbers and not one.numbers & story.numbers))
    weekday = float(bool(one.weekdays and story.weekdays and not one.weekdays & story.weekdays))
    if len(one.words) < SHORT or not one.names:
        return numbers, weekday, 0.5, 0.5
    new = sum(weight for name, weight in one.names.items() if name not in story.named_by)
    usual = {
        name: story.names[name]
        for name, count in story.named_by.items()
        if count > 1 and 2 * count >= len(story.members)
    }
    missing = sum(weight for name, weight in usual.items() if name not in one.words)
    return numbers, weekday, new / sum(one.names.values()), missing / sum(usual.values()) if usual else 0.5


def days_apart(one: Weighed, story: OpenStory) -> int | None:
    """Return the days between a report and the nearest member in time, None where nothing is dated."""
    day = one.sketch.day
    days = [member.sketch.day for member in story.members if member.sketch.day is not None]
    return min(abs(day - other) for other in days) if day is not None and days else None


def reasons(one: Weighed, story: OpenStory, found: Likeness, *, most_words: int = 5) -> str:
    """Say in words why a report joins a story."""
    weights = {word: weight * story.words.get(word, 0.0) for word, weight in one.words.items()}
    shared = sorted((word for word in weights if weights[word] > 0), key=lambda word: (-weights[word], word))
    said = ["shares " + ", ".join(shared[:most_words])] if shared else []
    if one.sketch.places and (places := _common(one.sketch.places, (m.sketch.places for m in story.members))):
        said.append("same place " + ", ".join(place.title() for place in places[:2]))
    if found.gap is not None:
        said.append("published the same day" if found.gap == 0 else f"{found.gap} day{'s' * (found.gap > 1)} apart")
    if found.values[NEAREST_MEANING] > 0:
        said.append(f"meaning {found.values[NEAREST_MEANING]:.2f}")
    return "; ".join(said)


def _common(own: tuple[str, ...], others: object) -> list[str]:
    held = {place for places in others for place in places}  # type: ignore[attr-defined]
    return [place for place in own if place in held]

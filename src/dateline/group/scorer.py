"""How alike a report and a story are: a small trained scorer over readable features.

Which features tell how much was learnt by logistic regression on the odd topics of clusters/ecbplus (CC BY 3.0), as
full texts and as headlines made of their first lines, with and without days laid out by lot
(`benchmarks/fit_stories.py`). Bars, time, age and size, and how much words weigh beside names, meaning and the crowd,
were then set by hand in round numbers on one half of the stories of clusters/ecbplus, clusters/gva and
clusters/og2021; the other halves say how good that is (`dateline scorecard --task stories`). One setting for all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.group.open_story import OpenStory, Weighed, dot

WEIGHTS = {
    "words": 2.6,
    "nearest": 5.0,
    "lead": 1.0,
    "names": 1.3,
    "meaning": 7.0,
    "other_numbers": -0.9,
    "other_weekday": -0.4,
    "new_names": -1.6,
    "missing_names": -2.0,
    "other_towns": -0.8,
    "other_people": -0.7,
    "same_people": 0.5,
    "days": -1.6,
    "days_of_same_people": 1.3,
    "age": -0.3,
    "size": -0.5,
    "undated": -3.2,
    "short": -1.7,
    "crowded_meaning": -20.0,
}
"""Cosines with the middle of the story and, in words, its nearest member; what speaks against (`against`,
`who_and_where`); log(1 + days) to the nearest member, forgiven in part where the same people are named; log(1 + days)
since the first member and log(members): a long story must not swallow its neighbours; a date is missing; a headline or
a ticker; nearness in meaning times the crowd (`crowd_of`)."""
FEATURES = tuple(WEIGHTS)
WORDS, MEANING = FEATURES.index("words"), FEATURES.index("meaning")
CROWD = slice(4, 8)
"""Of the stories beside which a report is scored, those of these ranks by words are its crowd: not the story it
belongs to, nor pieces of it, but what else is like it."""
USUAL_CROWD = 0.1
"""The crowd where too few stories are open to tell one, as in a new archive: medians of open sets lie between .05 and
.13, and to merge look-alikes is the worse error."""
JOIN_WITH_MEANING, JOIN_WITHOUT_MEANING = -1.1, 2.0
"""The log odds of two texts that share nothing; without embeddings the words stand alone."""
SHORT = 30
"""Texts with fewer different words are headlines or tickers: a few common words weigh too much, the bar is higher."""
TELLING_PEOPLE = 8.0
"""Shared people count in full when their rarity (log) adds up to this: two names that few other reports have."""
_VALUES = tuple(WEIGHTS.values())


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike one report and one open story are; it joins when `score` is above 0.5.

    `values` are the features, `gap` the days to the nearest member (None where a date is missing), `odds` the log odds,
    `crowd` how alike the report is to stories that are not its own (`crowd_of`).
    """

    score: float
    values: tuple[float, ...]
    gap: int | None
    odds: float
    crowd: float


def compared(one: Weighed, stories: Sequence[OpenStory], *, beside: Sequence[float] = ()) -> list[Likeness]:
    """Score a report beside the open stories nearest to it; `beside` are likenesses in words to others that count."""
    found = [features(one, story) for story in stories]
    crowd = crowd_of([*(values[WORDS] for values in found), *beside])
    return [_judged(one, story, values, crowd) for story, values in zip(stories, found, strict=True)]


def likeness(one: Weighed, story: OpenStory, *, crowd: float = 0.0) -> Likeness:
    """Score a report beside one open story, in a crowd of others."""
    return _judged(one, story, features(one, story), crowd)


def crowd_of(words: Iterable[float]) -> float:
    """Return how alike, in words, a report is to stories that are not its own: the mean likeness of the middle ranks.

    Where many stories are told in the same words (shootings, an election, one great event), nearness in meaning tells
    the subject and not the happening.
    """
    ranked = sorted(words, reverse=True)[CROWD]
    return sum(ranked) / len(ranked) if ranked else USUAL_CROWD


def _judged(one: Weighed, story: OpenStory, values: tuple[float, ...], crowd: float) -> Likeness:
    values = (*values[:-1], values[MEANING] * crowd)
    meaning = one.embedding is not None and story.embedding is not None
    odds = JOIN_WITH_MEANING if meaning else JOIN_WITHOUT_MEANING
    odds += sum(weight * value for weight, value in zip(_VALUES, values, strict=True))
    return Likeness(1.0 / (1.0 + math.exp(-odds)), values, days_apart(one, story), odds, crowd)


def features(one: Weighed, story: OpenStory) -> tuple[float, ...]:
    """Compare a report with the middle of a story and its members one by one; `WEIGHTS` names what is returned.

    The last, what the crowd takes from the meaning, is that of a report without a crowd: 0.
    """
    words, lead = story.likeness(one, "words"), story.likeness(one, "lead")
    is_short = len(one.words) < SHORT
    # Headlines in title case name nobody for sure: their words stand in for the names, and so in all headlines.
    names = story.likeness(one, "names") if one.names and story.names and not is_short else words
    meaning = float(one.embedding @ story.meaning) if one.embedding is not None and story.meaning is not None else 0.0
    return (
        words,
        words if len(story.members) == 1 else max(dot(one.words, member.words) for member in story.nearest()),
        lead,
        names,
        meaning,
        *against(one, story),
        *who_and_when(one, story),
        float(is_short),
        0.0,
    )


def who_and_when(one: Weighed, story: OpenStory) -> tuple[float, ...]:
    """Return other towns, other people, same people, days to the nearest member, days where the people are the same,
    age and size of the story, and whether a date is missing."""
    gap = days_apart(one, story)
    towns, people, same = who_and_where(one, story)
    days = math.log1p(gap) if gap is not None else 0.0
    return towns, people, same, days, days * same, age(one, story), math.log(len(story.members)), float(gap is None)


def who_and_where(one: Weighed, story: OpenStory) -> tuple[float, float, float]:
    """Tell whether towns and people of a report are other ones than the story's, and how telling the shared people are.

    Towns clash when no town of either lead is named by the other at all; people when none is shared and the story has
    somebody whom half its members name.
    """
    sketch = one.sketch
    towns = bool(sketch.lead_towns and story.lead_towns)
    towns = towns and story.towns.keys().isdisjoint(sketch.lead_towns) and story.lead_towns.isdisjoint(sketch.towns)
    shared = [name for name in one.people if name in story.people]
    same = sum(one.people[name] * min(1.0, story.people[name] / 2) for name in shared) / TELLING_PEOPLE
    return float(towns), float(bool(one.people and not shared and story.usual_people)), min(1.0, same)


def against(one: Weighed, story: OpenStory) -> tuple[float, float, float, float]:
    """Return what keeps look-alikes apart: other numbers and another weekday in the lead, new and missing names.

    New names are the part of the report's names that the story has not; missing names the part of the story's
    usual names (of at least half its members) that the report has not. Half is returned where nothing is known.
    """
    numbers = float(bool(one.numbers and story.numbers and not one.numbers & story.numbers))
    weekday = float(bool(one.weekdays and story.weekdays and not one.weekdays & story.weekdays))
    if len(one.words) < SHORT or not one.names:
        return numbers, weekday, 0.5, 0.5
    new = sum([weight for name, weight in one.names.items() if name not in story.named_by])
    usual = [(story.names[name], name not in one.words) for name in story.usual_names]
    missing = sum([weight for weight, is_missing in usual if is_missing])
    return numbers, weekday, new / sum(one.names.values()), missing / sum([one[0] for one in usual]) if usual else 0.5


def days_apart(one: Weighed, story: OpenStory) -> int | None:
    """Return the days between a report and the nearest member in time, None where nothing is dated."""
    return story.days_from(one.sketch.day) if one.sketch.day is not None else None


def age(one: Weighed, story: OpenStory) -> float:
    """Return log(1 + days) since the first member of a story, 0 where nothing is dated."""
    day = one.sketch.day
    return math.log1p(max(0, day - story.days[0])) if day is not None and story.days else 0.0


def reasons(one: Weighed, story: OpenStory, found: Likeness, *, most_words: int = 5) -> str:
    """Say in words why a report joins a story."""
    weights = {word: weight * story.words.get(word, 0.0) for word, weight in one.words.items()}
    shared = sorted((word for word in weights if weights[word] > 0), key=lambda word: (-weights[word], word))
    said = ["shares " + ", ".join(shared[:most_words])] if shared else []
    if places := [place for place in one.sketch.places if place in story.places]:
        said.append("same place " + ", ".join(place.title() for place in places[:2]))
    if found.gap is not None:
        said.append("published the same day" if found.gap == 0 else f"{found.gap} day{'s' * (found.gap > 1)} apart")
    if found.values[MEANING] > 0:
        said.append(f"meaning {found.values[MEANING]:.2f}")
    return "; ".join(said)

"""A light model of one reader's taste, learnt from their own opens and saves alone, that can be looked at.

A logistic regression on the traits of stories (who, where, what about, which outlets, words of the headline), drawn
towards nothing, in which older lessons count less; beside the traits stands one number: how like the story's first
report is, by its embedding, to those opened rather than to those passed over. Stories that were only shown are weak
lessons: nobody reads everything. Until enough is learnt it has no effect. Pure: no clock, no chance, no store.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dateline.model.audience import Lesson
from dateline.serve.candidates import ident_of, seconds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]

LEAST_LIKED = 5
"""So many stories must have been opened or saved before a taste says anything."""
IMPORTANCE = {"saved": 2.0, "opened": 1.0, "hidden": 1.5, "shown": 0.25}
LIKED = frozenset({"saved", "opened"})
HALF_LIFE_DAYS = 30.0
PENALTY = 1.0
"""How strongly weights are drawn to 0: the more, the more lessons it takes to learn something."""
SLOPE_PENALTY = 0.1
"""How much of the penalty the one weight of likeness to leads gets."""
STEPS = 60
FAINT = 0.02
"""What weighs less is forgotten."""
MOST_KEPT = 1500


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing liked or disliked: its kind ("actor", "word" ...), key, name and weight."""

    kind: str
    key: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learnt of one reader; `liked` and `passed` count the stories it was learnt from."""

    weights: Mapping[str, float] = field(default_factory=dict)
    """By kind and key ("actor|KAZ")."""
    names: Mapping[str, str] = field(default_factory=dict)
    liked: int = 0
    passed: int = 0
    direction: Floats | None = None
    """From what was passed over to what was opened, in the space of embeddings; scaled by its weight."""

    @property
    def speaks(self) -> bool:
        """Whether enough is learnt for it to have an effect."""
        return self.liked >= LEAST_LIKED and bool(self.weights or self.direction is not None)

    def likeness(self, idents: Sequence[str], lead: Floats | None = None) -> float:
        """How like a story is to what the reader opens, from -1 to 1; 0 until enough is learnt.

        `idents` are its traits without their names; `lead` is the unit embedding of its first report, where known.
        """
        if not self.speaks:
            return 0.0
        known = self.weights.keys() & idents
        found = math.fsum(self.weights[one] for one in known) / math.sqrt(len(idents)) if known else 0.0
        if lead is not None and self.direction is not None:
            found += float(self.direction @ lead)
        return round(math.tanh(found), 6)

    def strongest(self, traits: Iterable[str] | None = None, *, liked: bool, most: int = 20) -> list[Trait]:
        """What is most liked (or disliked), of all that is known or of the traits of one story."""
        asked = self.weights.keys() if traits is None else dict.fromkeys(ident_of(one) for one in traits)
        sign = 1.0 if liked else -1.0
        found = [(one, self.weights[one]) for one in asked if sign * self.weights.get(one, 0.0) > FAINT]
        found.sort(key=lambda pair: (-sign * pair[1], pair[0]))
        return [
            Trait(kind, key, self.names.get(one, key), weight)
            for one, weight in found[:most]
            for kind, _, key in (one.partition("|"),)
        ]

    def words(self) -> str:
        """Say how much is learnt."""
        if not self.speaks:
            left = max(LEAST_LIKED - self.liked, 0)
            more = f"; it begins to count after {left} more" if left else "; nothing sets them apart yet"
            return f"Nothing is learnt yet: you opened or saved {self.liked} stories{more}."
        return f"Learnt from {self.liked} stories that you opened or saved and {self.passed} that you passed over."


def learn(
    lessons: Sequence[Lesson],
    *,
    now: str,
    leads: Mapping[str, Floats] | None = None,
    penalty: float = PENALTY,
    most: int = MOST_KEPT,
) -> Taste:
    """Learn a taste from lessons; `leads` are unit embeddings of the stories' first reports, as far as known.

    `penalty` draws weights to 0; at most so many are kept.
    """
    import numpy as np

    liked = sum(one.outcome in LIKED for one in lessons)
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}
    columns: list[int] = []
    rows: list[int] = []
    for row, lesson in enumerate(lessons):
        for trait in lesson.traits:
            ident = ident_of(trait)
            columns.append(numbers.setdefault(ident, len(numbers)))
            rows.append(row)
            names.setdefault(ident, trait[len(ident) + 1 :] or ident)
    if not numbers or not 0 < liked < len(lessons):
        return Taste(liked=liked, passed=len(lessons) - liked)
    lengths = np.array([1 / math.sqrt(max(len(one.traits), 1)) for one in lessons])
    wanted = np.array([1.0 if one.outcome in LIKED else 0.0 for one in lessons])
    importance = np.array([IMPORTANCE.get(one.outcome, 0.0) * _fading(one.at, now) for one in lessons])
    side, middle = _likeness_to_opened(lessons, wanted, importance, leads or {})
    weights, slope = _fit(np.array(rows), np.array(columns), len(numbers), lengths, side, wanted, importance, penalty)
    kept = sorted(((abs(weights[number]), ident) for ident, number in numbers.items()), reverse=True)[:most]
    chosen = {ident: round(float(weights[numbers[ident]]), 4) for size, ident in kept if size >= FAINT}
    return Taste(
        weights=chosen,
        names={ident: names[ident] for ident in chosen},
        liked=liked,
        passed=len(lessons) - liked,
        direction=None if middle is None or slope <= 0 else (slope * middle).astype(np.float32),
    )


def _fading(at: str, now: str) -> float:
    """How much a lesson still counts: half after HALF_LIFE_DAYS."""
    then, today = seconds(at), seconds(now)
    if then is None or today is None:
        return 0.5
    return math.exp2(-max(0.0, today - then) / (86400 * HALF_LIFE_DAYS))


def _likeness_to_opened(
    lessons: Sequence[Lesson], wanted: Floats, importance: Floats, leads: Mapping[str, Floats]
) -> tuple[Floats, Floats | None]:
    """For each lesson, how much nearer its lead is to the others opened than to the others passed over.

    Each is left out of the mean that it is held against, or it would know itself again. With it, the way from the mean
    of what was passed over to the mean of what was opened.
    """
    import numpy as np

    side = np.zeros(len(lessons))
    known = [number for number, one in enumerate(lessons) if one.story_id in leads]
    if not known or not 0 < wanted[known].sum() < len(known):
        return side, None
    vectors = np.stack([leads[lessons[number].story_id] for number in known]).astype(np.float64)
    right, much = wanted[known], importance[known] + 1e-9
    sums = {flag: (vectors[right == flag] * much[right == flag, None]).sum(0) for flag in (0.0, 1.0)}
    sizes = {flag: much[right == flag].sum() for flag in (0.0, 1.0)}
    ways = {}
    for flag in (0.0, 1.0):
        own = (right == flag)[:, None] * much[:, None]
        left = np.maximum(sizes[flag] - own, 1e-6)
        ways[flag] = (sums[flag] - own * vectors) / left
    side[known] = ((ways[1.0] - ways[0.0]) * vectors).sum(1)
    return side, sums[1.0] / sizes[1.0] - sums[0.0] / sizes[0.0]


def _fit(
    rows: Floats,
    columns: Floats,
    size: int,
    lengths: Floats,
    side: Floats,
    wanted: Floats,
    importance: Floats,
    penalty: float,
) -> tuple[Floats, float]:
    """Fit the regression by accelerated descent: the weights of the traits, and that of the likeness of leads.

    The objective is the weighted sum of losses plus half the penalty times the squared weights; the constant is free.
    """
    import numpy as np

    worth = lengths[rows]
    weights, slope, constant = np.zeros(size), 0.0, 0.0
    ahead, ahead_slope, ahead_constant = weights, slope, constant
    rate = 1.0 / (0.25 * float(importance.sum()) * (2.0 + float((side**2).max(initial=0.0))) + penalty)
    momentum = 1.0
    for _ in range(STEPS):
        told = np.bincount(rows, ahead[columns] * worth, minlength=len(wanted)) + ahead_slope * side + ahead_constant
        wrong = importance * (1 / (1 + np.exp(-told)) - wanted)
        before = weights, slope, constant
        weights = ahead - rate * (np.bincount(columns, wrong[rows] * worth, minlength=size) + penalty * ahead)
        slope = ahead_slope - rate * (float(wrong @ side) + penalty * SLOPE_PENALTY * ahead_slope)
        constant = ahead_constant - rate * float(wrong.sum())
        following = (1 + math.sqrt(1 + 4 * momentum * momentum)) / 2
        push, momentum = (momentum - 1) / following, following
        ahead = weights + push * (weights - before[0])
        ahead_slope = slope + push * (slope - before[1])
        ahead_constant = constant + push * (constant - before[2])
    return weights, slope


def written(taste: Taste) -> str:
    """Write a taste as JSON."""
    way = None
    if taste.direction is not None:
        way = base64.b64encode(taste.direction.astype("<f2").tobytes()).decode()
    told = {ident: [weight, taste.names.get(ident, "")] for ident, weight in taste.weights.items()}
    return json.dumps(
        {"liked": taste.liked, "passed": taste.passed, "traits": told, "direction": way},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read_taste(text: str) -> Taste:
    """Read a taste back from its JSON."""
    import numpy as np

    found = json.loads(text)
    way = found["direction"]
    return Taste(
        weights={ident: weight for ident, (weight, _) in found["traits"].items()},
        names={ident: name for ident, (_, name) in found["traits"].items()},
        liked=found["liked"],
        passed=found["passed"],
        direction=None if way is None else np.frombuffer(base64.b64decode(way), "<f2").astype(np.float32),
    )

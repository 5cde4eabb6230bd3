"""The measures of the scorecard, each in one place: F1, overlap, one-to-one pairing, BCubed, bags of words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Gold = TypeVar("Gold")
Ours = TypeVar("Ours")
Place = tuple[int, int]
"""`[start, end)` in code points."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found, wanted and right, and what follows; adding two scores counts them together."""

    right: float = 0
    found: float = 0
    wanted: float = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that is right."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Score(right=3, found=4, wanted=6).f1
        0.6
        """
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


def of_sets(found: set[Gold], wanted: set[Gold]) -> Score:
    """Score two sets whose members are right where they are the same."""
    return Score(len(found & wanted), len(found), len(wanted))


def share(hits: float, of: float) -> float | None:
    """Divide, or None where there is nothing to divide by."""
    return hits / of if of else None


def overlaps(one: Place, other: Place) -> bool:
    """Tell whether two places share a character."""
    return one[0] < other[1] and other[0] < one[1]


def overlap(left: frozenset[int], right: frozenset[int]) -> float:
    """Characters shared over characters in either (intersection over union); two empty ones overlap wholly.

    >>> overlap(frozenset(range(0, 4)), frozenset(range(2, 6)))
    0.3333333333333333
    """
    either = len(left | right)
    return len(left & right) / either if either else 1.0


def characters(places: Iterable[Sequence[int]]) -> frozenset[int]:
    """The numbers of all characters in some places."""
    return frozenset(at for start, end in places for at in range(start, end))


def pair_touching(wanted: Sequence[Place], found: Sequence[Place]) -> list[tuple[int, int]]:
    """Pair each wanted place, in the order given, with the first free found place that it touches; index pairs."""
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    for number, one in enumerate(wanted):
        hit = next((n for n, other in enumerate(found) if n not in used and overlaps(one, other)), None)
        if hit is not None:
            used.add(hit)
            pairs.append((number, hit))
    return pairs


def pair_best(
    wanted: Sequence[Gold], found: Sequence[Ours], like: Callable[[Gold, Ours], float], *, least: float
) -> list[tuple[int, int]]:
    """Pair one to one, the likest first, while they are at least so alike; returns index pairs.

    `like` gives 0 to 1, or a negative number for two that must never be paired.
    """
    scored = []
    for a, left in enumerate(wanted):
        for b, right in enumerate(found):
            value = like(left, right)
            if value >= least and value >= 0:
                scored.append((-value, a, b))
    scored.sort()
    used_a: set[int] = set()
    used_b: set[int] = set()
    pairs = []
    for _, a, b in scored:
        if a not in used_a and b not in used_b:
            used_a.add(a)
            used_b.add(b)
            pairs.append((a, b))
    return pairs


def bcubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """BCubed precision, recall and F1 over the members of `found` (Bagga and Baldwin 1998).

    >>> bcubed({"a": "1", "b": "1", "c": "1"}, {"a": "x", "b": "x", "c": "y"})
    (0.5555555555555555, 1.0, 0.7142857142857143)
    """
    return bcubed_of(tuple(found), found, gold)


def bcubed_of(asked: Sequence[str], found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """BCubed over some members of `found` only; all others still count where they share a group with one of these."""
    if not asked:
        return 0.0, 0.0, 0.0
    ours, theirs = _groups(found), _groups({one: gold[one] for one in found})
    precision = recall = 0.0
    for one in asked:
        common = len(ours[found[one]] & theirs[gold[one]])
        precision += common / len(ours[found[one]])
        recall += common / len(theirs[gold[one]])
    precision, recall = precision / len(asked), recall / len(asked)
    return precision, recall, 2 * precision * recall / (precision + recall)


def of_words(found: Iterable[str], wanted: Iterable[str]) -> Score:
    """Score two bags of words."""
    ours, theirs = Counter(found), Counter(wanted)
    return Score((ours & theirs).total(), ours.total(), theirs.total())


def macro_f1(scores: Iterable[Score]) -> float | None:
    """The mean of the F1 of the classes that are wanted somewhere."""
    wanted = [one.f1 for one in scores if one.wanted]
    return sum(wanted) / len(wanted) if wanted else None


def surer_half(judged: Iterable[tuple[float, bool]]) -> tuple[float, int]:
    """Count the right ones and all in the half with the higher confidence.

    Where equal confidences lie on both sides of the middle, each counts with the share of them that lies above it.
    """
    groups: dict[float, list[bool]] = defaultdict(list)
    for confidence, right in judged:
        groups[confidence].append(right)
    half = left = sum(map(len, groups.values())) // 2
    hits = 0.0
    for confidence in sorted(groups, reverse=True):
        taken = min(left, len(groups[confidence]))
        hits += sum(groups[confidence]) * taken / len(groups[confidence])
        left -= taken
    return hits, half


def _groups(homes: Mapping[str, str]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for one, home in homes.items():
        groups[home].add(one)
    return groups

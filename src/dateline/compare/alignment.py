"""Puts answers together that answer one question: the surest pairs first, while the whole group stays likely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

Answer = TypeVar("Answer")
Pair = tuple[int, int]


def grouped(
    answers: Sequence[Answer],
    scores: dict[Pair, float],
    *,
    may_stand_together: Callable[[Answer, Answer], bool],
    absent: float = -2.0,
) -> list[list[Answer]]:
    """Join answers by average linkage while the mean score between two groups is above zero.

    `scores` has the pairs that may be one question (first number smaller), positive where they rather are; a pair that
    is not there counts `absent`. Answers for which `may_stand_together` is false never come into one group.
    """
    groups: dict[int, list[int]] = {number: [number] for number in range(len(answers))}
    links: dict[Pair, float] = dict(scores)
    barred = {
        pair for pair in scores if not may_stand_together(answers[pair[0]], answers[pair[1]])
    }  # fmt: skip
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    while True:
        best = max(
            (pair for pair, score in links.items() if score > 0 and pair not in barred),
            key=lambda pair: (links[pair], -pair[0], -pair[1]),
            default=None,
        )
        if best is None:
            break
        left, right = best
        sizes = len(groups[left]), len(groups[right])
        groups[left] += groups.pop(right)
        del links[best]
        near[left] = (near[left] | near.pop(right)) - {left, right}
        for other in near[left]:
            near[other] = (near[other] | {left}) - {right}
            ours, theirs = _pair(left, other), _pair(right, other)
            first, second = links.pop(ours, absent), links.pop(theirs, absent)
            links[ours] = (first * sizes[0] + second * sizes[1]) / sum(sizes)
            if (
                ours in barred
                or theirs in barred
                or not _all_together(groups, left, other, answers, may_stand_together)
            ):
                barred.add(ours)
    return [[answers[number] for number in sorted(group)] for group in groups.values()]


def _pair(left: int, right: int) -> Pair:
    return (left, right) if left < right else (right, left)


def _all_together(
    groups: dict[int, list[int]],
    left: int,
    right: int,
    answers: Sequence[Answer],
    may_stand_together: Callable[[Answer, Answer], bool],
) -> bool:
    return all(may_stand_together(answers[one], answers[other]) for one in groups[left] for other in groups[right])

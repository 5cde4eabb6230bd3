"""What another side says to a clause in the same report: "The company denied this", "he knew of no such call"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.compare.origins import same_side
from dateline.compare.tellings import DENIES_IT, Telling

MOST_APART = 1
"""A reply stands in the same sentence or the next one."""
_SUCH = re.compile(r"\b(?:such|this|that|it|so)\b", re.IGNORECASE)


Nearby = Mapping[tuple[str, int], Sequence[Telling]]
"""The clauses of each report by the number of their sentence."""


def by_sentence(told: Sequence[Telling]) -> Nearby:
    """Put clauses by report and sentence."""
    found: dict[tuple[str, int], list[Telling]] = defaultdict(list)
    for one in told:
        found[one.report.id, one.sentence.number].append(one)
    return found


def with_replies(chosen: list[Telling], nearby: Nearby) -> list[Telling]:
    """Add to the answers of each report what another side says to them; where only one report tells it, also mildly."""
    alone = len({one.report.id for one in chosen}) == 1
    found: list[Telling] = []
    for one in chosen:
        at = one.sentence.number
        numbers = range(at - MOST_APART, at + MOST_APART + 1)
        beside = (other for number in numbers for other in nearby.get((one.report.id, number), ()))
        found += [other for other in beside if other not in chosen and _answers(one, other, alone)]
    return chosen + list(dict.fromkeys(found))


def _answers(one: Telling, other: Telling, alone: bool) -> bool:
    """Whether the second clause is a reply to the first, or the first one to the second."""
    # Where clauses come from is dear to find out, so words are looked at first.
    if one.span.start > other.span.start:
        return alone and not _is_denial(other) and _replies(other, one, loosely=False) and _is_next(other, one)
    return _replies(one, other, loosely=True, alone=alone) and _is_next(one, other)


def _replies(one: Telling, other: Telling, *, loosely: bool, alone: bool = True) -> bool:
    if _is_denial(other):
        return True
    if not alone or one.is_no == other.is_no or not other.is_said:
        return False
    return _is_of_it(one, other) if loosely else one.is_said and _shares(one, other)


def _is_next(one: Telling, other: Telling) -> bool:
    apart = other.sentence.number - one.sentence.number
    return 0 <= apart <= MOST_APART and other.span.start > one.span.end and not same_side(one.sourced, other.sourced)


def _is_denial(one: Telling) -> bool:
    return bool(DENIES_IT.search(one.exact))


def _is_of_it(one: Telling, other: Telling) -> bool:
    return bool(_SUCH.search(other.exact)) or _shares(one, other)


def _shares(one: Telling, other: Telling) -> bool:
    return bool(one.words.keys() & other.words.keys())

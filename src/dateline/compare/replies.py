"""What another side says to a clause in the same report: "The company denied this", "he knew of no such call"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.compare.origins import same_side
from dateline.compare.tellings import DENIES_IT, Telling

MOST_APART = 1
"""A reply stands in the same sentence or the next one."""
_SUCH = re.compile(r"\b(?:such|this|that|it|so)\b", re.IGNORECASE)


def with_replies(chosen: list[Telling], told: Sequence[Telling]) -> list[Telling]:
    """Add to the answers of each report what another side says to them; where only one report tells it, also mildly."""
    alone = len({one.report.id for one in chosen}) == 1
    found: list[Telling] = []
    for one in chosen:
        for other in told:
            if (
                other.report is one.report
                and other not in chosen
                and other not in found
                and _answers(one, other, alone)
            ):
                found.append(other)
    return chosen + found


def _answers(one: Telling, other: Telling, alone: bool) -> bool:
    """Whether the second clause is a reply to the first, or the first one to the second."""
    if one.span.start > other.span.start:
        if not alone or not _is_next(other, one) or _is_denial(other):
            return False
        return _is_denial(one) or (one.is_said and other.is_said and _shares(one, other) and one.is_no != other.is_no)
    if not _is_next(one, other):
        return False
    if _is_denial(other):
        return True
    return alone and other.is_said and one.is_no != other.is_no and _is_of_it(one, other)


def _is_next(one: Telling, other: Telling) -> bool:
    apart = other.sentence.number - one.sentence.number
    return 0 <= apart <= MOST_APART and other.span.start > one.span.end and not same_side(one.sourced, other.sourced)


def _is_denial(one: Telling) -> bool:
    return bool(DENIES_IT.search(one.exact))


def _is_of_it(one: Telling, other: Telling) -> bool:
    return bool(_SUCH.search(other.exact)) or _shares(one, other)


def _shares(one: Telling, other: Telling) -> bool:
    return bool(one.words.keys() & other.words.keys())

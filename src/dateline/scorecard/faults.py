"""What went wrong, in words for the one who works on an extractor; never kept, since texts may not be passed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.scorecard.metrics import Place

BEFORE, BEHIND = 25, 15


def listed(faults: Counter[str]) -> tuple[str, ...]:
    """Faults by kind (their first word), the most frequent of each first, with their number."""
    ranked = sorted(faults.items(), key=lambda one: (one[0].split(" ", 1)[0], -one[1], one[0]))
    return tuple(f"{number} {fault}" for fault, number in ranked)


def around(text: str, place: Place) -> str:
    """Some words at a place and what stands beside them."""
    start, end = place
    return repr(text[max(0, start - BEFORE) : end + BEHIND])


def unpaired(
    pairs: Iterable[tuple[int, int]], wanted: Sequence[Place], found: Sequence[Place], text: str
) -> Counter[str]:
    """Faults for the wanted places that nothing was paired with, and for found ones that belong to none."""
    taken = list(pairs)
    met, used = {a for a, _ in taken}, {b for _, b in taken}
    missed = (one for number, one in enumerate(wanted) if number not in met)
    spurious = (one for number, one in enumerate(found) if number not in used)
    faults = Counter(f"missed {text[slice(*one)]!r} in {around(text, one)}" for one in missed)
    faults.update(f"spurious {text[slice(*one)]!r} in {around(text, one)}" for one in spurious)
    return faults

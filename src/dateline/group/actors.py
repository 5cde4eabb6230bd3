"""Actors over stories: one id for one person or body, whatever the spelling, unless people say otherwise.

Ids of the lexicon stand. Names it does not know get an id from their letters ("p:lena-aust"), so that the same name has
the same id in every run; spellings that differ little, seen in one story, share the id of the spelling seen most.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model.story import Judgement

_PREFIX = {"person": "p", "organization": "o", "group": "g"}
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
CLOSE, LONG = 4, 8
"""Name parts of at least CLOSE letters may differ by one letter, of at least LONG letters by two."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in an article of a story, with the id the article's reader gave it, if any."""

    name: str
    kind: str
    story_id: str
    actor_id: str | None = None


def name_id(name: str, kind: str) -> str:
    """Make an id from the letters of a name.

    >>> name_id("José Peña", "person")
    'p:jose-pena'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    slug = _NOT_LETTER.sub("-", plain or name.casefold()).strip("-")
    return f"{_PREFIX.get(kind, 'x')}:{slug or name.casefold()}"


def canonical_ids(sightings: Iterable[Sighting], *, judgements: Sequence[Judgement] = ()) -> dict[str, str]:
    """Map every id that is not canonical to the one that is; ids that stand for themselves are left out.

    Judgements name two ids: SAME joins them, DIFFERENT keeps two spellings apart.
    """
    seen: Counter[str] = Counter()
    by_story: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    fixed: set[str] = set()
    for one in sightings:
        own = one.actor_id or name_id(one.name, one.kind)
        seen[own] += 1
        if one.actor_id and one.actor_id != name_id(one.name, one.kind):
            fixed.add(own)
        by_story[one.story_id, one.kind][own] = one.name
    verdicts = {frozenset((one.left, one.right)): one.verdict.upper() for one in sorted(judgements, key=lambda j: j.at)}
    home: dict[str, str] = {}
    pairs = [tuple(sorted(pair)) for pair, verdict in verdicts.items() if verdict == "SAME" and len(pair) == 2]
    for names in by_story.values():
        ids = sorted(names)
        pairs += [
            (left, right)
            for number, left in enumerate(ids)
            for right in ids[number + 1 :]
            if not {left, right} <= fixed and same_name(names[left], names[right])
        ]
    for left, right in sorted(set(pairs)):
        if verdicts.get(frozenset((left, right))) == "DIFFERENT":
            continue
        a, b = _root(home, left), _root(home, right)
        if a != b and not {a, b} <= fixed:
            kept = min((a, b), key=lambda one: (one not in fixed, -seen[one], one))
            home[b if kept == a else a] = kept
    return {one: _root(home, one) for one in sorted(home)}


def same_name(left: str, right: str) -> bool:
    """Tell whether two full names are spellings of one: as many parts, each the same or off by a letter or two.

    >>> same_name("Heydar Alishvandi", "Heidar Alishvandi"), same_name("Lena Aust", "Lena Rust")
    (True, False)
    """
    ours, theirs = _parts(left), _parts(right)
    if len(ours) < 2 or len(ours) != len(theirs):
        return "".join(ours) == "".join(theirs) and bool(ours)
    return all(_near(a, b) for a, b in zip(ours, theirs, strict=True)) and any(
        a == b for a, b in zip(ours, theirs, strict=True)
    )


def _parts(name: str) -> list[str]:
    return [part for part in name_id(name, "person")[2:].split("-") if part]


def _near(left: str, right: str) -> bool:
    if left == right:
        return True
    shorter = min(len(left), len(right))
    if shorter <= CLOSE or left[0] != right[0]:
        return False
    return _distance(left, right) <= (2 if shorter >= LONG else 1)


def _distance(left: str, right: str) -> int:
    """Return how many letters must be changed, added or dropped (Levenshtein)."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


def _root(home: Mapping[str, str], one: str) -> str:
    while one in home:
        one = home[one]
    return one

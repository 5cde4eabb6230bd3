"""Whom a bare surname means where several of one article bear it: not the relative, but of whom the report tells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from dateline.lexicon.actors import surname_bearers
from dateline.understand.name_forms import gender_of_name

_KIN = (
    r"(?:wife|husband|spouse|widow|widower|sons?|daughters?|child(?:ren)?|kids|father|mother|parents|brothers?|sisters?"
    r"|siblings?|twin|cousin|nephew|niece|uncle|aunt|grand(?:son|daughter|father|mother|child)|in-law|stepson"
    r"|stepdaughter|stepfather|stepmother|fianc[eé]e?|partner)"
)
_OWNER = r"(?:\b[Hh]is|\b[Hh]er|\b[Tt]heir|['’]s?)"
_OWNERS = ("is ", "er ", "eir ", "' ", "’ ", "'s ", "’s ")
"""How those of whom somebody is a relative end, with the blank behind: looked for before the longer form."""
_KIN_BEFORE = re.compile(
    rf"{_OWNER}(?: [\w’'-]+){{0,3}}? {_KIN}(?: ?, ?| )(?:[A-Z][\w.]+(?: and| ?,) )?(?:(?:\w+ )?[A-Z][a-z]+ )?\Z"
)
_KIN_BEHIND = re.compile(
    r" ?[,(] ?(?:(?:his|her|their|the|an?|[A-Z][\w.]+ ?['’]s?|\d+ ?,)(?: [\w’'-]+){0,3}? )?"
    rf"{_KIN}(?: ?[,)]| of | and | to |\.)"
)
_PAIR = re.compile(r"(?:^|[^\w ] ?|[\n“]|\b[a-z]+ )([A-Z][\w’'-]+) and \Z")
_LONGEST_BEFORE, _NEAR = 70, 250


class Bearer(NamedTuple):
    """One who bears the surname: where the full name stands, and whether it first comes as that of a relative."""

    id: str
    at: Sequence[int]
    kin: bool


def is_told_as_kin(text: str, start: int, end: int) -> bool:
    """ "His wife, Ana Ruiz", "Ana Ruiz, the envoy's sister", "Piet and Ana Ruiz": named as a relative of somebody."""
    pair = _PAIR.search(text, max(0, start - 24), start) if text.endswith(" and ", 0, start) else None
    if pair is not None and (gender_of_name(pair[1]) is not None or not surname_bearers(pair[1])):
        return True
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    if any(owner in before for owner in _OWNERS) and _KIN_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start):
        return True
    return text[end : end + 2].lstrip(" ")[:1] in (",", "(") and _KIN_BEHIND.match(text, end) is not None


def bearer_meant(bearers: Sequence[Bearer], at: int, bare: Sequence[int]) -> tuple[str, str] | None:
    """Who is meant by the surname at `at`, and why; None where it stays open.

    `bare` are the places where the surname stands alone. The press calls by it the one of whom it tells; relatives keep
    their first names.
    """
    principals = [one for one in bearers if not one.kin]
    if len(principals) == 1 and all(len(one.at) <= len(principals[0].at) for one in bearers):
        return principals[0].id, "the others are told as relatives"
    first, second = sorted(bearers, key=lambda one: one.at[0])[:2]
    latest = max(bearers, key=lambda one: _last_before(one.at, at))
    called_so = bisect_left(bare, second.at[0]) > bisect_right(bare, first.at[0])
    if called_so and (latest is first or at - _last_before(latest.at, at) > _NEAR):
        return first.id, "called so before the others are named"
    others = [one for one in bearers if one is not latest]
    if all(len(one.at) < len(latest.at) and one.at[-1] < latest.at[-1] for one in others) and latest.at[0] < at:
        return latest.id, "named last and most often"
    return None


def _last_before(places: Sequence[int], at: int) -> int:
    number = bisect_left(places, at)
    return places[number - 1] if number else -1

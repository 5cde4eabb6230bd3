"""Governments called after who leads them: "the Merkel government", "Ruiz's cabinet", "the Bush administration"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.lexicon.actors import Actor, Office, government, offices_of, surname_holders
from dateline.understand.actor_resolution import Meaning
from dateline.understand.office_answers import GOVERNING

_NAMED_SO = frozenset(("person", "organization", "group", "other"))
_WHOSE = re.compile(r"(?:['’]s?)? (administration|government|cabinet|regime|presidency|White House)\b(?! of\b)")
_AS_LEADER = 0.75
_OPENER = re.compile(r"\b[Tt]he \Z")


@dataclass(frozen=True, slots=True)
class Administration:
    """The words for a government, which it is, and whose; `leader` is None where several of the name led it."""

    start: int
    end: int
    actor: Actor
    led_by: str
    leader: Actor | None


def administrations(meanings: Iterable[Meaning], text: str, *, on: str | None) -> Iterator[tuple[int, Administration]]:
    """Every government told by the name of a head of government, with "the" before it, and which name that is."""
    for number, meaning in enumerate(meanings):
        name = meaning.name
        if name.kind not in _NAMED_SO or (found := _WHOSE.match(text, name.end)) is None:
            continue
        reigns = _led_by(meaning, on)
        states = {term.of for term in reigns}
        if len(states) == 1:
            opener = _OPENER.search(text, max(0, name.start - 4), name.start)
            start = opener.start() if opener else name.start
            leaders = list(dict.fromkeys(term.holder for term in reigns))
            leader = leaders[0] if len(leaders) == 1 else None
            yield number, Administration(start, found.end(1), government(states.pop()), name.exact, leader)


def with_leader(meaning: Meaning, one: Administration) -> Meaning:
    """Who leads a government is meant by the name in "the Ruiz government", whoever else of the name is spoken of."""
    leader = one.leader
    if leader is None or meaning.actor_id == leader.id or meaning.name.kind != "person":
        return meaning
    why = f"led the government of {leader.country}"
    return Meaning(meaning.name, leader.name, leader.id, leader.country, leader.sector, _AS_LEADER, why)


def _led_by(meaning: Meaning, on: str | None) -> list[Office]:
    """The terms of the person meant as head of a government; else those of all who ever led one under the name."""
    name = meaning.name
    known = _reigns([meaning.actor_id]) if meaning.actor_id else []
    of_the_name = (*surname_holders(name.exact, on=on), *surname_holders(name.exact))
    terms = known or _reigns([*meaning.candidates, *(one.id for one in of_the_name)])
    now = [term for term in terms if on is not None and term.held_on(on)]
    # Of a bare name that heads of two states have had, today's holder may be the lesser known one.
    return now if known and now else terms


def _reigns(ids: Iterable[str]) -> list[Office]:
    """The terms in which these people led the government of a state."""
    found = (term for one in dict.fromkeys(ids) for term in offices_of(one))
    return [term for term in found if term.office in GOVERNING and len(term.of) == 3]

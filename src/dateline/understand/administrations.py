"""Governments called after who leads them: "the Merkel government", "Ruiz's cabinet", "the Bush administration"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.lexicon.actors import Actor, government, offices_of, surname_holders
from dateline.understand.actor_resolution import Meaning
from dateline.understand.office_answers import GOVERNING

_NAMED_SO = frozenset(("person", "organization", "group", "other"))
_WHOSE = re.compile(r"(?:['’]s?)? (administration|government|cabinet|regime|presidency|White House)\b(?! of\b)")
_OPENER = re.compile(r"\b[Tt]he \Z")


@dataclass(frozen=True, slots=True)
class Administration:
    """The words for a government and which it is."""

    start: int
    end: int
    actor: Actor
    led_by: str


def administrations(meanings: Iterable[Meaning], text: str, *, on: str | None) -> Iterator[Administration]:
    """Every government told by the name of a head of government, with "the" before it where it stands there."""
    for meaning in meanings:
        name = meaning.name
        if name.kind not in _NAMED_SO or (found := _WHOSE.match(text, name.end)) is None:
            continue
        states = _led_by(meaning, on)
        if len(states) == 1:
            opener = _OPENER.search(text, max(0, name.start - 4), name.start)
            start = opener.start() if opener else name.start
            yield Administration(start, found.end(1), government(states.pop()), name.exact)


def _led_by(meaning: Meaning, on: str | None) -> set[str]:
    """The states of which the person meant is or was the head of government; else all that one of the name ever led."""
    name = meaning.name
    known = meaning.actor_id if meaning.actor_id and offices_of(meaning.actor_id) else None
    ids = [known] if known else list(meaning.candidates)
    if not ids or not any(map(offices_of, ids)):
        ids = [one.id for one in surname_holders(name.exact, on=on)]
    terms = [term for one in ids for term in offices_of(one) if term.office in GOVERNING and len(term.of) == 3]
    ever = {term.of for term in terms}
    now = {term.of for term in terms if on is not None and term.held_on(on)}
    # Of a bare name that heads of two states have had, today's holder may be the lesser known one.
    return now if known and now else ever

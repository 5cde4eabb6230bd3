"""Whom the tables know by a surname alone: who holds or held the office that a title names, who governs a state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.actors import (
    FAMILY_NAME_FIRST,
    Actor,
    Office,
    actor_of_name,
    holders,
    offices_of,
    own_actor,
    surname_bearers,
    surname_holders,
)
from dateline.lexicon.own_rows import renewed
from dateline.lexicon.regional_holders import regional_bearers
from dateline.lexicon.tables import read_table
from dateline.understand.name_forms import Name, Title, gender_of_name
from dateline.understand.name_parts import plain_key

CALLED_BY_SURNAME = frozenset(
    ("president", "prime minister", "chancellor", "leader", "foreign minister", "vice-president", "spokesman")
)
_HEADS_BY_SURNAME = frozenset(("president", "prime minister", "chancellor"))
_ONCE_HEADS = _HEADS_BY_SURNAME | {"leader"}
_OLDER = frozenset(("first", "elder", "older", "senior"))
_ELDER_OR_YOUNGER = re.compile(r"\b[Tt]he (first|elder|older|senior|second|younger) (?:[Pp]resident |[Mm]r\.? )?\Z")
_OF_ANY_DEPARTMENT = ("secretary", "minister")
_OF_CABINETS = frozenset(
    (
        "foreign minister",
        "defence minister",
        "finance minister",
        "interior minister",
        "health minister",
        "homeland security secretary",
    )
)


@dataclass(frozen=True, slots=True)
class Surnames:
    """The tables as one article asks them: its day, the states of which it speaks, the bodies that it names."""

    on: str | None
    spoken_of: frozenset[str]
    bodies: frozenset[str]

    def of_two_surnames(self, surname: str, title: Title) -> Actor | None:
        """The office holder of whose name these words are the end: "Peña Nieto", "Fernández de Kirchner"."""
        bearers = [one for one in surname_bearers(surname) if self.may_be(one, title)]
        held = [one for one in bearers if self.on is not None and offices_of(one.id, on=self.on)] or bearers
        return held[0] if len(held) == 1 else None

    def others_in_office(self, surname: str, title: Title, office: str) -> bool:
        """Whether somebody of that surname whom the article does not name in full holds the office, or held it."""
        on = None if title.former else self.on
        bearers = (one for one in surname_bearers(surname) if title.country in (None, one.country))
        return any(term.office == office for one in bearers for term in offices_of(one.id, on=on))

    def head_called_so(self, name: Name, one: Actor, first: int) -> Actor | None:
        """Who governs on the day under a surname that the article writes before it names another in full.

        "Obama will speak. His wife, Michelle Obama, will not": the first surname is not hers.
        `first` is the place of that full name.
        """
        titled = name.title is not None and name.title.role is not None
        if self.on is None or titled or name.end > first or offices_of(one.id):
            return None
        heads = [
            actor
            for actor in surname_bearers(name.exact)
            if any(
                term.office in _HEADS_BY_SURNAME and term.of in self.spoken_of
                for term in offices_of(actor.id, on=self.on)
            )
        ]
        return heads[0] if len(heads) == 1 and heads[0].id != one.id else None

    def table_knows(self, surname: str, title: Title | None) -> list[Actor]:
        """Who of the tables may be meant by a surname: those in office on the day, else whoever fits at all.

        "POTUS" is no surname, but the parser takes it for one.
        """
        if (office_of := office_called(surname)) is not None:
            return list(holders(*office_of, on=self.on)) if self.on is not None else []
        fitting = [one for one in surname_holders(surname, on=self.on) if self.may_be(one, title)]
        office = title.role.canonical if title is not None and title.role is not None else None
        if office is None and self.on is not None:
            fitting = [one for one in fitting if offices_of(one.id, on=self.on)]
        if fitting and not (title is not None and title.former):
            return fitting
        day = self.on or "9999"
        bearers = [one for one in surname_bearers(surname) if self.may_be(one, title)]
        if office is None:  # of those long out of office only heads of state are still called so
            bearers = [one for one in bearers if one.country not in FAMILY_NAME_FIRST]  # a few names for millions
            led = [one for one in bearers if any(_once_led(term, day) for term in offices_of(one.id))]
            return [
                *led,
                *(one for one in bearers if len(led) == 1 and one not in led and _came_later(one, led[0], day)),
            ]
        now = {one.id for one in bearers if title is not None and title.former and self._holds(one, title)}
        held = [
            one
            for one in bearers
            if title is not None
            and one.id not in now
            and any(_is_called(term, title) and (term.start or "") <= day for term in offices_of(one.id))
        ]
        return [one for one in held if one.country in self.spoken_of] or held

    def of_region(self, surname: str, title: Title | None, text: str) -> list[Actor]:
        """ "Gov. Paterson" of a report that names New York: who heads the region or town on the day."""
        if title is None or title.role is None or title.former or self.on is None:
            return []
        return [one for one, region in regional_bearers(title.role.words, surname, on=self.on) if region in text]

    def _holds(self, one: Actor, title: Title) -> bool:
        return self.on is not None and any(_is_called(term, title) for term in offices_of(one.id, on=self.on))

    def elder_or_younger(self, surname: str, before: str) -> Actor | None:
        """ "The first President Bush", "the younger Bush": of two who held one highest office, by their days."""
        told = _ELDER_OR_YOUNGER.search(before)
        if told is None:
            return None
        terms = sorted(
            (term.start or "", one.id)
            for one in surname_bearers(surname)
            for term in offices_of(one.id)
            if term.office in _ONCE_HEADS
        )
        ids = list(dict.fromkeys(one for _, one in terms))
        states = {one.country for one in surname_bearers(surname) if one.id in ids}
        if len(ids) != 2 or len(states) != 1:
            return None
        meant = ids[0] if told[1] in _OLDER else ids[1]
        return next(one for one in surname_bearers(surname) if one.id == meant)

    def thin(self, surname: str) -> list[Actor]:
        """Who holds any office of a state of which the article speaks, or governs any: too little to be sure."""
        return [
            one
            for one in (surname_bearers(surname) if self.on is not None else ())
            if any(
                term.of in self.spoken_of or term.office in _HEADS_BY_SURNAME for term in offices_of(one.id, on=self.on)
            )
        ]

    def monarchs_called_so(self, actor: Actor, title: Title | None) -> list[Actor]:
        """The monarchs of the states spoken of whose name begins like that of a monarch of the tables.

        "King Abdullah" of a report on Jordan is not the king of that name whom the table has first.
        """
        if not any(term.office == "monarch" for term in offices_of(actor.id)):
            return []
        states = (title.country,) if title is not None and title.country else self.spoken_of
        reigning = (one for state in states for one in holders("monarch", state, on=self.on))
        return list(dict.fromkeys(one for one in reigning if f"{one.name} ".startswith(f"{actor.name} ")))

    def has_office_holder(self, surname: str) -> bool:
        """Whether anybody of the tables bears a surname, in office or not."""
        return bool(surname_bearers(surname))

    def may_be(self, one: Actor, title: Title | None) -> bool:
        """Whether an office holder may be meant by a bare surname: the title is his, or the article is on his state.

        Heads of state and government, and those who speak for one, are called so; others only with their title.
        """
        if title is not None and title.role is not None:
            office, ever = title.role.canonical, offices_of(one.id)
            return any(
                (office == "leader" or _is_called(term, title)) and title.country in (None, term.of) for term in ever
            )
        terms = offices_of(one.id, on=self.on) or offices_of(one.id)
        return any(
            term.of in self.bodies or (term.of in self.spoken_of and term.office in CALLED_BY_SURNAME) for term in terms
        )


def another_called_so(surname: str, held: Actor, text: str, *, on: str | None) -> bool:
    """Whether the text names another of a surname than one who left office: "the Hillary Clinton campaign"."""
    if on is not None and offices_of(held.id, on=on):
        return False
    own = set(map(plain_key, held.name.split()))
    before = (found[1] for found in re.finditer(rf"\b([A-Z][a-z]+) {re.escape(surname)}\b", text))
    return any(gender_of_name(first) is not None and plain_key(first) not in own for first in before)


def speaks_for_state(actor_id: str, on: str) -> bool:
    """Whether somebody holds an office on the day whose holder the press calls by his surname alone."""
    return any(term.office in CALLED_BY_SURNAME for term in offices_of(actor_id, on=on))


def office_called(acronym: str) -> tuple[str, str] | None:
    """The office that an acronym means, and of which state or body: "POTUS"."""
    return _acronyms().get(acronym)


@lru_cache(maxsize=1)
def _acronyms() -> dict[str, tuple[str, str]]:
    return {row["acronym"]: (row["office"], row["of"]) for row in read_table("office_acronyms.tsv")}


def seat_under(name: str) -> Actor | None:
    """ "The Ruiz White House": a seat of government called after who governs in it."""
    leader, _, seat = name.partition(" ")
    found = own_actor(seat) if seat and surname_bearers(leader) else None
    return found if found is not None and found.id.endswith("GOV") else None


@renewed
@lru_cache(maxsize=20_000)
def body_called(name: str, on: str | None, is_body: bool) -> Actor | None:
    """Who bears a name on a day by our own tables, or by any for what `is_body` surely; a seat under who governs."""
    return own_actor(name, on=on) or (actor_of_name(name, on=on) if is_body else None) or seat_under(name)


def _is_called(term: Office, title: Title) -> bool:
    """Whether the words of a title are those of this office; "Secretary" may be of any department."""
    role = title.role
    if role is None:
        return False
    of_any = role.words.lower() in _OF_ANY_DEPARTMENT and term.office in _OF_CABINETS
    return of_any or term.office == role.canonical


def _came_later(one: Actor, led: Actor, day: str) -> bool:
    """Whether somebody took up an office of a cabinet after another gave up the lead: Hillary after Bill Clinton."""
    last = max((term.end or "9999") for term in offices_of(led.id))
    return one != led and any(
        term.office in CALLED_BY_SURNAME and last <= (term.start or "") <= day for term in offices_of(one.id)
    )


def _once_led(term: Office, day: str) -> bool:
    return term.office in _ONCE_HEADS and (term.start or "") <= day

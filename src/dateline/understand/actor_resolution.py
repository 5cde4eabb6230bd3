"""Who a name means inside one article: surnames lead to full names, acronyms to long forms, both to stable ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.lexicon.actors import (
    Actor,
    gender_of,
    holders,
    offices_of,
    person,
    slug,
)
from dateline.lexicon.roles import rank_of
from dateline.understand.long_forms import is_another, long_forms
from dateline.understand.name_forms import Title, gender_beside, gender_of_name, state_of_minister
from dateline.understand.name_parts import is_full_name, parts_of, plain_key, same_person
from dateline.understand.name_spans import Name
from dateline.understand.persons import Person, family_name, learn_behind
from dateline.understand.shared_names import is_of_another_state, states_named
from dateline.understand.shared_surnames import Bearer, bearer_meant, is_told_as_kin
from dateline.understand.surnames import Surnames, another_called_so, body_called, office_called, speaks_for_state

_AS_PLACE = r"(?:[Ii]n|[Aa]t|near|around|outside|to|from|of|across|through|[Tt]he)"
_OUTLET = re.compile(
    r"\b(?:News|Times|Post|Herald|Tribune|Gazette|Journal|Observer|Telegraph|TV|Television|Radio|News Agency|Daily"
    r"|Chronicle|Mail|Broadcasting|Press|Star|Sun|Globe|Standard|Weekly|Examiner|Inquirer|Courier|Dispatch)$"
)
_A_WHILE = timedelta(days=60)
_MAYBE_PERSON = frozenset(("other", "group", "organization"))
ONE_OF_A_STATE = frozenset(
    ("president", "prime minister", "chancellor", "monarch", "foreign minister", "defence minister", "vice-president")
)
_BEFORE_SURNAMES = ONE_OF_A_STATE - {"monarch"} | {
    "lawmaker", "local head", "minister", "envoy",
}  # fmt: skip
_EXPLICIT, _TITLED, _SURNAME, _IN_OFFICE, _NAMED_ONCE = 0.95, 0.95, 0.9, 0.75, 0.7


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Meaning:
    """What a name means: id, full name, country and sector where known, with confidence and the reason.

    `passing` says that the id is made of an office holder's surname alone: good within the article, unknown outside.
    """

    name: Name
    full: str
    actor_id: str | None
    country: str | None = None
    sector: str | None = None
    confidence: float = 1.0
    why: str = ""
    candidates: tuple[str, ...] = ()
    person: Person | None = None
    passing: bool = False


class Cast:
    """The persons and bodies of one article, and what each of its names means."""

    def __init__(self, names: list[Name], text: str, *, on: str | None, land: frozenset[str] = frozenset()) -> None:
        """Meet everybody first, so that a surname in the headline finds the full name below it.

        `land` is the state in which the towns of the article lie, if they do in one.
        """
        self._on = on
        self._people: dict[tuple[str, ...], Person] = {}
        self._by_id: dict[str, Person] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._by_first_name: dict[str, list[Person]] = {}
        self._by_inner_name: dict[str, list[Person]] = {}
        self._long_forms = dict(long_forms(names, text))
        self._states = states_named(names)
        spoken_of = land.union(self._states)
        bodies = frozenset(name.actor.id for name in names if name.actor is not None)
        self._surnames = Surnames(on, spoken_of, bodies)
        self._named: Counter[str] = Counter()
        self._named_at: dict[str, list[int]] = {}
        self._kin: set[str] = set()
        self._names = names
        self._text = text
        self._headline = text.find("\n")
        for name in names:
            if name.kind == "person" and is_full_name(name.exact):
                self._meet(name)
        for name in names:
            if name.kind == "person":
                self._meet_by_title(name)
        for name in names:
            if name.kind == "person":
                self._learn(name, text)

    @property
    def people(self) -> Iterable[Person]:
        """Everybody with a full name, in order of appearance."""
        return dict.fromkeys(self._people.values())

    def meaning(self, name: Name) -> Meaning:
        """What a name means in this article."""
        if name.kind in _MAYBE_PERSON and name.actor is None and (self._family_name(name) or office_called(name.exact)):
            name = replace(name, kind="person")
        if (name.kind == "place" or name.seat is not None) and self._is_surname_here(name):
            name = replace(name, kind="person", by="surname", actor=None, country=None, seat=None)
        if name.kind == "person":
            return self._person(name)
        if is_another(self._long_forms.get(name.exact), name.actor):
            name = replace(name, actor=None, country=None)
        if name.kind == "country":
            actor = name.actor
            return _plain(name, actor.name if actor else name.exact, name.country, name.country, "GOV", "country table")
        if name.kind == "place" and name.seat is not None:
            return _plain(name, name.exact, None, name.country or name.seat or None, None, "a place here")
        if name.kind == "other" and name.seat is not None and name.actor is not None:
            why = "perhaps the government, perhaps the place"
            return replace(_plain(name, name.exact, None, name.seat, None, why), candidates=(name.actor.id,))
        if name.kind == "other" and name.seat is not None:
            return _plain(name, name.exact, None, name.country or name.seat, None, "neither government nor place")
        if name.kind == "nationality":
            return _plain(name, name.exact, name.country, name.country, None, "nationality table")
        if name.actor is not None:
            actor = name.actor
            if is_of_another_state(name, self._states):
                why = "a body that many states have, and the text speaks of another"
                return Meaning(name, name.exact, None, None, actor.sector, 0.4, why, (actor.id,))
            return _plain(name, actor.name, actor.id, actor.country, actor.sector, "actor table")
        return self._body(name)

    def who(self, surname: str) -> list[Person]:
        """The persons whose last or first name (in either order) this is."""
        key = plain_key(surname)
        return self._by_surname.get(key) or self._by_first_name.get(key) or []

    def _family_name(self, name: Name) -> bool:
        """ "Ban" after "Ban Ki-moon": the family name of one person, which the parser took for something else."""
        key = plain_key(name.exact)
        people = self.who(name.exact) if name.exact.isalpha() and name.exact.istitle() else []
        return sum(plain_key(family_name(one)) == key for one in people) == 1

    def _is_surname_here(self, name: Name) -> bool:
        """ "Berlin" after "Piet Berlin", where the text speaks of nothing in or from Berlin."""
        people = self._by_surname.get(plain_key(name.exact), ())
        if len(people) != 1 or self._first_named(people[0].actor.id, name.start) >= name.start:
            return False
        return re.search(rf"\b{_AS_PLACE} {re.escape(name.exact)}\b(?!['’])", self._text) is None

    def _meet(self, name: Name) -> None:
        parts = parts_of(name.exact)
        keys = tuple(map(plain_key, parts))
        known = self._people.get(keys) or self._same_ends(keys)
        if known is None:
            title = name.title or Title()
            actor = name.actor or person(" ".join(parts), country=title.country, on=self._on)
            surnamed = None if offices_of(actor.id) else self._surnames.of_two_surnames(" ".join(parts), title)
            actor = surnamed or actor
            known = self._by_id.get(actor.id)
            if known is None:
                gender = gender_of(actor.id) or gender_of_name(parts[0])
                fullest = tuple(surnamed.name.split()) if surnamed is not None else parts
                known = Person(actor, fullest, gender=gender, country=actor.country)
                known.sector = actor.sector
                self._by_id[actor.id] = known
        elif len(parts) > len(known.parts):
            known.parts = parts
        self._people[keys] = known
        self._named[known.actor.id] += 1
        places = self._named_at.setdefault(known.actor.id, [])
        if not places and is_told_as_kin(self._text, name.start, name.end):
            self._kin.add(known.actor.id)
        places.append(name.start)
        inner = ((self._by_inner_name, key) for key in keys[1:-1] if len(key) > 2)
        for table, key in ((self._by_surname, keys[-1]), (self._by_first_name, keys[0]), *inner):
            if known not in table.setdefault(key, []):
                table[key].append(known)

    def _meet_by_title(self, name: Name) -> None:
        """ "President Ruiz" of the tables, where a relative alone is named in full, bears the surname, too."""
        key, title = plain_key(name.exact), name.title
        if title is None or title.role is None or title.role.canonical not in ONE_OF_A_STATE or title.former:
            return
        bearers = self._by_surname.get(key)
        if not bearers or is_full_name(name.exact):
            return
        if not any(self._held(one, title.role.canonical) for one in bearers):
            held = self._surnames.table_knows(name.exact, title)
            if len(held) != 1:
                return
            actor = held[0]
            gender = gender_of(actor.id)
            bearers.append(Person(actor, tuple(actor.name.split()), gender, actor.country, actor.sector))
            self._by_id[actor.id] = bearers[-1]
        for one in bearers:
            if self._held(one, title.role.canonical) and one not in self._people.values():
                self._named[one.actor.id] += 1
                self._named_at.setdefault(one.actor.id, []).append(name.start)

    def _same_ends(self, keys: tuple[str, ...]) -> Person | None:
        """The same person with or without middle names."""
        bearers = self._by_surname.get(keys[-1], ())
        return next((one for one in bearers if same_person(keys, tuple(map(plain_key, one.parts)))), None)

    def _learn(self, name: Name, text: str) -> None:
        """Take over what the title before a name tells of the person."""
        title = name.title
        people = self._candidates(name)
        if len(people) != 1:
            return
        one = people[0]
        learn_behind(one, text, name.end)
        one.gender = one.gender or gender_beside(text, name.start, name.end)
        if title is None:
            return
        one.country = one.country or title.country or state_of_minister(title, text, name.start)
        one.gender = title.gender or one.gender
        if title.role is not None and not title.former:
            one.offices.add(title.role.canonical)
            one.ranks.add(rank_of(title.role.words))
            one.sector = one.sector or title.role.sector
        elif title.role is not None:
            one.once.update((title.role.canonical, rank_of(title.role.words)))
        if title.body:
            one.bodies.add(title.body)

    def _candidates(self, name: Name) -> list[Person]:
        parts = parts_of(name.exact)
        if is_full_name(name.exact):
            known = self._people.get(tuple(map(plain_key, parts)))
            return [known] if known else []
        key = plain_key(parts[-1])
        people = self.who(parts[-1])
        title = name.title
        if title is not None and title.role is not None and title.role.canonical in _BEFORE_SURNAMES:
            # "Senator Graham" is not Graham Reed
            people = [one for one in people if plain_key(one.parts[-1]) == key or plain_key(family_name(one)) == key]
        if len(people) > 1:  # "Ban" is Ban Ki-moon before anybody whose first name it may be
            people = [one for one in people if plain_key(family_name(one)) == key] or people
        if title is not None and title.role is not None and title.role.canonical in ONE_OF_A_STATE:
            office = title.role.canonical  # "King Hussein" is not Saddam Hussein, whom the table knows as president
            people = [one for one in people if self._held(one, office) or not offices_of(one.actor.id)]
            if not any(self._held(one, office) for one in people):
                people = [] if self._surnames.others_in_office(parts[-1], title, office) else people
        if len(people) > 1 and title is not None:
            if title.gender:
                people = [one for one in people if one.gender in (None, title.gender)] or people
            if title.role is not None:
                office = title.role.canonical
                people = [one for one in people if self._held(one, office)] or people
            if title.country:
                people = [one for one in people if one.country in (None, title.country)] or people
        return people

    def _held(self, one: Person, office: str) -> bool:
        return office in one.offices or any(term.office == office for term in offices_of(one.actor.id))

    def _person(self, name: Name) -> Meaning:
        people = self._candidates(name)
        if len(people) == 1:
            one = people[0]
            if is_full_name(name.exact):
                return self._means(name, one, _EXPLICIT, "full name")
            first = name.end if one.actor.id in self._kin else self._first_named(one.actor.id, 0)
            head = self._surnames.head_called_so(name, one.actor, first)
            if head is not None and name.start < self._headline:
                why = f"surname shared by {one.name} and {head.name}"
                return Meaning(name, name.exact, None, confidence=0.4, why=why, candidates=(one.actor.id, head.id))
            if head is not None:
                return self._in_office(name, head, f"in office on the day, named before {one.name}")
            if (
                one.actor.id in self._kin
                and not offices_of(one.actor.id)
                and name.end < self._first_named(one.actor.id, 0)
            ):
                why = f"the surname of a relative, {one.name}, before he or she is named"
                return Meaning(name, name.exact, None, confidence=0.4, why=why, candidates=(one.actor.id,))
            titled = name.title is not None and name.title.role is not None
            why = f"surname of {one.name} in this article" + (", with title" if titled else "")
            return self._means(name, one, _TITLED if titled else _SURNAME, why)
        if people:
            leader = self._leader_among(people)
            if leader is not None:
                return self._means(name, leader, _IN_OFFICE, f"of several called so, {leader.name} is in office")
            told = self._of_whom_it_tells(name, people)
            if told is not None:
                return told
            ids = tuple(one.actor.id for one in people)
            why = "surname shared by " + " and ".join(one.name for one in people)
            return Meaning(name, name.exact, None, confidence=0.5, why=why, candidates=ids)
        return self._stranger(name)

    def _leader_among(self, people: list[Person]) -> Person | None:
        """Who governs, of relatives who share a surname, unless the article names another of them more often."""
        if self._on is None:
            return None
        lately = (date.fromisoformat(self._on) - _A_WHILE).isoformat()
        governing = [
            one for one in people if speaks_for_state(one.actor.id, self._on) or speaks_for_state(one.actor.id, lately)
        ]
        if len(governing) != 1:
            return None
        most = max(self._named[one.actor.id] for one in people)
        return governing[0] if self._named[governing[0].actor.id] == most else None

    def _first_named(self, actor_id: str, default: int) -> int:
        return next(iter(self._named_at.get(actor_id, ())), default)

    def _of_whom_it_tells(self, name: Name, people: list[Person]) -> Meaning | None:
        """Whom the report calls by a surname that several of its people bear, as the press does."""
        bearers = [Bearer(one.actor.id, self._named_at[one.actor.id], one.actor.id in self._kin) for one in people]
        bare = [one.start for one in self._names if one.exact == name.exact]
        told = bearer_meant(bearers, name.start, bare)
        one = self._by_id.get(told[0]) if told else None
        return (
            self._means(name, one, _IN_OFFICE, f"of several called so {one.name}, {told[1]}") if told and one else None
        )

    def _means(self, name: Name, one: Person, confidence: float, why: str) -> Meaning:
        return Meaning(
            name, one.name, one.actor.id, one.country, one.sector, confidence * min(1.0, 0.5 + name.score), why, (), one
        )

    def _stranger(self, name: Name) -> Meaning:
        """A surname whose full name the article never gives: office holders of the day, or nobody."""
        surname = " ".join(parts_of(name.exact)) or name.exact
        title = name.title
        inner = self._by_inner_name.get(plain_key(name.exact), ())
        if len(inner) == 1 and self._first_named(inner[0].actor.id, name.end) < name.start:
            return self._means(name, inner[0], _IN_OFFICE, f"one of the names of {inner[0].name}")
        if name.actor is not None:
            known = self._surnames.monarchs_called_so(name.actor, title) or [name.actor]
            if len(known) > 1:
                ids = tuple(one.id for one in known)
                return Meaning(name, name.exact, None, confidence=0.4, why="several monarchs bear it", candidates=ids)
            return _plain(name, known[0].name, known[0].id, known[0].country, known[0].sector, "actor table")
        if title is not None and title.role is not None and (title.country or title.body):
            of = title.country or title.body or ""
            held = [
                one
                for one in holders(title.role.canonical, of, on=self._on)
                if plain_key(one.name).endswith(plain_key(surname)) or plain_key(surname) in plain_key(one.name).split()
            ]
            if len(held) == 1:
                return self._in_office(name, held[0], f"{title.role.canonical} of {of} of that name")
        aged = self._surnames.elder_or_younger(surname, self._text[max(0, name.start - 24) : name.start])
        if aged is not None:
            return self._in_office(name, aged, "of two holders of that name the one told by age")
        held = self._surnames.table_knows(surname, title) or self._surnames.of_region(surname, title, self._text)
        if len(held) == 1 and title is None and another_called_so(surname, held[0], self._text, on=self._on):
            why = "a surname that another in the text bears, too"
            return Meaning(name, name.exact, None, confidence=0.4, why=why, candidates=(held[0].id,))
        if len(held) == 1:
            return self._in_office(name, held[0], "the only office holder of that name who fits")
        if len(held) > 1:
            ids = tuple(one.id for one in held)
            return Meaning(name, name.exact, None, confidence=0.4, why="several office holders bear it", candidates=ids)
        if title is None and (thin := self._surnames.thin(surname)):
            ids = tuple(one.id for one in thin)
            why = "a surname alone, which somebody in office bears"
            return Meaning(name, name.exact, None, confidence=0.3, why=why, candidates=ids)
        country = title.country if title else None
        sector = title.role.sector if title and title.role else None
        why = "named only so in this article"
        office = title.role.canonical if title is not None and title.role is not None else None
        # Who may be an office holder whom no rule found has no id that would join him with strangers.
        passing = office in _BEFORE_SURNAMES or self._surnames.has_office_holder(surname)
        made = "p:" + slug(name.exact)
        return Meaning(name, name.exact, made, country, sector, _NAMED_ONCE, why, passing=passing)

    def _in_office(self, name: Name, actor: Actor, why: str) -> Meaning:
        return Meaning(name, actor.name, actor.id, actor.country, actor.sector, _IN_OFFICE, why)

    def _body(self, name: Name) -> Meaning:
        long = self._long_forms.get(name.exact)
        full = long.exact if long is not None else name.exact
        actor = long.actor if long is not None and long.actor else None
        actor = actor or body_called(full, self._on, name.kind in ("organization", "group"))
        why = "long form stands in this article" if long is not None else "name as it stands"
        if actor is not None and is_of_another_state(replace(name, actor=actor), self._states):
            why = "a body that many states have, and the text speaks of another"
            return Meaning(name, full, None, None, actor.sector, 0.4, why, (actor.id,))
        if actor is not None and actor.kind != "person":
            return Meaning(name, actor.name, actor.id, actor.country, actor.sector, 0.9, why + ", actor table")
        if name.kind == "organization":
            country = name.title.country if name.title else None
            sector = "JRN" if _OUTLET.search(full) else None
            return Meaning(name, full, "o:" + slug(full), country, sector, 0.5 + 0.4 * name.score, why)
        return Meaning(name, full, None, name.country, None, 0.5 + 0.4 * name.score, why)


def _plain(name: Name, full: str, actor_id: str | None, country: str | None, sector: str | None, why: str) -> Meaning:
    return Meaning(name, full, actor_id, country, sector, 0.95 * name.score, why)

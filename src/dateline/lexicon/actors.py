"""Actors of world news by name: states and organs, international bodies, media, parties, armed groups, office holders.

Tables beside this file, to be edited by hand: actors.tsv (bodies, with the years in which a name held) and offices.tsv
(who held which office when). Ids are stable: "CHN" and "CHNGOV" for a state and its government, "o:<slug>" for other
bodies, "p:<slug>" for persons. The Phoenix/PETRARCH table is asked last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.countries import country_of_demonym, country_of_name, name_of
from dateline.lexicon.phoenix import PhoenixActor, phoenix_actor
from dateline.lexicon.tables import read_table

_GOVERNMENT = "GOV"
_DOTTED = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b|$|\s)")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SPELLINGS = (("isation", "ization"), ("defence", "defense"), ("centre", "center"), ("labour", "labor"))
_PERSON_SECTORS = {"pope": "REL", "defence minister": "MIL"}
_FAMILY_NAME_FIRST = frozenset(("CHN", "TWN", "HKG", "KOR", "PRK", "SGP", "VNM"))
_POLITICAL_ID = re.compile(r"[A-Z]{3}[A-Z]*")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in the news; `country` is ISO alpha-3, `sector` a PLOVER sector code (GOV, MIL, JRN ...).

    kind: country, government, organ, court, military, police, igo, ngo, agency, outlet, company, party,
    armed_group, person, group.
    """

    id: str
    name: str
    country: str | None
    kind: str
    sector: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """One term of office: the office, of which state or body, who held it, from and to which day (None is open)."""

    office: str
    of: str
    holder: Actor
    start: str | None
    end: str | None

    def held_on(self, day: str) -> bool:
        """Tell whether the term ran on that day (ISO date; the last day counts)."""
        return (self.start or "") <= day and (self.end is None or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class _Dated:
    alias: str
    actor: Actor
    start: str
    end: str

    def holds(self, on: str | None) -> bool:
        if on is None:
            return True
        return (not self.start or self.start <= on) and (not self.end or on[: len(self.end)] <= self.end)


def actor_of_name(name: str, *, on: str | None = None) -> Actor | None:
    """The actor of that name, or None; `on` (ISO date or year) chooses where a name changed hands.

    Own tables come first, then countries, then a Phoenix table if one is installed. Acronyms must stand in
    capitals ("WHO", not "who").

    >>> actor_of_name("the Collective Security Treaty Organisation").id
    'o:collective-security-treaty-organization'
    >>> actor_of_name("the Kremlin").id, actor_of_name("who")
    ('RUSGOV', None)
    """
    found = own_actor(name, on=on)
    if found is not None:
        return found
    country = country_of_name(name, year=int(on[:4]) if on and on[:4].isdigit() else None)
    if country is not None:
        return state(country)
    row = phoenix_actor(name)
    return _from_phoenix(name, row) if row else None


def own_actor(name: str, *, on: str | None = None) -> Actor | None:
    """The actor of that name in our own tables; without `on`, the latest to bear it."""
    held = [one for one in _by_key().get(name_key(name), ()) if _case_fits(one.alias, name)]
    held = held or _behind_country(name)
    fitting = [one for one in held if one.holds(on)] or held
    return fitting[-1].actor if fitting else None


def _behind_country(name: str) -> list[_Dated]:
    """ "the U.S. Department of State", "the British Foreign Office": the body of that state without its adjective."""
    first, _, rest = name.removeprefix("the ").removeprefix("The ").partition(" ")
    country = (country_of_demonym(first) or country_of_name(first)) if rest else None
    if country is None:
        return []
    known = _by_key().get(name_key(rest), ())
    return [one for one in known if one.actor.country == country and _case_fits(one.alias, rest)]


def state(country: str) -> Actor:
    """The state itself, by ISO alpha-3 code."""
    return Actor(country, name_of(country), country, "country", _GOVERNMENT)


def government(country: str) -> Actor:
    """The government of a state, by ISO alpha-3 code: what "Beijing" or "Downing Street" means when it acts."""
    return Actor(country + _GOVERNMENT, f"government of {name_of(country)}", country, "government", _GOVERNMENT)


def person(name: str, *, country: str | None = None, sector: str | None = None) -> Actor:
    """A person by full name: from the tables where known, else with an id made from the name."""
    known = own_actor(name)
    if known is not None and known.kind == "person":
        return known
    return Actor("p:" + slug(name), name, country, "person", sector)


def holders(office: str, of: str, *, on: str | None = None) -> tuple[Actor, ...]:
    """Who held an office ("president") of a state or body ("RUS") on a day; everybody ever, when no day is given."""
    terms = _terms().get((office, of), ())
    return tuple(dict.fromkeys(term.holder for term in terms if on is None or term.held_on(on)))


def offices_of(actor_id: str, *, on: str | None = None) -> tuple[Office, ...]:
    """The terms of office of a person, on a day or ever."""
    return tuple(term for term in _terms_by_holder().get(actor_id, ()) if on is None or term.held_on(on))


def gender_of(actor_id: str) -> str | None:
    """ "m" or "f" for persons in the table of offices, else None."""
    return _genders().get(actor_id)


def surname_holders(surname: str, *, on: str | None = None) -> tuple[Actor, ...]:
    """The office holders whose surname this is: those in office on the day, else all of the table.

    East Asian names are known by their first part, others by their last.
    """
    everybody = _by_surname().get(name_key(surname), ())
    in_office = tuple(one for one in everybody if on is not None and offices_of(one.id, on=on))
    return in_office or everybody


def slug(name: str) -> str:
    """A name as it stands in ids.

    >>> slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = _NOT_SLUG.sub("-", plain).strip("-")
    return made or _NOT_SLUG.sub("-", " ".join(f"u{ord(sign):x}" for sign in name)).strip("-")


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """The form under which names are looked up: no case, dots, articles or British and American spellings."""
    text = " ".join(name.replace("’", "'").replace("-", " ").replace("&", "and").split())
    text = _DOTTED.sub("", text).lower().removeprefix("the ").removesuffix("'s")
    for british, american in _SPELLINGS:
        text = text.replace(british, american)
    return text


def first_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every alias of our own tables as keys split into words, longest first, by its first word: for finding names."""
    return _by_first_word()


def alias_fits(name: str) -> bool:
    """Tell whether a name in this spelling and case is an alias of the own tables."""
    return any(_case_fits(one.alias, name) for one in _by_key().get(name_key(name), ()))


def _case_fits(alias: str, name: str) -> bool:
    bare = name.removeprefix("the ").removeprefix("The ")
    letters = "".join(sign for sign in alias if sign.isalpha())
    if len(letters) <= 6 and letters.isupper():
        return "".join(sign for sign in bare if sign.isalpha()).isupper()
    return bare[:1].isupper() or not alias[:1].isupper()


def _from_phoenix(name: str, row: PhoenixActor) -> Actor:
    if row.sector == "ELI":
        return Actor("p:" + slug(name), name, row.country, "person", _GOVERNMENT)
    if row.code == (row.country or "") + _GOVERNMENT and row.country:
        return government(row.country)
    kind = {"IGO": "igo", "NGO": "ngo", "MED": "outlet", "REB": "armed_group"}.get(row.sector or "", "organ")
    sector = "JRN" if row.sector == "MED" else row.sector
    return Actor("o:" + slug(name), name, row.country, kind, sector)


@lru_cache(maxsize=1)
def _by_key() -> dict[str, list[_Dated]]:
    found: dict[str, list[_Dated]] = {}
    for one in (*_bodies(), *_office_holders()):
        held = found.setdefault(name_key(one.alias), [])
        if one not in held:
            held.append(one)
    for held in found.values():
        held.sort(key=lambda one: one.end or "9999")
    return found


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for key in _by_key():
        words = tuple(key.split())
        if words:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(keys, key=len, reverse=True)) for first, keys in found.items()}


def _bodies() -> Iterator[_Dated]:
    for row in read_table("actors.tsv"):
        actor = Actor(row["id"], row["name"], row["country"] or None, row["kind"], row["sector"] or None)
        for alias in (row["name"], *_parts(row["aliases"])):
            yield _Dated(alias, actor, row["from"], row["to"])


def _office_holders() -> Iterator[_Dated]:
    for row, holder in _office_rows():
        # A person bears the name before and after the office too, so names carry no dates.
        for alias in (row["holder"], *_parts(row["aliases"])):
            yield _Dated(alias, holder, "", "")


@lru_cache(maxsize=1)
def _office_rows() -> tuple[tuple[dict[str, str], Actor], ...]:
    first: dict[str, Actor] = {}
    rows = []
    for row in read_table("offices.tsv"):
        country = row["of"] if _POLITICAL_ID.fullmatch(row["of"]) else None
        sector = _PERSON_SECTORS.get(row["office"], _GOVERNMENT) if country else "IGO"
        made = Actor("p:" + slug(row["holder"]), row["holder"], country, "person", sector)
        rows.append((row, first.setdefault(made.id, made)))
    return tuple(rows)


@lru_cache(maxsize=1)
def _terms() -> dict[tuple[str, str], list[Office]]:
    found: dict[tuple[str, str], list[Office]] = {}
    for row, holder in _office_rows():
        term = Office(row["office"], row["of"], holder, row["from"] or None, row["to"] or None)
        found.setdefault((term.office, term.of), []).append(term)
    return found


@lru_cache(maxsize=1)
def _terms_by_holder() -> dict[str, list[Office]]:
    found: dict[str, list[Office]] = {}
    for terms in _terms().values():
        for term in terms:
            found.setdefault(term.holder.id, []).append(term)
    return found


@lru_cache(maxsize=1)
def _genders() -> dict[str, str]:
    return {holder.id: row["gender"] for row, holder in _office_rows()}


@lru_cache(maxsize=1)
def _by_surname() -> dict[str, tuple[Actor, ...]]:
    found: dict[str, dict[str, Actor]] = {}
    for _, holder in _office_rows():
        parts = holder.name.split()
        if parts[0] in ("King", "Pope", "Queen"):
            continue
        family = parts[0] if holder.country in _FAMILY_NAME_FIRST else parts[-1]
        found.setdefault(name_key(family), {}).setdefault(holder.id, holder)
    return {family: tuple(people.values()) for family, people in found.items()}


def _parts(text: str) -> Iterable[str]:
    return text.split("|") if text else ()

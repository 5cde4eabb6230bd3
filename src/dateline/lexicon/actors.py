"""Actors of world news by name: states and organs, international bodies, media, parties, armed groups, office holders.

The table actors.tsv beside this file holds bodies, with the years in which a name held; persons in office come from
offices.py. Ids are stable: "CHN" and "CHNGOV" for a state and its government, "o:<slug>" for other bodies, "p:<slug>"
for persons. Rows that a user adds come first, the Phoenix/PETRARCH table is asked last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon import own_rows
from dateline.lexicon.countries import country_of_demonym, country_of_name, name_of
from dateline.lexicon.offices import (
    FAMILY_NAME_FIRST,
    Actor,
    Office,
    gender_of,
    holders,
    office_holders,
    offices_of,
    person_named,
    slug,
    surname_bearers,
    surname_holders,
)
from dateline.lexicon.own_rows import renewed
from dateline.lexicon.phoenix import PhoenixActor, phoenix_actor
from dateline.lexicon.tables import read_table

__all__ = [
    "FAMILY_NAME_FIRST",
    "Actor", "Office", "actor_of_name", "alias_fits", "first_words", "gender_of", "government", "holders", "name_key",
    "offices_of", "own_actor", "person", "person_named", "slug", "state", "surname_bearers",
    "surname_holders",
]  # fmt: skip
_GOVERNMENT = "GOV"
_DOTTED = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b|$|\s)")
_SPELLINGS = (("isation", "ization"), ("defence", "defense"), ("centre", "center"), ("labour", "labor"))


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
    held = _bearers(name) or _behind_country(name)
    fitting = [one for one in held if one.holds(on)] or held
    return fitting[-1].actor if fitting else None


@renewed
@lru_cache(maxsize=20_000)
def _bearers(name: str) -> tuple[_Dated, ...]:
    return tuple(one for one in _by_key().get(name_key(name), ()) if _case_fits(one.alias, name))


@renewed
@lru_cache(maxsize=20_000)
def _behind_country(name: str) -> tuple[_Dated, ...]:
    """ "the U.S. Department of State", "the British Foreign Office": the body of that state without its adjective."""
    first, _, rest = name.removeprefix("the ").removeprefix("The ").partition(" ")
    country = (country_of_demonym(first) or country_of_name(first)) if rest else None
    return tuple(one for one in _bearers(rest) if one.actor.country == country) if country is not None else ()


def state(country: str) -> Actor:
    """The state itself, by ISO alpha-3 code."""
    return Actor(country, name_of(country), country, "country", _GOVERNMENT)


def government(country: str) -> Actor:
    """The government of a state, by ISO alpha-3 code: what "Beijing" or "Downing Street" means when it acts."""
    return Actor(country + _GOVERNMENT, f"government of {name_of(country)}", country, "government", _GOVERNMENT)


def person(name: str, *, country: str | None = None, sector: str | None = None, on: str | None = None) -> Actor:
    """A person by full name: from the tables where known, else with an id made from the name."""
    known = own_actor(name)
    if known is None or known.kind != "person":
        known = person_named(name, on=on, country=country)
    if known is not None:
        return known
    return Actor("p:" + slug(name), name, country, "person", sector)


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """The form under which names are looked up: no case, dots, articles or British and American spellings."""
    text = " ".join(name.replace("’", "'").replace("-", " ").replace("&", "and").split())
    text = _DOTTED.sub("", text).lower().removeprefix("the ").removesuffix("'s")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().strip() or text
    for british, american in _SPELLINGS:
        text = text.replace(british, american)
    return text


def first_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every alias of our own tables as keys split into words, longest first, by its first word: for finding names."""
    return _by_first_word()


def alias_fits(name: str) -> bool:
    """Tell whether a name in this spelling and case is an alias of the own tables."""
    return bool(_bearers(name))


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


@renewed
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


@renewed
@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for key in (*_by_key(), *(name_key(row["name"]) for row in own_rows.rows("metonyms"))):
        words = tuple(key.split())
        if words:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(keys, key=len, reverse=True)) for first, keys in found.items()}


def _bodies() -> Iterator[_Dated]:
    for row in (*read_table("actors.tsv"), *own_rows.rows("actors")):
        actor = Actor(row["id"], row["name"], row["country"] or None, row["kind"], row["sector"] or None)
        for alias in (row["name"], *_parts(row["aliases"])):
            yield _Dated(alias, actor, row["from"], row["to"])


def _office_holders() -> Iterator[_Dated]:
    # A person bears the name before and after the office too, so names carry no dates.
    return (_Dated(alias, holder, "", "") for alias, holder in office_holders())


def _parts(text: str) -> Iterable[str]:
    return text.split("|") if text else ()

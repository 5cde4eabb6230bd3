"""Who held which office of which state or body, and when; persons by the names under which the news knows them.

Two tables beside this file: offices.tsv (by hand) and holders.tsv (made by training/offices.py out of public tables;
each row names its source). Rows that a user adds win over both. "to" is the last day on which a source vouches for
the holder: after it the office is open, not the holder's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dateline.lexicon import own_rows
from dateline.lexicon.own_rows import renewed
from dateline.lexicon.tables import read_table, word_set

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_BARRED = str.maketrans("łŁøØıđĐ", "lLoOidD")
"""Letters that no normal form parts into a plain one and an accent."""
_STATE = re.compile(r"[A-Z]{3}[A-Z]*")
FAMILY_NAME_FIRST = frozenset(("CHN", "TWN", "HKG", "KOR", "PRK", "SGP", "VNM"))
_EITHER_ORDER = frozenset(("JPN", "HUN", "KHM"))
_CROWNS = frozenset(("king", "queen", "emperor", "empress", "emir", "sultan", "prince", "grand", "pope", "duke"))
_SECTORS = {"pope": "REL", "defence minister": "MIL"}
_PARTICLES = word_set("de da do dos van von der den bin al el di la e ter jr sr ii iii")


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


class Office(NamedTuple):
    """One term of office: the office, of which state or body, who held it, from and to which day (None is open)."""

    office: str
    of: str
    holder: Actor
    start: str | None
    end: str | None
    source: str = ""

    def held_on(self, day: str) -> bool:
        """Tell whether the term ran on that day (ISO date; the last day counts)."""
        start = self.start or ""
        return start <= day[: len(start)] and (self.end is None or day[: len(self.end)] <= self.end)


class _Row(NamedTuple):
    certain: bool
    office: str
    of: str
    holder: str
    aliases: str
    gender: str
    start: str
    end: str
    source: str


_COLUMNS = ("office", "of", "holder", "aliases", "gender", "from", "to", "source")


@renewed
@lru_cache(maxsize=20_000)
def holders(office: str, of: str, *, on: str | None = None) -> tuple[Actor, ...]:
    """Who held an office ("president") of a state or body ("RUS") on a day; everybody ever, when no day is given.

    On the day of a change the new holder counts.

    >>> [one.name for one in holders("foreign minister", "USA", on="2022-01-11")]
    ['Antony Blinken']
    """
    terms = [term for term in _terms().get((office, of), ()) if on is None or term.held_on(on)]
    own = {row["holder"] for row in own_rows.rows("offices") if (row["office"], row["of"]) == (office, of)}
    if own and on is not None:
        terms = [term for term in terms if term.holder.name in own] or terms  # rows of a user win
    if on is not None and len({term.holder.id for term in terms}) > 1:
        going = {term.holder.id for term in terms if term.end and on.startswith(term.end)}
        terms = [term for term in terms if term.holder.id not in going] or terms
    return tuple(dict.fromkeys(term.holder for term in terms))


@renewed
@lru_cache(maxsize=20_000)
def offices_of(actor_id: str, *, on: str | None = None) -> tuple[Office, ...]:
    """The terms of office of a person, on a day or ever."""
    return tuple(term for term in _terms_by_holder().get(actor_id, ()) if on is None or term.held_on(on))


def gender_of(actor_id: str) -> str | None:
    """ "m" or "f" for persons in the table of offices where it tells, else None."""
    return _genders().get(actor_id)


def surname_holders(surname: str, *, on: str | None = None) -> tuple[Actor, ...]:
    """The office holders whose family name this is: those in office on the day, else those of the table by hand.

    Chinese, Korean and Vietnamese names are known by their first part, Japanese and Hungarian ones by either end,
    others by the last.
    """
    everybody = surname_bearers(surname)
    in_office = tuple(one for one in everybody if on is not None and offices_of(one.id, on=on))
    return in_office or tuple(one for one in everybody if one.id in _known_by_hand())


@renewed
@lru_cache(maxsize=20_000)
def surname_bearers(surname: str) -> tuple[Actor, ...]:
    """All office holders of any time whose family name this is; it may be of several words ("von der Leyen").

    >>> [one.id for one in surname_bearers("Peña Nieto")]
    ['p:enrique-pena-nieto']
    """
    words = _words(surname)
    everybody: dict[str, Actor] = {}
    for told, actor in _by_word().get(words[-1], ()) if words else ():
        if told[-len(words) :] == words if len(words) > 1 else words[0] in _family_names(told, actor):
            everybody.setdefault(actor.id, actor)
    return tuple(everybody.values())


def _family_names(told: tuple[str, ...], actor: Actor) -> tuple[str, ...]:
    """The word or words of a full name by which alone a person may be called."""
    if actor.country in FAMILY_NAME_FIRST:
        return told[:1]
    return (told[0], told[-1]) if actor.country in _EITHER_ORDER else told[-1:]


@renewed
@lru_cache(maxsize=20_000)
def person_named(name: str, *, on: str | None = None, country: str | None = None) -> Actor | None:
    """The office holder of that full name, in either order and with or without middle names; None for others.

    Of namesakes the one of that country, then the one in office on the day is meant; two that remain are nobody.

    >>> person_named("Sergey V. Lavrov").id, person_named("Yi Wang").id
    ('p:sergey-lavrov', 'p:wang-yi')
    """
    words = _words(name)
    if len(words) < 2:
        return None
    found: dict[str, Actor] = {}
    for key in {words[-1], words[0]}:
        for told, actor in _by_word().get(key, ()):
            if _same_name(words, told, actor):
                found.setdefault(actor.id, actor)
    people = list(found.values())
    if len(people) > 1 and country:
        people = [one for one in people if one.country == country] or people
    if len(people) > 1:
        people = [one for one in people if " ".join(_words(one.name)) == " ".join(words)] or people
    if len(people) > 1 and on:
        people = [one for one in people if offices_of(one.id, on=on)] or people
    return people[0] if len(people) == 1 else None


def office_holders() -> Iterator[tuple[str, Actor]]:
    """Every alias in the table by hand, with the person: names that are known without a parser."""
    for row, holder in _rows():
        if row.certain:
            yield row.holder, holder
            for alias in row.aliases.split("|") if row.aliases else ():
                yield alias, holder


def slug(name: str) -> str:
    """A name as it stands in ids.

    >>> slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    """
    if name.isascii() and name.replace(" ", "").isalnum():
        return "-".join(name.lower().split())
    made = _NOT_SLUG.sub("-", _plain(name).lower()).strip("-")
    return made or _NOT_SLUG.sub("-", " ".join(f"u{ord(sign):x}" for sign in name)).strip("-")


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word of a name without case, accents, dots and apostrophes, for comparison."""
    plain = word if word.isascii() else _plain(word) or word
    return plain.lower().replace(".", "").replace("'", "").replace("’", "").replace("-", " ")


def _plain(name: str) -> str:
    if name.isascii():
        return name
    name = (
        name.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O").replace("ı", "i").replace("đ", "d")
    )
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


_WORD_SIGNS = str.maketrans({"-": " ", ".": " ", "(": " ", ")": " ", ",": " ", "'": None, "’": None})


def _words(name: str) -> tuple[str, ...]:
    """The words of a name without accents, points and generations; without the crown before a monarch's name."""
    words = _plain(name).translate(_WORD_SIGNS).lower().split()
    if len(words) > 2:
        words = words[1:] if words[0] in _CROWNS else words
        words = words[:-1] if words[-1] in ("jr", "sr") else words
    return tuple(words)


def _same_name(words: tuple[str, ...], told: tuple[str, ...], actor: Actor) -> bool:
    """Whether two full names are one: all words in some order, or first and last alike and nothing against it."""
    if words == told:
        return True
    if actor.country in FAMILY_NAME_FIRST | _EITHER_ORDER and words in ((*told[1:], told[0]), (told[-1], *told[:-1])):
        return True
    short, long = sorted((words, told), key=len)
    if len(short) < 2 or short[-1] != long[-1] or short[0] != long[0]:
        return False
    return all(any(one == other or (len(one) == 1 and other[0] == one) for other in long) for one in short)


@renewed
@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[_Row, Actor], ...]:
    """All rows with their persons: the user's first, then those by hand, then those from the sources."""
    by_hand = (*own_rows.rows("offices"), *read_table("offices.tsv"))
    listed = [_Row(True, *(row[key] for key in _COLUMNS)) for row in by_hand]
    listed += (_Row(False, *cells) for cells in _lines("holders.tsv"))
    first: dict[str, Actor] = {}
    rows = []
    for row in listed:
        actor_id = "p:" + slug(row.holder)
        actor = first.get(actor_id)
        if actor is None:
            country = row.of if _STATE.fullmatch(row.of) else None
            sector = _SECTORS.get(row.office, "GOV") if country else "IGO"
            actor = first[actor_id] = Actor(actor_id, row.holder, country, "person", sector)
        rows.append((row, actor))
    return tuple(rows)


def _lines(name: str) -> Iterator[list[str]]:
    for line in files("dateline.lexicon").joinpath(name).read_text("utf-8").split("\n")[1:]:
        if line:
            yield line.split("\t")


@renewed
@lru_cache(maxsize=1)
def _terms() -> dict[tuple[str, str], list[Office]]:
    found: dict[tuple[str, str], list[Office]] = {}
    for row, holder in _rows():
        term = Office(row.office, row.of, holder, row.start or None, row.end or None, row.source)
        found.setdefault((row.office, row.of), []).append(term)
    return found


@renewed
@lru_cache(maxsize=1)
def _terms_by_holder() -> dict[str, list[Office]]:
    found: dict[str, list[Office]] = {}
    for terms in _terms().values():
        for term in terms:
            found.setdefault(term.holder.id, []).append(term)
    return found


@renewed
@lru_cache(maxsize=1)
def _genders() -> dict[str, str]:
    told = {holder.id: row.gender for row, holder in reversed(_rows()) if row.gender}
    for row, holder in _rows():
        crown = row.holder.split(" ", 1)[0]
        if crown in ("King", "Emperor", "Emir", "Sultan", "Pope", "Queen", "Empress"):
            told.setdefault(holder.id, "f" if crown in ("Queen", "Empress") else "m")
    return told


@renewed
@lru_cache(maxsize=1)
def _known_by_hand() -> frozenset[str]:
    return frozenset(holder.id for row, holder in _rows() if row.certain)


@renewed
@lru_cache(maxsize=1)
def _by_word() -> dict[str, list[tuple[tuple[str, ...], Actor]]]:
    """Names as words, by their last word and, where the order may be the other, by their first."""
    found: dict[str, list[tuple[tuple[str, ...], Actor]]] = {}
    for row, holder in _rows():
        for name in (row.holder, *row.aliases.split("|")) if row.aliases else (row.holder,):
            words = _words(name)
            if len(words) > 1:
                found.setdefault(words[-1], []).append((words, holder))
                if holder.country in FAMILY_NAME_FIRST or holder.country in _EITHER_ORDER:
                    found.setdefault(words[0], []).append((words, holder))
    return found

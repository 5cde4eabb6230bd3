"""Which stretches of a text are names: what the parser found, united with what the lexicon knows, longest first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from dateline.lexicon.actors import Actor, alias_fits, first_words, own_actor
from dateline.lexicon.countries import (
    all_countries,
    countries_of_demonym,
    country_of_name,
    seat_of_government,
)
from dateline.lexicon.own_rows import renewed
from dateline.lexicon.places_table import vessels
from dateline.understand.name_acronyms import common_acronyms
from dateline.understand.name_agreement import agreed_names
from dateline.understand.name_forms import Name as Name
from dateline.understand.name_forms import gender_of_role, title_before
from dateline.understand.parse import Parse
from dateline.understand.parsed_names import MONEY, honorific, parsed_names
from dateline.understand.text_words import Covered, Words, words_of

_BETWEEN = frozenset((" ", "-", "\u00a0", ", ", "–", " - "))
_KIND_OF_ACTOR = {"person": "person", "country": "country"}
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SHOUTED = frozenset(("WHO", "US", "AS", "IS", "CAN", "AID", "ALL"))
_CAPITALS_AFTER = re.compile(r" [A-Z]{2,}\b")
_CAPITALS_BEFORE = re.compile(r"\b[A-Z]{2,} $")
_ORGAN_AFTER = re.compile(
    r" (?:[A-Z][a-z]+ ){0,2}(?:Police(?: Department| Force)?|Municipality|Ministry|Parliament|University|Court|Army"
    r"|Navy|Air Force|Red Crescent|Red Cross|Airlines?|Airways|Football Association|Stock Exchange|Central Bank"
    r"|Police Service|Supreme Court|High Court|National Guard|Legislature|City Council|Chamber of Commerce)\b(?! [A-Z])"
)
_SCORE_OF_LEXICON = 1.0


def find_names(parse: Parse, *, on: str | None) -> tuple[list[Name], Words]:
    """All names of the text in order, none inside another; and the words of the text.

    `on` is the day of the article (ISO) or None.
    """
    words = words_of(parse.text)
    addresses = _in_addresses(parse.text)
    listed = [*_from_lexicon(words, parse, on=on), *_vessels(parse.text)]
    plain = common_acronyms(parse.text)
    parsed = [name for name in parsed_names(parse, words, on=on) if name.exact not in plain]
    names = _united(
        [_with_organ(name, parse.text) for name in listed],
        [_with_organ(name, parse.text) for name in parsed],
        parse.text,
    )
    names = [name for name in names if name.start not in addresses]
    names = agreed_names(names, words, parse, addresses)
    return [_with_title(name, words, parse.text) for name in names], words


def _in_addresses(text: str) -> set[int]:
    """Every place inside a web address."""
    if "://" not in text and "www." not in text:
        return set()
    return {at for found in _ADDRESS.finditer(text) for at in range(*found.span())}


def _from_lexicon(words: Words, parse: Parse, *, on: str | None) -> Iterator[Name]:
    index, text = _index(), parse.text
    done = 0
    keys = [*words.keys, ""]
    for number in words.among(index):
        known = index[keys[number]]
        if number < done or not (known.alone or keys[number + 1] in known.longer):
            continue
        for length in _lengths(known, words, number, text):
            found = _listed(text, words.starts[number], words.end(number + length), parse, on=on)
            if found is not None:
                yield found
                done = number + length + 1
                break


def _lengths(known: _Following, words: Words, number: int, text: str) -> Iterator[int]:
    """How many words after word `number` make a known name with it, the most first."""
    if known.longer and number + 1 < len(words):
        for rest in known.longer.get(words.keys[number + 1], ()):
            last = number + len(rest)
            if last < len(words) and all(
                words.keys[number + step + 1] == key
                and _may_stand_between(text[words.end(number + step) : words.starts[number + step + 1]], key)
                for step, key in enumerate(rest)
            ):
                yield len(rest)
    if known.alone:
        yield 0


def _may_stand_between(gap: str, following: str) -> bool:
    """Whether two words of one name may stand so far apart: by a blank, a hyphen, or the point of "No. 10"."""
    return gap in _BETWEEN or (gap == ". " and following.isdigit())


def _listed(text: str, start: int, end: int, parse: Parse, *, on: str | None) -> Name | None:
    exact = text[start:end]
    if exact == "US" and MONEY.match(text, end):
        return None
    if (
        exact in _SHOUTED
        and _CAPITALS_AFTER.match(text, end)
        and _CAPITALS_BEFORE.search(text, max(0, start - 24), start)
    ):
        return None
    plain = " " not in exact and "-" not in exact and not exact.isupper()
    if plain and not exact[:1].isupper():
        return None
    meant = _meant_by(exact, on, not plain or _is_proper(parse, start))
    if meant is None:
        return None
    begin, kind, score, actor, country, seat = meant
    return Name(start + begin, end, exact[begin:], kind, "lexicon", score, actor, country, None, seat)


class _Meant(NamedTuple):
    """What a known name means, and how many signs of respect stand before it."""

    begin: int
    kind: str
    score: float
    actor: Actor | None
    country: str | None
    seat: str | None


@renewed
@lru_cache(maxsize=20_000)
def _meant_by(exact: str, on: str | None, proper: bool) -> _Meant | None:
    """What a name of the tables means on a day; `proper` unless the grammar takes it for a common word."""
    year = _year(on)
    seat = seat_of_government(exact, year=year) or None
    actor = own_actor(exact, on=on) if proper and alias_fits(exact) else None
    if actor is not None:
        kind = _KIND_OF_ACTOR.get(actor.kind, "organization")
        begin = honorific(exact) if kind == "person" else 0
        return _Meant(begin, kind, _SCORE_OF_LEXICON, actor, actor.country, seat)
    if country := country_of_name(exact, year=year):
        return _Meant(0, "country", _SCORE_OF_LEXICON, None, country, seat)
    if nations := countries_of_demonym(exact):
        return _Meant(0, "nationality", _SCORE_OF_LEXICON, None, nations[0] if len(nations) == 1 else None, seat)
    return _Meant(0, "place", 0.9, None, seat, seat) if seat and proper else None


def _vessels(text: str) -> Iterator[Name]:
    """ "INS Mysore" is a ship, whatever city it is called after."""
    for start, end in vessels(text):
        yield Name(start, end, text[start:end], "product", "lexicon", _SCORE_OF_LEXICON)


def _is_proper(parse: Parse, start: int) -> bool:
    token = parse.token_at(start)
    within = token is not None and int(parse.starts[token]) < start  # "Moscow" of "pro-Moscow"
    return token is None or within or parse.pos[token] in ("PROPN", "X", "") or not parse.pos[token]


def _with_organ(name: Name, text: str) -> Name:
    """ "Dubai Police" is one body, not a city and a word."""
    if name.kind not in ("place", "country", "nationality"):
        return name
    organ = _ORGAN_AFTER.match(text, name.end)
    if organ is None:
        return name
    end = organ.end()
    return Name(name.start, end, text[name.start : end], "organization", "composed", 0.8)


def _united(listed: list[Name], parsed: list[Name], text: str) -> list[Name]:
    """Longest match wins; at equal length the lexicon wins over the parser."""
    kept: list[Name] = []
    covered = Covered(text)
    people = [name for name in listed if name.kind == "person" and " " in name.exact]
    starts = [name.start for name in people]
    parsed = [
        name
        for name in parsed
        if not any(
            _swallows(name, one) for one in people[bisect_left(starts, name.start) : bisect_left(starts, name.end)]
        )
    ]
    ranked = sorted([*listed, *parsed], key=lambda name: (name.start - name.end, name.by != "lexicon", name.start))
    for name in ranked:
        if covered.is_free(name.start, name.end):
            covered.take(name.start, name.end)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def _swallows(name: Name, person: Name) -> bool:
    """A parsed name that runs on from a known person into the next name is a slip of the parser."""
    inside = name.start <= person.start and person.end <= name.end and len(name.exact) > len(person.exact)
    return inside and name.kind == "person"


def _with_title(name: Name, words: Words, text: str) -> Name:
    number = words.at(name.start) if name.kind in ("person", "organization") else None
    if number is None:
        return name
    title, _ = title_before(words, number, text)
    if title is not None and title.gender is None and title.role is not None:
        title = replace(title, gender=gender_of_role(title.role.words))
    if title is None:
        return name
    return Name(
        name.start, name.end, name.exact, name.kind, name.by, name.score, name.actor, name.country, title, name.seat
    )


class _Following(NamedTuple):
    """What may follow the first word of a known name, by the next word and the longest first; or nothing at all."""

    longer: dict[str, list[tuple[str, ...]]]
    alone: bool


@renewed
@lru_cache(maxsize=1)
def _index() -> dict[str, _Following]:
    found: dict[str, set[tuple[str, ...]]] = {
        first: {words[1:] for words in several} for first, several in first_words().items()
    }
    for words in map(_keys, _country_words()):
        if words:
            found.setdefault(words[0], set()).add(words[1:])
    return {first: _following(several) for first, several in found.items()}


def _following(several: set[tuple[str, ...]]) -> _Following:
    longer: dict[str, list[tuple[str, ...]]] = {}
    for rest in sorted(several, key=lambda keys: (-len(keys), keys)):
        if rest:
            longer.setdefault(rest[0], []).append(rest)
    return _Following(longer, () in several)


def _country_words() -> Iterable[str]:
    for country in all_countries():
        yield from (name.text for name in (*country.names, *country.capitals))
        yield from (*country.adjectives, *country.people, *country.seats)


def _keys(name: str) -> tuple[str, ...]:
    keys = words_of(name).keys
    return tuple(keys[1:] if keys[:1] == ["the"] else keys)


def _year(on: str | None) -> int | None:
    return int(on[:4]) if on and on[:4].isdigit() else None

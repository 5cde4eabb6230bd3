"""Which stretches of a text are names: what the parser found, united with what the lexicon knows, longest first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from dateline.lexicon.actors import alias_fits, first_words, own_actor
from dateline.lexicon.countries import (
    all_countries,
    countries_of_demonym,
    country_of_name,
    seat_of_government,
)
from dateline.lexicon.own_rows import renewed
from dateline.lexicon.places_table import vessels
from dateline.lexicon.roles import role_of
from dateline.lexicon.tables import read_table
from dateline.understand.name_acronyms import common_acronyms, is_plain_acronym, is_plain_word
from dateline.understand.name_agreement import agreed_names
from dateline.understand.name_forms import Name as Name
from dateline.understand.name_forms import gender_of_role, title_before
from dateline.understand.name_kinds import is_event, is_people, is_statute, is_work, kind_of_misc
from dateline.understand.parse import Parse
from dateline.understand.text_words import Covered, Words, words_of

_BETWEEN = frozenset((" ", "-", "\u00a0", ", ", "–", " - "))
_KIND_OF_ACTOR = {"person": "person", "country": "country"}
_KIND_OF_LABEL = {"PER": "person", "ORG": "organization", "LOC": "place", "NORP": "group", "MISC": "other"}
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z](?=\.)|(?:[A-Z] \. )+[A-Z](?= \.)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_MONEY = re.compile(r" ?\$|[ -](?:[Dd]ollars?|cents?)\b")
_SHOUTED = frozenset(("WHO", "US", "AS", "IS", "CAN", "AID", "ALL"))
_CAPITALS_AFTER = re.compile(r" [A-Z]{2,}\b")
_CAPITALS_BEFORE = re.compile(r"\b[A-Z]{2,} $")
_ORGANISATION = re.compile(
    r"\b(?:University|Institute|Ministry|Department|Committee|Commission|Council|Agency|Party|Bank|Corp|Inc|Ltd|Company"
    r"|Association|Union|Foundation|Court|Party|Army|Police|Group|Organi[sz]ation|Authority|Bureau|Office|Centre"
    r"|Center|Church|College|School|Hospital|Club|Federation|Congress|Senate|Parliament|Assembly|Forces?|Times|Post"
    r"|Journal|Herald|Tribune|News|Radio|Television|TV)\b"
)
_PORTFOLIO = re.compile(r"\b(?:[Mm]inisters?|[Ss]ecretary|[Cc]ommissioner)(?: of [Ss]tate)? (?:of|for) (?:the )?$")
_HYPHENED = re.compile(r"-(?:[A-Z]\w+|[a-z]{1,4}\b)")
_HYPHEN_APART = re.compile(r" - ([A-Z]\w+|[a-z]{2,5}\b)(?! - )")
_OF_WORDS_APART = re.compile(r"\w (?:['’]s|,) ")
_IN_NAMES = ("PROPN", "NOUN", "X")
_ORGAN_AFTER = re.compile(
    r" (?:[A-Z][a-z]+ ){0,2}(?:Police(?: Department| Force)?|Municipality|Ministry|Parliament|University|Court|Army"
    r"|Navy|Air Force|Red Crescent|Red Cross|Airlines?|Airways|Football Association|Stock Exchange|Central Bank"
    r"|Police Service|Supreme Court|High Court|National Guard|Legislature|City Council|Chamber of Commerce)\b(?! [A-Z])"
)
_SIDED = re.compile(r"(?:pro|anti)-(?=[A-Z])")
_NEXT_WORD = re.compile(r" ([A-Z][a-z]+)\b")
_INSIDE = re.compile(r"[a-z,] $")
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z][A-Za-z]*(?:\.[A-Z])?\.?\Z")
_EDGES = " \t\n,;:“”\"‘’'()[]–—-"
_SCORE_OF_LEXICON = 1.0
_APOSTROPHES = frozenset("'’")


def find_names(parse: Parse, *, on: str | None) -> tuple[list[Name], Words]:
    """All names of the text in order, none inside another; and the words of the text.

    `on` is the day of the article (ISO) or None.
    """
    words = words_of(parse.text)
    addresses = _in_addresses(parse.text)
    listed = [*_from_lexicon(words, parse, on=on), *_vessels(parse.text)]
    plain = common_acronyms(parse.text)
    parsed = [name for name in _from_parse(parse, words, on=on) if name.exact not in plain]
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
    for number in words.among(index):
        if number < done:
            continue
        for length in _lengths(index[words.keys[number]], words, number, text):
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
    if exact == "US" and _MONEY.match(text, end):
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
    made: Name | None = None
    if alias_fits(exact):
        actor = own_actor(exact, on=on)
        if actor is not None and not (plain and not _is_proper(parse, start)):
            kind = _KIND_OF_ACTOR.get(actor.kind, "organization")
            begin = start + _honorific(exact) if kind == "person" else start
            made = Name(begin, end, text[begin:end], kind, "lexicon", _SCORE_OF_LEXICON, actor, actor.country)
    if made is None and (country := country_of_name(exact, year=_year(on))):
        made = Name(start, end, exact, "country", "lexicon", _SCORE_OF_LEXICON, None, country)
    if made is None and (nations := countries_of_demonym(exact)):
        only = nations[0] if len(nations) == 1 else None
        made = Name(start, end, exact, "nationality", "lexicon", _SCORE_OF_LEXICON, None, only)
    seat = seat_of_government(exact, year=_year(on))
    if seat and made is None and (not plain or _is_proper(parse, start)):
        made = Name(start, end, exact, "place", "lexicon", 0.9, None, seat)
    return replace(made, seat=seat) if made is not None and seat else made


def _honorific(exact: str) -> int:
    """The length of what stands before a name out of respect or rank: "Pope Francis", "Alhaji Bello"."""
    first, blank, rest = exact.partition(" ")
    if not blank or not rest[:1].isupper() or first.rstrip(".") not in _honorifics():
        return 0
    return len(first) + 1 + _honorific(rest)


@lru_cache(maxsize=1)
def _honorifics() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("honorifics.tsv"))


def _vessels(text: str) -> Iterator[Name]:
    """ "INS Mysore" is a ship, whatever city it is called after."""
    for start, end in vessels(text):
        yield Name(start, end, text[start:end], "product", "lexicon", _SCORE_OF_LEXICON)


def _is_proper(parse: Parse, start: int) -> bool:
    token = parse.token_at(start)
    within = token is not None and int(parse.starts[token]) < start  # "Moscow" of "pro-Moscow"
    return token is None or within or parse.pos[token] in ("PROPN", "X", "") or not parse.pos[token]


def _from_parse(parse: Parse, words: Words, *, on: str | None = None) -> Iterator[Name]:
    for name in parse.names:
        start, end = parse.span(name.first, name.last_exclusive)
        start, end = _trimmed(parse.text, start, end, person=name.kind == "PER")
        if name.kind == "PER":
            start = _after_titles(parse.text, start, end, words)
            start += _honorific(parse.text[start:end])
        if name.kind == "PER" and parse.text[end : end + 1] in ("-", " "):
            hyphened = _HYPHENED.match(parse.text, end) or _hyphened_apart(parse, start, end)
            end = hyphened.end() if hyphened else end
        initials = _INITIALS.match(parse.text, start) if "." in parse.text[start:end] else None
        if initials is not None and initials.end() == end:
            end = parse.text.index(".", end) + 1  # "U.S" is whole with its last full stop only
        exact = parse.text[start:end]
        if name.kind in ("PER", "ORG", "MISC") and _is_title(exact):
            continue
        if is_plain_word(exact) or (name.kind != "NORP" and is_plain_acronym(exact)):
            continue
        if ("-" in exact or " " in exact) and _is_row_of_seats(exact):
            continue  # the table names them one by one
        if name.kind != "PER" and " " in exact and _is_official_of_seat(exact, parse.text, end, on=on):
            continue  # "White House Communications" of its director: the table names the building
        if name.kind == "ORG" and _is_portfolio(parse.text, start, end):
            continue
        if name.kind == "LOC" and exact == "US" and _MONEY.match(parse.text, end):
            continue
        if start < end and any(map(str.isalnum, exact)):
            yield Name(start, end, exact, _kind(name.kind, parse.text, start, end), "parser", name.score)


def _hyphened_apart(parse: Parse, start: int, end: int) -> re.Match[str] | None:
    """ "- hye" behind "Park Geun" of a text that was taken apart into words, where no dash is meant."""
    found = _HYPHEN_APART.match(parse.text, end)
    if found is None or " " not in parse.text[start:end] or not _OF_WORDS_APART.search(parse.text):
        return None
    token = parse.token_at(found.start(1))
    return found if token is not None and parse.pos[token] in _IN_NAMES else None


def _is_official_of_seat(exact: str, text: str, end: int, *, on: str | None) -> bool:
    """ "White House Communications" before "Director": the beginning of a title, not a body."""
    following = _NEXT_WORD.match(text, end)
    if following is None or role_of(following[1]) is None:
        return False
    words = exact.split()
    heads = (" ".join(words[:size]) for size in (1, 2) if size < len(words))
    return any(seat_of_government(head) and own_actor(head, on=on) is not None for head in heads)


def _is_row_of_seats(exact: str) -> bool:
    """ "Oslo-Lima", "Oslo Lima": capitals or states in a row, and no name of its own as "Guinea-Bissau" is."""
    words = exact.replace("-", " ").split()
    if not all(seat_of_government(one) or country_of_name(one) for one in words):
        return False
    return country_of_name(exact) is None and seat_of_government(exact) is None


def _trimmed(text: str, start: int, end: int, *, person: bool) -> tuple[int, int]:
    exact = text[start:end]
    if exact[:1].isupper() and exact[-1].isalnum() and not exact.startswith("The ") and _APOSTROPHES.isdisjoint(exact):
        return start, end  # most names need no trimming
    stripped = exact.rstrip(_EDGES)
    if stripped.endswith((" ' s", " ’ s")) or (person and stripped.endswith(("'s", "’s"))):
        stripped = stripped[: max(stripped.rfind("'"), stripped.rfind("’"))].rstrip()  # but "Lloyd's" is a body
    begin = start + len(stripped) - len(stripped.lstrip(_EDGES + "."))
    if text[begin : begin + 4] == "the " or (
        text[begin : begin + 4] == "The " and not _INSIDE.search(text, max(0, begin - 4), begin)
    ):
        begin += 4  # "The" belongs to a name only where no sentence begins
    side = _SIDED.match(text, begin)
    return side.end() if side else begin, max(begin, start + len(stripped))


def _after_titles(text: str, start: int, end: int, words: Words) -> int:
    """Where the name itself begins inside "President Vladimir Putin"; one word always stays."""
    first = words.at(start)
    if first is None:
        return start
    last = first
    while last + 1 < len(words) and words.end(last + 1) <= end:
        last += 1
    for number in range(last, first, -1):
        title, begins = title_before(words, number, text)
        if title is not None and begins <= first and (title.role or title.gender or title.country):
            return words.starts[number]
    return start


def _is_portfolio(text: str, start: int, end: int) -> bool:
    """ "Minister of Employment and Labour" names an office, no body."""
    return bool(_PORTFOLIO.search(text, max(0, start - 40), start)) and not _ORGANISATION.search(text, start, end)


@lru_cache(maxsize=20_000)
def _is_title(exact: str) -> bool:
    """ "Sheikh" alone names nobody, nor does "D-Mont", the party and state behind a lawmaker's name."""
    if exact[1:2] == "-" and _PARTY_AND_STATE.match(exact):
        return True
    role = role_of(exact)
    return role is not None and role.klass in ("office", "title", "honorific", "spokesperson")


def _kind(label: str, text: str, start: int, end: int) -> str:
    exact = text[start:end]
    if label != "NORP" and is_work(text, start, end):
        return "work"
    if label in ("PER", "LOC") and is_people(text, start, end, place=label == "LOC"):
        return "group"
    return _kind_by_words(label, exact)


@lru_cache(maxsize=20_000)
def _kind_by_words(label: str, exact: str) -> str:
    """What the words of a name make of the parser's kind."""
    if label == "MISC":
        return kind_of_misc(exact)
    if label == "ORG" and (is_statute(exact) or is_event(exact)) and not _ORGANISATION.search(exact):
        return "law" if is_statute(exact) else "event"
    if label == "PER" and _ORGANISATION.search(exact):
        return "organization"
    return _KIND_OF_LABEL[label]


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
    return replace(name, title=title) if title else name


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

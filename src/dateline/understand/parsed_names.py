"""The parser's names as the text has them: without what leads in and what trails behind, of the kind that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.lexicon.actors import own_actor
from dateline.lexicon.countries import country_of_name, seat_of_government
from dateline.lexicon.own_rows import renewed
from dateline.lexicon.roles import role_of
from dateline.lexicon.tables import read_table
from dateline.understand.name_acronyms import is_plain_acronym, is_plain_word
from dateline.understand.name_forms import Name, title_before
from dateline.understand.name_kinds import is_event, is_people, is_statute, is_work, kind_of_misc
from dateline.understand.parse import NameKind, Parse
from dateline.understand.text_words import Words

_KIND_OF_LABEL = {"PER": "person", "ORG": "organization", "LOC": "place", "NORP": "group", "MISC": "other"}
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z](?=\.)|(?:[A-Z] \. )+[A-Z](?= \.)")
MONEY = re.compile(r" ?\$|[ -](?:[Dd]ollars?|cents?)\b")
"""What makes of "US" a currency."""
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
_SIDED = re.compile(r"(?:pro|anti)-(?=[A-Z])")
_NEXT_WORD = re.compile(r" ([A-Z][a-z]+)\b")
_INSIDE = re.compile(r"[a-z,] $")
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z][A-Za-z]*(?:\.[A-Z])?\.?\Z")
_EDGES = " \t\n,;:“”\"‘’'()[]–—-"
_APOSTROPHES = frozenset("'’")


def parsed_names(parse: Parse, words: Words, *, on: str | None = None) -> Iterator[Name]:
    """The names that the parser found, in its order; those that name nothing are left out.

    `on` is the day of the article (ISO) or None.
    """
    text = parse.text
    for name in parse.names:
        start, end = parse.span(name.first, name.last_exclusive)
        exact, kind = text[start:end], name.kind
        if not _is_trim(exact):
            start, end = _trimmed(text, start, end, person=kind == "PER")
        if kind == "PER":
            start = _after_titles(text, start, end, words)
            start += honorific(text[start:end])
            hyphened = _hyphened(parse, start, end)
            end = hyphened.end() if hyphened else end
        exact = text[start:end]
        if "." in exact:
            initials = _INITIALS.match(text, start)
            if initials is not None and initials.end() == end:
                end = text.index(".", end) + 1  # "U.S" is whole with its last full stop only
                exact = text[start:end]
        if start >= end or _names_nothing(kind, exact):
            continue
        if kind != "PER" and " " in exact and _is_official_of_seat(exact, text, end, on=on):
            continue  # "White House Communications" of its director: the table names the building
        if kind == "ORG" and _is_portfolio(text, start, end):
            continue
        if kind == "LOC" and exact == "US" and MONEY.match(text, end):
            continue
        yield Name(start, end, exact, _kind(kind, exact, text, start, end), "parser", name.score)


@renewed
@lru_cache(maxsize=20_000)
def _names_nothing(kind: NameKind, exact: str) -> bool:
    """Whether a name of the parser is none: a title, an acronym of no body, signs, seats of government in a row."""
    if kind in ("PER", "ORG", "MISC") and _is_title(exact):
        return True
    if is_plain_word(exact) or (kind != "NORP" and is_plain_acronym(exact)):
        return True
    if ("-" in exact or " " in exact) and _is_row_of_seats(exact):
        return True  # the table names them one by one
    return not any(map(str.isalnum, exact))


def _hyphened(parse: Parse, start: int, end: int) -> re.Match[str] | None:
    """ "-hye" behind "Park Geun", with blanks beside the hyphen or without."""
    if parse.text.startswith("-", end):
        return _HYPHENED.match(parse.text, end)
    return _hyphened_apart(parse, start, end) if parse.text.startswith(" - ", end) else None


def _hyphened_apart(parse: Parse, start: int, end: int) -> re.Match[str] | None:
    """ "- hye" behind "Park Geun" of a text that was taken apart into words, where no dash is meant."""
    found = _HYPHEN_APART.match(parse.text, end)
    if found is None or " " not in parse.text[start:end] or not _OF_WORDS_APART.search(parse.text):
        return None
    token = parse.token_at(found.start(1))
    return found if token is not None and parse.pos[token] in _IN_NAMES else None


def _is_official_of_seat(exact: str, text: str, end: int, *, on: str | None) -> bool:
    """ "White House Communications" before "Director": the beginning of a title, not a body."""
    heads = _seats_heading(exact)
    following = _NEXT_WORD.match(text, end) if heads else None
    if following is None or role_of(following[1]) is None:
        return False
    return any(own_actor(head, on=on) is not None for head in heads)


@renewed
@lru_cache(maxsize=20_000)
def _seats_heading(exact: str) -> tuple[str, ...]:
    """The seats of government with which a longer name begins."""
    words = exact.split()
    heads = (" ".join(words[:size]) for size in (1, 2) if size < len(words))
    return tuple(head for head in heads if seat_of_government(head))


def _is_row_of_seats(exact: str) -> bool:
    """ "Oslo-Lima", "Oslo Lima": capitals or states in a row, and no name of its own as "Guinea-Bissau" is."""
    words = exact.replace("-", " ").split()
    if not all(seat_of_government(one) or country_of_name(one) for one in words):
        return False
    return country_of_name(exact) is None and seat_of_government(exact) is None


@lru_cache(maxsize=20_000)
def _is_trim(exact: str) -> bool:
    """Whether a name needs no trimming, as most."""
    first, last = exact[:1], exact[-1:]
    return first.isupper() and last.isalnum() and not exact.startswith("The ") and _APOSTROPHES.isdisjoint(exact)


def _trimmed(text: str, start: int, end: int, *, person: bool) -> tuple[int, int]:
    stripped = text[start:end].rstrip(_EDGES)
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
    if not text.endswith(("of ", "for ", " the "), 0, start):
        return False  # as most, and much sooner seen
    return bool(_PORTFOLIO.search(text, max(0, start - 40), start)) and not _ORGANISATION.search(text, start, end)


def _is_title(exact: str) -> bool:
    """ "Sheikh" alone names nobody, nor does "D-Mont", the party and state behind a lawmaker's name."""
    if exact[1:2] == "-" and _PARTY_AND_STATE.match(exact):
        return True
    role = role_of(exact)
    return role is not None and role.klass in ("office", "title", "honorific", "spokesperson")


def _kind(label: str, exact: str, text: str, start: int, end: int) -> str:
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


def honorific(exact: str) -> int:
    """The length of what stands before a name out of respect or rank: "Pope Francis", "Alhaji Bello"."""
    first, blank, rest = exact.partition(" ")
    if not blank or not rest[:1].isupper() or first.rstrip(".") not in _honorifics():
        return 0
    return len(first) + 1 + honorific(rest)


@lru_cache(maxsize=1)
def _honorifics() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("honorifics.tsv"))

"""Where a text may name a place: capitalised names in places' company, and which of them act as governments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from dateline.lexicon.background import background_words
from dateline.lexicon.countries import countries_of_demonym, country_of_name, seat_of_government
from dateline.lexicon.gazetteer import is_place_name, places_of, regions_abbreviated, short_regions
from dateline.lexicon.places_table import place_words, region_adjectives
from dateline.understand.parse import Parse
from dateline.understand.place_patterns import (
    AT,
    BUILDING,
    DIRECTIONS,
    DISEASE,
    DOTTED,
    IN,
    LANDMARK,
    NO_NAME,
    STRONG_ENDS,
    STRONG_IN,
)
from dateline.understand.place_runs import capitalised_runs, core_of

_PLAIN_TOWN = 300_000
_LONGEST_RUN = 120
_OF_THE_TOWN = ("City ", "County ", "State ")
_NAMED_TOWN = 5_000
_HYPHENED_TOWN = 50_000
_SIGHT = 24
"""So far before a name is looked for what leads in to it: all of that is shorter."""
_BLANK = re.compile(r"[ \u00a0]")
_TWO_WORDS = re.compile(r"(\w+) (\w+)")
_JOINTS = re.compile(r"( and | - | – |-)")
_COMMA = re.compile(r"[A-Za-z], ?\Z")
_MORE = re.compile(r", (?:[A-Z][\w. ]{1,30})")
_NEXT_NAME = re.compile(r", ((?:[A-Z][\w’'.-]*)(?: [A-Z][\w’'.-]*)*)")
NamedSpans = tuple[list[tuple[int, int]], list[tuple[int, int, str]]]
Named = TypeVar("Named", bound=tuple[int, int] | tuple[int, int, str])


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Candidate:
    """A stretch of text that may name a place; `sure` when the company it keeps says so."""

    start: int
    end: int
    name: str
    sure: bool
    abbreviation: bool = False
    in_place_words: bool = False
    is_part: bool = False
    """Whether it is cut out of a longer name that the gazetteer lacks."""


def candidates(text: str, parse: Parse, named: NamedSpans) -> list[Candidate]:
    """Stretches that may name places, in text order, without overlaps."""
    located, blocked = named
    starts, barred_starts = [start for start, _ in located], [start for start, _, _ in blocked]
    common = background_words()[1]
    found: list[Candidate] = []
    cover = bytearray(len(text))  # 1 under a place the parse names, 2 under anything else it names
    for start, end in located:
        cover[start:end] = b"\1" * (end - start)
    for start, end, _ in blocked:
        cover[start:end] = b"\2" * (end - start)
    parsed = bool(parse.names)
    for start, end in capitalised_runs(text):
        by_parse = cover.find(1, start, end) >= 0
        if not by_parse and not _may_hold_place(text[start:end]):
            continue
        here = _touching(located, starts, start, end) if by_parse else []
        barred = _touching(blocked, barred_starts, start, end) if cover.find(2, start, end) >= 0 else []
        found.extend(_within(text, start, end, here, barred, common, parsed=parsed))
    taken = sorted((one.start, one.end) for one in found)
    taken_starts = [start for start, _ in taken]
    for start, end in located:
        if not _touching(taken, taken_starts, start, end):
            found.extend(_located(text, start, end, common))
    taken = sorted((one.start, one.end) for one in found)
    taken_starts = [start for start, _ in taken]
    for start, end, kind in blocked:
        if kind == "ORG" and _is_building(text, start, end) and not _touching(taken, taken_starts, start, end):
            found.extend(_located(text, start, end, common))
    surnames = _surnames(text, blocked)
    kept = [
        one
        for one in found
        if not _is_part_of_other(text, one)
        and (one.name not in surnames or one.in_place_words or _followed_by_place(text, one.end))
    ]
    return sorted(kept, key=lambda one: one.start)


@lru_cache(maxsize=20_000)
def _may_hold_place(run: str) -> bool:
    """Whether a run of capitalised words is worth a closer look: most single words are no name of a place."""
    if " " in run or "\u00a0" in run or "-" in run or run in short_regions():
        return True
    return is_place_name(re.sub(r"(?:['’]s?)?\.?\Z", "", run))


def _is_building(text: str, start: int, end: int) -> bool:
    """Whether a school, hospital or the like is named as somewhere to be: "at Elm Street School"."""
    return bool(BUILDING.search(text, start, end) and AT.search(text[max(0, start - 14) : start].lower()))


def towns_of_bodies(text: str, named: NamedSpans) -> list[Candidate]:
    """Large towns and regions that organisations are named after: no places there, but they tell where a text is."""
    found = []
    for start, end, kind in named[1]:
        if kind == "ORG" and 1 <= (body := text[start:end]).count(" ") < 8:
            inner = _town_of(body)
            if inner and inner[0] == 0:
                found.append(Candidate(start, start + inner[1], body[: inner[1]], False, is_part=True))
    return found


def _surnames(text: str, blocked: list[tuple[int, int, str]]) -> set[str]:
    """The last names of the persons whom the parse finds: "Banks" after "Tyrone Banks" is he."""
    people = [text[start:end] for start, end, kind in blocked if kind == "PER"]
    return {name.rsplit(" ", 1)[-1] for name in people if " " in name} - {"Jr", "Jr.", "Sr", "Sr."}


def _is_part_of_other(text: str, one: Candidate) -> bool:
    """Names inside names of diseases, strains and sums: "West Nile virus", "A/California/7", "US$10"."""
    start, end = one.start, one.end
    return (
        text.startswith("$", end)
        or text.endswith("$", 0, start)
        or (text.startswith("/", end) and text.endswith("/", 0, start))
        or DISEASE.match(text, end, end + 14) is not None
        or _is_never_place(one.name, one.abbreviation)
    )


@lru_cache(maxsize=20_000)
def _is_never_place(name: str, abbreviation: bool) -> bool:
    """Names that are none by themselves: dotted letters, adjectives, directions, short words in capitals."""
    bare = name.removeprefix("The ")
    return (
        (DOTTED.fullmatch(name) is not None and not abbreviation and not _is_short_name(bare))
        or (_is_adjective(name) and country_of_name(name) is None)
        or name.endswith("$")
        or bare in DIRECTIONS
        or (name.endswith("n") and is_place_name(name[:-1]) and not is_place_name(name))
        or (len(name) < 5 and name.isupper() and not abbreviation and not _is_short_name(name))
    )


def _is_adjective(name: str) -> bool:
    return bool(countries_of_demonym(name)) or name in region_adjectives()


def _is_short_name(name: str) -> bool:
    """Whether a few capitals are a place as they stand: UAE, NYC; not SANA, which folds to a town in Peru."""
    return country_of_name(name) is not None or name in ("NYC", "L.A.", "D.C.")


def _touching(spans: Sequence[Named], starts: list[int], start: int, end: int) -> list[Named]:
    """Those of the spans, which lie in text order and do not overlap, that share a character with [start, end)."""
    first = max(0, bisect_right(starts, start) - 1)
    last = bisect_right(starts, end - 1)
    return [span for span in spans[first:last] if span[1] > start]


def named_spans(parse: Parse) -> NamedSpans:
    """Spans the parse calls places, and those it calls persons, organisations and the rest."""
    located, blocked = [], []
    for name in parse.names:
        start, end = parse.span(name.first, name.last_exclusive)
        if name.kind == "LOC":
            located.append((start, end))
        else:
            blocked.append((start, end, name.kind))
    return sorted(located), sorted(blocked)


def _within(
    text: str,
    start: int,
    end: int,
    located: list[tuple[int, int]],
    blocked: list[tuple[int, int, str]],
    common: dict[str, int],
    *,
    parsed: bool,
) -> list[Candidate]:
    """The place names in one run of capitalised words: the whole run, without what leads in, or one the parse found."""
    if end - start > _LONGEST_RUN:
        return []
    lead, length = core_of(text[start:end])
    start, end = start + lead, start + length
    if start >= end:
        return []
    name = text[start:end]
    named = [(a, b) for a, b in located if start <= a and b <= end + 2] if located else located
    if named:
        cut = " " in name and not blocked and any(a > start or b < end for a, b in named)
        if cut and is_place_name(name):
            return [_candidate(text, start, end, sure=True)]  # "St. Paris", where the parse sees only Paris
        return [part for a, b in named for part in _located(text, a, b, common)]
    for a, b, kind in blocked:
        if a <= start and end <= b and (b - a > end - start or kind == "PER"):
            return []
    if _after_comma(text, start) and regions_abbreviated(name):
        return [Candidate(start, end, name, True, abbreviation=True)]
    if not is_place_name(name):
        return _joined_names(text, start, end)
    if any(a == start and b == end and kind == "PER" for a, b, kind in blocked):
        return []
    if not _is_plausible(text, start, end, name, common, parsed=parsed):
        return []
    return [_candidate(text, start, end, sure=False)]


def _located(text: str, start: int, end: int, common: dict[str, int]) -> list[Candidate]:
    """The places in what the parse calls one: itself, its parts ("Greece and Italy"), or the town a building is of."""
    if end - start > 4 and text[start : start + 2] in ("R-", "D-", "I-"):
        start += 2  # "D-Springfield": a party and the town of its member
    if _after_comma(text, start):
        short = next((tail for tail in (".", "") if regions_abbreviated(text[start:end].rstrip(".") + tail)), None)
        if short is not None and text.startswith(text[start:end].rstrip(".") + short, start):
            end = start + len(text[start:end].rstrip(".")) + len(short)
            return [Candidate(start, end, text[start:end], True, abbreviation=True)]
    if is_place_name(text[start:end]) or regions_abbreviated(text[start:end]):
        return [_candidate(text, start, end, sure=True)]
    parts = _joined_names(text, start, end)
    if not parts:
        inner = _town_of(text[start:end])
        parts = (
            [replace(_candidate(text, start + inner[0], start + inner[1], sure=True), is_part=True)] if inner else []
        )
    if parts or not _may_be_unknown(text, start, end, common):
        return parts
    return [_candidate(text, start, end, sure=True)]


@lru_cache(maxsize=20_000)
def _town_of(name: str) -> tuple[int, int] | None:
    """Where in a longer name a known place heads or ends it: "Oslo City Court", "Historic Bergen"."""
    ends = [match.start() for match in _BLANK.finditer(name)]
    for cut in reversed(ends):
        head, rest = name[:cut], name[cut + 1 :]
        if " " not in head and LANDMARK.search(rest.rsplit(" ", 1)[-1]) and not rest.startswith(_OF_THE_TOWN):
            continue
        if _is_known_town(head):
            return 0, cut
    for cut in ends:
        tail, lead = name[cut + 1 :], name[:cut]
        if not LANDMARK.search(tail) and _may_lead(lead) and _is_known_town(tail):
            return cut + 1, len(name)
    return None


def _may_lead(words: str) -> bool:
    """ "City of", "Historic", but not "Sultan of"."""
    return not words.endswith((" of", " the")) or words.split()[0].lower() in place_words("kind")


@lru_cache(maxsize=20_000)
def _is_known_town(name: str) -> bool:
    if (
        name.lower() in background_words()[1]
        or name in DIRECTIONS
        or not name[:1].isupper()
        or len(name) < 4
        or countries_of_demonym(name)
    ):
        return False
    return any(
        not place.weak and (place.population >= _NAMED_TOWN or place.kind not in ("city", "feature"))
        for place in places_of(name)
    )


def _joined_names(text: str, start: int, end: int) -> list[Candidate]:
    """ "Iran and Iraq", "Ukraine-Russia": a run whose every part is a country or a large place."""
    return [_candidate(text, start + a, start + b, sure=False) for a, b in _joined_parts(text[start:end])]


@lru_cache(maxsize=20_000)
def _joined_parts(name: str) -> tuple[tuple[int, int], ...]:
    both = _TWO_WORDS.fullmatch(name)
    if both and country_of_name(both[1]) and country_of_name(both[2]):  # a comma was lost
        return both.span(1), both.span(2)
    parts = []
    at = 0
    joint = "-" in name and " - " not in name
    for piece in _JOINTS.split(name):
        words = piece.strip()
        if words and piece not in (" and ", " - ", " – ", "-"):
            if not is_place_name(words) or (joint and not _is_large(words)):
                return ()
            parts.append((at, at + len(words)))
        at += len(piece)
    return tuple(parts) if len(parts) > 1 else ()


def _is_large(name: str) -> bool:
    """Whether a name within a hyphened word may be a place: "Minneapolis-Chicago", not "honey-bee"."""
    return name[:1].isupper() and any(
        place.population >= _HYPHENED_TOWN or place.kind in ("country", "district") for place in places_of(name)
    )


def _may_be_unknown(text: str, start: int, end: int, common: dict[str, int]) -> bool:
    """Whether a name that is not in the gazetteer may be kept, because the parse calls it a place."""
    name = text[start:end]
    if not name[0].isupper() or name.endswith("-") or NO_NAME.search(name):
        return False
    if re.fullmatch(r"\w+", name):
        return name.lower() not in common and bool(_leads_in(text, start) or _followed_by_place(text, end))
    last = name.rsplit(" ", 1)[-1]
    return last[0].isupper() or not last[0].isalpha() or last in place_words("kind")


def _candidate(text: str, start: int, end: int, *, sure: bool) -> Candidate:
    if text.startswith(".", end) and regions_abbreviated(text[start : end + 1]):
        end += 1
    if text.endswith(("People's ", "People’s "), 0, start):
        start -= len("People's ")
    if not is_place_name(text[start:end]) and regions_abbreviated(text[start:end]):
        return Candidate(start, end, text[start:end], sure, abbreviation=True)
    return Candidate(start, end, text[start:end], sure, in_place_words=_is_in(text, start))


def _is_in(text: str, start: int) -> bool:
    before = text[max(0, start - _SIGHT) : start].lower()
    return before.rstrip(" ").endswith(STRONG_ENDS) and bool(STRONG_IN.search(before))


def _leads_in(text: str, start: int) -> bool:
    return bool(IN.search(text[max(0, start - _SIGHT) : start].lower()))


def _after_comma(text: str, start: int) -> bool:
    return text.endswith((",", ", "), 0, start) and bool(_COMMA.search(text, max(0, start - 3), start))


def _is_plausible(text: str, start: int, end: int, name: str, common: dict[str, int], *, parsed: bool) -> bool:
    """Whether a name in the gazetteer is likely meant as a place here."""
    if country_of_name(name) is not None:
        return True
    found = places_of(name)
    if all(place.weak for place in found) and not _is_in(text, start):
        return False
    largest = (
        max(place.population for place in found if not place.weak) if any(not place.weak for place in found) else 0
    )
    near = _leads_in(text, start)
    contained = bool(_MORE.match(text, end, end + 34)) and _followed_by_place(text, end)
    if contained or _is_in(text, start):
        return len(name) > 2
    if any(place.kind in ("region", "feature") for place in found) and " " in name:
        return True
    if name.lower() in common and not near and largest < 2_000_000 and not seat_of_government(name):
        return False
    if any(place.kind in ("region", "feature", "capital") and place.population > 500_000 for place in found):
        return True
    if parsed:
        return near and largest >= _PLAIN_TOWN
    return near or largest >= _PLAIN_TOWN


def _followed_by_place(text: str, end: int) -> bool:
    after = _NEXT_NAME.match(text, end, end + 40)
    if after is None:
        return False
    name = after[1].rstrip(",")
    return bool(regions_abbreviated(name)) or any(
        place.kind in ("region", "country") for place in places_of(name.rstrip("."))
    )

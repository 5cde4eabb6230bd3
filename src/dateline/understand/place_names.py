# ruff: noqa: E501 - the regexes read better whole
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
from dateline.lexicon.tables import word_set
from dateline.understand.parse import Parse

_CAPITALISED = r"(?:(?:[A-Z]\.){2,}|(?:St|Ft|Mt|Ste)\.(?= [A-Z])|[A-Z][\w'’]*(?:[A-Z]\.)?)(?:-(?:[A-Za-z][\w'’]*))*"
_LINKS = r"(?:of the|of|de la|de los|de|del|da|do|dos|la|le|les|el|al|and|upon|on|am|an der|the|i|e|y|es|sur|ul)"
_SHORT = "|".join(sorted(map(re.escape, short_regions()), key=len, reverse=True))
_NAME = re.compile(
    rf"(?<=[A-Za-z], )(?:{_SHORT})(?![A-Za-z])|\bWashington,? D\.?C\b\.?|(?<![\w@#]){_CAPITALISED}(?:[ \u00a0-](?:{_LINKS}[ -])?{_CAPITALISED})*"
)
_IN = re.compile(
    r"(?:\b(?:in|at|near|from|outside|around|to|towards?|into|across|through|throughout|inside|over|above|between|within|of|off|via"
    r"|north|south|east|west|northern|southern|eastern|western|central|downtown|upstate|mainland|city|town|village|port|capital"
    r"|province|state|region|district|county|island|leaving|left|reached|entered|visiting|visited|visit|toured|for|and|or|nearby"
    r"|neighbou?ring|southeast|northeast|southwest|northwest|suburb|enter|leave|reach|based|born in|along|against)(?: the)?|[,(/]) ?\Z",
    re.I,
)  # fmt: skip
_STRONG_IN = re.compile(
    r"\b(?:in|at|near|outside|around|towards?|into|across|throughout|inside|within|downtown|southern|northern|eastern|western|central"
    r"|city of|town of|village of|province of|port of|capital of|state of|region of|capital,?|from)(?: the)? ?\Z",
    re.I,
)  # fmt: skip
_NOT_FIRST = word_set(
    "The A An In At On Of For From To By With And But Or As If When While After Before Since Until Near Outside "
    "Inside Under Over Some Many Most All Both Its His Her Their Our My Your This That These Those It He She They "
    "We You I Is Was Are Were Has Had Have Will Not No Two Three Four Five Six Seven Eight Nine Ten One Across "
    "Around Between Through Throughout Despite During Now Then Here There How Why What Where Who Which Also "
    "Meanwhile However Former Late Early Today Yesterday Several Other Another Each Every Only Even Still Yet "
    "Northern Southern Eastern Western Central North South East West Greater Downtown Upper Lower Mainland "
    "Southeastern Northeastern Southwestern Northwestern Visiting Leaving Elsewhere Once Like Unlike Beyond Along "
    "Against About Because So Than Via Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February "
    "March April May June July August September October November December President Minister Mr Mrs Ms Dr Sir "
    "Sheikh King Queen Prince General Senator Governor Mayor Republican Democrat "
)
_TITLES = word_set(
    "President Minister Mr Mrs Ms Dr Sir Sheikh King Queen Prince General Senator Governor Mayor Mr. Mrs. Ms. Dr. "
    "Gen. Sen. Rep. Gov. Judge Justice Captain Colonel Professor Officer Sgt. Lt. Col. "
)
_DIRECTIONS = word_set(
    "Northern Southern Eastern Western Central North South East West Greater Downtown Upper Lower Mainland "
    "Southeastern Northeastern Southwestern Northwestern "
)
_PLAIN_TOWN = 300_000
_LONGEST_RUN = 120


@dataclass(frozen=True, slots=True)
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


def candidates(text: str, parse: Parse) -> list[Candidate]:
    """Stretches that may name places, in text order, without overlaps."""
    located, blocked = _named_spans(parse)
    common = background_words()[1]
    found: list[Candidate] = []
    named = bytearray(len(text))  # 1 under a place the parse names, 2 under anything else it names
    for start, end in located:
        named[start:end] = b"\1" * (end - start)
    for start, end, _ in blocked:
        named[start:end] = b"\2" * (end - start)
    for match in _NAME.finditer(text):
        start, end = match.span()
        under = named[start:end]
        if 1 not in under and not _may_hold_place(match[0]):
            continue
        here = _touching(located, start, end) if 1 in under else []
        barred = _touching(blocked, start, end) if 2 in under else []
        found.extend(_within(text, start, end, here, barred, common, parsed=bool(parse.names)))
    taken = sorted((one.start, one.end) for one in found)
    for start, end in located:
        if not _touching(taken, start, end):
            found.extend(_located(text, start, end, common))
    taken = sorted((one.start, one.end) for one in found)
    for start, end, kind in blocked:
        if kind == "ORG" and _is_building(text, start, end) and not _touching(taken, start, end):
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
    return bool(_BUILDING.search(text, start, end) and _AT.search(text, max(0, start - 12), start))


def towns_of_bodies(text: str, parse: Parse) -> list[Candidate]:
    """Large towns and regions that organisations are named after: no places there, but they tell where a text is at home."""
    common = background_words()[1]
    found = []
    for start, end, kind in _named_spans(parse)[1]:
        if kind == "ORG" and text[start:end].count(" ") in range(1, 8):
            inner = _town_of(text, start, end, common)
            if inner and inner[0] == start:
                found.append(Candidate(*inner, text[slice(*inner)], False, is_part=True))
    return found


def _surnames(text: str, blocked: list[tuple[int, int, str]]) -> set[str]:
    """The last names of the persons whom the parse finds: "Banks" after "Tyrone Banks" is he."""
    people = [text[start:end] for start, end, kind in blocked if kind == "PER"]
    return {name.rsplit(" ", 1)[-1] for name in people if " " in name} - {"Jr", "Jr.", "Sr", "Sr."}


def _is_part_of_other(text: str, one: Candidate) -> bool:
    """Names inside names of diseases, strains and sums: "West Nile virus", "A/California/7", "US$10"."""
    after = text[one.end : one.end + 14]
    return (
        after.startswith("$")
        or (one.start > 0 and text[one.start - 1] == "$")
        or (
            _DOTTED.fullmatch(one.name) is not None
            and not one.abbreviation
            and not _is_short_name(one.name.removeprefix("The "))
        )
        or (text.startswith("/", one.end) and text.endswith("/", 0, one.start))
        or _DISEASE.match(after) is not None
        or (_is_adjective(one.name) and country_of_name(one.name) is None)
        or one.name.endswith("$")
        or one.name.removeprefix("The ") in _DIRECTIONS
        or (one.name.endswith("n") and is_place_name(one.name[:-1]) and not is_place_name(one.name))
        or (len(one.name) < 5 and one.name.isupper() and not one.abbreviation and not _is_short_name(one.name))
    )


def _is_adjective(name: str) -> bool:
    return bool(countries_of_demonym(name)) or name in region_adjectives()


def _is_short_name(name: str) -> bool:
    """Whether a few capitals are a place as they stand: UAE, NYC; not SANA, which folds to a town in Peru."""
    return country_of_name(name) is not None or name in ("NYC", "L.A.", "D.C.")


_LANDMARK = re.compile(
    r"\b(?:" + "|".join(sorted(map(str.capitalize, place_words("kind") | place_words("landmark")))) + r")\b"
)
_DOTTED = re.compile(r"(?:The )?(?:[A-Z]\.){2,}")
_BUILDING = re.compile(r" (?:" + "|".join(sorted(map(str.capitalize, place_words("building")))) + r")\Z")
_AT = re.compile(r"\b(?:in|at|to|near|outside|inside|into|on) (?:the )?\Z", re.I)
_NO_NAME = re.compile(r"\d|\A[A-Z]{2,6}s?\Z|\b(?:Inc|Ltd|Co|Corp)\b")
_OF_THE_TOWN = ("City ", "County ", "State ")
_NAMED_TOWN = 5_000
_HYPHENED_TOWN = 50_000
_DISEASE = re.compile(r" (?:" + "|".join(place_words("disease")) + r")\b", re.I)


Named = TypeVar("Named", bound=tuple[int, int] | tuple[int, int, str])


def _touching(spans: Sequence[Named], start: int, end: int) -> list[Named]:
    """Those of the spans, which lie in text order and do not overlap, that share a character with [start, end)."""
    first = max(0, bisect_right(spans, start, key=lambda span: span[0]) - 1)
    last = bisect_right(spans, end - 1, key=lambda span: span[0])
    return [span for span in spans[first:last] if span[1] > start]


def _named_spans(parse: Parse) -> tuple[list[tuple[int, int]], list[tuple[int, int, str]]]:
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
    end = _without_tail(text, start, end)
    start = _without_lead(text, start, end)
    if start >= end:
        return []
    named = [(a, b) for a, b in located if start <= a and b <= end + 2]
    cut = any(a > start or b < end for a, b in named) and not blocked and " " in text[start:end]
    if cut and is_place_name(text[start:end]):
        return [_candidate(text, start, end, sure=True)]  # "St. Paris", where the parse sees only Paris
    if named:
        return [part for a, b in named for part in _located(text, a, b, common)]
    name = text[start:end]
    if any(a <= start and end <= b and (b - a > end - start or kind == "PER") for a, b, kind in blocked):
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
        inner = _town_of(text, start, end, common)
        parts = [replace(_candidate(text, *inner, sure=True), is_part=True)] if inner else []
    if parts or not _may_be_unknown(text, start, end, common):
        return parts
    return [_candidate(text, start, end, sure=True)]


def _town_of(text: str, start: int, end: int, common: dict[str, int]) -> tuple[int, int] | None:
    """The known place at the head or the end of a longer name: "Oslo City Court", "Historic Bergen"."""
    ends = [match.start() for match in re.finditer(r"[ \u00a0]", text[start:end])]
    for cut in reversed(ends):
        name, rest = text[start : start + cut], text[start + cut + 1 : end]
        if " " not in name and _LANDMARK.search(rest.rsplit(" ", 1)[-1]) and not rest.startswith(_OF_THE_TOWN):
            continue
        if _is_known_town(name, common):
            return start, start + cut
    for cut in ends:
        name, lead = text[start + cut + 1 : end], text[start : start + cut]
        if not _LANDMARK.search(name) and _may_lead(lead) and _is_known_town(name, common):
            return start + cut + 1, end
    return None


def _may_lead(words: str) -> bool:
    """ "City of", "Historic", but not "Sultan of"."""
    return not words.endswith((" of", " the")) or words.split()[0].lower() in place_words("kind")


def _is_known_town(name: str, common: dict[str, int]) -> bool:
    if (
        name.lower() in common
        or name in _DIRECTIONS
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
    both = re.fullmatch(r"(\w+) (\w+)", text[start:end])
    if both and country_of_name(both[1]) and country_of_name(both[2]):  # a comma was lost
        return [_candidate(text, start, start + both.end(1), sure=False),
                _candidate(text, start + both.start(2), end, sure=False)]  # fmt: skip
    parts = []
    at = start
    joint = "-" in text[start:end] and " - " not in text[start:end]
    for piece in re.split(r"( and | - | – |-)", text[start:end]):
        words = piece.strip()
        if words and piece not in (" and ", " - ", " – ", "-"):
            if not is_place_name(words) or (joint and not _is_large(words)):
                return []
            parts.append((at, at + len(words)))
        at += len(piece)
    if len(parts) < 2:
        return []
    return [_candidate(text, a, b, sure=False) for a, b in parts]


def _is_large(name: str) -> bool:
    """Whether a name within a hyphened word may be a place: "Minneapolis-Chicago", not "honey-bee"."""
    return name[:1].isupper() and any(
        place.population >= _HYPHENED_TOWN or place.kind in ("country", "district") for place in places_of(name)
    )


def _may_be_unknown(text: str, start: int, end: int, common: dict[str, int]) -> bool:
    """Whether a name that is not in the gazetteer may be kept, because the parse calls it a place."""
    name = text[start:end]
    if not name[0].isupper() or name.endswith("-") or _NO_NAME.search(name):
        return False
    if re.fullmatch(r"\w+", name):
        return name.lower() not in common and bool(
            _IN.search(text, max(0, start - 24), start) or _followed_by_place(text, end)
        )
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
    return bool(_STRONG_IN.search(text, max(0, start - 24), start))


def _without_tail(text: str, start: int, end: int) -> int:
    """Without a possessive and the full stop that ends the sentence."""
    for tail in ("'s", "’s", "'", "’"):
        if text.endswith(tail, start, end):
            end -= len(tail)
    if text.endswith(".", start, end) and not re.search(r"(?:^|[ .])[A-Z][a-z]{0,4}\.\Z|\.[A-Z]\.\Z", text[start:end]):
        end -= 1
    elif (
        text.endswith(".", start, end)
        and is_place_name(text[start : end - 1])
        and not regions_abbreviated(text[start:end])
    ):
        end -= 0 if text.count(".", start, end) > 1 else 1
    return end


def _without_lead(text: str, start: int, end: int) -> int:
    """Without "In", "The", "Northern", unless the whole is a name ("South Africa")."""
    while start < end:
        name = text[start:end]
        first = re.split(r"[ \u00a0-]", name, maxsplit=1)[0]
        if first in _TITLES or first not in _NOT_FIRST or (first in _DIRECTIONS and is_place_name(name)):
            return start
        if first in ("El", "La") and len(name) > len(first) and is_place_name(name):
            return start
        if first == "The" and any(place.name.startswith("The ") for place in places_of(name)):
            return start
        step = re.match(r"[^ \u00a0-]+(?:[ \u00a0-](?:" + _LINKS + r"[ -])?|\Z)", name)
        if step is None or not step[0]:
            return end
        start += step.end()
    return start


def _after_comma(text: str, start: int) -> bool:
    return bool(re.search(r"[A-Za-z], ?\Z", text[max(0, start - 3) : start]))


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
    near = bool(_IN.search(text, max(0, start - 24), start))
    follows = re.match(r", (?:[A-Z][\w. ]{1,30})", text[end : end + 34])
    contained = bool(follows) and _followed_by_place(text, end)
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
    after = re.match(r", ((?:[A-Z][\w’'.-]*)(?: [A-Z][\w’'.-]*)*)", text[end : end + 40])
    if after is None:
        return False
    name = after[1].rstrip(",")
    return bool(regions_abbreviated(name)) or any(
        place.kind in ("region", "country") for place in places_of(name.rstrip("."))
    )

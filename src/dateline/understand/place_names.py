# ruff: noqa: E501 - the regexes read better whole
"""Where a text may name a place: capitalised names in places' company, and which of them act as governments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.lexicon.background import background_words
from dateline.lexicon.countries import country_of_name, seat_of_government
from dateline.lexicon.gazetteer import is_place_name, places_of, regions_abbreviated, short_regions
from dateline.lexicon.tables import word_set
from dateline.understand.parse import Parse

_CAPITALISED = r"(?:(?:[A-Z]\.){2,}|(?:St|Ft|Mt|Ste)\.(?= [A-Z])|[A-Z][\w'’]*(?:[A-Z]\.)?)(?:-(?:[A-Za-z][\w'’]*))*"
_LINKS = r"(?:of the|of|de la|de los|de|del|da|do|dos|la|le|les|el|al|and|upon|on|am|an der|the|i|e|y|sur|ul)"
_SHORT = "|".join(sorted(map(re.escape, short_regions()), key=len, reverse=True))
_NAME = re.compile(
    rf"(?<=[a-z], )(?:{_SHORT})(?![A-Za-z])|\bWashington,? D\.?C\b\.?|(?<![\w@#]){_CAPITALISED}(?:[ \u00a0-](?:{_LINKS}[ -])?{_CAPITALISED})*"
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
_ACTS = re.compile(
    r"(?:'s)? (?:has |had |have |also |then |now |later |will |would |should |must |can |could |may |again |[a-z]+ly ){0,3}"
    r"(?:sa(?:id|ys|y)|told|warn\w*|accus\w+|announc\w+|den(?:y|ied|ies)|reject\w*|condemn\w*|urg(?:ed|es|e|ing)|sign(?:ed|s)?|agree\w*|vow\w*"
    r"|threaten\w*|insist\w*|wants?|wanted|demand\w*|call(?:ed|s) (?:for|on)|refus\w+|offer\w*|support\w*|oppos\w+|back(?:ed|s)|impos\w+"
    r"|recogni[sz]\w+|ask(?:ed|s)?|ordered|claim\w*|argu\w+|believ\w+|consider\w*|decid\w+|expel\w*|deni\w+|hop(?:ed|es)|plan(?:s|ned)?"
    r"|promis\w+|pledg\w+|propos\w+|express\w+|criti\w+|welcom\w+|ban(?:s|ned)|withdr[ae]w\w*|seeks?|sought|launch\w*|declar\w+|retaliat\w+"
    r"|invade\w*|negotiat\w+|fail(?:ed|s) to|need(?:s|ed)? to|intend\w*|sent|sends|deploy\w*|acknowledg\w+|confirm\w*|allow(?:s|ed)?)\b"
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name a place; `sure` when the company it keeps says so."""

    start: int
    end: int
    name: str
    sure: bool
    abbreviation: bool = False
    in_place_words: bool = False


def candidates(text: str, parse: Parse) -> list[Candidate]:
    """Stretches that may name places, in text order, without overlaps."""
    located, blocked = _named_spans(parse)
    common = background_words()[1]
    found: list[Candidate] = []
    for match in _NAME.finditer(text):
        found.extend(_within(text, match.start(), match.end(), located, blocked, common))
    taken = [(one.start, one.end) for one in found]
    for start, end in located:
        if not any(a < end and start < b for a, b in taken):
            found.append(Candidate(start, end, text[start:end], True, in_place_words=_is_in(text, start)))
    return sorted(found, key=lambda one: one.start)


def _named_spans(parse: Parse) -> tuple[list[tuple[int, int]], list[tuple[int, int, str]]]:
    """Spans the parse calls places, and those it calls persons, organisations and the rest."""
    located, blocked = [], []
    for name in parse.names:
        start, end = parse.span(name.first, name.last_exclusive)
        if name.kind == "LOC":
            located.append((start, end))
        else:
            blocked.append((start, end, name.kind))
    return located, blocked


def _within(
    text: str,
    start: int,
    end: int,
    located: list[tuple[int, int]],
    blocked: list[tuple[int, int, str]],
    common: dict[str, int],
) -> list[Candidate]:
    """The place names in one run of capitalised words: the whole run, without what leads in, or one the parse found."""
    end = _without_tail(text, start, end)
    start = _without_lead(text, start, end)
    if start >= end:
        return []
    named = [(a, b) for a, b in located if start <= a and b <= end + 2]
    if named:
        return [_candidate(text, a, b, sure=True) for a, b in named]
    name = text[start:end]
    if any(a <= start and end <= b and (b - a > end - start or kind == "PER") for a, b, kind in blocked):
        return []
    if _after_comma(text, start) and regions_abbreviated(name):
        return [Candidate(start, end, name, True, abbreviation=True)]
    if not is_place_name(name):
        return _joined_names(text, start, end)
    if any(a == start and b == end and kind == "PER" for a, b, kind in blocked):
        return []
    if not _is_plausible(text, start, end, name, common, parsed=bool(located or blocked)):
        return []
    return [_candidate(text, start, end, sure=False)]


def _joined_names(text: str, start: int, end: int) -> list[Candidate]:
    """ "Iran and Iraq", "Ukraine-Russia": a run whose every part is a country or a large place."""
    parts = []
    at = start
    for piece in re.split(r"( and |-)", text[start:end]):
        words = piece.strip()
        if words and piece not in (" and ", "-"):
            if not is_place_name(words):
                return []
            parts.append((at, at + len(words)))
        at += len(piece)
    if len(parts) < 2:
        return []
    return [_candidate(text, a, b, sure=False) for a, b in parts]


def _candidate(text: str, start: int, end: int, *, sure: bool) -> Candidate:
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
        if is_place_name(name) and first in ("The", "El", "La") and len(name) > len(first):
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


def acts_as_government(text: str, one: Candidate, parse: Parse) -> bool:
    """Whether a country or capital acts or speaks here: "Moscow said", not "in Moscow"."""
    if country_of_name(one.name, loose=True) is None and seat_of_government(one.name) is None:
        return False
    if one.in_place_words:
        return False
    token = parse.token_at(one.start)
    last = parse.token_at(one.end - 1)
    if token is not None and last is not None and parse.labels[token]:
        head = next((t for t in range(token, last + 1) if not token <= parse.heads[t] <= last), token)
        if parse.labels[head] == "nsubj" and parse.pos[int(parse.heads[head])] == "VERB":
            return bool(_ACTS.match(text, one.end)) or parse.lemma(int(parse.heads[head])) not in _THINGS_PLACES_DO
        return False
    return bool(_ACTS.match(text, one.end))


_THINGS_PLACES_DO = word_set(
    "have lie sit see suffer experience get become host face record remain stand be border house"
)

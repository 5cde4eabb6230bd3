"""Signs in the text right before and behind a capital that tell what it is, before any grammar is asked."""

from __future__ import annotations

import re

from dateline.lexicon.countries import country_of_name
from dateline.lexicon.gazetteer import places_of
from dateline.lexicon.metonym_words import metonym_words
from dateline.understand.metonym_pairs import Reading, divided_or_joined, relation_of_pair

_JOINED = re.compile(
    r"(?:-| - )(led|backed|headed|funded|sponsored|brokered|imposed|appointed|controlled|friendly|allied|aligned|run"
    r"|approved|ordered|supported|installed|mediated|dominated|financed|armed|inspired|directed|orchestrated|engineered"
    r"|dictated|drafted|proposed|supplied|subsidi[sz]ed|sanctioned|leaning|oriented|loyal|trained|initiated|negotiated"
    r"|blessed|picked)\b"
)
_DATELINE = re.compile(
    r"(?: ?\\?/ ?[A-Z][A-Z ]+)?,? ?(?:,? [A-Z][\w .]+,? ?)?(?:,? ?[A-Z][a-z]+\.? \d{1,2} ?,? ?)?"
    r"(?:\(|-LRB-|[—–―:]|-{1,2} |_ )|, SANA"
)
_BEGINS = re.compile(r"(?:^|\n|\. )[ \t]*\Z")
_MIXED_CASE = re.compile(r" [A-Z]?[a-z]+ [A-Za-z][a-z]")
_FIGURE_BESIDE = re.compile(r" ?\((?:US|A|C|HK)?[$€£¥]? ?\d")
_LONGEST_ACRONYM = 4
_LIES_IN = re.compile(r"\s?,\s(?:the\s)?([A-Z][a-z]+(?: [A-Z][a-z]+)?)")
_LARGER_NAME = re.compile(r"\b(?:Little|New|East|West|North|South|Old|Upper|Lower|Fort|Port|Mount|Saint|St\.?)[ \n]\Z")
_CALLED_CAPITAL = re.compile(r"\b(?:capital|city|town)(?: of)? ?,?\s+\Z")
_IS_CAPITAL = re.compile(r" ?, (?:the|its|their|a|an|[A-Z]\w+(?: ?['’]s)?)(?: ?[\w’'-]+){0,3}? (?:capital|city|town)\b")
_MADE_CAPITAL = re.compile(
    r" (?:as |to be )?(?:the|its|their|his|an?|[A-Z]\w+(?: ?['’]s)?)(?: ?[\w’'-]+){0,3}? "
    r"(?:capital|seat|headquarters|city)\b"
)
_TITLED = re.compile(r" ([A-Z][a-z]+)\b")
_SIDED = re.compile(r"\b(?:pro|anti)-\Z", re.IGNORECASE)
_GOES_ON = re.compile(r" ?[a-z]")
_MINDED = re.compile(r" ?, (?:\w+ly )?([a-z]+) (?:about|by|to|at|over|with|of|that|for|on)\b")
_FOR_IT = re.compile(r"(?:^|\n|[.;:”\"] )For \Z")
_UP_TO = re.compile(r"\bup to \Z")
_ACCORDING_TO = re.compile(r"\b[Aa]ccording to (?:the )?\Z")
_ENDS_PHRASE = re.compile(r" ?[,.;:”\"]| and ")


def sign_beside(text: str, start: int, end: int, *, building: bool) -> Reading | None:
    """What stands beside the name decides: a dateline, "the capital", "in Peru", "-backed"; None where nothing does."""
    lost_its_dash = text[start:end].isupper() and end - start > _LONGEST_ACRONYM and _MIXED_CASE.match(text, end)
    if not building and (lost_its_dash or heads_a_report(text, start, end)):  # "BEIRUT Rebels fled"
        return Reading(False, 0.95, "in a dateline")
    if not building and _LARGER_NAME.search(text, max(0, start - 8), start):
        return Reading(False, 0.8, "part of a larger name")
    titled = _TITLED.match(text, end)
    if not building and titled is not None and titled[1].lower() in metonym_words("city_noun"):
        return Reading(False, 0.75, f"before {titled[1]}")
    if not building and (
        _CALLED_CAPITAL.search(text, max(0, start - 16), start)
        or _IS_CAPITAL.match(text, end)
        or _MADE_CAPITAL.match(text, end)
    ):
        return Reading(False, 0.85, "called a city")
    if not building and _FIGURE_BESIDE.match(text, end):
        return Reading(False, 0.7, "beside a figure of its own")
    within = _LIES_IN.match(text, end)
    if within is not None and not building and _may_lie_in(text[start:end], country_of_name(within[1], loose=True)):
        return Reading(False, 0.9, f"in {within[1]}")
    if _SIDED.search(text, max(0, start - 6), start):
        return Reading(True, 0.7, "a side to take")
    if _UP_TO.search(text, max(0, start - 8), start) and text.startswith(" to ", end):
        return Reading(True, 0.75, "it is up to it")
    if _ACCORDING_TO.search(text, max(0, start - 17), start) and _ENDS_PHRASE.match(text, end):
        return Reading(True, 0.8, "it tells so")
    if not building and _FOR_IT.search(text, max(0, start - 8), start) and text.startswith(", ", end):
        return Reading(None, 0.5, "for which something is so", either=True)
    minded = None if building else _MINDED.match(text, end)
    if minded is not None and minded[1] in metonym_words("mind"):
        return Reading(True, 0.75, f"of a mind: {minded[1]}")
    pair = None if building else relation_of_pair(text, start, end) or divided_or_joined(text, start)
    if pair is not None:
        return pair
    joined = _JOINED.match(text, end)
    if joined is not None:
        return Reading(True, 0.65, f"before {joined[1]}")
    return None


def heads_a_report(text: str, start: int, end: int) -> bool:
    """Whether a name stands in a dateline: a city that is a state is the city there ("SINGAPORE (Wire)")."""
    heads_a_line = text[start:end].isupper() or _BEGINS.search(text, max(0, start - 12), start)
    found = _DATELINE.match(text, end) if heads_a_line else None
    if found is None:
        return False
    return text[start:end].isupper() or not _GOES_ON.match(text, found.end())  # "Lima — long an ally of Cuba — refused"


def _may_lie_in(name: str, country: str | None) -> bool:
    """ "Paris, France", but not "in talks with Paris, Chile won time"."""
    return country is not None and any(place.country == country for place in places_of(name))

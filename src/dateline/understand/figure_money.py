"""Money whose word many countries share ("pesos", "dollars"): the country named before it tells which."""

from __future__ import annotations

import re

from dateline.lexicon.countries import country_of_demonym, country_of_name
from dateline.lexicon.quantities import local_money
from dateline.understand.figure_units import Quantity

_LAST_WORD = re.compile(r"[A-Za-z]+\Z")
_FIRST_WORD = re.compile(r"Rs\b")
_NAME = re.compile(r"[A-Z][\w'-]*(?: (?:of (?:the )?)?[A-Z][\w'-]*)*")
_BACK = 240


def currency_of(shadow: str, quantity: Quantity) -> str | None:
    """The ISO 4217 code that the country named just before decides; None where no country or several do."""
    words = shadow[quantity.start : quantity.end]
    word = _LAST_WORD.search(words) or _FIRST_WORD.match(words)
    known = local_money().get(word[0] if word and word[0] == "Rs" else word[0].lower()) if word else None
    if known is None:
        return None
    paragraph = max(shadow.rfind("\n", 0, quantity.start) + 1, quantity.start - _BACK)
    sentence = max(shadow.rfind(". ", paragraph, quantity.start) + 1, paragraph)
    for first, last in ((sentence, quantity.start), (paragraph, sentence)):
        named = {code for country in _countries(shadow[first:last]) if (code := known.get(country))}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _countries(words: str) -> set[str]:
    found: set[str] = set()
    for name in _NAME.findall(words):
        parts = [part.removesuffix("'s") for part in name.split()]
        country = country_of_name(" ".join(parts)) or next(filter(None, map(_country, parts)), None)
        if country is not None:
            found.add(country)
    return found


def _country(word: str) -> str | None:
    return country_of_demonym(word) or country_of_name(word)

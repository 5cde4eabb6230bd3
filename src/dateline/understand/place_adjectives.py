"""Adjectives that say where something lies: "the Turkish border", "a Syrian town"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.lexicon.countries import countries_of_demonym, country_of
from dateline.lexicon.gazetteer import Place, place_by_id, places_of
from dateline.lexicon.places_table import place_words, region_adjectives
from dateline.lexicon.words import alternatives
from dateline.understand.place_choice import Choice
from dateline.understand.place_names import Candidate

_LONGEST_BEFORE = 120
"""Characters from an adjective to its word for land, with a name and another adjective between."""


def located_adjectives(text: str) -> Iterator[tuple[Candidate, Choice]]:
    """Adjectives of countries and continents that stand before a word for a stretch of land or water, in text order."""
    pattern, land = _patterns()
    done = 0
    for there in land.finditer(text):  # few words are such, and they are found much sooner than what stands before
        match = pattern.search(text, max(done, there.start() - _LONGEST_BEFORE), there.end())
        if match is None:
            continue
        done = match.end()
        place = _place_of(match[1])
        if place is not None:
            one = Candidate(match.start(1), match.end(1), match[1], sure=True, in_place_words=True)
            yield one, Choice(place, 0.7, f"{match[1]} {match[2]}: it lies there")


@lru_cache(maxsize=512)
def _place_of(adjective: str) -> Place | None:
    if adjective in region_adjectives():
        return places_of(region_adjectives()[adjective])[0]
    countries = countries_of_demonym(adjective)
    country = country_of(countries[0]) if len(countries) == 1 else None
    return place_by_id(country.geonames_id) if country else None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    land = alternatives(place_words("land"))
    # The capital comes first and what may not stand before it after, as only so the search skips to capitals.
    before = r"([A-Z](?<![\w-][A-Z])[a-z]+(?: [A-Z][a-z]+)?)(?:-[A-Z][a-z]+)?(?: [a-z]+)?"
    return re.compile(rf"{before} ({land})s?\b"), re.compile(rf" (?:{land})s?\b")

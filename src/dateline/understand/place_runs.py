# ruff: noqa: E501 - the regexes read better whole
"""Runs of capitalised words, in which names of places are looked for, and what of them may be a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.lexicon.gazetteer import is_place_name, places_of, regions_abbreviated, short_regions
from dateline.lexicon.tables import word_set
from dateline.understand.place_patterns import DIRECTIONS

_CAPITALISED = r"(?:(?:[A-Z]\.){2,}|(?:St|Ft|Mt|Ste)\.(?= [A-Z])|[A-Z][\w'’]*(?:[A-Z]\.)?)(?:-(?:[A-Za-z][\w'’]*))*"
_LINKS = r"(?:of the|of|de la|de los|de|del|da|do|dos|la|le|les|el|al|and|upon|on|am|an der|the|i|e|y|es|sur|ul)"
_SHORT = "|".join(sorted(map(re.escape, short_regions()), key=len, reverse=True))
_RUN = re.compile(
    rf"(?<=[A-Za-z], )(?:{_SHORT})(?![A-Za-z])|\bWashington,? D\.?C\b\.?|(?<![\w@#]){_CAPITALISED}(?:[ \u00a0-](?:{_LINKS}[ -])?{_CAPITALISED})*"
)
_CAPITAL = re.compile("[A-Z]")
_GAP = re.compile(r"[ \u00a0-]")
_LEAD = re.compile(r"[^ \u00a0-]+(?:[ \u00a0-](?:" + _LINKS + r"[ -])?|\Z)")
_DOTTED_END = re.compile(r"(?:^|[ .])[A-Z][a-z]{0,4}\.\Z|\.[A-Z]\.\Z")
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


def capitalised_runs(text: str) -> Iterator[tuple[int, int]]:
    """Where capitalised words stand together, with the small words that link them, and regions in short after commas."""
    done = 0
    for capital in _CAPITAL.finditer(text):  # every run begins with one, and they are found much sooner than runs
        start = capital.start()
        run = _RUN.match(text, start) if start >= done else None
        if run is not None:
            done = run.end()
            yield start, done


@lru_cache(maxsize=20_000)
def core_of(run: str) -> tuple[int, int]:
    """Where a run of capitalised words begins and ends without what leads in and what trails behind."""
    end = _without_tail(run)
    return _without_lead(run[:end]), end


def _without_tail(run: str) -> int:
    """Without a possessive and the full stop that ends the sentence."""
    end = len(run)
    for tail in ("'s", "’s", "'", "’"):
        if run.endswith(tail, 0, end):
            end -= len(tail)
    if run.endswith(".", 0, end):
        closes = not _DOTTED_END.search(run, 0, end)
        short = is_place_name(run[: end - 1]) and not regions_abbreviated(run[:end]) and run.count(".", 0, end) == 1
        if closes or short:
            end -= 1
    return end


def _without_lead(run: str) -> int:
    """Without "In", "The", "Northern", unless the whole is a name ("South Africa")."""
    start = 0
    while start < len(run):
        name = run[start:]
        first = _GAP.split(name, maxsplit=1)[0]
        if first in _TITLES or first not in _NOT_FIRST or (first in DIRECTIONS and is_place_name(name)):
            return start
        if first in ("El", "La") and len(name) > len(first) and is_place_name(name):
            return start
        if first == "The" and any(place.name.startswith("The ") for place in places_of(name)):
            return start
        step = _LEAD.match(name)
        if step is None or not step[0]:
            break
        start += step.end()
    return len(run)

"""What goes on for a time and ends (a search, a curfew, talks), and the words that say that it goes on or is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.tables import read_table
from dateline.lexicon.verb_forms import forms_of

_BE = r"(?:is|are|was|were|be|been|being)"
_SMALL = r"(?:and|but|to|of|in|on|at|for|with|by|after|before|when|that|who|which|from|as)"
_BETWEEN = rf"(?:(?!{_SMALL}\b)[\w'’-]+ ){{0,4}}?"
"""A few words between a verb and what it ends: "lifted its dusk-to-dawn curfew"."""
_BEHIND = r"(?: (?!(?:and|but|while|when|after|before|because|though|if|until)\b)[\w'’.-]+){0,8}?"
"""A few words between what ends and its verb: "the search in the hills ended"."""
_OTHER_PARTICLE = r"(?! (?:off|out|up|for|back|down|away)\b)"
_NOT = re.compile(r"\b(?:not|never|no|nobody|without)\b|n['’]t\b", re.IGNORECASE)
BEFORE = 18
"""Characters before a verb or its noun in which a "not" turns it round."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A course named in some words; `goes_on` is None where no verb says whether it goes on or is over."""

    course: str
    word: str
    goes_on: bool | None


def phases_in(text: str) -> Iterator[Phase]:
    """Go through the courses that a clause names, each once, with what is said of them.

    >>> [(one.course, one.goes_on) for one in phases_in("Police called off the search while the curfew holds")]
    [('search', False), ('curfew', True)]
    """
    named: dict[str, str] = {}
    for found in _naming().finditer(text):
        named.setdefault(_courses()[found.group().lower()], found.group())
    if not named:
        return
    told: dict[str, bool] = {}
    for goes_on, pattern in _patterns():
        for found in pattern.finditer(text):
            turned = bool(_NOT.search(text, max(0, found.start() - BEFORE), found.end()))
            told.setdefault(_courses()[found.group("what").lower()], goes_on != turned)
    for course, word in named.items():
        yield Phase(course, word, told.get(course))


@lru_cache(maxsize=1)
def _courses() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table("courses.tsv"):
        for noun in row["nouns"].split():
            plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "es" * noun.endswith(("s", "ch", "sh"))
            found |= dict.fromkeys((noun, plural if plural != noun else f"{noun}s"), row["course"])
        for verb in row["verbs"].split():
            for form in forms_of(verb):
                found.setdefault(form, row["course"])
    return found


@lru_cache(maxsize=1)
def _naming() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(_courses())})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """What says that something is over comes first: "called off" is no calling."""
    what = rf"\b(?P<what>{_any_of(_courses())})\b"
    found = [(False, rf"{what}{_BEHIND} {_BE} (?:now |all )?over\b")]
    for row in sorted(read_table("phases.tsv"), key=lambda row: row["phase"]):
        goes_on = row["phase"] == "on"
        done = "|".join(map(_forms, row["verbs"].split()))
        suffered = "|".join(f"{_any_of(_past(verb))}{_particle(verb)}" for verb in row["verbs"].split())
        alone = "|".join(map(_forms, row["alone"].split()))
        found += [
            (goes_on, rf"(?<!\bto )\b(?:{done}) {_BETWEEN}{what}"),
            (goes_on, rf"{what}{_BEHIND} {_BE} (?:\w+ )?(?:{suffered})\b(?! (?:the|an?|to)\b)"),
            (goes_on, rf"{what}{_BEHIND} (?:{alone})\b"),
        ]
    return tuple((goes_on, re.compile(pattern, re.IGNORECASE)) for goes_on, pattern in found)


def _any_of(words: object) -> str:
    assert isinstance(words, (dict, tuple, list, set))
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def _past(verb: str) -> tuple[str, ...]:
    return forms_of(verb.partition("_")[0])[1:-1]


def _forms(verb: str) -> str:
    base = verb.partition("_")[0]
    return _any_of({base, *forms_of(base)}) + (_particle(verb) or _OTHER_PARTICLE)


def _particle(verb: str) -> str:
    """The particle that comes with a verb, if any: the table writes "call_off"."""
    particle = verb.partition("_")[2]
    return f" {particle}" if particle else ""

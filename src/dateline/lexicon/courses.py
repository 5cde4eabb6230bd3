"""What goes on for a time and ends (a search, a curfew, talks), and the words that say that it goes on or is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.tables import read_table
from dateline.lexicon.verb_forms import forms_of

_BE = r"(?:is|are|was|were|be|been|being)"
_SMALL = r"(?:and|but|to|of|in|on|at|for|with|by|after|before|when|while|that|who|which|from|as|if|until|so)"
_BETWEEN = rf"(?:(?!{_SMALL}\b)[\w'’-]+ ){{0,4}}?"
"""A few words between a verb and what it ends: "lifted its dusk-to-dawn curfew"."""
_BEHIND = r"(?: (?!(?:and|but|while|when|after|before|because|though|if|until)\b)[\w'’.-]+){0,8}?"
"""A few words between what ends and its verb: "the search in the hills ended"."""
_OTHER_PARTICLE = r"(?! (?:off|out|up|for|back|down|away)\b)"
_NOT = re.compile(r"\b(?:not|never|no|nobody|without)\b|n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")
NEAR = 80
"""Characters to either side of a name in which its verb stands."""
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
    words = _WORD.findall(text.lower())
    if _courses().keys().isdisjoint(words):  # as most clauses
        return
    named: dict[str, str] = {}
    for word in words:
        if word in _courses():
            named.setdefault(_courses()[word], word)
    told = {} if _telling_words().isdisjoint(words) else _told_in(text)
    for course, word in named.items():
        yield Phase(course, word, told.get(course))


def _told_in(text: str) -> dict[str, bool]:
    """Whether each course goes on, where a verb near its name says so; what is said to be over comes first."""
    told: dict[str, bool] = {}
    named = [found for found in _WORD.finditer(text) if found.group().lower() in _courses()]
    for goes_on, is_before, pattern in _patterns():
        for name in named:
            if is_before:
                found = pattern.search(text, max(0, name.start() - NEAR), name.start())
            else:
                found = pattern.match(text, name.end(), name.end() + NEAR)
            if found is not None:
                first, last = min(found.start(), name.start()), max(found.end(), name.end())
                turned = bool(_NOT.search(text, max(0, first - BEFORE), last))
                told.setdefault(_courses()[name.group().lower()], goes_on != turned)
    return told


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
def _telling_words() -> frozenset[str]:
    """All forms of the verbs that tell a phase, without their particles."""
    verbs = {
        verb.partition("_")[0] for row in read_table("phases.tsv") for verb in f"{row['verbs']} {row['alone']}".split()
    }
    return frozenset({"over", *verbs, *(form for verb in verbs for form in forms_of(verb))})


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[bool, bool, re.Pattern[str]], ...]:
    """Whether it goes on, whether the words stand before the name, and the words; ends come first."""
    found = [(False, False, rf"{_BEHIND} {_BE} (?:now |all )?over\b")]
    for row in sorted(read_table("phases.tsv"), key=lambda row: row["phase"]):
        goes_on = row["phase"] == "on"
        done = "|".join(map(_forms, row["verbs"].split()))
        suffered = "|".join(f"{_any_of(_past(verb))}{_particle(verb)}" for verb in row["verbs"].split())
        alone = "|".join(map(_forms, row["alone"].split()))
        found += [
            (goes_on, True, rf"(?<!\bto )\b(?:{done}) {_BETWEEN}$"),
            (goes_on, False, rf"{_BEHIND} {_BE} (?:\w+ )?(?:{suffered})\b(?! (?:the|an?|to)\b)"),
            (goes_on, False, rf"{_BEHIND} (?:{alone})\b"),
        ]
    return tuple((goes_on, before, re.compile(pattern, re.IGNORECASE)) for goes_on, before, pattern in found)


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

# ruff: noqa: E501 - the regexes read better whole
"""Counted nouns that need a second look: posts that are jobs, "300-strong" cordons, figures of speech."""

from __future__ import annotations

import re

from dateline.lexicon.quantities import counted
from dateline.understand.figure_nouns import Noun
from dateline.understand.figure_units import Quantity


def is_figure_of_speech(shadow: str, quantity: Quantity, noun: Noun) -> bool:
    """Nobody counts "a thousand deaths" one dies, nor "a million questions"."""
    round_number = quantity.value in (1000, 1e6, 1e9) and quantity.kind == "exact" and quantity.qualifier is None
    return round_number and noun.head in _SAYINGS and shadow[quantity.number : quantity.end].lower().startswith("a ")


_SAYINGS = frozenset(
    (
        *("deaths", "cuts", "words", "miles", "thanks", "questions", "pieces", "dreams", "suns", "flowers", "stories"),
        *(
            "voices",
            "lies",
            "tears",
            "excuses",
            "memories",
            "possibilities",
            "thoughts",
            "details",
            "problems",
            "ships",
        ),
        *("lifetimes", "shades", "faces", "kisses", "worries", "apologies", "emotions", "uses", "smiles", "needles"),
    )
)


def strength_of(shadow: str, noun: Noun) -> str:
    """Who stand behind "a 300-strong cordon": by the word itself, the words before it, and "of police" behind it."""
    table = counted()
    behind = _OF_WHOM.match(shadow, noun.end)
    words = [*noun.phrase.lower().split(), *(behind[1].lower().split() if behind else ())]
    for word in reversed(words):
        told = table["actor"].get(word) or _STRONG.get(word)
        if told is not None:
            return told
    return table["of"].get(noun.head, "people")


_OF_WHOM = re.compile(r" of ((?:[a-zA-Z]+ ){0,2}[a-z]+)")
_STRONG = {"peacekeeping": "troops", "military": "troops", "army": "troops", "garrison": "troops", "battalion": "troops",
           "brigade": "troops", "regiment": "troops", "militia": "fighters", "infantry": "troops", "guerrilla": "fighters",
           "division": "troops", "expeditionary": "troops", "invasion": "troops"}  # fmt: skip


def is_job(shadow: str, noun: Noun, start: int) -> bool:
    """Posts, positions and roles are jobs where they are cut, created, filled or at risk."""
    if noun.head not in ("posts", "positions", "roles"):
        return False
    return bool(_POSTS_CUT.search(shadow, max(0, start - 40), start) or _POSTS_GO.match(shadow, noun.end))


_POSTS_CUT = re.compile(
    r"\b(?:cut|axe|creat|fill|eliminat|shed|slash|scrap|abolish|clos|advertis|trim|los)(?:e|es|s|ed|d|ing|ting|ding|t|te|tes|ted|ting)?\b"
    r"[^.;]{0,24}\Z"
)
WORKED = re.compile(r"\b(?:at|in|clos(?:e|es|ed|ing)|shut|open(?:s|ed)?|owns?|operates?|runs?) (?:its |the )?\Z")
_POSTS_GO = re.compile(
    r" (?:(?:were|are|is|was|will be|would be|could be|to be|being) )?(?:at risk|under threat|will go|would go|to go|could go|cut|axed|lost|eliminated|scrapped|abolished|unfilled|vacant|disappear)"
)

"""Acronyms and their long form inside one article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.lexicon.actors import Actor
from dateline.understand.name_forms import is_long_form
from dateline.understand.name_spans import Name

_ACRONYM = re.compile(r"\s?\((?:the |known as |or )?[“\"]?([A-Z][A-Za-z&.-]{1,9})[”\"]?\)")
_LONG_WORD = re.compile(r"[^\W\d]{4,}")
_SHORT = re.compile(r"[A-Z]{2,7}")


def is_another(long: Name | None, actor: Actor | None) -> bool:
    """Whether an acronym that the tables know stands for something else here: "Ghana News Agency (GNA)"."""
    if long is None or actor is None or actor.kind == "person" or long.actor is not None:
        return False
    return set(_LONG_WORD.findall(long.exact.lower())).isdisjoint(_LONG_WORD.findall(actor.name.lower()))


def long_forms(names: list[Name], text: str) -> Iterable[tuple[str, Name]]:
    """Acronyms with their long form, in brackets behind it or before it, or else the only name with such initials.

    "Free Homeland Party (FHP)", "FHP (Free Homeland Party)".
    """
    bodies = [name for name in names if name.kind not in ("person", "place") and " " in name.exact]
    short = {
        name.exact for name in names if name.kind in ("organization", "group", "other") and _SHORT.fullmatch(name.exact)
    }
    for acronym in short:
        fitting = {name.exact: name for name in bodies if is_long_form(acronym, name.exact)}
        if len(fitting) == 1:
            yield acronym, next(iter(fitting.values()))
    for name in names:
        found = _ACRONYM.match(text, name.end)
        if found and " " in name.exact and is_long_form(found[1], name.exact):
            yield found[1], name

"""A person of one article, and what stands behind a name of him or her."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.lexicon.actors import FAMILY_NAME_FIRST, Actor
from dateline.lexicon.roles import rank_of, role_of
from dateline.lexicon.tables import word_set

_BEHIND = re.compile(r", ((?:[A-Za-z.’'-]+ ){0,4}?[a-z-]+)(?= of | at | for | in |,|;|\.\s| who )")
_LESSER = word_set("deputy vice assistant associate lieutenant acting")
_FORMER = word_set("former ex then late retired")


@dataclass(slots=True, eq=False)
class Person:
    """A person of one article, with what the article tells: names, titles, gender."""

    actor: Actor
    parts: tuple[str, ...]
    gender: str | None = None
    country: str | None = None
    sector: str | None = None
    offices: set[str] = field(default_factory=set)
    ranks: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    once: set[str] = field(default_factory=set)
    """Offices and ranks that he held, as the article says: "former governor"."""

    @property
    def name(self) -> str:
        """The fullest name in the article."""
        return " ".join(self.parts)


def learn_behind(one: Person, text: str, end: int) -> None:
    """Take over the office that stands behind a name without an article: "Ana Ruiz, mayor of Elmsford"."""
    told = _BEHIND.match(text, end)
    if told is None:
        return
    words = told[1].split()
    for first in range(len(words)):
        role = role_of(" ".join(words[first:]))
        if role is not None:
            if role.klass == "office" and _LESSER.isdisjoint(words[:first]):
                held = (role.canonical, rank_of(role.words))
                if _FORMER.isdisjoint(words[:first]):
                    one.offices.add(held[0])
                    one.ranks.add(held[1])
                else:
                    one.once.update(held)
            return


def family_name(one: Person) -> str:
    """The family name of a person: the first part of a Chinese, Korean or Vietnamese name, else the last."""
    return one.parts[0] if one.country in FAMILY_NAME_FIRST else one.parts[-1]

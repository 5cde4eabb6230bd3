"""Names of agencies, papers and stations: those that the tables know, and those built like them."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.lexicon.actors import own_actor
from dateline.lexicon.source_nouns import kind_of_name, names_with_article, noun_sets

PRESS = ("agency", "outlet")
_LIKELY_PRESS = re.compile(
    r"^(?:[A-Z][\w’'-]*(?:Post|News|Times|Press|Media|Online|FM|TV)|\w+\.(?:com|org|net|ru|cz|hu|fr|kz|uz|kg|ge|am|ua|de))$"
)


@lru_cache(maxsize=20_000)
def press_named(name: str) -> str | None:
    """Agency or outlet where the tables know one of this name."""
    bare = name.removeprefix("the ").removeprefix("The ")
    kind = kind_of_name().get(bare)
    if kind is not None and bare == name and name in names_with_article():
        return None
    if kind is not None:
        return kind if kind in PRESS else None
    actor = own_actor(name)
    return actor.kind if actor is not None and actor.kind in PRESS else None


def looks_like_outlet(words: str) -> bool:
    """Tell whether a name is built like that of a paper or station ("the Lagos Herald", "Channel 4")."""
    parts = words.split()
    capitals = [word for word in parts if word[:1].isupper() and word not in ("The", "A")]
    if not capitals or (not parts[-1][:1].isupper() and not parts[-1][:1].isdigit()):
        return False
    sets = noun_sets()
    return (
        (len(capitals) > 1 and capitals[-1] in sets["outlet_name"])
        or (len(capitals) > 1 and capitals[-1] in sets["house"] and not sets["on_air"].isdisjoint(capitals[:-1]))
        or (len(parts) == 2 and parts[0].lower() == "the" and parts[1] in sets["paper_title"])
        or (len(capitals) > 1 and capitals[0] in ("Radio", "Channel", "TV", "Agence"))
        or "News" in capitals[:-1]
        or _LIKELY_PRESS.match(capitals[-1]) is not None
    )

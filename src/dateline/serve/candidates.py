"""A story's card made ready to be ranked: everything that does not depend on who reads and when is worked out once."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.model.shelf import Card, CardKey
from dateline.serve.deed_table import DEEDS

Key = tuple[str, str]
"""A kind (actor, place, topic, outlet, type, country, story) and a key."""

ORGANS = ("GOV", "MIL", "JUD", "LEG", "COP", "SPY")
"""Government, forces, courts, parliament, police and secret service, as CAMEO writes them."""
ORGAN = re.compile(rf"([A-Z]{{3}})(?:{'|'.join(ORGANS)})[A-Z]*\Z")
"""The id of a state's organ: the state's letters, then what it is (KAZGOV, KAZMIL); opposition and rebels are none."""
WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’\-](?=\w))+")
PLAIN = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "amid",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "but",
        "by",
        "can",
        "could",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "more",
        "most",
        "new",
        "no",
        "not",
        "of",
        "off",
        "on",
        "one",
        "or",
        "out",
        "over",
        "says",
        "said",
        "say",
        "she",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""Words that tell nobody's taste."""
MOST_TRAITS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A story that may stand on a front page."""

    card: Card
    story_id: str
    keys: dict[Key, CardKey | None]
    """What it is about, and its own id and aliases under the kind "story"."""
    organs: tuple[tuple[str, CardKey], ...]
    """Organs of states in it, each with the state."""
    latest: float | None
    """Seconds since 1970 of its newest report."""
    breadth: float
    contradiction: float
    size: float
    outlets: tuple[tuple[str, float, str], ...]
    """Outlets with their part of the reports (together 1) and names."""
    place: CardKey | None
    """The place that most of its reports speak of."""
    traits: tuple[str, ...]
    """What a taste is learnt from."""
    idents: tuple[str, ...]
    """The traits without their names."""
    lead: Any = None
    """The unit embedding of its first report [384], where it was asked for."""


def candidate(card: Card, *, lead: Any = None) -> Candidate:
    """Make a card ready; `lead` is the embedding of its first report, where that is known."""
    known = traits(card)
    organs = tuple(
        (found[1], one) for one in card.keys if one.kind == "actor" and (found := ORGAN.match(one.key)) is not None
    )
    places = [one for one in card.keys if one.kind == "place"]
    return Candidate(
        card=card,
        story_id=card.story_id,
        keys=keys_of(card),
        organs=organs,
        latest=seconds(card.last_new),
        breadth=logarithmic(card.independent or 1, full=16),
        contradiction=min(1.0, (card.contested + 1) / 4) if card.contested else 0.0,
        size=logarithmic(max(card.reports, 1), full=64),
        outlets=_outlets(card),
        place=max(places, key=lambda one: (one.weight, one.key)) if places else None,
        traits=known,
        idents=tuple(ident_of(one) for one in known),
        lead=lead,
    )


def keys_of(card: Card) -> dict[Key, CardKey | None]:
    """What a story is about, by kind and key, and its own id and aliases under the kind "story" (None)."""
    keys: dict[Key, CardKey | None] = {(one.kind, one.key): one for one in card.keys}
    return keys | {("story", one): None for one in (card.story_id, *card.also_known_as)}


def _outlets(card: Card) -> tuple[tuple[str, float, str], ...]:
    found = [one for one in card.keys if one.kind == "outlet"]
    total = sum(one.weight for one in found)
    return tuple((one.key, one.weight / total, one.name) for one in found) if total > 0 else ()


def traits(card: Card) -> tuple[str, ...]:
    """What a taste can be learnt from, each as kind, key and name: "actor|KAZ|Kazakhstan", "word|grain|grain".

    What most of the reports speak of comes first; words are those of the headline.
    """
    known = sorted(card.keys, key=lambda one: (-one.weight, one.kind, one.key))
    found = [_trait(one.kind, one.key, _name_of(one)) for one in known if one.kind != "country"]
    words = headline_words(card.headline)
    return tuple([*(_trait("word", word, word) for word in words), *found][:MOST_TRAITS])


def _name_of(one: CardKey) -> str:
    """The name of what a story is about; a type of deeds by what is done ("hold talks")."""
    return DEEDS[one.key][2] if one.kind == "type" and one.key in DEEDS else one.name


def headline_words(headline: str) -> list[str]:
    """The telling words of a headline, each once, in small letters."""
    found = dict.fromkeys(word.casefold() for word in WORD.findall(headline))
    return [word for word in found if word not in PLAIN and len(word) > 2][:16]


def _trait(kind: str, key: str, name: str) -> str:
    return "|".join(part.replace("|", "/") for part in (kind, key, name))


def ident_of(trait: str) -> str:
    """The kind and key of a trait, without its name."""
    kind, _, rest = trait.partition("|")
    return f"{kind}|{rest.partition('|')[0]}"


def seconds(moment: str | None) -> float | None:
    """A moment as seconds since 1970; None where it is none."""
    if not moment:
        return None
    try:
        return datetime.fromisoformat(moment).timestamp()
    except ValueError:
        return None


def logarithmic(count: float, *, full: float) -> float:
    """How far a count is on the way from 1 (0) to `full` (1), by its logarithm.

    >>> logarithmic(1, full=16), logarithmic(4, full=16), logarithmic(99, full=16)
    (0.0, 0.5, 1.0)
    """
    return min(1.0, math.log(max(count, 1.0)) / math.log(full))

"""What a reader has muted, found by what a story is about: the same on the front page, in digests and in streams."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dateline.model.audience import Follow, Mute, story_of_claim
from dateline.model.shelf import Card, CardKey
from dateline.serve import weights as w
from dateline.serve.candidates import Key, keys_of


class Mutes:
    """The mutes of one reader; `found` are the stories that each muted search finds."""

    def __init__(self, mutes: Iterable[Mute], found: Mapping[str, Collection[str]]) -> None:
        self._of_keys: dict[Key, Mute] = {}
        self._of_search: dict[str, Mute] = {}
        self.silent: set[str] = set()
        """Stories whose contradiction counts nothing, because the reader muted a question of theirs."""
        for mute in mutes:
            if mute.target == "search":
                self._of_search.update(dict.fromkeys(found.get(mute.key, ()), mute))
            elif mute.target == "claim":
                self.silent.add(key_of(mute)[1])
            else:
                self._of_keys[key_of(mute)] = mute

    def of(self, story_id: str, keys: Mapping[Key, CardKey | None]) -> Mute | None:
        """The mute that a story falls under, by what it is about (its own ids: None) in how many of its reports."""
        for key in sorted(self._of_keys.keys() & keys.keys()):
            told = keys[key]
            least = w.MUTED_OUTLET_FROM if key[0] == "outlet" else w.MUTED_FROM
            if told is None or told.weight >= least:
                return self._of_keys[key]
        return self._of_search.get(story_id)

    def of_card(self, card: Card) -> Mute | None:
        """The mute that the story of a card falls under."""
        return self.of(card.story_id, keys_of(card))


def key_of(wish: Follow | Mute) -> Key:
    """Under which key of a card what is followed or muted stands.

    A question is followed as the story's id, "#" and its own; a country as a place by its three letters.
    """
    if wish.target == "claim":
        return "story", story_of_claim(wish.key)
    if wish.target == "place" and len(wish.key) == 3 and wish.key.isupper():
        return "country", wish.key
    return wish.target, wish.key

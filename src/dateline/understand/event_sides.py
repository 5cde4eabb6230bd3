"""The sides of an event: a party as read from a phrase, and how firmly it is somebody."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from dateline.lexicon.plover import people_words
from dateline.model.annotation import Party

_ANYBODY = people_words("anybody")


class Standing(IntEnum):
    """How far a phrase is somebody that political events happen between."""

    THING = 0
    SOMEBODY = 1
    FIRM = 2


class Side(NamedTuple):
    """A party as read from one phrase; `head` is the phrase's head token."""

    party: Party
    standing: Standing
    head: int
    first_person: bool = False

    @property
    def unnamed(self) -> bool:
        """Tell whether the phrase is a word like "someone" or "them" that leaves open who is meant."""
        return (self.party.exact or "").lower() in _ANYBODY

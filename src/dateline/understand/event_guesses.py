"""What the trained head makes of words that no table knows, and how far it agrees where one does."""

from __future__ import annotations

from dateline.lexicon.plover import Coding, NounSense, Sense, kind_of
from dateline.understand.acts import ACT_TYPES
from dateline.understand.event_types import Decision
from dateline.understand.parse import Parse

LEAST_CHANCE = 0.25
"""From which chance on a word that no table knows is taken for an act."""
_DONE_TO = frozenset({"ASSAULT", "COERCE", "RETREAT", "AID", "SANCTION", "ACCUSE"})
"""Types whose noun has behind "of" whom it is done to: "the torching of", "the handing back of"."""


class Guesses:
    """The head's answers for one parse; without a head nothing is guessed."""

    def __init__(self, parse: Parse) -> None:
        self._chances = parse.acts
        likely: list[int] = []
        if parse.acts is not None:  # by number of the cell, which is found much sooner than row and column
            likely = ((parse.acts >= LEAST_CHANCE).ravel().nonzero()[0] // parse.acts.shape[1]).tolist()
        self.likely: frozenset[int] = frozenset(likely)
        """The words that are likely enough to be an act."""

    def chance(self, token: int, type_: str) -> float | None:
        """How likely the word tells an act of the type; None where nobody was asked."""
        return float(self._chances[token, ACT_TYPES.index(type_)]) if self._chances is not None else None

    def best(self, token: int) -> str:
        """The likeliest type of a word."""
        return ACT_TYPES[int(self._chances[token].argmax())] if self._chances is not None else ACT_TYPES[0]

    def decision(self, token: int) -> Decision | None:
        """A verb or predicate as an act of its likeliest type, with the places where its recipients usually stand."""
        if token not in self.likely:
            return None
        type_ = self.best(token)
        kind = kind_of(type_, None)
        coding = Coding(type_, None, kind.cameo)
        return Decision(coding, kind.recipients, Sense("act", "", (), coding, kind.recipients))

    def noun(self, token: int) -> NounSense | None:
        """A noun as an act of its likeliest type."""
        if token not in self.likely:
            return None
        type_ = self.best(token)
        kind = kind_of(type_, None)
        done_to = "recipient" if type_ in _DONE_TO else "actor"
        return NounSense("", (), Coding(type_, None, kind.cameo), done_to, "actor", kind.recipients)

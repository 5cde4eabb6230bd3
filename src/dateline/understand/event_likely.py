"""Which words of a text may tell an act at all: with all others nothing is done."""

from __future__ import annotations

from dateline.lexicon.plover import words_for_acts
from dateline.understand.event_frames import Grammar
from dateline.understand.event_guesses import Guesses
from dateline.understand.event_types import Coder
from dateline.understand.label_bits import AUX, COMPOUND
from dateline.understand.word_hints import hint

PREDICATIVE = frozenset({"root", "conj", "ccomp", "advcl", "acl"})
"""The labels under which an adjective may tell something of its own."""
_VERB = hint(lambda form: form.lower() in words_for_acts()[0])
_PREDICATE = hint(lambda form: form.lower() in words_for_acts()[1])


class Likely:
    """The words of one parse that are worth asking, by what they may tell."""

    def __init__(self, grammar: Grammar, coder: Coder, guesses: Guesses) -> None:
        self._grammar = grammar
        hints, below, behind = grammar.parse.hints(), grammar.below, coder.after_hyphen
        every = grammar.parse.verbs()
        known = [token for token in every if hints[token] & _VERB or below[token] & COMPOUND or token in behind]
        self.acting = frozenset((*known, *self._predicates()))
        """The verbs and predicates that the tables may know as acts."""
        self.telling = frozenset(coder.telling())
        """The nouns that the tables may know as events."""
        self.helped = frozenset([token for token in every if below[token] & AUX])
        """The verbs with "will", "must" and the like, which may refuse or demand what no table knows as an act."""
        self.guessed = guesses.likely
        """The words that the trained head takes for acts."""

    def all(self) -> list[int]:
        """All of them in text order."""
        return sorted(self.acting | self.telling | self.helped | self.guessed)

    def _predicates(self) -> list[int]:
        pos, labels = self._grammar.parse.pos, self._grammar.labels
        likely = self._grammar.parse.hinted(_PREDICATE)
        return [token for token in likely if pos[token] == "ADJ" and labels[token] in PREDICATIVE]

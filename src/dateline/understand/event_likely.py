"""Which words of a text may tell an act at all: with all others nothing is done."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, count

from dateline.lexicon.plover import words_for_acts
from dateline.understand.event_frames import Grammar
from dateline.understand.event_guesses import Guesses
from dateline.understand.event_modality import NEEDED
from dateline.understand.event_outlook import WILL
from dateline.understand.event_types import Coder

PREDICATIVE = frozenset({"root", "conj", "ccomp", "advcl", "acl"})
"""The labels under which an adjective may tell something of its own."""
_RULING = WILL | NEEDED


class Likely:
    """The words of one parse that are worth asking, by what they may tell."""

    def __init__(self, grammar: Grammar, coder: Coder, guesses: Guesses) -> None:
        self._grammar = grammar
        self._coder = coder
        self.acting = frozenset((*self._verbs(), *self._predicates()))
        """The verbs and predicates that the tables may know as acts."""
        self.telling = frozenset(coder.telling())
        """The nouns that the tables may know as events."""
        self.ruled = frozenset(self._verbs_ruled())
        """The verbs with "will", "must" and the like, which may refuse or demand what no table knows as an act."""
        self.guessed = guesses.likely
        """The words that the trained head takes for acts."""

    def all(self) -> list[int]:
        """All of them in text order."""
        return sorted(self.acting | self.telling | self.ruled | self.guessed)

    def _verbs(self) -> Iterator[int]:
        pos, of, joined = self._grammar.parse.pos, self._grammar.lemmas, self._coder.joined
        known, _ = words_for_acts()
        return (token for token in compress(count(), map("VERB".__eq__, pos)) if of[token] in known or token in joined)

    def _predicates(self) -> Iterator[int]:
        pos, labels = self._grammar.parse.pos, self._grammar.labels
        _, known = words_for_acts()
        likely = compress(count(), map(known.__contains__, self._grammar.lemmas))
        return (token for token in likely if pos[token] == "ADJ" and labels[token] in PREDICATIVE)

    def _verbs_ruled(self) -> Iterator[int]:
        grammar, pos = self._grammar, self._grammar.parse.pos
        for token in compress(count(), map(_RULING.__contains__, grammar.words)):
            if grammar.labels[token] == "aux" and pos[grammar.heads[token]] == "VERB":
                yield grammar.heads[token]

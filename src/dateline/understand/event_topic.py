"""What the words around an event speak of: its contexts, and fields in which fights and deals are no politics."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

from dateline.lexicon.plover import Coding, arenas_of_words, contexts, contexts_of_words
from dateline.model.annotation import Mention
from dateline.understand.event_frames import Grammar
from dateline.understand.event_parties import POLITICAL_SECTORS

MOST_ARENAS, LEAST_PUBLIC, SEVERAL = 0.1, 0.5, 4
"""Shares of sentences: with words of sport, culture or business at most, with bodies of politics at least (where
there are several sentences)."""
_COMMON = frozenset({"NOUN", "ADJ"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ"})


class Topic:
    """Answers for one parse; each sentence is looked at once."""

    def __init__(self, grammar: Grammar, mentions: Iterable[Mention]) -> None:
        self._grammar = grammar
        self._mentions = mentions
        self._known: dict[int, int] = {}
        self._off: bool | None = None
        self._spoken_of: dict[int, tuple[str, ...]] = {}

    def arenas(self, sentence: int) -> int:
        """How many words of a sentence belong to the field of sport, culture or business that has most of them."""
        if sentence not in self._known:
            counts: dict[str, int] = {}
            first, stop = self._grammar.parse.sentences[sentence]
            known, lemmas, pos = arenas_of_words(), self._grammar.lemmas, self._grammar.parse.pos
            for token in compress(range(first, stop), map(known.__contains__, lemmas[first:stop])):
                for arena in known[lemmas[token]] if pos[token] in _NAMING else ():
                    counts[arena] = counts.get(arena, 0) + 1
            self._known[sentence] = max(counts.values()) if counts else 0
        return self._known[sentence]

    def is_off(self) -> bool:
        """Tell whether a text of several sentences names few bodies of politics, or has much of sport or business."""
        if self._off is None:
            count = len(self._grammar.parse.sentences)
            public = sum(
                one.sector in POLITICAL_SECTORS or one.kind in ("country", "nationality") for one in self._mentions
            )
            self._off = count >= SEVERAL and public < LEAST_PUBLIC * count
            self._off = self._off or sum(self.arenas(one) > 0 for one in range(count)) > MOST_ARENAS * count
        return self._off

    def contexts(self, coding: Coding, sentence: int) -> tuple[str, ...]:
        """The contexts of PLOVER that the code brings and the words of the sentence speak of."""
        if sentence not in self._spoken_of:
            first, stop = self._grammar.parse.sentences[sentence]
            known, lemmas, pos = contexts_of_words(), self._grammar.lemmas, self._grammar.parse.pos
            here = compress(range(first, stop), map(known.__contains__, lemmas[first:stop]))
            words = [word for token in here if pos[token] in _COMMON for word in known[lemmas[token]]]
            self._spoken_of[sentence] = tuple(words)
        return tuple(dict.fromkeys((*contexts(coding), *self._spoken_of[sentence])))

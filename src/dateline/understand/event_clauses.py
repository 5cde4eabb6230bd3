"""Where in its sentence an act is told: as the main thing, or only to say of whom the sentence speaks."""

from __future__ import annotations

from dateline.understand.event_frames import Grammar
from dateline.understand.event_types import Coder

_PASSED = frozenset({"ccomp", "conj", "parataxis", "xcomp"})
_REPORTING = frozenset({"say", "aspect", "plan", "deny"})
_WITHIN = frozenset({"conj", "xcomp", "ccomp", "nsubj", "obj", "obl", "advcl"})
_ON_A_NOUN = frozenset({"acl", "amod"})
_DEEPEST = 6


class Clauses:
    """Answers for the triggers of one parse."""

    def __init__(self, grammar: Grammar, coder: Coder) -> None:
        self._grammar = grammar
        self._coder = coder

    def is_main(self, trigger: int) -> bool:
        """Tell whether the trigger heads the sentence, or what the sentence reports or links to its head."""
        grammar = self._grammar
        if grammar.labels[trigger] == "nsubj":
            trigger = grammar.heads[trigger]  # "riots broke out"
        for _ in range(_DEEPEST):
            head, label = grammar.heads[trigger], grammar.labels[trigger]
            if head == trigger:
                return True
            if label not in _PASSED:
                return False
            if label in ("ccomp", "xcomp") and self._coder.kind(head) not in _REPORTING:
                return False
            trigger = head
        return False

    def is_on_a_noun(self, trigger: int) -> bool:
        """Tell whether the act stands in a clause on a noun: "the group that killed", "a man accused of"."""
        grammar = self._grammar
        for _ in range(_DEEPEST):
            label = grammar.labels[trigger]
            if label not in _WITHIN:
                return label in _ON_A_NOUN
            trigger = grammar.heads[trigger]
        return False

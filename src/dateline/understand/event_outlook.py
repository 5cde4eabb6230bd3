"""What PLOVER makes of acts that are announced, ruled out, backed by a threat, shared, or meant to help."""

from __future__ import annotations

import re

from dateline.lexicon.plover import Coding, folded
from dateline.understand.event_frames import Grammar
from dateline.understand.event_modality import Modality
from dateline.understand.event_roles import Roles
from dateline.understand.event_types import Coder, Decision
from dateline.understand.label_bits import ADVCL, AUX, XCOMP

_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_GIVEN = _COOPERATIVE | {"AGREE", "CONCEDE", "RETREAT"}
_HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
_BY_SPEECH = frozenset({"will", "would"})
"""What announces; "plans to" and "is to" leave the act as it is, planned."""
_OR_ELSE = re.compile(
    r"\bor (?:else|face|risk|they (?:will|would)|it (?:will|would)|he (?:will|would))\b|\bultimatum\b"
)
WILL = frozenset({"will", "would", "wo", "'ll", "’ll", "shall", "wouldn't"})


class Outlook:
    """Turns the coding of an act into that of its announcement, refusal or purpose."""

    def __init__(self, grammar: Grammar, coder: Coder) -> None:
        self._grammar = grammar
        self._coder = coder

    def by_modality(self, trigger: int, coding: Coding, modality: Modality) -> tuple[Coding, Modality]:
        """What PLOVER makes of acts that are only announced or ruled out."""
        if modality.name == "planned" and modality.why in _BY_SPEECH:
            if coding.type in _COOPERATIVE:
                return folded("agree", coding.type) or coding, modality
            if coding.type == "RETREAT":
                return Coding("AGREE", None, "035"), modality
            if coding.type in _HARMFUL:
                return folded("threaten", coding.type) or coding, modality
        if modality.name == "denied" and modality.why in ("not", "fail") and coding.type in _GIVEN:
            auxiliaries = {self._grammar.parse.word(one).lower() for one in self._grammar.kids(trigger, AUX)}
            if modality.why == "fail" or auxiliaries & (WILL | {"can", "ca", "could"}):
                refused = folded("reject", coding.type)
                if refused is not None:
                    return refused, modality._replace(name="asserted")
        return coding, modality

    def or_else(self, verb: int) -> bool:
        """Tell whether the sentence goes on with what follows if the demand is not met."""
        first, stop = self._grammar.parse.sentences[self._grammar.parse.sentence_of(verb)]
        return _OR_ELSE.search(self._grammar.parse.exact(first, stop)) is not None

    def to_help(self, verb: int) -> bool:
        """Tell whether troops or police are sent to help: relief is aid, whoever brings it."""
        for child in self._grammar.kids(verb, ADVCL | XCOMP):
            aim = self._coder.verb(child)
            if aim is not None and aim.coding.type == "AID":
                uses = self._coder.senses(aim.inner) if aim.inner is not None else ()
                return not any(use.coding is not None and use.coding.type in _HARMFUL for use in uses)
        return False

    def is_shared_exercise(self, verb: int, decision: Decision, roles: Roles) -> bool:
        """Drills of one country show force, drills of several are cooperation."""
        noun = decision.noun
        if noun is None or "@exercise" not in self._coder.classes(noun):
            return False
        return len(roles.actors) > 1 or any("with" in one.words for one in self._grammar.frame(verb).obliques)

"""Whether an event is told as fact, denied, planned, requested or only thought of."""

from __future__ import annotations

from typing import NamedTuple

from dateline.understand.event_frames import Grammar
from dateline.understand.event_types import Coder
from dateline.understand.label_bits import ADVMOD, AUX, COP, DET, MARK, NSUBJ, OBJ, PARATAXIS

_CONDITIONAL = frozenset({"if", "unless", "whether", "lest", "should"})
_POSSIBLE = frozenset({"may", "might", "could", "can"})
NEEDED = frozenset({"should", "must", "ought"})
_NEVER_DONE = frozenset({"fail", "neglect", "refuse", "decline", "forget", "avoid", "refrain", "abstain"})
_WISHED = frozenset({"try", "attempt", "seek", "strive", "bid", "hope", "struggle"})
_REPORTED_PAST = frozenset({"VBD", "VBN"})
_SCHEDULED = frozenset(
    {
        "expect",
        "schedule",
        "set",
        "due",
        "plan",
        "intend",
        "prepare",
        "aim",
        "decide",
        "hope",
        "mean",
        "about",
        "poised",
    }
)
_DEEPEST = 6


class Modality(NamedTuple):
    """The modality with the word that decided it; `reporter` is the verb of saying above the event, if any."""

    name: str
    why: str = ""
    reporter: int | None = None


class Moods:
    """Reads modality up the tree from a trigger."""

    def __init__(self, grammar: Grammar, coder: Coder) -> None:
        self._grammar = grammar
        self._coder = coder

    def of(self, trigger: int) -> Modality:
        """The modality of a verb, a predicate, or a noun through the verb it hangs on."""
        verb = self._verb_above(trigger)
        reporter = self._reporter(verb)
        name, why = self._local(verb)
        if name == "asserted" and verb != trigger and self._grammar.negated(trigger):
            name, why = "denied", "no"
        if name == "asserted":
            name, why = self._inherited(verb)
        if name == "asserted" and self._is_question(verb):
            name, why = "hypothetical", "?"
        return Modality(name, why, reporter)

    def _verb_above(self, token: int) -> int:
        grammar = self._grammar
        for _ in range(_DEEPEST):
            head = grammar.heads[token]
            if grammar.parse.pos[token] in ("VERB", "AUX", "ADJ") or head == token:
                return token
            if "AUX" in [grammar.parse.pos[child] for child in grammar.kids(token, COP)]:
                return token
            token = head
        return token

    def _local(self, verb: int) -> tuple[str, str]:
        """What auxiliaries, negation and conjunctions on the verb itself say."""
        grammar, parse = self._grammar, self._grammar.parse
        for mark in grammar.kids(verb, MARK | ADVMOD):
            word = grammar.words[mark]
            if word in _CONDITIONAL:
                return "hypothetical", word
        if grammar.negated(verb):
            return "denied", "not"
        direct = grammar.first(verb, OBJ | NSUBJ)
        if direct is not None and "no" in [grammar.words[one] for one in grammar.kids(direct, DET)]:
            return "denied", "no"
        helpers = grammar.kids(verb, AUX)
        if not helpers:
            return "asserted", ""
        words = {grammar.words[one] for one in helpers}
        lemmas = words | {grammar.lemmas[one] for one in helpers}
        if lemmas & NEEDED:
            return "requested", "should"
        if words & {"will", "'ll", "’ll", "shall", "wo"}:
            return "planned", "will"
        if words & {"would", "'d", "’d"}:
            told = self._reporter(verb)
            past = told is not None and parse.tags[told] in _REPORTED_PAST
            return ("planned", "would") if past else ("hypothetical", "would")
        possible = words & _POSSIBLE
        return ("hypothetical", min(possible)) if possible else ("asserted", "")

    def _inherited(self, verb: int) -> tuple[str, str]:
        """What the verbs above say of an infinitive, clause or conjunct."""
        grammar, parse = self._grammar, self._grammar.parse
        for _ in range(_DEEPEST):
            head, label = grammar.heads[verb], grammar.labels[verb]
            if head == verb or label not in ("xcomp", "ccomp", "conj", "advcl", "acl"):
                break
            marks = {grammar.words[one] for one in grammar.kids(verb, MARK)}
            infinitive = "to" in marks and parse.tags[verb] in ("VB", "")
            lemma, kind = grammar.lemmas[head], self._coder.kind(head)
            if label == "conj":
                name, why = self._local(head)
                if name != "asserted" and not grammar.kids(verb, AUX | NSUBJ):
                    return name, why
            elif label in ("xcomp", "ccomp"):
                if kind == "deny":
                    return "denied", lemma
                if lemma in _NEVER_DONE:
                    return "denied", lemma
                if kind == "plan" or lemma in _SCHEDULED or (lemma == "go" and parse.tags[head] == "VBG"):
                    return "planned", lemma
                if lemma in _WISHED and infinitive:
                    return "hypothetical", lemma
                if kind == "op" and infinitive:
                    return ("requested" if self._coder.asks(head) else "planned"), lemma
                if label == "xcomp":
                    name, why = self._local(head)
                    if name != "asserted":
                        return name, why
            elif label in ("acl", "advcl") and infinitive:
                return "planned", "to"
            elif label == "advcl" and marks & {"without", "instead", "from"}:
                return "denied", min(marks & {"without", "instead", "from"})
            elif label == "acl" and parse.labels[verb] == "acl:relcl":
                break
            verb = head
        return "asserted", ""

    def _reporter(self, verb: int) -> int | None:
        """The verb of saying whose content the clause is."""
        grammar = self._grammar
        kinds = frozenset({"say", "deny", "op", "act"})
        for _ in range(_DEEPEST):
            head, label = grammar.heads[verb], grammar.labels[verb]
            if label == "ccomp" and self._coder.kind(head) in kinds:
                return head
            if label == "advcl" and grammar.is_charge(verb) and self._coder.kind(head) == "act":
                return head
            for child in grammar.kids(verb, PARATAXIS) if grammar.below[verb] & PARATAXIS else ():
                if self._coder.kind(child) == "say":
                    return child
            if head == verb or label not in ("ccomp", "xcomp", "conj", "advcl", "acl", "obj", "obl", "nmod", "nsubj"):
                return None
            if label not in ("xcomp", "conj"):
                kinds = frozenset({"say"})  # what is said beside an act is not part of what the act is about
            verb = head
        return None

    def _is_question(self, verb: int) -> bool:
        parse = self._grammar.parse
        last = parse.sentences[parse.sentence_of(verb)][1] - 1
        return parse.word(last) == "?"

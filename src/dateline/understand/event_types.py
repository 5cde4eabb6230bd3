"""What an act is: the sense of a trigger word in its clause, folded by the operators around it.

PLOVER codes "agreed to talks", "refused to withdraw", "lifted the sanctions" by the outer word; the inner act
then is not an event of its own and is reported as absorbed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.lexicon.plover import (
    NO_ACT,
    Coding,
    Condition,
    NounSense,
    Sense,
    adjective_senses,
    folded,
    verbs,
)
from dateline.understand.event_beside import TESTS, is_beside
from dateline.understand.event_frames import Frame, Grammar
from dateline.understand.event_nouns import EventNouns
from dateline.understand.event_parties import Parties, Side, Standing
from dateline.understand.event_people import looks_human
from dateline.understand.label_bits import COMPOUND, CONJ, NMOD

UNDONE = {"@relation": "SUPPORT", "@trade": "COOPERATE", "@plan": "AGREE", "@goods": "AID", "@money": "AID"}
"""What an act with a thing of this class would be, for operators that undo or block it ("cut ties")."""
_DEEPEST = 5
_NOTHING: frozenset[str] = frozenset()
_PART = frozenset({"part", "lead", "role"})
_ACT_NOUN_PREPOSITIONS = ("for", "to", "on", "of", "in", "into", "with", "against", "over")


@dataclass(slots=True)
class Decision:
    """What a word is coded as, which nouns and inner verbs it took in, and where its recipient may stand."""

    coding: Coding
    recipients: tuple[str, ...]
    sense: Sense | NounSense
    noun: int | None = None
    inner: int | None = None
    inner_coded: bool = False
    operator: str = ""
    absorbed: set[int] = field(default_factory=set)

    @property
    def specific(self) -> bool:
        """Tell whether more than the bare word decided."""
        return self.inner_coded if self.inner is not None else bool(self.sense.when) or self.noun is not None


class Coder:
    """Codes verbs, predicates and nouns of one parse."""

    def __init__(self, grammar: Grammar, parties: Parties) -> None:
        self._grammar = grammar
        self._parties = parties
        self._decided: dict[int, Decision | None] = {}
        self._holding: dict[int, Sense | None] = {}
        self._names: dict[tuple[int, ...], frozenset[str]] = {}
        self._verbs = verbs()
        self._nouns = nouns = EventNouns(grammar, parties)
        self.after_hyphen = nouns.after_hyphen
        """The words right behind a hyphen."""
        self.noun, self.classes, self.telling = nouns.sense, nouns.classes, nouns.telling

    def senses(self, token: int) -> tuple[Sense, ...]:
        """The uses the lexicon knows for a verb or predicative adjective."""
        lemma = self._grammar.lemmas[token]
        if self._grammar.parse.pos[token] == "ADJ":
            return adjective_senses(lemma)
        if self._grammar.below[token] & COMPOUND or token in self.after_hyphen:
            joined = self._joined(token, lemma)
            return (self._verbs.get(joined, ()) if joined else ()) or self._verbs.get(lemma, ())
        return self._verbs.get(lemma, ())

    def verb(self, token: int, depth: int = 0) -> Decision | None:
        """The coding of a verb or predicative adjective in its clause, or None."""
        if token not in self._decided:
            self._decided[token] = None  # a loop in a broken tree ends here
            first = self._sense(token)
            if first is None or first.kind in NO_ACT:
                return None
            frame, behind = self._grammar.frame(token), False
            for sense in self.senses(token):
                if sense is not first and not (behind and self._all_hold(sense.when, frame)):
                    continue
                behind = True
                decision = self._decide(sense, frame, depth)
                if decision is not None:
                    self._decided[token] = decision
                    break
                if sense.kind in NO_ACT:
                    break
        return self._decided[token]

    def kind(self, token: int) -> str:
        """The kind of the sense that holds for a verb: say, plan, deny, aspect, act, op ... or nothing."""
        sense = self._sense(token)
        return sense.kind if sense is not None else ""

    def asks(self, token: int) -> bool:
        """Tell whether a verb asks for what its complement says."""
        sense = self._sense(token)
        return sense is not None and sense.operator == "request"

    def _sense(self, token: int) -> Sense | None:
        """The first sense of a verb or predicate whose conditions hold."""
        if token not in self._holding:
            self._holding[token] = None
            frame: Frame | None = None
            objects: frozenset[str] | None = None
            for sense in self.senses(token):
                if sense.when:
                    frame = frame or self._grammar.frame(token)
                    if sense.objects:  # a quick look: most senses want an object that is not there
                        objects = self._names_of(frame.objects) if objects is None else objects
                        if sense.objects.isdisjoint(objects):
                            continue
                    if not self._all_hold(sense.when, frame):
                        continue
                self._holding[token] = sense
                return sense
        return self._holding[token]

    def _joined(self, token: int, lemma: str) -> str:
        """A verb with the word it is written together with by a hyphen: "tear-gassed"."""
        hyphened = self._nouns.hyphened(token)
        if hyphened:
            return hyphened[0].rsplit("-", 1)[0] + "-" + lemma
        child = self._grammar.first(token, COMPOUND)
        return f"{self._grammar.lemmas[child]}-{lemma}" if child is not None and child < token else ""

    def _decide(self, sense: Sense, frame: Frame, depth: int) -> Decision | None:
        if sense.kind == "act" and sense.coding is not None:
            inner = frame.complement if any(one.where == "comp" for one in sense.when) else None
            taken = {*self._taken_nouns(sense, frame), *(one for one in (inner,) if one is not None)}
            below = inner is not None
            return Decision(sense.coding, sense.recipients, sense, inner=inner, inner_coded=below, absorbed=taken)
        if sense.kind in ("light", "suffer"):
            return self._light(sense, frame)
        if sense.kind in ("op", "undo") and depth < _DEEPEST:
            return self._operate(sense, frame, depth)
        return None

    def _taken_nouns(self, sense: Sense, frame: Frame) -> Iterator[int]:
        """An act whose condition names its object has taken that noun in ("filed a complaint")."""
        if frame.object is not None and any(one.where == "obj" and one.words - {"+"} for one in sense.when):
            yield frame.object
        for condition in sense.when:
            if condition.where == "lemma":
                yield from (one.head for one in frame.obliques if self._grammar.lemmas[one.head] in condition.words)

    def _light(self, sense: Sense, frame: Frame) -> Decision | None:
        bare = frame.object is None or self._grammar.lemmas[frame.object] in _PART
        for noun in self._act_nouns(frame, ("in", "on", "into", "under") if bare else ()):
            found = self.noun(noun)
            if found is not None and found.coding is not None:
                return Decision(found.coding, found.recipients, sense, noun=noun, absorbed={noun})
        return None

    def _operate(self, sense: Sense, frame: Frame, depth: int) -> Decision | None:
        """Fold the act an operator speaks of: an infinitive or clause first, else a noun."""
        gerund = any(one.where == "gerund" for one in sense.when)
        inner = frame.complement if sense.kind == "op" or gerund else None
        absorbed: set[int] = set()
        decision = None
        if inner is not None:
            inner = self._inner_verb(inner)
            if self.kind(inner) == "say" and sense.operator == "reject":
                return None  # "declined to comment"
            decision = self._inner(inner, depth)
            if decision is not None and sense.operator == "request" and self._orders(frame.verb, inner):
                return Decision(
                    decision.coding, decision.recipients, sense, inner=inner, inner_coded=True, absorbed={inner}
                )
            if decision is not None and sense.operator == "help":
                return None  # "helped rescue", "helped arm": the act stands for itself
            if decision is not None and sense.operator == "request" and frame.passive and frame.subject is None:
                return None  # "was told to withdraw": nobody is named who asks, and the act stands as one asked for
            absorbed |= {inner, *self._grammar.kids(inner, CONJ)}
            if decision is not None:
                absorbed |= decision.absorbed
            coding = folded(sense.operator, decision.coding.type if decision else None) or sense.coding
            if coding is None:
                return None
            if decision is None and sense.kind == "undo":
                return None
            return Decision(
                coding,
                sense.recipients,
                sense,
                inner=inner,
                inner_coded=decision is not None,
                operator=sense.operator,
                absorbed=absorbed,
            )
        for noun in self._act_nouns(frame, _ACT_NOUN_PREPOSITIONS):
            type_ = self._type_of_noun(noun)
            if type_ is None:
                continue
            coding = folded(sense.operator, type_)
            if coding is not None:
                found = self.noun(noun)
                recipients = (*sense.recipients, *(found.recipients if found else ()))
                return Decision(coding, recipients, sense, noun=noun, operator=sense.operator, absorbed={noun})
        if sense.coding is None:
            return None
        return Decision(sense.coding, sense.recipients, sense, operator=sense.operator)

    def _orders(self, verb: int, inner: int) -> bool:
        """ "Ordered him detained", "ordered the camp to be closed": whoever orders it has it done."""
        return self._grammar.lemmas[verb] == "order" and self._grammar.is_passive(inner)

    def _inner(self, verb: int, depth: int) -> Decision | None:
        return self.verb(verb, depth + 1)

    def _inner_verb(self, verb: int) -> int:
        """Step over verbs that add no act of their own ("agreed to begin withdrawing")."""
        for _ in range(_DEEPEST):
            if self.kind(verb) not in ("aspect", "plan"):
                return verb
            deeper = self._grammar.frame(verb).complement
            if deeper is None:
                return verb
            verb = deeper
        return verb

    def _type_of_noun(self, noun: int) -> str | None:
        found = self.noun(noun)
        if found is not None and found.coding is not None:
            return found.coding.type
        classes = self.classes(noun)
        return next((type_ for klass, type_ in UNDONE.items() if klass in classes), None)

    def _act_nouns(self, frame: Frame, prepositions: tuple[str, ...]) -> Iterator[int]:
        """Nouns that may name the act: the object with what is joined to it, then phrases behind prepositions."""
        if frame.object is not None:
            yield from self._grammar.conjuncts(frame.object)
            meant = self._parties.meant(frame.object)
            if meant != frame.object:
                yield meant
            # "agreed on a plan for talks", "the start of negotiations"
            for child in self._grammar.kids(frame.object, NMOD):
                if set(self._grammar.cases(child)) & {"of", "for", "to"}:
                    yield child
        for one in frame.obliques:
            if set(one.words) & set(prepositions):
                yield from self._grammar.conjuncts(one.head)

    def _all_hold(self, conditions: tuple[Condition, ...], frame: Frame) -> bool:
        for condition in conditions:
            where = condition.where
            if where == "obj":
                held = self._are_of(frame.objects, condition)
            elif where == "subj":
                held = self._are_of(frame.subjects, condition)
            elif where == "oblique":
                held = self._are_of(tuple([one.head for one in frame.obliques]), condition)
            else:
                test = TESTS.get(where)
                held = is_beside(condition, frame, self._nouns.lemmas) if test is None else test(condition.words, frame)
            if held is not condition.wanted:
                return False
        return True

    def _are_of(self, heads: tuple[int, ...], condition: Condition) -> bool:
        """Tell whether one of several phrases is what a condition asks for; most often their words can tell."""
        words = condition.words
        if not heads or not words:
            return bool(heads)
        if not words.isdisjoint(self._names_of(heads)):
            return True
        return condition.asks_who and any(self._is_who(head, words) for head in heads)

    def _names_of(self, heads: tuple[int, ...]) -> frozenset[str]:
        if not heads:
            return _NOTHING
        names = self._names.get(heads)
        if names is None:
            names = self._names[heads] = self._nouns.names(heads)
        return names

    def _is_who(self, head: int, words: frozenset[str]) -> bool:
        side = self._parties.side(head)
        if "^" in words and self._parties.is_place(head):
            return True
        if "&" in words and self._is_people(head, side):
            return True
        if "+" in words and side.standing >= Standing.SOMEBODY:
            return True
        sector = side.party.sector or (
            "GOV" if side.party.actor_id and side.party.actor_id == side.party.country else ""
        )
        return f"~{sector}" in words

    def _is_people(self, head: int, side: Side) -> bool:
        """Tell people from places and states: persons by name, roles, and nouns for people."""
        if side.party.actor_id is not None and side.party.actor_id == side.party.country:
            return False
        noun = self._parties.meant(head)
        lemma = self._grammar.lemmas[noun]
        return (
            (side.party.actor_id or "").startswith("p:")
            or bool(self.classes(head) & {"@person", "@force", "@police", "@envoy", "@protester"})
            or looks_human(self._grammar.parse.word(noun), lemma)
        )

"""Who did it and to whom: the parties of an act from its frame, of an event noun from its phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from dateline.lexicon.plover import NounSense, Sense
from dateline.model.annotation import Party
from dateline.understand.event_frames import NOMINAL, Frame, Grammar
from dateline.understand.event_parties import POLITICAL_SECTORS, SPEAKING_THINGS, Parties, Side, Standing
from dateline.understand.event_types import Coder, Decision
from dateline.understand.label_bits import (
    ACL,
    ADVCL,
    AMOD,
    CCOMP,
    COMPOUND,
    CONJ,
    COP,
    NMOD,
    NSUBJ,
    OBJ,
    OBL,
    PARATAXIS,
    XCOMP,
)

RECIPROCAL_TYPES = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
_MUTUAL_CODES = frozenset("030 031 036 037 040 041 046 050 057 060 062 064 0871".split())  # noqa: SIM905
_DEVICES = frozenset({"@blast", "@weapon"})
_BETWEEN = frozenset({"between", "among", "amongst"})
_THING_TYPES = frozenset(
    {"ACCUSE", "SUPPORT", "REJECT", "COERCE", "ASSAULT", "CONSULT", "CONCEDE", "REQUEST", "PROTEST"}
)
"""Types whose recipient may be a thing: somebody's decision, a town, a building."""
_SPOTS = frozenset({"in", "at", "on"})
_ANYWHERE = frozenset(
    {"against", "with", "on", "to", "from", "at", "for", "toward", "towards", "of", "into", "between"}
)


_NO_PLACES = frozenset({"rec", "swap", "giver", "reporter"})
"""What a recipient list may hold besides places: whether the sides are changed."""
_SCENE = frozenset({"in", "at", "near", "around", "outside", "across", "inside"})
_OWN = frozenset({"@force", "@weapon", "@police"})
_DOWNWARDS = OBJ | OBL | NMOD | XCOMP | CCOMP | ACL | ADVCL | AMOD | COMPOUND


class Roles(NamedTuple):
    """Both sides of an event; reciprocal where each acts on the other, `device` where a bomb or missile did it."""

    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    reciprocal: bool = False
    guessed: bool = False
    device: bool = False
    told: bool = False
    """The phrase of an event noun itself says whose act it is, or done to whom: "the arrest of two reporters"."""


class Caster:
    """Casts the roles of events in one parse."""

    def __init__(self, grammar: Grammar, parties: Parties, coder: Coder) -> None:
        self._grammar = grammar
        self._parties = parties
        self._coder = coder

    def of_verb(self, verb: int, decision: Decision) -> Roles:
        """The roles of an act told by a verb or predicate."""
        frame = self._grammar.frame(verb)
        actors = self._actors(frame)
        if isinstance(decision.sense, Sense) and decision.sense.kind == "suffer":
            return self._suffered(frame, decision, actors)
        if "reporter" in decision.recipients:
            return Roles(self._reporters(verb), actors)
        if "giver" in decision.recipients:
            return self._suffered(frame, decision, actors)
        if "swap" in decision.recipients:
            return Roles(self._parties.of(frame.object), actors)
        if not actors and decision.coding.type == "MOBILIZE" and frame.object is not None:
            return Roles(self._parties.of(frame.object), self._recipients(frame, decision, {frame.object})[0])
        taken = {side.head for side in actors}
        if frame.subject is not None:
            taken.add(frame.subject)
        recipients, guessed = self._recipients(frame, decision, taken)
        recipients = _others(recipients, actors)
        received = decision.coding.mode == "visit" and decision.coding.cameo == "043"
        if received and any(side.head == frame.object for side in recipients):
            actors, recipients = recipients, actors  # whoever is received has come
        mutual = "rec" in decision.recipients and len(actors) > 1
        if mutual and not any("with" in one.words or "to" in one.words for one in frame.obliques):
            return Roles(actors, actors, reciprocal=True)
        if (guessed or not recipients) and len(actors) > 1 and self._may_be_mutual(decision):
            return Roles(actors, actors, reciprocal=True)
        if decision.noun is not None and not recipients:
            between = self._between(decision.noun)
            if len(between) > 1:
                return Roles(between, between, reciprocal=True)
        device = not actors and frame.subject is not None and self._is_device(frame.subject)
        return Roles(actors, recipients, guessed=guessed, device=device)

    def of_noun(self, noun: int, sense: NounSense) -> Roles:
        """The roles of an event told by a noun: "Russian strikes on Ukraine", "the arrest of two reporters"."""
        between = self._between(noun)
        if len(between) > 1:
            return Roles(between, between, reciprocal=True)
        actors: list[Side] = []
        recipients: list[Side] = []
        told = False
        grammar = self._grammar
        owner = grammar.possessor(noun)
        if owner is not None:
            (actors if sense.poss == "actor" else recipients).extend(self._people(owner))
        for one in grammar.behind(noun):
            words = set(one.words)
            if "by" in words or ("from" in words and "from" not in sense.recipients):
                actors.extend(self._people(one.head))
            elif words == {"of"}:
                (actors if sense.of == "actor" else recipients).extend(self._people(one.head))
            elif words & set(sense.recipients):
                recipients.extend(self._people(one.head, things=True))
        told = bool(actors or recipients)
        if len(actors) > 1 and not recipients and sense.coding and sense.coding.type in RECIPROCAL_TYPES:
            return Roles(tuple(actors), tuple(actors), reciprocal=True)  # "joint patrols by Kenya and Uganda"
        if not actors:
            modifiers = [side for side in self._modifiers(noun) if side.standing is Standing.FIRM]
            if len(modifiers) > 1 and not recipients and sense.coding and sense.coding.type in RECIPROCAL_TYPES:
                return Roles(tuple(modifiers), tuple(modifiers), reciprocal=True)
            actors.extend(modifiers)
        firm = any(side.standing is Standing.FIRM for side in (*actors, *recipients))
        return Roles(tuple(actors), _others(tuple(recipients), tuple(actors)), told=firm and told)

    def of_state(self, noun: int, sense: NounSense) -> Roles | None:
        """The roles of an act one is in: "is under investigation by", "are on strike", "are in talks with"."""
        grammar = self._grammar
        cases = set(grammar.cases(noun))
        if not cases & {"under", "on", "in"} or not grammar.kids(noun, COP):
            return None
        subjects = self._parties.of(grammar.surface_subject(noun))
        others = self.of_noun(noun, sense)
        if not subjects:
            return None
        return Roles(others.actors, subjects) if "under" in cases else Roles(subjects, others.recipients)

    def _reporters(self, verb: int) -> tuple[Side, ...]:
        """Who says so: "Kyiv said Moscow was responsible"."""
        grammar = self._grammar
        if grammar.labels[verb] == "ccomp":
            return self._parties.of(grammar.frame(grammar.heads[verb]).subject)
        told = next((child for child in grammar.kids(verb, PARATAXIS) if self._coder.kind(child) == "say"), None)
        return self._parties.of(grammar.frame(told).subject) if told is not None else ()

    def _suffered(self, frame: Frame, decision: Decision, sufferers: tuple[Side, ...]) -> Roles:
        """ "Came under fire from rebels", "received aid from Japan": whoever stands behind from, by or of acts."""
        nouns = [one for one in (decision.noun, frame.object) if one is not None]
        phrases = [*frame.obliques, *(one for noun in nouns for one in self._grammar.behind(noun))]
        doers = [one.head for one in phrases if set(one.words) & {"from", "by"}]
        return Roles(self._sides(doers, set()) or self._sides(self._owners(nouns), set()), sufferers)

    def _actors(self, frame: Frame) -> tuple[Side, ...]:
        if frame.subject is None:
            return ()
        event = self._coder.noun(frame.subject)
        if event is not None and self._parties.standing(frame.subject) is not Standing.FIRM:
            return self.of_noun(frame.subject, event).actors
        if self._is_device(frame.subject) and self._parties.standing(frame.subject) is not Standing.FIRM:
            return ()
        sides = self._parties.of(frame.subject)
        if not any(side.standing for side in sides):
            return self._authors(frame) or sides
        return sides

    def _authors(self, frame: Frame) -> tuple[Side, ...]:
        """ "Passed a resolution condemning Mali": whoever issues what speaks in its clause."""
        grammar, thing = self._grammar, frame.subject
        if thing is None or grammar.labels[frame.verb] != "acl" or grammar.labels[thing] not in ("obj", "obl"):
            return ()
        speaks = grammar.lemmas[thing] in SPEAKING_THINGS or "@plan" in self._coder.classes(thing)
        return self._parties.of(grammar.surface_subject(grammar.heads[thing])) if speaks else ()

    def _is_device(self, subject: int) -> bool:
        """Tell whether a bomb, a missile or an attack stands where the doer would."""
        event = self._coder.noun(subject)
        told = event is not None and event.coding is not None and event.coding.type == "ASSAULT"
        return told or bool(self._coder.classes(subject) & _DEVICES)

    def _may_be_mutual(self, decision: Decision) -> bool:
        return "rec" in decision.recipients or decision.coding.cameo in _MUTUAL_CODES

    def _recipients(self, frame: Frame, decision: Decision, taken: set[int]) -> tuple[tuple[Side, ...], bool]:
        """The first place of the sense's list where somebody stands; firm parties before mere people."""
        places: dict[str, list[int]] = {}
        somebody: tuple[Side, ...] = ()
        nouns = self._nouns(frame, decision)
        for place in decision.recipients:
            places[place] = self._heads(place, frame, decision, nouns)
            if place in _SPOTS and frame.object is not None and "obj" in decision.recipients:
                continue  # where it was done, as long as somebody or something stands as its object
            for head in places[place]:
                named = tuple([side for side in self._sides((head,), taken) if side.standing is not Standing.THING])
                if named and (place == "obj" or Standing.FIRM in [side.standing for side in named]):
                    return named, False
                somebody = somebody or named
        if somebody:
            return somebody, False
        if decision.coding.type in _THING_TYPES:
            spots = _SPOTS if decision.coding.type == "ASSAULT" else frozenset()
            for wanted_place in ("obj", "against", "over", *sorted(spots)):
                found = places.get(wanted_place, ())
                sides = self._sides((head for head in found if head != decision.noun), taken)
                if sides:
                    whose = self._parties.behind(sides[0], least=Standing.SOMEBODY)
                    return (whose if whose.head not in taken else sides[0],), False
        beside = (head for head in self._near(frame, decision) if not (self._is_own(head) or self._is_scene(head)))
        near = self._sides(beside, taken)
        firm = tuple(side for side in near if side.standing is Standing.FIRM)
        firm = firm or tuple(side for side in near if side.party.country is not None)
        firm = firm or self._deeper(frame, taken)
        return firm[:1], bool(firm)

    def _deeper(self, frame: Frame, taken: set[int]) -> tuple[Side, ...]:
        """The first firm party or country anywhere below the act: "agreed to let aid into areas held by rebels"."""
        grammar = self._grammar
        below, somebody = [frame.verb], tuple[Side, ...]()
        for seen in below:
            for child in grammar.kids(seen, _DOWNWARDS):
                if child == frame.subject or child in taken:
                    continue
                below.append(child)
                if grammar.parse.pos[child] not in NOMINAL or self._parties.is_time(child) or self._is_own(child):
                    continue
                if self._is_scene(child):
                    continue
                side = self._parties.side(child)
                if side.head in taken:
                    continue
                if side.standing is Standing.FIRM or side.party.country is not None:
                    return (side,)
                if side.standing is Standing.SOMEBODY:
                    somebody = somebody or (side,)
        return somebody

    def _is_scene(self, head: int) -> bool:
        """Tell "a march in Lusaka": a town says where, not to whom."""
        if _SCENE.isdisjoint(self._grammar.cases(head)):
            return False
        return self._parties.is_place(head) and self._parties.standing(head) is not Standing.FIRM

    def _is_own(self, head: int) -> bool:
        """Tell "its troops", "their decision": what belongs to somebody named before, and is no person."""
        owner = self._grammar.possessor(head)
        if owner is None or self._grammar.parse.pos[owner] != "PRON":
            return False
        return not _OWN.isdisjoint(self._coder.classes(head)) or self._parties.standing(head) is Standing.THING

    def _sides(self, heads: Iterable[int], taken: set[int]) -> tuple[Side, ...]:
        found: list[Side] = []
        for head in heads:
            if head not in taken:
                found += [self._parties.behind(side) for side in self._parties.of(head)]
        return tuple([side for side in found if side.head not in taken])

    def _nouns(self, frame: Frame, decision: Decision) -> list[int]:
        """The nouns of an act behind which its recipients may stand, with those behind their "of"."""
        nouns = [one for one in (decision.noun, frame.object) if one is not None]
        return nouns + [one.head for noun in nouns for one in self._grammar.behind(noun) if one.words == ("of",)]

    def _heads(self, place: str, frame: Frame, decision: Decision, nouns: list[int]) -> list[int]:
        """The phrases that stand in a place of the recipient list."""
        grammar = self._grammar
        if place == "obj":
            return [] if frame.object is None or frame.object == decision.noun else [frame.object]
        if place == "iobj":
            return [] if frame.indirect is None else [frame.indirect]
        if place == "objof":
            return [one.head for noun in nouns for one in grammar.behind(noun) if one.words == ("of",)]
        if place == "poss":
            return list(self._owners(nouns))
        if place == "ccsubj":
            subject = None if frame.complement is None else grammar.frame(frame.complement).subject
            return [] if subject is None else [subject]
        if place == "ccobj":
            return list(self._inner_recipients(decision))
        if place in _NO_PLACES:
            return []
        found = [one.head for one in frame.obliques if place in one.words]
        for noun in dict.fromkeys(nouns):
            found += [one.head for one in grammar.behind(noun) if place in one.words]
        if decision.noun is not None and place in ("on", "against", "with", "of"):
            found += self._owners([decision.noun])
        return found

    def _owners(self, nouns: Iterable[int]) -> Iterator[int]:
        for noun in dict.fromkeys(nouns):
            owner = self._grammar.possessor(noun)
            if owner is not None:
                yield owner
            yield from (side.head for side in self._modifiers(noun) if side.standing is Standing.FIRM)

    def _inner_recipients(self, decision: Decision) -> Iterator[int]:
        if decision.inner is None:
            return
        inner = self._coder.verb(decision.inner)
        frame = self._grammar.frame(decision.inner)
        if inner is not None:
            nouns = self._nouns(frame, inner)
            for place in inner.recipients:
                yield from self._heads(place, frame, inner, nouns)
        elif frame.object is not None:
            yield frame.object

    def _near(self, frame: Frame, decision: Decision) -> Iterator[int]:
        """Whoever else stands near, for acts whose usual places are empty."""
        grammar = self._grammar
        if frame.object is not None:
            if frame.object not in decision.absorbed and decision.coding.type not in ("MOBILIZE", "AID", "PROTEST"):
                yield frame.object
            yield from (one.head for one in grammar.behind(frame.object))
            yield from self._owners([frame.object])
        yield from (one.head for one in frame.obliques if set(one.words) & _ANYWHERE)
        for child in grammar.kids(frame.verb, ADVCL):
            if grammar.parse.tags[child] == "VB" and (aim := grammar.frame(child).object) is not None:
                yield aim  # "fired shots to drive off the crowd"
        below = decision.inner if decision.inner is not None else frame.complement
        if below is not None:
            inner = grammar.frame(below)
            if inner.object is not None:
                yield inner.object
                yield from (one.head for one in grammar.behind(inner.object))
                yield from self._owners([inner.object])
            yield from (one.head for one in inner.obliques if set(one.words) & _ANYWHERE)
        clauses = [frame.verb] if below is None else [frame.verb, below]
        for child in (one for clause in clauses for one in grammar.kids(clause, ADVCL)):
            yield from grammar.kids(child, NSUBJ)  # "threatened to strike back if Iran attacked"
        for one in frame.obliques:
            yield from (deeper.head for deeper in grammar.behind(one.head))

    def _between(self, noun: int) -> tuple[Side, ...]:
        for one in self._grammar.obliques(noun, NMOD | OBL):
            if set(one.words) & _BETWEEN:
                return self._people(one.head)
        return ()

    def _people(self, head: int, *, things: bool = False) -> tuple[Side, ...]:
        least = Standing.THING if things else Standing.SOMEBODY
        return tuple(side for side in self._parties.of(head) if side.standing >= least)

    def _modifiers(self, noun: int) -> Iterator[Side]:
        """Countries and bodies named in front of a noun: "US-led", "Russian", "Hamas"."""
        grammar, parse = self._grammar, self._grammar.parse
        for child in grammar.kids(noun, AMOD | COMPOUND | NMOD):
            if child > noun or parse.labels[child] == "nmod:poss":
                continue
            for one in (child, *grammar.kids(child, COMPOUND | CONJ)):
                if parse.word(one)[:1].isupper():
                    yield self._parties.side(one)


def _others(recipients: tuple[Side, ...], actors: tuple[Side, ...]) -> tuple[Side, ...]:
    """Nobody acts on himself: "its troops" after Iran is Iran again."""
    if not recipients or not actors:
        return recipients
    spans = [side.party.span for side in actors]
    return tuple([side for side in recipients if side.party.span not in spans])


def with_speaker(roles: Roles, said_by: Party | None) -> Roles:
    """The roles with whoever speaks for "we" and "us"; words stay those of the text, an unknown speaker is nobody."""
    return roles._replace(
        actors=tuple(_spoken_for(side, said_by) for side in roles.actors),
        recipients=tuple(_spoken_for(side, said_by) for side in roles.recipients),
    )


def _spoken_for(side: Side, said_by: Party | None) -> Side:
    if not side.first_person:
        return side
    if said_by is None:
        return side._replace(standing=Standing.THING)
    firm = said_by.sector in POLITICAL_SECTORS or said_by.country is not None
    party = replace(
        side.party,
        name=said_by.name,
        actor_id=said_by.actor_id,
        country=said_by.country,
        sector=said_by.sector,
        candidates=said_by.candidates,
    )
    return side._replace(party=party, standing=Standing.FIRM if firm else Standing.SOMEBODY)

"""What the patterns of a verb dictionary mean in our terms: rows of table `verb`, with conditions as in docs/events.md.

A pattern that says more than conditions can hold is left out, with its line and the reason, rather than widened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dateline.lexicon.own_lexicon import OwnRow
from dateline.lexicon.own_verbs import NO_EVENT, kind_of_code
from dateline.lexicon.petrarch_phrases import Untold, conditions_of, few, joined, named, slot_words, words_of
from dateline.lexicon.petrarch_transformations import transformed
from dateline.lexicon.petrarch_verbs import NO_CODE, Block, Verb, VerbDictionary
from dateline.lexicon.tables import word_set
from dateline.lexicon.verb_patterns import Part, Pattern, Phrase, Slot

PREPOSITIONS = word_set(
    "about above across after against along alongside amid among amongst around as at before behind below beneath",
    "beside between beyond by concerning despite during except for from in inside into like near of off on onto",
    "opposite out outside over past regarding round since through throughout till to toward towards under until up",
    "upon via with within without",
)
PARTICLES = word_set(
    "up out off down away back over in on aside apart along around through together forward forth ahead home round by"
)
_ONLY_PARTICLES = word_set("up out off down away back aside apart together forward forth ahead home")
HELPERS = word_set(
    "will would shall should may might must can could is are was were be been being has have had do does did not n't",
    "no never 's if whether who which when while because than",
)
_PERFECT = word_set("have has had having")
_BEING = word_set("be is are was were been being")
_AHEAD = word_set("will would")
_SMALL = word_set("the a an its their his her some any")


@dataclass(slots=True)
class Mapped:
    """The rows made of a dictionary, and counts of what was read and what was not: `passed` are lines for people."""

    rows: list[OwnRow] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    blocks: int = 0
    verbs: int = 0
    patterns: int = 0
    mapped: int = 0
    halved: int = 0
    """Patterns whose second code, of the event the other way round, is left out."""
    silent: int = 0
    """Verbs that have no code of their own: alone, they mean what the tables that ship say."""
    transformations: int = 0
    transformed: int = 0

    @property
    def counts(self) -> str:
        """One line for people."""
        return (
            f"{self.blocks} blocks, {self.verbs} verbs ({self.silent} without a code of their own), "
            f"{self.mapped} of {self.patterns} patterns and {self.transformed} of {self.transformations} "
            f"transformations taken over"
            + (f"; of {self.halved} patterns with two codes the first alone" if self.halved else "")
        )


def rows_of(found: VerbDictionary) -> Mapped:
    """Everything a dictionary says, as rows; faults of reading come first in `passed`."""
    mapped = Mapped(passed=list(found.faults), blocks=len(found.blocks))
    verbs = frozenset(verb.word for block in found.blocks for verb in block.verbs if not verb.before)
    bare = _is_bare(found)
    for block in found.blocks:
        _take_block(block, mapped, bare=bare, verbs=verbs)
    for one in found.transformations:
        mapped.transformations += 1
        try:
            mapped.rows += transformed(one, found)
            mapped.transformed += 1
        except Untold as reason:
            mapped.passed.append(f"line {one.line}: {one.text}: {reason}")
    mapped.rows = list(dict.fromkeys(mapped.rows))
    return mapped


def _is_bare(found: VerbDictionary) -> bool:
    """Tell whether patterns are bare words in a row, as before PETRARCH2: no brackets, and signs of such rows."""
    sides = [side for block in found.blocks for one in block.patterns for side in (one.before, one.after)]
    if any(part.kind in ("prep", "phrase") for side in sides for part in side):
        return False
    return any(_is_row(side) for side in sides)


def _is_row(parts: Sequence[Part]) -> bool:
    """Several words that are no particles, a helping verb, or a preposition with whoever stands behind it."""
    words = [part.slots[0][0] if part.kind == "word" else "" for part in parts]
    placed = any(one in PREPOSITIONS and other.kind == "mark" for one, other in zip(words, parts[1:], strict=False))
    return placed or bool(set(words) & HELPERS) or sum(bool(one) and one not in PARTICLES for one in words) > 1


def _take_block(block: Block, mapped: Mapped, *, bare: bool, verbs: frozenset[str]) -> None:
    mapped.verbs += len(block.verbs)
    alone: dict[tuple[tuple[str, ...], str], list[str]] = {}
    kinds: dict[tuple[str, ...], list[str]] = {}
    for verb in block.verbs:
        try:
            names, when = _verb(verb)
        except Untold as reason:
            mapped.passed.append(f"line {verb.line}: verb {verb.word.upper()}: {reason}")
            continue
        kinds.setdefault(when, []).extend(names)
        code = verb.code or block.code
        if code == NO_CODE:
            mapped.silent += 1
        else:
            alone.setdefault((when, code), []).extend(names)
    for (when, code), names in alone.items():
        try:
            mapped.rows.append(_row(names, when, code, (), block.line, "verb"))
            mapped.halved += _is_halved(code)
        except Untold as reason:
            mapped.passed.append(f"line {block.line}: {', '.join(names)} [{code}]: {reason}")
    for pattern in block.patterns:
        mapped.patterns += 1
        try:
            for conditions, places in _readings(pattern, bare=bare, verbs=verbs):
                for when, names in kinds.items():
                    joined = tuple(dict.fromkeys((*when, *conditions)))
                    mapped.rows.append(_row(names, joined, pattern.code, places, pattern.line, "pattern"))
            mapped.mapped += 1
            mapped.halved += _is_halved(pattern.code)
        except Untold as reason:
            mapped.passed.append(f"line {pattern.line}: - {pattern.text}: {reason}")


def _verb(verb: Verb) -> tuple[list[str], tuple[str, ...]]:
    """The lemmas of a verb and the conditions that its other words make."""
    if len(verb.before) > 1:
        raise Untold("more than one word before the verb itself")
    names = [f"{verb.before[0]}-{verb.word}", f"{verb.before[0]}{verb.word}"] if verb.before else [verb.word]
    parts = tuple(Part("word", ((word,),)) for word in verb.after)
    conditions: list[str] = []
    for read in _after(parts, bare=False, verbs=frozenset()):
        conditions = read[0]
    return names, tuple(conditions)


def _row(names: Sequence[str], when: Iterable[str], code: str, places: Iterable[str], line: int, what: str) -> OwnRow:
    forward, paired, backward = (part.strip() for part in code.partition(":"))
    mutual = paired and forward == backward
    one = forward or backward
    if not kind_of_code(one):
        raise Untold(f"code {code or 'none'} is not in the CAMEO table")
    wanted = list(dict.fromkeys((*places, "rec"))) if mutual else list(dict.fromkeys(places))
    if paired and not forward:
        wanted = ["swap"]
    first, *others = dict.fromkeys(names)
    return OwnRow(
        table="verb",
        name=first,
        aliases="|".join(others),
        when=" ".join(when),
        cameo=one if kind_of_code(one) != "none" else NO_EVENT,
        recipient=",".join(wanted) if kind_of_code(one) == "act" else "",
        source=f"PETRARCH verb file, {what} in line {line}",
    )


def _is_halved(code: str) -> bool:
    first, paired, second = code.partition(":")
    return bool(paired and first and second and first != second)


Reading = tuple[list[str], list[str]]
"""Conditions, and places of the recipient."""


def _readings(pattern: Pattern, *, bare: bool, verbs: frozenset[str]) -> Iterator[Reading]:
    """The ways to read a pattern: two, where a bare word may be a noun or the verb of a clause."""
    kept, passive = _without_helpers(pattern.before)
    before, places = _before(kept, verbs=verbs if bare else frozenset())
    for conditions, behind in _after(pattern.after, bare=bare, verbs=verbs):
        if passive:
            yield _turned_round([*before, *conditions], behind)
        elif "swap" in places:
            # Whoever is acted on stands before the verb; who acts is its object, if that is somebody, or behind "from".
            named_object = any(one.startswith(("obj=", "within=")) and one != "obj=+" for one in conditions)
            yield [*before, *conditions], ["giver" if named_object or "giver" in behind else "swap"]
        else:
            yield [*before, *conditions], [*places, *behind]


def _without_helpers(parts: Sequence[Part]) -> tuple[list[Part], bool]:
    """The parts before the verb without "have" and "be", which a parse sees through; tell whether it is a passive.

    "Be" makes one where whoever is acted on stands before it, and stands for nothing where whoever acts does.
    """
    marks = {mark for part in parts for mark in part.marks}
    words = [set(part.slots[0]) if part.kind == "word" else set() for part in parts]
    being = any(one and one <= _BEING for one in words)
    passive = being and "+" in marks and "$" not in marks
    dropped = _PERFECT | _BEING if passive or "$" in marks else _PERFECT
    return [part for part, one in zip(parts, words, strict=True) if not one or not one <= dropped], passive


def _turned_round(conditions: Sequence[str], places: Sequence[str]) -> Reading:
    """What a passive says, in the order of the active: whoever stands behind "by" is the subject."""
    turned = [re.sub(r"(^|,)(phrase=)?by:", r"\1", one) if "by:" in one else one for one in conditions]
    turned = [f"subj={new}" if new != old else new for old, new in zip(conditions, turned, strict=True)]
    given = any(one.startswith(("obj=", "within=")) for one in turned)
    return [one for one in turned if one != "prep=by"] + ([] if given else ["obj=+"]), [
        "iobj" if given else "obj",
        *(place for place in places if place != "by"),
    ]


def _before(parts: Sequence[Part], *, verbs: frozenset[str]) -> Reading:
    conditions: list[str] = []
    places: list[str] = []
    nouns: list[Slot] = []
    for part in parts:
        if part.kind == "mark":
            if part.marks[0] == "+":
                places.append("swap")
            elif part.marks[0] == "%":
                places.append("rec")
            elif part.marks[0] == "$":
                conditions.append("subj=+")
        elif part.kind == "prep":
            _prepositional(part, conditions, places)
        elif part.kind == "phrase":
            conditions.append(f"subj={named(part.slots)}")
        else:
            words = set(part.slots[0])
            if words <= _AHEAD:
                conditions.append(f"aux={','.join(part.slots[0])}")
                continue
            if words & HELPERS:
                raise Untold(f"a helping verb or negation ('{part.slots[0][0]}') before the verb")
            if words & verbs and not words & PREPOSITIONS:
                raise Untold(f"another verb ('{part.slots[0][0]}') before the verb")
            if words & PREPOSITIONS:
                raise Untold(f"a bare preposition ('{part.slots[0][0]}') before the verb")
            if not words & _SMALL:
                nouns.append(part.slots[0])
    if nouns:
        conditions.append(f"subj={named(tuple(nouns))}")
    return conditions, places


def _after(parts: Sequence[Part], *, bare: bool, verbs: frozenset[str]) -> Iterator[Reading]:
    """What stands behind the verb; bare words are read in a row: particle, object, preposition and noun, clause."""
    conditions: list[str] = []
    places: list[str] = []
    nouns: list[Slot] = []
    objects: list[Phrase] = []
    clause: Slot = ()
    at = 0
    while at < len(parts):
        part = parts[at]
        at += 1
        if part.kind == "mark":
            mark = part.marks[0]
            places += _place_of_mark(mark, objects or nouns)
            if mark in "+$" and not (objects or nouns):
                conditions.append("obj=+")
        elif part.kind == "prep":
            _prepositional(part, conditions, places)
        elif part.kind == "phrase":
            objects.append(part.slots)
        else:
            slot = part.slots[0]
            word = slot[0]
            if set(slot) & HELPERS:
                raise Untold(f"a helping verb, negation or link ('{word}') behind the verb")
            follows = parts[at] if at < len(parts) else None
            if word == "that":
                conditions.append("that")
            elif word == "to" and _is_word_of(follows, verbs):
                assert follows is not None
                clause, at = follows.slots[0], at + 1
            elif set(slot) <= PREPOSITIONS or word in PARTICLES:
                at = _adposition(slot, parts, at, conditions, places, bare=bare, first=not (nouns or objects))
            elif word not in _SMALL:
                nouns.append(slot)
                if not bare:  # PETRARCH2: every bare noun is a phrase of its own
                    objects.append((slot,))
                    nouns = []
    if nouns:
        objects.append(tuple(nouns))
    if len(objects) > 1:
        raise Untold("two phrases without a preposition behind the verb")
    if clause:
        yield [*conditions, *_object(objects), f"comp={','.join(words_of((clause,)))}"], [*places, "ccobj"]
        return
    single = objects[0][-1] if objects else ()
    if bare and single and set(single) & verbs and not set(_preps(conditions)):
        yield [*conditions, f"comp={','.join(slot_words(single))}"], [*places, "ccobj"]
    if bare and len(objects) == 1 and len(objects[0]) == 1:
        # A bare word may be any word of the object, not its head alone: "fired ARTILLERY shells".
        yield [*conditions, *conditions_of("within", objects[0])], places
    else:
        yield [*conditions, *_object(objects)], places


def _preps(conditions: Iterable[str]) -> Iterator[str]:
    return (one for one in conditions if one.startswith(("phrase=", "prep=", "adp=")))


def _object(objects: Sequence[Phrase]) -> list[str]:
    return [condition for phrase in objects for condition in conditions_of("obj", phrase)]


def _is_word_of(part: Part | None, verbs: frozenset[str]) -> bool:
    return part is not None and part.kind == "word" and bool(set(part.slots[0]) & verbs)


def _place_of_mark(mark: str, before: Sequence[object]) -> list[str]:
    if mark == "+":
        return ["iobj", "to", "of"] if before else ["obj"]
    if mark == "$":
        return ["swap"] if not before else ["giver"]
    return ["rec"] if mark == "%" else []


def _adposition(
    slot: Slot,
    parts: Sequence[Part],
    at: int,
    conditions: list[str],
    places: list[str],
    *,
    bare: bool,
    first: bool,
) -> int:
    """Take a bare preposition or particle with the noun or mark behind it; returns where to go on."""
    mark: str | None = None
    nouns: list[Slot] = []
    while at < len(parts) and parts[at].kind in ("word", "mark"):
        part = parts[at]
        if part.kind == "mark":
            if not nouns:
                mark = part.marks[0]
                at += 1
            break
        if set(part.slots[0]) & (HELPERS | PREPOSITIONS | PARTICLES | {"that"}):
            break
        if set(part.slots[0]) - _SMALL:
            nouns.append(part.slots[0])
        at += 1
    alone = set(slot) <= (_ONLY_PARTICLES if bare else PARTICLES) and first
    if alone or (not nouns and mark is None):
        conditions.append(f"adp={','.join(slot)}")
        if nouns:
            conditions += conditions_of("within" if bare and len(nouns) == 1 else "obj", tuple(nouns))
        if mark == "+" and (set(slot) <= _ONLY_PARTICLES or not bare):
            places.append("obj")
            conditions.append("obj=+")
        elif not nouns:
            places += [word for word in slot if word not in _ONLY_PARTICLES]
        return at
    inside = (slot, *nouns)
    _prepositional(Part("prep", inside, (mark,) if mark else ()), conditions, places)
    return at


def _prepositional(part: Part, conditions: list[str], places: list[str]) -> None:
    slot, *nouns = part.slots
    kept = tuple(one for one in nouns if not set(one) <= _SMALL)
    if kept:
        for words in joined(kept):
            pairs = [f"{preposition}:{word}" for preposition in slot for word in words]
            conditions.append(f"phrase={','.join(few(pairs))}")
        return
    if "$" in part.marks:
        if "by" not in slot:
            places.append("giver")
            conditions.append(f"prep={','.join(slot)}")
        return
    if "%" in part.marks:
        places.append("rec")
    conditions.append(f"prep={','.join(slot)}")
    places += slot

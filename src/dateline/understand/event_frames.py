"""Who does what in a clause, read off the dependency tree (Universal Dependencies labels).

A frame gives the logical roles: in a passive the surface subject is the object and the by-phrase the subject;
subjects are shared by conjuncts and handed down to infinitives, participles and relative clauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.understand.event_frame import Frame as Frame
from dateline.understand.event_frame import Oblique as Oblique
from dateline.understand.label_bits import (
    ADVCL,
    ADVMOD,
    AUX,
    CASE,
    CC,
    CCOMP,
    CONJ,
    DET,
    FIXED,
    IOBJ,
    MARK,
    NMOD,
    NSUBJ,
    OBJ,
    OBL,
    XCOMP,
    bits,
    bits_of_all,
)
from dateline.understand.parse import Parse

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
SUBJECT_CONTROL = frozenset(
    {"promise", "threaten", "vow", "pledge", "agree", "offer", "refuse", "decline", "swear", "undertake", "use"}
)
"""Verbs whose own subject acts in the infinitive although an object stands between."""

_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_CLAUSE_MARKS = frozenset(("after", "before", "since", "until", "as", "while", "when"))
_OWNED = bits("nmod:poss")
_CASED, _HELD, _NEGATING = CASE | NMOD, AUX | NSUBJ | OBJ, ADVMOD | DET | CC
_PASSIVE = bits("aux:pass", "nsubj:pass", "csubj:pass")
_NOT = frozenset(("not", "n't", "n’t", "never", "no", "neither", "nor"))
_DEEPEST = 6
_LEFT = frozenset({"det", "amod", "compound", "nmod", "nummod", "flat", "advmod", "nmod:poss", "det:predet", "punct"})
_RIGHT = frozenset({"flat", "flat:name", "goeswith", "fixed"})


class Grammar:
    """One parse with its frames; every answer is worked out once."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.heads = parse.all_heads()
        self.labels = list(map(_bare_label.__getitem__, parse.labels))
        self.words = parse.lowered()
        self.lemmas = list(parse.lemmas())
        for token in [token for token, its in enumerate(parse.pos) if its == "PROPN"]:  # others are in small letters
            self.lemmas[token] = self.words[token]
        self._children = parse.all_children()
        self._own, self.below = bits_of_all(parse.labels), parse.below()
        """`below` is that of the parse: a look at it is sooner than a call that finds nothing."""
        self._frames: dict[int, Frame] = {}
        self._phrases: dict[int, tuple[int, int]] = {}
        self._cases: dict[int, tuple[str, ...]] = {}
        self._behind: dict[int, Sequence[Oblique]] = {}

    def forget(self) -> None:
        """Let go of the frames: they hold this grammar and it holds them, which only a search for garbage would end."""
        self._frames.clear()

    def kids(self, token: int, labels: int) -> list[int]:
        """The dependents with one of the labels, as bits of `label_bits`, in text order."""
        found: list[int] = []
        if self.below[token] & labels:
            own = self._own
            for child in self._children[token]:  # a comprehension takes longer for so few
                if own[child] & labels:
                    found.append(child)
        return found

    def first(self, token: int, labels: int) -> int | None:
        """The first dependent with one of the labels."""
        if self.below[token] & labels:
            own = self._own
            for child in self._children[token]:
                if own[child] & labels:
                    return child
        return None

    def conjuncts(self, token: int) -> list[int]:
        """The phrase head with those joined to it by "and" or a comma."""
        found = [token]
        for seen in found:
            if self.below[seen] & CONJ:
                found += [child for child in self.kids(seen, CONJ) if self.parse.pos[child] in NOMINAL]
        return found

    def cases(self, token: int) -> tuple[str, ...]:
        """The prepositions of a phrase, in lower case, with words fixed to them."""
        if not self.below[token] & _CASED:
            return ()
        known = self._cases.get(token)
        if known is None:
            found = []
            for child in self.kids(token, CASE) or self._cases_before(token):
                found.append(self.words[child])
                found += [self.words[fixed] for fixed in self.kids(child, FIXED)]
            known = self._cases[token] = tuple(found)
        return known

    def _cases_before(self, token: int) -> list[int]:
        """The preposition that parsers hang on the title in "with president Donald Tusk"."""
        labels = self.parse.labels
        titles = [one for one in self.kids(token, NMOD) if one < token and labels[one] == "nmod:desc"]
        return self.kids(titles[0], CASE) if titles else []

    def obliques(self, token: int, labels: int) -> Sequence[Oblique]:
        """The prepositional dependents with one of the labels."""
        found = []
        for child in self.kids(token, labels):
            words = self.cases(child) or (("by",) if self.parse.labels[child] == "obl:agent" else ())
            if words and "'s" not in words and "’s" not in words:
                found.append(Oblique(words, child))
        return found

    def behind(self, noun: int) -> Sequence[Oblique]:
        """The prepositional phrases on a noun."""
        if not self.below[noun] & NMOD:
            return ()
        known = self._behind.get(noun)
        if known is None:
            known = self._behind[noun] = self.obliques(noun, NMOD)
        return known

    def possessor(self, noun: int) -> int | None:
        """Who stands in the genitive before a noun ("Iran's", "their")."""
        if not self.below[noun] & _OWNED:
            return None
        return next((child for child in self._children[noun] if self.parse.labels[child] == "nmod:poss"), None)

    def is_passive(self, verb: int) -> bool:
        """Tell whether the verb's surface subject is its logical object."""
        if self.below[verb] & _PASSIVE:
            return True
        if self.parse.tags[verb] != "VBN" or self.below[verb] & _HELD:
            return False
        if self.labels[verb] == "conj" and self.parse.pos[self.heads[verb]] == "VERB":
            return self.is_passive(self.heads[verb])
        return self.labels[verb] in ("acl", "advcl", "xcomp", "amod")

    def surface_subject(self, verb: int, depth: int = 0) -> int | None:
        """Whoever stands or is understood as the grammatical subject."""
        own = self._own_subject(verb)
        label, head = self.labels[verb], self.heads[verb]
        if own is not None:
            if self.words[own] in RELATIVE and self.parse.pos[own] == "PRON":
                clause = self._relative_clause(verb)
                return self.heads[clause] if clause is not None else own
            return own
        if depth > _DEEPEST or head == verb:
            return None
        if label == "acl":
            return self._of_noun_clause(verb, depth)
        if label == "xcomp":
            return self._controller(head, depth)
        if label == "advcl" and self.is_charge(verb):
            return self._controller(head, depth)
        if label in ("advcl", "parataxis") and self._has_tense(verb):
            # "Quit after the sinking of a ferry killed 31": a clause with a tense has a subject of its own.
            before = [one for one in self.kids(verb, OBL) if one < verb and set(self.cases(one)) & _CLAUSE_MARKS]
            if before or label == "advcl":
                return before[-1] if before else None
        if label in ("conj", "advcl", "ccomp", "parataxis", "csubj"):
            if label == "parataxis" and self.parse.pos[head] not in ("VERB", "AUX"):
                return None
            return self.surface_subject(head, depth + 1)
        return None

    def _own_subject(self, verb: int) -> int | None:
        if self.below[verb] & NSUBJ:
            for child in self.kids(verb, NSUBJ):
                if self.parse.labels[child] != "nsubj:outer":
                    return child
        return None

    def _has_tense(self, verb: int) -> bool:
        """Tell a finite verb, also where the tagger took it for a participle though it has an object."""
        tag = self.parse.tags[verb]
        return tag in _FINITE or (tag == "VBN" and self.below[verb] & (OBJ | AUX) == OBJ)

    def is_charge(self, verb: int) -> bool:
        """Tell whether a gerund says what the object above it did: "accused Iran of arming", "kept them from"."""
        if self.parse.tags[verb] != "VBG":
            return False
        marks = {self.words[child] for child in self.kids(verb, MARK | CASE)}
        return bool(marks & {"of", "for", "from", "with", "into"})

    def frame(self, verb: int) -> Frame:
        """The logical roles of a verb or of a predicate with a copula."""
        known = self._frames.get(verb)
        if known is None:
            known = self._frames[verb] = self._make_frame(verb)
        return known

    def phrase(self, head: int) -> tuple[int, int]:
        """The half-open token range of a phrase: modifiers, the head, name parts and an "of" phrase; no clauses."""
        known = self._phrases.get(head)
        if known is None:
            known = self._phrases[head] = self._make_phrase(head)
        return known

    def negated(self, token: int) -> bool:
        """Tell whether "not", "never" or "no" stands on the word."""
        if not self.below[token] & _NEGATING:
            return False
        return not _NOT.isdisjoint([self.words[child] for child in self.kids(token, _NEGATING)])

    def _make_frame(self, verb: int) -> Frame:
        passive = self.is_passive(verb)
        surface = self.surface_subject(verb)
        marks = self.below[verb]
        direct = self.first(verb, OBJ) if marks & OBJ else None
        if direct is None and not passive:
            # "Called Prime Minister Ana Lima": parsers may take a name for what it makes of somebody.
            name = self.first(verb, XCOMP)
            direct = name if name is not None and self.parse.pos[name] == "PROPN" else None
        indirect = self.first(verb, IOBJ) if marks & IOBJ else None
        obliques = tuple(self.obliques(verb, OBL)) if marks & OBL else ()
        if direct is None and not passive and obliques:
            # Parsers take the particle of "handed over the body" for a preposition.
            shifted = next((one for one in obliques if self._has_particle(one.head)), None)
            if shifted is not None:
                direct = shifted.head
                obliques = tuple(one for one in obliques if one is not shifted)
        subject, object_ = surface, direct
        if passive:
            by = next((one for one in obliques if "by" in one.words), None)
            subject = by.head if by else None
            obliques = tuple(one for one in obliques if one is not by)
            object_, indirect = (surface, indirect) if direct is None else (direct, surface)
        elif direct is None:
            object_ = indirect if indirect is not None else self._gap(verb, surface)
        elif self.words[direct] in RELATIVE and self.parse.pos[direct] == "PRON":
            clause = self._relative_clause(verb)
            object_ = self.heads[clause] if clause is not None else direct
        return Frame(self, verb, passive, subject, object_, indirect, obliques)

    def complement(self, verb: int, object_: int | None) -> int | None:
        """The verb of the infinitive, gerund or clause that completes a verb (`object_`: of an active one)."""
        for child in self.kids(verb, XCOMP | CCOMP):
            if self.parse.pos[child] in ("VERB", "AUX"):
                return child
        clause = self.first(verb, CCOMP)
        if clause is None:
            clause = self._gerund(verb)
        if clause is None and object_ is not None:
            clause = self._infinitive_after_object(verb)
        return clause

    def _has_particle(self, head: int) -> bool:
        tags = self.parse.tags
        return "RP" in [tags[child] for child in self.kids(head, CASE)]

    def particles(self, verb: int) -> Iterator[str]:
        """The particles of a verb, and what parsers take for them."""
        for child in self.parse.children(verb):
            word = self.words[child]
            if self.parse.labels[child] == "compound:prt" or (self.labels[child] == "advmod" and len(word) < 8):
                yield word
            elif self.labels[child] == "obl":
                cases = self.cases(child)
                yield from cases if self._has_particle(child) else cases[:-1]

    def _gerund(self, verb: int) -> int | None:
        """The act in "committed itself to withdrawing", "insisted on meeting"."""
        for child in self.kids(verb, ADVCL):
            if self.parse.tags[child] != "VBG":
                continue
            marks = {self.words[mark] for mark in self.kids(child, MARK | CASE)}
            if marks & {"to", "on"}:
                return child
        return None

    def _infinitive_after_object(self, verb: int) -> int | None:
        # Parsers hang "urged Iran to stop" as advcl about as often as xcomp.
        for child in self.kids(verb, ADVCL):
            if self.parse.tags[child] == "VB" and [self.words[mark] for mark in self.kids(child, MARK)] == ["to"]:
                return child
        return None

    def _gap(self, verb: int, surface: int | None) -> int | None:
        """The noun a relative clause belongs to, where the clause has a subject of its own and lacks its object."""
        clause = self._relative_clause(verb)
        if clause != verb or surface is None or surface == self.heads[verb]:
            return None
        return self.heads[verb]

    def _relative_clause(self, verb: int) -> int | None:
        for _ in range(_DEEPEST):
            if self.labels[verb] == "acl":
                return verb
            if self.labels[verb] not in ("conj", "xcomp", "ccomp") or self.heads[verb] == verb:
                return None
            verb = self.heads[verb]
        return None

    def _controller(self, matrix: int, depth: int) -> int | None:
        if self.lemmas[matrix] not in SUBJECT_CONTROL and not self.is_passive(matrix):
            direct = self.first(matrix, OBJ | IOBJ)
            if direct is not None:
                return direct
        return self.surface_subject(matrix, depth + 1)

    def _of_noun_clause(self, verb: int, depth: int) -> int | None:
        noun = self.heads[verb]
        if self.parse.tags[verb] in ("VBG", "VBN") or self.parse.labels[verb] == "acl:relcl":
            return noun
        owner = self.possessor(noun)
        if owner is not None:
            return owner
        # "issued a threat to attack": whoever acts on the noun acts in its infinitive.
        if self.labels[noun] in ("obj", "xcomp", "nsubj", "obl") and self.heads[noun] != noun:
            return self.surface_subject(self.heads[noun], depth + 1)
        return None

    def _make_phrase(self, head: int) -> tuple[int, int]:
        first, stop = head, head + 1
        for child in self._children[head]:
            label = self.parse.labels[child]
            if child < head:
                if label in _LEFT or self.labels[child] in ("compound", "flat", "nmod"):
                    first = min(first, self.parse.reach(child)[0])
            elif label in _RIGHT:
                stop = max(stop, self.parse.reach(child)[1])
            elif self.labels[child] == "nmod" and self.cases(child) == ("of",):
                stop = max(stop, self.phrase(child)[1])
        if first <= self.heads[head] < head:
            first = self.heads[head] + 1  # "the US, European Union": the article is that of the whole list
        # A preposition or comma in front belongs to the clause around the phrase.
        while first < head and (self.parse.pos[first] in ("PUNCT", "ADP", "CCONJ", "SCONJ", "ADV")):
            first += 1
        return first, stop


class _BareLabels(dict[str, str]):
    """Labels without their subtypes."""

    def __missing__(self, label: str) -> str:
        bare = self[label] = label.partition(":")[0]
        return bare


_bare_label = _BareLabels()

"""What nouns tell of acts: the forms under which tables know them, their classes, and their uses as events."""

from __future__ import annotations

from dateline.lexicon.plover import (
    Condition,
    NounSense,
    may_tell_event,
    names_of_noun,
    noun_classes,
    noun_uses,
    parts_of_compounds,
)
from dateline.understand.event_frames import Grammar
from dateline.understand.event_parties import Parties
from dateline.understand.label_bits import AMOD, COMPOUND, NMOD, OBL
from dateline.understand.word_hints import hint

_NOUNS = frozenset({"NOUN", "PROPN"})
_AMOUNTS = frozenset({"NUM", "SYM"})
_HYPHENS = frozenset("-\u2010\u2011")
_EVENT = hint(lambda form: may_tell_event(form.lower()))
_HYPHEN = hint(_HYPHENS.__contains__)


class EventNouns:
    """Answers for the nouns of one parse; each is looked up once."""

    def __init__(self, grammar: Grammar, parties: Parties) -> None:
        self._grammar = grammar
        self._parties = parties
        self._parts, self._uses = parts_of_compounds(), noun_uses()
        self._senses: dict[int, NounSense | None] = {}
        self._lemmas: dict[int, tuple[str, ...]] = {}
        self._classes: dict[int, frozenset[str]] = {}
        words, last = grammar.words, len(grammar.words) - 1
        hyphens = grammar.parse.hinted(_HYPHEN)
        self.after_hyphen = frozenset([one + 1 for one in hyphens if words[one] in _HYPHENS and one < last])
        """The words right behind a hyphen."""

    def sense(self, token: int) -> NounSense | None:
        """The use of a noun as an event, or None for a mere thing."""
        if token not in self._senses:
            self._senses[token] = self._make_noun(token)
        return self._senses[token]

    def _make_noun(self, token: int) -> NounSense | None:
        if self._grammar.parse.pos[token] not in _NOUNS and not self.hyphened(token):
            return None  # behind a hyphen, but blanks around it
        if not self._grammar.parse.hints()[token] & _EVENT:
            return None
        for lemma in self.lemmas(token):  # compounds ("hunger strike", "air-raid") before single words
            for sense in self._uses.get(lemma, ()):
                if sense.coding is not None and all(self._noun_holds(condition, token) for condition in sense.when):
                    return sense
        return None

    def telling(self) -> list[int]:
        """The nouns, and last parts of words cut at their hyphen, that the tables may know as events."""
        pos, behind = self._grammar.parse.pos, self.after_hyphen
        return [one for one in self._grammar.parse.hinted(_EVENT) if pos[one] in _NOUNS or one in behind]

    def lemmas(self, token: int) -> tuple[str, ...]:
        """The forms under which a noun may stand in the tables."""
        known = self._lemmas.get(token)
        if known is None:
            known = self._lemmas[token] = self._make_lemmas(token)
        return known

    def _make_lemmas(self, token: int) -> tuple[str, ...]:
        grammar = self._grammar
        lemma = grammar.lemmas[token]
        if lemma not in self._parts and lemma[-1:] != "s" and "-" not in lemma:
            return (lemma,)
        joined: list[str] = []
        if lemma in self._parts:
            joined += (f"{grammar.lemmas[child]}-{lemma}" for child in grammar.kids(token, COMPOUND | AMOD))
            joined += (
                f"{lemma}-of-{grammar.lemmas[child]}"
                for child in grammar.kids(token, NMOD)
                if child > token and grammar.cases(child) == ("of",)
            )
            joined += self.hyphened(token)
        own = [lemma, lemma.replace("-", "")] if "-" in lemma else [lemma]
        if grammar.parse.tags[token] in ("NNPS", "NNP") and lemma.endswith("s"):
            own.append(lemma[:-1])
        return (*joined, *own)

    def classes(self, token: int) -> frozenset[str]:
        """The noun classes of a phrase's head, and of the noun that counts in it."""
        known = self._classes.get(token)
        if known is None:
            noun, lemmas = self._parties.meant(token), self.lemmas(token)
            if noun != token:
                lemmas += self.lemmas(noun)
            known = noun_classes(lemmas[0]) if len(lemmas) == 1 else frozenset().union(*map(noun_classes, lemmas))
            if self._grammar.parse.pos[token] in _AMOUNTS:
                known |= {"@money"} if "$" in self._grammar.parse.exact(*self._grammar.phrase(token)) else frozenset()
            self._classes[token] = known
        return known

    def names(self, heads: tuple[int, ...]) -> frozenset[str]:
        """The lemmas and classes of phrases, and of the nouns that count in them."""
        found: list[frozenset[str]] = []
        for head in heads:
            noun, lemmas = self._parties.meant(head), self.lemmas(head)
            if noun != head:
                lemmas += self.lemmas(noun)
            found += map(names_of_noun, lemmas)
            if self._grammar.parse.pos[head] in _AMOUNTS:
                found.append(self.classes(head))
        return found[0] if len(found) == 1 else frozenset().union(*found)

    def hyphened(self, token: int) -> list[str]:
        """The word whose last part the token is, where the tokens were cut at a hyphen: "sit-in", "test-fired"."""
        parse = self._grammar.parse
        if token < 2 or token not in self.after_hyphen:
            return []
        if parse.ends[token - 2] != parse.starts[token - 1] or parse.ends[token - 1] != parse.starts[token]:
            return []
        return [f"{parse.word(token - 2).lower()}-{self._grammar.lemmas[token]}"]

    def _noun_holds(self, condition: Condition, noun: int) -> bool:
        grammar = self._grammar
        if condition.where == "pl":
            held = grammar.parse.tags[noun] in ("NNS", "NNPS")
        elif condition.where == "case":
            held = bool(set(grammar.cases(noun)) & condition.words)
        elif condition.where == "cmp":
            held = any(grammar.lemmas[child] in condition.words for child in grammar.kids(noun, COMPOUND | AMOD | NMOD))
        else:
            held = any(set(one.words) & condition.words for one in grammar.obliques(noun, NMOD | OBL))
        return held is condition.wanted

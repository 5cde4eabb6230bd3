"""What stands beside a verb: the conditions of its senses that the grammar alone can answer, nouns by their lemmas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dateline.lexicon.plover import Condition
from dateline.understand.event_frames import Frame, Grammar
from dateline.understand.label_bits import AUX, XCOMP

Words = frozenset[str]
_WISHES = frozenset({"should", "must"})


def is_beside(condition: Condition, frame: Frame, lemmas: Callable[[int], Iterable[str]]) -> bool:
    """Tell whether "within" or "phrase" holds beside a verb; `lemmas` gives the forms of a noun."""
    grammar, words = frame.grammar, condition.words
    if condition.where == "within":
        tokens = range(*grammar.phrase(frame.object)) if frame.object is not None else range(0)
        return any(lemma in words for token in tokens for lemma in lemmas(token))
    phrases = list(frame.obliques)
    if frame.object is not None:
        phrases += grammar.behind(frame.object)
    phrases += [deeper for one in phrases for deeper in grammar.behind(one.head)]
    return any(f"{case}:{lemma}" in words for one in phrases for case in one.words for lemma in lemmas(one.head))


def _predicate(words: Words, frame: Frame) -> bool:
    if words:
        return bool(words & frame.predicates)
    return any(one != frame.object for one in frame.grammar.kids(frame.verb, XCOMP))


def _particle(words: Words, frame: Frame) -> bool:
    return bool(words & frame.particles) or any(not words.isdisjoint(one.words) for one in frame.obliques)


def _helper(words: Words, frame: Frame) -> bool:
    grammar = frame.grammar
    return any(grammar.words[one] in words for one in grammar.kids(frame.verb, AUX))


def _wish(_: Words, frame: Frame) -> bool:
    return frame.complement is not None and _is_wished(frame.grammar, frame.complement)


def _is_wished(grammar: Grammar, verb: int) -> bool:
    """Tell a wish ("insisted that he leave", "that he must leave") from a report ("insisted that he left")."""
    helpers = {grammar.words[one] for one in grammar.kids(verb, AUX)}
    return bool(helpers & _WISHES) or (grammar.parse.tags[verb] == "VB" and not helpers)


TESTS: Mapping[str, Callable[[Words, Frame], bool]] = {
    "prt": lambda words, frame: not words.isdisjoint(frame.particles),
    "prep": lambda words, frame: not words.isdisjoint(frame.prepositions),
    "lemma": lambda words, frame: not words.isdisjoint(frame.behind),
    "adv": lambda words, frame: not words.isdisjoint(frame.adverbs),
    "xcomp": _predicate,
    "adp": _particle,
    "aux": _helper,
    "iobj": lambda _, frame: frame.indirect is not None,
    "clause": lambda _, frame: frame.complement is not None,
    "base": _wish,
    "that": lambda _, frame: frame.complement is not None and frame.finite_complement,
    "inf": lambda _, frame: frame.complement is not None and not frame.finite_complement,
    "neg": lambda _, frame: frame.complement is not None and frame.grammar.negated(frame.complement),
    "gerund": lambda _, frame: frame.complement is not None and frame.grammar.parse.tags[frame.complement] == "VBG",
    "comp": lambda words, frame: frame.complement is not None and frame.grammar.lemmas[frame.complement] in words,
}
"""The tests that look at the frame alone, by the name of their condition."""

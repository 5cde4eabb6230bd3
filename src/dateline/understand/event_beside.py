"""The conditions of verb dictionaries: particles, prepositions with their nouns, helping verbs, the verb below."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dateline.lexicon.plover import Condition
from dateline.understand.event_frames import Frame

CONDITIONS = frozenset({"adp", "aux", "comp", "phrase", "within"})


def is_beside(condition: Condition, frame: Frame, lemmas: Callable[[int], Iterable[str]]) -> bool:
    """Tell whether what a condition of CONDITIONS asks for stands beside a verb; `lemmas` gives the forms of a noun."""
    grammar, words, where = frame.grammar, condition.words, condition.where
    if where == "comp":
        return frame.complement is not None and grammar.lemma(frame.complement) in words
    if where == "aux":
        return any(grammar.parse.word(one).lower() in words for one in grammar.kids(frame.verb, "aux"))
    if where == "adp":
        return bool(words & frame.particles) or any(words & set(one.words) for one in frame.obliques)
    if where == "within":
        tokens = range(*grammar.phrase(frame.object)) if frame.object is not None else range(0)
        return any(lemma in words for token in tokens for lemma in lemmas(token))
    phrases = list(frame.obliques)
    if frame.object is not None:
        phrases += grammar.obliques(frame.object, "nmod")
    phrases += [deeper for one in phrases for deeper in grammar.obliques(one.head, "nmod")]
    return any(f"{case}:{lemma}" in words for one in phrases for case in one.words for lemma in lemmas(one.head))

"""The logical roles of one verb, as heads of phrases, with what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.understand.label_bits import ADVCL, ADVMOD, XCOMP

if TYPE_CHECKING:
    from functools import cached_property as kept

    from dateline.understand.event_frames import Grammar
else:

    class kept:
        """Like functools.cached_property, but without its lock, which takes longer than most of what is kept here."""

        def __init__(self, work: Callable[[Any], Any]) -> None:
            self._work = work

        def __get__(self, of: Any, _: type) -> Any:
            value = of.__dict__[self._work.__name__] = self._work(of)
            return value


class Oblique(NamedTuple):
    """A phrase behind a preposition; `words` are all its case markers ("out", "of")."""

    words: tuple[str, ...]
    head: int


@dataclass(eq=False)
class Frame:
    """The logical roles of one verb or predicate, as heads of phrases (token numbers)."""

    grammar: Grammar
    verb: int
    passive: bool
    subject: int | None
    object: int | None
    indirect: int | None
    obliques: tuple[Oblique, ...]

    @kept  # few acts ask for this, so it is not worked out before
    def particles(self) -> frozenset[str]:
        """Particles, short adverbs and first prepositions: "down", "out" of "out of"."""
        return frozenset(self.grammar.particles(self.verb))

    @kept
    def prepositions(self) -> frozenset[str]:
        """The prepositions behind the verb and behind its object."""
        behind = () if self.object is None else self.grammar.behind(self.object)
        return frozenset([word for one in (*self.obliques, *behind) for word in one.words])

    @kept
    def behind(self) -> frozenset[str]:
        """The lemmas of the heads of its prepositional phrases."""
        return frozenset([self.grammar.lemmas[one.head] for one in self.obliques])

    @kept
    def adverbs(self) -> frozenset[str]:
        """The lemmas of its adverbs."""
        return frozenset([self.grammar.lemmas[one] for one in self.grammar.kids(self.verb, ADVMOD)])

    @kept
    def predicates(self) -> frozenset[str]:
        """The lemmas of what it makes of its object, and of infinitives: "declared illegal"."""
        return frozenset([self.grammar.lemmas[one] for one in self.grammar.kids(self.verb, XCOMP | ADVCL)])

    @kept
    def subjects(self) -> tuple[int, ...]:
        """The subject with all that are joined to it."""
        return () if self.subject is None else tuple(self.grammar.conjuncts(self.subject))

    @kept
    def objects(self) -> tuple[int, ...]:
        """The object with all that are joined to it."""
        return () if self.object is None else tuple(self.grammar.conjuncts(self.object))

    @kept
    def complement(self) -> int | None:
        """The verb of the infinitive, gerund or clause that completes this one."""
        return self.grammar.complement(self.verb, self.object if not self.passive else None)

    @property
    def finite_complement(self) -> bool:
        """Tell whether the complement is a clause of its own."""
        return self.complement is not None and self.grammar.labels[self.complement] == "ccomp"

"""What a reader looks for, as it was typed and as it is understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One word or phrase; several in `alternatives` mean any of them. `prefix` asks for words that begin so."""

    alternatives: tuple[tuple[str, bool], ...]
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One field with what was typed behind it: a name, a day, or the bounds of a figure."""

    field: str
    value: str
    negated: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search in its parts; all of them must hold."""

    typed: str
    words: tuple[Wanted, ...] = ()
    fields: tuple[Asked, ...] = ()

"""The rows that a user adds to the tables that ship, for this process; own_lexicon.py reads them from his file.

Whoever starts a run (the corridor, in a worker too) says which rows hold; nothing here reads a file or the environment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

OwnRows = Mapping[str, tuple[dict[str, str], ...]]
"""Rows by table (actors, offices, metonyms, members, verbs), with the columns of the table of that name."""


class _Remembering(Protocol):
    def cache_clear(self) -> None: ...


Remembering = TypeVar("Remembering", bound=_Remembering)
_held: OwnRows = {}
_forget: list[Callable[[], None]] = []


def use(rows: OwnRows) -> None:
    """Let these rows hold from now on; what was made out of others is forgotten. The same rows again change nothing."""
    global _held
    if rows != _held:
        _held = rows
        for clear in _forget:
            clear()


def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of one table that hold now."""
    return _held.get(table, ())


def renewed(function: Remembering) -> Remembering:
    """Mark a function with a cache (lru_cache) whose answers depend on these rows."""
    _forget.append(function.cache_clear)
    return function

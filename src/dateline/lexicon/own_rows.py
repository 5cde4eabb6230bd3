"""The rows that a user adds to the tables of actors, for this process; see own_lexicon.py for the file they come from.

Whoever starts a run (the corridor, a worker) says once which rows hold; nothing here reads a file or the environment.
"""

from __future__ import annotations

from collections.abc import Mapping

OwnRows = Mapping[str, tuple[dict[str, str], ...]]
"""Rows by table: actors, offices, members, metonyms."""

_held: OwnRows = {}
_version = 0


def use(rows: OwnRows) -> None:
    """Let these rows hold from now on; the same rows again change nothing."""
    global _held, _version
    if rows != _held:
        _held = rows
        _version += 1


def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of one table that hold now."""
    return _held.get(table, ())


def version() -> int:
    """A number that changes with the rows: what was made out of others must be made again."""
    return _version

"""The tables of what pages are made from: a card for each story, what it is about, the words to search."""

from __future__ import annotations

from sqlalchemy import Table

from dateline.storage.metadata import metadata

__all__ = ["TABLES", "metadata"]

TABLES: tuple[Table, ...] = ()

"""The tables of saved searches, digests and what was sent."""

from __future__ import annotations

from sqlalchemy import Table

from dateline.storage.metadata import metadata

__all__ = ["TABLES", "metadata"]

TABLES: tuple[Table, ...] = ()

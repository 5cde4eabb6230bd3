"""The tables of comments, notes, reports to the editors and corrections."""

from __future__ import annotations

from sqlalchemy import Table

from dateline.storage.metadata import metadata

__all__ = ["TABLES", "metadata"]

TABLES: tuple[Table, ...] = ()

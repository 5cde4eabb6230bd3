"""The tables of feeds, visits and jobs."""

from __future__ import annotations

from sqlalchemy import Table

from dateline.storage.metadata import metadata

__all__ = ["TABLES", "metadata"]

TABLES: tuple[Table, ...] = ()

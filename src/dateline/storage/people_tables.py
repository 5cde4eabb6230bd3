"""The tables of accounts, sessions, invitations and keys for other programs."""

from __future__ import annotations

from sqlalchemy import Table

from dateline.storage.metadata import metadata

__all__ = ["TABLES", "metadata"]

TABLES: tuple[Table, ...] = ()

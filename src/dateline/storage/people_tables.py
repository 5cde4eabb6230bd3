"""The tables of accounts, sessions, invitations and keys for other programs."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Table

from dateline.storage.metadata import metadata

__all__ = ["TABLES", "metadata"]

account = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    # the name in folded letters: "Ana" and "ana" are one reader
    sa.Column("folded", sa.String, nullable=False, unique=True),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("made_at", sa.String, nullable=False),
    sa.Column("email", sa.String),
    sa.Column("password", sa.String),
    sa.Column("subject", sa.String, unique=True),
    sa.Column("closed", sa.Boolean, nullable=False, default=False),
    sqlite_autoincrement=True,
)

account_setting = sa.Table(
    "account_setting",
    metadata,
    sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

# Of everything secret only a hash is kept: who reads the file cannot use it.
session = sa.Table(
    "session",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("secret_hash", sa.String, nullable=False, unique=True),
    sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("made_at", sa.String, nullable=False),
    sa.Column("seen_at", sa.String, nullable=False),
    sa.Column("expires_at", sa.String, nullable=False),
    sa.Column("device", sa.String, nullable=False, default=""),
    sqlite_autoincrement=True,
)

invitation = sa.Table(
    "invitation",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("secret_hash", sa.String, nullable=False, unique=True),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("made_by", sa.Integer, nullable=False),
    sa.Column("made_at", sa.String, nullable=False),
    sa.Column("expires_at", sa.String, nullable=False),
    sa.Column("note", sa.String, nullable=False, default=""),
    sa.Column("used_by", sa.Integer),
    sa.Column("used_at", sa.String),
)

access_token = sa.Table(
    "access_token",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("secret_hash", sa.String, nullable=False, unique=True),
    sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("purpose", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("made_at", sa.String, nullable=False),
    sa.Column("used_at", sa.String),
)

desk_key = sa.Table(
    "desk_key",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

TABLES: tuple[Table, ...] = (account, account_setting, session, invitation, access_token, desk_key)

"""The tables of saved searches, digests and what was sent."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from dateline.storage.metadata import metadata

saved_search = Table(
    "saved_search",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("account_id", Integer, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("at", Text, nullable=False),
)

digest = Table(
    "digest",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("account_id", Integer, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),  # "front", or what it is about: kind:key
    Column("way", String(16), nullable=False),  # mail, webhook
    Column("address", Text, nullable=False),
    Column("rhythm", String(16), nullable=False),  # daily, change
    Column("hour", Integer, nullable=False),  # of the reader's day
    Column("secret", Text),  # what a webhook is signed with
    Column("made_at", Text, nullable=False),
    Column("paused", Integer, nullable=False),
    Column("looked_at", Text),
    Column("due_at", Text),
    Column("fault", Text),
    Index("digest_due", "paused", "due_at"),
)

told_change = Table(
    "told_change",
    metadata,
    Column("digest_id", Integer, primary_key=True),
    Column("mark", String(32), primary_key=True),  # of the change that was told
    Column("at", Text, nullable=False),
)

TABLES = (saved_search, digest, told_change)

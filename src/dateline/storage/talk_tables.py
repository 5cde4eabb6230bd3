"""The tables of comments, notes, complaints to the editors and corrections."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from dateline.storage.metadata import metadata

OWN_LEAVE = {"forget": "area"}
"""Rows that stay when an account is closed: `TalkRows.forget_account` takes out of them what was the reader's."""

comment = Table(
    "comment",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("account_id", Integer, nullable=False, index=True),
    Column("story_id", String(32), nullable=False),
    Column("article_id", String(32), index=True),  # of the anchor
    Column("anchor", Text),
    Column("reply_to", Integer),
    Column("text", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", Text, nullable=False),
    Column("edited_at", Text),
    Index("comment_by_story", "story_id", "id"),
    info=OWN_LEAVE,
)

comment_version = Table(
    "comment_version",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("comment_id", Integer, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
)

complaint = Table(
    "complaint",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("comment_id", Integer, nullable=False, index=True),
    Column("account_id", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("settled_by", Integer),
    Column("settled_at", Text),
    Column("outcome", String(16)),
)

note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("account_id", Integer, nullable=False),
    Column("article_id", String(32), nullable=False),
    Column("anchor", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("note_by_account", "account_id", "article_id"),
)

correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(32), nullable=False),
    Column("words", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("verdicts", Text, nullable=False),
    Column("account_id", Integer),
    Column("at", Text, nullable=False),
    Column("undone_by", Integer),
    Column("undone_at", Text),
    info=OWN_LEAVE,
)

TABLES = (comment, comment_version, complaint, note, correction)

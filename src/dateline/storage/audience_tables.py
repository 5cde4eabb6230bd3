"""The tables of what accounts follow, mute, open, save and have seen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, Boolean, Column, Float, Index, Integer, String, Table, Text, event, text

from dateline.storage.metadata import metadata
from dateline.storage.shelf_tables import story_card

__all__ = ["TABLES", "account", "follow", "metadata", "mute", "shelf_revision", "story"]

account = Table(
    "audience_account",
    metadata,
    Column("account_id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("preferences", Text, nullable=False, server_default="{}"),
    Column("visit_at", Text),
    Column("before_at", Text),
    Column("read_before", Text),
    Column("taste_revision", Integer, nullable=False, server_default="0"),
    Column("taste", Text),
    Column("taste_of", Integer),  # the taste_revision that the kept model was learnt from
)

follow = Table(
    "audience_follow",
    metadata,
    Column("account_id", Integer, primary_key=True),
    Column("target", String(16), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("weight", Float, nullable=False),
    Column("organs", Boolean, nullable=False),
    Index("audience_follow_by_key", "target", "key"),
)

mute = Table(
    "audience_mute",
    metadata,
    Column("account_id", Integer, primary_key=True),
    Column("target", String(16), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("scope", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("until", Text),
)

story = Table(
    "audience_story",
    metadata,
    Column("account_id", Integer, primary_key=True),
    Column("story_id", String(32), primary_key=True),
    Column("touched_at", Text, nullable=False),
    Column("looked_at", Text),
    Column("opened_at", Text),
    Column("opens", Integer, nullable=False, server_default="0"),
    Column("saved_at", Text),
    Column("hidden_at", Text),
    Column("read_at", Text),
    Column("unread_at", Text),
    Column("shown_at", Text),
    Column("shown", Integer, nullable=False, server_default="0"),
    Column("traits", Text),  # the story's traits when the reader met it, one a line; none once the taste was reset
    *(
        Index(f"audience_story_by_{what}", "account_id", what, sqlite_where=text(f"{what} IS NOT NULL"))
        for what in ("looked_at", "opened_at", "saved_at", "hidden_at", "read_at")
    ),
    Index("audience_story_lessons", "account_id", "touched_at", sqlite_where=text("traits IS NOT NULL")),
)

shelf_revision = Table(
    "audience_shelf_revision",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),  # grows with every card that is put on the shelf or taken away
)

TABLES: tuple[Table, ...] = (account, follow, mute, story, shelf_revision)

for _what in ("INSERT", "UPDATE", "DELETE"):
    _make: Any = DDL
    _order = _make(
        f"CREATE TRIGGER story_card_{_what.lower()}_counted AFTER {_what} ON story_card BEGIN"
        " INSERT INTO audience_shelf_revision (one, number) VALUES (1, 1)"
        " ON CONFLICT (one) DO UPDATE SET number = number + 1; END"
    )
    event.listen(story_card, "after_create", _order)

"""The tables of feeds, visits, links and jobs."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from dateline.storage.metadata import metadata

__all__ = ["TABLES", "metadata"]

feed = Table(
    "feed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("title", Text),
    Column("folder", Text, nullable=False),
    Column("site", Text),
    Column("added_at", Text),
    Column("paused", Boolean, nullable=False),
    Column("full_text", Boolean, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("next_visit", Text),
    Column("last_visit", Text),
    Column("last_success", Text),
    Column("last_new", Text),
    Column("fault", Text),
    Column("faults_in_a_row", Integer, nullable=False),
    Column("usual_a_day", Float),
    Column("renamed", Boolean, nullable=False),
    Column("body_hash", String(64)),
    # A feed's number is never given again, so that what readers keep of it stays its own.
    sqlite_autoincrement=True,
)

visit = Table(
    "visit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("feed_id", Integer, ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
    Column("at", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("new", Integer, nullable=False),
    Column("message", Text),
    Column("took", Float, nullable=False),
    Index("visit_by_feed", "feed_id", "at"),
)

link = Table(
    "link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("feed_id", Integer, ForeignKey("feed.id", ondelete="SET NULL")),
    Column("key", Text, nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("title", Text),
    Column("own_id", Text),
    Column("published_at", Text),
    Column("seen_at", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("message", Text),
    Column("mark", Text, nullable=False),
    Column("told", Text),
    Column("capture_number", Integer),
    Column("versions", Integer, nullable=False),
    Index("link_by_feed", "feed_id", "seen_at"),
    Index("link_by_own_id", "feed_id", "own_id"),
    Index("link_by_state", "state", "seen_at"),
    Index("link_by_capture", "capture_number"),
    sqlite_autoincrement=True,
)

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("leased_by", Text),
    Column("leased_until", Text),
    Column("fault", Text),
    Column("host", Text, nullable=False),
    UniqueConstraint("kind", "subject"),
    Index("job_by_due", "kind", "due_at"),
    sqlite_autoincrement=True,
)

TABLES: tuple[Table, ...] = (feed, visit, link, job)

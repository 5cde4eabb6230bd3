"""The tables of the SQL engines, in three named groups: captures, derived, human (law 3)."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from dateline.storage import (
    audience_tables,
    feeds_tables,
    outgoing_tables,
    people_tables,
    shelf_tables,
    talk_tables,
)
from dateline.storage.metadata import metadata

capture = Table(
    "capture",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("sha256", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),  # zlib; the hash is of the unpacked bytes
    Column("media_type", Text, nullable=False),
    Column("found_in", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("url", Text),
    Column("captured_at", Text),
    Column("hints", Text, nullable=False),
    UniqueConstraint("sha256", "found_in", "position"),
)

read_capture = Table(
    "read_capture",
    metadata,
    Column("capture_number", Integer, ForeignKey("capture.number"), primary_key=True),
)

article = Table(
    "article",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("capture_number", Integer, ForeignKey("capture.number"), nullable=False, index=True),
    Column("payload", Text, nullable=False),
    Column("embedding", LargeBinary, nullable=False),  # float32, little endian
    Column("sketch", Text, nullable=False),
    Column("failures", Text, nullable=False),
)

annotation = Table(
    "annotation",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String(32), ForeignKey("article.id"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("payload", Text, nullable=False),
    Index("annotation_by_article", "article_id", "kind"),
)

failure = Table(
    "failure",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("capture_number", Integer),
    Column("found_in", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("article_id", String(32)),
    Column("lost", Boolean, nullable=False),
)

story = Table(
    "story",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("comparison", Text, nullable=False),
)

held = Table(
    "held",
    metadata,
    Column("name", Text, primary_key=True),
    Column("payload", Text, nullable=False),
)

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("left_id", Text, nullable=False),
    Column("right_id", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Text, nullable=False),
)

CAPTURES = (capture,)
DERIVED = (annotation, article, read_capture, failure, story, held, *shelf_tables.TABLES)
DESK = (
    *feeds_tables.TABLES,
    *people_tables.TABLES,
    *audience_tables.TABLES,
    *talk_tables.TABLES,
    *outgoing_tables.TABLES,
)
HUMAN = (judgement, *DESK)

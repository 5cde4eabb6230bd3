"""The first shape: captures; articles, annotations, failures and stories; judgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "capture",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("found_in", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("captured_at", sa.Text),
        sa.Column("hints", sa.Text, nullable=False),
        sa.UniqueConstraint("sha256", "found_in", "position"),
    )
    op.create_table(
        "read_capture",
        sa.Column("capture_number", sa.Integer, sa.ForeignKey("capture.number"), primary_key=True),
    )
    op.create_table(
        "article",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("capture_number", sa.Integer, sa.ForeignKey("capture.number"), nullable=False, index=True),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("embedding", sa.LargeBinary, nullable=False),
        sa.Column("sketch", sa.Text, nullable=False),
        sa.Column("failures", sa.Text, nullable=False),
    )
    op.create_table(
        "annotation",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article_id", sa.String(32), sa.ForeignKey("article.id"), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("annotation_by_article", "annotation", ["article_id", "kind"])
    op.create_table(
        "failure",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("capture_number", sa.Integer),
        sa.Column("found_in", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("article_id", sa.String(32)),
        sa.Column("lost", sa.Boolean, nullable=False),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("comparison", sa.Text, nullable=False),
    )
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("left_id", sa.Text, nullable=False),
        sa.Column("right_id", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_at", sa.Text, nullable=False),
    )

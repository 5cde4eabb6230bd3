"""The news desk: cards to make pages from, feeds and jobs, accounts, follows, conversation, digests."""

from __future__ import annotations

from alembic import op

from dateline.storage import shelf_tables
from dateline.storage.metadata import metadata
from dateline.storage.tables import DESK

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    metadata.create_all(op.get_bind(), tables=[*shelf_tables.TABLES, *DESK])


def downgrade() -> None:
    """Drop the tables."""
    metadata.drop_all(op.get_bind(), tables=[*shelf_tables.TABLES, *DESK])

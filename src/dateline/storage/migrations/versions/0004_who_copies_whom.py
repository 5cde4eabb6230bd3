"""Which report is a copy of which, for the pages of outlets; stories laid out before tell it once they change."""

from __future__ import annotations

from alembic import op

from dateline.storage.metadata import metadata
from dateline.storage.shelf_tables import story_copy

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table where 0003, which makes all that is listed, has not made it yet."""
    metadata.create_all(op.get_bind(), tables=[story_copy])


def downgrade() -> None:
    """Drop the table."""
    metadata.drop_all(op.get_bind(), tables=[story_copy])

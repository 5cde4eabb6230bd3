"""The news desk: cards to make pages from, feeds and jobs, accounts, follows, conversation, digests."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from dateline.storage import shelf_tables
from dateline.storage.metadata import metadata
from dateline.storage.tables import DESK

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and note which stories and articles of before are still to be laid out."""
    metadata.create_all(op.get_bind(), tables=[*shelf_tables.TABLES, *DESK])
    run = op.get_bind().execute
    run(sa.text("INSERT INTO unshelved_article(article_id) SELECT id FROM article"))
    run(sa.text("INSERT INTO story_state(story_id, revision, is_shelved) SELECT id, '', 0 FROM story"))
    for story_id, payload in run(sa.text("SELECT id, payload FROM story")).all():
        story = json.loads(payload)
        members = [{"article": one["article_id"], "story": story_id} for one in story["members"]]
        run(sa.text("INSERT OR REPLACE INTO story_member(article_id, story_id) VALUES (:article, :story)"), members)
        for alias in story.get("also_known_as", ()):
            order = sa.text("INSERT OR REPLACE INTO story_alias(alias, story_id) VALUES (:alias, :story)")
            run(order, {"alias": alias, "story": story_id})


def downgrade() -> None:
    """Drop the tables."""
    metadata.drop_all(op.get_bind(), tables=[*shelf_tables.TABLES, *DESK])

"""The news desk: cards to make pages from, feeds and jobs, accounts, follows, conversation, digests.

The orders stand in the file beside this one, as they were when it was written: what the tables are today is no
business of a step of the past.
"""

from __future__ import annotations

import json
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ORDERS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Make the tables, and note which stories and articles of before are still to be laid out."""
    run = op.get_bind().exec_driver_sql
    _, _, orders = ORDERS.read_text(encoding="utf-8").partition("\n")
    for order in orders.split("\n;\n"):
        if order.strip():
            run(order)
    _note_what_was_there()


def _note_what_was_there() -> None:
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
    """Drop what the orders make, the last first."""
    made = [line.split() for line in ORDERS.read_text(encoding="utf-8").splitlines() if line.startswith("CREATE ")]
    for words in reversed(made):
        kind = "VIEW" if words[1] == "VIEW" else "TABLE" if words[1] in ("TABLE", "VIRTUAL") else None
        if kind is not None:
            name = words[3] if words[1] == "VIRTUAL" else words[2]
            op.execute(f"DROP {kind} IF EXISTS {name}")

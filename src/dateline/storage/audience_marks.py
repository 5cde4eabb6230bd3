"""What the page of a story is made from, in one question: enough to tell whether a page that was made still holds."""

from __future__ import annotations

import sqlalchemy as sa

from dateline.model.audience import StoryMark

_MARK = """
SELECT s.story_id, s.revision, s.is_shelved,
  (SELECT max(at) FROM story_change WHERE story_id = s.story_id) AS changed_at,
  EXISTS (SELECT 1 FROM comment WHERE story_id = s.story_id)
    OR EXISTS (SELECT 1 FROM story_alias a JOIN comment c ON c.story_id = a.alias WHERE a.story_id = s.story_id),
  r.saved_at IS NOT NULL, r.looked_at, r.opened_at, r.read_at IS NOT NULL AND r.unread_at IS NULL,
  EXISTS (SELECT 1 FROM audience_follow WHERE account_id = :me AND target = 'story' AND key = s.story_id),
  EXISTS (SELECT 1 FROM audience_mute WHERE account_id = :me AND target = 'story' AND key = s.story_id
    AND (until IS NULL OR until > :now))
FROM story_state s LEFT JOIN audience_story r ON r.account_id = :me AND r.story_id = s.story_id
WHERE s.story_id = :story
"""


class MarkRows:
    """Tells how stories stand, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def story_mark(self, account_id: int | None, story_id: str, *, now: str) -> StoryMark | None:
        """How a story stands for an account (None: for somebody without one); None for an id that is no story's now."""
        cursor = self._connection.connection.cursor()
        asked = {"me": -1 if account_id is None else account_id, "story": story_id, "now": now}
        row = cursor.execute(_MARK, asked).fetchone()
        cursor.close()
        if row is None:
            return None
        name, revision, shelved, changed_at, talked, saved, looked_at, opened_at, read, followed, muted = row
        return StoryMark(
            name, revision, bool(shelved), changed_at, bool(talked), bool(saved), looked_at, opened_at, bool(read),
            bool(followed), bool(muted),
        )  # fmt: skip

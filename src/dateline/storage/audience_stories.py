"""Rows of what each account did with each story: looks, opens, saves, reading, hiding, and the lessons in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from dateline.model.audience import Lesson, StoryState
from dateline.storage import audience_tables as t

BATCH = 300
STATE = tuple(column for column in t.story.columns if column.name not in {"touched_at", "traits"})
RANKED_BY = tuple(one.name for one in STATE if one.name not in {"shown", "shown_at"})
"""What may change a ranking: how often a story stood on a page does not."""
RankedState = tuple[tuple[Any, ...], StoryState]
_RANKED = f"SELECT {', '.join(RANKED_BY)} FROM audience_story WHERE account_id = ? AND story_id IN ({{}})"
_OPENED = sa.text(
    "INSERT INTO audience_story (account_id, story_id, touched_at, opened_at, looked_at, read_at, opens, traits)"
    " VALUES (:me, :story, :at, :at, :at, :at, 1, :traits) ON CONFLICT (account_id, story_id) DO UPDATE SET"
    " touched_at = :at, opened_at = :at, looked_at = :at, read_at = :at, unread_at = NULL, opens = opens + 1,"
    " traits = coalesce(:traits, traits)"
)
_OPENED_COUNTED = sa.text(
    "INSERT INTO audience_account (account_id, revision, taste_revision) VALUES (:me, 1, 1)"
    " ON CONFLICT (account_id) DO UPDATE SET revision = revision + 1, taste_revision = taste_revision + 1"
)
LISTS = ("saved_at", "opened_at", "read_at", "hidden_at", "looked_at")


class StoryStateRows:
    """Reads and writes what accounts did with stories, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def states(self, account_id: int, story_ids: Iterable[str]) -> dict[str, StoryState]:
        """What an account did with these stories, by story id; stories it never met are left out."""
        asked, found = list(dict.fromkeys(story_ids)), {}
        for start in range(0, len(asked), BATCH):
            query = sa.select(*STATE).where(
                t.story.c.account_id == account_id, t.story.c.story_id.in_(asked[start : start + BATCH])
            )
            for row in self._connection.execute(query):
                found[row.story_id] = StoryState(**row._mapping)
        return found

    def ranked_states(self, account_id: int, story_ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        """What an account did with these stories, as far as a ranking asks, as rows for `state_of`, by story id.

        Asked for hundreds of stories by each front page, so past the layers that make rows comfortable.
        """
        found = {}
        cursor = self._connection.connection.cursor()
        for start in range(0, len(story_ids), BATCH):
            batch = story_ids[start : start + BATCH]
            cursor.execute(_RANKED.format(", ".join("?" * len(batch))), (account_id, *batch))
            found.update({row[1]: row for row in cursor.fetchall()})
        cursor.close()
        return found

    def state(self, account_id: int, story_id: str) -> StoryState:
        """What an account did with one story."""
        found = self.states(account_id, [story_id])
        return found.get(story_id) or StoryState(account_id=account_id, story_id=story_id)

    def listed(
        self, account_id: int, what: str, *, limit: int = 100, before: str | None = None, after: str | None = None
    ) -> list[StoryState]:
        """The stories an account saved, opened, read, hid or looked at, latest first.

        `what` is one of LISTS; `before` and `after` are bounds of that time, for paging and for clients that ask
        what is new.
        """
        if what not in LISTS:
            raise ValueError(f"there is no list {what!r}")
        column = t.story.c[what]
        query = sa.select(*STATE).where(t.story.c.account_id == account_id, column.is_not(None))
        if before is not None:
            query = query.where(column < before)
        if after is not None:
            query = query.where(column > after)
        rows = self._connection.execute(query.order_by(column.desc(), t.story.c.story_id).limit(limit))
        return [StoryState(**row._mapping) for row in rows]

    def opened(self, account_id: int, story_id: str, *, at: str, traits: Sequence[str] | None = None) -> None:
        """The account opened a story: it has looked at it and read it."""
        told = {"me": account_id, "story": story_id, "at": at, "traits": None if traits is None else _lines(traits)}
        for order in (_OPENED, _OPENED_COUNTED):  # the most frequent thing readers do, so it is written ready-made
            self._connection.execute(order, told)

    def looked(self, account_id: int, story_id: str, *, at: str) -> None:
        """The account has seen what is new in a story."""
        self._keep(account_id, story_id, at, {"looked_at": at})

    def saved(self, account_id: int, story_id: str, *, at: str | None, traits: Sequence[str] | None = None) -> None:
        """The account put a story on its reading list at a time, or (None) took it off."""
        self._keep(account_id, story_id, at, {"saved_at": at}, traits=traits)

    def hidden(self, account_id: int, story_id: str, *, at: str | None, traits: Sequence[str] | None = None) -> None:
        """The account hid a story at a time, or (None) shows it again."""
        self._keep(account_id, story_id, at, {"hidden_at": at}, traits=traits)

    def read(self, account_id: int, story_ids: Iterable[str], *, at: str) -> None:
        """The account has read stories, and with that seen what was new in them."""
        for story_id in dict.fromkeys(story_ids):
            self._keep(account_id, story_id, at, {"read_at": at, "looked_at": at, "unread_at": None})

    def unread(self, account_id: int, story_ids: Iterable[str], *, at: str) -> None:
        """The account wants stories to count as unread from a time on."""
        for story_id in dict.fromkeys(story_ids):
            self._keep(account_id, story_id, at, {"read_at": None, "unread_at": at})

    def shown(self, account_id: int, traits: Mapping[str, Sequence[str]], *, at: str) -> None:
        """Stories stood on the account's front page; `traits` tells by story id how they were."""
        if not traits:
            return
        rows = [
            {
                "account_id": account_id,
                "story_id": story_id,
                "touched_at": at,
                "shown_at": at,
                "shown": 1,
                "traits": _lines(of),
            }
            for story_id, of in traits.items()
        ]
        made = insert(t.story)
        changed = {"shown_at": made.excluded.shown_at, "shown": t.story.c.shown + 1}
        # What was opened or saved keeps the traits and the time that the lesson was learnt from.
        fresh = sa.or_(
            t.story.c.opened_at.is_not(None), t.story.c.saved_at.is_not(None), t.story.c.hidden_at.is_not(None)
        )
        changed["traits"] = sa.case((fresh, t.story.c.traits), else_=made.excluded.traits)
        changed["touched_at"] = sa.case((fresh, t.story.c.touched_at), else_=made.excluded.touched_at)
        keys = ["account_id", "story_id"]
        self._connection.execute(made.on_conflict_do_update(index_elements=keys, set_=changed), rows)

    def lessons(self, account_id: int, *, limit: int = 800) -> list[Lesson]:
        """What the taste of an account is learnt from, latest first."""
        query = (
            sa.select(t.story)
            .where(t.story.c.account_id == account_id, t.story.c.traits.is_not(None))
            .order_by(t.story.c.touched_at.desc(), t.story.c.story_id)
            .limit(limit)
        )
        return [_lesson(row) for row in self._connection.execute(query)]

    def read_all(self, account_id: int, *, until: str) -> None:
        """Everything whose newest report is not younger counts as read, but for what is marked unread later."""
        self._count(
            account_id,
            {"read_before": until, "revision": t.account.c.revision + 1},
            {"read_before": until, "revision": 1},
        )

    def _keep(
        self,
        account_id: int,
        story_id: str,
        at: str | None,
        times: Mapping[str, str | None],
        *,
        traits: Sequence[str] | None = None,
    ) -> None:
        """Keep times of one story, and count a change of the account's front page."""
        values: dict[str, Any] = {**times}
        changed: dict[str, Any] = {**times}
        if at is not None:
            values["touched_at"] = changed["touched_at"] = at
        if traits is not None:
            values["traits"] = changed["traits"] = _lines(traits)
        new = {"account_id": account_id, "story_id": story_id, "touched_at": at or "", **values}
        made = insert(t.story).values(new)
        self._connection.execute(made.on_conflict_do_update(index_elements=["account_id", "story_id"], set_=changed))
        learnt = int(bool({"saved_at", "hidden_at"} & times.keys()))
        self._count(
            account_id,
            {"revision": t.account.c.revision + 1, "taste_revision": t.account.c.taste_revision + learnt},
            {"revision": 1, "taste_revision": learnt},
        )

    def _count(self, account_id: int, changed: Mapping[str, Any], first: Mapping[str, Any]) -> None:
        made = insert(t.account).values(account_id=account_id, **first)
        self._connection.execute(
            made.on_conflict_do_update(index_elements=[t.account.c.account_id], set_=dict(changed))
        )


def state_of(row: tuple[Any, ...]) -> StoryState:
    """What an account did with a story, from a row of `ranked_states`."""
    return StoryState(**dict(zip(RANKED_BY, row, strict=True)))


def _lines(traits: Iterable[str]) -> str:
    return "\n".join(" ".join(one.split()) for one in traits)


def _lesson(row: sa.Row[Any]) -> Lesson:
    state = StoryState(**{column.name: row._mapping[column.name] for column in STATE})
    traits = tuple(row.traits.split("\n")) if row.traits else ()
    return Lesson(story_id=row.story_id, outcome=state.outcome, at=row.touched_at, traits=traits)

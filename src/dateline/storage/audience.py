"""Rows of what accounts follow, mute, open, save and have seen; nouns in, nouns out.

All queries go by account id and an index. Nothing here asks the clock: times are ISO 8601 in UTC and are passed in.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from dateline.model.audience import AudienceAccount, Follow, Mute, Preferences
from dateline.storage import audience_tables as t
from dateline.storage.audience_candidates import CandidateRows
from dateline.storage.audience_marks import MarkRows
from dateline.storage.audience_stories import StoryStateRows
from dateline.storage.codec import decode, encode


class AudienceRows(StoryStateRows, CandidateRows, MarkRows):
    """Reads and writes what accounts follow, mute, open, save and have seen, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def account(self, account_id: int) -> AudienceAccount:
        """What is kept once for an account; of one that never was here, what it starts with."""
        row = self._connection.execute(sa.select(t.account).where(t.account.c.account_id == account_id)).first()
        if row is None:
            return AudienceAccount(account_id=account_id)
        return AudienceAccount(
            account_id=account_id,
            revision=row.revision,
            preferences=decode(Preferences, row.preferences),
            visit_at=row.visit_at,
            before_at=row.before_at,
            read_before=row.read_before,
            taste_revision=row.taste_revision,
        )

    def touch(self, account_id: int, **values: Any) -> None:
        """Count one more change to what the account's front page is made of, and keep values of its row."""
        made = insert(t.account).values(account_id=account_id, revision=1, **values)
        self._connection.execute(
            made.on_conflict_do_update(
                index_elements=[t.account.c.account_id], set_={"revision": t.account.c.revision + 1, **values}
            )
        )

    def keep_preferences(self, account_id: int, preferences: Preferences) -> None:
        """Keep how an account wants its pages."""
        self.touch(account_id, preferences=encode(preferences))

    # What is followed

    def follows(self, account_id: int) -> tuple[Follow, ...]:
        """What an account follows, by kind and name."""
        query = sa.select(t.follow).where(t.follow.c.account_id == account_id)
        rows = self._connection.execute(query.order_by(t.follow.c.target, t.follow.c.name, t.follow.c.key))
        return tuple(Follow(**row._mapping) for row in rows)

    def follow(self, follow: Follow) -> None:
        """Follow something, or change how it is followed."""
        values = {column.name: getattr(follow, column.name) for column in t.follow.columns}
        keys = ("account_id", "target", "key")
        changed = {name: value for name, value in values.items() if name not in (*keys, "at")}
        self._connection.execute(
            insert(t.follow).values(values).on_conflict_do_update(index_elements=keys, set_=changed)
        )
        self.touch(follow.account_id)

    def unfollow(self, account_id: int, target: str, key: str) -> bool:
        """Follow something no more; tells whether it was followed."""
        return self._drop(t.follow, account_id, target, key)

    # What is muted

    def mutes(self, account_id: int, *, now: str | None = None, scope: str | None = None) -> tuple[Mute, ...]:
        """What an account has muted, by kind and name: all, or only what still is at a time and in a scope.

        A mute "everywhere" counts in each scope.
        """
        query = sa.select(t.mute).where(t.mute.c.account_id == account_id)
        if now is not None:
            query = query.where(t.mute.c.until.is_(None) | (t.mute.c.until > now))
        if scope is not None:
            query = query.where(t.mute.c.scope.in_(("everywhere", scope)))
        rows = self._connection.execute(query.order_by(t.mute.c.target, t.mute.c.name, t.mute.c.key, t.mute.c.scope))
        return tuple(Mute(**row._mapping) for row in rows)

    def mute(self, mute: Mute) -> None:
        """Mute something in a scope, or change until when."""
        values = {column.name: getattr(mute, column.name) for column in t.mute.columns}
        keys = ("account_id", "target", "key", "scope")
        changed = {name: value for name, value in values.items() if name not in keys}
        self._connection.execute(insert(t.mute).values(values).on_conflict_do_update(index_elements=keys, set_=changed))
        self.touch(mute.account_id)

    def unmute(self, account_id: int, target: str, key: str, *, scope: str | None = None) -> bool:
        """Hear of something again, in one scope or in all; tells whether it was muted."""
        return self._drop(t.mute, account_id, target, key, *([] if scope is None else [t.mute.c.scope == scope]))

    def drop_ended_mutes(self, now: str) -> int:
        """Forget the mutes of all accounts that have ended; returns how many."""
        ended = t.mute.c.until.is_not(None) & (t.mute.c.until <= now)
        return self._connection.execute(sa.delete(t.mute).where(ended)).rowcount

    # Visits, and the model of one's taste

    def keep_visit(self, account_id: int, *, visit_at: str, before_at: str | None) -> None:
        """Keep when the account looked at its front page, and when the visit before this one ended."""
        values = {"visit_at": visit_at, "before_at": before_at}
        made = insert(t.account).values(account_id=account_id, **values)
        self._connection.execute(made.on_conflict_do_update(index_elements=[t.account.c.account_id], set_=values))

    def keep_taste(self, account_id: int, model: str, *, learnt_from: int) -> None:
        """Keep a model of taste, and the `taste_revision` it was learnt from."""
        values = {"taste": model, "taste_of": learnt_from}
        made = insert(t.account).values(account_id=account_id, **values)
        self._connection.execute(made.on_conflict_do_update(index_elements=[t.account.c.account_id], set_=values))

    def taste(self, account_id: int) -> tuple[str, int] | None:
        """The model of taste with the `taste_revision` it was learnt from; None where none was learnt."""
        query = sa.select(t.account.c.taste, t.account.c.taste_of).where(t.account.c.account_id == account_id)
        row = self._connection.execute(query).first()
        return None if row is None or row.taste is None else (row.taste, row.taste_of)

    def taste_of(self, account_id: int) -> int | None:
        """The `taste_revision` that the kept model was learnt from, or at which it was forgotten; None before both."""
        rows = self._rows("SELECT taste_of FROM audience_account WHERE account_id = ?", account_id)
        return rows[0][0] if rows else None

    def forget_taste(self, account_id: int) -> None:
        """Forget the model and all it was learnt from; what was read and saved stays."""
        self._connection.execute(sa.update(t.story).where(t.story.c.account_id == account_id).values(traits=None))
        c = t.account.c
        counted = {"revision": c.revision + 1, "taste_revision": c.taste_revision + 1}
        first = {"revision": 1, "taste_revision": 1, "taste_of": 1}
        self._count(account_id, {**counted, "taste": None, "taste_of": c.taste_revision + 1}, first)

    def forget(self, account_id: int) -> None:
        """Forget everything about an account, as when it is closed for good."""
        for table in (t.account, t.follow, t.mute, t.story):
            self._connection.execute(sa.delete(table).where(table.c.account_id == account_id))

    def _drop(self, table: sa.Table, account_id: int, target: str, key: str, *more: sa.ColumnElement[bool]) -> bool:
        of_it = (table.c.account_id == account_id, table.c.target == target, table.c.key == key, *more)
        dropped = self._connection.execute(sa.delete(table).where(*of_it)).rowcount > 0
        if dropped:
            self.touch(account_id)
        return dropped

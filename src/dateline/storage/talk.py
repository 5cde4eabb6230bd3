"""Rows of comments, notes, complaints to the editors and corrections; nouns in, nouns out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from dateline.model.audience import Comment, Note
from dateline.model.talk import Complaint, Correction, Verdict
from dateline.model.text import Anchor
from dateline.storage import talk_tables as t
from dateline.storage.codec import decode, encode


class TalkRows:
    """Reads and writes what people say, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def comment(self, comment_id: int) -> Comment | None:
        """Return one comment."""
        row = self._connection.execute(sa.select(t.comment).where(t.comment.c.id == comment_id)).first()
        return _comment(row) if row else None

    def comments_on(self, story_ids: Sequence[str]) -> list[Comment]:
        """Return the comments on a story under any of its ids, oldest first."""
        query = sa.select(t.comment).where(t.comment.c.story_id.in_(list(story_ids))).order_by(t.comment.c.id)
        return [_comment(row) for row in self._connection.execute(query)]

    def comments_at(self, article_ids: Sequence[str]) -> list[Comment]:
        """Return the comments on passages of these articles, oldest first."""
        query = sa.select(t.comment).where(t.comment.c.article_id.in_(list(article_ids))).order_by(t.comment.c.id)
        return [_comment(row) for row in self._connection.execute(query)]

    def add_comment(
        self, *, account_id: int, story_id: str, text: str, at: str, anchor: Anchor | None, reply_to: int | None
    ) -> int:
        """Keep a comment; return its id."""
        row = sa.insert(t.comment).values(
            account_id=account_id,
            story_id=story_id,
            article_id=anchor.article_id if anchor else None,
            anchor=encode(anchor) if anchor else None,
            reply_to=reply_to,
            text=text,
            state="shown",
            at=at,
        )
        return self._made(row)

    def edit_comment(self, before: Comment, *, text: str, at: str) -> None:
        """Give a comment other words; those before stay in its history."""
        said_at = before.edited_at or before.at
        self._connection.execute(
            sa.insert(t.comment_version).values(comment_id=before.id, text=before.text, at=said_at)
        )
        self._change(before.id, text=text, edited_at=at)

    def versions_of(self, comment_id: int) -> list[tuple[str, str]]:
        """Return the earlier words of a comment, each with the time it was said, oldest first."""
        query = sa.select(t.comment_version).where(t.comment_version.c.comment_id == comment_id)
        rows = self._connection.execute(query.order_by(t.comment_version.c.number))
        return [(row.text, row.at) for row in rows]

    def set_state(self, comment_id: int, state: str) -> None:
        """Show, hide or withdraw a comment."""
        self._change(comment_id, state=state)

    def _change(self, comment_id: int, **values: Any) -> None:
        self._connection.execute(sa.update(t.comment).where(t.comment.c.id == comment_id).values(**values))

    def add_complaint(self, *, comment_id: int, account_id: int, reason: str, at: str) -> None:
        """Keep a complaint; one account complains of one comment once."""
        known = sa.select(t.complaint.c.id).where(
            t.complaint.c.comment_id == comment_id,
            t.complaint.c.account_id == account_id,
            t.complaint.c.settled_at.is_(None),
        )
        if self._connection.execute(known).first() is None:
            row = {"comment_id": comment_id, "account_id": account_id, "reason": reason, "at": at}
            self._connection.execute(sa.insert(t.complaint).values(**row))

    def open_complaints(self, *, limit: int = 200) -> list[Complaint]:
        """Return the complaints that no editor has settled, oldest first."""
        query = sa.select(t.complaint).where(t.complaint.c.settled_at.is_(None)).order_by(t.complaint.c.id)
        return [_complaint(row) for row in self._connection.execute(query.limit(limit))]

    def settle_complaints(self, comment_id: int, *, by: int, at: str, outcome: str) -> None:
        """Close all open complaints of a comment."""
        open_ones = (t.complaint.c.comment_id == comment_id) & t.complaint.c.settled_at.is_(None)
        change = sa.update(t.complaint).where(open_ones).values(settled_by=by, settled_at=at, outcome=outcome)
        self._connection.execute(change)

    def text_of(self, article_id: str) -> str | None:
        """Return the text of an article as it stands now, None when there is none."""
        found = sa.text("SELECT json_extract(payload, '$.text') FROM article WHERE id = :id")
        text = self._connection.execute(found, {"id": article_id}).scalar()
        return None if text is None else str(text)

    def add_note(self, *, account_id: int, anchor: Anchor, text: str, at: str) -> int:
        """Keep a private note; return its id."""
        values = {"account_id": account_id, "article_id": anchor.article_id, "text": text, "at": at}
        return self._made(sa.insert(t.note).values(anchor=encode(anchor), **values))

    def notes_of(self, account_id: int, *, article_id: str | None = None) -> list[Note]:
        """Return an account's notes, newest first: all, or those in one article."""
        query = sa.select(t.note).where(t.note.c.account_id == account_id).order_by(t.note.c.id.desc())
        if article_id is not None:
            query = query.where(t.note.c.article_id == article_id)
        return [_note(row) for row in self._connection.execute(query)]

    def change_note(self, account_id: int, note_id: int, *, text: str | None) -> bool:
        """Give a note other words, or take it away when `text` is None; tell whether it was the account's own."""
        own = (t.note.c.id == note_id) & (t.note.c.account_id == account_id)
        change = sa.delete(t.note).where(own) if text is None else sa.update(t.note).where(own).values(text=text)
        return self._connection.execute(change).rowcount > 0

    def add_correction(
        self, *, kind: str, words: str, reason: str, verdicts: Sequence[Verdict], account_id: int | None, at: str
    ) -> int:
        """Keep what an editor put right; return its id."""
        told = json.dumps([[one.left, one.right, one.verdict, one.before] for one in verdicts], ensure_ascii=False)
        values = {"kind": kind, "words": words, "reason": reason, "account_id": account_id, "at": at}
        return self._made(sa.insert(t.correction).values(verdicts=told, **values))

    def corrections(self, *, limit: int = 200, correction_id: int | None = None) -> list[Correction]:
        """Return what was put right, newest first: all, or the one of an id."""
        query = sa.select(t.correction).order_by(t.correction.c.id.desc()).limit(limit)
        if correction_id is not None:
            query = query.where(t.correction.c.id == correction_id)
        return [_correction(row) for row in self._connection.execute(query)]

    def undo_correction(self, correction_id: int, *, by: int | None, at: str) -> None:
        """Note who took a correction back, and when."""
        change = sa.update(t.correction).where(t.correction.c.id == correction_id)
        self._connection.execute(change.values(undone_by=by, undone_at=at))

    def forget_account(self, account_id: int) -> None:
        """Take away an account's notes and the words of its comments; their places in the talk stay.

        What it put right as an editor stays, too, so that it can still be taken back.
        """
        own = t.comment.c.account_id == account_id
        ids = sa.select(t.comment.c.id).where(own)
        self._connection.execute(sa.delete(t.comment_version).where(t.comment_version.c.comment_id.in_(ids)))
        self._connection.execute(sa.update(t.comment).where(own).values(text="", state="withdrawn"))
        self._connection.execute(sa.delete(t.note).where(t.note.c.account_id == account_id))
        self._connection.execute(sa.delete(t.complaint).where(t.complaint.c.account_id == account_id))

    def _made(self, row: sa.Insert) -> int:
        made = self._connection.execute(row).inserted_primary_key
        return int(made[0]) if made else 0


def _comment(row: sa.Row[Any]) -> Comment:
    return Comment(
        id=row.id,
        account_id=row.account_id,
        story_id=row.story_id,
        text=row.text,
        at=row.at,
        anchor=decode(Anchor, row.anchor) if row.anchor else None,
        reply_to=row.reply_to,
        state=row.state,
        edited_at=row.edited_at,
    )


def _complaint(row: sa.Row[Any]) -> Complaint:
    return Complaint(
        id=row.id, comment_id=row.comment_id, account_id=row.account_id, reason=row.reason, at=row.at
    )  # fmt: skip


def _note(row: sa.Row[Any]) -> Note:
    return Note(id=row.id, account_id=row.account_id, anchor=decode(Anchor, row.anchor), text=row.text, at=row.at)


def _correction(row: sa.Row[Any]) -> Correction:
    return Correction(
        id=row.id,
        kind=row.kind,
        words=row.words,
        reason=row.reason,
        verdicts=tuple(Verdict(*one) for one in json.loads(row.verdicts)),
        account_id=row.account_id,
        at=row.at,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
    )

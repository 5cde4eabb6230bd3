"""The conversation: comments on stories and passages, replies, edits, complaints, private notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.desk.context import DeskContext
from dateline.desk.limits import Limits
from dateline.model.audience import EDITOR, Account, Comment, Note
from dateline.model.talk import Complaint
from dateline.model.text import Anchor, Span
from dateline.serve.anchors import Found, NoPassage, anchor_at, find, from_selectors
from dateline.serve.talk_words import LONGEST, shown_words
from dateline.storage.sqlite import SqliteView, SqliteWriter

SHOWN, HIDDEN, WITHDRAWN = "shown", "hidden", "withdrawn"
GONE_WORDS = {HIDDEN: "Hidden by an editor.", WITHDRAWN: "Withdrawn by its writer."}
LONGEST_REASON = 500


class NotSaid(Exception):
    """Something that cannot be said, changed or shown; the message tells the reader why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One comment as a reader sees it: its words as safe markup, its passage where that stands now, its replies."""

    comment: Comment
    by: str
    words: str
    typed: str
    found: Found | None
    replies: tuple[Said, ...]
    may_edit: bool
    may_hide: bool
    edits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A private note with its passage where that stands now."""

    note: Note
    found: Found


class Talk:
    """What readers say to one another and to themselves."""

    def __init__(self, context: DeskContext, limits: Limits) -> None:
        self._context = context
        self._limits = limits

    def say(
        self,
        account: Account,
        story_id: str,
        text: str,
        *,
        passage: tuple[str, Span] | None = None,
        selectors: tuple[str, object] | None = None,
        reply_to: int | None = None,
    ) -> int:
        """Comment on a story, on a passage of a report (by place, or by W3C selectors), or on a comment.

        Returns the comment's id. Raises NotSaid when there is no such story, passage or comment or no words.
        """
        words = _checked(text)
        self._limits.take("comment", account.id)
        with self._context.store.writer() as writer:
            found = writer.shelf.story_id(story_id)
            if found is None:
                raise NotSaid("There is no such story.")
            anchor = _marked(writer, *passage) if passage else _selected(writer, *selectors) if selectors else None
            if anchor is not None and writer.shelf.story_ids_of([anchor.article_id]).get(anchor.article_id) != found:
                raise NotSaid("This report is not in the story.")
            if reply_to is not None:
                answered = writer.talk.comment(reply_to)
                if answered is None or answered.state != SHOWN or writer.shelf.story_id(answered.story_id) != found:
                    raise NotSaid("The comment you reply to is not there any more.")
            return writer.talk.add_comment(
                account_id=account.id,
                story_id=found,
                text=words,
                at=self._context.now(),
                anchor=anchor,
                reply_to=reply_to,
            )

    def edit(self, account: Account, comment_id: int, text: str) -> None:
        """Give one's own comment other words; the words before stay in its history."""
        words = _checked(text)
        with self._context.store.writer() as writer:
            comment = _own(writer.talk.comment(comment_id), account)
            if comment.text != words:
                writer.talk.edit_comment(comment, text=words, at=self._context.now())

    def withdraw(self, account: Account, comment_id: int) -> None:
        """Take one's own comment back; replies to it stay."""
        with self._context.store.writer() as writer:
            writer.talk.set_state(_own(writer.talk.comment(comment_id), account).id, WITHDRAWN)

    def complain(self, account: Account, comment_id: int, reason: str) -> None:
        """Tell the editors that a comment should not stand."""
        self._limits.take("report", account.id)
        with self._context.store.writer() as writer:
            if writer.talk.comment(comment_id) is None:
                raise NotSaid("There is no such comment.")
            words = " ".join(reason.split())[:LONGEST_REASON]
            writer.talk.add_complaint(
                comment_id=comment_id, account_id=account.id, reason=words, at=self._context.now()
            )

    def hide(self, account: Account, comment_id: int, *, hidden: bool = True) -> None:
        """Hide a comment, or show it again, as an editor; open complaints of it are settled by that."""
        if not account.may(EDITOR):
            raise NotSaid("Only editors hide comments.")
        with self._context.store.writer() as writer:
            comment = writer.talk.comment(comment_id)
            if comment is None or comment.state == WITHDRAWN:
                raise NotSaid("There is no such comment any more.")
            writer.talk.set_state(comment_id, HIDDEN if hidden else SHOWN)
            outcome = HIDDEN if hidden else "kept"
            writer.talk.settle_complaints(comment_id, by=account.id, at=self._context.now(), outcome=outcome)

    def complaints(self, account: Account) -> list[tuple[Complaint, Comment]]:
        """Return the open complaints with their comments, for editors."""
        if not account.may(EDITOR):
            raise NotSaid("Only editors see complaints.")
        with self._context.store.view() as view:
            pairs = [(one, view.talk.comment(one.comment_id)) for one in view.talk.open_complaints()]
        return [(one, comment) for one, comment in pairs if comment is not None]

    def on_story(self, story_id: str, reader: Account | None, *, names: Sequence[str] = ()) -> tuple[Said, ...]:
        """Return the conversation on a story: comments oldest first, replies under what they answer.

        A comment stays with its story under every id the story ever had: `names`, where they are known already.
        """
        with self._context.store.view() as view:
            if not names:
                card = view.shelf.card(story_id)
                names = [card.story_id, *card.also_known_as] if card else [story_id]
            return self._threads(view, view.talk.comments_on(names), reader)

    def in_article(self, article_id: str, reader: Account | None) -> tuple[Said, ...]:
        """Return the comments on passages of one article, made in any version of it, with where they stand in this."""
        with self._context.store.view() as view:
            versions = {article_id, *view.versions(article_id)}
            return self._threads(view, view.talk.comments_at(sorted(versions)), reader, shown_in=article_id)

    def _threads(
        self, view: SqliteView, comments: Sequence[Comment], reader: Account | None, *, shown_in: str | None = None
    ) -> tuple[Said, ...]:
        names = _names(view, comments)
        texts = {one.anchor.article_id for one in comments if one.anchor}
        text_of = {name: view.talk.text_of(shown_in or name) or "" for name in texts}
        below: dict[int | None, list[Comment]] = {}
        known = {one.id for one in comments}
        for one in comments:
            below.setdefault(one.reply_to if one.reply_to in known else None, []).append(one)

        def shown(one: Comment) -> Said:
            gone = one.state != SHOWN
            return Said(
                comment=one,
                by=names.get(one.account_id, "somebody who left"),
                words=GONE_WORDS.get(one.state, "") if gone else shown_words(one.text),
                typed="" if gone else one.text,
                found=find(one.anchor, text_of[one.anchor.article_id]) if one.anchor else None,
                replies=tuple(shown(reply) for reply in below.get(one.id, ())),
                may_edit=not gone and reader is not None and reader.id == one.account_id,
                may_hide=one.state != WITHDRAWN and reader is not None and reader.may(EDITOR),
                edits=len(view.talk.versions_of(one.id)) if one.edited_at and not gone else 0,
            )

        return tuple(shown(one) for one in below.get(None, ()))

    def history(self, comment_id: int) -> list[tuple[str, str]]:
        """Return the earlier words of a comment as safe markup, each with its time; none of one that is gone."""
        with self._context.store.view() as view:
            comment = view.talk.comment(comment_id)
            if comment is None or comment.state != SHOWN:
                return []
            return [(shown_words(text), at) for text, at in view.talk.versions_of(comment_id)]

    def note(self, account: Account, article_id: str, span: Span, text: str = "") -> int:
        """Mark a passage for oneself, with or without words; return the note's id."""
        words = text.strip()[:LONGEST]
        self._limits.take("comment", account.id)
        with self._context.store.writer() as writer:
            anchor = _marked(writer, article_id, span)
            return writer.talk.add_note(account_id=account.id, anchor=anchor, text=words, at=self._context.now())

    def note_at(self, account: Account, article_id: str, selectors: object, text: str = "") -> int:
        """Mark a passage told by W3C selectors for oneself; return the note's id."""
        self._limits.take("comment", account.id)
        with self._context.store.writer() as writer:
            anchor = _selected(writer, article_id, selectors)
            words = text.strip()[:LONGEST]
            return writer.talk.add_note(account_id=account.id, anchor=anchor, text=words, at=self._context.now())

    def change_note(self, account: Account, note_id: int, text: str | None) -> None:
        """Give one's own note other words, or take it away (None)."""
        words = None if text is None else text.strip()[:LONGEST]
        with self._context.store.writer() as writer:
            if not writer.talk.change_note(account.id, note_id, text=words):
                raise NotSaid("There is no such note of yours.")

    def notes(self, account: Account, *, article_id: str | None = None) -> tuple[Marked, ...]:
        """Return one's own notes, newest first, with where their passages stand now."""
        with self._context.store.view() as view:
            notes = view.talk.notes_of(account.id, article_id=article_id)
            texts = {one.anchor.article_id for one in notes}
            text_of = {name: view.talk.text_of(name) or "" for name in texts}
        return tuple(Marked(note=one, found=find(one.anchor, text_of[one.anchor.article_id])) for one in notes)


def _names(view: SqliteView, comments: Sequence[Comment]) -> dict[int, str]:
    found = ((one, view.people.account(one)) for one in {comment.account_id for comment in comments})
    return {number: account.name for number, account in found if account is not None and not account.closed}


def _checked(text: str) -> str:
    words = text.strip()
    if not words:
        raise NotSaid("A comment needs words.")
    if len(words) > LONGEST:
        raise NotSaid(f"A comment may have {LONGEST} characters, not {len(words)}.")
    return words


def _own(comment: Comment | None, account: Account) -> Comment:
    if comment is None or comment.state != SHOWN:
        raise NotSaid("There is no such comment any more.")
    if comment.account_id != account.id:
        raise NotSaid("Only its writer may change a comment.")
    return comment


def _marked(writer: SqliteWriter, article_id: str, span: Span) -> Anchor:
    try:
        return anchor_at(article_id, _text_of(writer, article_id), span)
    except NoPassage as fault:
        raise NotSaid(f"That passage cannot be marked: {fault}.") from None


def _selected(writer: SqliteWriter, article_id: str, selectors: object) -> Anchor:
    try:
        return from_selectors(article_id, _text_of(writer, article_id), selectors)
    except NoPassage as fault:
        raise NotSaid(f"That passage cannot be marked: {fault}.") from None


def _text_of(view: SqliteWriter, article_id: str) -> str:
    text = view.talk.text_of(article_id)
    if text is None:
        raise NotSaid("There is no such article.")
    return text

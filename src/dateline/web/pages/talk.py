"""The conversation: comments on stories and passages, complaints, private notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.talk import NotSaid, Said
from dateline.model.audience import EDITOR
from dateline.serve.anchors import as_selectors
from dateline.web import guards
from dateline.web.render import back, fragment, show

router = APIRouter()


@router.get("/story/{story_id}/talk")
def conversation(request: Request, story_id: str) -> Response:
    """Show the conversation on a story by itself."""
    found = guards.desk_of(request).talk.on_story(story_id, guards.visitor(request))
    view = {"story_id": story_id, "said": [told(one) for one in found]}
    return show(request, "talk.html", view, secret=True)


@router.post("/story/{story_id}/comments")
def say(request: Request, story_id: str) -> Response:
    """Comment on a story, on a passage of one of its reports, or on another comment."""
    me = guards.need(request)
    selectors = _passage(request)
    article_id = guards.field(request, "article", 64)
    reply_to = guards.field(request, "reply_to", 20)
    try:
        made = guards.desk_of(request).talk.say(
            me,
            story_id,
            guards.field(request, "text", 20_000),
            selectors=(article_id, selectors) if article_id and selectors else None,
            reply_to=int(reply_to) if reply_to.isdecimal() else None,
        )
    except NotSaid as fault:
        raise HTTPException(400, str(fault)) from None
    aim = guards.field(request, "back", 2000) or f"/story/{story_id}"
    return back(request, f"{aim.split('#')[0]}#c{made}")


@router.post("/comments/{comment_id}/{act}")
def change(request: Request, comment_id: int, act: str) -> Response:
    """Edit, withdraw, hide, show or complain of a comment."""
    me, talk = guards.need(request), guards.desk_of(request).talk
    words = guards.field(request, "text", 20_000)
    acts: dict[str, tuple[Callable[[], None], str]] = {
        "edit": (lambda: talk.edit(me, comment_id, words), "Your comment was changed."),
        "withdraw": (lambda: talk.withdraw(me, comment_id), "Your comment was withdrawn."),
        "hide": (lambda: talk.hide(me, comment_id), "The comment is hidden."),
        "show": (lambda: talk.hide(me, comment_id, hidden=False), "The comment is shown again."),
        "complain": (lambda: talk.complain(me, comment_id, words), "Thank you; an editor will look at it."),
    }
    if act not in acts:
        raise HTTPException(404)
    do, notice = acts[act]
    try:
        do()
    except NotSaid as fault:
        raise HTTPException(400, str(fault)) from None
    return back(request, notice=notice)


@router.get("/comments/{comment_id}/history")
def history(request: Request, comment_id: int) -> Response:
    """Show what a comment said before it was changed."""
    guards.account(request)
    versions = guards.desk_of(request).talk.history(comment_id)
    if not versions:
        raise HTTPException(404, "This comment was not changed, or is not shown.")
    view = {"comment_id": comment_id, "versions": [{"words": words, "at": at} for words, at in versions]}
    return show(request, "comment_history.html", view, secret=True)


@router.get("/complaints")
def complaints(request: Request) -> Response:
    """Show editors what readers complain of."""
    me = guards.need(request, EDITOR)
    desk = guards.desk_of(request)
    view = {
        "complaints": [
            {"id": one.id, "reason": one.reason, "at": one.at, "comment": comment.id, "text": comment.text}
            | {"story": comment.story_id, "state": comment.state}
            for one, comment in desk.talk.complaints(me)
        ]
    }
    return show(request, "complaints.html", view, secret=True)


@router.get("/notes")
def notes(request: Request) -> Response:
    """Show one's own notes and highlights, newest first."""
    me = guards.account(request)
    found = guards.desk_of(request).talk.notes(me)
    view = {
        "notes": [
            {
                "id": one.note.id,
                "article": one.note.anchor.article_id,
                "exact": one.note.anchor.exact,
                "selectors": as_selectors(one.note.anchor),
                "text": one.note.text,
                "at": one.note.at,
                "span": [one.found.span.start, one.found.span.end] if one.found.span else None,
                "standing": one.found.why,
            }
            for one in found
        ]
    }
    return show(request, "notes.html", view, secret=True)


@router.post("/article/{article_id}/notes")
def note(request: Request, article_id: str) -> Response:
    """Mark a passage for oneself."""
    me, selectors = guards.need(request), _passage(request)
    if not selectors:
        raise HTTPException(400, "Mark the words, or type them as they stand in the report.")
    try:
        guards.desk_of(request).talk.note_at(me, article_id, selectors, guards.field(request, "text", 20_000))
    except NotSaid as fault:
        raise HTTPException(400, str(fault)) from None
    return back(request, notice="Noted; only you can see it.")


@router.post("/notes/{note_id}")
def change_note(request: Request, note_id: int) -> Response:
    """Change the words of one's own note, or take it away."""
    me = guards.need(request)
    gone = guards.field(request, "act", 20) == "remove"
    try:
        text = None if gone else guards.field(request, "text", 20_000)
        guards.desk_of(request).talk.change_note(me, note_id, text)
    except NotSaid as fault:
        raise HTTPException(404, str(fault)) from None
    return back(request, notice="The note is gone." if gone else "The note was changed.")


def _passage(request: Request) -> list[dict[str, Any]]:
    """Read the passage of a form as W3C selectors; without a script readers type or paste the words themselves."""
    exact = guards.field(request, "exact", 5_000)
    if not exact:
        return []
    around = {name: str(guards.form(request).get(name, ""))[:200] for name in ("prefix", "suffix")}
    return [{"type": "TextQuoteSelector", "exact": exact, **around}]


def told(one: Said) -> dict[str, Any]:
    """Show a comment with its replies as both faces do."""
    anchor = one.comment.anchor
    return {
        "id": one.comment.id,
        "by": one.by,
        "words": one.words,
        "typed": one.typed if one.may_edit else "",
        "at": one.comment.at,
        "edited_at": one.comment.edited_at,
        "edits": one.edits,
        "state": one.comment.state,
        "article": anchor.article_id if anchor else None,
        "exact": anchor.exact if anchor else None,
        "selectors": as_selectors(anchor) if anchor else [],
        "span": [one.found.span.start, one.found.span.end] if one.found and one.found.span else None,
        "standing": one.found.why if one.found else None,
        "may_edit": one.may_edit,
        "may_hide": one.may_hide,
        "replies": [told(reply) for reply in one.replies],
    }


def conversation_part(
    request: Request,
    story_id: str,
    *,
    article_id: str | None = None,
    names: Sequence[str] = (),
    is_quiet: bool = False,
) -> Any:
    """Render the conversation as a part of another page: of a story, or of the passages of one article.

    `names` are all ids that the story ever had, where they are known already; `is_quiet` tells that nobody said
    anything yet.
    """
    talk, me = guards.desk_of(request).talk, guards.visitor(request)
    if is_quiet:
        found: Sequence[Said] = ()
    else:
        found = talk.in_article(article_id, me) if article_id else talk.on_story(story_id, me, names=names)
    view = {"story_id": story_id, "article_id": article_id, "said": [told(one) for one in found]}
    return fragment(request, "conversation.html", view)

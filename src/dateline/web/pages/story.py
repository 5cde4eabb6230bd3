"""A story with everything told of it, and a report with everything read from it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.desk.desk import Desk
from dateline.model.audience import EDITOR, Account, StoryMark
from dateline.serve.page import article_fragment
from dateline.web import guards
from dateline.web.pages.talk import conversation_part
from dateline.web.render import kept, show, wants_json

router = APIRouter()
PASSAGE = re.compile(r"(\d{1,8})-(\d{1,8})")
NO_STORY = "There is no such story. Its reports may have been put into another one since; search for its words."


@router.get("/story/{story_id}")
def story(request: Request, story_id: str) -> Response:
    """Show a story: what its reports say, differ in and rest on, what is new in it, and what readers say of it."""
    desk, me = guards.desk_of(request), guards.visitor(request)
    mark = desk.library.story_mark(story_id, me.id if me else None)
    stamp = mark.told if mark is not None and mark.is_steady and not wants_json(request) else None
    if stamp is not None and (found := kept(request, "story.html", stamp)) is not None:
        if me is not None:
            desk.audience.opened(me.id, story_id, mark=mark)
        return found
    card = next(iter(desk.library.cards([story_id])), None)
    if card is None:
        raise HTTPException(404, NO_STORY)
    known = card.story_id
    if wants_json(request):
        view = desk.library.story(known) or {}
        return show(request, "story.html", {**view, "record": desk.library.story_record(known)})
    if mark is None:  # it is called otherwise by now
        return RedirectResponse(f"/story/{quote(known, safe='')}", 301)
    part = desk.library.story_part(known)
    if part is None:
        raise HTTPException(404, NO_STORY)
    fragment, lags = part
    alone = {
        "talk": conversation_part(request, known, names=(known, *card.also_known_as), is_quiet=not mark.is_talked_of),
        "mine": _mine(mark),
        "lags": lags,
        "news": desk.library.changes(known, since=mark.looked_at) if mark.looked_at and mark.has_news else [],
        "may_edit": me is not None and me.may(EDITOR),
    }
    if me is not None and not lags:  # what is new was not all seen
        desk.audience.opened(me.id, known, mark=mark)
    if lags or (stamp is not None and _told_now(desk, me, known) != stamp):  # something happened meanwhile
        stamp = None
    view = {"id": known, "card": card}
    return show(request, "story.html", view, page_only=alone, ready={"fragment": fragment}, stamp=stamp)


def _told_now(desk: Desk, me: Account | None, story_id: str) -> str | None:
    mark = desk.library.story_mark(story_id, me.id if me else None)
    return mark.told if mark is not None and mark.is_steady else None


def _mine(mark: StoryMark) -> dict[str, Any]:
    """What the reader did with a story before."""
    shown = {"saved": mark.is_saved, "followed": mark.is_followed, "muted": mark.is_muted}
    return {**shown, "looked_at": mark.looked_at}


@router.get("/article/{article_id}")
def article(request: Request, article_id: str, at: str = "") -> Response:
    """Show a report with everything read from it, its versions, and what readers say of its passages.

    `at` is a passage that somebody was led to ("120-168"): it is marked, and #at120 leads there.
    """
    desk, me = guards.desk_of(request), guards.visitor(request)
    found = desk.library.article(article_id)
    if found is None:
        raise HTTPException(404, "There is no such report. It may have been read again since; search for its words.")
    passages: list[tuple[int, int, str, str]] = []
    notes: list[Any] = []
    if sought := PASSAGE.fullmatch(at):
        start, end = map(int, sought.groups())
        passages.append((start, end, "sought", f"at{start}"))
    if me is not None and not wants_json(request):
        said = [one.found for one in desk.talk.in_article(article_id, me) if one.found is not None]
        notes = [one for one in desk.talk.notes(me) if one.note.anchor.article_id == article_id]
        spans = [one.span for one in said if one.span is not None]
        passages += [(span.start, span.end, "c", f"at{span.start}") for span in spans]
        passages += [
            (one.found.span.start, one.found.span.end, "own", f"n{one.note.id}")
            for one in notes
            if one.found.span is not None
        ]
    alone = {
        "text": Markup(article_fragment(found["article"], passages)) if not wants_json(request) else "",
        "notes": notes,
        "talk": conversation_part(request, found["card"]["story_id"], article_id=article_id)
        if found["card"]["story_id"] and not wants_json(request)
        else "",
    }
    return show(request, "article.html", found, page_only=alone)


@router.get("/article/{article_id}/versions")
def versions(request: Request, article_id: str) -> Response:
    """Show the versions of a report with what changed from one to the next."""
    found = guards.desk_of(request).library.versions(article_id)
    if found is None:
        raise HTTPException(404, "There is no such report.")
    return show(request, "versions.html", {"article_id": article_id, "versions": found})

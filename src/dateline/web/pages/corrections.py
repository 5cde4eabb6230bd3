"""Putting right: what editors corrected, and the forms by which they do."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.corrections import NotCorrected
from dateline.model.audience import EDITOR
from dateline.web import guards
from dateline.web.render import back, show

router = APIRouter()
UNDER_WAY = "The stories are being grouped again; until that is done pages show them as they were."


@router.get("/corrections")
def history(request: Request) -> Response:
    """Show what was put right, newest first."""
    desk = guards.desk_of(request)
    names = {one.id: one.name for one in desk.accounts.people()}
    me = guards.visitor(request)
    view = {
        "corrections": [
            {
                "id": one.id,
                "kind": one.kind,
                "words": one.words,
                "reason": one.reason,
                "by": names.get(one.account_id or 0, "somebody who left"),
                "at": one.at,
                "undone_by": names.get(one.undone_by or 0) if one.undone_at else None,
                "undone_at": one.undone_at,
            }
            for one in desk.corrections.history()
        ]
    }
    under_way = UNDER_WAY if desk.corrections.is_under_way() else ""
    alone = {"may_edit": bool(me and me.may(EDITOR)), "under_way": under_way}
    return show(request, "corrections.html", view, page_only=alone)


@router.post("/corrections/{correction_id}/undo")
def undo(request: Request, correction_id: int) -> Response:
    """Take a correction back."""
    me = guards.need(request, EDITOR)
    _try(lambda: guards.desk_of(request).corrections.undo(me, correction_id))
    return back(request, "/corrections", notice=_told(request, "The correction was taken back."))


@router.get("/story/{story_id}/correct")
def choose(request: Request, story_id: str) -> Response:
    """Show editors what can be put right about a story: its reports, and stories that it may be one with."""
    guards.need(request, EDITOR)
    try:
        told = guards.desk_of(request).corrections.choices(story_id)
    except NotCorrected as fault:
        raise HTTPException(404, str(fault)) from None
    return show(request, "correct.html", told, secret=True)


@router.post("/story/{story_id}/correct/{what}")
def correct(request: Request, story_id: str, what: str) -> Response:
    """Merge the story with another, part reports from it, judge two of its persons, or date a report."""
    me, right = guards.need(request, EDITOR), guards.desk_of(request).corrections
    field, reason = guards.field, guards.field(request, "reason", 500)
    chosen = [one for one in guards.form(request).getlist("report") if isinstance(one, str)]
    same = field(request, "verdict", 20) == "same"
    acts: dict[str, Callable[[], int]] = {
        "merge": lambda: right.merge(me, story_id, field(request, "other", 64), reason=reason),
        "split": lambda: right.split(me, story_id, chosen, reason=reason),
        "actors": lambda: right.actors(
            me, field(request, "left", 200), field(request, "right", 200), same=same, reason=reason
        ),
        "date": lambda: right.date(me, field(request, "article", 64), field(request, "day", 10), reason=reason),
    }
    if what not in acts:
        raise HTTPException(404)
    _try(acts[what])
    notice = _told(request, "Put right. It stands in the list of corrections.")
    return back(request, f"/story/{story_id}", notice=notice)


def _told(request: Request, done: str) -> str:
    """What an editor is told: also that it takes a while, where it does."""
    return f"{done} {UNDER_WAY}" if guards.desk_of(request).corrections.is_under_way() else done


def _try(act: Callable[[], object]) -> None:
    try:
        act()
    except NotCorrected as fault:
        raise HTTPException(400, str(fault)) from None

"""Digests and alerts that a reader ordered."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.digests import BadDigest
from dateline.web import guards
from dateline.web.render import back, show

router = APIRouter()


@router.get("/digests")
def digests(request: Request, about: str = "front", name: str = "") -> Response:
    """Show one's digests and the form for another."""
    return _page(request, about=about[:500], name=name[:80])


@router.post("/digests")
def order(request: Request) -> Response:
    """Order a digest; the secret of a webhook is shown this once."""
    me, field = guards.need(request), guards.field
    hour = field(request, "hour", 2)
    try:
        made = guards.desk_of(request).digests.order(
            me,
            about=field(request, "about", 600) or "front",
            way=field(request, "way", 20),
            address=field(request, "address", 2000),
            rhythm=field(request, "rhythm", 20),
            hour=int(hour) if hour.isdecimal() else 7,
            name=field(request, "name", 80),
        )
    except BadDigest as fault:
        return _page(request, about=field(request, "about", 600), refusal=str(fault), status=400)
    if made.secret:
        return _page(request, secret=made.secret)
    return back(request, "/digests", notice=f"“{made.name}” is ordered.")


@router.post("/digests/{digest_id}")
def change(request: Request, digest_id: int) -> Response:
    """Let a digest rest, go on, or stop for good."""
    me, kept = guards.need(request), guards.desk_of(request).digests
    act = guards.field(request, "act", 10)
    done = kept.drop(me, digest_id) if act == "drop" else kept.pause(me, digest_id, paused=act == "pause")
    if not done:
        raise HTTPException(404, "There is no such digest of yours.")
    words = {"drop": "The digest is stopped.", "pause": "The digest rests."}
    return back(request, "/digests", notice=words.get(act, "The digest goes on."))


def _page(
    request: Request, *, about: str = "front", name: str = "", secret: str = "", refusal: str = "", status: int = 200
) -> Response:
    me, desk = guards.account(request), guards.desk_of(request)
    view = {
        "digests": [
            {
                "id": one.id,
                "name": one.name,
                "about": one.about,
                "way": one.way,
                "address": one.address,
                "rhythm": one.rhythm,
                "hour": one.hour,
                "paused": one.paused,
                "due_at": one.due_at,
                "looked_at": one.looked_at,
                "fault": one.fault,
            }
            for one in desk.digests.listed(me)
        ],
        "about": about,
        "name": name,
        "mail": desk.context.settings.mail_server is not None,
        "refusal": refusal,
        "zone": desk.audience.preferences(me.id).zone,
        "email": me.email or "",
    }
    return show(request, "digests.html", view, page_only={"secret": secret}, secret=True, status=status)

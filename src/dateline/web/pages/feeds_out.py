"""Lists of stories as feeds for other readers, opened by a private key that stands in the address."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.outgoing import NoSuchFeed
from dateline.serve.outgoing_feeds import FORMS, written
from dateline.web import guards
from dateline.web.render import answer, show

router = APIRouter()
KEEPS_JSON = ("/feeds/",)


@router.get("/feeds/{token}/{what}.{form}")
def whole(request: Request, token: str, what: str, form: str) -> Response:
    """Give the feed of the front page."""
    return _feed(request, token, what, "", form)


@router.get("/feeds/{token}/{what}/{key:path}.{form}")
def of_one(request: Request, token: str, what: str, key: str, form: str) -> Response:
    """Give the feed of a story, an actor, a place, a topic, an outlet, a kind of deed, a country or a search."""
    return _feed(request, token, what, key, form)


def _feed(request: Request, token: str, what: str, key: str, form: str) -> Response:
    desk = guards.desk_of(request)
    desk.limits.take("token", guards.address_of(request))
    if form not in FORMS:
        raise HTTPException(404, f"Feeds come as {', '.join(FORMS)}.")
    reader = desk.accounts.by_token(token, purpose="feed") if len(token) <= 200 else None
    if reader is None:
        raise HTTPException(404, "This key opens nothing. Make another in your settings.")
    at = (desk.context.settings.address or str(request.base_url)).rstrip("/")
    try:
        feed = desk.outgoing.feed(reader, what, key, at=at, address=f"{at}{request.url.path}")
    except NoSuchFeed as fault:
        raise HTTPException(404, str(fault)) from None
    return answer(request, written(feed, form), f"{FORMS[form]}; charset=utf-8")


@router.get("/subscribe")
def subscribe(request: Request, what: str = "front", key: str = "", name: str = "") -> Response:
    """Show how to read a list of stories elsewhere."""
    guards.account(request)
    view = {"what": what[:20], "key": key[:500], "name": name[:200], "forms": list(FORMS), "token": ""}
    return show(request, "subscribe.html", view, secret=True)


@router.post("/subscribe")
def make_address(request: Request) -> Response:
    """Make a key of one's own for a feed and show its addresses this once."""
    me, desk = guards.need(request), guards.desk_of(request)
    what, key = guards.field(request, "what", 20) or "front", guards.field(request, "key", 500)
    name = guards.field(request, "name", 200)
    token = desk.accounts.make_token(me, purpose="feed", name=f"Feed: {name or key or what}")
    at = (desk.context.settings.address or str(request.base_url)).rstrip("/")
    view = {"what": what, "key": key, "name": name, "forms": list(FORMS), "token": token}
    return show(request, "subscribe.html", view, page_only={"at": at}, secret=True)

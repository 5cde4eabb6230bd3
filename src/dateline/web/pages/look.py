"""Small choices that stand in a cookie and need no account: dark or light, keys on or off."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.web import guards
from dateline.web.guards import KEYS, LOOK
from dateline.web.render import LOOKS, back, show

router = APIRouter()


@router.post("/look")
def choose(request: Request) -> Response:
    """Choose a look, or switch the keys."""
    response = back(request)
    look, keys = guards.field(request, "look", 20), guards.field(request, "keys", 20)
    if look in LOOKS:
        guards.set_cookie(request, response, LOOK, look)
    if keys in ("on", "off"):
        guards.set_cookie(request, response, KEYS, keys)
    return response


@router.get("/about")
def about(request: Request) -> Response:
    """Say what the desk is, which keys it knows, and where it keeps what."""
    return show(request, "about.html", {"keys_on": guards.cookie(request, KEYS) != "off"})

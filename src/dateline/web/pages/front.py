"""The front page: the stories that matter to this reader, and why each stands there."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.web.render import show

NAV = (10, "Front page", "/")
router = APIRouter()


@router.get("/")
def front(request: Request) -> Response:
    """Show the front page."""
    view: dict[str, Any] = {"cards": []}
    return show(request, "front.html", view)

"""Who deals with whom in a story, and how: a table, and a drawing of it where a browser can draw."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.web import guards
from dateline.web.beside import ties_of
from dateline.web.render import show

router = APIRouter()


@router.get("/story/{story_id}/network")
def network(request: Request, story_id: str) -> Response:
    """Show who deals with whom in a story."""
    found = guards.desk_of(request).library.story(story_id)
    if found is None:
        raise HTTPException(404, "There is no such story. Search for its words.")
    view = {"card": found["card"], "network": found["network"]}
    return show(request, "network.html", view, page_only={"ties": ties_of(found["network"])})

"""The map of where stories play, and the outlines that every map is drawn with."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.web import guards
from dateline.web.app import FOREVER
from dateline.web.maps import draw
from dateline.web.outlines import world
from dateline.web.render import answer, show

NAV = (30, "Map", "/map")
router = APIRouter()


@router.get("/map")
def map_of_the_newest(request: Request) -> Response:
    """Show on a map where the newest stories play, with a list of the same."""
    points = guards.desk_of(request).library.points()
    return show(request, "map.html", {"points": points}, page_only={"map": draw(points, whole=True)})


@router.get("/story/{story_id}/map")
def map_of_a_story(request: Request, story_id: str) -> Response:
    """Show on a map where one story plays."""
    library = guards.desk_of(request).library
    found = library.story(story_id)
    if found is None:
        raise HTTPException(404, "There is no such story. Search for its words.")
    points = library.points([found["id"]])
    return show(request, "map.html", {"card": found["card"], "points": points}, page_only={"map": draw(points)})


@router.get("/map/world-{mark}.svg")
def outlines(request: Request, mark: str) -> Response:
    """Send the outlines of all countries."""
    made, own = world()
    headers = {"cache-control": FOREVER} if mark == own else {}
    return answer(request, made.encode(), "image/svg+xml", headers=headers)

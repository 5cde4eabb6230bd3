"""Who deals with whom in a story, and how: a table, and a drawing of it where a browser can draw."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.desk import Desk
from dateline.model.shelf import Card
from dateline.serve.phrases import deed_words
from dateline.web import guards
from dateline.web.maps import draw
from dateline.web.render import show, templates
from dateline.web.trend import SIDES, side_of, signed

router = APIRouter()
KEPT = 400
"""The parts of so many stories are kept in memory, some 10 kB each."""
_KEPT: dict[tuple[int, Card], Markup] = {}
_KEPT_LOCK = Lock()


@router.get("/story/{story_id}/network")
def network(request: Request, story_id: str) -> Response:
    """Show who deals with whom in a story."""
    found = guards.desk_of(request).library.story(story_id)
    if found is None:
        raise HTTPException(404, "There is no such story. Search for its words.")
    view = {"card": found["card"], "network": found["network"]}
    return show(request, "network.html", view, page_only={"ties": ties_of(found["network"])})


def story_parts(desk: Desk, card: Card) -> Markup:
    """Make the map and the network for the page of a story; kept until its card changes."""
    with _KEPT_LOCK:
        kept = _KEPT.get((id(desk), card))
    if kept is None:
        points, found = desk.library.points([card.story_id]), desk.library.network(card.story_id)
        kept = Markup(
            templates()
            .get_template("story_parts.html")
            .render(story_id=card.story_id, map=draw(points), ties=ties_of(found) if found else None)
        )
        with _KEPT_LOCK:
            while len(_KEPT) >= KEPT:
                del _KEPT[next(iter(_KEPT))]
            _KEPT[id(desk), card] = kept
    return kept


def ties_of(network: Mapping[str, Any]) -> dict[str, Any] | None:
    """Say each link of a network of the library in words, for `network_part.html`; None where there is none."""
    names = {one["id"]: one["name"] for one in network["nodes"]}
    links = [
        {
            **one,
            "from_name": names[one["from"]],
            "to_name": names[one["to"]],
            "verb": deed_words(one["type"], "asserted", towards=True),
            "side": side_of(one["goldstein"]),
            "side_words": SIDES[side_of(one["goldstein"])],
            "score": signed(one["goldstein"]) if one["goldstein"] is not None else "",
        }
        for one in network["links"]
    ]
    return {"nodes": network["nodes"], "links": links} if links else None

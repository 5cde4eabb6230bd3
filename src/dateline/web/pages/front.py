"""The front page: the stories that matter to this reader, why each stands there, and why others do not."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.desk import Desk
from dateline.model.shelf import Card
from dateline.serve.weights import WEIGHTS
from dateline.web import guards
from dateline.web.render import back, kept, show

NAV = (10, "Front page", "/")
router = APIRouter()
NEWEST = 30
MOST_PAGES = 400


@router.get("/")
def front(request: Request, page: int = 1) -> Response:
    """Show a reader's own front page; to who has no account, the newest stories."""
    desk, me = guards.desk_of(request), guards.visitor(request)
    page = min(max(1, page), MOST_PAGES)
    if me is None:
        return _newest(request, desk, page)
    made = desk.frontpage.page(me.id, page=page)
    if made.stories and (found := kept(request, "front.html", made.stamp)) is not None:
        return found
    view = {
        "cards": [
            {
                "card": one.card,
                "reasons": one.placing.reasons,
                "news": one.placing.news,
                "score": one.placing.score,
                "saved": one.state is not None and one.state.saved_at is not None,
                "read": one.is_read,
            }
            for one in made.stories
        ],
        "page": made.page,
        "pages": made.pages,
        "total": made.total,
        "follows": made.follows,
        "taste": made.taste_words,
    }
    welcome = _welcome(desk) if not made.stories else None
    stamp = None if welcome else made.stamp
    return show(request, "front.html", view, page_only={"order": "mine", "welcome": welcome}, stamp=stamp)


@router.get("/newest")
def newest(request: Request, page: int = 1) -> Response:
    """List all stories, the newest first, for everybody in the same order."""
    return _newest(request, guards.desk_of(request), min(max(1, page), MOST_PAGES))


@router.get("/widest")
def widest(request: Request, page: int = 1) -> Response:
    """List all stories, the widest reported first."""
    return _newest(request, guards.desk_of(request), min(max(1, page), MOST_PAGES), order="widest")


@router.get("/story/{story_id}/why")
def why(request: Request, story_id: str) -> Response:
    """Say why a story stands on the front page, or why not."""
    desk, me = guards.desk_of(request), guards.account(request)
    found = desk.library.cards([story_id])
    reasons = desk.frontpage.why_not(me.id, story_id)
    placed = next((one for one in desk.frontpage.page(me.id, visit=False).stories if _is(one.card, found)), None)
    view = {
        "story_id": story_id,
        "headline": found[0].headline if found else None,
        "reasons": reasons,
        "parts_told": placed.placing.reasons if placed else (),
        "score": placed.placing.score if placed else None,
    }
    return show(request, "why.html", view, secret=True)


@router.get("/taste")
def taste(request: Request) -> Response:
    """Show by what a front page is ordered, and what was learnt from opening and saving."""
    desk, me = guards.desk_of(request), guards.account(request)
    learnt = desk.frontpage.taste(me.id)
    view = {
        "weights": WEIGHTS,
        "preferences": desk.audience.preferences(me.id),
        "taste": {
            "words": learnt.words(),
            "liked": learnt.strongest(liked=True),
            "passed_over": learnt.strongest(liked=False),
        },
    }
    return show(request, "taste.html", view, secret=True)


@router.post("/taste")
def prefer(request: Request) -> Response:
    """Change how a front page is ordered, or forget what was learnt."""
    desk, me = guards.desk_of(request), guards.account(request)
    if guards.field(request, "forget", 10):
        desk.frontpage.forget_taste(me.id)
        return back(request, "/taste", notice="What was learnt of your taste is forgotten.")
    try:
        desk.audience.prefer(
            me.id,
            diversity=float(guards.field(request, "diversity", 10) or 30) / 100,
            taste=guards.field(request, "taste", 10) == "yes",
            zone=guards.field(request, "zone", 60) or "UTC",
            page_size=int(guards.field(request, "page_size", 10) or 30),
        )
    except ValueError:
        raise HTTPException(400, "A number was expected.") from None
    return back(request, "/taste", notice="Kept.")


def _newest(request: Request, desk: Desk, page: int, *, order: str = "newest") -> Response:
    cards = desk.library.listed(order=order, limit=NEWEST + 1, offset=(page - 1) * NEWEST)
    view = {
        "cards": [{"card": card, "reasons": [], "news": [], "saved": False, "read": False} for card in cards[:NEWEST]],
        "page": page,
        "pages": page + (len(cards) > NEWEST),
    }
    alone = {"order": order, "welcome": _welcome(desk) if not cards and page == 1 else None}
    return show(request, "front.html", view, page_only=alone)


def _welcome(desk: Desk) -> dict[str, Any]:
    """What to do on a desk that has nothing to show: there are no sources, or their reports are still on the way."""
    waiting = sum(desk.sources.waiting().values())
    progress = desk.collecting.progress  # it also looks for something to read where nothing came
    reading = desk.sources.has_unread() or (progress.is_reading and progress.captures > 0)
    told = {"feeds": len(desk.sources.all()), "waiting": waiting, "reading": reading}
    return {**told, "collects": desk.context.settings.collect}


def _is(card: Any, found: list[Card]) -> bool:
    return bool(found) and card.story_id == found[0].story_id

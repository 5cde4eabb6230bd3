"""Searching: words, phrases and fields; what was found, by story; ways to narrow it; saved searches."""

from __future__ import annotations

import json

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.search import ORDERS, as_view
from dateline.serve.query import BadQuery
from dateline.web import guards
from dateline.web.deeds import type_words
from dateline.web.render import answer, back, kept, plain, show

router = APIRouter()
KEEPS_JSON = ("/search/names",)
MOST_PAGES = 10


@router.get("/search")
def search(request: Request, q: str = "", order: str = "best", page: int = 1) -> Response:
    """Show what a search finds."""
    desk, me = guards.desk_of(request), guards.visitor(request)
    desk.limits.take("search", me.id if me else guards.address_of(request))
    chosen = order if order in ORDERS else "best"
    at = min(max(page, 1), MOST_PAGES)
    saved = [{"id": one.id, "name": one.name, "query": one.query} for one in desk.search.saved(me)] if me else []
    refusal, status, stamp = "", 200, None
    try:
        findings = desk.search.find(q, order=chosen, page=at)
        stamp = f"{findings.mark} {saved}"
        if (known := kept(request, "search.html", stamp)) is not None:
            return known
        found = as_view(findings)
    except BadQuery as fault:
        refusal, status = f"This search cannot be read: {fault}.", 400
        found = {"query": q[:500], "stories": [], "facets": {}, "understood": [], "left_out": [], "reports": 0}
        found |= {"at_least": False, "page": 1, "more": False}
    view = {**found, "order": chosen, "refusal": refusal, "saved": saved}
    return show(request, "search.html", view, page_only={"type_words": type_words}, status=status, stamp=stamp)


@router.get("/search/names.json")
def names(request: Request, kind: str = "actor", begun: str = "") -> Response:
    """Offer names that begin as typed."""
    desk, me = guards.desk_of(request), guards.visitor(request)
    desk.limits.take("search", me.id if me else guards.address_of(request))
    body = json.dumps({"names": desk.search.names(kind, begun[:80])}, ensure_ascii=False, default=plain)
    return answer(request, body.encode(), "application/json")


@router.post("/searches")
def save(request: Request) -> Response:
    """Keep a search under a name."""
    me = guards.need(request)
    try:
        guards.desk_of(request).search.save(me, guards.field(request, "name", 200), guards.field(request, "q", 1000))
    except BadQuery as fault:
        raise HTTPException(400, f"This search cannot be saved: {fault}.") from None
    return back(request, notice="The search is saved.")


@router.post("/searches/{search_id}/drop")
def drop(request: Request, search_id: int) -> Response:
    """Forget a saved search."""
    me = guards.need(request)
    if not guards.desk_of(request).search.drop(me, search_id):
        raise HTTPException(404, "There is no such search of yours.")
    return back(request, notice="The search is gone.")

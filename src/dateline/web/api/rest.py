"""REST for programs: the same views as the pages, described by OpenAPI at `/api/openapi.json`, opened by a key.

A key for programs is made in the settings and sent as `Authorization: Bearer api-…`.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, HTTPException, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.search import ORDERS, as_view
from dateline.desk.talk import NotSaid
from dateline.model.audience import Account
from dateline.serve.query import BadQuery
from dateline.web import guards
from dateline.web.pages.talk import told
from dateline.web.render import answer, json_bytes

router = APIRouter(prefix="/api/v1", tags=["stories"])
bearer = HTTPBearer(auto_error=False, description="A key for programs, made in the settings.")
Key = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
Page = Annotated[int, Query(ge=1, le=500, description="Which page, from 1.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
SUBJECTS = ("actor", "place", "topic", "outlet", "country", "type")


def reader(request: Request, key: Key) -> Account:
    """Who asks, by the key."""
    desk = guards.desk_of(request)
    desk.limits.take("token", guards.address_of(request))
    known = desk.accounts.by_token(key.credentials, purpose="api") if key and len(key.credentials) < 300 else None
    if known is None:
        raise HTTPException(401, "Send a key for programs: Authorization: Bearer api-…", {"www-authenticate": "Bearer"})
    return known


Reader = Annotated[Account, Depends(reader)]


def _given(request: Request, view: Any) -> Response:
    return answer(request, json_bytes(view), "application/json")


@router.get("/frontpage", summary="The reader's front page, each story with the reasons why it stands there")
def frontpage(request: Request, me: Reader, page: Page = 1) -> Response:
    """Give one page of the reader's front page."""
    found = guards.desk_of(request).frontpage.page(me.id, page=page, visit=False)
    stories = [
        {"card": one.card, "score": one.placing.score, "why": one.placing.reasons, "new": one.placing.news}
        | {"read": one.is_read}
        for one in found.stories
    ]
    return _given(request, {"page": found.page, "pages": found.pages, "stories": stories})


@router.get("/stories", summary="Stories in short: newest, widest or by day")
def stories(
    request: Request, _me: Reader, order: str = "newest", limit: Limit = 50, page: Page = 1
) -> Response:  # fmt: skip
    """List stories."""
    if order not in ("newest", "widest", "day"):
        raise HTTPException(400, "order is newest, widest or day")
    found = guards.desk_of(request).library.stories(order=order, limit=limit, offset=(page - 1) * limit)
    return _given(request, {"page": page, "stories": found})


@router.get("/stories/{story_id}", summary="A story with its reports and all facts, as the record (docs/record.md)")
def story(request: Request, _me: Reader, story_id: str) -> Response:
    """Give one story."""
    return _given(request, _there(guards.desk_of(request).library.story_record(story_id), "story"))


@router.get("/stories/{story_id}/comments", summary="The conversation on a story", tags=["conversation"])
def comments(request: Request, me: Reader, story_id: str) -> Response:
    """Give the comments on a story."""
    found = guards.desk_of(request).talk.on_story(story_id, me)
    return _given(request, {"comments": [told(one) for one in found]})


@router.post("/stories/{story_id}/comments", summary="Comment on a story or a passage", tags=["conversation"])
def comment(
    request: Request,
    me: Reader,
    story_id: str,
    text: Annotated[str, Body(max_length=10_000)],
    article: Annotated[str | None, Body(description="The report that `selectors` point into.")] = None,
    selectors: Annotated[list[dict[str, Any]] | None, Body(description="W3C Web Annotation selectors.")] = None,
    reply_to: Annotated[int | None, Body()] = None,
) -> Response:
    """Say something."""
    passage = (article, selectors) if article and selectors else None
    try:
        made = guards.desk_of(request).talk.say(me, story_id, text, selectors=passage, reply_to=reply_to)
    except NotSaid as fault:
        raise HTTPException(400, str(fault)) from None
    return _given(request, {"id": made})


@router.get("/articles/{article_id}", summary="A report with everything read from it")
def article(request: Request, _me: Reader, article_id: str) -> Response:
    """Give one article."""
    return _given(request, _there(guards.desk_of(request).library.article(article_id), "article"))


@router.get("/search", summary="Search by words and fields (docs/search.md)")
def search(request: Request, _me: Reader, q: str, order: str = "best", page: Page = 1) -> Response:
    """Search."""
    if order not in ORDERS:
        raise HTTPException(400, f"order is {' or '.join(ORDERS)}")
    try:
        found = guards.desk_of(request).search.find(q, order=order, page=min(page, 10))
    except BadQuery as fault:
        raise HTTPException(400, f"This search cannot be read: {fault}.") from None
    return _given(request, as_view(found))


@router.get("/sources", summary="Sources and how they do", tags=["sources"])
def sources(request: Request, _me: Reader) -> Response:
    """List the sources."""
    return _given(request, {"sources": guards.desk_of(request).sources.all()})


@router.get("/{kind}/{key:path}", summary="An actor, place, topic, outlet, country or kind of deed")
def subject(request: Request, _me: Reader, kind: str, key: str) -> Response:
    """Give what is known of a subject."""
    library = guards.desk_of(request).library
    views = {one: getattr(library, one) for one in SUBJECTS}
    if kind not in views:
        raise HTTPException(404, f"There is nothing here; subjects are {', '.join(SUBJECTS)}.")
    return _given(request, _there(views[kind](key), kind))


def _there(view: Any, what: str) -> Any:
    if view is None:
        raise HTTPException(404, f"There is no such {what}.")
    return view

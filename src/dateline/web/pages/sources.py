"""Where reports come from and how each source does: adding, lists of feeds, single pages, what failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.exports import bring_in_export
from dateline.desk.sources import CannotAdd, OpmlReport
from dateline.model.audience import EDITOR, OWNER
from dateline.model.feed import Link
from dateline.web import guards
from dateline.web.render import answer, back, show

NAV = (80, "Sources", "/sources")
router = APIRouter()
Made = TypeVar("Made")
STATES = {"well": "Well", "silent": "Silent", "faulty": "Fails", "paused": "Paused", "new": "New"}
ON_A_PAGE = 100


@router.get("/sources")
def sources(request: Request) -> Response:
    """List the sources by folder, with how each does."""
    return _page(request)


@router.post("/sources")
def add(request: Request) -> Response:
    """Add a source by its address: a feed, or a site whose feed is looked for."""
    guards.need(request, EDITOR)
    desk = guards.desk_of(request)
    told = {name: guards.field(request, name, 2000) for name in ("address", "folder", "kind", "title")}
    kind = told["kind"] or "find"
    try:
        if kind in ("folder", "mailbox"):
            guards.need(request, OWNER)
            made = desk.sources.add_place(
                told["address"], kind=kind, folder=told["folder"], title=told["title"] or None
            )
        elif kind == "once":
            link = desk.sources.add_page(told["address"])
            return back(request, "/sources", notice=f"The page is fetched: {link.address}")
        elif kind == "file":
            guards.need(request, OWNER)
            desk.sources.add_file(told["address"])
            return back(request, "/sources", notice="The file is read as soon as the desk comes to it.")
        elif kind == "find":
            return _find(request, told)
        else:
            title, folder = told["title"] or None, told["folder"]
            made = desk.sources.add(told["address"], kind=kind, folder=folder, title=title)
    except CannotAdd as fault:
        return _page(request, refusal=_sentence(fault), typed=told)
    return back(request, _after(request), notice=f"Added: {made.title or made.address}")


@router.post("/sources/opml")
def bring_in(request: Request) -> Response:
    """Add the feeds of an OPML list, or of an export of FreshRSS or Miniflux."""
    guards.need(request, EDITOR)
    body = guards.sent_file(request, "opml")
    if not body:
        return _page(request, refusal="Choose a file first.")
    try:
        handed = bring_in_export(guards.desk_of(request).sources, body)
    except CannotAdd as fault:
        return _page(request, refusal=_sentence(fault))
    report = handed.feeds
    if report.refused:
        return _page(request, brought=report)
    words = f"{len(report.added)} feeds added, {len(report.known)} were there already."
    pages = f" {handed.pages} starred pages will be fetched." if handed.pages else ""
    return back(request, _after(request), notice=words + pages)


@router.get("/sources/feeds.opml")
def opml(request: Request) -> Response:
    """Give the list of feeds as OPML."""
    guards.account(request)
    body = guards.desk_of(request).sources.opml().encode()
    headers = {"content-disposition": 'attachment; filename="feeds.opml"'}
    return answer(request, body, "text/x-opml; charset=utf-8", headers=headers)


@router.post("/sources/pack")
def pack(request: Request) -> Response:
    """Have the bundled reports read."""
    from dateline.pack import REPORTS

    guards.need(request, EDITOR)
    guards.desk_of(request).sources.add_file(str(REPORTS))
    return back(request, "/", notice="The bundled reports are being read; that takes a minute or two.")


@router.get("/sources/{feed_id}")
def source(request: Request, feed_id: int) -> Response:
    """Show one source: its visits and what it told of last."""
    desk = guards.desk_of(request)
    found = desk.sources.one(feed_id)
    if found is None:
        raise HTTPException(404, "There is no such source.")
    view = {
        "feed": found.feed,
        "health": found.health,
        "visits": desk.sources.visits(feed_id, limit=30),
        "reports": [_link(one) for one in desk.sources.reports(feed_id, limit=50)],
    }
    alone = {"may_edit": _may(request, EDITOR), "states": STATES, "folders": desk.sources.folders()}
    return show(request, "source.html", view, page_only=alone, secret=True)


@router.post("/sources/{feed_id}")
def change(request: Request, feed_id: int) -> Response:
    """Pause, resume, visit, rename, move or remove a source."""
    guards.need(request, EDITOR)
    shelf, act = guards.desk_of(request).sources, guards.field(request, "act", 20)
    if act == "keep":
        title, folder = guards.field(request, "title", 400), guards.field(request, "folder", 400)
        full_text = guards.field(request, "full_text", 10) == "yes"
        _try(lambda: shelf.rename(feed_id, title))
        _try(lambda: shelf.move(feed_id, folder))
        _try(lambda: shelf.take_pages(feed_id, full_text))
        return back(request, f"/sources/{feed_id}", notice="Kept.")
    acts: dict[str, tuple[Callable[[int], None], str]] = {
        "pause": (shelf.pause, "Paused."),
        "resume": (shelf.resume, "It is visited again."),
        "visit": (shelf.visit_now, "It is visited as soon as the desk comes to it."),
        "remove": (shelf.remove, "Removed; its reports stay."),
    }
    if act not in acts:
        raise HTTPException(400, "It is not said what to do.")
    do, notice = acts[act]
    _try(lambda: do(feed_id))
    return back(request, "/sources" if act == "remove" else None, notice=notice)


@router.get("/failures")
def failures(request: Request, page: int = 1) -> Response:
    """List what could not be fetched or read, with the reason."""
    guards.account(request)
    desk, offset = guards.desk_of(request), (max(1, min(page, 1000)) - 1) * ON_A_PAGE
    unread = desk.library.failures(limit=ON_A_PAGE + 1, offset=offset)
    links = desk.sources.failed(limit=ON_A_PAGE + 1, offset=offset)
    faulty = [one for one in desk.sources.all() if one.health.state == "faulty"]
    view = {
        "feeds": [
            {"id": one.feed.id, "title": one.feed.title or one.feed.address, "words": one.health.words}
            for one in faulty
        ],
        "links": [_link(one) for one in links[:ON_A_PAGE]],
        "unread": unread[:ON_A_PAGE],
        "page": max(1, page),
        "more": len(unread) > ON_A_PAGE or len(links) > ON_A_PAGE,
    }
    return show(request, "failures.html", view, secret=True)


def _page(
    request: Request,
    *,
    refusal: str = "",
    typed: dict[str, str] | None = None,
    brought: OpmlReport | None = None,
    found: Any = None,
) -> Response:
    guards.account(request)
    desk = guards.desk_of(request)
    folders: dict[str, list[Any]] = {}
    for one in desk.sources.all():
        folders.setdefault(one.feed.folder, []).append(one)
    view = {
        "folders": [
            {"name": name, "sources": [{"feed": one.feed, "health": one.health} for one in folders[name]]}
            for name in sorted(folders)
        ],
        "waiting": desk.sources.waiting(),
    }
    alone = {
        "refusal": refusal,
        "typed": {"address": "", "folder": "", "kind": "", "title": "", **(typed or {})},
        "brought": brought,
        "found": found,
        "may_edit": _may(request, EDITOR),
        "may_own": _may(request, OWNER),
        "states": STATES,
    }
    return show(request, "sources.html", view, page_only=alone, status=400 if refusal else 200, secret=True)


def _find(request: Request, told: dict[str, str]) -> Response:
    """Look what is at an address: one feed is added, of several the reader chooses."""
    shelf = guards.desk_of(request).sources
    guards.desk_of(request).limits.take("feed", guards.account(request).id)
    finding = shelf.find(told["address"])
    if len(finding.feeds) == 1:
        one = finding.feeds[0]
        made = shelf.add(one.address, kind=one.kind, folder=told["folder"], title=told["title"] or None)
        return back(request, _after(request), notice=f"Added: {made.title or one.title or made.address}")
    if not finding.feeds:
        raise CannotAdd(finding.message or "there is no feed at this address")
    return _page(request, found=finding, typed=told)


def _after(request: Request) -> str:
    """Where to go on after sources were added: where a new desk's first page stands, else to the list."""
    return guards.field(request, "back", 2000) or "/sources"


def _link(one: Link) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("address", "title", "state", "message", "published_at", "seen_at")}


def _may(request: Request, role: str) -> bool:
    me = guards.visitor(request)
    return me is not None and me.may(role)


def _try(do: Callable[[], Made]) -> Made:
    try:
        return do()
    except CannotAdd as fault:
        raise HTTPException(400, _sentence(fault)) from None


def _sentence(fault: Exception) -> str:
    told = str(fault)
    return f"{told[:1].upper()}{told[1:]}."

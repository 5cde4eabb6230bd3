"""The web face of a desk: pages found by file name, the gate before them, faults as plain pages."""

from __future__ import annotations

import asyncio
import importlib
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import anyio.to_thread
from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline import __version__
from dateline.desk.account_rules import Refused
from dateline.desk.desk import Desk
from dateline.desk.limits import TooMany
from dateline.web.assets import assets
from dateline.web.beside import story_beside
from dateline.web.door import Door
from dateline.web.guards import SignInFirst, gate
from dateline.web.render import fault_page, wants_json

log = logging.getLogger("dateline.web")
HERE = Path(__file__).parent
THREADS = 8
"""So many requests are worked on at a time; more would only stand in each other's way."""
DIGESTS_EVERY = 60.0
"""So many seconds lie between two looks for digests that are due."""
FOREVER = "public, max-age=31536000, immutable"


def make_app(desk: Desk) -> Any:
    """Make the ASGI application of a desk; collecting begins and ends with it, where the settings want it.

    Files of `web/pages/` are pages, files of `web/api/` are for other programs. Each has a `router`; a page may have
    `NAV = (order, name, address)`, which puts it into the head of every page, and `KEEPS_JSON = ("/begin",)` for
    addresses whose .json is their own.
    """
    app = FastAPI(
        title=desk.context.settings.name,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_lifespan,
        dependencies=[Depends(gate)],
    )
    app.state.desk = desk
    desk.library.show_beside(story_beside())
    app.state.version = __version__
    pages, api = list(_modules("pages")), list(_modules("api"))
    for module in pages:
        app.include_router(module.router, include_in_schema=False)
    for module in api:
        app.include_router(module.router)
    app.state.nav = sorted(module.NAV for module in pages if hasattr(module, "NAV"))
    app.state.routes = [route for module in (*pages, *api) for route in module.router.routes]
    app.add_api_route("/static/{mark}/{path:path}", _static, include_in_schema=False)
    app.add_exception_handler(SignInFirst, _sign_in_first)
    app.add_exception_handler(HTTPException, _http_fault)
    app.add_exception_handler(RequestValidationError, _wrong_form)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(TooMany, _too_many)
    app.add_exception_handler(Exception, _our_fault)
    return Door(app, settings=desk.context.settings, keeps_json=_own_json(app.state.routes, pages))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    desk: Desk = app.state.desk
    collecting = getattr(desk, "collecting", None) if desk.context.settings.collect else None
    if collecting is not None:
        collecting.beside = story_beside()
        await collecting.start()
        desk.library.leave_long_pages(lambda: collecting.progress.is_running)
    sending = asyncio.create_task(_send_digests(desk))
    try:
        yield
    finally:
        sending.cancel()
        if collecting is not None:
            await collecting.stop()


async def _send_digests(desk: Desk) -> None:
    """Send what is due, once a minute; a fault in one round is no reason to stop."""
    while True:
        await asyncio.sleep(DIGESTS_EVERY)
        try:
            await run_in_threadpool(desk.digests.send_due)
        except Exception as fault:  # the desk goes on; the digest is due again in the next round
            log.warning("digests: %s", fault)


def _modules(folder: str) -> Iterator[ModuleType]:
    for path in sorted((HERE / folder).glob("*.py")):
        if not path.stem.startswith("_"):
            module = importlib.import_module(f"dateline.web.{folder}.{path.stem}")
            if hasattr(module, "router"):
                yield module


def _own_json(routes: list[Any], pages: list[ModuleType]) -> list[re.Pattern[str]]:
    """Name the addresses whose .json is no twin of a page."""
    begins = [begin for module in pages for begin in getattr(module, "KEEPS_JSON", ())]
    found = [re.compile(re.escape(begin) + ".*") for begin in begins]
    for route in routes:
        path = getattr(route, "path", "")
        if path.endswith(".json"):
            found.append(re.compile("[^/]+".join(map(re.escape, re.split(r"\{[^}]*\}", path)))))
    return found


async def _static(request: Request, mark: str, path: str) -> Response:
    found = assets().get(path)
    if found is None:
        raise HTTPException(404, "There is no such file.")
    headers = {"cache-control": FOREVER if mark == found.mark else "no-cache", "vary": "Accept-Encoding"}
    packed = found.packed is not None and "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["content-encoding"] = "gzip"
    body = found.packed if packed and found.packed is not None else found.body
    return Response(body, media_type=found.media_type, headers=headers)


def _sign_in_first(request: Request, _fault: Exception) -> Response:
    desk: Desk = request.app.state.desk
    if wants_json(request) or request.method != "GET":
        return fault_page(request, 401, "Sign in first.")
    if desk.accounts.is_new():
        return RedirectResponse("/welcome", 303, headers={"cache-control": "no-store"})
    aim = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    to = "/sign-in" if aim == "/" else f"/sign-in?next={quote(aim)}"
    return RedirectResponse(to, 303, headers={"cache-control": "no-store"})


def _http_fault(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    told = str(fault.detail or "")
    if fault.status_code == 404 and told in ("", "Not Found"):
        told = "There is no page at this address. It may have been joined with another, or never was."
    elif fault.status_code == 405:
        told = "This address does not take what was sent to it."
    return fault_page(request, fault.status_code, told, headers=fault.headers)


def _wrong_form(request: Request, _fault: Exception) -> Response:
    return fault_page(request, 400, "Something in the address or the form is not as it must be.")


def _refused(request: Request, fault: Exception) -> Response:
    return fault_page(request, 400, str(fault))


def _too_many(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, TooMany)
    return fault_page(request, 429, str(fault), headers={"retry-after": str(fault.wait)})


def _our_fault(request: Request, _fault: Exception) -> Response:
    return fault_page(
        request, 500, "Something went wrong here. It was noted; nothing of yours is lost. Try again later."
    )

"""Views as pages: one function that every page uses; the same view as JSON where the address ends in .json."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, cast
from urllib.parse import quote, unquote

import jinja2
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.desk.told import told
from dateline.desk.turns import Turns
from dateline.model.audience import Account
from dateline.serve.packing import Part, gzipped, unpacked
from dateline.web import guards, words
from dateline.web.assets import assets, static
from dateline.web.guards import KEYS, LOOK, NOTICE
from dateline.web.kept_answers import OWN, KeptAnswers, Pieces, filled, filled_text, hole, in_pieces

SHORTEST_PACKED = 1_000
HTML = "text/html; charset=utf-8"
GUARD = Markup('<input type="hidden" name="csrf" value="{}">').format(hole(OWN))
"""The word against foreign forms: a hole, which is filled for each browser when a page is sent."""
LOOKS = ("auto", "light", "dark")
FACE_OF_FAULTS = {
    400: "This cannot be done",
    403: "Not allowed",
    404: "Nothing here",
    405: "Not done this way",
    413: "Too large",
    421: "Another name",
    429: "Too many tries",
    500: "A fault of ours",
}


def show(
    request: Request,
    template: str,
    view: Mapping[str, Any],
    *,
    status: int = 200,
    page_only: Mapping[str, Any] | None = None,
    ready: Mapping[str, Part] | None = None,
    stamp: str | None = None,
    secret: bool = False,
) -> Response:
    """Answer with a view: as a page in the layout, or as JSON where the address ends in .json.

    `view` is what both faces show; `page_only` is for the page alone (ready HTML, lists of choices). `stamp` names the
    version of what is shown where it is known beforehand: a browser that has it is told so before anything is
    rendered, and the page is kept for `kept`. `ready` are parts of the page that are packed already. `secret` keeps
    an answer out of every cache.
    """
    mark = None
    if stamp is not None:
        mark = _page_mark(request, template, stamp)
        if _has(request, mark):
            return Response(status_code=304, headers=_fresh(mark))
    if wants_json(request):
        return answer(request, json_bytes(view), "application/json", status=status, mark=mark, secret=secret)
    whole = {**(page_only or {}), **view}
    if stamp is None or status != 200 or secret:
        return _rendered(request, template, whole, ready or {}, mark=mark, status=status, secret=secret)
    with _turns(request).of(_name(request, template, stamp)):  # many may ask for a page that just changed
        found = kept(request, template, stamp)
        return found or _rendered(request, template, whole, ready or {}, stamp=stamp, mark=mark)


def _rendered(
    request: Request,
    template: str,
    view: Mapping[str, Any],
    ready: Mapping[str, Part],
    *,
    stamp: str | None = None,
    mark: str | None = None,
    status: int = 200,
    secret: bool = False,
) -> Response:
    holes = {name: Markup(hole(name)) for name in ready}
    page = templates().get_template(template).render({**_around(request), **view, **holes})
    if stamp is None and not ready:
        body = filled_text(page, guards.csrf(request)).encode("utf-8", "replace")
        return _with_cookies(request, answer(request, body, HTML, status=status, mark=mark, secret=secret))
    pieces = in_pieces(page, ready)
    if stamp is not None and not guards.cookie(request, NOTICE):
        _answers(request).keep(_name(request, template, stamp), pieces)
    return _from_pieces(request, pieces, mark, status=status, secret=secret)


def kept(request: Request, template: str, stamp: str) -> Response | None:
    """Answer with the page that `show` made of this stamp for this reader before; None where there is none."""
    if wants_json(request) or guards.cookie(request, NOTICE):
        return None
    found = _answers(request).get(_name(request, template, stamp))
    if found is None:
        return None
    mark = _page_mark(request, template, stamp)
    if _has(request, mark):
        return Response(status_code=304, headers=_fresh(mark))
    return _from_pieces(request, found, mark)


def _from_pieces(
    request: Request, pieces: Pieces, mark: str | None, *, status: int = 200, secret: bool = False
) -> Response:
    parts = filled(pieces, guards.csrf(request))
    headers = _fresh(mark) if mark and not secret else {"cache-control": "no-store"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["content-encoding"] = gzipped(parts), "gzip"
    else:
        body = unpacked(parts)
    return _with_cookies(request, Response(body, status_code=status, media_type=HTML, headers=headers))


def _with_cookies(request: Request, response: Response) -> Response:
    """Give a browser what its forms are bound to, and take back the notice that it was shown."""
    new_visit = getattr(request.state, "new_visit", None)
    if new_visit and hasattr(request.state, "csrf"):
        guards.set_cookie(request, response, guards.VISIT, new_visit)
    if guards.cookie(request, NOTICE):
        guards.drop_cookie(request, response, NOTICE)
    return response


def answer(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    status: int = 200,
    mark: str | None = None,
    secret: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with bytes of any kind: packed where that pays, and only when the browser has not got them already."""
    if status == 200 and mark is None and not secret:
        mark = _mark(request, body)
    told = {**(_fresh(mark) if mark and not secret else {"cache-control": "no-store"}), **(headers or {})}
    if mark and not secret and _has(request, mark):
        return Response(status_code=304, headers=told)
    if len(body) >= SHORTEST_PACKED and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 1, mtime=0)
        told["content-encoding"] = "gzip"
    return Response(body, status_code=status, media_type=media_type, headers=told)


def json_bytes(view: Any) -> bytes:
    """Write a view as compact JSON; nouns are told by their fields."""
    return json.dumps(view, ensure_ascii=False, default=plain, separators=(",", ":")).encode("utf-8", "replace")


def wants_json(request: Request) -> bool:
    """Tell whether the address ended in .json."""
    return request.scope.get("dateline.face") == "json"


def back(request: Request, to: str | None = None, *, notice: str = "") -> Response:
    """Lead on after a form: to an address, to the form's field `back`, or to the page it was sent from.

    `notice` is shown once on the page that comes.
    """
    aim = to if to is not None else guards.field(request, "back", 2000) or "/"
    response = RedirectResponse(guards.local(aim), status_code=303, headers={"cache-control": "no-store"})
    if notice:
        guards.set_cookie(request, response, NOTICE, quote(notice[:300]), age=60)
    return response


def fault_page(request: Request, status: int, told: str, *, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with a plain page that says what went wrong and what to do; as JSON to programs."""
    title = FACE_OF_FAULTS.get(status, "This did not work")
    if wants_json(request) or request.url.path.startswith("/api/"):
        body = json.dumps({"fault": title, "words": told}, ensure_ascii=False).encode()
        return Response(body, status, headers=_not_kept(headers), media_type="application/json")
    shown = {**_around(request), "title": title, "told": told, "status": status}
    made = filled_text(templates().get_template("fault.html").render(shown), guards.csrf(request))
    return Response(made, status, headers=_not_kept(headers), media_type="text/html; charset=utf-8")


def bare_fault(status: int, told: str) -> bytes:
    """Return a page for a request that was not let in, without anything of the desk on it."""
    title = FACE_OF_FAULTS.get(status, "This did not work")
    return templates().get_template("refused.html").render(title=title, told=told).encode()


def fragment(request: Request, template: str, view: Mapping[str, Any]) -> Markup:
    """Render a part of a page by itself, to be put into one that `show` makes."""
    return Markup(templates().get_template(template).render({**_around(request), **view}))


@cache
def templates() -> jinja2.Environment:
    """Return the templates of `web/templates/`, compiled once."""
    folder = resources.files("dateline.web") / "templates"
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(folder)),
        autoescape=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
    )
    made.filters.update(words.FILTERS)
    made.globals.update(static=static, has_asset=lambda name: name in assets(), quote=quote)
    return made


def plain(value: Any) -> Any:
    """Turn what JSON does not know into what it does; of an account only what others may see."""
    if isinstance(value, Account):
        return {"id": value.id, "name": value.name, "role": value.role}
    return told(value)


def look_of(request: Request) -> str:
    """Return which look a reader has chosen: auto, light or dark."""
    look = guards.cookie(request, LOOK) or "auto"
    return look if look in LOOKS else "auto"


def _around(request: Request) -> dict[str, Any]:
    """What the layout of every page needs."""
    desk = guards.desk_of(request)
    return {
        "me": guards.visitor(request),
        "desk_name": desk.context.settings.name,
        "single_user": desk.context.settings.single_user,
        "nav": request.app.state.nav,
        "path": request.url.path,
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "look": look_of(request),
        "keys": guards.cookie(request, KEYS) != "off",
        "notice": unquote(guards.cookie(request, NOTICE)),
        "now": desk.context.now(),
        "guard": lambda: GUARD,
    }


def _name(request: Request, template: str, stamp: str) -> str:
    """Name a page with all that makes one of the same version look different: who reads it, where, and how."""
    choices = (guards.cookie(request, name) for name in (LOOK, NOTICE, KEYS))
    address = (request.url.path, request.url.query, str(request.scope.get("dateline.face")))
    around = (str(guards.visitor(request)), words.minute_of(guards.desk_of(request).context.now()))
    return "\0".join((template, stamp, *address, *choices, *around))


def _page_mark(request: Request, template: str, stamp: str) -> str:
    own = guards.csrf(request) if guards.visitor(request) else ""
    return _mark(request, f"{_name(request, template, stamp)}\0{own}")


def _answers(request: Request) -> KeptAnswers:
    state: Any = request.app.state
    if not hasattr(state, "answers"):
        state.answers = KeptAnswers()
    return cast(KeptAnswers, state.answers)


def _turns(request: Request) -> Turns:
    state: Any = request.app.state
    if not hasattr(state, "turns"):
        state.turns = Turns()
    return cast(Turns, state.turns)


def _mark(request: Request, told: str | bytes) -> str:
    body = told.encode() if isinstance(told, str) else told
    return f'W/"{request.app.state.version}-{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def _has(request: Request, mark: str) -> bool:
    return mark in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]


def _fresh(mark: str) -> dict[str, str]:
    return {"etag": mark, "cache-control": "private, no-cache", "vary": "Cookie, Accept-Encoding"}


def _not_kept(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {**(headers or {}), "cache-control": "no-store"}

"""Who asks, whether they may, and whether a form came from a page of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.accounts import SignedIn
from dateline.desk.secrets import is_signed, new_secret, sign
from dateline.model.audience import READER, Account
from dateline.web.door import FOR_PROGRAMS, UNSAFE

if TYPE_CHECKING:
    from dateline.desk.desk import Desk

SESSION, VISIT = "dateline_session", "dateline_visit"
NOTICE, LOOK, KEYS = "dateline_notice", "dateline_look", "dateline_keys"
LONG = 180 * 24 * 3600
OPEN_TO_ALL = ("/sign-in", "/welcome", "/invitation", "/static/", "/look", "/about", "/oidc/")
"""Begins of addresses that need no account; so do those of `/api/`, which look at keys themselves, and `/feeds/`."""
KEYED = (FOR_PROGRAMS, "/feeds/")


class SignInFirst(Exception):
    """A page that only shows itself to somebody who has signed in."""


def desk_of(request: Request) -> Desk:
    """Return the desk that this request asks."""
    return cast("Desk", request.app.state.desk)


def account(request: Request) -> Account:
    """Return who asks; raises SignInFirst where nobody has signed in."""
    found = visitor(request)
    if found is None:
        raise SignInFirst
    return found


def visitor(request: Request) -> Account | None:
    """Return who asks, None for somebody without an account."""
    found = signed_in(request)
    return found.account if found else None


def signed_in(request: Request) -> SignedIn | None:
    """Return the account with its session; the gate has looked it up, but not for an address that is no page."""
    if not hasattr(request.state, "signed_in"):
        desk, secret = desk_of(request), cookie(request, SESSION)
        single = desk.context.settings.single_user
        request.state.signed_in = SignedIn(_sole(request, desk)) if single else desk.accounts.known(secret)
    return cast("SignedIn | None", request.state.signed_in)


def need(request: Request, role: str = READER) -> Account:
    """Return who asks; raises a page with status 403 where they may not do what this role may."""
    found = account(request)
    if not found.may(role):
        raise HTTPException(403, f"Only {'an' if role[0] in 'eo' else 'a'} {role} can do this.")
    return found


def address_of(request: Request) -> str:
    """Return the network address that a request comes from, to count tries by."""
    return request.client.host if request.client else ""


def form(request: Request) -> FormData:
    """Return the form that was sent; the gate has read it and checked where it comes from."""
    found: FormData = getattr(request.state, "form", FormData())
    return found


def field(request: Request, name: str, most: int = 5000) -> str:
    """Return one field of the form as text without blanks around it, "" when it is not there."""
    value = form(request).get(name, "")
    if not isinstance(value, str):
        return ""
    if len(value) > most:
        raise HTTPException(400, f"What was typed is too long; {most:,} letters are the most.")
    return value.strip()


def sent_file(request: Request, name: str) -> bytes:
    """Return the bytes of a file that was sent along, b"" when there is none."""
    value = form(request).get(name)
    return value.file.read() if isinstance(value, UploadFile) else b""


async def gate(request: Request) -> None:
    """Find out who asks, close what needs an account, and check every form; runs before every page."""
    path = request.url.path
    if path.startswith(KEYED):
        if request.method in UNSAFE and not path.startswith(FOR_PROGRAMS):
            raise HTTPException(405)
        return
    desk = desk_of(request)
    request.state.signed_in = await _who(request, desk)
    if request.method in UNSAFE:
        request.state.form = await request.form()
        sent = request.headers.get("x-csrf") or request.state.form.get("csrf", "")
        secret = _vouching(request)
        if not secret or not isinstance(sent, str) or not is_signed(_key(request), sent, "form", secret):
            raise HTTPException(
                403, "This form is too old, or was not sent from here. Load the page again and resend it."
            )
    if request.state.signed_in is None and not desk.context.settings.public and not path.startswith(OPEN_TO_ALL):
        raise SignInFirst


async def _who(request: Request, desk: Desk) -> SignedIn | None:
    if desk.context.settings.single_user:
        sole: Account | None = getattr(request.app.state, "sole", None)
        return SignedIn(sole if sole is not None else await run_in_threadpool(_sole, request, desk))
    secret = cookie(request, SESSION)
    if not secret or len(secret) > 100:
        return None
    known = desk.accounts.known(secret)
    return known if known is not None else await run_in_threadpool(desk.accounts.signed_in, secret)


def _sole(request: Request, desk: Desk) -> Account:
    if not hasattr(request.app.state, "sole"):
        request.app.state.sole = desk.accounts.sole()
    return cast(Account, request.app.state.sole)


def cookie_name(request: Request, name: str) -> str:
    """Name a cookie; under https its name keeps it from being set by neighbours."""
    return f"__Host-{name}" if _is_https(request) else name


def _is_https(request: Request) -> bool:
    return (desk_of(request).context.settings.address or "").startswith("https:")


def set_cookie(request: Request, response: Response, name: str, value: str, *, age: int = LONG) -> None:
    """Give a browser a cookie that scripts cannot read and other sites do not send along."""
    response.set_cookie(
        cookie_name(request, name),
        value,
        max_age=age,
        path="/",
        httponly=True,
        samesite="lax",
        secure=_is_https(request),
    )


def cookie(request: Request, name: str) -> str:
    """Return the value of a cookie that was given by `set_cookie`, "" when there is none."""
    return request.cookies.get(cookie_name(request, name), "")


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """Take a cookie back."""
    set_cookie(request, response, name, "", age=0)


def csrf(request: Request) -> str:
    """Return the word that a form on this page must bring back; makes a cookie to bind it to where there is none."""
    made = getattr(request.state, "csrf", None)
    if made is None:
        secret = _vouching(request)
        if not secret:
            secret = request.state.new_visit = new_secret()
        made = request.state.csrf = sign(_key(request), "form", secret)
    return cast(str, made)


def _vouching(request: Request) -> str:
    """Return the cookie that forms are bound to: the session's, or for others that of the visit."""
    if signed_in(request) is not None and not desk_of(request).context.settings.single_user:
        return cookie(request, SESSION)
    return cookie(request, VISIT)


def _key(request: Request) -> str:
    state: Any = request.app.state
    if not hasattr(state, "form_key"):
        state.form_key = desk_of(request).accounts.desk_key("forms")
    return cast(str, state.form_key)


def local(address: str, otherwise: str = "/") -> str:
    """Return an address of this desk, so that nobody is led elsewhere by a link.

    >>> local("/story/s1?x=1"), local("//evil.example"), local("https://evil.example")
    ('/story/s1?x=1', '/', '/')
    """
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return quote(address, safe="/?&=%#:,;+~@!$'()*[]-._") if plain and len(address) < 2000 else otherwise

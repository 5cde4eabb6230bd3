"""The ways in and out: the first visitor, sign-in, invitations, sign-out."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.desk.account_rules import Refused
from dateline.model.audience import Account
from dateline.web import guards
from dateline.web.render import back, show

router = APIRouter()


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:
    """Ask for name and password."""
    if guards.desk_of(request).accounts.is_new():
        return RedirectResponse("/welcome", 303)
    return _sign_in_page(request, {"next": guards.local(next)})


@router.post("/sign-in")
def sign_in(request: Request) -> Response:
    """Begin a session; the browser gets a new one whatever it came with."""
    desk = guards.desk_of(request)
    name, aim = guards.field(request, "name", 200), guards.local(guards.field(request, "next", 2000))
    if desk.context.settings.single_user:
        return back(request, aim)
    try:
        _, secret = desk.accounts.sign_in(
            name,
            str(guards.form(request).get("password", "")),
            address=guards.address_of(request),
            device=request.headers.get("user-agent", ""),
            instead_of=guards.cookie(request, guards.SESSION),
        )
    except Refused as fault:
        return _sign_in_page(request, {"next": aim, "name": name, "refusal": str(fault)}, status=400)
    return _with_session(request, back(request, aim), secret)


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session, here and in the browser."""
    guards.desk_of(request).accounts.sign_out(guards.cookie(request, guards.SESSION))
    response = back(request, "/sign-in", notice="You are signed out.")
    guards.drop_cookie(request, response, guards.SESSION)
    return response


@router.get("/welcome")
def welcome(request: Request) -> Response:
    """Let the first visitor make the owner; others are led on."""
    if not guards.desk_of(request).accounts.is_new():
        return RedirectResponse("/", 303)
    return _welcome_page(request, {})


@router.post("/welcome")
def make_owner(request: Request) -> Response:
    """Make the first account."""
    name = guards.field(request, "name", 200)
    try:
        made = guards.desk_of(request).accounts.make_owner(
            name,
            _new_password(request),
            word=guards.field(request, "word", 100),
            address=guards.address_of(request),
        )
    except Refused as fault:
        return _welcome_page(request, {"name": name, "refusal": str(fault)}, status=400)
    return _begin(request, made, "/", f"Welcome, {made.name}. This desk is yours.")


@router.get("/invitation/{secret}")
def invitation(request: Request, secret: str) -> Response:
    """Show an invitation to who was invited."""
    found = guards.desk_of(request).accounts.invitation(secret)
    if found is None:
        raise HTTPException(404, "This invitation was used already, or has expired. Ask for another.")
    return _invitation_page(request, secret, {"role": found.role})


@router.post("/invitation/{secret}")
def accept(request: Request, secret: str) -> Response:
    """Make an account from an invitation."""
    desk = guards.desk_of(request)
    name = guards.field(request, "name", 200)
    try:
        made = desk.accounts.accept(secret, name, _new_password(request), address=guards.address_of(request))
    except Refused as fault:
        found = desk.accounts.invitation(secret)
        if found is None:
            raise HTTPException(404, str(fault)) from None
        told = {"name": name, "role": found.role, "refusal": str(fault)}
        return _invitation_page(request, secret, told, status=400)
    return _begin(request, made, "/", f"Welcome, {made.name}.")


def _new_password(request: Request) -> str:
    password = str(guards.form(request).get("password", ""))
    if password != str(guards.form(request).get("again", "")):
        raise Refused("The two passwords are not the same.")
    return password


def _begin(request: Request, account: Account, to: str, notice: str) -> Response:
    secret = guards.desk_of(request).accounts.begin_session(
        account,
        device=request.headers.get("user-agent", ""),
        instead_of=guards.cookie(request, guards.SESSION),
    )
    return _with_session(request, back(request, to, notice=notice), secret)


def _with_session(request: Request, response: Response, secret: str) -> Response:
    guards.set_cookie(request, response, guards.SESSION, secret)
    return response


def _sign_in_page(request: Request, told: dict[str, str], status: int = 200) -> Response:
    view = {"name": "", "refusal": "", "next": "/", **told}
    oidc = guards.desk_of(request).context.settings.oidc_name
    return show(request, "sign_in.html", view, page_only={"oidc": oidc}, status=status, secret=True)


def _welcome_page(request: Request, told: dict[str, str], status: int = 200) -> Response:
    needs_word = guards.desk_of(request).accounts.setup_word is not None
    view = {"name": "", "refusal": "", "needs_word": needs_word, **told}
    return show(request, "welcome.html", view, status=status, secret=True)


def _invitation_page(request: Request, secret: str, told: dict[str, str], status: int = 200) -> Response:
    view = {"name": "", "refusal": "", **told}
    alone = {"secret": secret, "oidc": guards.desk_of(request).context.settings.oidc_name}
    return show(request, "invitation.html", view, page_only=alone, status=status, secret=True)

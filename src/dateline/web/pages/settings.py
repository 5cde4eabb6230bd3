"""What a reader settles: name, password, browsers signed in, keys for other programs, and leaving."""

from __future__ import annotations

import json

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.account_rules import Refused
from dateline.model.people import PURPOSES
from dateline.web import guards
from dateline.web.render import LOOKS, answer, back, fault_page, look_of, show

router = APIRouter()
PURPOSE_WORDS = {
    "reader": "a reading app (Google Reader way)",
    "feed": "feeds of my pages",
    "api": "a program (REST, MCP)",
}


@router.get("/settings")
def settings(request: Request) -> Response:
    """Show the settings."""
    return _page(request)


@router.post("/settings/account")
def change(request: Request) -> Response:
    """Change name and address for mail."""
    me = guards.account(request)
    name, email = guards.field(request, "name", 200), guards.field(request, "email", 300)
    try:
        guards.desk_of(request).accounts.change(me, name=name, email=email)
    except Refused as fault:
        return _page(request, account=str(fault))
    _forget_sole(request)
    return back(request, "/settings", notice="Your account was changed.")


@router.post("/settings/password")
def change_password(request: Request) -> Response:
    """Change the password; every other browser is signed out, this one gets a new session."""
    me, accounts = guards.account(request), guards.desk_of(request).accounts
    sent = guards.form(request)
    try:
        if sent.get("password") != sent.get("again"):
            raise Refused("The two new passwords are not the same.")
        accounts.change_password(me, str(sent.get("old", "")), str(sent.get("password", "")))
    except Refused as fault:
        return _page(request, password=str(fault))
    secret = accounts.begin_session(me, device=request.headers.get("user-agent", ""))
    response = back(request, "/settings", notice="Your password was changed; other browsers are signed out.")
    guards.set_cookie(request, response, guards.SESSION, secret)
    return response


@router.post("/settings/sessions")
def end_sessions(request: Request) -> Response:
    """End one session, or all but this one."""
    me, now = guards.account(request), guards.signed_in(request)
    accounts, one = guards.desk_of(request).accounts, guards.field(request, "one", 20)
    if one.isascii() and one.isdigit():
        accounts.end_sessions(me, one=int(one))
    else:
        accounts.end_sessions(me, but=now.session.id if now and now.session else None)
    return back(request, "/settings", notice="Signed out there.")


@router.post("/settings/keys")
def make_key(request: Request) -> Response:
    """Make a key for another program; it is shown this once."""
    purpose = guards.field(request, "purpose", 20)
    if purpose not in PURPOSES:
        raise Refused("Choose what the key is for.")
    accounts = guards.desk_of(request).accounts
    made = accounts.make_token(guards.account(request), purpose=purpose, name=guards.field(request, "name", 200))
    return _page(request, made_key=made)


@router.post("/settings/keys/{token_id}")
def revoke_key(request: Request, token_id: int) -> Response:
    """Revoke a key."""
    guards.desk_of(request).accounts.revoke(guards.account(request), token_id)
    return back(request, "/settings", notice="The key opens nothing any more.")


@router.get("/settings/everything")
def everything(request: Request) -> Response:
    """Give a reader all that is kept about them."""
    told = guards.desk_of(request).accounts.everything_of(guards.account(request))
    body = json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()
    headers = {"content-disposition": 'attachment; filename="dateline-account.json"'}
    return answer(request, body, "application/json", secret=True, headers=headers)


@router.post("/settings/close")
def close(request: Request) -> Response:
    """Close an account and delete what belongs to it."""
    desk, me = guards.desk_of(request), guards.account(request)
    if desk.context.settings.single_user:
        raise HTTPException(403, "The one reader of this desk cannot leave; delete the file of the desk instead.")
    try:
        desk.accounts.confirm(me, str(guards.form(request).get("password", "")))
        desk.accounts.close(me)
    except Refused as fault:
        return _page(request, close=str(fault))
    request.state.signed_in = None
    response = fault_page(request, 200, "Your account is closed, and what belonged to it is deleted.")
    guards.drop_cookie(request, response, guards.SESSION)
    return response


def _page(request: Request, *, made_key: str = "", **refusals: str) -> Response:
    me, accounts = guards.account(request), guards.desk_of(request).accounts
    now = guards.signed_in(request)
    view = {
        "account": {"name": me.name, "role": me.role, "email": me.email, "since": me.made_at},
        "sessions": accounts.sessions(me),
        "keys_made": accounts.tokens(me),
        "purposes": PURPOSE_WORDS,
        "looks": LOOKS,
        "refusals": {"account": "", "password": "", "close": "", **refusals},
    }
    alone = {
        "made_key": made_key,
        "this_session": now.session.id if now and now.session else None,
        "has_password": me.password is not None,
        "look_now": look_of(request),
    }
    failed = any(refusals.values())
    return show(request, "settings.html", view, page_only=alone, status=400 if failed else 200, secret=True)


def _forget_sole(request: Request) -> None:
    if hasattr(request.app.state, "sole"):
        del request.app.state.sole

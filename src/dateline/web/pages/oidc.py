"""Sign-in by way of an identity provider: the way there and the way back."""

from __future__ import annotations

import hmac
import json
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.desk.account_rules import Refused
from dateline.desk.secrets import is_signed, new_secret, sign
from dateline.web import guards
from dateline.web.identity import NotVouched, Provider
from dateline.web.render import back

router = APIRouter()
ON_THE_WAY = "dateline_oidc"
TEN_MINUTES = 600


@router.get("/oidc/start")
def start(request: Request, next: str = "/", invitation: str = "") -> Response:
    """Send the reader to the provider; a signed cookie remembers what for."""
    desk = guards.desk_of(request)
    desk.limits.take("sign-in from an address", guards.address_of(request))
    if desk.accounts.is_new():
        raise HTTPException(403, "The owner of a new desk is made with a password first.")
    way = {"state": new_secret(), "nonce": new_secret(), "verifier": new_secret()}
    try:
        aim = Provider(desk.context.settings).way_there(back_to=_back_to(request), **way)
    except NotVouched as fault:
        raise HTTPException(502, str(fault)) from None
    told = json.dumps({**way, "next": guards.local(next), "invitation": invitation[:100]})
    response = RedirectResponse(aim, 303, headers={"cache-control": "no-store"})
    signature = sign(desk.accounts.desk_key("oidc"), told)
    guards.set_cookie(request, response, ON_THE_WAY, f"{signature}.{told.encode().hex()}", age=TEN_MINUTES)
    return response


@router.get("/oidc/done")
def done(request: Request, code: str = "", state: str = "", error: str = "") -> Response:
    """Take the reader back: find or make the account that the provider vouches for."""
    desk, way = guards.desk_of(request), _on_the_way(request)
    desk.limits.take("sign-in from an address", guards.address_of(request))
    if way is None or not hmac.compare_digest(way["state"].encode(), state.encode("utf-8", "replace")):
        raise HTTPException(400, "This sign-in was not begun here, or took too long. Begin again.")
    if error or not code:
        raise HTTPException(403, "The identity provider did not let you in.")
    try:
        vouched = Provider(desk.context.settings).vouched(
            code,
            back_to=_back_to(request),
            nonce=way["nonce"],
            verifier=way["verifier"],
            now=int(desk.context.clock().timestamp()),
        )
    except NotVouched as fault:
        raise HTTPException(502, str(fault)) from None
    try:
        account = desk.accounts.vouched_for(
            vouched.subject,
            vouched.name,
            role=desk.context.settings.oidc_role,
            invitation=way["invitation"],
            signed_in=guards.visitor(request),
            address=guards.address_of(request),
        )
    except Refused as fault:
        raise HTTPException(403, str(fault)) from None
    device = request.headers.get("user-agent", "")
    old = guards.cookie(request, guards.SESSION)
    secret = desk.accounts.begin_session(account, device=device, instead_of=old)
    response = back(request, way["next"])
    guards.set_cookie(request, response, guards.SESSION, secret)
    guards.drop_cookie(request, response, ON_THE_WAY)
    return response


def _back_to(request: Request) -> str:
    own = guards.desk_of(request).context.settings.address or str(request.base_url)
    return f"{own.rstrip('/')}/oidc/done"


def _on_the_way(request: Request) -> dict[str, Any] | None:
    """Read the cookie that the way there has left."""
    signature, _, told = guards.cookie(request, ON_THE_WAY).partition(".")
    try:
        read = bytes.fromhex(told).decode()
    except ValueError:
        return None
    if not read or not is_signed(guards.desk_of(request).accounts.desk_key("oidc"), signature, read):
        return None
    found: dict[str, Any] = json.loads(read)
    return found

"""Who reads with us, for the owner: roles and invitations."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.model.audience import OWNER, READER, ROLES
from dateline.web import guards
from dateline.web.render import back, show

router = APIRouter()
ROLE_WORDS = {
    "reader": "reads, follows, comments",
    "editor": "also corrects stories, adds sources, hides comments",
    "owner": "also invites and gives roles",
}


@router.get("/people")
def people(request: Request) -> Response:
    """List accounts and invitations."""
    guards.need(request, OWNER)
    return _page(request)


@router.post("/people/invite")
def invite(request: Request) -> Response:
    """Make an invitation; its address is shown this once."""
    me = guards.need(request, OWNER)
    role, note = guards.field(request, "role", 20) or READER, guards.field(request, "note", 200)
    secret = guards.desk_of(request).accounts.invite(me, role=role, note=note)
    own = guards.desk_of(request).context.settings.address or str(request.base_url)
    return _page(request, made=f"{own.rstrip('/')}/invitation/{secret}")


@router.post("/people/invitations/{invitation_id}")
def take_back(request: Request, invitation_id: int) -> Response:
    """Take back an invitation."""
    guards.need(request, OWNER)
    guards.desk_of(request).accounts.take_back(invitation_id)
    return back(request, "/people", notice="The invitation opens nothing any more.")


@router.post("/people/{account_id}")
def give_role(request: Request, account_id: int) -> Response:
    """Change what somebody may do."""
    me = guards.need(request, OWNER)
    guards.desk_of(request).accounts.give_role(me, account_id, guards.field(request, "role", 20))
    return back(request, "/people", notice="The role was changed.")


def _page(request: Request, *, made: str = "") -> Response:
    accounts = guards.desk_of(request).accounts
    names = {one.id: one.name for one in accounts.people()}
    view = {
        "people": accounts.people(),
        "invitations": [
            {
                "id": one.id,
                "role": one.role,
                "note": one.note,
                "made_at": one.made_at,
                "expires_at": one.expires_at,
                "used_at": one.used_at,
                "used_by": names.get(one.used_by or 0),
                "is_open": one.used_at is None and one.expires_at > guards.desk_of(request).context.now(),
            }
            for one in accounts.invitations()
        ],
        "roles": {role: ROLE_WORDS[role] for role in ROLES},
    }
    return show(request, "people.html", view, page_only={"made": made}, secret=True)

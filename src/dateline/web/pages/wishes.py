"""What a reader wants to see and not to see: following, muting, saving, and the lists of all that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.audience import Audience, BadWish
from dateline.model.audience import TARGETS, story_of_claim
from dateline.web import guards
from dateline.web.render import back, show

router = APIRouter()
MUTES = {"tomorrow": "until tomorrow", "week": "for a week", "month": "for a month", "ever": "for ever"}
Act = Callable[[Audience, int, str, str], object]


def _mute(until: str | None) -> Act:
    return lambda audience, me, story, name: audience.mute(me, "story", story, name=name, until=until)


ACTS: dict[str, tuple[Act, str]] = {
    "save": (lambda audience, me, story, _: audience.save(me, story), "Saved: {}"),
    "unsave": (lambda audience, me, story, _: audience.save(me, story, saved=False), "No longer saved: {}"),
    "hide": (lambda audience, me, story, _: audience.hide(me, story), "Hidden: {}"),
    "unhide": (lambda audience, me, story, _: audience.hide(me, story, hidden=False), "Shown again: {}"),
    "follow": (lambda audience, me, story, name: audience.follow(me, "story", story, name=name), "You follow: {}"),
    "unfollow": (lambda audience, me, story, _: audience.unfollow(me, "story", story), "You no longer follow: {}"),
    "read": (lambda audience, me, story, _: audience.mark_read(me, [story]), ""),
    "unread": (lambda audience, me, story, _: audience.mark_read(me, [story], read=False), ""),
    **{until: (_mute(None if until == "ever" else until), f"Muted {words}: {{}}") for until, words in MUTES.items()},
}
"""What the buttons of a card do, by their names, and what is said then."""


@router.post("/wish")
def wish(request: Request) -> Response:
    """Do what a button of a card says with its story."""
    me, desk = guards.account(request), guards.desk_of(request)
    act, story_id = next(((one, told) for one in ACTS if (told := guards.field(request, one, 200))), ("", ""))
    if not act:
        raise HTTPException(400, "It is not said what to do.")
    found = desk.library.cards([story_id])
    if not found:
        raise HTTPException(404, "This story is no longer there.")
    story_id, headline = found[0].story_id, found[0].headline
    do, notice = ACTS[act]
    do(desk.audience, me.id, story_id, headline)
    return back(request, notice=notice.format(headline))


@router.post("/follow")
def follow(request: Request) -> Response:
    """Follow something, by the fields target, key and name."""
    me, told = guards.account(request), _named(request)
    organs = guards.field(request, "organs", 10) == "yes"
    _try(lambda: guards.desk_of(request).audience.follow(me.id, *told[:2], name=told[2], organs=organs))
    return back(request, notice=f"You follow {told[2] or told[1]}.")


@router.post("/unfollow")
def unfollow(request: Request) -> Response:
    """Follow something no more."""
    me, told = guards.account(request), _named(request)
    guards.desk_of(request).audience.unfollow(me.id, *told[:2])
    return back(request, notice=f"You no longer follow {told[2] or told[1]}.")


@router.post("/mute")
def mute(request: Request) -> Response:
    """Hear nothing of something, by the fields target, key, name, scope and until."""
    me, told = guards.account(request), _named(request)
    scope, until = guards.field(request, "scope", 20) or "everywhere", guards.field(request, "until", 40)
    _try(
        lambda: guards.desk_of(request).audience.mute(
            me.id, *told[:2], name=told[2], scope=scope, until=None if until in ("", "ever") else until
        )
    )
    return back(request, notice=f"Muted {MUTES.get(until or 'ever', 'until ' + until)}: {told[2] or told[1]}.")


@router.post("/unmute")
def unmute(request: Request) -> Response:
    """Hear of something again."""
    me, told = guards.account(request), _named(request)
    guards.desk_of(request).audience.unmute(me.id, *told[:2], scope=guards.field(request, "scope", 20) or None)
    return back(request, notice=f"You hear of {told[2] or told[1]} again.")


@router.get("/following")
def following(request: Request) -> Response:
    """List what the reader follows and has muted."""
    me, audience = guards.account(request), guards.desk_of(request).audience
    view = {"follows": audience.follows(me.id), "mutes": audience.mutes(me.id)}
    choices = {"targets": TARGETS, "mute_words": MUTES, "link": _link}
    return show(request, "following.html", view, page_only=choices, secret=True)


@router.get("/saved")
def saved(request: Request) -> Response:
    """List the stories that the reader saved, the latest first."""
    me, desk = guards.account(request), guards.desk_of(request)
    states = desk.audience.listed(me.id, "saved_at", limit=100)
    cards = desk.library.cards([one.story_id for one in states])
    shown = [{"card": card, "reasons": [], "news": [], "saved": True, "read": False} for card in cards]
    return show(request, "saved.html", {"cards": shown}, secret=True)


def _named(request: Request) -> tuple[str, str, str]:
    target, key, name = (guards.field(request, one, 600) for one in ("target", "key", "name"))
    return target, key, name


def _try(do: Any) -> None:
    try:
        do()
    except BadWish as fault:
        raise HTTPException(400, str(fault)) from None


def _link(target: str, key: str) -> str:
    if target == "search":
        return f"/search?q={quote(key)}"
    if target == "claim":
        return f"/story/{quote(story_of_claim(key), safe='')}"
    return f"/{target}/{quote(key, safe='')}"

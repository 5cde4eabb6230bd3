"""Pages of what stories are about: an actor, place, topic, outlet, country or kind of deed; and lists of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.desk.library import Library
from dateline.desk.plain import plain
from dateline.lexicon.countries import name_of
from dateline.model.audience import TARGETS, Account
from dateline.web import guards
from dateline.web.deeds import deed_lines, type_words
from dateline.web.maps import Map, draw
from dateline.web.render import show, wants_json
from dateline.web.trend import SIDES, by_day, dealings, signed
from dateline.web.words import host

NAV = (20, "Actors", "/actors")
router = APIRouter()
LISTED = 60
LONGEST = 200
DEALINGS = 6
NEAR = 24
"""So many degrees of longitude round a place its map reaches at most, and half as many of latitude."""
KINDS: dict[str, tuple[str, str, str]] = {
    "actor": ("Actors", "/actors", "People, states and bodies that do and say something."),
    "place": ("Places", "/places", "Where stories play."),
    "topic": ("Topics", "/topics", "What outlets tag their reports with."),
    "outlet": ("Outlets", "/outlets", "Who publishes the reports."),
    "country": ("Countries", "/countries", "Countries in which stories play."),
    "type": ("Deeds", "/types", "Kinds of deeds, as the PLOVER scheme tells them apart."),
}
"""The lists: their names, addresses and what stands in them."""
GONE = {
    "actor": "No report that is kept here tells of this actor.",
    "place": "No report that is kept here speaks of this place.",
    "topic": "No report that is kept here has this topic.",
    "outlet": "No report of this outlet is kept here.",
    "country": "No story here plays in a country of this code.",
    "type": "No story here has a deed of this kind.",
}


@router.get("/actor/{key:path}")
def actor(request: Request, key: str) -> Response:
    """Show an actor: what it did, what was done to it, what it said, and with whom it deals how."""
    found = _found(request, "actor", key)
    if wants_json(request):
        return _show(request, "actor.html", found)
    rows = dealings(found)[:DEALINGS]
    charted = [row[way] for way in ("towards", "back") for row in rows if row[way] and row[way]["trend"]]
    alone = {
        "did_lines": deed_lines(found["did"]),
        "met_lines": deed_lines(found["met"]),
        "dealings": rows,
        "charted": charted,
        "has_bars": any(len(one["trend"].bars) > 1 for one in charted),
        "sides": SIDES,
        "signed": signed,
    }
    return _show(request, "actor.html", found, alone)


@router.get("/place/{key:path}")
def place(request: Request, key: str) -> Response:
    """Show a place: where it is, the stories that speak of it, and who is in them."""
    found = _found(request, "place", key)
    return _show(request, "place.html", found, {} if wants_json(request) else {"map": _map_of(found)})


@router.get("/topic/{key:path}")
def topic(request: Request, key: str) -> Response:
    """Show a topic: its stories, who is in them, and where they play."""
    return _show(request, "subject.html", _found(request, "topic", key))


@router.get("/outlet/{key:path}")
def outlet(request: Request, key: str) -> Response:
    """Show an outlet: its reports, who stands behind it, how often it copies and is copied, and how its feeds do."""
    found = _found(request, "outlet", key)
    hosts = {host(one["url"]) for one in found["articles"]} - {""}
    feeds = [
        {"id": one.feed.id, "title": one.feed.title or one.feed.address, **plain(one.health)}
        for one in guards.desk_of(request).sources.all()
        if hosts & {host(one.feed.site), host(one.feed.address)}
    ]
    return _show(request, "outlet.html", {**found, "hosts": sorted(hosts)[:4], "feeds": feeds[:6]})


@router.get("/country/{key:path}")
def country(request: Request, key: str) -> Response:
    """Show a country: the stories that play there, and who is in them."""
    return _show(request, "subject.html", _found(request, "country", key))


@router.get("/type/{key:path}")
def type_of_deed(request: Request, key: str) -> Response:
    """Show a kind of deed: its newest deeds with their words, and the stories that have it."""
    found = _found(request, "type", key)
    return _show(request, "type.html", found, {"did_lines": deed_lines(found["did"]), "plain_name": type_words(key)})


def _found(request: Request, kind: str, key: str) -> dict[str, Any]:
    ask: Callable[[Library, str], dict[str, Any] | None] = getattr(Library, kind)
    found = ask(guards.desk_of(request).library, key) if 0 < len(key) <= LONGEST else None
    if found is None:
        raise HTTPException(404, f"{GONE[kind]} Search for its name, or look through the list of {KINDS[kind][1][1:]}.")
    return found


def _show(request: Request, template: str, found: dict[str, Any], alone: dict[str, Any] | None = None) -> Response:
    if wants_json(request):
        return show(request, template, found)
    me = guards.visitor(request)
    target, key = wish_of(found["kind"], found["id"])
    more = {
        "target": target,
        "wish_key": key,
        "mine": _mine(request, me, target, key),
        "stories_by_day": by_day(found["days"]),
        "kinds": KINDS,
        "country_name": _country_of(found),
        "type_words": type_words,
    }
    return show(request, template, found, page_only={**more, **(alone or {})})


def wish_of(kind: str, key: str) -> tuple[str, str]:
    """Say how something is followed: as itself, or, what has no name of its own, as a search."""
    return (kind, key) if kind in TARGETS else ("search", f"{kind}:{key}")


def _mine(request: Request, me: Account | None, target: str, key: str) -> dict[str, bool]:
    if me is None:
        return {"followed": False, "muted": False}
    audience = guards.desk_of(request).audience
    return {
        "followed": any((one.target, one.key) == (target, key) for one in audience.follows(me.id)),
        "muted": any((one.target, one.key) == (target, key) for one in audience.mutes(me.id)),
    }


def _map_of(found: dict[str, Any]) -> Map | None:
    """Draw a place among those that its stories speak of too, the nearest part of the world first."""
    own = found["place"]
    if own is None or own["lat"] is None or own["lon"] is None:
        return None
    known = next((one for one in found["points"] if one["key"] == own["key"]), None)
    here = known or {**own, "stories": found["story_count"], "reports": max(1, found["story_count"])}
    near = [one for one in found["points"] if one["key"] != own["key"] and _is_near(one, own)]
    return draw([here, *near], here=own["key"])


def _is_near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    across: float = abs(one["lon"] - other["lon"])
    down: float = abs(one["lat"] - other["lat"])
    return max(min(across, 360 - across), 2 * down) <= NEAR


def _country_of(found: dict[str, Any]) -> str:
    code = (found.get("place") or {}).get("country")
    return name_of(code) or code if code else ""


def _listing(kind: str) -> Callable[..., Response]:
    def listing(request: Request, q: str = "") -> Response:
        desk, me = guards.desk_of(request), guards.visitor(request)
        asked = " ".join(q.split())[:LONGEST]
        if asked:
            desk.limits.take("search", me.id if me else guards.address_of(request))
            listed = desk.library.names(kind, asked, limit=LISTED)
        else:
            listed = desk.library.newest(kind, limit=LISTED)
        name, address, lead = KINDS[kind]
        view = {"kind": kind, "query": asked, "listed": listed}
        alone = {"title": name, "address": address, "about": lead, "kinds": KINDS, "type_words": type_words}
        return show(request, "subjects.html", view, page_only=alone)

    listing.__doc__ = f"List the {KINDS[kind][1][1:]} of the newest stories, or those whose names have certain words."
    return listing


for _kind, (_name, _address, _lead) in KINDS.items():
    router.add_api_route(_address, _listing(_kind), methods=["GET"])

"""Every page of the desk with something on it, and what axe (axe.min.js, MPL 2.0) finds wrong there.

A new page must be named here with an address at which it shows something; test_every_page.py sees to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from browser.desks import PHONE, WIDE, Visitor
from browser.happenings import FLOOD

Facts = dict[str, str]
AXE = (Path(__file__).with_name("axe.min.js")).read_text("utf-8")
GRAVE = ("serious", "critical")

ADDRESSES: dict[str, Callable[[Facts], list[str]]] = {
    "/": lambda of: ["/"],
    "/newest": lambda of: ["/newest"],
    "/widest": lambda of: ["/widest"],
    "/story/{story_id}": lambda of: [f"/story/{of['story']}"],
    "/story/{story_id}/why": lambda of: [f"/story/{of['story']}/why", f"/story/{of['muted']}/why"],
    "/story/{story_id}/talk": lambda of: [f"/story/{of['story']}/talk"],
    "/story/{story_id}/correct": lambda of: [f"/story/{of['story']}/correct"],
    "/story/{story_id}/map": lambda of: [f"/story/{of['story']}/map"],
    "/story/{story_id}/network": lambda of: [f"/story/{of['story']}/network"],
    "/article/{article_id}": lambda of: [f"/article/{of['article']}", f"/article/{of['odd']}"],
    "/article/{article_id}/versions": lambda of: [f"/article/{of['article']}/versions"],
    "/actor/{key:path}": lambda of: [f"/actor/{of['actor']}"],
    "/place/{key:path}": lambda of: [f"/place/{of['place']}"],
    "/topic/{key:path}": lambda of: [f"/topic/{of['topic']}"] if of.get("topic") else [],
    "/outlet/{key:path}": lambda of: [f"/outlet/{of['outlet']}"],
    "/country/{key:path}": lambda of: [f"/country/{of['country']}"],
    "/type/{key:path}": lambda of: [f"/type/{of['type']}"],
    **{f"/{kind}": lambda of, kind=kind: [f"/{kind}"] for kind in ("actors", "places", "topics", "outlets")},  # type: ignore[misc]
    "/countries": lambda of: ["/countries"],
    "/types": lambda of: ["/types"],
    "/map": lambda of: ["/map"],
    "/search": lambda of: [
        "/search",
        "/search?q=dam+place%3AAtyrau",
        "/search?q=nothinglikeit",
        "/search?q=from%3Asoon",
    ],
    "/saved": lambda of: ["/saved"],
    "/following": lambda of: ["/following"],
    "/taste": lambda of: ["/taste"],
    "/notes": lambda of: ["/notes"],
    "/comments/{comment_id}/history": lambda of: [f"/comments/{of['comment']}/history"],
    "/complaints": lambda of: ["/complaints"],
    "/corrections": lambda of: ["/corrections"],
    "/digests": lambda of: ["/digests"],
    "/subscribe": lambda of: ["/subscribe"],
    "/sources": lambda of: ["/sources"],
    "/sources/{feed_id}": lambda of: [f"/sources/{of['feed']}"],
    "/failures": lambda of: ["/failures"],
    "/settings": lambda of: ["/settings"],
    "/people": lambda of: ["/people"],
    "/about": lambda of: ["/about", "/nowhere"],
    "/sign-in": lambda of: [],
    "/invitation/{secret}": lambda of: [],
}
"""Routes and addresses to look at as the owner."""
BY_STRANGERS: dict[str, Callable[[Facts], list[str]]] = {
    "/sign-in": lambda of: ["/sign-in"],
    "/invitation/{secret}": lambda of: [of["invitation"]],
    "/about": lambda of: ["/about"],
}
"""The same for who has no account."""
SEEN_BEFORE = {"/welcome"}
"""Pages of a new desk alone: the first morning looks at them."""
NO_PAGES = re.compile(
    r"/(api|feeds|oidc)/.*|/search/names\.json|/settings/everything|/sources/feeds\.opml|/map/world.*svg"
)
"""Addresses that answer with something that is no page."""


def furnish(visitor: Visitor) -> Facts:
    """Follow, mute, save, say, note, order and invite one thing each, so that no page is empty; tell the ids."""
    cards = [one["card"] for one in visitor.json("/widest.json")["cards"]]
    card = next(one for one in cards if FLOOD in one["headline"])
    other = next(one for one in cards if FLOOD not in one["headline"])
    story = str(card["story_id"])
    told = visitor.json(f"/story/{story}.json")
    article = str(told["articles"][0]["id"])
    last = cards[-1]
    of = {"story": story, "article": article, "muted": str(other["story_id"])}
    of["odd"] = str(visitor.json(f"/story/{last['story_id']}.json")["articles"][0]["id"])
    for one in card["keys"]:
        of.setdefault(one["kind"], quote(str(one["key"]), safe=":"))
    of.setdefault("country", "KAZ")
    of["feed"] = str(visitor.json("/sources.json")["folders"][0]["sources"][0]["feed"]["id"])
    visitor.send("/follow", target="actor", key="KAZ", name="Kazakhstan")
    visitor.send("/wish", tomorrow=of["muted"])
    visitor.send("/wish", save=story)
    page = visitor.page
    visitor.go(f"/story/{story}/talk")
    page.get_by_label("Your comment").last.fill(
        "The two figures are *not* of one day, are they?\n\n> 14\n\nI doubt it."
    )
    page.get_by_role("button", name="Say it").click()
    of["comment"] = page.url.rpartition("#c")[2]
    visitor.send(f"/comments/{of['comment']}/edit", text="The two figures are *not* of one day.")
    visitor.send(f"/comments/{of['comment']}/complain", text="Too short.")
    visitor.send(f"/article/{article}/notes", exact="broke the dam at Balykshi", text="Ask when it was built.")
    visitor.send("/searches", q="dam place:Atyrau", name="The dam")
    visitor.send("/digests", about="front", way="webhook", address="http://127.0.0.1:9/hook", rhythm="daily", hour="7")
    visitor.send("/settings/keys", name="Telephone", purpose="feed")
    invited = visitor.send("/people/invite", role="reader", note="Ben").text()
    of["invitation"] = re.search(r"/invitation/[\w-]{20,}", invited)[0]  # type: ignore[index]
    visitor.send(f"/story/{story}/correct/date", article=article, day="2026-11-19", reason="it came out the day before")
    return of


def faults_of(visitor: Visitor, *, thoroughly: bool = False) -> list[str]:
    """Look at the open page wide and by phone, light and dark: what axe finds grave, and what is wider than a phone."""
    page, found = visitor.page, []
    for size, look in ((WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=look, reduced_motion="reduce")
        every_rule = thoroughly or (size, look) in ((WIDE, "light"), (PHONE, "dark"))
        where = f"{page.url.removeprefix(visitor.address)} ({'phone' if size == PHONE else 'wide'}, {look})"
        found += [f"{where}: {one}" for one in _axe(page, only=None if every_rule else "color-contrast")]
        if size == PHONE and look == "light":
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{where}: {wide} pixels wide"] if wide > PHONE["width"] else []
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", reduced_motion="null")
    return found


def _axe(page: Any, *, only: str | None) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    wishes: dict[str, Any] = {"resultTypes": ["violations"]}
    if only:
        wishes["runOnly"] = {"type": "rule", "values": [only]}
    told = page.evaluate("wishes => axe.run(document, wishes)", wishes)
    return [
        f"{one['impact']} {one['id']}: {' | '.join(node['html'][:160] for node in one['nodes'][:3])}"
        for one in told["violations"]
        if one["impact"] in GRAVE
    ]

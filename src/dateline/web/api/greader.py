"""The Google Reader API, as FreshRSS and Miniflux speak it, so that reading apps on phones show stories.

Sign in with the account's name and a key for reading apps from the settings (or the account's own password). A story
is an article there; its reports are links in it. Below `/api/greader.php` and `/api/greader`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dateline.desk.account_rules import Refused
from dateline.desk.limits import TooMany
from dateline.desk.sources import CannotAdd
from dateline.desk.streams import LABEL, READING_LIST, STARRED, NoSuchStream, Streamed
from dateline.model.audience import EDITOR, Account
from dateline.web import guards
from dateline.web.greader_items import item_number, item_of, seconds_of, story_of

router = APIRouter(include_in_schema=False)
PLACES = ("/api/greader.php", "/api/greader")
MOST_ASKED, MOST_IDS = 1_000, 5_000
JSON = "application/json; charset=utf-8"


class _NotSignedIn(Exception):
    """A call without a key that opens anything."""


async def form_of(request: Request) -> list[tuple[str, str]]:
    """Read what was asked: the address's part behind "?" and the form, in order."""
    told = list(request.query_params.multi_items())
    if request.method == "POST":
        told += [(name, value) for name, value in (await request.form()).multi_items() if isinstance(value, str)]
    return told


class Asked:
    """One call: who asks, and the values it gives."""

    def __init__(self, request: Request, told: Sequence[tuple[str, str]]) -> None:
        self.request, self.told = request, told
        self.desk = guards.desk_of(request)

    def one(self, name: str, otherwise: str = "") -> str:
        """The first value of a name."""
        return next((value for key, value in self.told if key == name), otherwise)

    def all(self, name: str) -> list[str]:
        """Every value of a name."""
        return [value for key, value in self.told if key == name]

    def number(self, name: str, otherwise: int, *, most: int) -> int:
        """A number between 0 and `most`."""
        value = self.one(name)
        return min(int(value), most) if value.isdecimal() and len(value) < 18 else otherwise

    def moment(self, name: str, *, scale: int = 1) -> str | None:
        """A time told in seconds since 1970 (`scale` of them to the second), as ISO 8601."""
        value = self.one(name)
        if not value.isdecimal() or len(value) > 20:
            return None
        try:
            return datetime.fromtimestamp(int(value) // scale, tz=UTC).isoformat(timespec="seconds")
        except (ValueError, OverflowError, OSError):
            return None

    def account(self) -> Account:
        """Who asks, by the key in the Authorization header."""
        given = self.request.headers.get("authorization", "")
        key = given.removeprefix("GoogleLogin auth=").strip() if given.startswith("GoogleLogin auth=") else ""
        self.desk.limits.take("token", guards.address_of(self.request))
        found = self.desk.accounts.by_token(key.rpartition("/")[2], purpose="reader") if 0 < len(key) < 300 else None
        if found is None:
            raise _NotSignedIn
        return found


def call(request: Request, told: list[tuple[str, str]] = Depends(form_of)) -> Response:  # noqa: B008
    """Answer one call of a reading app."""
    asked = Asked(request, told)
    name = request.path_params["call"].strip("/")
    try:
        if name == "accounts/ClientLogin":
            return _sign_in(asked)
        if not name.startswith("reader/api/0/"):
            return PlainTextResponse("Not Found", 404)
        return _answer(asked, name.removeprefix("reader/api/0/"))
    except _NotSignedIn:
        return PlainTextResponse("Unauthorized", 401, headers={"www-authenticate": "GoogleLogin"})
    except TooMany as fault:
        return PlainTextResponse(str(fault), 429, headers={"retry-after": str(fault.wait)})
    except (NoSuchStream, CannotAdd, Refused) as fault:
        return PlainTextResponse(str(fault), 400)


for place in PLACES:
    router.add_api_route(place + "/{call:path}", call, methods=["GET", "POST"])


def _sign_in(asked: Asked) -> Response:
    """Give the key that further calls bring along: the one that was typed, or a new one for a password."""
    name, word = asked.one("Email"), asked.one("Passwd")
    accounts = asked.desk.accounts
    found = accounts.by_token(word, purpose="reader") if word.startswith("reader-") and len(word) < 300 else None
    if found is not None and found.name.casefold() == name.strip().casefold():
        key = word
    else:
        try:
            account, session = accounts.sign_in(
                name, word, address=guards.address_of(asked.request), device="reading app"
            )
        except Refused:
            return PlainTextResponse("Error=BadAuthentication\n", 401)
        accounts.sign_out(session)
        key = accounts.make_token(account, purpose="reader", name=f"Reading app {asked.one('client')[:40]}".strip())
    if asked.one("output") == "json":
        return _json({"SID": key, "LSID": key, "Auth": key})
    return PlainTextResponse(f"SID={key}\nLSID={key}\nAuth={key}\n")


def _answer(asked: Asked, name: str) -> Response:
    me = asked.account()
    if name.startswith("stream/contents"):
        return _contents(asked, me, unquote(name.removeprefix("stream/contents").lstrip("/")) or asked.one("s"))
    calls: dict[str, Callable[[], Response]] = {
        "token": lambda: PlainTextResponse(_write_word(asked)),
        "user-info": lambda: _json(_user(me)),
        "tag/list": lambda: _json({"tags": _tags(asked, me)}),
        "subscription/list": lambda: _json({"subscriptions": _subscriptions(asked, me)}),
        "subscription/export": lambda: Response(asked.desk.sources.opml(), media_type="text/x-opml"),
        "subscription/quickadd": lambda: _quick_add(asked, me),
        "subscription/edit": lambda: _edit_subscription(asked, me),
        "unread-count": lambda: _json(_unread(asked, me)),
        "stream/items/ids": lambda: _ids(asked, me),
        "stream/items/contents": lambda: _json(
            _feed(asked, me, READING_LIST, [story_of(one) for one in asked.all("i")])
        ),
        "stream/items/count": lambda: PlainTextResponse(str(len(_listed(asked, me, asked.one("s"), MOST_IDS)))),
        "edit-tag": lambda: _edit_tag(asked, me),
        "mark-all-as-read": lambda: _mark_all(asked, me),
        "preference/list": lambda: _json({"prefs": []}),
        "preference/stream/list": lambda: _json({"streamprefs": {}}),
        "friend/list": lambda: _json({"friends": []}),
    }
    if name not in calls:
        return PlainTextResponse("Not Found", 404)
    return calls[name]()


def _json(told: Any) -> Response:
    return Response(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"), media_type=JSON)


def _write_word(asked: Asked) -> str:
    """The word that apps send along with changes; the key in the header is what counts."""
    return hashlib.sha256(asked.request.headers.get("authorization", "").encode()).hexdigest()[:57]


def _user(me: Account) -> dict[str, str]:
    return {"userId": str(me.id), "userName": me.name, "userProfileId": str(me.id), "userEmail": me.email or ""}


def _tags(asked: Asked, me: Account) -> list[dict[str, str]]:
    folders = [{"id": LABEL + one, "type": "folder"} for one in asked.desk.streams.labels(me)]
    return [{"id": STARRED}, *folders]


def _subscriptions(asked: Asked, me: Account) -> list[dict[str, Any]]:
    at = _at(asked)
    return [
        {
            "id": one.stream,
            "title": one.title,
            "categories": [{"id": LABEL + one.label, "label": one.label}] if one.label else [],
            "url": one.address if "://" in one.address else at + one.address,
            "htmlUrl": one.page if "://" in one.page else at + one.page,
            "iconUrl": "",
        }
        for one in asked.desk.streams.subscriptions(me)
    ]


def _quick_add(asked: Asked, me: Account) -> Response:
    _must_edit(me)
    made = asked.desk.sources.add(asked.one("quickadd"))
    return _json(
        {
            "numResults": 1,
            "query": made.address,
            "streamId": f"feed/{made.id}",
            "streamName": made.title or made.address,
        }
    )


def _edit_subscription(asked: Asked, me: Account) -> Response:
    """Follow or leave what is followed; add, name, move or remove a source, for editors."""
    act, title = asked.one("ac", "edit"), asked.one("t")
    folder = asked.one("a").removeprefix(LABEL)
    for stream in asked.all("s"):
        name = stream.removeprefix("feed/")
        kind, _, key = name.partition(":")
        if not name.isdecimal() and kind not in ("http", "https"):
            if act == "unsubscribe":
                asked.desk.audience.unfollow(me.id, kind, key)
            elif act == "subscribe":
                asked.desk.audience.follow(me.id, kind, key, name=title)
            continue
        _must_edit(me)
        if act == "subscribe" and not name.isdecimal():
            asked.desk.sources.add(name, title=title or None, folder=folder)
        elif act == "unsubscribe":
            asked.desk.sources.remove(_source(asked, name))
        elif act == "edit":
            number = _source(asked, name)
            if title:
                asked.desk.sources.rename(number, title)
            if asked.one("a") or asked.one("r"):
                asked.desk.sources.move(number, folder)
    return PlainTextResponse("OK")


def _source(asked: Asked, name: str) -> int:
    if name.isdecimal():
        return int(name)
    found = next((one.feed.id for one in asked.desk.sources.all() if one.feed.address == name), None)
    if found is None:
        raise NoSuchStream("There is no such source.")
    return found


def _must_edit(me: Account) -> None:
    if not me.may(EDITOR):
        raise Refused("Only editors change the sources of this desk.")


def _unread(asked: Asked, me: Account) -> dict[str, Any]:
    counts = asked.desk.streams.unread(me)
    told = [
        {"id": stream, "count": count, "newestItemTimestampUsec": str(seconds_of(newest) * 1_000_000)}
        for stream, (count, newest) in counts.items()
    ]
    return {"max": 1000, "unreadcounts": told}


def _listed(asked: Asked, me: Account, stream: str, limit: int) -> list[Streamed]:
    continuation = asked.one("c")
    return asked.desk.streams.stories(
        me,
        _plain(stream),
        limit=limit,
        offset=int(continuation) if continuation.isdecimal() and len(continuation) < 10 else 0,
        since=asked.moment("ot"),
        until=asked.moment("nt"),
        oldest_first=asked.one("r") == "o",
        without=[_plain(one) for one in asked.all("xt")],
        only=[_plain(one) for one in asked.all("it")],
    )


def _plain(stream: str) -> str:
    """Write a stream as we do: apps put the user's number where we have "-"."""
    parts = stream.split("/")
    return "/".join(["user", "-", *parts[2:]]) if len(parts) > 2 and parts[0] == "user" else stream


def _ids(asked: Asked, me: Account) -> Response:
    limit = asked.number("n", 20, most=MOST_IDS)
    found = _listed(asked, me, asked.one("s"), limit + 1)
    told: dict[str, Any] = {
        "itemRefs": [
            {
                "id": str(item_number(one.story_id)),
                "directStreamIds": [],
                "timestampUsec": str(seconds_of(one.newest) * 1_000_000),
            }
            for one in found[:limit]
        ]
    }
    if len(found) > limit:
        told["continuation"] = str(_offset(asked) + limit)
    return _json(told)


def _offset(asked: Asked) -> int:
    value = asked.one("c")
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _contents(asked: Asked, me: Account, stream: str) -> Response:
    limit = asked.number("n", 20, most=MOST_ASKED)
    found = _listed(asked, me, stream, limit + 1)
    told = _feed(asked, me, _plain(stream) or READING_LIST, [one.story_id for one in found[:limit]])
    if len(found) > limit:
        told["continuation"] = str(_offset(asked) + limit)
    return _json(told)


def _feed(asked: Asked, me: Account, stream: str, story_ids: Sequence[str]) -> dict[str, Any]:
    """Tell stories with their reports as links."""
    at = _at(asked)
    stories = asked.desk.streams.contents(me, story_ids[:MOST_ASKED])
    now = asked.desk.context.now()
    return {
        "id": stream,
        "title": asked.desk.context.settings.name,
        "updated": seconds_of(now),
        "items": [item_of(card, state, reports, at) for card, state, reports in stories],
    }


def _edit_tag(asked: Asked, me: Account) -> Response:
    ids = _story_ids(asked)
    add, remove = ([_plain(one) for one in asked.all(name)] for name in ("a", "r"))
    known = [card.story_id for card, _, _ in asked.desk.streams.contents(me, ids)] if len(ids) <= MOST_ASKED else ids
    asked.desk.streams.mark(me, known, add=add, remove=remove)
    return PlainTextResponse("OK")


def _mark_all(asked: Asked, me: Account) -> Response:
    value = asked.one("ts")
    scale = 1_000_000 if len(value) > 14 else 1
    asked.desk.streams.mark_all(me, _plain(asked.one("s")), until=asked.moment("ts", scale=scale))
    return PlainTextResponse("OK")


def _story_ids(asked: Asked) -> list[str]:
    return [story_of(one) for one in asked.all("i")][:MOST_IDS]


def _at(asked: Asked) -> str:
    return (asked.desk.context.settings.address or str(asked.request.base_url)).rstrip("/")

"""What every request passes first and every answer last: which host, how large, from where, and the safe headers."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.desk.account_rules import is_loopback
from dateline.desk.settings import Settings

LARGEST = 20_000_000
"""So many bytes may be sent to the desk in one request (a list of feeds, a mailbox)."""
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
FOR_PROGRAMS = "/api/"
"""Below this address other programs ask, with a key of their own; cookies count for nothing there."""

POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect", "manifest")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    # with "no-referrer" browsers would hide the origin of forms, which is checked here
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("x-robots-tag", "noindex"),
)
SECURE = ("strict-transport-security", "max-age=31536000")


class Door:
    """Pure ASGI around the whole desk; costs next to nothing."""

    def __init__(self, app: ASGIApp, *, settings: Settings, keeps_json: Sequence[re.Pattern[str]] = ()) -> None:
        self._app = app
        self._hosts = own_hosts(settings)
        self._own = urlsplit(settings.address) if settings.address else None
        self._keeps_json = keeps_json
        told = (*HEADERS, SECURE) if self._own and self._own.scheme == "https" else HEADERS
        self._headers = [(name.encode(), value.encode()) for name, value in told]
        self._names = {name for name, _ in self._headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(one for one in self._headers if one[0] not in given)]
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if head:  # a scope of our own: the server looks at its own to know that no body follows
            scope = {**scope, "method": "GET"}
        given = {name: value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope, given)
        if refusal is not None:
            await _refuse(answer, *refusal)
            return
        self._find_face(scope)
        await self._app(scope, _counted(receive), answer)

    def _refusal(self, scope: Scope, given: dict[bytes, str]) -> tuple[int, str] | None:
        """Say why a request is not let in, as (status, words); None when it is."""
        if self._hosts is not None and host_of(given.get(b"host", "")) not in self._hosts:
            return 421, "This desk does not answer under this name. Open it by the address it was started with."
        length = given.get(b"content-length", "0")
        if not length.isdigit() or int(length) > LARGEST:
            return 413, f"This is too large: at most {LARGEST // 1_000_000} MB can be sent."
        if scope["method"] in UNSAFE and not scope["path"].startswith(FOR_PROGRAMS) and not self._is_own(given):
            return 403, "This was sent from another site, so nothing was done."
        return None

    def _is_own(self, given: dict[bytes, str]) -> bool:
        """Tell whether a form was sent from our own pages, by what browsers say of themselves."""
        site = given.get(b"sec-fetch-site")
        if site is not None and site not in ("same-origin", "none"):
            return False
        origin = given.get(b"origin")
        if origin is None:
            return True
        named = urlsplit(origin)
        if self._own is not None and (named.scheme, named.netloc) == (self._own.scheme, self._own.netloc):
            return True
        return named.scheme in ("http", "https") and named.netloc.lower() == given.get(b"host", "").lower() != ""

    def _find_face(self, scope: Scope) -> None:
        """Take ".json" off an address that is a page's, and note which face is asked for."""
        path = scope["path"]
        as_json = path.endswith(".json") and not path.startswith(("/static/", FOR_PROGRAMS))
        if as_json and not any(one.fullmatch(path) for one in self._keeps_json):
            shown = "/" if path == "/index.json" else path[: -len(".json")]
            scope["path"], scope["raw_path"] = shown, shown.encode()
            scope["dateline.face"] = "json"


def own_hosts(settings: Settings) -> frozenset[str] | None:
    """Return the names that this desk answers under, None for all.

    On this machine only, names are few; a page of another site that points its own name here (DNS rebinding) is sent
    away. A desk on the network without an address set cannot know its names; there a cookie or the set-up word guards.
    """
    named = host_of(urlsplit(settings.address).netloc) if settings.address else None
    if is_loopback(settings.host):
        return frozenset({"localhost", "127.0.0.1", "::1", host_of(settings.host), named} - {None})  # type: ignore[arg-type]
    if named is None:
        return None
    return frozenset({named, "localhost", "127.0.0.1", "::1", host_of(settings.host)})


def host_of(netloc: str) -> str:
    """Return the host of a Host header, without the port.

    >>> host_of("[::1]:8000"), host_of("News.example.org:80"), host_of("::1")
    ('::1', 'news.example.org', '::1')
    """
    bare = netloc.strip().lower()
    if bare.startswith("["):
        return bare[1:].split("]", 1)[0]
    try:
        return str(ipaddress.IPv6Address(bare))
    except ValueError:
        return bare.split(":", 1)[0].rstrip(".")


def _counted(receive: Receive) -> Receive:
    """Stop a body that is longer than it may be, whatever it said of its length."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST:
            return {"type": "http.disconnect"}
        return message

    return counted


async def _refuse(send: Send, status: int, words: str) -> None:
    from dateline.web.render import bare_fault

    body = bare_fault(status, words)
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send(
        {"type": "http.response.start", "status": status, "headers": [*headers, (b"cache-control", b"no-store")]}
    )
    await send({"type": "http.response.body", "body": body})

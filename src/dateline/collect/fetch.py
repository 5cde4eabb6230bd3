"""The polite fetcher: web addresses to bytes, or to the reason why not. The one file that imports aiohttp.

Each hop of a redirect is a question of its own: its address is checked, its site's robots.txt asked, its host's turn
waited for, and the guard judges the socket. Proxies named by the environment are not used: they would go round it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from dateline.collect import robots
from dateline.collect.guard import REFUSED as CLOSED_ADDRESS
from dateline.collect.guard import Guard, check_address
from dateline.collect.making import in_megabytes
from dateline.collect.politeness import Host, Manners, MustRest, Sleep, said, seconds_fresh, seconds_to_wait
from dateline.collect.streams import DamagedStream, TooLarge
from dateline.collect.unpacking import ACCEPTED, Unpacker
from dateline.model.feed import FAILED, FRESH, LATER, REFUSED, UNCHANGED, FetchOutcome

USER_AGENT = f"{robots.TOKEN}/0.1 (reads news for its readers; keeps to robots.txt)"
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,*/*;q=0.5"
)

_FOR_GOOD = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
_SHUT = {
    401: "the server wants a password (401)",
    402: "the page is only for those who pay (402)",
    403: "the server does not let us in (403)",
    404: "there is no such page (404)",
    410: "the page is gone for good (410)",
    451: "the page may not be shown here for reasons of law (451)",
}


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of a server: the address, the largest answer in bytes, and what of it is known already."""

    address: str
    limit: int
    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        known = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in known.items() if value and value.isprintable()}


class _WrongAnswer(Exception):
    """An answer that cannot be used; the message says why."""


class Fetcher:
    """Fetches addresses, politely; use it as `async with Fetcher() as fetcher`.

    `clock` counts seconds and `sleep` waits them, `today` tells the time; `resolver` finds the addresses of hosts.
    """

    def __init__(
        self,
        *,
        guard: Guard | None = None,
        manners: Manners | None = None,
        resolver: Any = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        today: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._guard = guard or Guard()
        self._manners = manners or Manners()
        self._resolver = resolver
        self._clock, self._sleep, self._today = clock, sleep, today
        self._hosts: dict[str, Host] = {}
        self._session: Any = None
        self._slots = asyncio.Semaphore(self._manners.at_once)

    async def __aenter__(self) -> Self:
        import aiohttp

        manners = self._manners
        connector = aiohttp.TCPConnector(
            limit=manners.at_once, ttl_dns_cache=60, resolver=self._resolver, socket_factory=self._guard.open_socket
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=manners.total, sock_connect=manners.connect, sock_read=manners.silent),
            headers={"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": ACCEPTED},
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_line_size=16_384,
            max_field_size=65_536,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def fetch(
        self, address: str, *, limit: int = 10_000_000, etag: str | None = None, modified: str | None = None
    ) -> FetchOutcome:
        """Fetch an address, following its redirects; never raises for anything that the world outside does.

        `limit` is the largest answer in bytes, packed and unpacked; `etag` and `modified` are what the server gave
        last time, so that it can say that nothing changed.
        """
        began = self._clock()
        outcome = await self._follow(_Question(address.strip(), limit, etag, modified))
        return replace(outcome, address=address, took=round(self._clock() - began, 3))

    async def _follow(self, question: _Question) -> FetchOutcome:
        moved: str | None = None
        only_for_good = True
        been = {question.address}
        for _ in range(self._manners.redirects + 1):
            outcome = await self._polite(question)
            if outcome.status not in _REDIRECTS or outcome.outcome != FRESH:
                return replace(outcome, moved_to=moved)
            aim = outcome.final_address
            only_for_good = only_for_good and outcome.status in _FOR_GOOD
            moved = aim if only_for_good else moved
            if aim in been:
                return _ended(question.address, REFUSED, "the address leads round in a circle", status=outcome.status)
            been.add(aim)
            question = replace(question, address=aim)
        return _ended(question.address, REFUSED, f"the address leads on more than {self._manners.redirects} times")

    async def _polite(self, question: _Question) -> FetchOutcome:
        """Ask one question when it may be asked."""
        address = question.address
        if why := check_address(address):
            return _ended(address, REFUSED, why)
        host = self._host(address)
        try:
            async with host.turn(), self._slots:
                rules = await self._rules(host, address)
                if not rules.allow(address):
                    kind = REFUSED if rules.parsed is not None else FAILED
                    return _ended(address, kind, rules.why)
                outcome = await self._ask(question)
                if outcome.outcome == LATER:
                    host.rest(outcome.wait or 0)
                return outcome
        except MustRest as rest:
            return _ended(address, LATER, str(rest), wait=rest.seconds)

    def _host(self, address: str) -> Host:
        name = (urlsplit(address).hostname or "").rstrip(".")
        if name not in self._hosts:
            if len(self._hosts) > 10_000:
                self._hosts = {key: one for key, one in self._hosts.items() if one.lock.locked()}
            # Machines of one's own networks need no sparing.
            manners = replace(self._manners, delay=0.0) if self._guard.opens(name) else self._manners
            self._hosts[name] = Host(manners, self._clock, self._sleep)
        return self._hosts[name]

    async def _rules(self, host: Host, address: str) -> robots.Rules:
        """Return what the site of an address asks of programs, from memory for as long as that is believed."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        known = host.rules.get(site)
        if known is None or known[1] < self._clock():
            rules = await self._ask_rules(host, f"{site}/robots.txt")
            lasts = self._manners.rules_last if rules.parsed is not None or rules.all_or_nothing else 600
            known = host.rules[site] = (rules, self._clock() + lasts)
            host.delay = max(host.delay, rules.delay)
        return known[0]

    async def _ask_rules(self, host: Host, address: str) -> robots.Rules:
        outcome = _ended(address, FAILED, "")
        for _ in range(self._manners.redirects):
            if check_address(address):
                return robots.OPEN
            outcome = await self._ask(_Question(address, robots.LARGEST))
            if outcome.status not in _REDIRECTS or outcome.outcome != FRESH:
                break
            address = outcome.final_address
        if outcome.outcome == LATER:
            host.rest(outcome.wait or 0)
            raise MustRest(outcome.wait or 0)
        if outcome.outcome == FRESH and outcome.status not in _REDIRECTS:
            return robots.read_rules(outcome.body)
        if outcome.outcome == REFUSED and outcome.status is not None:
            return robots.OPEN  # 4xx, or a file beyond all measure: there are no rules to keep to
        if outcome.outcome == REFUSED:
            return robots.Rules(all_or_nothing=True)  # a closed address: the page itself is refused in its own words
        return robots.closed(f"its robots.txt cannot be asked: {outcome.message}")

    async def _ask(self, question: _Question) -> FetchOutcome:
        """Ask a server once; every way in which that can fail becomes words."""
        import aiohttp

        address = question.address
        try:
            async with self._session.get(address, headers=question.headers(), allow_redirects=False) as response:
                return await self._answer(question, response)
        except TooLarge:
            size = in_megabytes(question.limit)
            return _ended(address, REFUSED, f"the answer is larger than {size}, the most that is taken", status=200)
        except (DamagedStream, _WrongAnswer) as error:
            return _ended(address, FAILED, f"the answer cannot be used: {error}", status=200)
        except TimeoutError:
            return _ended(address, FAILED, "the server did not answer in time")
        except aiohttp.ClientConnectorDNSError:
            return _ended(address, FAILED, f"there is no host named {urlsplit(address).hostname}; check the address")
        except aiohttp.ClientSSLError as error:
            return _ended(address, FAILED, f"its certificate is not to be trusted ({_one_line(error)})")
        except aiohttp.ClientConnectorError as error:
            words = _one_line(error.os_error)
            if CLOSED_ADDRESS in words:
                return _ended(address, REFUSED, f"{urlsplit(address).hostname} is a closed address: {words}")
            return _ended(address, FAILED, f"the server cannot be reached ({words})")
        except aiohttp.InvalidURL:
            return _ended(address, REFUSED, "this is no web address")
        except aiohttp.ClientResponseError:
            return _ended(address, FAILED, "what came is no proper answer of a web server")
        except aiohttp.ClientError as error:
            return _ended(address, FAILED, f"the answer broke off ({_one_line(error)})")
        except ValueError as error:
            return _ended(address, REFUSED, f"this address cannot be fetched ({_one_line(error)})")
        except Exception as error:  # the world has more ways than these; one address never stops the line
            return _ended(address, FAILED, f"it could not be fetched ({type(error).__name__}: {_one_line(error)})")

    async def _answer(self, question: _Question, response: Any) -> FetchOutcome:
        """Make an outcome of what the server says."""
        told, status, address = response.headers, response.status, question.address
        fresh_for = seconds_fresh(told.get("Cache-Control"))
        if status in _REDIRECTS:
            if not (aim := told.get("Location")):
                return _ended(address, FAILED, f"the server sends us on but not where to ({status})", status=status)
            return FetchOutcome(address=address, outcome=FRESH, status=status, final_address=urljoin(address, aim))
        if status == 304:
            return FetchOutcome(
                address=address, outcome=UNCHANGED, final_address=address, status=status, fresh_for=fresh_for
            )
        if status in _BUSY:
            wait = seconds_to_wait(told.get("Retry-After"), now=self._today())
            wait = self._manners.usual_rest if wait is None else min(wait, self._manners.longest_rest)
            words = f"the server is busy and asks to come again in {said(wait)} ({status})"
            return _ended(address, LATER, words, status=status, wait=wait)
        if not 200 <= status < 300:
            kind = REFUSED if 400 <= status < 500 and status not in (408, 425) else FAILED
            words = _SHUT.get(status) or f"the server answered with {'a fault' if status >= 500 else 'no page'}"
            return _ended(address, kind, words if status in _SHUT else f"{words} ({status})", status=status)
        return FetchOutcome(
            address=address,
            outcome=FRESH,
            final_address=address,
            status=status,
            body=await self._body(response, question.limit),
            content_type=told.get("Content-Type"),
            etag=told.get("ETag"),
            modified=told.get("Last-Modified"),
            fresh_for=fresh_for,
        )

    async def _body(self, response: Any, limit: int) -> bytes:
        """Read the answer's bytes, unpacked; raise when it is too large, broken or comes in drops."""
        if (response.content_length or 0) > limit:
            raise TooLarge(limit)
        unpacker = Unpacker(response.headers.get("Content-Encoding"), limit=limit)
        began = time.monotonic()
        async for piece in response.content.iter_any():
            unpacker.take(piece)
            passed = time.monotonic() - began
            if passed > self._manners.grace and unpacker.received < passed * self._manners.least_rate:
                raise _WrongAnswer(f"it comes too slowly ({unpacker.received} bytes in {said(passed)})")
        return unpacker.finish()


def _ended(
    address: str, kind: str, message: str, *, status: int | None = None, wait: float | None = None
) -> FetchOutcome:
    return FetchOutcome(address=address, outcome=kind, final_address=address, status=status, message=message, wait=wait)


def _one_line(error: BaseException | str) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__

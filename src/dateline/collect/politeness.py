"""How a host is asked: one question at a time, with a pause between two, and not at all while it wants to rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dateline.collect.robots import Rules

Sleep = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How patient and how polite we are: times in seconds, `least_rate` in bytes a second after `grace`."""

    delay: float = 1.0
    at_once: int = 16
    connect: float = 10.0
    silent: float = 20.0
    total: float = 60.0
    grace: float = 10.0
    least_rate: float = 500.0
    redirects: int = 6
    longest_wait: float = 30.0
    """A host that must rest longer is not waited for; the caller is told when to come again."""
    rules_last: float = 86_400.0
    usual_rest: float = 300.0
    """How long a host rests that says "too many" without saying until when."""
    longest_rest: float = 7 * 86_400.0


class MustRest(Exception):
    """The host wants to be left alone for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the server asks to be left alone for {said(seconds)}")
        self.seconds = seconds


@dataclass(slots=True)
class Host:
    """What is known of one host while the fetcher lives; times are those of its clock."""

    manners: Manners
    clock: Callable[[], float]
    sleep: Sleep
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    rests_until: float = 0.0
    delay: float = 0.0
    rules: dict[str, tuple[Rules, float]] = field(default_factory=dict)
    """What each of its sites asks of programs, and until when that is believed."""

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until the host may be asked; nobody else asks it meanwhile. Raises MustRest instead of a long wait."""
        self._may_not_rest()
        async with self.lock:
            self._may_not_rest()
            if (pause := max(self.free_at, self.rests_until) - self.clock()) > 0:
                if pause > self.manners.longest_wait:
                    raise MustRest(pause)
                await self.sleep(pause)
            try:
                yield
            finally:
                self.free_at = self.clock() + max(self.manners.delay, self.delay)

    def rest(self, seconds: float) -> None:
        """Leave the host alone for so long."""
        self.rests_until = max(self.rests_until, self.clock() + seconds)

    def _may_not_rest(self) -> None:
        if (pause := self.rests_until - self.clock()) > self.manners.longest_wait:
            raise MustRest(pause)


def seconds_to_wait(words: str | None, *, now: datetime) -> float | None:
    """Read a Retry-After: seconds or a date (RFC 9110, 10.2.3); None when it says nothing.

    >>> seconds_to_wait("120", now=datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    """
    told = (words or "").strip()
    if told.isascii() and told.isdigit() and len(told) < 10:
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def seconds_fresh(control: str | None) -> float | None:
    """Read for how long an answer stays true (Cache-Control: max-age); None when it is not said."""
    for part in (control or "").lower().split(","):
        name, _, value = part.strip().partition("=")
        value = value.strip('" ')
        if name in ("no-store", "no-cache"):
            return None
        if name == "max-age" and value.isascii() and value.isdigit() and len(value) < 10:
            return float(value)
    return None


def said(seconds: float) -> str:
    """Say a length of time the way people do.

    >>> said(7200)
    '2 hours'
    """
    units = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
    size, name = next((one for one in units if seconds >= one[0]), units[-1])
    count = max(1, round(seconds / size))
    return f"{count} {name}{'' if count == 1 else 's'}"

"""How often somebody may try something; the only file that knows the library of rate limits."""

from __future__ import annotations

from typing import Any

from dateline.desk.context import DeskContext

RATES = {
    "sign-in of an account": "10/15minutes",
    "sign-in from an address": "30/15minutes",
    "password": "10/15minutes",
    "set-up": "20/15minutes",
    "invitation": "30/15minutes",
    "invite": "60/hour",
    "feed": "120/hour",
    "search": "12000/minute",
    "comment": "30/10minutes",
    "token": "600/minute",
    "report": "30/hour",
}
"""How often each thing may be done by one account or from one address."""


class TooMany(Exception):
    """Something was tried too often; `wait` says for how many seconds it is of no use to try again."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"Too many tries. Wait {_told(wait)} and try again.")
        self.wait = wait


class Limits:
    """Counts tries in windows of time, in memory: a new start forgets them."""

    def __init__(self, context: DeskContext) -> None:
        from limits import parse
        from limits.storage import MemoryStorage

        self._context = context
        self._kept = MemoryStorage()
        self._rates: dict[str, Any] = {what: parse(rate) for what, rate in RATES.items()}

    def take(self, what: str, whose: str | int) -> None:
        """Count one try; raises TooMany when there were too many in this window."""
        rate = self._rates[what]
        key, left = self._window(what, whose)
        if self._kept.incr(key, rate.get_expiry()) > rate.amount:
            raise TooMany(left)

    def check(self, what: str, whose: str | int) -> None:
        """Raise TooMany when no further try is allowed; counts nothing."""
        key, left = self._window(what, whose)
        if self._kept.get(key) >= self._rates[what].amount:
            raise TooMany(left)

    def forget(self, what: str, whose: str | int) -> None:
        """Start to count anew, for who has shown that the tries were honest."""
        self._kept.clear(self._window(what, whose)[0])

    def _window(self, what: str, whose: str | int) -> tuple[str, int]:
        """Name the window that the desk's clock stands in, and tell how many seconds are left of it.

        The library counts by the wall clock of the machine; the number of the window comes from the desk's own, so
        that both agree with everything else that is dated here.
        """
        long = self._rates[what].get_expiry()
        now = int(self._context.clock().timestamp())
        return f"{what}/{whose}/{now // long}", long - now % long


def _told(seconds: int) -> str:
    return "a minute" if seconds <= 60 else f"{-(-seconds // 60)} minutes"

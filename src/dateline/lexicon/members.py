"""Which states (and bodies) are members of a body, and when: members.tsv, and the rows that a user adds."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dateline.lexicon import own_rows
from dateline.lexicon.own_rows import renewed
from dateline.lexicon.tables import read_table


class Membership(NamedTuple):
    """A member of a body, from and to which day or year; None is open."""

    body: str
    member: str
    start: str | None
    end: str | None
    source: str

    def holds_on(self, day: str) -> bool:
        """Tell whether it was a member on that day (ISO date)."""
        start, end = self.start or "", self.end
        return start <= day[: len(start)] and (end is None or day[: len(end)] <= end)


def members_of(body: str, *, on: str | None = None) -> tuple[str, ...]:
    """The members of a body, by ISO alpha-3 code or id, on a day (ever, when none is given).

    >>> "FIN" in members_of("o:north-atlantic-treaty-organization", on="2022-01-11")
    False
    """
    return tuple(dict.fromkeys(one.member for one in _by_body().get(body, ()) if on is None or one.holds_on(on)))


def bodies_of(member: str, *, on: str | None = None) -> tuple[str, ...]:
    """The bodies that a state is a member of on a day (ever, when none is given)."""
    return tuple(dict.fromkeys(one.body for one in _by_member().get(member, ()) if on is None or one.holds_on(on)))


@renewed
@lru_cache(maxsize=1)
def _by_body() -> dict[str, list[Membership]]:
    found: dict[str, list[Membership]] = {}
    for row in (*own_rows.rows("members"), *read_table("members.tsv")):
        one = Membership(row["body"], row["member"], row["from"] or None, row["to"] or None, row["source"])
        found.setdefault(one.body, []).append(one)
    return found


@renewed
@lru_cache(maxsize=1)
def _by_member() -> dict[str, list[Membership]]:
    found: dict[str, list[Membership]] = {}
    for memberships in _by_body().values():
        for one in memberships:
            found.setdefault(one.member, []).append(one)
    return found

"""Names that bodies of several states bear: the Department of Justice of Hong Kong is not that of the United States."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from dateline.lexicon.tables import read_table
from dateline.understand.name_forms import Name

_LEAST_NAMED = 2


def states_named(names: Iterable[Name]) -> Counter[str]:
    """How often a report speaks of each state, by name, capital, or a body that only one state has."""
    return Counter(country for name in names if (country := name.country or name.seat) and not is_shared(name))


def is_shared(name: Name) -> bool:
    """Whether bodies of several states bear the name that the table gives to one of them."""
    return name.actor is not None and name.exact in _shared()


def is_of_another_state(name: Name, states: Counter[str]) -> bool:
    """Whether a report names other states, one of them more than once, and never that of the body in the table.

    An acronym that means much else, too, needs its state: "an RBI single" is of no bank.
    """
    if name.actor is None or not is_shared(name) or name.actor.country in states:
        return False
    if name.exact.isupper() and name.exact in _acronyms():
        return True
    return max(states.values(), default=0) >= _LEAST_NAMED


@lru_cache(maxsize=1)
def _shared() -> frozenset[str]:
    return frozenset(name for names in _table().values() for name in names)


@lru_cache(maxsize=1)
def _acronyms() -> frozenset[str]:
    return frozenset(_table()["acronym"])


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    return {row["kind"]: row["names"].split("|") for row in read_table("shared_names.tsv")}

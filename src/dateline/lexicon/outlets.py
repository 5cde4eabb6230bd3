"""The table of outlets: who publishes under which host, under which names it is credited, and of what kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from dateline.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """A publisher of the table; kind: agency, newspaper, broadcaster, magazine, news, aggregator, official."""

    id: str
    name: str
    host: str
    country: str | None
    kind: str
    aliases: tuple[str, ...] = ()


@cache
def known_outlets() -> tuple[KnownOutlet, ...]:
    """Load the table; an outlet with two hosts stands in it twice."""
    return tuple(
        KnownOutlet(
            id=row["id"],
            name=row["name"],
            host=row["host"],
            country=row["country"] or None,
            kind=row["kind"],
            aliases=tuple(filter(None, row["aliases"].split("|"))),
        )
        for row in read_table("outlets.tsv")
    )


@cache
def _by_host() -> dict[str, KnownOutlet]:
    return {outlet.host: outlet for outlet in known_outlets()}


@cache
def _by_name() -> dict[str, KnownOutlet]:
    found: dict[str, KnownOutlet] = {}
    for outlet in known_outlets():
        for name in (outlet.name, *outlet.aliases, outlet.id):
            found.setdefault(_folded(name), outlet)
    return found


def host_of(url: str | None) -> str | None:
    """Return the host of an address without "www.", in lower case; None where there is none.

    >>> host_of("https://www.example.org/a/b")
    'example.org'
    """
    if not url:
        return None
    try:
        host = urlsplit(url.strip()).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def outlet_of_host(host: str | None) -> KnownOutlet | None:
    """Find an outlet by host; a subdomain belongs to the nearest host above it in the table."""
    parts = (host or "").lower().split(".")
    for at in range(len(parts) - 1):
        if found := _by_host().get(".".join(parts[at:])):
            return found
    return None


def outlet_named(name: str | None) -> KnownOutlet | None:
    """Find an outlet by one of the names it is credited under; letter case counts in short names (AP, not ap).

    >>> outlet_named("the wall street journal").id
    'wall-street-journal'
    """
    words = " ".join((name or "").split())
    if not words:
        return None
    found = _by_name().get(_folded(words))
    if found and len(words) <= 4 and words not in (found.id, found.name, *found.aliases):
        return None
    return found


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split()).removeprefix("the ")

"""Finding the feeds of a site from any of its addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.collect.addresses import BadAddress, web_address
from dateline.collect.fetch import Fetcher
from dateline.collect.guard import Guard
from dateline.collect.politeness import Manners
from dateline.desk.context import DeskContext
from dateline.model.feed import FRESH, FetchOutcome, FoundFeed, ToldFeed
from dateline.read.decode import decode
from dateline.read.discovery import feeds_named, usual_places
from dateline.read.told import NoFeed, told_by

LARGEST = 5_000_000
PLACES_TRIED = 6
HASTY = Manners(delay=0.2, total=20.0, connect=8.0, silent=10.0, longest_wait=5.0)
"""Somebody waits for the answer, and few questions are asked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The feeds found, the likeliest first; `message` says what was wrong when there are none."""

    feeds: tuple[FoundFeed, ...] = ()
    message: str | None = None


def find_feeds(words: str, context: DeskContext, *, manners: Manners = HASTY, resolver: Any = None) -> Finding:
    """Find the feeds at an address: itself, those its page names, or those that lie where feeds usually lie."""
    try:
        address = web_address(words)
    except BadAddress as fault:
        return Finding(message=f"{words.strip()[:200]}: {fault}")
    return asyncio.run(_find(address, context, manners, resolver))


async def _find(address: str, context: DeskContext, manners: Manners, resolver: Any) -> Finding:
    guard = Guard(context.settings.private_addresses)
    async with Fetcher(guard=guard, manners=manners, resolver=resolver) as fetcher:
        first = await fetcher.fetch(address, limit=LARGEST)
        if first.outcome != FRESH:
            return Finding(message=f"{address}: {first.message}")
        if (told := await _told(first)) is not None:
            return Finding((_found(address, told),))
        page = await asyncio.to_thread(decode, first.body, content_type=first.content_type)
        named = await asyncio.to_thread(feeds_named, page.text, address=first.final_address)
        if named and (good := await _that_are_feeds(fetcher, (one.address for one in named[:PLACES_TRIED]), named)):
            return Finding(good)
        found = await _that_are_feeds(fetcher, usual_places(first.final_address)[:PLACES_TRIED], ())
        if found:
            return Finding(found[:1])
    return Finding(message=f"{address}: no feed is named on this page, and none lies where feeds usually lie")


async def _that_are_feeds(
    fetcher: Fetcher, addresses: Iterable[str], named: Iterable[FoundFeed]
) -> tuple[FoundFeed, ...]:
    """Look at each address; a feed is called what its page calls it, else what it calls itself."""
    titles = {one.address: one.title for one in named}
    found = []
    for address in addresses:
        outcome = await fetcher.fetch(address, limit=LARGEST)
        if outcome.outcome == FRESH and (told := await _told(outcome)) is not None:
            one = _found(address, told)
            found.append(FoundFeed(address=address, title=one.title or titles.get(address), kind=one.kind))
    return tuple(found)


async def _told(outcome: FetchOutcome) -> ToldFeed | None:
    try:
        told = await asyncio.to_thread(
            told_by, outcome.body, content_type=outcome.content_type, address=outcome.final_address
        )
    except NoFeed:
        return None
    is_page = told.kind == "feed" and not told.reports and b"<html" in outcome.body[:4096].lower()
    return None if is_page else told


def _found(address: str, told: ToldFeed) -> FoundFeed:
    return FoundFeed(address=address, title=told.title, kind=told.kind)

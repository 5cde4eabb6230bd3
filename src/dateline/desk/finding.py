"""Finding the feeds of a site from any of its addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dateline.collect.addresses import BadAddress, web_address
from dateline.collect.fetch import Fetcher
from dateline.collect.guard import Guard
from dateline.collect.politeness import Manners
from dateline.desk.context import DeskContext
from dateline.model.feed import FRESH, FetchOutcome, FoundFeed, ToldFeed
from dateline.read.discovery import usual_places
from dateline.read.told import NoFeed, named_in, told_by
from dateline.runner.crew import Worker, WorkerDied

LARGEST = 5_000_000
PLACES_TRIED = 6
PARSING_TAKES = 15.0
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
    parser = Worker("finding")
    try:
        async with Fetcher(guard=guard, manners=manners, resolver=resolver) as fetcher:
            return await _Search(fetcher, parser).at(address)
    except WorkerDied as fault:
        return Finding(message=f"{address}: what came cannot be read: reading it {fault}")
    finally:
        parser.close()


class _Search:
    """Looks for feeds with a fetcher; what comes is parsed in a worker process."""

    def __init__(self, fetcher: Fetcher, parser: Worker) -> None:
        self._fetcher, self._parser = fetcher, parser

    async def at(self, address: str) -> Finding:
        """Look at an address, then at what its page names, then at the usual places."""
        first = await self._fetcher.fetch(address, limit=LARGEST)
        if first.outcome != FRESH:
            return Finding(message=f"{address}: {first.message}")
        if (told := await self._told(first)) is not None:
            return Finding((_found(address, told),))
        named = await self._parser.call(
            named_in, first.body, first.content_type, first.final_address, timeout=PARSING_TAKES
        )
        if good := await self._feeds_among([one.address for one in named], named):
            return Finding(good)
        if usual := await self._feeds_among(usual_places(first.final_address), ()):
            return Finding(usual[:1])
        return Finding(message=f"{address}: no feed is named on this page, and none lies where feeds usually lie")

    async def _feeds_among(self, addresses: Sequence[str], named: Iterable[FoundFeed]) -> tuple[FoundFeed, ...]:
        """Look at the first addresses; a feed is called what it calls itself, else what its page calls it."""
        titles = {one.address: one.title for one in named}
        found = []
        for address in addresses[:PLACES_TRIED]:
            outcome = await self._fetcher.fetch(address, limit=LARGEST)
            if outcome.outcome == FRESH and (told := await self._told(outcome)) is not None:
                one = _found(address, told)
                found.append(FoundFeed(address=address, title=one.title or titles.get(address), kind=one.kind))
        return tuple(found)

    async def _told(self, outcome: FetchOutcome) -> ToldFeed | None:
        read = partial(told_by, content_type=outcome.content_type, address=outcome.final_address)
        try:
            told = await self._parser.call(read, outcome.body, timeout=PARSING_TAKES)
        except NoFeed:
            return None
        is_page = told.kind == "feed" and not told.reports and b"<html" in outcome.body[:4096].lower()
        return None if is_page else told


def _found(address: str, told: ToldFeed) -> FoundFeed:
    return FoundFeed(address=address, title=told.title, kind=told.kind)

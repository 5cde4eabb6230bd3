"""Addresses given by hand: each is fetched by the polite fetcher and read as a file of that kind would be."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import urlsplit

from dateline.collect import sniff
from dateline.collect.fetch import Fetcher
from dateline.collect.guard import Guard
from dateline.collect.making import Wishes, make_capture
from dateline.collect.politeness import Manners
from dateline.collect.streams import Limits, Stream
from dateline.model.article import Capture, Failure
from dateline.model.feed import FRESH, FetchOutcome

AT_ONCE = 32


def fetch_addresses(
    addresses: Sequence[str], *, limits: Limits, private: Sequence[str] = (), manners: Manners | None = None
) -> Iterator[FetchOutcome]:
    """Fetch addresses, several hosts at a time; what came of each, in the order given.

    `private` are networks that may be fetched from though they are private. Raises ValueError for one that is none.
    """
    for start in range(0, len(addresses), AT_ONCE):
        batch = addresses[start : start + AT_ONCE]
        # In a thread of its own, because whoever calls may have an event loop running.
        with ThreadPoolExecutor(1) as thread:
            yield from thread.submit(asyncio.run, _fetch(batch, limits.page_bytes, private, manners)).result()


async def _fetch(
    addresses: Sequence[str], limit: int, private: Sequence[str], manners: Manners | None
) -> list[FetchOutcome]:
    async with Fetcher(guard=Guard(private), manners=manners) as fetcher:
        return await asyncio.gather(*(fetcher.fetch(one, limit=limit) for one in addresses))


def fetched_stream(outcome: FetchOutcome) -> tuple[Stream, str] | Failure:
    """Open what was fetched, with the kind of thing that it is."""
    if outcome.outcome != FRESH:
        return Failure(outcome.address, "collect", outcome.message or "could not be fetched")
    path = urlsplit(outcome.final_address).path
    name = path if sniff.extension(path) in (".jsonl", ".csv", ".tsv", ".mbox", ".md", ".txt", ".eml") else ""
    stream = Stream(io.BytesIO(outcome.body))
    return stream, sniff.media_type(stream.head, name=name, declared=outcome.content_type)


def fetched_capture(outcome: FetchOutcome, body: bytes, *, kind: str, wishes: Wishes, as_text: bool) -> Capture:
    """Make a capture of one page, text or feed that was fetched."""
    return make_capture(
        body,
        media_type=kind,
        found_in=outcome.address,
        url=outcome.final_address,
        captured_at=datetime.now(UTC).isoformat(timespec="seconds"),
        content_type=outcome.content_type,
        as_text=as_text,
        wishes=wishes,
    )

"""The door of the room: inputs of every kind go in, captures come out in the order the inputs were given."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from dateline.collect import archives, corpora, mailboxes, sniff
from dateline.collect.files import FoundFile, find_files, why_unreadable
from dateline.collect.making import Wishes, in_megabytes, make_capture
from dateline.collect.streams import DamagedStream, Limits, Stream, TooLarge
from dateline.model.article import Capture, Failure
from dateline.model.feed import FetchOutcome

STDIN = "-"

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PLAIN_FILES = (".txt", ".text", ".md", ".markdown")


class Collector(Protocol):
    """Reads a container of many articles, piece by piece."""

    def __call__(self, stream: Stream, *, found_in: str, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure]:
        """Give the captures of the container in their order, and a failure for each that is bad."""


COLLECTORS: Mapping[str, Collector] = {
    sniff.WARC: archives.read_warc,
    sniff.MAILBOX: mailboxes.read_mailbox,
    sniff.JSON_LINES: corpora.read_json_lines,
    sniff.CSV: corpora.read_csv,
    sniff.PARQUET: corpora.read_parquet,
}
"""Which collector takes which kind of container; any other text becomes one capture."""


def open_inputs(
    inputs: Sequence[str],
    *,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    published: str | None = None,
    as_text: bool = False,
    private_addresses: Sequence[str] = (),
) -> Iterator[Capture | Failure]:
    """Open files, folders, addresses and "-" in their order; a bad input gives one failure and the rest goes on.

    `published` is a publication date for inputs that state none; `as_text` takes plain files as they stand;
    `private_addresses` are networks that may be fetched from though they are private.
    """
    limits = limits or Limits()
    wishes = Wishes(published=published, as_text=as_text)
    addresses = [given for given in inputs if _ADDRESS.match(given)]
    fetched = _fetched(addresses, private_addresses, limits=limits)
    for given in inputs:
        if given == STDIN:
            yield from _read_stdin(stdin, wishes=wishes, limits=limits)
        elif _ADDRESS.match(given):
            yield from _read_fetched(next(fetched), wishes=wishes, limits=limits)
        else:
            yield from _read_path(given, wishes=wishes, limits=limits)


def _fetched(addresses: Sequence[str], private: Sequence[str], *, limits: Limits) -> Iterator[FetchOutcome]:
    if addresses:
        from dateline.collect.web_pages import fetch_addresses

        yield from fetch_addresses(addresses, limits=limits, private=private)


def _read_fetched(outcome: FetchOutcome, *, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure]:
    """Read what was fetched as a file of its kind is read."""
    from dateline.collect.web_pages import fetched_capture, fetched_stream

    opened = fetched_stream(outcome)
    if isinstance(opened, Failure):
        yield opened
        return
    stream, kind = opened
    if not stream.head.strip():
        yield from _read_blank(stream, found_in=outcome.address, limits=limits)
    elif container := COLLECTORS.get(kind):
        yield from container(stream, found_in=outcome.address, wishes=wishes, limits=limits)
    elif kind in sniff.UNSUPPORTED:
        yield Failure(outcome.address, "collect", sniff.UNSUPPORTED[kind])
    else:
        as_text = wishes.as_text and kind in (sniff.TEXT, sniff.MARKDOWN)
        body = _whole(stream, found_in=outcome.address, limits=limits)
        if isinstance(body, Failure):
            yield body
        else:
            kind = sniff.TEXT if as_text else kind
            yield fetched_capture(outcome, body, kind=kind, wishes=wishes, as_text=as_text)


def _read_stdin(stdin: BinaryIO | None, *, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure]:
    if stdin is None:
        yield Failure(STDIN, "collect", "nothing comes in on standard input; pipe a file into the command")
        return
    try:
        for collected in _read_stream(Stream(stdin), found_in=STDIN, path=None, wishes=wishes, limits=limits):
            yield Failure(STDIN, "collect", collected.why) if isinstance(collected, _PagePart) else collected
    except OSError as error:
        yield Failure(STDIN, "collect", why_unreadable(error))


@dataclass(frozen=True, slots=True)
class _PagePart:
    """A file that belongs to a saved page but is no text itself; `why` says what it is."""

    why: str


def _read_path(given: str, *, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure]:
    """Read a file, or the files of a folder; what lies beside saved pages is counted folder by folder."""
    page_parts: dict[str, int] = {}
    for found in find_files(given):
        if isinstance(found, Failure):
            yield found
            continue
        for collected in _read_file(found, wishes=wishes, limits=limits):
            if not isinstance(collected, _PagePart):
                yield collected
            elif found.in_folder:
                folder = os.path.dirname(found.path)
                page_parts[folder] = page_parts.get(folder, 0) + 1
            else:
                yield Failure(found.path, "collect", collected.why)
    for folder, count in page_parts.items():
        noun = "picture, sound, font, style sheet or script" if count == 1 else "pictures, fonts, style sheets, scripts"
        yield Failure(folder, "collect", f"left out {count} {noun}", lost=False)


def _read_file(found: FoundFile, *, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure | _PagePart]:
    try:
        with open(found.path, "rb") as raw:
            yield from _read_stream(
                Stream(raw, path=found.path), found_in=found.path, path=found.path, wishes=wishes, limits=limits
            )
    except OSError as error:
        yield Failure(found.path, "collect", why_unreadable(error))


def _read_stream(
    stream: Stream, *, found_in: str, path: str | None, wishes: Wishes, limits: Limits
) -> Iterator[Capture | Failure | _PagePart]:
    """Look at the first bytes and hand the stream to whoever reads that kind."""
    name = path or ""
    if not stream.head.strip():
        yield from _read_blank(stream, found_in=found_in, limits=limits)
        return
    kind = sniff.media_type(stream.head, name=name)
    if wishes.as_text and sniff.extension(name) in _PLAIN_FILES and kind not in sniff.UNSUPPORTED:
        kind = sniff.TEXT
    if container := COLLECTORS.get(kind):
        yield from container(stream, found_in=found_in, wishes=wishes, limits=limits)
    elif kind in sniff.PAGE_PARTS:
        yield _PagePart(sniff.UNSUPPORTED[kind])
    elif kind in sniff.UNSUPPORTED:
        yield Failure(found_in, "collect", sniff.UNSUPPORTED[kind])
    else:
        yield _read_single(stream, kind=kind, found_in=found_in, name=name, wishes=wishes, limits=limits)


def _read_blank(stream: Stream, *, found_in: str, limits: Limits) -> Iterator[Failure]:
    try:
        nothing = not stream.read_all(limits.page_bytes).strip()
    except DamagedStream as damage:
        yield Failure(found_in, "collect", f"cannot be unpacked: {damage}; get the file again")
    except TooLarge:
        yield Failure(found_in, "collect", f"is {in_megabytes(limits.page_bytes)} or more and begins blank; left out")
    else:
        yield Failure(found_in, "collect", "is empty" if nothing else "begins with 64 KB of nothing; left out")


def _read_single(
    stream: Stream, *, kind: str, found_in: str, name: str, wishes: Wishes, limits: Limits
) -> Capture | Failure:
    """Read one whole page, text, letter or feed into one capture."""
    body = _whole(stream, found_in=found_in, limits=limits)
    if isinstance(body, Failure):
        return body
    as_text = wishes.as_text and kind in (sniff.TEXT, sniff.MARKDOWN)
    return make_capture(
        body,
        media_type=sniff.TEXT if as_text else kind,
        found_in=found_in,
        file_name=os.path.basename(name) or None,
        as_text=as_text,
        wishes=wishes,
    )


def _whole(stream: Stream, *, found_in: str, limits: Limits) -> bytes | Failure:
    try:
        return stream.read_all(limits.page_bytes)
    except TooLarge:
        size = in_megabytes(limits.page_bytes)
        return Failure(found_in, "collect", f"is larger than the limit of {size} for one page; cut it or leave it out")
    except DamagedStream as damage:
        return Failure(found_in, "collect", f"cannot be unpacked whole: {damage}; get the file again")

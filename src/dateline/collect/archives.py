"""WARC files: each page or text that a crawler stored becomes a capture. The one file that imports fastwarc."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.collect import sniff
from dateline.collect.making import Wishes, in_megabytes, make_capture
from dateline.collect.streams import DamagedStream, Limits, Stream
from dateline.model.article import Capture, Failure

_NOT_ARTICLES = (sniff.BINARY, *sniff.UNSUPPORTED)


def read_warc(stream: Stream, *, found_in: str, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure]:
    """Go through the pages of a WARC file in order; damage gives the good records and then one failure."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    watched: Any = _Watched(stream)
    pages = number = 0
    problem: str | None = None
    try:
        records = ArchiveIterator(
            watched, record_types=kinds, parse_http=True, auto_decode="all", stream_detect=False, fsspec_args=False
        )
        for record in records:
            number += 1
            found = _read_record(
                record, watched=watched, number=number, found_in=found_in, wishes=wishes, limits=limits
            )
            if found is not None:
                pages += isinstance(found, Capture)
                yield found
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        problem = str(error) or type(error).__name__
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the foreign reader's own faults come out
            raise
        problem = "its records are damaged"
    if watched.damage:
        problem = str(watched.damage)
    if problem:
        yield Failure(found_in, "collect", f"the archive breaks off after {pages} whole pages: {_one_line(problem)}")
    elif not pages:
        yield Failure(found_in, "collect", "no web page or text is stored in this WARC file")


class _Watched:
    """A stream that remembers damage, because the foreign reader may turn it into a quiet end."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._position = 0
        self.damage: DamagedStream | None = None

    def tell(self) -> int:
        """Return how many bytes were given out."""
        return self._position

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, nothing at the end or at damage."""
        if self.damage:
            return b""
        try:
            found = self._stream.read(size) or b""
        except DamagedStream as damage:
            self.damage = damage
            return b""
        self._position += len(found)
        return found


def _read_record(
    record: Any, *, watched: _Watched, number: int, found_in: str, wishes: Wishes, limits: Limits
) -> Capture | Failure | None:
    """Make one record a capture; None for pictures, scripts, redirects and error pages."""
    http = record.http_headers
    status = getattr(http, "status_code", None) if http is not None else None
    if status is not None and not 200 <= status < 300:
        return None
    url = record.headers.get("WARC-Target-URI")
    content_type = _header(http, "Content-Type") or (record.headers.get("Content-Type") if http is None else None)
    if content_type and content_type.partition("/")[0].strip().lower() in ("image", "video", "audio", "font"):
        return None
    body = record.reader.read(limits.page_bytes)
    if len(body) >= limits.page_bytes:
        return Failure(
            found_in, "collect", f"record {number} ({url}) is {in_megabytes(limits.page_bytes)} or more; left out"
        )
    if _is_cut(record, watched.tell()):
        return Failure(found_in, "collect", f"record {number} ({url}) is cut off; left out")
    if not body.strip():
        return None
    kind = sniff.media_type(body[: 1 << 16], name=_path_of(url), declared=content_type)
    if kind in _NOT_ARTICLES:
        return None
    return make_capture(
        body,
        media_type=kind,
        found_in=found_in,
        number=number,
        url=url,
        captured_at=record.headers.get("WARC-Date"),
        content_type=content_type,
        wishes=wishes,
    )


def _header(http: Any, name: str) -> str | None:
    return (http.get(name) or None) if http is not None else None


def _is_cut(record: Any, given_out: int) -> bool:
    """Tell whether the archive ended inside this record, from where it began and how long it says it is."""
    headers = sum(len(name) + len(value) + 4 for name, value in record.headers.items()) + len("WARC/1.0\r\n\r\n")
    stated = record.headers.get("Content-Length") or ""
    return stated.isdigit() and bool(record.stream_pos + headers + int(stated) > given_out)


def _path_of(url: str | None) -> str:
    """Take the path of an address as a file name, unless it is a script's name that says nothing of its output."""
    path = (url or "").partition("?")[0].partition("#")[0]
    return path if sniff.extension(path) in (".xml", ".rss", ".atom", ".json", ".css", ".js") else ""


def _one_line(words: str) -> str:
    return " ".join(words.split())

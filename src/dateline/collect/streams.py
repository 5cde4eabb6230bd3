"""Byte streams that can be looked into and that unpack gzip as they go, so that large inputs are never held whole."""

from __future__ import annotations

import io
import os
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD_SIZE = 65_536
"""How many bytes of an input are looked at to tell what it is."""

GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a single thing may be, in bytes after unpacking; containers of many may be of any size."""

    page_bytes: int = 50_000_000
    row_bytes: int = 50_000_000


class DamagedStream(Exception):
    """Packed bytes end too early or are broken; the good bytes before the damage were given out."""


class TooLarge(Exception):
    """A page, row or letter is larger than the limit allows."""


class Stream(io.RawIOBase):
    """Bytes of one input, unpacked when they are gzip; `head` shows the first bytes without using them up.

    `path` is the file the bytes lie in, where another program may read the very same bytes from it.
    """

    def __init__(self, raw: BinaryIO, *, path: str | None = None) -> None:
        start = _read_fully(raw, HEAD_SIZE)
        packed = start.startswith(GZIP_MAGIC)
        self.path = path if path and not packed and os.path.isfile(path) else None
        self._chunks = _gunzip(start, raw) if packed else _chunks(start, raw)
        self._ready = b""
        self._damage: DamagedStream | None = None
        while len(self._ready) < HEAD_SIZE and (more := self._next_chunk()):
            self._ready += more

    @property
    def head(self) -> bytes:
        """The next bytes, at most `HEAD_SIZE` at the start of the stream."""
        return self._ready

    def readable(self) -> bool:
        """Say that this stream can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer with the next bytes; raise DamagedStream once the good bytes are used up."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        if not self._ready:
            self._ready = self._next_chunk()
            if not self._ready and self._damage:
                raise self._damage
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def read_all(self, limit: int) -> bytes:
        """Read what is left; raise TooLarge when it reaches the limit, DamagedStream when it breaks off."""
        parts, total = [], 0
        while part := self.read(1 << 20):
            parts.append(part)
            total += len(part)
            if total >= limit:
                raise TooLarge(limit)
        return b"".join(parts)

    def lines(self, limit: int) -> Iterator[bytes | None]:
        """Go through the lines with their ends; None stands for a line that is larger than the limit."""
        buffered = io.BufferedReader(_Patient(self), 1 << 16)
        while line := buffered.readline(limit):
            if len(line) == limit and not line.endswith(b"\n"):
                while (rest := buffered.readline(1 << 20)) and not rest.endswith(b"\n"):
                    pass
                yield None
            else:
                yield line
        if self._damage:
            raise self._damage

    def _next_chunk(self) -> bytes:
        try:
            return next(self._chunks, b"")
        except DamagedStream as damage:
            self._damage = damage
            return b""


class _Patient(io.RawIOBase):
    """A stream that ends quietly at damage, because a buffered reader loses good bytes when a read raises."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        try:
            return self._stream.readinto(buffer)
        except DamagedStream:
            return 0


def _read_fully(raw: BinaryIO, size: int) -> bytes:
    """Read `size` bytes even from a pipe that gives them in drops."""
    parts, missing = [], size
    while missing and (part := raw.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _chunks(start: bytes, raw: BinaryIO) -> Iterator[bytes]:
    yield start
    while part := raw.read(1 << 18):
        yield part


def _gunzip(start: bytes, raw: BinaryIO) -> Iterator[bytes]:
    """Unpack one or many gzip members in small steps, so that a bomb never grows beyond a step in memory."""
    unpacker, inside = zlib.decompressobj(wbits=31), False
    for packed in _chunks(start, raw):
        waiting = packed
        while waiting:
            if not inside:
                waiting = waiting.lstrip(b"\0")  # padding between and after members, as tape tools write it
                if not waiting:
                    break
                unpacker, inside = zlib.decompressobj(wbits=31), True
            try:
                unpacked = unpacker.decompress(waiting, 1 << 18)
            except zlib.error as error:
                raise DamagedStream(f"its gzip packing is broken ({error})") from None
            if unpacked:
                yield unpacked
            if unpacker.eof:
                waiting, inside = unpacker.unused_data, False
            else:
                waiting = unpacker.unconsumed_tail
                if not unpacked and not waiting:
                    break
    if inside:
        raise DamagedStream("its gzip packing ends too early, the file was cut off")

"""Unpacking what a server packed, piece by piece and never beyond a limit: a bomb grows no further than that."""

from __future__ import annotations

import zlib

from dateline.collect.streams import DamagedStream, TooLarge

ACCEPTED = "gzip, deflate"
"""What we ask servers for. Other packings (br, zstd) were not asked for and are refused."""

_STEP = 1 << 18


class Unpacker:
    """Takes the bytes of one answer as they come in and keeps them unpacked.

    Raises TooLarge beyond the limit (in bytes, packed or unpacked), DamagedStream for broken packing.
    """

    def __init__(self, encoding: str | None, *, limit: int) -> None:
        named = [one.strip().lower() for one in (encoding or "").split(",") if one.strip()]
        packings = [one.removeprefix("x-") for one in named if one != "identity"]
        if len(packings) > 1 or (packings and packings[0] not in ("gzip", "deflate")):
            raise DamagedStream(f"it is packed in a way that was not asked for ({', '.join(packings)[:40]})")
        self._packing = packings[0] if packings else None
        self._unpacker: zlib._Decompress | None = None
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self.received = 0

    def take(self, packed: bytes) -> None:
        """Take the next bytes."""
        self.received += len(packed)
        if self.received > self._limit:
            raise TooLarge(self._limit)
        if self._packing is None:
            self._keep(packed)
            return
        while packed:
            if self._unpacker is None:
                self._unpacker = zlib.decompressobj(wbits=self._window(packed))
            try:
                unpacked = self._unpacker.decompress(packed, _STEP)
            except zlib.error as error:
                raise DamagedStream(f"its packing is broken ({error})") from None
            self._keep(unpacked)
            if self._unpacker.eof:
                # Some servers send several packed parts after another; zeros after the last are padding.
                packed = self._unpacker.unused_data.lstrip(b"\0")
                self._unpacker = None
            else:
                packed = self._unpacker.unconsumed_tail
                if not unpacked and not packed:
                    break

    def finish(self) -> bytes:
        """Give all that was unpacked; raise DamagedStream when the packing ends too early."""
        if self._unpacker is not None and not self._unpacker.eof:
            raise DamagedStream("its packing ends too early")
        return b"".join(self._parts)

    def _window(self, packed: bytes) -> int:
        if self._packing == "gzip":
            return 31
        # "deflate" should come in a zlib wrapper; some servers leave it out.
        wrapped = packed[0] & 15 == 8 and (len(packed) < 2 or (packed[0] * 256 + packed[1]) % 31 == 0)
        return 15 if wrapped else -15

    def _keep(self, unpacked: bytes) -> None:
        self._size += len(unpacked)
        if self._size > self._limit:
            raise TooLarge(self._limit)
        if unpacked:
            self._parts.append(unpacked)

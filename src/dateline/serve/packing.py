"""Packed bytes that can be strung together: one gzip stream out of parts of which each was packed once.

A part is deflated by itself and ends on a whole byte, so that parts stand behind one another as they are. The check
sum of the whole is worked out from those of the parts (CRC-32 is linear), without looking at their bytes again.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x03\x00"
"""The last block of a stream, with nothing in it."""
_POLYNOMIAL = 0xEDB88320
_ONE = 1 << 31
_KEPT = struct.Struct("<III")
LONGEST_AS_IT_IS = 65_535


@dataclass(frozen=True, slots=True)
class Part:
    """Some bytes, packed; `check` is their CRC-32, `shift` how far they move the check sum of what stands before."""

    packed: bytes
    size: int
    check: int
    shift: int

    def kept(self) -> bytes:
        """Write it for a store."""
        return _KEPT.pack(self.size, self.check, self.shift) + self.packed


def part_of(raw: bytes, *, level: int = 6) -> Part:
    """Pack bytes as a part; at level 0 they stand in it as they are (64 kB at most)."""
    if level == 0 and len(raw) <= LONGEST_AS_IT_IS:
        packed = struct.pack("<BHH", 0, len(raw), len(raw) ^ 0xFFFF) + raw
    else:
        packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH)
    return Part(packed, len(raw), zlib.crc32(raw), _shift(len(raw)))


def kept_part(kept: bytes) -> Part:
    """Read a part back from a store."""
    size, check, shift = _KEPT.unpack_from(kept)
    return Part(kept[_KEPT.size :], size, check, shift)


def gzipped(parts: Iterable[Part]) -> bytes:
    """Put parts together as one gzip stream (RFC 1952).

    >>> import gzip
    >>> gzip.decompress(gzipped([part_of(b"one, "), part_of(b"two", level=0)]))
    b'one, two'
    """
    pieces, check, size = [_HEAD], 0, 0
    for one in parts:
        pieces.append(one.packed)
        check = _times(one.shift, check) ^ one.check if check else one.check
        size += one.size
    return b"".join((*pieces, _END, struct.pack("<II", check, size & 0xFFFFFFFF)))


def unpacked(parts: Sequence[Part]) -> bytes:
    """Put parts together as they were."""
    return zlib.decompress(b"".join((*(one.packed for one in parts), _END)), -zlib.MAX_WBITS)


@lru_cache(maxsize=4096)
def _shift(size: int) -> int:
    """The polynomial by which so many bytes multiply the check sum of what stands before them."""
    found, power, left = _ONE, _ONE >> 8, size  # x to the power of 8
    while left:
        if left & 1:
            found = _times(power, found)
        left >>= 1
        if left:
            power = _times(power, power)
    return found


def _times(left: int, right: int) -> int:
    """Multiply two polynomials modulo that of CRC-32, bits turned round."""
    found, bit = 0, _ONE
    while left:
        if left & bit:
            found ^= right
            left ^= bit
        bit >>= 1
        right = (right >> 1) ^ _POLYNOMIAL if right & 1 else right >> 1
    return found

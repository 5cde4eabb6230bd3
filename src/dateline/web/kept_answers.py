"""Pages that were made before, packed, with holes where each browser gets its own word against foreign forms."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from dateline.serve.packing import Part, part_of

BYTES_IN_MEMORY = 64_000_000
LARGEST = 2_000_000
LEVEL = 3
_WORD = secrets.token_hex(16)
"""Nobody outside knows it, so no text of others has a hole in it; it never leaves this process."""
_HOLE = re.compile(rf"\[{_WORD}:(\w+)\]")
OWN = "own"
"""The hole for the word of the browser that asks."""

Pieces = tuple[Part | str, ...]
"""A page in the order of its pieces: packed ones, and names of holes that are filled for each browser."""


def hole(name: str) -> str:
    """Return what stands in a page where something is put in later."""
    return f"[{_WORD}:{name}]"


def in_pieces(page: str, ready: Mapping[str, Part]) -> Pieces:
    """Cut a page at its holes, pack the rest, and put in what is packed already."""
    found: list[Part | str] = []
    for number, piece in enumerate(_HOLE.split(page)):
        if number % 2:
            found.append(ready.get(piece, piece))
        elif piece:
            found.append(part_of(piece.encode("utf-8", "replace"), level=LEVEL))
    return tuple(found)


def filled(pieces: Pieces, own: str) -> list[Part]:
    """Put the browser's own word into the holes that are left."""
    word = part_of(own.encode(), level=0)
    return [word if isinstance(one, str) else one for one in pieces]


def filled_text(page: str, own: str) -> str:
    """The same for a page that is not kept."""
    return _HOLE.sub(lambda _: own, page)


class KeptAnswers:
    """The pages asked for last, as many as there is room for."""

    def __init__(self, room: int = BYTES_IN_MEMORY) -> None:
        self._room, self._size = room, 0
        self._lock = Lock()
        self._kept: OrderedDict[str, Pieces] = OrderedDict()

    def get(self, name: str) -> Pieces | None:
        """Return a page, None where it is not kept."""
        with self._lock:
            found = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
            return found

    def keep(self, name: str, pieces: Pieces) -> None:
        """Keep a page, and let go of those that nobody asked for longest."""
        if _bytes(pieces) > LARGEST:
            return
        with self._lock:
            before = self._kept.pop(name, ())
            self._kept[name] = pieces
            self._size += _bytes(pieces) - _bytes(before)
            while self._size > self._room:
                self._size -= _bytes(self._kept.popitem(last=False)[1])


def _bytes(pieces: Pieces) -> int:
    return sum(len(one.packed) for one in pieces if isinstance(one, Part)) + 500 if pieces else 0

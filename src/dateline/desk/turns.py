"""Turns: of several threads that want the same thing made, one makes it and the others wait for it."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock

MOST = 1000


class Turns:
    """A lock for each name, as long as somebody may want it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: dict[Hashable, Lock] = {}

    def of(self, name: Hashable) -> Lock:
        """Return the lock of a name; who holds it makes what the name stands for, after looking whether it is there."""
        with self._lock:
            if len(self._of) > MOST:
                self._of = {one: lock for one, lock in self._of.items() if lock.locked()}
            return self._of.setdefault(name, Lock())

"""Passwords as argon2 hashes; the only file that knows the hashing library."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pwdlib import PasswordHash

AT_ONCE = threading.BoundedSemaphore(2)
"""A hash takes 64 MB of memory and a good part of a second; more of them at once would stop the desk."""


@cache
def _hasher() -> PasswordHash:
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    return PasswordHash((Argon2Hasher(),))


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the hash to keep in the place of a password."""
    with AT_ONCE:
        return _hasher().hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Tell whether this is the password of a hash; without a hash it takes as long, so that nobody learns from it."""
    with AT_ONCE:
        right = _hasher().verify(password, kept if kept is not None else _nobodys())
    return right and kept is not None

"""Secrets that are given away once and kept as hashes, and signatures by the desk's own key."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def new_secret() -> str:
    """Make a secret of 256 bits that stands in an address or a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; these are long and random, so a fast hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def sign(key: str, *words: str) -> str:
    """Sign words with a key; each word keeps its borders."""
    told = b"".join(len(one.encode()).to_bytes(4, "big") + one.encode() for one in words)
    return hmac.new(key.encode(), told, hashlib.sha256).hexdigest()


def is_signed(key: str, signature: str, *words: str) -> bool:
    """Tell whether a signature is right, in a time that tells nothing."""
    return hmac.compare_digest(sign(key, *words).encode(), signature.encode("utf-8", "replace"))


def setup_word() -> str:
    """Make the word that the first visitor of a desk on the network must know; easy to type.

    Sixteen letters without those that look alike.
    """
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))

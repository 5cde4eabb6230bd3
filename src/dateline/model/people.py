"""How readers come in: sessions, invitations, keys for other programs. Secrets themselves are never kept."""

from __future__ import annotations

from dataclasses import dataclass

PURPOSES = ("feed", "api", "reader")
"""What a key opens: private feeds, the interface for programs, reading apps that speak the Google Reader way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser that an account is signed in with."""

    id: int = 0
    account_id: int
    made_at: str
    seen_at: str
    expires_at: str
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A way in for one new reader, once, until a day."""

    id: int = 0
    role: str
    made_by: int
    made_at: str
    expires_at: str
    note: str = ""
    used_by: int | None = None
    used_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A key by which another program reads in the name of an account."""

    id: int = 0
    account_id: int
    purpose: str
    name: str
    made_at: str
    used_at: str | None = None

"""What goes out to a reader: digests and alerts. Times are ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.shelf import Card, Change

WAYS = ("mail", "webhook")
RHYTHMS = ("daily", "change")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A standing order of one account: what it is about, where it goes, and when.

    `about` is "front", or a kind and a key ("actor:c:KAZ", "story:s12ab", "search:quake"). `rhythm` is daily (at
    `hour` of the reader's day) or change. `secret` signs what a webhook is sent.
    """

    id: int
    account_id: int
    name: str
    about: str
    way: str
    address: str
    rhythm: str
    hour: int
    made_at: str
    secret: str | None = None
    paused: bool = False
    due_at: str | None = None
    looked_at: str | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionStory:
    """A story in one edition of a digest: only what is new in it, and why it is told."""

    card: Card
    changes: tuple[Change, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One sending of a digest."""

    digest: Digest
    at: str
    stories: tuple[EditionStory, ...]

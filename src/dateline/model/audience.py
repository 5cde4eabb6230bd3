"""Who reads the news with us, what they follow, and what they say. Times are ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.text import Anchor

READER, EDITOR, OWNER = "reader", "editor", "owner"
ROLES = (READER, EDITOR, OWNER)
"""Each may do what those before it may."""

TARGETS = ("actor", "place", "topic", "story", "outlet", "claim", "search")
"""What can be followed and muted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One reader; `password` is a hash, or None for who signs in elsewhere (OIDC) or in single-user mode."""

    id: int
    name: str
    role: str
    made_at: str
    email: str | None = None
    password: str | None = None
    subject: str | None = None
    """Who this is to the identity provider ("issuer subject"), for OIDC."""
    closed: bool = False

    def may(self, role: str) -> bool:
        """Tell whether the account may do what a role may."""
        return not self.closed and ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """What an account wants to see: `target` is one of TARGETS, `key` its id (an actor id, a story id, a query)."""

    account_id: int
    target: str
    key: str
    name: str
    at: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """What an account does not want to see: everywhere or only on the front page, for ever or until a time.

    `scope` is "everywhere", "frontpage", or "digests".
    """

    account_id: int
    target: str
    key: str
    name: str
    at: str
    scope: str = "everywhere"
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a story stands on a front page, or does not: in words, with the part of the score it gives."""

    kind: str
    words: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A story's place on one front page, with the score and the reasons for it."""

    story_id: str
    score: float
    reasons: tuple[Reason, ...]
    news: tuple[str, ...] = ()
    """What is new in the story since the reader last looked at it, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What an account says on a story, or on an exact passage of a report (`anchor`); `reply_to` is another comment.

    `text` is what was typed; `state` is shown, hidden (by an editor) or withdrawn (by its writer).
    """

    id: int
    account_id: int
    story_id: str
    text: str
    at: str
    anchor: Anchor | None = None
    reply_to: int | None = None
    state: str = "shown"
    edited_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A private highlight with or without words of one's own, at a passage of a report."""

    id: int
    account_id: int
    anchor: Anchor
    text: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search kept under a name; it can be followed, and read as a feed."""

    id: int
    account_id: int
    name: str
    query: str
    at: str

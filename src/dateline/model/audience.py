"""Who reads the news with us, what they follow, and what they say. Times are ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.text import Anchor

READER, EDITOR, OWNER = "reader", "editor", "owner"
ROLES = (READER, EDITOR, OWNER)
"""Each may do what those before it may."""

TARGETS = ("actor", "place", "topic", "story", "outlet", "claim", "search")
"""What can be followed and muted."""


def story_of_claim(key: str) -> str:
    """The story of a claim that is followed or muted: its key is the story's id, "#" (or "/") and the claim's own.

    >>> story_of_claim("s01#c7"), story_of_claim("s01/c7")
    ('s01', 's01')
    """
    return key.replace("/", "#").partition("#")[0]


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
    """What an account wants to see: `target` is one of TARGETS, `key` its id (an actor id, a story id, a query).

    `organs` is for states: whether their governments, forces and courts are followed with them.
    """

    account_id: int
    target: str
    key: str
    name: str
    at: str
    weight: float = 1.0
    organs: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryState:
    """What one account did with one story, and when; a time is None where it never happened.

    `looked_at` is when the reader last saw what was new in it; `shown` counts the front pages it stood on.
    """

    account_id: int
    story_id: str
    looked_at: str | None = None
    opened_at: str | None = None
    opens: int = 0
    saved_at: str | None = None
    hidden_at: str | None = None
    read_at: str | None = None
    unread_at: str | None = None
    """When the reader said that it shall count as unread though it was read."""
    shown_at: str | None = None
    shown: int = 0

    @property
    def outcome(self) -> str:
        """What the reader did with it, the strongest first: saved, opened, hidden, shown, or nothing."""
        named = (("saved", self.saved_at), ("opened", self.opened_at), ("hidden", self.hidden_at))
        return next((name for name, at in named if at), "shown" if self.shown_at else "nothing")


@dataclass(frozen=True, slots=True)
class StoryMark:
    """How a story stands, for everybody and for one reader."""

    story_id: str
    revision: str
    is_shelved: bool
    """Whether its card tells this revision."""
    changed_at: str | None
    is_talked_of: bool
    is_saved: bool
    looked_at: str | None
    opened_at: str | None
    is_read: bool
    is_followed: bool
    is_muted: bool

    @property
    def is_steady(self) -> bool:
        """Whether nothing but what is told here changes its page: its card is made, and nobody talks of it."""
        return self.is_shelved and not self.is_talked_of

    @property
    def has_news(self) -> bool:
        """Whether something is new since the reader looked."""
        return bool(self.looked_at and self.changed_at and self.changed_at > self.looked_at)

    @property
    def told(self) -> str:
        """All of it that shows, so that two pages with the same are the same."""
        news = self.looked_at if self.has_news else ""
        return f"{self.revision} {self.is_saved} {self.is_followed} {self.is_muted} {news}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How one account wants its pages: what it did not choose has these values."""

    diversity: float = 0.3
    """From 0 (the order of the scores alone) to 1 (outlets and places take turns wherever they can)."""
    taste: bool = True
    """Whether the light model learnt from one's own opens and saves has a say."""
    zone: str = "UTC"
    """The time zone in which the reader's day ends, by its name in the tz database ("Asia/Tokyo")."""
    page_size: int = 30
    keys: bool = True
    """Whether single letters (j, k, o, s, m) act on pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceAccount:
    """What is kept once for an account: how it wants its pages and when it was last on its front page.

    `revision` grows with everything that could change the front page. A visit is a row of looks without a long pause:
    `visit_at` is the latest look, `before_at` the end of the visit before this one.
    """

    account_id: int
    revision: int = 0
    preferences: Preferences = Preferences()
    visit_at: str | None = None
    before_at: str | None = None
    read_before: str | None = None
    """Everything whose newest report is not younger counts as read ("mark all as read")."""
    taste_revision: int = 0
    """Grows with every lesson the taste model could learn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a taste is learnt from: a story's traits as they were, what the reader did, and when."""

    story_id: str
    outcome: str
    at: str
    traits: tuple[str, ...]

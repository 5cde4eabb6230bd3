"""Where reports come from day by day: feeds, pages, folders; how each visit went; the jobs that visits leave."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A place that is visited again and again; `kind` is feed, sitemap, page, folder or mailbox.

    `address` is a web address, or a path for a folder or mailbox. `folder` names the shelf it stands on in the
    reader's list, with "/" between nested ones ("World/Asia"). `etag` and `modified` are what the server gave last.
    Times are ISO 8601 in UTC; a time that is not known is None.
    """

    id: int
    address: str
    kind: str = "feed"
    title: str | None = None
    folder: str = ""
    site: str | None = None
    added_at: str | None = None
    paused: bool = False
    full_text: bool = True
    """Whether the pages that the feed names are fetched too; without it, its own text is read."""
    etag: str | None = None
    modified: str | None = None
    next_visit: str | None = None
    last_visit: str | None = None
    last_success: str | None = None
    last_new: str | None = None
    fault: str | None = None
    """Why the last visit failed, in words a reader understands; None when it went well."""
    faults_in_a_row: int = 0
    usual_a_day: float | None = None
    """How many new reports it usually brings in a day, None until that is known."""
    renamed: bool = False
    """Whether people gave the title; then the feed's own does not replace it."""
    body_hash: str | None = None
    """SHA-256 of what it held last, for servers that do not say that nothing changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One look at a feed: when, how it ended (`fresh`, `unchanged`, `failed`) and how much was new."""

    feed_id: int
    at: str
    outcome: str
    new: int = 0
    message: str | None = None
    took: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work that must be done once: `kind` and `subject` say what; a lease tells who has it and until when."""

    id: int
    kind: str
    subject: str
    payload: str = "{}"
    due_at: str
    attempts: int = 0
    leased_by: str | None = None
    leased_until: str | None = None
    fault: str | None = None
    host: str = ""
    """Whom the work asks something of; one host's jobs go one after another."""


FRESH, UNCHANGED, REFUSED, FAILED, LATER = "fresh", "unchanged", "refused", "failed", "later"
"""How fetching an address ends: refused will not change soon, failed may go well next time, later was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOutcome:
    """What came of fetching one address: `outcome` is one of the five words above, `message` tells people why.

    `moved_to` is where the address moved for good (301, 308); `wait` is in how many seconds the server wants to be
    asked again; `fresh_for` for how many seconds it says that its answer stays true. `took` is in seconds.
    """

    address: str
    outcome: str
    final_address: str = ""
    status: int | None = None
    body: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    modified: str | None = None
    moved_to: str | None = None
    wait: float | None = None
    fresh_for: float | None = None
    message: str | None = None
    took: float = 0.0


WAITING, KEPT, FEED_TEXT, LOST, PASSED = "waiting", "kept", "feed text", "failed", "passed over"
"""What becomes of a report that a feed named: its page waits or is kept, or the feed's own text was taken ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One report that a feed named, and what became of it.

    `key` tells it from all others (its address without what only counts visitors); `own_id` is the feed's id for it.
    `mark` changes when the feed tells something else of it, `told` is what the feed itself carries of it (JSON) while
    that may still be needed. `capture_number` is the capture that it became.
    """

    id: int
    feed_id: int | None
    key: str
    address: str
    title: str | None = None
    own_id: str | None = None
    published_at: str | None = None
    seen_at: str
    state: str = WAITING
    message: str | None = None
    mark: str = ""
    told: str | None = None
    capture_number: int | None = None
    versions: int = 1
    """How often its page was fetched: once, and once more each time the feed told something else of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a feed does, in words: `state` is well, silent, faulty, paused or new."""

    state: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReport:
    """One report as a feed or news sitemap tells of it.

    `own_text` is the report as a JSON Feed of one, made from the feed's own words, when it carries any; `words` counts
    them, and `is_teaser` says that they are the beginning only. `mark` changes when what is told changes.
    """

    address: str
    own_id: str | None = None
    title: str | None = None
    published_at: str | None = None
    own_text: str | None = None
    words: int = 0
    is_teaser: bool = True
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFeed:
    """What one visit to a feed or sitemap told: `parts` are further sitemaps (address, last change), newest first."""

    title: str | None = None
    site: str | None = None
    minutes_to_live: int | None = None
    reports: tuple[ToldReport, ...] = ()
    parts: tuple[tuple[str, str | None], ...] = ()
    kind: str = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that a web page names: its address, what it is called there, and of which kind it is."""

    address: str
    title: str | None = None
    kind: str = "feed"

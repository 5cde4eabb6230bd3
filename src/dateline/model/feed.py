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

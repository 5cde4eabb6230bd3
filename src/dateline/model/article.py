"""What was fetched and what was read from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model.text import Slice


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What was fetched, untouched; never changed and never deleted by us.

    `id` is the SHA-256 of `body`. `found_in` is the input the user gave (a path, URL, or corpus id);
    `number` tells apart captures that stand in one container (row 3 of a corpus, record 7 of a WARC).
    `hints` are facts that came with the bytes from outside, such as `published` or `content_type`.
    """

    id: str
    body: bytes
    media_type: str
    found_in: str
    number: int = 0
    url: str | None = None
    captured_at: str | None = None
    hints: tuple[tuple[str, str], ...] = ()

    def hint(self, name: str) -> str | None:
        """Return the hint of that name, or None."""
        return next((value for key, value in self.hints if key == name), None)


@dataclass(frozen=True, slots=True)
class Failure:
    """A step that failed on one capture or article; the line goes on without it.

    `lost` is False for a mere warning: the input gave its article all the same, or was none to begin with.
    """

    found_in: str
    step: str
    message: str
    article_id: str | None = None
    lost: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """A stretch of time: ISO 8601 dates or times, both ends inclusive, with the reason for it.

    `start` and `end` are `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS][+HH:MM]`; either may be None (open).
    `precision` is one of time, day, week, month, season, quarter, year, decade, century, duration, set.
    """

    start: str | None
    end: str | None
    precision: str
    why: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PrintedDateline:
    """The place and agency printed at the head of a dispatch: "LONDON (Reuters) -"."""

    place: str | None
    agency: str | None
    exact: str


@dataclass(frozen=True, slots=True)
class Residue:
    """A piece of the visible text that is not the story, with its kind (ad, promo, caption, timecode ...)."""

    kind: str
    slice: Slice
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text, made by selecting slices of its capture's visible text.

    `text` is `join_slices(visible, slices)`: the standfirst, if any, and the body; the headline stands apart.
    `flags` name conditions of the page: paywall, cookie_wall, truncated, unsupported_language ...
    `sort_key` puts articles into founding order: published first, then id.
    """

    id: str
    capture_id: str
    found_in: str
    text: str
    slices: tuple[Slice, ...]
    visible_sha256: str
    media_type: str = "text/plain"
    url: str | None = None
    outlet: Outlet | None = None
    credited_to: str | None = None
    headline: str | None = None
    headline_slice: Slice | None = None
    standfirst: str | None = None
    bylines: tuple[str, ...] = ()
    dateline: PrintedDateline | None = None
    published_at: DateInterval | None = None
    updated_at: DateInterval | None = None
    language: str | None = None
    topics: tuple[str, ...] = ()
    residue: tuple[Residue, ...] = ()
    flags: tuple[str, ...] = field(default=())

    @property
    def published_day(self) -> str | None:
        """The first day of the publication interval (`YYYY-MM-DD`), or None when it is unknown."""
        if self.published_at is None or self.published_at.start is None:
            return None
        return self.published_at.start[:10]

    @property
    def sort_key(self) -> tuple[str, str]:
        """Founding order: by publication, undated last, then by id."""
        start = self.published_at.start if self.published_at else None
        return (start or "9999", self.id)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and the visible text of its capture, of which the article's text is slices."""

    article: Article
    visible: str

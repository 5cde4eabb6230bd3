"""Places in text: spans, slices of a capture, anchors that survive a re-read.

All offsets are half-open and counted in Unicode code points: never bytes, never JavaScript units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PARAGRAPH_BREAK = "\n\n"
"""What stands between two slices in an article's text."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place `[start, end)` in an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the exact words at this place."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two places share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other place lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Span) -> Span:
        """Return the smallest place that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True, order=True)
class Slice:
    """A kept piece `[start, end)` of a capture's visible text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of one article, with W3C position and quote selectors, so that it survives a re-read."""

    article_id: str
    text_sha256: str
    span: Span
    exact: str
    prefix: str
    suffix: str


def join_slices(visible: str, slices: Iterable[Slice]) -> str:
    """Make an article's text from the kept pieces of the visible text (law 1: select, never rewrite).

    >>> join_slices("Ad\\nRebels left.\\nLogin\\nTalks began.", [Slice(3, 15), Slice(22, 34)])
    'Rebels left.\\n\\nTalks began.'
    """
    return PARAGRAPH_BREAK.join(visible[piece.start : piece.end] for piece in slices)


def to_capture(slices: Sequence[Slice], span: Span) -> tuple[Slice, ...]:
    """Map a span of the article's text back to the piece or pieces of the capture's visible text.

    A span over a paragraph break comes back as several pieces; the break itself has no place in the capture.

    >>> to_capture([Slice(3, 15), Slice(22, 34)], Span(7, 19))
    (Slice(start=10, end=15), Slice(start=22, end=27))
    """
    found: list[Slice] = []
    at = 0
    for piece in slices:
        start, end = max(span.start, at), min(span.end, at + len(piece))
        if start < end:
            found.append(Slice(piece.start + start - at, piece.start + end - at))
        at += len(piece) + len(PARAGRAPH_BREAK)
        if at >= span.end:
            break
    return tuple(found)


def anchor(article_id: str, text: str, *, text_sha256: str, span: Span, context: int = 32) -> Anchor:
    """Build an anchor for a span, with `context` characters of prefix and suffix."""
    return Anchor(
        article_id,
        text_sha256,
        span,
        span.of(text),
        text[max(0, span.start - context) : span.start],
        text[span.end : span.end + context],
    )

"""What the body readers hand on: which pieces of the visible text are the story, and what the rest is.

Two rooms' neighbours make one: `html.select_body(html, page)` for pages and `scrape.select_lines(text)` for
page scrapes. Every offset counts code points of the visible text (of the scrape itself, for a scrape).
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.article import Residue
from dateline.model.text import Slice, join_slices

PAYWALL = "paywall"
COOKIE_WALL = "cookie_wall"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySelection:
    """The chosen pieces of one visible text.

    `slices` are the standfirst (if any) and the body paragraphs in page order; no slice means that no story was
    found. `headline_slice` points at the printed headline, which is not part of the text. `standfirst_slice` is the
    hull of the standfirst's lines (two bullets are two slices under one hull). `residue` types every other line
    that is not blank. `flags` name conditions of the page: `paywall` (only a teaser is there), `cookie_wall`.
    """

    slices: tuple[Slice, ...] = ()
    headline_slice: Slice | None = None
    standfirst_slice: Slice | None = None
    residue: tuple[Residue, ...] = ()
    flags: tuple[str, ...] = ()

    def text(self, visible: str) -> str:
        """Return the article's text (law 1: slices joined, nothing rewritten)."""
        return join_slices(visible, self.slices)

    def headline(self, visible: str) -> str | None:
        """Return the headline as printed, or None."""
        return _words(visible, self.headline_slice)

    def standfirst(self, visible: str) -> str | None:
        """Return the standfirst as printed, or None."""
        return _words(visible, self.standfirst_slice)


def _words(visible: str, piece: Slice | None) -> str | None:
    return visible[piece.start : piece.end] if piece else None

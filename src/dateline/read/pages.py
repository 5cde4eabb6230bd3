"""Web pages and pieces of markup (in feeds, letters and XML): visible text, body selection, metadata."""

from __future__ import annotations

from dateline.model.article import Capture, Failure, Reading
from dateline.model.text import Slice
from dateline.read.articles import failure, make_reading
from dateline.read.metadata import Metadata, page_metadata, scrape_metadata
from dateline.read.visible import visible_page

NO_STORY = "no story text was found (a page of links, a form, or an empty page)"

LONGEST_TEXT = 1_000_000
"""How many visible characters a page may show: ten times the longest live ticker; choosing lines costs time."""

Found = list[Reading | Failure]


def read_page(capture: Capture, text: str, *, flags: tuple[str, ...] = ()) -> Found:
    """Read a web page."""
    from dateline.read.html import select_body

    page = visible_page(text)
    if not page.text.strip():
        return [failure(capture, "the page shows no text; save it from a browser after it has loaded")]
    if len(page.text) > LONGEST_TEXT:
        return [failure(capture, _too_long(len(page.text)))]
    selection = select_body(text, page)
    if not selection.slices:
        return [failure(capture, _why_no_story(selection.flags))]
    metadata = page_metadata(page, selection, html=text, url=capture.url, captured_at=capture.captured_at)
    return [
        make_reading(
            capture,
            visible=page.text,
            slices=selection.slices,
            metadata=metadata,
            headline_slice=selection.headline_slice,
            residue=selection.residue,
            flags=(*flags, *selection.flags),
        )
    ]


def read_scrape(capture: Capture, text: str, *, flags: tuple[str, ...] = ()) -> Found:
    """Read a page scrape: the story's lines between the furniture's."""
    from dateline.read.scrape import select_lines

    if len(text) > LONGEST_TEXT:
        return [failure(capture, f"{_too_long(len(text))}, or take it as it stands with --as text")]
    selection = select_lines(text)
    if not selection.slices:
        return [failure(capture, f"{_why_no_story(selection.flags)}; --as text takes the file as it stands")]
    metadata = scrape_metadata(text, selection, captured_at=capture.captured_at)
    return [
        make_reading(
            capture,
            visible=text,
            slices=selection.slices,
            metadata=metadata,
            headline_slice=selection.headline_slice,
            residue=selection.residue,
            flags=(*flags, *selection.flags),
        )
    ]


def read_fragment(capture: Capture, markup: str, *, metadata: Metadata, index: int = 0) -> Reading | None:
    """Read a piece of markup that is a story and nothing else, each visible line a slice; None without words."""
    page = visible_page(markup)
    slices = tuple(Slice(block.start, block.end) for block in page.blocks if page.words(block).strip())
    if not slices:
        return None
    return make_reading(capture, visible=page.text, slices=slices, metadata=metadata, index=index)


def _too_long(size: int) -> str:
    return f"shows {size / 1e6:.1f} million characters, too many for one article; cut it into its articles"


def _why_no_story(flags: tuple[str, ...]) -> str:
    if "paywall" in flags:
        return "no story text was found, only a paywall"
    if "cookie_wall" in flags:
        return "no story text was found, only a cookie notice; save the page after answering it"
    return NO_STORY

"""The door of the room: one capture goes in, its articles come out, or failures in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dateline.model.article import Capture, Reading
from dateline.model.text import Slice
from dateline.read.articles import failure, make_reading, whole
from dateline.read.decode import Decoded, decode
from dateline.read.metadata import plain_metadata
from dateline.read.pages import Found, read_page, read_scrape

Reader = Callable[[Capture, Decoded], Found]


def read_capture(capture: Capture) -> Found:
    """Read all articles of one capture; trouble with one capture is a failure, never an exception."""
    reader = READERS.get(capture.media_type)
    if reader is None:
        return [failure(capture, f"a thing of type {capture.media_type} cannot be read")]
    try:
        if capture.media_type in _READ_FROM_BYTES:
            return reader(capture, _NOTHING)
        decoded = decode(capture.body, content_type=capture.hint("content_type"))
        if not decoded.text.strip():
            return [failure(capture, "is empty")]
        found = reader(capture, decoded)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # law 5: one bad capture never stops the line
        reason = " ".join(str(error).split())[:200]
        return [failure(capture, f"could not be read ({type(error).__name__}: {reason})")]
    gave_one = any(isinstance(one, Reading) for one in found)
    return found + [replace(failure(capture, warning), lost=not gave_one) for warning in decoded.warnings]


def plain_text(capture: Capture, decoded: Decoded) -> Found:
    """Take plain text as it stands when the user says so; otherwise it is a page scrape."""
    if capture.hint("as_text"):
        text = decoded.text
        metadata = plain_metadata(text, url=capture.url)
        slices: tuple[Slice, ...] = whole(text)
        return [make_reading(capture, visible=text, slices=slices, metadata=metadata, flags=decoded.flags)]
    return read_scrape(capture, decoded.text, flags=decoded.flags)


def web_page(capture: Capture, decoded: Decoded) -> Found:
    """Read a web page."""
    return read_page(capture, decoded.text, flags=decoded.flags)


def markdown_text(capture: Capture, decoded: Decoded) -> Found:
    """Read a Markdown file."""
    from dateline.read.markdown import read_markdown

    return read_markdown(capture, decoded.text, flags=decoded.flags)


def corpus_row(capture: Capture, _: Decoded) -> Found:
    """Read one row of a corpus."""
    from dateline.read.rows import read_row

    return read_row(capture)


def json_articles(capture: Capture, decoded: Decoded) -> Found:
    """Read a JSON file of articles or a JSON Feed."""
    from dateline.read.rows import read_json

    return read_json(capture, decoded.text)


def letter(capture: Capture, _: Decoded) -> Found:
    """Read one letter."""
    from dateline.read.mail import read_mail

    return read_mail(capture)


def feed(capture: Capture, _: Decoded) -> Found:
    """Read a feed of the RSS or Atom family."""
    from dateline.read.feeds import read_feed

    return read_feed(capture)


def agency_xml(capture: Capture, decoded: Decoded) -> Found:
    """Read a news agency's XML."""
    from dateline.read.newsml import read_newsml

    return read_newsml(capture, decoded.text)


_NOTHING = Decoded("", "", "")

READERS: Mapping[str, Reader] = {
    "text/html": web_page,
    "text/plain": plain_text,
    "text/markdown": markdown_text,
    "message/rfc822": letter,
    "application/json": json_articles,
    "application/vnd.dateline.row+json": corpus_row,
    "application/rss+xml": feed,
    "application/xml": feed,
    "application/nitf+xml": agency_xml,
    "application/newsml-g2+xml": agency_xml,
}
"""Which reader reads which media type."""

# These hold their own encodings inside: parts of a letter, the XML head of a feed, JSON.
_READ_FROM_BYTES = frozenset(
    ["message/rfc822", "application/rss+xml", "application/xml", "application/vnd.dateline.row+json"]
)

"""How every collector makes a capture: the hash of its bytes as id, and what came with the bytes as hints."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dateline.model.article import Capture

AS_TEXT = "as_text"
CONTENT_TYPE = "content_type"
FILE_NAME = "file_name"
PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user asked for beside the inputs: a publication date, and plain files taken as they stand."""

    published: str | None = None
    as_text: bool = False


def make_capture(
    body: bytes,
    *,
    media_type: str,
    found_in: str,
    wishes: Wishes,
    number: int = 0,
    url: str | None = None,
    captured_at: str | None = None,
    content_type: str | None = None,
    file_name: str | None = None,
    as_text: bool = False,
) -> Capture:
    """Make a capture from untouched bytes; only hints that are known are kept."""
    hints = {
        CONTENT_TYPE: content_type,
        FILE_NAME: file_name,
        PUBLISHED: wishes.published,
        AS_TEXT: "1" if as_text else None,
    }
    return Capture(
        id=hashlib.sha256(body).hexdigest(),
        body=body,
        media_type=media_type,
        found_in=found_in,
        number=number,
        url=url,
        captured_at=captured_at,
        hints=tuple((name, value) for name, value in hints.items() if value),
    )


def in_megabytes(size: int) -> str:
    """Say a number of bytes the way people do.

    >>> in_megabytes(50_000_000)
    '50 MB'
    """
    return f"{size / 1_000_000:.0f} MB"

"""A plain text cut at its blank lines."""

from __future__ import annotations

import re

from dateline.model.text import Slice

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]*\S[^\n]*)*")


def paragraphs(text: str, *, start: int = 0) -> tuple[Slice, ...]:
    """Cut a text at its blank lines; white space around a paragraph is in no slice.

    >>> paragraphs("One.\\n\\n  Two\\nlines. \\n")
    (Slice(start=0, end=4), Slice(start=8, end=18))
    """
    found = []
    for one in _PARAGRAPH.finditer(text, start):
        found.append(Slice(one.start(), one.start() + len(one.group().rstrip())))
    return tuple(found)

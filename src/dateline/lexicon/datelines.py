"""How a dispatch opens: place, day and agency before its first words ("OSLO, May 2 (NTB) - ")."""

from __future__ import annotations

import re

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]{2,}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+){0,3}"
_TITLED = r"[A-ZÀ-Þ][\w.'’\-]+(?: [A-ZÀ-Þ][\w.'’\-]+){0,2}"
_REGION = r"(?:, [A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2})?"
_DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? (?:19|20)\d\d)?)?"
_AGENCY = r" ?\((?:[A-Z][\w .&/'’\-]{1,40})\)"
_OPENING = re.compile(
    rf"^(?:{_CAPITALS}{_REGION}{_DAY}(?:{_AGENCY})?|{_TITLED}{_REGION}{_DAY}{_AGENCY})\s?(?:-{{1,2}}|[–—])\s+(?=\S)",
    re.MULTILINE,
)


def datelines_in(text: str) -> list[tuple[int, int]]:
    """Where datelines stand at the head of a line: from the place to the first word behind the dash (code points).

    >>> datelines_in("OSLO, May 2 (NTB) - Rain fell.")
    [(0, 20)]
    """
    return [found.span() for found in _OPENING.finditer(text)]

"""The place and agency that a dispatch prints before its first words: "ALMATY, Jan 11 (Xinhua) -- "."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lexicon.outlets import outlet_named
from dateline.model.article import PrintedDateline
from dateline.model.text import Slice

_PLACE = r"[A-ZÀ-ÖØ-ÞŁŚŽ][A-ZÀ-ÖØ-ÞŁŚŽ.'’\-]+(?:[ /][A-ZÀ-ÖØ-ÞŁŚŽ][A-ZÀ-ÖØ-ÞŁŚŽ.'’\-]*){0,3}"
_TITLED = r"[A-ZÀ-Þ][\w.'’\-]+(?: [A-ZÀ-Þ][\w.'’\-]+){0,2}"
_REGION = r"(?:,\s(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w.]{1,20}(?:\s[A-Z][\w.]{1,20}){0,2})?"
_DAY = (
    r"(?:,?\s(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}|"
    r"\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?)(?:,?\s(?:19|20)\d\d)?|"
    r",\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
)
_AGENCY = r"(?:\((?P<agency>[A-ZÉ][\w .&/'’\-]{1,40})\)|/(?P<slashed>[A-Z][\w ]{2,20})/)"
_DATELINES = (
    re.compile(rf"\s*(?P<place>{_PLACE}{_REGION}){_DAY}\.?\s*{_AGENCY}\s*(?:[-–—:]{{1,2}}|\.)?\s"),
    re.compile(rf"\s*(?P<place>{_TITLED}{_REGION}){_DAY}\.?\s*{_AGENCY}\s*[-–—:]{{1,2}}\s"),
    re.compile(rf"\s*(?P<place>){_DAY}\s*{_AGENCY}\s*[-–—]{{1,2}}\s"),
    re.compile(rf"\s*(?P<place>{_PLACE}{_REGION}){_DAY}\s*(?:[–—]|--|-)\s"),
    re.compile(rf"\s*(?P<place>{_PLACE}{_REGION}){_DAY}:\s"),
)  # fmt: skip
_SPEAKER_LINE = re.compile(rf"\s*{_PLACE}:\s")


def printed_dateline(text: str, slices: Sequence[Slice]) -> PrintedDateline | None:
    """Read place and agency at the head of a dispatch ("ALMATY, Jan 11 (Xinhua) -- ") in one of the first slices.

    >>> printed_dateline("LONDON (Reuters) - Talks began.", [Slice(0, 31)])
    PrintedDateline(place='LONDON', agency='Reuters', exact='LONDON (Reuters) -')
    """
    for piece in slices[:3]:
        words = text[piece.start : min(piece.end, piece.start + 160)]
        for number, pattern in enumerate(_DATELINES):
            found = pattern.match(words)
            if not found:
                continue
            agency = found.groupdict().get("agency") or found.groupdict().get("slashed")
            if number in (1, 2) and not (agency and (outlet_named(agency) or agency.isupper())):
                continue
            if number == 4 and sum(bool(_SPEAKER_LINE.match(text, one.start)) for one in slices) > 1:
                continue  # "SMITH: ..." again and again is an interview
            return PrintedDateline(found["place"].strip() or None, agency, found.group().strip())
    return None

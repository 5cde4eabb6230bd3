"""The place and agency that a dispatch prints before its first words: "ALMATY, Jan 11 (Xinhua) -- "."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lexicon.outlets import outlet_named
from dateline.model.article import PrintedDateline
from dateline.model.text import Slice

_PLACE = r"[A-ZÀ-ÖØ-ÞŁŚŽ][A-ZÀ-ÖØ-ÞŁŚŽ.'’\-]+(?:[ /][A-ZÀ-ÖØ-ÞŁŚŽ][A-ZÀ-ÖØ-ÞŁŚŽ.'’\-]*){0,3}"
_TITLED = r"[A-ZÀ-Þ][\w.'’\-]+(?: [A-ZÀ-Þ][\w.'’\-]+){0,2}"
_NO_REGION = r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_REGION = rf"(?:,\s(?!{_NO_REGION})[A-Z][\w.]{{1,20}}(?:\s[A-Z][\w.]{{1,20}}){{0,2}})?"
_DAY = (
    r"(?:,?\s(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}|"
    r"\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?)(?:,?\s(?:19|20)\d\d)?|"
    r",\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
)
_AGENCY = r"(?:\((?P<agency>[A-ZÉ][\w .&/'’\-]{1,40})\)|/(?P<slashed>[A-Z][\w ]{2,20})/)"
_DATELINES = (
    re.compile(rf"\s*(?P<place>{_PLACE}{_REGION}){_DAY}\.?\s*{_AGENCY}\s*(?:[-–—―:_]{{1,2}}|\.)?\s"),
    re.compile(rf"\s*(?P<place>{_TITLED}{_REGION}){_DAY}\.?\s*{_AGENCY}\s*[-–—―:]{{1,2}}\s"),
    re.compile(rf"\s*(?P<place>){_DAY}\s*{_AGENCY}\s*[-–—―]{{1,2}}\s"),
    re.compile(rf"\s*(?P<place>{_PLACE}{_REGION}){_DAY}\s*(?:[–—―]|--|(?<=\s)-(?=\s))"),
    re.compile(rf"\s*(?P<place>{_PLACE}{_REGION}){_DAY}:\s"),
)
_WITH_AGENCY, _TITLED_PLACE, _AGENCY_ALONE, _WITH_DASH, _WITH_COLON = range(5)

_SPEAKER_LINE = re.compile(rf"\s*{_PLACE}:\s")
_LATER_START = re.compile(r"[\n.!?”\"]\s+(?=[A-ZÀ-Þ]{3})")
_NO_PLACE = re.compile(
    r"(?:TITLE|HEADLINE|UPDATED?|UPDATE \d|FILE(?: PHOTO)?|BREAKING(?: NEWS)?|QUESTION|ANSWER|EXCLUSIVE|ANALYSIS|"
    r"OPINION|COMMENT|COMMENTARY|EDITORIAL|WATCH|VIDEO|PHOTOS?|LIVE|FACTBOX|TIMELINE|EXPLAINER|EXPLAINED|CORRECTED|"
    r"CORRECTION|NOTE|EDITOR'?S? NOTE|SUMMARY|RECAP|REVIEW|INTERVIEW|FEATURE|NEWS|SPORTS?|ALERT|WARNING|READ|LISTEN|"
    r"POLL|QUIZ|PREVIEW|PROFILE|SPECIAL(?: REPORT)?|TOP STORY|DEVELOPING|JUST IN|FACT CHECK|CLARIFICATION|"
    r"PRESS RELEASE|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|[A-Z]{1,3}|[A-Z]\.[A-Z.]+)\Z"
)
_HEAD = 400


def printed_dateline(text: str, slices: Sequence[Slice]) -> PrintedDateline | None:
    """Read place and agency at the head of a dispatch ("ALMATY, Jan 11 (Xinhua) -- ") in one of the first slices.

    A text that begins with its headline has the dateline after it, so later lines and sentences are looked at too.

    >>> printed_dateline("LONDON (Reuters) - Talks began.", [Slice(0, 31)])
    PrintedDateline(place='LONDON', agency='Reuters', exact='LONDON (Reuters) -')
    """
    for piece in slices[:4]:
        words = text[piece.start : min(piece.end, piece.start + _HEAD)]
        starts = [0, *(found.end() for found in _LATER_START.finditer(words))]
        for start in starts:
            if found := _at(words, start, text, slices):
                return found
    return None


def _at(words: str, start: int, text: str, slices: Sequence[Slice]) -> PrintedDateline | None:
    for number, pattern in enumerate(_DATELINES):
        found = pattern.match(words, start)
        if not found:
            continue
        place = found["place"].strip(" -")
        agency = found.groupdict().get("agency") or found.groupdict().get("slashed")
        if number in (_TITLED_PLACE, _AGENCY_ALONE) and not (agency and (outlet_named(agency) or agency.isupper())):
            continue
        if number in (_WITH_DASH, _WITH_COLON) and (_NO_PLACE.match(place) or outlet_named(place)):
            continue
        if start and number in (_AGENCY_ALONE, _WITH_COLON):
            continue
        if number == _WITH_COLON and sum(bool(_SPEAKER_LINE.match(text, one.start)) for one in slices) > 1:
            continue  # "SMITH: ..." again and again is an interview
        return PrintedDateline(place or None, agency, found.group().strip())
    return None

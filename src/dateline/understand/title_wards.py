"""The holder's name behind whom or what a title is for: "the lawyer for Ana Ruiz, Ilse Brandt"."""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.understand.name_spans import Name

CLOSED = re.compile(r"\s?[,.;:)—–]|\s?$|\s?\n|,?\s(?:who|whose|in|on|at|of)\b")
"""What may stand behind a name that is set beside a title."""
COMMA = re.compile(r"\s?,\s")
_FOR_WHOM = re.compile(r"\s(?:for|of|to)\s(?:(?:the|[A-Z][\w.]*)\s){0,4}")
_OF_PORTFOLIO = re.compile(
    r"\s(?:of|for)\s(?:the\s)?[A-Z][\w’'-]*(?:,?\s(?:(?:and|of|for|the|&)\s){0,2}[A-Z][\w’'-]*){0,7}\s?,?\s"
)
_LONGEST_WARD = 90


def named_behind_ward(end: int, text: str, people: list[Name], starts: list[int]) -> Name | None:
    """ "The lawyer for Ana Ruiz, Ilse Brandt, said", "the Minister of Works and Housing, Ilse Brandt,"."""
    number = bisect_left(starts, end + 1)
    if number == len(starts) or starts[number] - end > _LONGEST_WARD:
        return None
    name = people[number]
    if _OF_PORTFOLIO.fullmatch(text, end, name.start):
        joined_by_comma = text[end : name.start].rstrip().endswith(",")
        return name if not joined_by_comma or CLOSED.match(text, name.end) else None
    if _FOR_WHOM.fullmatch(text, end, name.start) and number + 1 < len(starts):
        holder = people[number + 1]
        beside = COMMA.fullmatch(text, name.end, holder.start) is not None
        return holder if beside and CLOSED.match(text, holder.end) else None
    return None

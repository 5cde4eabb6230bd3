"""Numbers set beside another number: "the union counts 300 strikers. The firm speaks of 120" is one question."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.compare.counted_class import DONE, PLAIN
from dateline.compare.origins import same_side
from dateline.compare.reports import Weights
from dateline.compare.scope import Count

MOST_APART = 1
"""So many sentences the number may stand behind the one that it is set beside."""
FARTHEST = 30.0
_OTHER = re.compile(r"(?:Another|An? (?:second|third|separate|different|earlier|later)|Others?)\b")
"""A sentence that begins so tells of another thing of the sort."""
_SET_BESIDE = re.compile(r"\b(?:not|against|instead|but|while|whereas|rather|only|even|compared|fewer|more)\b")


_PUT_AT = re.compile(
    r"\b(?:puts?|putting|estimate[sd]?|gives?|gave|sets?|lowered|raised|revised)\b (?:the |its |their |that )?"
    r"(?:number|figure|count|total|crowd|turnout|attendance|it|them)\b(?! of\b)"
    r"[^.;,\d]{0,20} (?:at|to|as) (?:[a-z]+ )?$",
    re.IGNORECASE,
)
"""Where a sentence says only that somebody puts the number at so many, it counts what the number before it counts."""


def with_nouns(counts: Sequence[Count]) -> list[Count]:
    """Give a number without a noun what the number before it counts, where two sides are set one beside the other."""
    made: list[Count] = []
    last: dict[str, Count] = {}
    for one in counts:
        before = last.get(one.report.id)
        if before is not None and _is_put_at(before, one):
            one = _with(replace(one, counted=before.counted, head=before.head, modifiers=before.modifiers), before)
        elif before is not None and _goes_on(before, one):
            one = _with(one, before)
        last[one.report.id] = one
        made.append(one)
    return made


def _is_put_at(before: Count, one: Count) -> bool:
    text = one.report.article.text[max(0, one.figure.span.start - 60) : one.figure.span.start]
    return one.unit == before.unit and _is_near(before, one) and bool(_PUT_AT.search(text))


def _is_near(before: Count, one: Count) -> bool:
    low, high = sorted((abs(before.bounds.middle), abs(one.bounds.middle)))
    is_next = one.sentence.number - before.sentence.number <= MOST_APART
    return is_next and not math.isinf(high) and high <= FARTHEST * max(1.0, low)


def _goes_on(before: Count, one: Count) -> bool:
    if one.figure.subject or one.share_of or _OTHER.match(one.sentence.text):
        return False
    if one.unit != before.unit or not _is_near(before, one):
        return False
    if one.counted and one.counted != before.counted and one.counted not in PLAIN:
        return False
    if not same_side(before.sourced, one.sourced):
        return True
    start = max(one.sentence.span.start, before.figure.span.end)
    between = one.report.article.text[start : one.figure.span.start]
    return one.counted not in DONE and bool(_SET_BESIDE.search(between))


def _with(one: Count, before: Count) -> Count:
    return replace(
        one,
        counted=before.counted if not one.counted or one.counted in PLAIN else one.counted,
        head=one.head or before.head,
        modifiers=one.modifiers | before.modifiers,
        place=one.place or before.place,
        near=_both(one.near, before.near),
        wide=_both(one.wide, before.wide),
        per=one.per or before.per,
        noun=one.noun or before.noun,
        is_beside=True,
    )


def _both(left: Weights, right: Weights) -> Weights:
    """The words of both, as a vector of length one."""
    found = {word: max(left.get(word, 0.0), right.get(word, 0.0)) for word in left.keys() | right.keys()}
    length = math.sqrt(sum(weight * weight for weight in found.values()))
    return {word: found[word] / length for word in sorted(found)} if length else {}

"""Numbers that no extractor marks because their noun stands elsewhere: "the firm offers 22 million", "the 24 men".

Alone such a number says nothing worth a record, but beside the figure of another report it is that report's answer.
What it counts is told by the noun behind it, else it goes on with the figure before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dateline.compare.reports import Report
from dateline.lexicon.numbers import NUMBER, read_number
from dateline.lexicon.quantities import counted, function_words, titles
from dateline.model.annotation import Figure
from dateline.model.text import Span

SMALLEST_ALONE = 11
"""A number without a noun of its own is taken from here on, or where it goes on with a figure before it."""
REACH = 160
"""So many characters before a number the figure may stand that it goes on from."""
FARTHEST = 30.0
"""A number that differs by more from the figure before it counts something else."""
_NUMBER = re.compile(rf"(?<![\w.,:$€£¥₹'’/-])(?:{NUMBER})(?![\w/:%’']|[.,]\d)", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"(?:(?P<least>at least|no fewer than|not less than)|(?P<more>more than|over|above)"
    r"|(?P<most>up to|at most|no more than|as many as)|(?P<less>fewer than|less than|under)"
    r"|(?P<about>about|around|some|roughly|nearly|almost|an estimated)"
    r") (?:a )?$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r" (?:[a-z]+(?:-[a-z]+)? ){0,2}?((?!(?:is|was|has|as|its|this|his)\b)[a-z]*(?:s|men|people))\b(?![-'’])"
)
_AGE = re.compile(r"\b(?:aged?|man of|woman of|wife of|husband of|boy of|girl of|age of|from|past|,) $", re.IGNORECASE)
_IS_COUNTED = re.compile(r" (?:have|has|had|were|are|remain|of (?:whom|them|these|those|which))\b")
"""Behind a comma and a number this tells that people are counted: "of the 84, 53 have been found"."""
_STATE = re.compile(r" (dead|injured|wounded|missing|hurt|killed|arrested|detained)(?=[.,;]| and\b| in\b)")
_ADMITS = re.compile(
    r"\b(?:admits? to|admitted to|speaks? of|spoke of|acknowledges?|acknowledged|counts?|counted) (?:only )?$"
)
"""Who says so sets a number beside the one before it: "The ministry admits to three"."""
OPENING = 3
_ONE_DIED = re.compile(
    r"\b[Aa] ((?:\d+-year-old )?(?:[a-z]+ )?(?:man|woman|boy|girl|child|person|soldier|worker|driver|student|teenager"
    r"|migrant|protester|policeman|officer|passenger|pilot|fisherman|civilian|prisoner|patient))"
    r"(?: of (?:\d+|[a-z]+ age)| (?:aged )?\d+)?(?: who [^,.;]{3,60}?)?"
    r" (?:has |have |was |had )?(?:died|killed|shot dead|found dead|drowned)\b"
)
_NAMED = re.compile(r"([A-Z][\w.]*) $")
_CLOCK_OR_DAY = re.compile(
    r"^(?:st|nd|rd|th)\b|^ ?(?:a\.?m|p\.?m|o'clock|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b"
)
_ADDRESS = re.compile(
    r" (?:[Bb]lock|[NSEW]\.? "
    r"|(?:[NSEW][a-z]+ )?[A-Z]\w+ (?:Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|Lane|Way|Court)\b)"
)
_LONG_NAME = re.compile(r"\d{4,}")
"""Digits without a comma are the number of a house, a flight or a ship."""
_CLOCK = re.compile(r"[012]?\d\.[0-5]\d")
_AT = re.compile(r"\b(?:at|by|until|till|from|before|after|around|about) $", re.IGNORECASE)
_IS_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HYPHENED = re.compile(
    r"-((?!(?:year|day|month|week|hour|minute|second|mile|foot|inch|met|kilo|stor|odd|old|point|way)[a-z]*\b)[a-z]{3,})\b(?=\s)"
)
_OF_THEM = re.compile(r" of (?:the|them|these|those|whom)\b(?: [a-z]+(?:s|men))?")


def numbers_alone(report: Report) -> list[Figure]:
    """Return the numbers of a report that stand in no figure and no time, as figures."""
    text = report.article.text
    taken = sorted(
        (one.span.start, one.span.end)
        for found in (report.figures, report.times, [one for one in report.mentions if one.kind != "country"])
        for one in found
    )
    starts = [start for start, _ in taken]
    found = []
    for match in _NUMBER.finditer(text):
        at = bisect_right(starts, match.end() - 1)
        if any(start < match.end() and match.start() < end for start, end in taken[max(0, at - 4) : at]):
            continue
        made = _figure(report, Span(match.start(), match.end()), match.group())
        if made is not None:
            found.append(made)
    return found + _one_alone(report)


def _one_alone(report: Report) -> list[Figure]:
    """The one who died, where the opening of a report tells of no other: "a man of 34 was killed"."""
    end = report.sentences[min(OPENING, len(report.sentences)) - 1].span.end if report.sentences else 0
    match = _ONE_DIED.search(report.article.text, 0, end)
    if match is None or any(one.counted == "killed" and one.span.start < end for one in report.figures):
        return []
    span = Span(match.start(), match.end(1))
    exact = span.of(report.article.text)
    return [
        Figure(
            article_id=report.id,
            span=span,
            exact=exact,
            made_by="compare",
            low=1,
            high=1,
            counted="killed",
            subject="person",
        )
    ]


def _figure(report: Report, span: Span, words: str) -> Figure | None:
    text = report.article.text
    value = read_number(words)
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 40]
    if value is None or _is_no_count(words, before, after):
        return None
    noun = _NOUN.match(after) or _HYPHENED.match(after)
    if noun and any(word in function_words() for word in noun.group().split()[:-1]):
        noun = None
    group = _class_of(noun.group(1)) if noun else None
    state = _STATE.match(after) if noun is None else None
    if state:
        group = counted()["state"].get(state.group(1), group)
    if group == "-":
        return None
    earlier = None if noun else _goes_on_from(report, span, value)
    is_share = earlier is not None and earlier.unit == "%" and "." in words
    admits = earlier is not None and _ADMITS.search(before) and after[:1] in ".,;"
    of_whom = _IS_COUNTED.match(after) and before.endswith(", ") and words[:1].isdigit()
    if (
        noun is None
        and not of_whom
        and state is None
        and not admits
        and ((value < SMALLEST_ALONE and not is_share) or (earlier is None and not words[:1].isdigit()))
    ):
        return None
    low, high, approx = _bounds(value, before, whole=not (earlier and earlier.unit))
    of_them = _OF_THEM.match(text, span.end)
    end = span.end + (noun.end() if noun else of_them.end() - span.end if of_them else 0)
    return Figure(
        article_id=report.id,
        span=Span(span.start, end),
        exact=text[span.start : end],
        made_by="compare",
        low=low,
        high=high,
        approx=approx,
        unit=earlier.unit if earlier else None,
        counted=group or (earlier.counted if earlier else None),
        subject=noun.group().strip() if noun else earlier.subject if earlier else None,
        place=earlier.place if earlier else None,
    )


def _is_no_count(words: str, before: str, after: str) -> bool:
    """Whether a number is an age, a year, a part of a name, a day or one that says nothing: "one of the men"."""
    is_age = _AGE.search(before) and not (before.endswith(", ") and _IS_COUNTED.match(after))
    if words.lower() in ("one", "two", "a hundred") or is_age or _CLOCK_OR_DAY.match(after):
        return True
    named = _NAMED.search(before)
    if named and (named.group(1) in titles() or named.group(1) not in ("The", "All", "Only", "Those", "These")):
        return True
    if _CLOCK.fullmatch(words) and _AT.search(before):
        return True
    return bool(_IS_YEAR.fullmatch(words) or _ADDRESS.match(after) or _LONG_NAME.fullmatch(words)) or (
        after[:1] in "-–" and not _HYPHENED.match(after)
    )


def _class_of(noun: str) -> str | None:
    known = counted()
    return known["noun"].get(noun) or known["actor"].get(noun)


def _goes_on_from(report: Report, span: Span, value: float) -> Figure | None:
    """The figure before it in this sentence or the one before whose thing a number without a noun counts."""
    near = [one for one in report.figures if 0 < span.start - one.span.end < REACH]
    for one in reversed(near):
        middle = one.low if one.low is not None else one.high
        if middle and max(value, middle) <= FARTHEST * max(1.0, min(value, middle)):
            return one
    return None


def _bounds(value: float, before: str, *, whole: bool) -> tuple[float | None, float | None, bool]:
    told = _QUALIFIED.search(before)
    kind = told.lastgroup if told else None
    step = 1 if whole else 0
    if kind == "least":
        return value, None, False
    if kind == "more":
        return value + step, None, False
    if kind == "most":
        return None, value, False
    if kind == "less":
        return None, value - step, False
    if kind == "about":
        return value * 0.9, value * 1.1, True
    return value, value, False

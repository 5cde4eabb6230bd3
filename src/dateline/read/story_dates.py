"""The day of publication from the story's own words: a full date tied to today, last week or a bare weekday.

"Yesterday, 9 February 2021" names the day before publication; "on Monday, three days after she sank on 16 August 2019"
was told from that Monday to the Sunday after; what is "on Wednesday" and still to come ends the stretch.
A date that nothing ties to the day of publication says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.lexicon.numbers import read_number
from dateline.model.article import DateInterval
from dateline.read.printed_dates import WEEKDAYS, in_words, printed_dates, yearless_days
from dateline.read.surroundings import Surroundings

LONGEST_CHARACTERS = 20_000
"""Behind so much text no story says any more when it is told."""
LONGEST_SENTENCE = 1_000
_DAY = timedelta(1)
_NUMBER = r"(?P<n>an?|\d{1,3}|[a-z]+(?:-[a-z]+)?)"
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*|(?<=\b[A-Z])\.[^.!?\n]*)*[.!?]*[”\"’')\]]*")
_NAMES = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_WEEKDAY = re.compile(
    rf"\b(?P<day>{_NAMES})\b(?: (?:morning|afternoon|evening|night))?(?: \((?P<home>{_NAMES}) [A-Z]{{2,4}}\))?"
    r"(?!,? (?:the )?\d|,? (?:of )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d)"
)
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_YEARLESS = re.compile(
    rf"(?:\b(?P<name>{_NAMES}),? )?\b(?:\d{{1,2}} {_MONTHS}|{_MONTHS} \d{{1,2}})(?![\d\w])(?!,? (?:19|20)\d\d)"
)
_AHEAD = re.compile(
    r"\b(?:will|would|due|expected|scheduled|planned|plans?|next|coming|upcoming|later this|set to|to be held|is to"
    r"|are to|until|by|called for|ahead of)\b[^.!?\n]{0,80}\Z",
    re.IGNORECASE,
)
_NOT_BARE = re.compile(r"\b(?:last|every|each|next|that|previous|following|a)\s*\Z", re.IGNORECASE)
_LONG_AGO = re.compile(
    r"\b(?:years? (?:ago|earlier|before|after|later)|since|born|founded|anniversary|died in|elected in)\b",
    re.IGNORECASE,
)
_YEARS_AGO_TODAY = re.compile(rf"\b{_NUMBER} years? ago today,?(?: on)?\s*\Z", re.IGNORECASE)
_STEPS = (
    (re.compile(r"\btoday,?(?: is| was)?(?: on)?\s*\Z", re.IGNORECASE), 0),
    (
        re.compile(
            r"\b(?:yesterday(?: (?:morning|afternoon|evening|night))?|last night),?(?: on)?\s*\Z", re.IGNORECASE
        ),
        1,
    ),
    (re.compile(r"\btomorrow(?: (?:morning|afternoon|evening|night))?,?(?: on)?\s*\Z", re.IGNORECASE), -1),
)
_SPELLS = re.compile(
    r"(?<!the )\b(?P<which>last|this|next|earlier this|later this) (?P<unit>week|month)(?:['’]s(?: [a-z-]+){1,3})?,?"
    r"(?: on| of)?\s*\Z",
    re.IGNORECASE,
)
_APART = re.compile(
    rf"\b{_NUMBER} (?P<unit>day|week)s? (?P<side>after|before)\b(?P<between>[^.!?\n]{{0,80}})\Z", re.IGNORECASE
)
_APART_BEHIND = re.compile(
    rf"\A,? {_NUMBER} (?P<unit>day|week)s? (?P<side>after|before) (?:it|he|she|they|the|its|his|her|their)\b",
    re.IGNORECASE,
)
_LATER_THIS_MONTH = re.compile(r"\blater this month\b", re.IGNORECASE)
_YEAR_TOLD = re.compile(
    r"\b(?P<y1>(?:19|20)\d\d), (?P<n1>an?|\d{1,2}|[a-z]+) years? ago\b"
    r"|\b(?P<n2>an?|\d{1,2}|[a-z]+) years? ago,? in (?P<y2>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
BARE_DAYS = 6
"""A weekday by its bare name lies at most so many days back."""


@dataclass(frozen=True, slots=True)
class _Told:
    """First and last day on which the story can have come out, and the words that say so."""

    first: date
    last: date
    why: str


@dataclass(frozen=True, slots=True)
class _Dated:
    """A day that the story names in full, or counts from such a day, in the sentence of that number."""

    day: date
    sentence: int
    counted: bool
    background: bool


def told_in_words(around: Surroundings) -> DateInterval | None:
    """Frame the day of publication by what the story says of it; None where nothing does or where two things clash."""
    sentences = list(_sentences(around))
    told, dated = [], []
    year = year_told(around)
    for number, words in enumerate(sentences):
        for one, left, right in (*_full_dates(words), *_days_of_year(words, year)):
            told += _tied(one, left)
            dated += _days_named(one, left, right, words, number)
    told += _by_weekday(sentences, dated) if not told else []
    told += _by_yesterday(sentences, dated) if not told else []
    if not told:
        return None
    first, last = max(one.first for one in told), min(one.last for one in told)
    if first > last:
        return None
    if last == _month_end(last) and any(_LATER_THIS_MONTH.search(words) for words in sentences):
        last -= _DAY
    return DateInterval(
        start=first.isoformat(),
        end=last.isoformat(),
        precision="day",
        why="; ".join(dict.fromkeys(one.why for one in told)),
        confidence=0.8 if first == last else 0.7,
    )


def year_told(around: Surroundings) -> int | None:
    """The year of publication where the story counts back to another: "2018, four years ago"."""
    years = set()
    for words in _sentences(around):
        for found in _YEAR_TOLD.finditer(words):
            count = _number(found["n1"] or found["n2"])
            if count is not None:
                years.add(int(found["y1"] or found["y2"]) + count)
    return years.pop() if len(years) == 1 else None


def _sentences(around: Surroundings) -> Iterator[str]:
    left = LONGEST_CHARACTERS
    for piece in around.slices:
        if left <= 0:
            return
        for found in _SENTENCE.finditer(around.text, piece.start, min(piece.end, piece.start + left)):
            if found.end() - found.start() < LONGEST_SENTENCE:  # what is longer is a list or a table
                yield found[0]
        left -= piece.end - piece.start


def _full_dates(words: str) -> Iterator[tuple[date, str, str]]:
    """Each full date of a sentence with the words before and behind it."""
    if not re.search(r"(?:19|20)\d\d", words):
        return
    for found in printed_dates(words):
        yield date.fromisoformat(found.stamp.day), words[: found.start], words[found.end :]


def _days_of_year(words: str, year: int | None) -> Iterator[tuple[date, str, str]]:
    """Each day of the sentence without a year, where the story tells its own; a weekday beside it must agree."""
    for found in _YEARLESS.finditer(words) if year else ():
        month = next(iter(yearless_days(found[0])), None)
        try:
            day = date(year or 0, *month) if month else None
        except ValueError:
            continue
        if day and (not found["name"] or day.weekday() == WEEKDAYS.index(found["name"].lower())):
            yield day, words[: found.start()], words[found.end() :]


def _tied(day: date, left: str) -> list[_Told]:
    """What "today", "tomorrow", "last week" right before a date says of the day of publication."""
    if found := _YEARS_AGO_TODAY.search(left):
        count = _number(found["n"])
        return [_on(_in_year(day, day.year + count), f"{found[0].strip()} {in_words(str(day))}")] if count else []
    for form, step in _STEPS:
        if found := form.search(left):
            return [_on(day + timedelta(step), f'the story says "{found[0].strip(" ,")}" of {in_words(str(day))}')]
    found = _SPELLS.search(left)
    if found is None:
        return []
    which, why = found["which"].lower(), f'the story says "{found[0].strip(" ,")}" of {in_words(str(day))}'
    if found["unit"].lower() == "month":
        first = day.replace(day=1)
        if which == "last":
            first = _month_end(day) + _DAY
        elif which == "next":
            first = (first - _DAY).replace(day=1)
        first_day = day + _DAY if which == "earlier this" else first
        return [_Told(first_day, day - _DAY if which == "later this" else _month_end(first), why)]
    monday = day - timedelta(day.weekday())
    if which == "last":  # weeks begin on Sunday or on Monday
        return [_Told(monday + timedelta(6), monday + timedelta(13), why)]
    if which == "next":
        return [_Told(monday - timedelta(8), monday - _DAY, why)]
    return [
        _Told(
            day if which == "earlier this" else monday - _DAY,
            day if which == "later this" else monday + timedelta(6),
            why,
        )
    ]


def _days_named(day: date, left: str, right: str, words: str, number: int) -> list[_Dated]:
    """The day itself and the one so many days from it of which the sentence tells."""
    found = [_Dated(day, number, counted=False, background=bool(_LONG_AGO.search(words) or _AHEAD.search(left)))]
    for apart, sign in ((_APART.search(left), 1), (_APART_BEHIND.search(right), -1)):
        count = _number(apart["n"]) if apart else None
        if apart is None or count is None:
            continue
        days = (
            count
            * (7 if apart["unit"].lower() == "week" else 1)
            * sign
            * (1 if apart["side"].lower() == "after" else -1)
        )
        found.append(_Dated(day + timedelta(days), number, counted=True, background=False))
    return found


def _by_weekday(sentences: list[str], dated: list[_Dated]) -> list[_Told]:
    """The week behind a day that the story also calls by its bare weekday, cut off at what is still to come."""
    known = [one for one in dated if not one.background]
    newest = max((one.day for one in known), default=None)
    for number, words in enumerate(sentences):
        for found in _WEEKDAY.finditer(words):
            before = words[: found.start()]
            if _NOT_BARE.search(before) or _AHEAD.search(before):
                continue
            near = [
                one
                for one in known
                if abs(one.sentence - number) <= 1
                and one.day.weekday() == WEEKDAYS.index(found["day"].lower())
                and (one.counted or one.day == newest)
            ]
            if near:
                day = max(one.day for one in near)
                why = f'the story says "{found["day"]}" of {in_words(str(day))}, so it came out within the week'
                if found["home"]:
                    shift = (WEEKDAYS.index(found["home"].lower()) - day.weekday() + 3) % 7 - 3
                    day += timedelta(shift)
                return [_Told(day, _still_ahead(sentences, day), why)]
    return []


def _still_ahead(sentences: list[str], day: date) -> date:
    """The last day of the week behind a day on which all is still to come of which the story speaks so."""
    last = day + timedelta(BARE_DAYS)
    for words in sentences:
        for found in _WEEKDAY.finditer(words):
            if _AHEAD.search(words[: found.start()]) and not _NOT_BARE.search(words[: found.start()]):
                ahead = (WEEKDAYS.index(found["day"].lower()) - day.weekday()) % 7
                last = min(last, day + timedelta(ahead or 7))
    return last


def _by_yesterday(sentences: list[str], dated: list[_Dated]) -> list[_Told]:
    """The day after a counted day, where the story opens with what happened yesterday and counts only one."""
    counted = {one.day for one in dated if one.counted}
    lead = " ".join(sentences[:3])
    if len(counted) != 1 or not re.search(r"\byesterday\b", lead, re.IGNORECASE):
        return []
    day = counted.pop()
    return [_on(day + _DAY, f'what the story counts to {in_words(str(day))} happened "yesterday"')]


def _on(day: date, why: str) -> _Told:
    return _Told(day, day, why)


def _number(words: str) -> int | None:
    if words.lower() in ("a", "an"):
        return 1
    value = read_number(words)
    return int(value) if value is not None and 0 < value < 400 and value == int(value) else None


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - _DAY

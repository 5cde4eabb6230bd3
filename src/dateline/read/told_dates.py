"""The day of publication as the story itself tells it: the head of the dispatch, dated captions, names of weekdays."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

from dateline.model.article import DateInterval
from dateline.read.printed_dates import WEEKDAYS, day_after, in_words, printed_dates, yearless_days
from dateline.read.story_dates import year_told
from dateline.read.surroundings import Surroundings

_WEEKDAY_PAST = re.compile(
    r"\b(?:on|since|late|early|last|of|until)?\s*(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_ARCHIVE = re.compile(
    r"\b(?:file|archive|library|stock)[ -](?:photo|picture|pic|image|photograph)|\barchives?\b|\(file\)", re.I
)
_AHEAD = re.compile(
    r"\b(?:will|would|due|expected|scheduled|planned|plans?|next|coming|upcoming|later this|set to|to be held|"
    r"is to|are to)\b[^.!?\n]{0,80}\Z|\b(?:next|every|each|this coming)\s*\Z",
    re.IGNORECASE,
)


def dispatched(around: Surroundings, captured_at: str | None) -> DateInterval | None:
    """Read the day of the dateline; a day without a year needs a caption or the time of capture near it."""
    if not around.dateline:
        return None
    stamp = next((found.stamp for found in printed_dates(around.dateline)), None)
    day = date.fromisoformat(stamp.day) if stamp else None
    latest = captured_at[:10] if captured_at else max(_caption_days(around), default=None)
    if day is None and latest and (yearless := next(yearless_days(around.dateline), None)):
        reach = date.fromisoformat(day_after(latest)) + timedelta(days=0 if captured_at else 30)
        years = [one for year in (reach.year, reach.year - 1) if (one := _real_day(year, *yearless)) and one <= reach]
        day = years[0] if years and (reach - years[0]).days < 120 else None
    if day is None and (year := year_told(around)) and (yearless := next(yearless_days(around.dateline), None)):
        day = _real_day(year, *yearless)
    if day is None:
        return None
    return DateInterval(
        start=day.isoformat(),
        end=(day + timedelta(days=1)).isoformat(),
        precision="day",
        why=f'the dispatch is dated "{around.dateline}", so it came out on {in_words(day.isoformat())} or the next day',
        confidence=0.85 if stamp else 0.7,
    )


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def told_by_story(around: Surroundings) -> DateInterval | None:
    """Frame the day of publication by the newest dated caption and the weekdays that the story speaks of."""
    captions, dated = _own_captions(around), _caption_days(around)
    if not dated:
        return None
    floor = date.fromisoformat(max(dated))
    reason = f"a caption is dated {in_words(floor.isoformat())}, so it was not published earlier"
    near = {(floor - timedelta(days=back)).timetuple()[1:3] for back in range(8)}
    others = sorted({day for words in captions for day in yearless_days(words)} & near - {floor.timetuple()[1:3]})
    if others:
        month, day = others[-1]
        other = date(floor.year - (month > floor.month), month, day).isoformat()
        reason += f"; another speaks of {in_words(other).rsplit(' ', 1)[0]}"
    weekday = _newest_weekday(around, floor)
    if weekday is None:
        return DateInterval(start=floor.isoformat(), end=None, precision="day", why=reason, confidence=0.4)
    named, name, count = weekday
    first = max(floor, named)
    times = "once" if count == 1 else f"{count} times"
    reason += f'; the story names "{name}" ({in_words(named.isoformat())}, {times}), so it came out soon after'
    return DateInterval(
        start=first.isoformat(),
        end=(first + timedelta(days=1)).isoformat(),
        precision="day",
        why=reason,
        confidence=0.7 if count > 1 else 0.6,
    )


def _newest_weekday(around: Surroundings, floor: date) -> tuple[date, str, int] | None:
    """Find the newest day that a weekday name in the story means, seen from a caption's date, and how often it comes.

    A name means the nearest such day: up to three days after the caption, else before it. Plans do not count.
    """
    days: Counter[tuple[date, str]] = Counter()
    for piece in around.slices:
        words = around.text[piece.start : piece.end]
        for found in _WEEKDAY_PAST.finditer(words):
            if _AHEAD.search(words[max(0, found.start() - 90) : found.start() + 1]):
                continue
            name = found["day"]
            ahead = (WEEKDAYS.index(name.lower()) - floor.weekday()) % 7
            days[floor + timedelta(days=ahead if ahead <= 2 else ahead - 7), name] += 1
    if not days:
        return None
    (day, name), count = max(days.items(), key=lambda one: (one[1] > 1 or len(days) == 1, one[0][0]))
    return day, name, count


def _own_captions(around: Surroundings) -> list[str]:
    """The captions of pictures taken for the story; one from the archive dates nothing."""
    return [words for words in around.captions() if not _ARCHIVE.search(words)]


def _caption_days(around: Surroundings) -> list[str]:
    return [found.stamp.day for words in _own_captions(around) for found in printed_dates(words)]

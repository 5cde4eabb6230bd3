"""Dates as machines and newspapers write them, turned into ISO 8601 at the precision in which they were given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from dateline.lexicon.tables import read_table
from dateline.model.article import DateInterval


@cache
def month_numbers() -> dict[str, int]:
    """Map the names of months, whole and short, in some thirty languages to their numbers."""
    rows = read_table("months.tsv")
    return {name: int(row["month"]) for row in reversed(rows) for name in row["names"].split("|")}


_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

FAR_AHEAD = "2100-01-01"
"""A day after all days that an article may carry."""

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b\.?,?\s+)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_CLOCK = (
    r"(?:(?:,|\s+at|\s*[-–—|•·]|\s+T)?\s{0,3}(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?(?P<zone>GMT|UTC)\b)?)?"
)
_ANY_MONTH = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
_PRINTED = tuple(
    re.compile(pattern + _CLOCK, re.IGNORECASE)
    for pattern in (
        rf"\b{_WEEKDAY}{_MONTH}\s{{0,2}}(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?:,\s?|\s+){_YEAR}",
        rf"\b{_WEEKDAY}(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?(?:\s+(?:of|de))?[\s-]{{1,2}}(?P<month>{_ANY_MONTH})\b\.?,?"
        rf"(?:\s+del?)?[\s-]{{0,2}}{_YEAR}",
        r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)(?![\d/.-]\d)",
        r"(?<![\d/.-])(?P<day>[0-3]?\d)(?P<mark>[./-])(?P<month>[01]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)\b",
        r"(?<![\d/.-])(?P<month>[01]?\d)/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)\b",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일]",
    )
)
_MONTH_AGAIN = _MONTH.replace("month", "month2")
_YEARLESS = re.compile(rf"\b(?:{_MONTH}\s(?P<day>[0-3]?\d)|(?P<day2>[0-3]?\d)\s{_MONTH_AGAIN})\b", re.IGNORECASE)
_ISO = re.compile(
    r"\A\s*(?P<year>(?:19|20)\d\d)-?(?P<month>[01]\d)-?(?P<day>[0-3]\d)"
    r"(?:(?:T|\s+)(?P<clock>[0-2]\d:?[0-5]\d(?::?[0-5]\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_SCRIPT_DATE = re.compile(
    r"\b(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\s+(?P<day>\d{1,2}),?\s+"
    r"(?:(?P<early>\d{4})\s+)?(?P<clock>\d\d:\d\d(?::\d\d)?)\s+(?:(?:GMT|UTC)?(?P<zone>[+-]\d{4})?\S*\s+)?(?P<late>\d{4})?"
)
_URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>0[1-9]|1[0-2]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec)[a-z]{0,6}|(?<=[/_-])[1-9])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01]|(?<=[/_-])[1-9])(?![\d])",
    re.IGNORECASE,
)
_URL_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])(?=/)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, or a time of a day, in ISO 8601; `precision` is "day", "month" or "time"."""

    iso: str
    precision: str

    @property
    def day(self) -> str:
        """The day as `YYYY-MM-DD`."""
        return self.iso[:10]

    def interval(self, *, why: str, confidence: float) -> DateInterval:
        """Make an interval of this one moment or day."""
        return DateInterval(start=self.iso, end=self.iso, precision=self.precision, why=why, confidence=confidence)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in running text, `[start, end)`, with its words."""

    start: int
    end: int
    exact: str
    stamp: Stamp


def read_stamp(words: str) -> Stamp | None:
    """Read the date of a tag, header or column in any of the usual forms; None when it is no date or is ambiguous.

    >>> read_stamp("2022-01-11T09:30:00.000+0800")
    Stamp(iso='2022-01-11T09:30:00+08:00', precision='time')
    >>> read_stamp("Jan. 11, 2022")
    Stamp(iso='2022-01-11', precision='day')
    """
    words = words.strip()[:80]
    if iso := _ISO.match(words):
        return _from_iso(iso)
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", words):
        moment = datetime.fromtimestamp(int(words[:10]), tz=UTC)
        return Stamp(moment.isoformat(timespec="seconds"), "time")
    if script := _SCRIPT_DATE.search(words):
        return _from_script(script)
    if re.match(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3}[a-z]*\s+\d{2,4}\s+\d\d?:\d\d", words):
        try:
            moment = parsedate_to_datetime(words)
        except (ValueError, TypeError, IndexError):
            return None
        return Stamp(moment.isoformat(timespec="seconds"), "time") if 1980 < moment.year < 2100 else None
    printed = next(printed_dates(words), None)
    return printed.stamp if printed else None


def _from_iso(found: re.Match[str]) -> Stamp | None:
    day = _day(int(found["year"]), int(found["month"]), int(found["day"]))
    if day is None:
        return None
    clock = (found["clock"] or "").replace(":", "")
    zone = (found["zone"] or "").upper()
    if not clock or (clock in ("0000", "000000") and not zone) or int(clock[:2]) > 23:
        return Stamp(day, "day")
    time = f"{clock[:2]}:{clock[2:4]}" + (f":{clock[4:6]}" if len(clock) == 6 else "")
    if zone in ("Z", "UTC", "GMT"):
        offset = "+00:00"
    else:
        digits = zone.replace(":", "")
        offset = f"{digits[:3]}:{digits[3:5] or '00'}" if digits else ""
    return Stamp(f"{day}T{time}{offset}", "time")


def _from_script(found: re.Match[str]) -> Stamp | None:
    year = found["early"] or found["late"]
    day = _day(int(year), _month_number(found["month"]), int(found["day"])) if year else None
    if day is None:
        return None
    zone = found["zone"]
    return Stamp(f"{day}T{found['clock']}" + (f"{zone[:3]}:{zone[3:]}" if zone else ""), "time")


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """Go through the full dates in a text, in text order; day and month that may change places are passed over.

    >>> [found.stamp.iso for found in printed_dates("Updated Tuesday, Jan. 11, 2022 at 9:05 pm, first 10.1.2022")]
    ['2022-01-11T21:05', '2022-01-10']
    """
    taken: list[PrintedDate] = []
    for pattern in _PRINTED:
        for found in pattern.finditer(text):
            stamp = _printed_stamp(found)
            if stamp and not any(found.start() < one.end and one.start < found.end() for one in taken):
                taken.append(PrintedDate(found.start(), found.end(), found.group(), stamp))
    yield from sorted(taken, key=lambda one: one.start)


def _printed_stamp(found: re.Match[str]) -> Stamp | None:
    parts = found.groupdict()
    month_words, day_number = parts["month"], int(parts["day"])
    month = int(month_words) if month_words.isdigit() else _month_number(month_words)
    if parts.get("mark") == "/" and month <= 12 and day_number <= 12 and month != day_number:
        return None  # 3/4/2022 is March in one country and April in another
    day = _day(int(parts["year"]), month, day_number)
    if day is None or not parts["hour"]:
        return Stamp(day, "day") if day else None
    hour = int(parts["hour"])
    if parts["half"]:
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    zone = "+00:00" if parts["zone"] else ""
    return Stamp(f"{day}T{hour:02}:{parts['minute']}{zone}", "time")


def yearless_days(text: str) -> Iterator[tuple[int, int]]:
    """Go through month and day of dates, whether or not a year follows ("January 6" gives (1, 6))."""
    for found in _YEARLESS.finditer(text):
        month, day = found["month"] or found["month2"], found["day"] or found["day2"]
        if 1 <= int(day) <= 31:
            yield _month_number(month), int(day)


def day_in_url(url: str) -> Stamp | None:
    """Read the day that an address carries (`/2022/01/11/`, `/2022/jan/11/`, `-20220111`), or the month.

    >>> day_in_url("https://example.org/world/2022/jan/11/talks").iso
    '2022-01-11'
    """
    path = url.partition("//")[2].partition("/")[2]
    path = "/" + path
    for found in _URL_DAY.finditer(path):
        month = found["month"]
        day = _day(int(found["year"]), int(month) if month.isdigit() else _month_number(month), int(found["day"]))
        if day:
            return Stamp(day, "day")
    if (month_found := _URL_MONTH.search(path)) and (
        first := _day(int(month_found["year"]), int(month_found["month"]), 1)
    ):
        return Stamp(first, "month")
    return None


def month_interval(first_day: str, *, why: str, confidence: float) -> DateInterval:
    """Make the interval of the month that begins on that day."""
    first = date.fromisoformat(first_day)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return DateInterval(start=first_day, end=last.isoformat(), precision="month", why=why, confidence=confidence)


def in_words(day: str) -> str:
    """Write a day as people read it.

    >>> in_words("2022-01-11")
    '11 January 2022'
    """
    moment = date.fromisoformat(day[:10])
    return f"{moment.day} {_MONTH_NAMES[moment.month - 1].capitalize()} {moment.year}"


def day_after(moment: str) -> str:
    """Return the next day; for a moment that cannot be read, a day far ahead."""
    try:
        return (date.fromisoformat(moment[:10]) + timedelta(days=1)).isoformat()
    except ValueError:
        return FAR_AHEAD


def _month_number(name: str) -> int:
    known = month_numbers()
    return known.get(name.lower()) or known.get(name.lower()[:3], 0)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if 1900 <= year < 2100 else None
    except ValueError:
        return None

"""Calendar arithmetic for time expressions: TIMEX3 values, the days they cover, and the day they count from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model.article import DateInterval

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
PARTS_OF_DAY = {"MO": ("05:00", "11:59"), "MI": ("11:00", "13:59"), "AF": ("12:00", "17:59"), "EV": ("17:00", "21:59"),
                "NI": ("18:00", "23:59"), "DT": ("06:00", "18:00")}  # fmt: skip
UNIT_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W",
    "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
_MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_CLOCK = re.compile(r"T(\d\d):?(\d\d)?(?::(\d\d))?([+-]\d\d:\d\d|Z)?\Z")


@dataclass(slots=True)
class Anchor:
    """What relative expressions count from, while a text is read from its head to its end.

    `day` is the local day of publication; `then` the value last spoken of; `future` and `past` tell that the
    expression stands with a verb that looks ahead or surely back; `narrative` that the text tells of a past of its own,
    so that "in April" follows the year last named and not the day of publication.
    """

    day: date | None
    then: str | None = None
    future: bool = False
    past: bool = False
    narrative: bool = False
    quarter: tuple[int, int] | None = None
    """The quarter last spoken of: its year and number. "A year earlier" beside it means the same quarter."""
    today: date | None = None
    """The day named before in the same sentence, to which a time of day belongs."""

    def then_day(self) -> date | None:
        """The day last spoken of, when it was named to the day."""
        return day_of_value(self.then)

    def then_year(self) -> int | None:
        """The year last spoken of."""
        return int(self.then[:4]) if self.then and self.then[:4].isdigit() else None

    def then_month(self) -> tuple[int, int] | None:
        """The month last spoken of."""
        found = _MONTH.match(self.then or "")
        return (int(found[1]), int(found[2])) if found else None

    def weekday(self, number: int, *, where: int = 0) -> str:
        """The value of a weekday (0 is Monday); `where` is -1 for last, 1 for next, 0 by tense, past preferred."""
        base = (self.then_day() or None) if self.narrative else self.day
        if base is None:
            return f"XXXX-WXX-{number + 1}"
        back = (base.weekday() - number) % 7
        if where > 0 or (where == 0 and self.future):
            ahead = (7 - back) % 7
            return _iso(base + timedelta(days=ahead or (7 if where > 0 else 0)))
        return _iso(base - timedelta(days=back or (7 if where < 0 else 0)))

    def year_of_month(self, month: int, day: int | None = None, *, where: int = 0) -> str:
        """The year of a month, or of a day in it, that is named without one; XXXX when nothing tells it.

        The nearest by tense: a year back weighs against a few weeks ahead even where no verb looks ahead.
        """
        then = self.then_year()
        # Without a day of publication a year named in passing ("the party, founded in 1992") dates nothing else.
        follows = (self.narrative and not self.future) or (self.day is None and self.then_month() is not None)
        if where == 0 and then is not None and follows:
            return f"{then:04d}"
        if self.day is None:
            return "XXXX"
        first, last = (day, day) if day else (1, 28)
        found = []
        for year in (self.day.year - 1, self.day.year, self.day.year + 1):
            start, end = _date(year, month, first), _date(year, month, last)
            if start is None or end is None:
                continue
            if start <= self.day <= end:
                if where == 0:
                    return str(year)
                continue
            back, ahead = (self.day - end).days, (start - self.day).days
            weight = (
                (0.3 if self.future else 30.0 if self.past else 3.0)
                if where == 0
                else 0.01 * where
                if where > 0
                else 100.0
            )
            found.append((back if back > 0 else ahead * weight, year, back > 0))
        fitting = [one for one in found if where == 0 or one[2] == (where < 0)]
        return str(min(fitting)[1]) if fitting else "XXXX"

    def shift(self, unit: str, count: int) -> str:
        """So many units from the day of publication, as precise as the unit; `PUB-2W` while that day is unknown."""
        if self.day is None:
            return f"PUB{count:+d}{unit}"
        return shifted(self.day, unit, count)

    def shift_then(self, unit: str, count: int) -> str | None:
        """So many units from the time last spoken of; None when it was not named finely enough."""
        day = self.then_day()
        if day is not None:
            return shifted(day, unit, count)
        month, year = self.then_month(), self.then_year()
        if month and unit in ("M", "Q", "Y", "DE", "CE"):
            return shifted(date(month[0], min(max(month[1], 1), 12), 1), unit, count)
        if year and unit in ("Y", "DE", "CE"):
            return shifted(date(year, 1, 1), unit, count)
        return None


def day_of_value(value: str | None) -> date | None:
    """The day a value names, when it names one."""
    found = _DAY.match(value or "")
    return _date(*map(int, found.groups())) if found else None


def shifted(day: date, unit: str, count: int) -> str:
    """The value so many units away from a day: a day for days, a week for weeks, a month for months ..."""
    try:
        if unit.startswith("T"):
            return _iso(day)
        if unit == "D":
            return _iso(day + timedelta(days=count))
        if unit in ("W", "WE"):
            year, week, _ = (day + timedelta(weeks=count)).isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
        months = day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit]
        year, month = divmod(months, 12)
        if not 1 <= year <= 9999:
            return "PAST_REF" if count < 0 else "FUTURE_REF"
    except OverflowError:
        return "PAST_REF" if count < 0 else "FUTURE_REF"
    forms = {"M": f"{year:04d}-{month + 1:02d}", "Q": f"{year:04d}-Q{month // 3 + 1}", "Y": f"{year:04d}",
             "DE": f"{year // 10:03d}X", "CE": f"{year // 100:02d}XX"}  # fmt: skip
    return forms[unit]


def back_by(day: date, unit: str, count: float) -> date | None:
    """The day that lies so many units before (after, when negative); None outside the calendar."""
    if unit in _MONTHS_IN:
        months = day.year * 12 + day.month - 1 - round(count * _MONTHS_IN[unit])
        year, month = divmod(months, 12)
        return next((d for end in (day.day, 30, 29, 28) if (d := _date(year, month + 1, end))), None)
    days = count * (7 if unit in ("W", "WE") else 1 if unit == "D" else 0)
    try:
        return day - timedelta(days=round(days))
    except OverflowError:
        return None


def interval_of(value: str, *, mod: str = "", why: str = "", confidence: float = 1.0) -> DateInterval | None:
    """The days a TIMEX3 value covers, narrowed by START, MID or END; None for values that name no stretch of time.

    >>> interval_of("2022-W02-WE").start
    '2022-01-15'
    """
    clock = _CLOCK.search(value)
    if clock and value[:4].isdigit():
        at = f"{value[:10]}T{clock[1]}:{clock[2] or '00'}{clock[4] or ''}"
        return DateInterval(start=at, end=at, precision="time", why=why, confidence=confidence)
    found = _days(value)
    if found is None:
        return None
    start, end, precision = found
    part = value[-3:] if value[10:11] == "T" else ""
    if part:
        hours = PARTS_OF_DAY.get(part[1:])
        if hours is None:
            return None
        return DateInterval(
            start=f"{_iso(start)}T{hours[0]}", end=f"{_iso(end)}T{hours[1]}", precision="time", why=why,
            confidence=confidence,
        )  # fmt: skip
    if mod and precision != "day":
        third = (end - start).days // 3
        cuts = {"START": (start, start + timedelta(third)), "END": (end - timedelta(third), end),
                "MID": (start + timedelta(third), end - timedelta(third))}  # fmt: skip
        start, end = cuts.get(mod, (start, end))
    return DateInterval(start=_iso(start), end=_iso(end), precision=precision, why=why, confidence=confidence)


def _days(value: str) -> tuple[date, date, str] | None:
    """First day, last day and precision of a value."""
    if "/" in value:
        ends = [_days(part) for part in value.split("/", 1)]
        return (ends[0][0], ends[1][1], ends[1][2]) if ends[0] and ends[1] else None
    if found := _DAY.match(value):
        day = _date(*map(int, found.groups()))
        return (day, day, "day") if day else None
    year = int(value[:4]) if value[:4].isdigit() else None
    if year == 0:
        return None
    if found := _WEEK.match(value):
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            return None
        first = monday + timedelta(5) if found[3] else monday
        return first, monday + timedelta(6), "day" if found[3] else "week"
    if year is None:
        return _long_days(value)
    rest = value[5:]
    if not rest:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if rest[:2].isdigit() and len(rest) == 2:
        return _months(year, int(rest), int(rest), "month")
    if rest in SEASONS:
        # Meteorological seasons of the northern half; a winter is counted to the year in which it ends.
        first_month, last_month = SEASONS[rest]
        return _months(year if first_month < last_month else year - 1, first_month, last_month, "season")
    if rest[0] == "Q" and rest[1:].isdigit():
        return _months(year, int(rest[1]) * 3 - 2, int(rest[1]) * 3, "quarter")
    if rest[0] == "H" and rest[1:].isdigit():
        return _months(year, int(rest[1]) * 6 - 5, int(rest[1]) * 6, "season")
    return None


def _long_days(value: str) -> tuple[date, date, str] | None:
    if len(value) == 4 and value[:3].isdigit() and value[3] == "X" and value[:3] != "000":
        return date(int(value[:3]) * 10, 1, 1), date(int(value[:3]) * 10 + 9, 12, 31), "decade"
    if len(value) == 4 and value[:2].isdigit() and value[2:] == "XX" and value[:2] != "00":
        return date(int(value[:2]) * 100, 1, 1), date(int(value[:2]) * 100 + 99, 12, 31), "century"
    return None


def _months(year: int, first: int, last: int, precision: str) -> tuple[date, date, str] | None:
    start = _date(year, first, 1)
    year_after, month_after = (year, last + 1) if first <= last < 12 else (year + 1, last % 12 + 1)
    after = _date(year_after, month_after, 1)
    return (start, after - timedelta(1), precision) if start and after else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(day: date) -> str:
    return day.isoformat()

"""Calendar arithmetic: TIMEX3 values, the days they cover, and times that count from a day known only later.

A relative time says what it counts from the day of publication, PUB (docs/times.md). Forms:

    PUB-1D  PUB+2W  PUB+0M  PUB-1DTNI            so many units away, as precise as the unit; with a part of the day
    PUB<XXXX-WXX-1  PUB<<XXXX-WXX-1             the Monday on or before that day; before it (PUB<XXXX-WE: the weekend)
    PUB>>XXXX-03  PUB<<XXXX-SU                  the March after it; the summer before
    PUB~XXXX-03  PUB<XXXX-03  PUB>XXXX-01-06    the nearest: rather past, surely past, rather ahead
    PUB-3M/PUB  PUB/PUB+2W                      the three months up to that day, the two weeks from it
    PUB+0W:START  PUB<XXXX-WXX-1:FROM           narrowed to START, MID or END; open at its end: FROM
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.model.article import DateInterval

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
PARTS_OF_DAY = {"MO": ("05:00", "11:59"), "MI": ("11:00", "13:59"), "AF": ("12:00", "17:59"), "EV": ("17:00", "21:59"),
                "NI": ("18:00", "23:59"), "DT": ("06:00", "18:00")}  # fmt: skip
_MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
THIRDS = ("START", "MID", "END")
OPEN = "FROM"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
AHEAD_WEIGHTS = {-1: 30.0, 0: 3.0, 1: 0.3}
"""What a day ahead weighs against a day back for a month without a year, by what the verb looks at."""
_NARROWING = re.compile(rf":({'|'.join((*THIRDS, OPEN))})\Z")
_STEPS = re.compile(r"PUB(?P<count>[+-]\d+)(?P<unit>DE|CE|WE|[DWMQY])(?P<part>T.+)?")
_STRETCH = re.compile(r"PUB(?P<count>-\d+)(?P<unit>[DWMQY]|DE|CE)/PUB|PUB/PUB(?P<count2>\+\d+)(?P<unit2>[DWMQY]|DE|CE)")
_NEAR = re.compile(r"PUB(?P<sign><<?|>>?|~)(?P<pattern>XXXX-.+)")
_CLOCK = re.compile(r"T(\d\d):?(\d\d)?(?::(\d\d))?([+-]\d\d:\d\d|Z)?\Z")


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
        if unit in ("W", "WE", "FN"):
            year, week, _ = (day + timedelta(weeks=count * (2 if unit == "FN" else 1))).isocalendar()
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


def nearest_weekday(base: date, number: int, *, ahead: bool, apart: bool) -> date:
    """The weekday (0 is Monday) nearest before a day, or `ahead` of it; the day itself counts unless `apart`."""
    gap = (number - base.weekday()) % 7 if ahead else (base.weekday() - number) % 7
    gap = gap or (7 if apart else 0)
    return base + timedelta(days=gap if ahead else -gap)


def nearest_year(base: date, month: int, number: int | None, *, where: int, ahead: float) -> int | None:
    """The year of a month, or of a day in it, seen from a day: before (-1), after (1) or nearest (0).

    `ahead` is how much a day ahead weighs against a day back where both are possible.
    """
    first, last = (number, number) if number else (1, 28)
    found = []
    for year in (base.year - 1, base.year, base.year + 1):
        start, end = _date(year, month, first), _date(year, month, last)
        if start is None or end is None:
            continue
        if start <= base <= end:
            if where == 0:
                return year
            continue
        back = (base - end).days
        if where == 0 or (back > 0) == (where < 0):
            found.append((back if back > 0 else (start - base).days * (ahead if where == 0 else 1), year))
    return min(found)[1] if found else None


def anchored(relative: str, day: date) -> tuple[str, str] | None:
    """The TIMEX3 value of a relative time, now that the day of publication is known, and what narrows it.

    >>> anchored("PUB<XXXX-WXX-1", date(2022, 1, 12))
    ('2022-01-10', '')
    """
    form, narrowing = relative, ""
    if found := _NARROWING.search(relative):
        form, narrowing = relative[: found.start()], found[1]
    if found := _STEPS.fullmatch(form):
        return shifted(day, found["unit"], int(found["count"])) + (found["part"] or ""), narrowing
    if found := _STRETCH.fullmatch(form):
        other = back_by(day, found["unit"] or found["unit2"], -int(found["count"] or found["count2"]))
        return (f"{min(day, other)}/{max(day, other)}", narrowing) if other else None
    found = _NEAR.fullmatch(form)
    value = _filled(found["pattern"], found["sign"], day) if found else None
    return (value, narrowing) if value else None


def anchored_between(relative: str, first: date, last: date) -> tuple[str | None, DateInterval] | None:
    """A relative time where the day of publication is one of several: its value, if it has but one, and its days.

    The days are what it means on each of them; `why` and confidence are left to the caller.
    """
    early, late = _on_day(relative, first), _on_day(relative, last)
    if early is None or late is None:
        return None
    if early == late:
        return early
    return None, replace(early[1], end=late[1].end)


def _on_day(relative: str, day: date) -> tuple[str, DateInterval] | None:
    found = anchored(relative, day)
    interval = interval_of(found[0], mod=found[1]) if found else None
    if found is None or interval is None:
        return None
    value, narrowing = found
    if _STRETCH.match(relative):
        interval = replace(interval, precision="duration")
    return value, open_ended(interval) if narrowing == OPEN else interval


def _filled(pattern: str, sign: str, day: date) -> str | None:
    """The pattern with a year (and month) put in for its X's."""
    body, part, clock = pattern.partition("T")
    where = {"<": -1, ">": 1}.get(sign[:1], 0)
    if body == "XXXX-WE":
        return shifted(day, "WE", 0 if where > 0 or day.weekday() > 4 else -1)
    if found := re.fullmatch(r"XXXX-WXX-(\d)", body):
        value = str(nearest_weekday(day, int(found[1]) - 1, ahead=where > 0, apart=len(sign) > 1))
    elif found := re.fullmatch(r"XXXX-XX-(\d\d)", body):
        steps = range(13) if where > 0 else range(0, -13, -1)
        months = ((day.year * 12 + day.month - 1 + step) for step in steps)
        near = (_date(count // 12, count % 12 + 1, int(found[1])) for count in months)
        fits = [one for one in near if one and (one >= day if where > 0 else one <= day)]
        if not fits:
            return None
        value = str(fits[0])
    else:
        found = re.fullmatch(r"XXXX-(?:(\d\d)(?:-(\d\d))?|(SP|SU|FA|WI)|Q(\d))", body)
        if found is None:
            return None
        month = int(found[1]) if found[1] else SEASONS[found[3]][1] if found[3] else int(found[4]) * 3
        strict = where if len(sign) > 1 else 0
        weight = AHEAD_WEIGHTS[where]
        year = nearest_year(day, month, int(found[2]) if found[2] else None, where=strict, ahead=weight)
        if year is None:
            return None
        value = f"{year:04d}{body[4:]}"
    return f"{value}T{clock}" if part else value


def back_by(day: date, unit: str, count: float) -> date | None:
    """The day that lies so many units before (after, when negative); None outside the calendar."""
    if unit in _MONTHS_IN:
        months = day.year * 12 + day.month - 1 - round(count * _MONTHS_IN[unit])
        year, month = divmod(months, 12)
        return next((d for end in (day.day, 30, 29, 28) if (d := _date(year, month + 1, end))), None)
    days = count * {"W": 7, "WE": 7, "FN": 14, "D": 1, "TH": 1 / 24}.get(unit, 0)
    try:
        return day - timedelta(days=math.ceil(days) if days > 0 else math.floor(days))
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
    if mod in THIRDS and precision != "day":
        start, end = _third(start, end, precision, mod)
    return DateInterval(start=_iso(start), end=_iso(end), precision=precision, why=why, confidence=confidence)


def open_ended(interval: DateInterval) -> DateInterval:
    """The interval open at its end: "since 2020"."""
    return replace(interval, end=None, why=f"{interval.why}, and on from there")


def _third(start: date, end: date, precision: str, mod: str) -> tuple[date, date]:
    """The early, middle or late part: of a year four months, of a month ten days, of a decade three or four years."""
    part = THIRDS.index(mod)
    if precision == "week":
        cuts = [start, start + timedelta(2), start + timedelta(4)]
    elif precision == "month":
        cuts = [start, start.replace(day=11), start.replace(day=21)]
    elif precision in ("decade", "century"):
        years = (0, 4, 7) if precision == "decade" else (0, 34, 67)
        cuts = [start.replace(year=start.year + count) for count in years]
    else:
        third = ((end.year - start.year) * 12 + end.month - start.month + 1) / 3
        months = [start.month - 1 + round(third * count) for count in range(3)]
        cuts = [date(start.year + count // 12, count % 12 + 1, 1) for count in months]
    return cuts[part], cuts[part + 1] - timedelta(1) if part < 2 else end


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

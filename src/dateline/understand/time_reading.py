"""Readers of time expressions: each turns one matched form into a TIMEX3 value, given what it counts from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.lexicon.calendar import back_by
from dateline.lexicon.numbers import read_number
from dateline.understand.time_anchor import UNIT_LETTERS, Anchor
from dateline.understand.time_grammar import (
    FIXED_DAYS,
    MONTHS,
    PART_CODES,
    WEEKDAYS,
    ZONES,
)

Groups = dict[str, str | None]


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes six times as long to make
class Reading:
    """What a matched form means; `ends` are the days of a length that is anchored ("in the past year")."""

    kind: str
    value: str | None
    mod: str = ""
    confidence: float = 0.9
    ends: tuple[date, date] | None = None
    refers: bool = True
    """Whether later expressions such as "two days later" may count from this one."""
    second: str | None = None
    """The value of the second of two times in one breath ("3 to 5 June", "1861-65"): each is a time of its own."""
    relative: str | None = None
    """What the words count from a day of publication that is not known (dateline.lexicon.calendar)."""
    side: str = ""
    """FROM where the words before leave the end open: "since 2020"."""


_PARTLY_KNOWN = re.compile(r"XXXX-(?:WXX-\d|XX-\d\d|\d\d|S[PU]|FA|WI|Q\d)")
COUNTED_UNITS = frozenset({"D", "W", "M", "Q", "Y", "DE", "CE"})
Reader = Callable[[Groups, Anchor], Reading | None]
_LAST = re.compile(r"last|past|previous|preceding|latest|recent|ago|earlier|before|prior|beforehand")
_NEXT = re.compile(r"next|following|coming|upcoming|later|future|hence|from now|after|subsequent")


def direction(words: str | None) -> int:
    """-1 for last, previous, ago; 1 for next, following, later; 0 for this, that and nothing."""
    if not words:
        return 0
    small = words.lower()
    return -1 if _LAST.search(small) else 1 if _NEXT.search(small) else 0


def mod_of(early: str | None) -> str:
    """START, MID or END for early, mid, late and their like; earlier and later narrow nothing."""
    words = (early or "").lower()
    if re.search(r"early|beginning|start|opening", words):
        return "START"
    if re.search(r"\bmid|middle", words):
        return "MID"
    return "END" if re.search(r"\blate\b|late in|\bend\b|close", words) else ""


def month_number(words: str) -> int:
    """1 for January, Jan. and so on."""
    return MONTHS[words[:3].lower()]


def spoken_year(groups: Groups, anchor: Anchor) -> str | None:
    """The year that stands with a month, quarter or season: "1990", "of last year"."""
    if groups.get("y"):
        return groups["y"]
    words = groups.get("rel") or ""
    if not words:
        return None
    if words in ("last", "this", "next"):
        return anchor.shift("Y", direction(words)) if anchor.day else "XXXX"
    return anchor.shift_then("Y", direction(words)) or "XXXX"


def _clock_value(words: str | None) -> str:
    """T10:35 for "10:35 a.m."; with the offset when the zone is told; nothing when it is no time of day."""
    if not words:
        return ""
    zone = next((ZONES[name] for name in re.findall(r"\b[A-Z]{1,4}\b", words) if name in ZONES), "")
    if re.match("(?i)noon|midnight", words):
        return ("T12:00" if words[0] in "nN" else "T00:00") + zone
    found = (
        re.match(r"(\d{1,2})[:.]?(\d\d)?", words) if not re.match(r"\d{4}", words) else re.match(r"(\d\d)(\d\d)", words)
    )
    if not found:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if re.search(r"p\.?m", words, re.I) and hour < 12:
        hour += 12
    elif re.search(r"a\.?m", words, re.I) and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}{zone}" if hour < 25 and minute < 60 else ""


def _at_part(value: str, part: str | None, clock: str | None) -> tuple[str, str]:
    """Add a part of the day or a time of day to a day; gives the kind and the value."""
    time = _clock_value(clock) or (f"T{PART_CODES[part.lower()]}" if part else "")
    return ("time", value + time) if time else ("date", value)


def read_iso(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read 2022-01-10, with or without a time of day."""
    y, m, d = (int(groups[name] or 0) for name in ("y", "m", "d"))
    return _on_day(y, m, d, groups.get("t"))


def read_slash(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read 08/07/1998 and 8.7.1998; the order of day and month is a guess where both fit."""
    a, b = int(groups["a"] or 0), int(groups["b"] or 0)
    y = int(groups["y"] or 0)
    y += 0 if y > 99 else 2000 if y < 50 else 1900
    day_first = groups["s"] == "." or a > 12
    # 08/07/1998 is the 7th of August or the 8th of July: American order, and said to be unsure.
    found = _on_day(y, b, a, groups.get("t")) if day_first else _on_day(y, a, b, groups.get("t"))
    return Reading(found.kind, found.value, confidence=0.6) if found and a <= 12 and b <= 12 and a != b else found


def _on_day(y: int, m: int, d: int, time: str | None) -> Reading | None:
    try:
        day = date(y, m, d)
    except ValueError:
        return None
    return Reading("time", f"{day}T{time:0>5}", confidence=1.0) if time else Reading("date", str(day), confidence=1.0)


def read_month_day(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "January 6", "6 January 2021", "the night of April 18, 1775"."""
    month, first = month_number(groups["m"] or ""), int(groups["d"] or 0)
    year = spoken_year(groups, anchor)
    sure = 1.0 if year else 0.9
    year = year or anchor.year_of_month(month, first)
    kind, value = _at_part(f"{year}-{month:02d}-{first:02d}", groups.get("part"), groups.get("clock"))
    second = f"{year}-{month:02d}-{int(groups['d2'] or 0):02d}" if groups.get("d2") else None
    return Reading(kind, value, confidence=sure, second=second)


def read_month(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "January", "last May", "early March 2019"."""
    month = month_number(groups["m"] or "")
    words = groups.get("dir")
    where = direction(words)
    if words and ("following" in words or "previous" in words):
        known = anchor.then_month()
        year = f"{known[0] + (where if (known[1] - month) * where >= 0 else 0):04d}" if known else "XXXX"
    elif words and words.lower().endswith("this") and anchor.day:
        year = str(anchor.day.year)
    else:
        year = spoken_year(groups, anchor) or anchor.year_of_month(month, where=where)
    return Reading("date", f"{year}-{month:02d}", mod_of(groups.get("early")), 0.95 if groups.get("y") else 0.85)


def read_paren_weekday(groups: Groups, anchor: Anchor) -> Reading | None:
    """The weekday in brackets of "Monday (Tuesday AEDT)": the same moment in another zone."""
    number = WEEKDAYS[(groups["w"] or "")[:3].lower()]
    before = anchor.then_day()
    if before is None:
        return Reading("date", f"XXXX-WXX-{number + 1}", refers=False)
    # The same moment in another zone: the day before or after the one just named.
    near = [day for day in (before + timedelta(1), before - timedelta(1), before) if day.weekday() == number]
    value = near[0].isoformat() if near else anchor.weekday(number)
    kind, value = _at_part(value, groups.get("part"), None)
    return Reading(kind, value, refers=False)


def read_weekday_set(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "every Monday", "Tuesday nights"."""
    number = WEEKDAYS[(groups["w"] or groups["w2"] or "")[:3].lower()]
    part = groups.get("part") or groups.get("part2") or groups.get("part3")
    return Reading("set", f"XXXX-WXX-{number + 1}" + (f"T{PART_CODES[part.lower()]}" if part else ""), refers=False)


def read_weekday(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "Monday", "last Friday", "the following Sunday morning"."""
    number = WEEKDAYS[(groups["w"] or "")[:3].lower()]
    words = (groups.get("dir") or "").lower()
    base = anchor.then_day()
    if base and ("following" in words or "previous" in words):
        gap = (number - base.weekday()) % 7 or 7
        value = str(base + timedelta(gap if "following" in words else gap - 7 if gap != 7 else -7))
    else:
        value = anchor.weekday(number, where=direction(words))
    part = groups.get("part") or ("overnight" if (groups.get("early") or "").lower() == "overnight" else None)
    kind, value = _at_part(value, part, groups.get("clock"))
    return Reading(kind, value, mod_of(groups.get("early")), 0.85 if words else 0.9)


def read_deictic(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "today", "yesterday morning", "the day after tomorrow"."""
    word = (groups["word"] or "").lower()
    steps = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    part = groups.get("part") or ("tonight" if word == "tonight" else None)
    early = groups.get("early") or ""
    if early.startswith("mid-"):
        part = early[4:]
    kind, value = _at_part(anchor.shift("D", steps.get(word, 0)), part, groups.get("clock"))
    return Reading(kind, value, mod_of(early), 0.9, refers=False)


def read_part(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "this morning", "last night", "that evening"."""
    words, part = (groups["dir"] or "").lower(), PART_CODES[(groups["part"] or "").lower()]
    if words in ("last", "this"):
        value: str | None = anchor.shift("D", -1 if words == "last" else 0)
    else:
        value = anchor.shift_then("D", direction(words)) or (anchor.shift("D", 0) if words == "the" else None)
    return Reading("time", f"{value or 'XXXX-XX-XX'}T{part}", mod_of(groups.get("early")), 0.7, refers=False)


def read_nth_day(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "on the 5th": of this month, or of the next or last by tense."""
    number = int(groups["d"] or 0)
    month = anchor.then_month() if anchor.narrative else None
    if month is None and anchor.day:
        back = (
            0
            if (number <= anchor.day.day) != anchor.future or number == anchor.day.day
            else (1 if anchor.future else -1)
        )
        moved = anchor.day.year * 12 + anchor.day.month - 1 + back
        month = (moved // 12, moved % 12 + 1)
    return Reading("date", f"{month[0]:04d}-{month[1]:02d}-{number:02d}" if month else f"XXXX-XX-{number:02d}", "", 0.7)


def read_holiday(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read Christmas, Easter, Thanksgiving and other feasts."""
    name = (groups["h"] or "").lower()
    fixed = FIXED_DAYS.get(name)
    month = fixed[0] if fixed else {"t": 11, "l": 9, "m": 5}.get(name[0], 4)
    year = groups.get("y") or anchor.year_of_month(
        month, fixed[1] if fixed else None, where=direction(groups.get("dir"))
    )
    if fixed:
        return Reading("date", f"{year}-{fixed[0]:02d}-{fixed[1]:02d}", "", 0.8)
    day = moving_day(name, int(year)) if year.isdigit() else None
    return Reading("date", str(day) if day else f"{year}-{month:02d}", "", 0.8)


def moving_day(name: str, year: int) -> date:
    """The day of a feast that moves: Easter by the Gregorian reckoning, American ones by their weekday."""
    if "easter" in name or "good" in name:
        # The anonymous Gregorian reckoning (Meeus).
        a, b, c = year % 19, year // 100, year % 100
        h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
        el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
        m = (a + 11 * h + 22 * el) // 451
        month, day = divmod(h + el - 7 * m + 114, 31)
        return date(year, month, day + 1) + timedelta({"good friday": -2, "easter monday": 1}.get(name, 0))
    if "thanksgiving" in name:
        first = date(year, 11, 1)
        return first + timedelta((3 - first.weekday()) % 7 + 21)
    if "labor" in name:
        return date(year, 9, 1) + timedelta(-date(year, 9, 1).weekday() % 7)
    return date(year, 5, 31) - timedelta(date(year, 5, 31).weekday())


def read_clock(groups: Groups, anchor: Anchor) -> Reading | None:
    """A time of day alone: "10:35 a.m.", "0430 GMT", "4 in the morning"."""
    time = _clock_value(groups.get("clock")) if groups.get("clock") else f"T{int(groups['n'] or 99):02d}:00"
    if not time or time > "T24:00~" or (not groups.get("clock") and int(groups["n"] or 99) > 12):
        return None
    if groups.get("part") in ("afternoon", "evening") and int(time[1:3]) < 12:
        time = f"T{int(time[1:3]) + 12}{time[3:]}"
    day = anchor.today or (anchor.then_day() if anchor.narrative else None)
    value = str(day) if day else anchor.shift("D", 0)
    return Reading("time", (value if value[0].isdigit() else "XXXX-XX-XX") + time, "", 0.7, refers=False)


def unit_letter(words: str) -> str:
    """D for day or days, TH for hours, CE for centuries ..."""
    word = words.lower().removeprefix("the ").removesuffix("'s end")
    word = {"centuries": "century", "quarter-century": "century"}.get(word, word)
    return UNIT_LETTERS[word if word in UNIT_LETTERS else word.removesuffix("s")]


def count_of(words: str | None) -> float | None:
    """How many; None for several, a few, some."""
    word = (words or "a").lower().strip()
    if word in ("a", "an", "another"):
        return 1.0
    if word.startswith("half"):
        return 0.5
    if word.startswith("a couple") or word == "couple of":
        return 2.0
    if word == "a dozen":
        return 12.0
    return read_number(word)


def length_value(count: float | None, unit: str) -> str:
    """P3D, PT5H, P2DE, PXW."""
    size = {"FN": 2, "Q": 3}.get(unit, 1)
    letter = {"Q": "M", "WE": "D", "FN": "W"}.get(unit, unit.removeprefix("T"))
    prefix = "PT" if unit.startswith("T") else "P"
    if count is None:
        return f"{prefix}X{letter}"
    if count % 1 and unit in ("Y", "TH", "TM", "M"):
        finer = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "M": ("D", 30)}[unit]
        whole, rest = int(count), round(count % 1 * finer[1])
        return f"{prefix}{f'{whole}{letter}' if whole else ''}{rest}{finer[0]}"
    if letter == "DE":
        return f"P{count * 10:g}Y"
    if letter == "CE":
        return f"P{count * 100:g}Y"
    return f"{prefix}{count * size:g}{letter}"


def relative_stretch(anchor: Anchor, count: float | None, unit: str, where: int) -> str | None:
    """The same stretch while the day of publication is not known: "PUB-3M/PUB"."""
    if anchor.day is not None or count is None or count % 1 or not where or unit not in COUNTED_UNITS:
        return None
    return f"PUB-{count:.0f}{unit}/PUB" if where < 0 else f"PUB/PUB+{count:.0f}{unit}"


def stretch(anchor: Anchor, count: float | None, unit: str, where: int) -> tuple[date, date] | None:
    """The days of a length that ends (or begins) at the day of publication."""
    if anchor.day is None or count is None or not where:
        return None
    other = back_by(anchor.day, unit, count * -where)
    return None if other is None else (min(other, anchor.day), max(other, anchor.day))


def relative_form(reading: Reading, groups: Groups, anchor: Anchor) -> str | None:
    """What a reading counts from a day of publication that is not known; None when it is to be had no other way."""
    value = reading.value or ""
    words = (groups.get("dir") or "").lower()
    if anchor.narrative or "following" in words or "previous" in words:
        return None
    form = reading.relative
    if form is None and value.startswith("PUB"):
        form = value
    elif form is None and reading.kind in ("date", "time") and _PARTLY_KNOWN.match(value):
        where = direction(words)
        looks = 1 if anchor.future else -1 if anchor.past or "-W" in value or "XX-XX" in value else 0
        form = "PUB" + ({-1: "<<", 1: ">>"}.get(where) or {-1: "<", 1: ">"}.get(looks, "~")) + value
    narrowing = reading.side or reading.mod
    return f"{form}:{narrowing}" if form and narrowing else form

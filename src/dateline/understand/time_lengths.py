"""Readers of lengths, sets and vague times: "three days", "two weeks ago", "every Monday", "recently"."""

from __future__ import annotations

from dateline.lexicon.calendar import day_of_value, shifted
from dateline.understand.time_anchor import Anchor
from dateline.understand.time_grammar import PART_CODES
from dateline.understand.time_quarters import (
    read_bc,
    read_century,
    read_decade,
    read_fiscal,
    read_half_year,
    read_month_words,
    read_quarter,
    read_quarter_code,
    read_season,
    read_the_quarter,
    read_year,
    read_year_ago,
    read_year_words,
)
from dateline.understand.time_reading import (
    Groups,
    Reader,
    Reading,
    count_of,
    direction,
    length_value,
    mod_of,
    month_number,
    read_clock,
    read_deictic,
    read_holiday,
    read_iso,
    read_month,
    read_month_day,
    read_nth_day,
    read_paren_weekday,
    read_part,
    read_slash,
    read_weekday,
    read_weekday_set,
    relative_stretch,
    stretch,
    unit_letter,
)


def read_every(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "every day", "each week", "twice a month"."""
    unit = groups.get("u") or groups.get("u2") or ""
    if unit in PART_CODES:
        return Reading("set", f"XXXX-XX-XXT{PART_CODES[unit]}", refers=False)
    count = 2.0 if groups.get("other") else count_of(groups.get("n"))
    return Reading("set", length_value(count, unit_letter(unit)), refers=False)


def read_adverb_set(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "daily", "weekly", "annually"."""
    word = (groups["all"] or "").lower()
    values = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y",
              "hourly": "PT1H", "biweekly": "P2W", "fortnightly": "P2W", "weekends": "XXXX-WXX-WE"}  # fmt: skip
    return Reading("set", values[word], refers=False)


def read_span_of(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "the past three months", "the next two weeks", "recent years"."""
    unit = unit_letter(groups.get("u") or groups.get("u2") or "")
    words = groups.get("n") or groups.get("n2")
    count = count_of(words) if words and words != "few" else None
    where = direction(groups.get("dir"))
    if (groups.get("u") or "") == "quarter-century":
        return Reading("duration", "P25Y", refers=False, ends=stretch(anchor, 25, "Y", where))
    narrow = anchor.narrative or (groups.get("dir") or "").lower().endswith(("first", "final", "following", "previous"))
    ends = None if narrow else stretch(anchor, count, unit, where)
    if count is None and words is None and (groups.get("dir") or "").lower() in ("recent", "future"):
        return Reading("date", "PAST_REF" if where < 0 else "FUTURE_REF", "", 0.6, refers=False)
    relative = None if narrow else relative_stretch(anchor, count, unit, where)
    return Reading("duration", length_value(count, unit), refers=False, ends=ends, confidence=0.85, relative=relative)


def read_ago(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "two days ago", "a year earlier", "three weeks later"."""
    unit, words = unit_letter(groups["u"] or ""), (groups["dir"] or "").lower()
    bare_plural = groups.get("n") is None and (groups["u"] or "").endswith("s")
    count = None if bare_plural else count_of(groups.get("n"))
    if count is not None and (groups.get("half") or groups.get("plus")):
        count += 0.5
    where = -1 if words in ("ago", "earlier", "before", "prior", "previously", "beforehand") else 1
    if count is None:
        return Reading("date", "PAST_REF" if where < 0 else "FUTURE_REF", "", 0.6, refers=False)
    if unit == "Y" and count == 1 and words in ("ago", "earlier") and anchor.quarter and not anchor.narrative:
        # Earnings are held against those of the same quarter a year before.
        return Reading("date", f"{anchor.quarter[0] - 1}-Q{anchor.quarter[1]}", "", 0.6, refers=False)
    if unit in ("DE", "CE"):
        unit, count = "Y", count * (10 if unit == "DE" else 100)  # "a decade ago" is meant to the year
    if unit in ("M", "Y") and count % 1:
        unit, count = ("M", count * 12) if unit == "Y" else ("D", count * 30)
    steps = round(count) * where
    if words in ("ago", "from now", "hence", " time"):
        value: str | None = anchor.shift(unit, steps)
        if anchor.narrative and anchor.then and words != "ago":
            value = anchor.shift_then(unit, steps)
    else:
        # "A year earlier" in a report counts from the report, unless the sentence tells of another time.
        value = anchor.shift_then(unit, steps) if anchor.narrative or unit == "D" else None
        value = value or (None if anchor.narrative else anchor.shift(unit, steps))
    return Reading("date", value or "XXXX-XX-XX", "", 0.75)


def read_week_of(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "the week of March 6"."""
    named = read_month_day({**groups, "m": groups.get("m") or groups["m2"], "d": groups.get("d") or groups["d2"],
                            "d2": None}, anchor)  # fmt: skip
    day = day_of_value(named.value) if named else None
    if day is None:
        return None
    return Reading("date", shifted(day, "W", 0), confidence=0.85)


def read_of_unit(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "last week", "this year", "that day", "the following month"."""
    unit, words = unit_letter(groups["u"] or ""), (groups["dir"] or "").lower().removeprefix("the ")
    if unit.startswith("T"):
        return (
            Reading("duration", length_value(1.0, unit), "", 0.7, refers=False)
            if "past" in words or "last" in words
            else None
        )
    where = direction(words)
    told = words.startswith(("that", "same", "previous", "following", "preceding", "this same"))
    if told or (unit == "D" and where):
        value = anchor.shift_then(unit, where)
        if value is None and unit != "D" and where and anchor.day and not anchor.narrative:
            value = anchor.shift(unit, where)
        return Reading("date", value or ("XXXX-XX-XX" if unit == "D" else "XXXX"), mod_of(groups.get("early")), 0.7)
    if words == "past":
        ends, relative = stretch(anchor, 1.0, unit, -1), relative_stretch(anchor, 1.0, unit, -1)
        return Reading("duration", length_value(1.0, unit), "", 0.8, ends, refers=False, relative=relative)
    if words == "latest":
        where = -1
    mod = mod_of(groups.get("early"))
    value = anchor.shift_then(unit, where) if anchor.narrative else anchor.shift(unit, where)
    return Reading("date", value or "XXXX", mod, 0.85, refers=bool(where) or anchor.narrative)


def read_the_unit(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "the weekend", "the end of the month"."""
    unit = "WE" if groups.get("weekend") else unit_letter(groups["u"] or "")
    early = (groups.get("early") or "").lower()
    value = anchor.shift_then(unit, 0) if anchor.narrative else None
    if unit == "WE" and not value:
        ahead = anchor.future and anchor.day is not None and anchor.day.weekday() < 5
        current = anchor.day is not None and anchor.day.weekday() >= 5
        value = anchor.shift("WE", 0 if ahead or current else -1)
        relative = f"PUB{'>' if anchor.future else '<'}XXXX-WE" if anchor.day is None else None
        return Reading("date", value, mod_of(early), 0.75, refers=False, relative=relative)
    return Reading("date", value or anchor.shift(unit, 0), mod_of(early), 0.75, refers=False)


def read_year_end(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "year-end", "the month's end"."""
    unit = unit_letter(groups["u"] or "year")
    value = anchor.shift_then(unit, 0) if anchor.narrative else None
    return Reading("date", value or anchor.shift(unit, 0), "END", 0.7, refers=False)


def read_year_ended(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "the year ended March 31": how long it is; its end is told by the day that follows."""
    return Reading("duration", length_value(1.0, unit_letter(groups["u"] or "")), "", 0.7, refers=False)


def read_the_year(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "for the year", "of the full year": the one spoken of, else the current one."""
    unit = unit_letter(groups["u"] or "")
    value = anchor.shift_then(unit, 0) if anchor.narrative else None
    return Reading("date", value or anchor.shift(unit, 0), "", 0.6, refers=False)


def read_length(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "three days", "a two-week truce"; ages are none."""
    words, count = (groups["n"] or "").lower(), count_of(groups["n"])
    unit = unit_letter(groups["u"] or "")
    if groups.get("old") or (unit == "TS" and words in ("a", "an")):
        return None  # an age; "a second" is nearly always an ordinal
    if words in ("a", "an", "some", "many") and not (groups["u"] or "").endswith("s") and words in ("some", "many"):
        return None
    if count is not None and count >= 1900 and unit != "Y" and "," not in words:
        return None
    if count is not None and (groups.get("half") or groups.get("plus")):
        count += 0.5
    return Reading("duration", length_value(count, unit), "", 0.85, refers=False)


def read_long(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "a month-long strike", "decades-long", "an eight-month-old truce"."""
    words, unit = groups.get("n"), groups["u"] or ""
    count = None if words is None and unit.endswith("s") else count_of(words)
    return Reading("duration", length_value(count, unit_letter(unit)), "", 0.8, refers=False)


def read_month_set(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "each July"."""
    return Reading("set", f"XXXX-{month_number(groups['m'] or ''):02d}", refers=False)


def read_vague_length(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "for weeks", "decades ago"."""
    if groups.get("dir"):
        return Reading("date", "PAST_REF" if direction(groups["dir"]) < 0 else "FUTURE_REF", "", 0.6, refers=False)
    return Reading("duration", length_value(None, unit_letter(groups["u"] or "")), "", 0.6, refers=False)


def read_time_of_day(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "at dawn", "overnight"."""
    part = PART_CODES[(groups.get("p") or "overnight").lower()]
    day = anchor.then_day() if anchor.narrative else anchor.day
    return Reading("time", f"{day or 'XXXX-XX-XX'}T{part}", "", 0.5, refers=False)


def read_now(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "now", "currently"."""
    return Reading("date", "PRESENT_REF", "", 0.6, refers=False)


def read_past(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "recently", "in the past"."""
    return Reading("date", "PAST_REF", "", 0.6, refers=False)


def read_future(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "soon", "the future"; soon only of what is still to come."""
    if (groups["all"] or "").lower() == "soon" and (anchor.narrative or not anchor.future):
        return None
    return Reading("date", "FUTURE_REF", "", 0.6, refers=False)


READERS: dict[str, Reader] = {
    "iso": read_iso, "slash": read_slash, "day_month": read_month_day, "month_day": read_month_day,
    "month_words": read_month_words, "month_year": read_month, "year_month": read_month, "rel_month": read_month,
    "month": read_month,
    "paren_weekday": read_paren_weekday, "weekday_set": read_weekday_set, "weekday": read_weekday,
    "deictic": read_deictic, "part": read_part, "quarter": read_quarter, "quarter_code": read_quarter_code,
    "half_year": read_half_year, "year_ago": read_year_ago, "the_quarter": read_the_quarter,
    "year_words": read_year_words, "fiscal": read_fiscal, "season": read_season, "decade": read_decade,
    "century": read_century, "bc": read_bc, "every": read_every, "adverb_set": read_adverb_set,
    "span_of": read_span_of, "ago": read_ago, "in_time": read_ago, "week_of": read_week_of,
    "of_unit": read_of_unit, "the_unit": read_the_unit,
    "year_end": read_year_end, "year_ended": read_year_ended, "the_year": read_the_year,
    "length": read_length, "long": read_long, "aged": read_long, "month_set": read_month_set,
    "vague_length": read_vague_length, "holiday": read_holiday,
    "year": read_year, "nth_day": read_nth_day, "clock": read_clock, "hour_of": read_clock,
    "time_of_day": read_time_of_day, "now": read_now, "past": read_past, "future": read_future,
}  # fmt: skip
"""Which reader reads which form of time_grammar.FORMS."""

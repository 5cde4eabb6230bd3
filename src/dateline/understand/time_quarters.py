"""Readers of quarters, seasons, years, decades and centuries."""

from __future__ import annotations

import re

from dateline.lexicon.numbers import ORDINALS, read_number
from dateline.understand.time_anchor import Anchor
from dateline.understand.time_grammar import SEASON_CODES
from dateline.understand.time_reading import Groups, Reading, direction, mod_of, month_number, spoken_year

_DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
                      "eighties": 8, "nineties": 9}  # fmt: skip


def read_quarter(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "the third quarter of 2021", "the first quarter"."""
    words = (groups["n"] or "").lower()
    number = 4 if words in ("final", "last") else int(words[0]) if words[0].isdigit() else ORDINALS[words]
    year = groups.get("y0") or groups.get("y1") or groups.get("fy")
    if year is None and groups.get("rel0"):
        year = anchor.shift("Y", direction(groups["rel0"])) if anchor.day else "XXXX"
    year = year or spoken_year(groups, anchor) or _year_of_quarter(number, anchor)
    return Reading("date", f"{year}-Q{number}", mod_of(groups.get("early")), 0.75)


def _year_of_quarter(number: int, anchor: Anchor) -> str:
    if anchor.narrative and anchor.then_year():
        return f"{anchor.then_year():04d}"
    if anchor.day is None:
        return "XXXX"
    current = (anchor.day.month - 1) // 3 + 1
    if anchor.future and (number - current) % 4 == 1:
        return str(anchor.day.year + (number < current))
    return str(anchor.day.year - (number > current))


def read_year_ago(groups: Groups, anchor: Anchor) -> Reading | None:
    """The same stretch a year before the quarter last spoken of, or before the last full quarter."""
    year, quarter = anchor.quarter or _quarter_before(anchor)
    if not year:
        return Reading("date", "XXXX", refers=False)
    if groups.get("n"):
        quarter = ORDINALS[groups["n"] or ""]
    elif anchor.quarter is None and (groups["all"] or "").lower().endswith(("ago", "earlier")):
        return Reading("date", anchor.shift("Y", -1), "", 0.6, refers=False)
    return Reading("date", f"{year - 1}-Q{quarter}", "", 0.6, refers=False)


def read_the_quarter(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "the quarter", "the latest period", "the 1989 quarter": the one last spoken of, else the last full one."""
    if groups.get("this") and anchor.day:
        return Reading("date", anchor.shift("Q", 0), "", 0.8)
    year, quarter = anchor.quarter or _quarter_before(anchor)
    if groups.get("y"):
        if anchor.quarter is None:
            return Reading("date", groups["y"], "", 0.5)
        year = int(groups["y"] or 0)
    if groups.get("ago"):
        year -= 1
    return Reading("date", f"{year}-Q{quarter}" if year else "XXXX-QX", "", 0.6, refers=False)


def _quarter_before(anchor: Anchor) -> tuple[int, int]:
    """The last full quarter before publication."""
    if anchor.day is None:
        return 0, 0
    number = anchor.day.year * 4 + (anchor.day.month - 1) // 3 - 1
    return number // 4, number % 4 + 1


def read_year_words(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "nineteen ninety-six"."""
    if groups.get("k"):
        return Reading("date", "2000")
    head = read_number(groups["c"] or "") or 0
    rest = read_number(re.sub(r"oh|and |hundred", "", groups["rest"] or "").strip("- "))
    if rest is None:
        return None
    return Reading("date", f"{head + rest if head == 2000 else head * 100 + rest:.0f}")


def read_month_words(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "January nineteen ninety-six", as speech is written down."""
    year = read_year_words({**groups, "k": None}, anchor)
    return Reading("date", f"{year.value}-{month_number(groups['m'] or ''):02d}", confidence=0.95) if year else None


def read_quarter_code(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "Q3 2021", "3Q21", "H1 2022"."""
    code, number = groups.get("code") or groups["code2"], int(groups.get("n") or groups["n2"] or 0)
    short = groups.get("yy") or groups.get("yy2")
    year = groups.get("y") or groups.get("y2") or (f"20{short}" if short else None)
    if code == "H":
        return Reading("date", f"{year}-H{number}", confidence=0.8) if year and number < 3 else None
    return Reading("date", f"{year or _year_of_quarter(number, anchor)}-Q{number}", confidence=0.8)


def read_half_year(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "the first half of 2020"."""
    number = 1 if (groups["n"] or "").lower() == "first" else 2
    year = re.search(r"\d{4}", groups["all"] or "")
    known = year[0] if year else anchor.shift("Y", direction(groups.get("rel"))) if anchor.day else "XXXX"
    return Reading("date", f"{known}-H{number}")


def read_fiscal(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "fiscal 1989", "FY21": taken as the calendar year, with little confidence."""
    year = groups.get("y") or f"20{groups['yy']}"
    return Reading("date", year, confidence=0.6)


def read_season(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "this summer", "the winter of 1991"; fall and spring only where they can be no verbs."""
    words, season = (groups.get("dir") or "").lower(), groups["s"] or ""
    code = SEASON_CODES[season.lower()]
    year = spoken_year(groups, anchor)
    if code == "WI" and year and groups.get("y3"):
        year = f"{int(year) + 1:04d}"  # the winter of 2021-22 is counted to the year in which it ends
    if year is None and not words and season.lower() in ("fall", "spring"):
        return None  # a verb as often as a season
    if year is None and season.lower() == "fall" and words == "the":
        return None  # the fall of a city
    where = direction(words)
    if year is None:
        last_month = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}[code]
        if "following" in words or "previous" in words or words.startswith(("that", "the same")):
            year = (anchor.shift_then("Y", 0) or "XXXX")[:4]
        elif words.startswith("this") and anchor.day:
            year = str(anchor.day.year + (code == "WI" and anchor.day.month > 8))
        else:
            year = anchor.year_of_month(last_month, where=where)
    return Reading("date", f"{year}-{code}", mod_of(groups.get("early")), 0.75)


def read_decade(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "the 1990s", "the late seventies"."""
    if groups.get("y"):
        tens = (groups["y"] or "")[:3]
    elif groups.get("yy"):
        tens = "19" + (groups["yy"] or "")[0]
    else:
        tens = ("18" if groups.get("c") == "eighteen" else "19") + str(_DECADES[(groups["w"] or "").lower()])
    mod = mod_of(groups.get("early"))
    return Reading("date", f"BC{tens}X" if groups.get("bc") else f"{tens}X", mod, 0.9, refers=not groups.get("bc"))


def read_century(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "the 19th century"."""
    words = (groups.get("w") or "").lower()
    number = int(groups["n"] or 0) if groups.get("n") else ORDINALS.get(words, 21 if words == "twenty-first" else 0)
    if not 0 < number < 30:
        return None
    value = f"{number - 1:02d}XX"
    return Reading("date", f"BC{value}" if groups.get("bc") else value, mod_of(groups.get("early")), refers=False)


def read_bc(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "264 BC"."""
    return Reading("date", f"BC{int(groups['y'] or 0):04d}", mod_of(groups.get("early")), refers=False)


def read_year(groups: Groups, anchor: Anchor) -> Reading | None:
    """Read "2014", "mid-2019", "2019-22"."""
    year, second = groups["y"] or "", groups.get("y2")
    if second and len(second) == 2:
        second = year[:2] + second
    return Reading("date", year, mod_of(groups.get("early")), 0.9, second=second)

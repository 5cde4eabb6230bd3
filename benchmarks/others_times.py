"""Score dateparser and Microsoft's Recognizers-Text on the same time expressions as `dates.py`; figures go to JSON.

Run in an environment of its own, which needs nothing of ours:
    pip install dateparser recognizers-text-suite emoji==1.7.0
    python benchmarks/others_times.py --data DIR --out others_times.json
Each library is helped as far as is fair: what its answers mean is written as TIMEX values, a date without a year is
read as the past one, a weekday as the latest up to the day of publication (that day too), and matches of dateparser
that hold no letter or no digit of a date are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import warnings
from calendar import monthrange
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from time_scoring import SETS, UNDATED, Found, score

NO_DAY = datetime(2000, 1, 1)
"""What relative words count from where no publication day is known; both libraries need a day."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_WHOLE = re.compile(
    r"\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d(?:-WE)?|SP|SU|FA|WI|Q\d))?(?:T.*)?\Z|PRESENT_REF|PAST_REF|FUTURE_REF"
)


def read_with_recognizers(text: str, day: date | None) -> list[Found]:
    """What Recognizers-Text finds, in TIMEX values."""
    from recognizers_date_time import Culture, recognize_datetime  # type: ignore[import-not-found]

    reference = datetime(day.year, day.month, day.day) if day else NO_DAY
    found: list[Found] = []
    for paragraph in _PARAGRAPH.finditer(text):  # its time grows faster than the text
        try:
            answers = recognize_datetime(paragraph[0], Culture.English, reference=reference)
        except Exception:  # the library fails on some texts; then it found nothing there
            continue
        at = paragraph.start()
        for one in answers:
            if one.resolution and one.resolution.get("values"):
                found.append((at + one.start, at + one.end + 1, _timex(one.resolution["values"][0], day), None))
    return found


def _timex(first: dict[str, Any], day: date | None) -> str | None:
    """One answer of Recognizers-Text as a TIMEX value; the first of two answers is the past one."""
    timex = str(first.get("timex") or "")
    if _WHOLE.match(timex) or timex.startswith("P") or first.get("type") == "set":
        return timex
    if timex.startswith("("):
        start, end, length = [*timex.strip("()").split(","), "", ""][:3]
        return _stretch(first.get("start") or start, first.get("end") or end) or length
    if first.get("type") == "time":
        return f"{day}{timex}" if day else f"XXXX-XX-XX{timex}"
    value = str(first.get("value") or first.get("start") or "")
    clock = timex[timex.find("T") :] if "T" in timex else ""
    if not re.match(r"\d{4}-\d\d-\d\d", value):
        return timex
    if day is None:
        return timex
    if weekday := re.match(r"XXXX-WXX-([1-7])(?!\d)", timex):
        return str(day - timedelta((day.isoweekday() - int(weekday[1])) % 7)) + clock
    if re.match(r"XXXX-\d\d\Z", timex):
        return value[:7]
    return value[:10] + clock


def _stretch(start: str, end: str) -> str | None:
    """A quarter, month, year or decade from its first day to the first day after it."""
    try:
        first, after = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    except ValueError:
        return None
    if first.day != 1 or after.day != 1:
        return None
    months = (after.year - first.year) * 12 + after.month - first.month
    if months == 3 and first.month % 3 == 1:
        return f"{first.year}-Q{first.month // 3 + 1}"
    if months == 12 and first.month == 1:
        return str(first.year)
    if months == 120 and first.month == 1 and first.year % 10 == 0:
        return f"{first.year // 10}X"
    return f"{first.year}-{first.month:02d}" if months == 1 else None


def read_with_dateparser(text: str, day: date | None) -> list[Found]:
    """What dateparser finds, as precise as its words are."""
    from dateparser.search import search_dates  # type: ignore[import-not-found]

    base = datetime(day.year, day.month, day.day) if day else NO_DAY
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
    found: list[Found] = []
    for paragraph in _PARAGRAPH.finditer(text):
        try:
            pairs = search_dates(paragraph[0], languages=["en"], settings=settings) or []
        except Exception:  # the library fails on some texts; then it found nothing there
            continue
        at = paragraph.start()
        for words, stamp in pairs:
            place = text.find(words, at, paragraph.end())
            if place < 0 or not re.search(r"[A-Za-z]{3}|\d{4}", words) or re.fullmatch(r"(?:on|in|to|may|a|of)", words):
                continue
            at = place + len(words)
            found.append((place, at, _as_precise(words, stamp), None))
    return found


def _as_precise(words: str, stamp: datetime) -> str:
    """The year, month, week or day of a stamp, as the words name it."""
    lower = words.lower()
    if re.search(r"\d\s*(?::\d\d|[ap]\.?m\b)", lower):
        return stamp.strftime("%Y-%m-%dT%H:%M")
    if re.search(r"\byears?\b", lower) or re.fullmatch(r"\D*\d{4}\D*", lower):
        whole = re.fullmatch(r"(?:[a-z]* )?\d{4}", lower) and not re.search(r"[a-z]{3,}", lower)
        return stamp.strftime("%Y") if whole or "year" in lower else stamp.strftime("%Y-%m")
    if "week" in lower:
        year, week, _ = stamp.isocalendar()
        return f"{year}-W{week:02d}"
    day_named = re.search(r"(?<!\d)\d{1,2}(?!\d)|day\b|today|tonight|now\b", lower)
    if day_named or stamp.day > monthrange(stamp.year, stamp.month)[1] - 0:
        return stamp.strftime("%Y-%m-%d")
    return stamp.strftime("%Y-%m")


READERS = {"dateparser": read_with_dateparser, "recognizers-text": read_with_recognizers}


def main() -> None:
    """Print one line for each library and set, and write all to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", choices=READERS)
    given = parser.parse_args()
    warnings.filterwarnings("ignore")
    figures: dict[str, dict[str, dict[str, float]]] = {}
    began = time.monotonic()
    for library in [given.only] if given.only else READERS:
        for name in SETS:
            folder = given.data / "times" / name
            if folder.is_dir():
                scores = score(folder, READERS[library], dated=name not in UNDATED)
                figures.setdefault(library, {})[name] = {key: round(value, 4) for key, value in scores.items()}
                print(library, name, "  ".join(f"{key} {value:.3f}" for key, value in scores.items()), flush=True)
    if given.out:
        given.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(f"{timedelta(seconds=round(time.monotonic() - began))}")


if __name__ == "__main__":
    main()

"""Score dateparser and Microsoft's Recognizers-Text on the time expressions of the scorecard.

Run in an environment of its own, which needs nothing of ours:
    pip install dateparser recognizers-text-suite emoji==1.7.0
    python benchmarks/others_times.py --data DIR
Writes src/dateline/scorecard/measured/times.json, which the scorecard shows beside ours.
Each library is helped as far as is fair: what its answers mean is written as TIMEX values, a date without a year is
read as the past one, a weekday as the latest up to the day of publication (that day too), and matches of dateparser
that hold no letter or no digit of a date are left out.
"""

from __future__ import annotations

import argparse
import re
import time
import warnings
from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from measured import lines, row, write

from dateline.scorecard.metrics import Score
from dateline.scorecard.timex import Found, compare

SETS = ("timebank", "aquaint", "wikiwars")
UNDATED = frozenset({"wikiwars"})
"""Sets whose `published_at` is a day of download and tells nothing."""
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


Reader = Callable[[str, date | None], list[Found]]
READERS: dict[str, Reader] = {"dateparser": read_with_dateparser, "Recognizers-Text": read_with_recognizers}


def measure(folder: Path, read: Reader, *, dated: bool) -> dict[str, float]:
    """The figures of one set under the names that they have in the scorecard."""
    texts = {one["id"]: one for one in lines(folder / "corpus.jsonl")}
    counts: Counter[str] = Counter()
    seconds, size = 0.0, 0
    for gold in lines(folder / "gold.jsonl"):
        text = texts[gold["id"]]["text"]
        before = time.process_time()
        found = read(text, day_of(texts[gold["id"]]["published_at"]) if dated else None)
        seconds, size = seconds + time.process_time() - before, size + len(text)
        counts.update(compare(found, gold["times"], text))
    scores = {key: Score(counts[key], counts["ours"], counts["gold"]) for key in ("strict", "relaxed", "value")}
    return {
        **{f"{key}_f1": one.f1 for key, one in scores.items()},
        "relaxed_precision": scores["relaxed"].precision,
        "relaxed_recall": scores["relaxed"].recall,
        "milliseconds": 1e6 * seconds / max(1, size),
    }


def day_of(text: str | None) -> date | None:
    """The publication day of a row, when it is a day."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def main() -> None:
    """Print one line for each library and set, and write all where the scorecard reads it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    warnings.filterwarnings("ignore")
    rows = []
    for library, read in READERS.items():
        for name in SETS:
            folder = given.data / "times" / name
            if folder.is_dir():
                figures = measure(folder, read, dated=name not in UNDATED)
                rows += [row(name, key, library, value) for key, value in figures.items()]
                print(library, name, "  ".join(f"{key} {value:.3f}" for key, value in figures.items()), flush=True)
    write("times", "times", Path(__file__).name, rows)


if __name__ == "__main__":
    main()

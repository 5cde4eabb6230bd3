"""Dates, numbers and codes in plain words, for the faces that people read."""

from __future__ import annotations

import re
from typing import Any

from dateline.lexicon.calendar_words import MONTHS
from dateline.serve.deed_table import DEEDS, PARTICIPLES

MODALITIES = {
    "asserted": "{past}",
    "denied": "said not to have {participle}",
    "planned": "to {base}",
    "requested": "asked to {base}",
    "hypothetical": "might {base}",
}

FLAGS = {
    "paywall": "behind a paywall: only a part was readable",
    "cookie_wall": "a cookie wall stood before the text",
    "truncated": "the text breaks off",
    "feed_text": "the page could not be had: this is what its feed carries",
    "unsupported_language": "not in English: not read for facts",
}

CANNOT_SAY = {
    "paywall": "paywalled",
    "cookie_wall": "behind a cookie wall",
    "truncated": "breaks off",
    "unsupported_language": "not read",
    "short": "a brief",
    "apart": "not compared",
}
"""Why the silence of a report means nothing, by its flag."""

KINDS_OF_ORIGIN = {
    "agency": "news agency",
    "official": "official",
    "state_media": "state media",
    "witness": "witness",
    "document": "document",
    "anonymous": "not named",
    "outlet": "outlet",
    "other": "other voice",
}

COPIES = {"reprint": "a reprint", "edited": "an edited copy", "wire": "a wire copy"}

STATUSES = {
    "contested": "Reports differ",
    "updated": "Updated over time",
    "agreed": "Reports agree",
    "single": "One report only",
}

TOLD_BY_THE_TYPE = {("REQUEST", "requested")} | {(code, "planned") for code in ("AGREE", "THREATEN", "REJECT")}
"""What is asked, promised, threatened or refused lies ahead anyway: the asking, promising ... has been done."""

ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T(?:\d{2}(?::\d{2}(?::\d{2})?)?|MO|AF|EV|NI|MI|DT))?)?)?")
TIMEX = re.compile(r"(?:PUB|UNK|P\d|X{4}|\d{4}-W|[A-Z]{3,})")
PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
MONTH = re.compile("|".join(name for name in MONTHS if len(name) > 3))
DAY = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(\d{2}:\d{2}))?")


def plural(count: int, word: str, many: str | None = None) -> str:
    """Say a count with its word: "1 report", "14 reports"."""
    return f"{count:,} {word if count == 1 else many or word + 's'}"


def date_words(interval: dict[str, Any] | None) -> str:
    """Say a date interval of the record: "4 March 2031", "10–12 January 2022", "from 5 May 2020", or "".

    >>> date_words({"from": "2022-01-10", "to": "2022-01-12", "precision": "day"})
    '10–12 January 2022'
    """
    if not interval:
        return ""
    first, last = interval.get("from"), interval.get("to")
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"until {_point(last)}" if first is None else f"from {_point(first)}"
    if interval.get("precision") == "time" and first[:10] == last[:10] and "T" in first:
        return f"{_point(first)}, {first[11:16]}"
    return _stretch(first, last)


def _stretch(first: str, last: str) -> str:
    left, right = DAY.match(first), DAY.match(last)
    if not left or not right:
        return first if first == last else f"{first} – {last}"
    (year, month, day), (year2, month2, day2) = left.group(1, 2, 3), right.group(1, 2, 3)
    if (year, month, day) == (year2, month2, day2):
        return _point(first)
    if (month, day, month2, day2) == ("01", "01", "12", "31"):
        return year if year == year2 else f"{year}–{year2}"
    if (year, month) == (year2, month2) and day and day2 and month:
        if day == "01" and int(day2) >= 28:
            return f"{MONTHS[int(month) - 1]} {year}"
        return f"{int(day)}–{int(day2)} {MONTHS[int(month) - 1]} {year}"
    if year == year2 and day and day2:
        return f"{_point(first).rsplit(' ', 1)[0]} – {_point(last)}"
    return f"{_point(first)} – {_point(last)}"


def _point(day: str | None) -> str:
    found = DAY.match(day or "")
    if not found:
        return day or ""
    year, month, number = found.group(1, 2, 3)
    if month is None or not 1 <= int(month) <= 12:
        return year
    name = MONTHS[int(month) - 1]
    return f"{name} {year}" if number is None else f"{int(number)} {name} {year}"


def short_date(interval: dict[str, Any] | None) -> str:
    """Say a date interval with its months cut short, for narrow places: "10–12 Jan 2022".

    >>> short_date({"from": "2022-01-10", "to": "2022-01-10", "precision": "time"})
    '10 Jan 2022'
    """
    if interval and interval.get("precision") == "time":
        interval = {key: (interval.get(key) or "")[:10] or None for key in ("from", "to")}
    return short_months(date_words(interval))


def short_months(words: str) -> str:
    """Cut the names of months in a date to three letters."""
    return MONTH.sub(lambda found: found.group()[:3], words)


def independence_words(independent: int | None, origins: int) -> str:
    """Say how many of the origins of a claim are known not to depend on one another, and why no more are."""
    if independent is None:
        return "not known to be independent" if origins == 1 else "none known to be independent" if origins else ""
    if origins < 2:
        return ""
    if independent >= origins:
        return "none depends on another"
    return f"{independent} known to be independent; the others lean on the same source, or nothing is known of them"


def deed_words(code: str, modality: str, *, mode: str = "", cameo: str = "", towards: bool) -> str:
    """Say a PLOVER type, mode and CAMEO code in its modality, with the word that leads to a recipient.

    >>> deed_words("AID", "planned", towards=True)
    'to help'
    """
    unknown = (f"{code.lower()} →", f"{code.lower()} →", code.lower(), code.lower())
    keys = (cameo, mode, cameo[:3], cameo[:2])
    known = next((DEEDS[found] for key in keys if (found := f"{code} {key}") in DEEDS), DEEDS.get(code, unknown))
    base, past = known[:2] if towards else known[2:]
    if (code, modality) in TOLD_BY_THE_TYPE:
        modality = "asserted"
    verb, blank, rest = past.partition(" ")
    participle = PARTICIPLES.get(verb, verb) + blank + rest
    return MODALITIES.get(modality, "{past}").format(base=base, past=past, participle=participle)


def number_words(value: float) -> str:
    """Write a number with its thousands apart."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def value_words(kind: str, value: str) -> str:
    """Say a claim's value: times, which the record gives as ISO, as people write them; "" for one not anchored.

    >>> value_words("time", "2022-01-10T18:30~")
    'about 10 January 2022, 18:30'
    """
    if kind != "time":
        return value
    bare, about = value.removesuffix("~"), "about " if value.endswith("~") else ""
    first, _, last = bare.partition("/")
    if not ISO.fullmatch(first) or (last and not ISO.fullmatch(last)):
        return "" if TIMEX.match(bare) else value
    if last and first[:10] == last[:10] and "T" in first and "T" in last:
        return f"{about}{_point(first)}, {_time_of_day(first[11:16])}–{_time_of_day(last[11:16])}"
    if last:
        return f"{about}{_stretch(first, last)}"
    return f"{about}{_point(first)}{', ' + _time_of_day(first[11:16]) if 'T' in first else ''}"


def _time_of_day(hour: str) -> str:
    return PARTS_OF_DAY.get(hour, hour if ":" in hour else f"{hour}:00")


def short_number(value: float) -> str:
    """Write a number for the axis of a chart: 950, 12,000, 1.5m, 2bn."""
    for size, word in ((1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:.4g}{word}"
    return number_words(value)


def bounds_words(low: float | None, high: float | None, *, approx: bool = False) -> str:
    """Say inclusive bounds: "14 or more", "up to 20", "36–44", "19"; "" when both are open."""
    about = "about " if approx else ""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        known = number_words(low if low is not None else high or 0)
        return f"{about}{known} or more" if high is None else f"up to {about}{known}"
    if low == high:
        return about + number_words(low)
    return f"{about}{number_words(low)}–{number_words(high)}"


def share_words(share: float) -> str:
    """Say a share between 0 and 1 as a percentage."""
    return f"{round(share * 100)} %"


def shortened(words: str, length: int) -> str:
    """Cut words to a length at a blank, with a mark where something was cut."""
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[: length - 1].rsplit(" ", 1)[0] + " …"

"""When an article was published, told from all evidence a page or scrape gives. The one file that imports htmldate.

For pages: what the markup states, `<time>` elements, dates printed beside the headline, the address, then htmldate.
For scrapes: labelled dates, dates printed alone, the address, and at last an interval: a caption's date is the
earliest day, and the weekday the story speaks of ("on Monday") keeps the end near.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dateline.model.article import DateInterval
from dateline.read.printed_dates import (
    FAR_AHEAD,
    PrintedDate,
    Stamp,
    day_after,
    day_in_url,
    in_words,
    month_interval,
    printed_dates,
    read_stamp,
)
from dateline.read.story_dates import told_in_words
from dateline.read.structured import Structured
from dateline.read.surroundings import CAPTION_SIGN, Surroundings
from dateline.read.told_dates import dispatched, told_by_story
from dateline.read.visible import VisiblePage

Dates = tuple[DateInterval | None, DateInterval | None]
"""When an article was published and when it was last updated."""

_SURE_NAMES = ("JSON-LD datePublished", "meta article:published_time", "meta datepublished")
_LABEL = re.compile(
    r"\b(?P<updated>(?:last\s+|aktuali|mis à jour|actuali)?(?:updated?|modified|edited|revised)|aktualisiert)\b|"
    r"\b(?P<published>(?:first\s+|originally\s+)?(?:published|posted|created|issued|released|publication date|"
    r"date|veröffentlicht|publié|publicado|pubblicato|gepubliceerd))\b",
    re.IGNORECASE,
)
_FOREIGN_ZONES = frozenset(["blockquote", "aside", "nav", "footer"])
_FOREIGN_HINT = re.compile(r"comment|related|teaser|sidebar|nav(?:bar|top|wrap)|widget|recent|recommend|ticker")
_OF_RATES = re.compile(
    r"\bas (?:at|of)\b|\b[A-Z]{3}/[A-Z]{3}\b|\d ?°|°[CF]\b"
    r"|\b(?:forecast|weather|sunrise|sunset|exchange rates?|tides?)\b",
    re.IGNORECASE,
)
"""A date beside rates, prices or the weather is theirs."""
_BESIDE_DATES = re.compile(
    r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun|mo|di|mi|do|fr|sa|so)(?:day|tag)?\b|\b(?:at|on|by|in|the|uhr|am|um|of|"
    r"from|edt|est|cet|cest|bst|gmt|utc|ist|aest|aedt|pt|et|min|read|updated?|published|posted)\b|[\d\W_]",
    re.IGNORECASE,
)


def dates_of_page(
    page: VisiblePage, structured: Structured, around: Surroundings, *, url: str | None, captured_at: str | None = None
) -> Dates:
    """Date a page: tags first, then what is printed, then the address, then htmldate's search."""
    updated = _stated(structured.modified, captured_at=captured_at)
    published = _stated(structured.published, captured_at=captured_at) or _marked_time(page, around)
    if published is not None and published.precision == "time":
        times = [(one.datetime, "a time element") for one in page.times]
        published = _in_local_time(published, (*structured.published, *times), around, url)
    if published is None:
        printed, printed_update = _printed_beside(around)
        published, updated = printed, updated or printed_update
    in_address = _in_address(url)
    if published is None and (in_address is None or in_address.precision == "month"):
        in_address = _searched(page.tree, url, captured_at) or in_address
    return published or in_address or _told(around, captured_at), updated


def dates_of_scrape(around: Surroundings, *, url: str | None, captured_at: str | None = None) -> Dates:
    """Date a page scrape by what is printed, by its address, or by captions and the weekdays of the story."""
    published, updated = _printed_beside(around)
    return published or _in_address(url) or _told(around, captured_at), updated


def _told(around: Surroundings, captured_at: str | None) -> DateInterval | None:
    return dispatched(around, captured_at) or told_in_words(around) or told_by_story(around)


def given_date(words: str, *, why: str, confidence: float = 1.0) -> DateInterval | None:
    """Read a date that came with the article (a corpus column, a mail header, --published) at its own precision.

    >>> given_date("2022-01", why="corpus column").end
    '2022-01-31'
    """
    words = words.strip()
    if month := re.fullmatch(r"((?:1\d|20)\d\d)-([01]\d)", words):
        if 1 <= int(month.group(2)) <= 12:
            return month_interval(f"{words}-01", why=why, confidence=confidence)
        return None
    if re.fullmatch(r"(?:1\d|20)\d\d", words):
        return DateInterval(
            start=f"{words}-01-01", end=f"{words}-12-31", precision="year", why=why, confidence=confidence
        )
    if ends := re.fullmatch(r"(\d{4}-\d\d-\d\d)\s*(?:/|\.\.|–| to )\s*(\d{4}-\d\d-\d\d)", words):
        first, last = (read_stamp(one) for one in ends.groups())
        if first and last and first.day <= last.day:
            return DateInterval(start=first.day, end=last.day, precision="day", why=why, confidence=confidence)
    stamp = read_stamp(words)
    return stamp.interval(why=why, confidence=confidence) if stamp else None


def _stated(statements: Iterable[tuple[str, str]], *, captured_at: str | None) -> DateInterval | None:
    """Take the first statement that can be read; a later one of the same day may add the time of day."""
    best: tuple[Stamp, str] | None = None
    for words, where in statements:
        stamp = read_stamp(words)
        if stamp is None or stamp.day < "1985" or (captured_at and stamp.day > day_after(captured_at)):
            continue
        if best is None or (best[0].precision == "day" and stamp.precision == "time" and stamp.day == best[0].day):
            best = (stamp, where)
        if best[0].precision == "time":
            break
    if best is None:
        return None
    stamp, where = best
    sure = where in _SURE_NAMES or where == "JSON-LD dateModified"
    return stamp.interval(why=f"{where} says {stamp.iso}", confidence=0.98 if sure else 0.9)


def _in_local_time(
    published: DateInterval, stated: Iterable[tuple[str, str]], around: Surroundings, url: str | None
) -> DateInterval:
    """Bring a moment in UTC to the outlet's own day, on which "today" and "on Monday" in its story depend.

    Another tag may state the same moment with the outlet's offset; else the day in the address, or the day printed
    beside the headline, shows which day it was there when the moment was stated.
    """
    if not (published.start or "").endswith("+00:00"):
        return published
    moment = datetime.fromisoformat(published.start or "")
    for words, where in stated:
        stamp = read_stamp(words)
        if stamp and _has_own_offset(stamp) and abs(datetime.fromisoformat(stamp.iso) - moment) < timedelta(minutes=2):
            return stamp.interval(why=f"{where} says {stamp.iso}", confidence=published.confidence)
    day = moment.date()
    for found in (_in_address(url), _printed_beside(around)[0]):
        if found is None or found.precision == "month" or found.confidence < 0.8 or not found.start:
            continue
        local = date.fromisoformat(found.start[:10])
        if local == day:
            return published
        first, last = (datetime.combine(local, time(), tzinfo=UTC) + timedelta(hours=hours) for hours in (-14, 36))
        if abs((local - day).days) == 1 and first <= moment < last:
            why = f"{published.why}, which was {in_words(local.isoformat())} where it came out: {found.why}"
            return Stamp(local.isoformat(), "day").interval(why=why, confidence=0.9)
    return published


def _has_own_offset(stamp: Stamp) -> bool:
    return bool(re.search(r"T.*[+-](?!00:00)\d\d:\d\d\Z", stamp.iso))


def _marked_time(page: VisiblePage, around: Surroundings) -> DateInterval | None:
    """Take the `<time>` element on the line that stands nearest the headline: before the story or under its end.

    Times of comments, quoted posts, teasers and page heads date something else.
    """
    after = around.headline.start - 300 if around.headline else 0
    anchor = around.headline.end if around.headline else around.start
    end = around.slices[-1].end if around.slices else 0
    near: list[tuple[int, int, Stamp]] = []
    starts = [block.start for block in page.blocks]
    for one in page.times:
        block = page.blocks[max(0, bisect_right(starts, one.start) - 1)]
        printed = page.text[one.start : one.end]
        stamp = read_stamp(one.datetime) or read_stamp(printed)
        label = _LABEL.search(page.text[max(block.start, one.start - 25) : one.end])
        foreign = _FOREIGN_ZONES.intersection(block.zones) or _FOREIGN_HINT.search(block.hint)
        if stamp is None or foreign or (label and label["updated"]):
            continue
        if after <= one.start <= around.start + 600 or end <= one.start <= end + 150:
            near.append((abs(block.start - anchor), one.start, stamp))
    if not near:
        return None
    stamp = min(near, key=lambda found: found[:2])[2]
    return stamp.interval(why=f"a time element beside the story says {stamp.iso}", confidence=0.85)


def _printed_beside(around: Surroundings) -> Dates:
    """Find dates printed outside the story's own words: with a label, or alone on a line near the headline."""
    published: list[tuple[int, int, DateInterval]] = []
    updated: list[DateInterval] = []
    near = around.headline.start if around.headline else 0
    for start, line in around.lines_outside():
        if len(line) > 160 or not any(character.isdigit() for character in line):
            continue
        found = list(printed_dates(line))
        if not found or CAPTION_SIGN.search(line):
            continue
        for one, label in _labels(line, found):
            rank = _rank(line, one, label, start=start, near=near, around=around)
            if label == "updated":
                updated.append(_printed_interval(one, "it is marked as the update", 0.9))
            elif rank:
                why = "it is labelled" if label else "it is printed beside the headline"
                far = abs(start - (around.headline.end if around.headline else around.start))
                published.append((rank, far, _printed_interval(one, why, {1: 0.92, 2: 0.8, 3: 0.55}[rank])))
    best = min(published, key=lambda one: one[:2])[2] if published else None
    latest = max(updated, key=lambda one: one.start or "", default=None)
    if best is None and latest is not None:
        why = f"{latest.why}; no other date is printed"
        best = replace(latest, why=why, confidence=0.7)
    return best, latest


def _rank(line: str, found: PrintedDate, label: str, *, start: int, near: int, around: Surroundings) -> int:
    """Rank a printed date: 1 labelled, 2 alone on its line close to the headline, 3 alone elsewhere, 0 no evidence."""
    if label == "published":
        return 1 if start < around.start + 200 or len(line) < 60 else 3
    if _OF_RATES.search(line):
        return 0
    rest = _BESIDE_DATES.sub("", line.replace(found.exact, " "))
    by_author = re.match(r"\W*(?:by|von|par|por|di)\s", line, re.IGNORECASE)
    if len(rest) > (60 if by_author else 25):
        return 0
    close = near - 400 <= start <= around.start + 100
    if start < around.start + 100:
        return 2 if close else 3
    return 0


def _labels(line: str, found: Sequence[PrintedDate]) -> Iterator[tuple[PrintedDate, str]]:
    """Pair each date with the label before it: "Published 3 May 2024, updated 4 May 2024"."""
    at = 0
    for one in found:
        labels = list(_LABEL.finditer(line, at, one.start))
        at = one.end
        yield one, ("updated" if labels[-1]["updated"] else "published") if labels else ""


def _printed_interval(found: PrintedDate, why: str, confidence: float) -> DateInterval:
    exact = " ".join(found.exact.split())
    return found.stamp.interval(why=f'"{exact}" is printed on the page and {why}', confidence=confidence)


def _in_address(url: str | None) -> DateInterval | None:
    stamp = day_in_url(url) if url else None
    if stamp is None:
        return None
    if stamp.precision == "month":
        return month_interval(stamp.day, why=f"the address carries the month {stamp.iso[:7]}", confidence=0.7)
    return stamp.interval(why=f"the address carries the day {stamp.iso}", confidence=0.85)


def _searched(tree: Any, url: str | None, captured_at: str | None) -> DateInterval | None:
    """Let htmldate search the markup; its own end of time is fixed, so that the answer never depends on a clock."""
    if tree is None:
        return None
    from htmldate import find_date

    try:
        found = find_date(
            tree, url=url, original_date=True, extensive_search=True, max_date=(captured_at or FAR_AHEAD)[:10]
        )
    except Exception:  # whatever the foreign search trips over, the page is only undated
        return None
    stamp = read_stamp(found) if found else None
    return stamp.interval(why=f"htmldate found {stamp.iso} in the markup", confidence=0.6) if stamp else None

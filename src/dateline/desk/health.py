"""How a feed does, in words: what is wrong, what it usually brings, and whether it is silent."""

from __future__ import annotations

from datetime import datetime

from dateline.collect.politeness import said
from dateline.collect.rhythm import is_silent
from dateline.model.feed import Feed, Health

WELL, SILENT, FAULTY, PAUSED, NEW = "well", "silent", "faulty", "paused", "new"


def health(feed: Feed, *, now: str) -> Health:
    """Tell how a feed does at a moment (ISO 8601)."""
    if feed.paused:
        return Health(state=PAUSED, words=f"paused; {feed.fault}" if feed.fault else "paused")
    if feed.fault:
        return Health(state=FAULTY, words=f"{feed.fault}{_times(feed)}{_last_well(feed, now=now)}")
    if feed.last_visit is None:
        return Health(state=NEW, words="not visited yet")
    usual = f"usually {_volume(feed.usual_a_day)}" if feed.usual_a_day is not None else ""
    if feed.last_new is None:
        return Health(state=WELL, words=f"{usual}, nothing yet".lstrip(", "))
    silence = _seconds(feed.last_new, now)
    if is_silent(feed.usual_a_day, silence=silence):
        return Health(state=SILENT, words=f"{usual}, none for {_long(silence)}")
    return Health(state=WELL, words=f"{usual}, the last one {said(silence)} ago".lstrip(", "))


def _times(feed: Feed) -> str:
    return f"; tried {feed.faults_in_a_row} times in a row" if feed.faults_in_a_row > 1 else ""


def _last_well(feed: Feed, *, now: str) -> str:
    if feed.last_success is None:
        return "; it never went well"
    return f"; it last went well {said(_seconds(feed.last_success, now))} ago"


def _volume(a_day: float | None) -> str:
    """Say a volume in the unit that gives a whole number.

    >>> _volume(12.3), _volume(0.29)
    ('12 a day', '2 a week')
    """
    if a_day is None:
        return ""
    if a_day >= 0.95:
        return f"{round(a_day)} a day"
    return f"{round(a_day * 7)} a week" if a_day * 7 >= 0.95 else f"{max(1, round(a_day * 30))} a month"


def _long(seconds: float) -> str:
    """Say a silence: in hours up to two days."""
    return f"{round(seconds / 3600)} hours" if seconds < 2 * 86_400 else said(seconds)


def _seconds(since: str, now: str) -> float:
    try:
        return max(0.0, (datetime.fromisoformat(now) - datetime.fromisoformat(since)).total_seconds())
    except (ValueError, TypeError):
        return 0.0

"""Where and when a story happened, and who acts in it, told from all its reports together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.compare.reports import Report
from dateline.compare.spots import is_there
from dateline.lexicon.calendar_words import MONTHS
from dateline.lexicon.countries import name_of
from dateline.model.annotation import Mention
from dateline.model.article import DateInterval
from dateline.model.story import StoryActor

MOST_PLACES, MOST_ACTORS, MOST_TOPICS = 6, 12, 8
MOST_AGREE = 0.6
"""A story has one scene when so many of its reports name it."""
DAYS_BEFORE = 7
"""News tells what happened at most so many days before it is published, as far as the period of a story goes."""
_ACTING = frozenset({"person", "organization", "country", "group", "collective"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The scene of a story; `place` and `month` are for questions: "killed in Kazakhstan, January 2022"."""

    story_id: str
    period: DateInterval | None
    places: tuple[str, ...]
    place: str | None
    month: str | None
    actors: tuple[StoryActor, ...]
    topics: tuple[str, ...]


def setting_of(story_id: str, reports: Sequence[Report]) -> Setting:
    """Tell where and when a story happened, and who acts in it."""
    period = period_of(reports)
    names = _places(reports)
    topics = Counter(topic for report in reports for topic in dict.fromkeys(report.article.topics))
    return Setting(
        story_id=story_id,
        period=period,
        places=tuple(shown for _, shown in names[:MOST_PLACES]),
        place=_scene(reports),
        month=_month(period),
        actors=actors_of(reports)[:MOST_ACTORS],
        topics=tuple(topic for topic, _ in topics.most_common(MOST_TOPICS)),
    )


def period_of(reports: Sequence[Report]) -> DateInterval | None:
    """Return the days from the first happening the leads date to the last report; None where nothing is dated."""
    published = sorted(day for one in reports if (day := one.article.published_day))
    happened = Counter(day for report in reports for day in _lead_days(report))
    if not published:
        if not happened:
            return None
        day = happened.most_common(1)[0][0]
        return DateInterval(start=day, end=day, precision="day", why="the day that most leads name", confidence=0.6)
    near = sorted(day for day in happened if day <= published[-1])
    start = min([*near, published[0]])
    why = f"published {published[0]} to {published[-1]}"
    if start < published[0]:
        why += f"; the leads tell of {start}"
    return DateInterval(start=start, end=published[-1], precision="day", why=why, confidence=0.9)


def actors_of(reports: Sequence[Report]) -> tuple[StoryActor, ...]:
    """Rank who acts in the story by reports, then by mentions; a last name joins the full name it belongs to."""
    seen: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        for one in report.mentions:
            if one.kind in _ACTING or (one.actor_id and one.kind in ("pronoun", "title")):
                seen[one.actor_id or f"n:{one.name.casefold()}"][report.id].append(one)
    for key in [key for key in seen if key.startswith("n:")]:
        fuller = [other for other in seen if other != key and other.endswith(" " + key.removeprefix("n:"))]
        if len(fuller) == 1:
            for report_id, found in seen.pop(key).items():
                seen[fuller[0]][report_id] += found
    made = []
    for key, by_report in seen.items():
        found = [one for own in by_report.values() for one in own]
        names = Counter(one.name for one in found)
        name = max(names, key=lambda name: (names[name], len(name), name))
        made.append(StoryActor(None if key.startswith("n:") else key, name, len(by_report), len(found)))
    return tuple(sorted(made, key=lambda one: (-one.reports, -one.count, one.name)))


def _places(reports: Sequence[Report]) -> list[tuple[str, str]]:
    """Return the places by how many reports name them, those in leads first: the bare name, and with its country."""
    scores: Counter[tuple[str, str | None, str | None]] = Counter()
    for report in reports:
        lead_end = report.lead.span.end if report.lead else 0
        seen: set[str] = set()
        for one in report.places:
            if one.name not in seen:
                seen.add(one.name)
                scores[one.name, one.country, one.precision] += 3 if one.span.start < lead_end else 1
    ranked = sorted(scores, key=lambda one: (-scores[one], one[0]))
    found: dict[str, str] = {}
    for name, country, precision in ranked:
        known = name_of(country) if country else None
        found.setdefault(name, f"{name}, {known}" if known and known != name and precision != "country" else name)
    return list(found.items())


def _scene(reports: Sequence[Report]) -> str | None:
    """Return the place where most reports say that things are, None when they do not speak of one place."""
    named: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for report in reports:
        there = [one.name for one in report.places if is_there(report, one)]
        named.update(set(there))
        times.update(there)
    best = max(named, key=lambda name: (named[name], times[name], name), default=None)
    return best if best is not None and named[best] >= MOST_AGREE * len(reports) else None


def _lead_days(report: Report) -> set[str]:
    """Return the days that the first sentences name, near before the day of publication where that is known."""
    end = report.sentences[min(2, len(report.sentences) - 1)].span.end if report.sentences else 0
    published = report.article.published_day
    earliest = (date.fromisoformat(published) - timedelta(days=DAYS_BEFORE)).isoformat() if published else ""
    found = set()
    for one in report.times:
        interval = one.interval
        if one.span.start < end and interval and interval.start and interval.precision in ("day", "time"):
            day = interval.start[:10]
            if earliest <= day <= (published or "9999"):
                found.add(day)
    return found


def _month(period: DateInterval | None) -> str | None:
    if period is None or period.start is None:
        return None
    year, month = period.start[:4], period.start[5:7]
    return f"{MONTHS[int(month) - 1]} {year}" if month.isdigit() and 1 <= int(month) <= 12 else year

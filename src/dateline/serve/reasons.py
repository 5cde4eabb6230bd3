"""Why a story stands where it stands on a front page, in words a reader understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dateline.model.audience import Follow, Placing, Reason
from dateline.model.shelf import CardKey, Change
from dateline.serve.candidates import Candidate
from dateline.serve.phrases import date_words

if TYPE_CHECKING:
    from dateline.serve.frontpage import Ranked, Ranking

MOST_TRAITS = 3
NAMED_ABOVE = 2
MOVED_AT_LEAST = 1


def told(placing: Placing) -> str:
    """All reasons of a placing in one line: "You follow Kazakhstan; 3 reports since you last looked"."""
    line = "; ".join(one.words for one in placing.reasons)
    return line[:1].upper() + line[1:]


def reasons_of(one: Ranked, ranking: Ranking) -> tuple[Reason, ...]:
    """The reasons of a story that is placed: what is followed first, then what is new, then what it is like."""
    if one.told is None:
        one.told = (*_followed_reasons(one), *_reasons(one, ranking, LASTING))
    return (*one.told, *_reasons(one, ranking, PASSING), *_moved(one, ranking))


def _reasons(one: Ranked, ranking: Ranking, words: Mapping[str, Tell]) -> list[Reason]:
    found = []
    for kind, tell in words.items():
        score = one.parts.get(kind)
        if score and (said := tell(one, ranking)):
            found.append(Reason(kind=kind, words=said, score=round(score, 3)))
    return found


def _followed_reasons(one: Ranked) -> list[Reason]:
    return [
        Reason(
            kind=follow.target,
            words=follow_words(follow, told_by, one.candidate),
            score=round(worth / 2**number, 3),
        )
        for number, (follow, told_by, worth) in enumerate(one.followed)
    ]


def follow_words(follow: Follow, told_by: CardKey | None, candidate: Candidate) -> str:
    """Say that a story answers a follow: "you follow Kazakhstan (in 2 of 7 reports)"."""
    if follow.target == "story":
        return "you follow this story"
    if follow.target == "claim":
        return f"you follow a question of it: {follow.name}"
    if follow.target == "search":
        return f"your search “{follow.name}” finds it"
    name, reports = follow.name, candidate.card.reports
    if told_by is not None and follow.organs and told_by.key != follow.key:
        name = f"{follow.name} with its organs ({told_by.name})"
    named = round(told_by.weight * reports) if told_by is not None else reports
    if follow.target == "outlet":
        return f"you follow {name}, which reports it"
    return f"you follow {name}" + (f" (in {max(named, 1)} of {reports} reports)" if named < reports / 2 else "")


def news_words(news: Sequence[Change]) -> str:
    """Say what is new since the reader last looked: "3 reports since you last looked"."""
    reports = sum(change.kind == "report" for change in news)
    others = list(dict.fromkeys(change.words for change in news if change.kind != "report"))
    parts = [_count(reports, "report")] if reports else []
    parts += others[:2]
    if len(others) > 2:
        parts.append(f"{len(others) - 2} more change{'s' if len(others) > 3 else ''}")
    return f"{', '.join(parts)} since you last looked"


def _news(one: Ranked, ranking: Ranking) -> str:
    return news_words(one.news)


def _contradiction(one: Ranked, ranking: Ranking) -> str:
    card = one.candidate.card
    if card.dispute is not None and card.dispute.status == "contested":
        more = f" and {_count(card.contested - 1, 'more question')}" if card.contested > 1 else ""
        return f"contested: {card.dispute.question}{more}"
    return f"{_count(card.contested, 'question')} contested"


def _taste(one: Ranked, ranking: Ranking) -> str:
    taste = ranking.reader.taste
    if taste is None:
        return ""
    likes = one.parts["taste"] > 0
    named: dict[str, str] = {}
    for trait in taste.strongest(one.candidate.traits, liked=likes):
        named.setdefault(trait.name.casefold(), trait.name)  # Iran the state and Iran the country are told once
    names = list(named.values())[:MOST_TRAITS]
    return f"{'like' if likes else 'unlike'} what you open" + (f": {', '.join(names)}" if names else "")


def _breadth(one: Ranked, ranking: Ranking) -> str:
    return f"{one.candidate.card.independent} independent origins"


def _size(one: Ranked, ranking: Ranking) -> str:
    card = one.candidate.card
    outlets = max(card.outlet_count, len(card.outlets))
    return _count(card.reports, "report") + (f" from {_count(outlets, 'outlet')}" if outlets else "")


def _recency(one: Ranked, ranking: Ranking) -> str:
    return f"newest report {age_words(one.candidate.card.last_new or '', ranking.now)}"


Tell = Callable[["Ranked", "Ranking"], str]
LASTING: dict[str, Tell] = {
    "news": _news,
    "new": lambda one, ranking: "new since your last visit",
    "contradiction": _contradiction,
    "taste": _taste,
    "breadth": _breadth,
    "size": _size,
    "read": lambda one, ranking: "you have read it, and nothing is new since",
}
"""The reasons that are no follow and do not change with time, in the order they are told in."""
PASSING: dict[str, Tell] = {"recency": _recency}


def _moved(one: Ranked, ranking: Ranking) -> list[Reason]:
    """Say that diversity moved a story, where it did."""
    moved = one.place - one.rank
    if abs(moved) < MOVED_AT_LEAST or not ranking.reader.preferences.diversity:
        return []
    if moved > 0:
        why = crowd_words(one, ranking.above(one))
        words = f"moved down {_count(moved, 'place')}: {why}" if why else ""
    else:
        words = f"moved up {_count(-moved, 'place')}, for other outlets and places than above it"
    return [Reason(kind="diversity", words=words, score=round(one.crowding, 3))] if words else []


def crowd_words(one: Ranked, above: Sequence[Ranked]) -> str:
    """Say of which outlets and which place of a story others stand above: "4 stories of Xinhua stand above"."""
    outlets = {key: name for key, _, name in one.candidate.outlets}
    counts: dict[str, int] = dict.fromkeys(outlets, 0)
    places = 0
    for other in above:
        for key, _, _ in other.candidate.outlets:
            if key in counts:
                counts[key] += 1
        mine, its = one.candidate.place, other.candidate.place
        places += mine is not None and its is not None and mine.key == its.key
    most = sorted((key for key in counts if counts[key]), key=lambda key: (-counts[key], key))[:NAMED_ABOVE]
    told = [f"{_count(counts[key], 'story')} of {outlets[key]}" for key in most]
    if places and one.candidate.place is not None:
        told.append(f"{_count(places, 'story')} from {one.candidate.place.name}")
    return f"{' and '.join(told)} above it" if told else ""


def age_words(then: str, now: str) -> str:
    """Say how long ago something was: "3 hours ago", "yesterday" is never said, as days begin differently for readers.

    >>> age_words("2026-03-02T06:00:00+00:00", "2026-03-02T09:20:00+00:00")
    '3 hours ago'
    """
    try:
        passed = (datetime.fromisoformat(now) - datetime.fromisoformat(then)).total_seconds()
    except (ValueError, TypeError):
        return "at an unknown time"
    if passed < 120:
        return "just now"
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if passed >= size * (2 if name == "day" else 1):
            return f"{_count(int(passed // size), name)} ago"
    return "just now"


def moment_words(moment: str, zone: str) -> str:
    """Say a moment in the reader's time zone: "23 November 2026, 00:00 (Asia/Tokyo)"."""
    try:
        here = datetime.fromisoformat(moment).astimezone(ZoneInfo(zone))
    except (ValueError, KeyError, OSError):
        return moment
    day = here.date().isoformat()
    return f"{date_words({'from': day, 'to': day, 'precision': 'day'})}, {here:%H:%M} ({zone})"


def _count(number: int, what: str) -> str:
    if number == 1:
        return f"1 {what}"
    return f"{number:,} {what[:-1] + 'ies' if what.endswith('y') and what != 'day' else what + 's'}"

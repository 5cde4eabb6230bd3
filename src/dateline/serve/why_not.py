"""Why a story does not stand on a reader's front page, or at which place it does. Pure."""

from __future__ import annotations

from dateline.model.audience import Reason
from dateline.serve.frontpage import LeftOut, Ranked, Ranking
from dateline.serve.reasons import age_words, crowd_words, moment_words
from dateline.serve.weights import FOLLOWED_WINDOW_DAYS, WINDOW_DAYS

NAMES = {
    "story": "following the story",
    "claim": "a question you follow",
    "actor": "actors you follow",
    "place": "places you follow",
    "topic": "topics you follow",
    "outlet": "outlets you follow",
    "search": "searches you follow",
    "news": "news since you last looked",
    "new": "being new to you",
    "breadth": "independent origins",
    "contradiction": "contradictions",
    "recency": "how new it is",
    "size": "how many report it",
    "taste": "your taste",
    "read": "having been read",
    "diversity": "outlets and places that stand above",
}
"""What each row of the table of weights is called when two stories are weighed against each other."""
MOST_DIFFERENCES = 3


def why_not(ranking: Ranking, story_id: str, *, page_size: int, page: int = 1) -> tuple[Reason, ...]:
    """Why a story does not stand on a page of a ranking; empty where the ranking does not know the story.

    The first reason is the answer (kind shown, muted, hidden, old, diversity or outranked), the others tell more.
    """
    left = ranking.left_out.get(story_id)
    if left is not None:
        return (_left_out(left, ranking),)
    one = ranking.ranked.get(story_id)
    if one is None:
        return ()
    place = _place_of(one, ranking)
    its_page = (place - 1) // page_size + 1
    where = f"place {place:,} of {len(ranking):,}, on page {its_page:,}"
    if its_page <= page:
        return (Reason(kind="shown", words=f"it stands at {where}", score=_total(one)),)
    edge = ranking.order(0, page * page_size)[-1]
    answers = []
    if one.rank <= page * page_size:
        words = f"its page is full of the like: by its score alone it would stand at place {one.rank:,}, but there are"
        crowd = crowd_words(one, ranking.above(one))
        answers.append(Reason(kind="diversity", words=f"{words} {crowd}", score=round(one.crowding, 3)))
    lacking = _total(edge) - _total(one)
    words = f"it stands at {where}: its score is {_total(one):.2f}, the last of page {page:,} has {_total(edge):.2f}"
    answers.append(Reason(kind="outranked", words=words, score=round(-lacking, 3)))
    return (*answers, *_differences(one, edge))


def _place_of(one: Ranked, ranking: Ranking) -> int:
    if not one.place:
        ranking.order()
    return one.place


def _total(one: Ranked) -> float:
    return round(one.score + one.crowding, 3)


def _left_out(left: LeftOut, ranking: Ranking) -> Reason:
    zone = ranking.reader.preferences.zone
    if left.mute is not None:
        until = f" until {moment_words(left.mute.until, zone)}" if left.mute.until else ""
        where = "" if left.mute.scope == "everywhere" else " on the front page"
        return Reason(kind="muted", words=f"you muted {left.mute.name}{where}{until}", score=0.0)
    if left.kind == "hidden":
        return Reason(kind="hidden", words=f"you hid it at {moment_words(left.at or '', zone)}", score=0.0)
    when = (
        f"its newest report came {age_words(left.at, ranking.now)}" if left.at else "nobody knows when it was reported"
    )
    words = f"{when}; what is older than {WINDOW_DAYS} days is left out, what you follow after {FOLLOWED_WINDOW_DAYS}"
    return Reason(kind="old", words=words, score=0.0)


def _differences(one: Ranked, edge: Ranked) -> tuple[Reason, ...]:
    """By what the last story of the page is ahead, most first."""
    mine = {**one.parts, "diversity": one.crowding}
    its = {**edge.parts, "diversity": edge.crowding}
    ahead = {name: its.get(name, 0.0) - mine.get(name, 0.0) for name in NAMES}
    most = sorted((name for name in ahead if ahead[name] >= 0.01), key=lambda name: (-ahead[name], name))
    return tuple(
        Reason(kind=name, words=f"{ahead[name]:.2f} less for {NAMES[name]}", score=round(-ahead[name], 3))
        for name in most[:MOST_DIFFERENCES]
    )

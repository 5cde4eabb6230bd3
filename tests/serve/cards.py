"""Cards of stories made by hand, for tests of the front page."""

from __future__ import annotations

from typing import Any

from dateline.model.audience import Follow, Lesson, Mute, StoryState
from dateline.model.shelf import Card, CardKey, Change, Dispute
from dateline.serve.candidates import Candidate, candidate

NOW = "2026-03-10T12:00:00+00:00"
ME = 7


def key(told: str, weight: float = 1.0) -> CardKey:
    """A key of a card, as "actor KAZ Kazakhstan"."""
    kind, ident, name = told.split(" ", 2)
    return CardKey(kind=kind, key=ident, name=name, weight=weight)


def card(story_id: str, *told: str | CardKey, at: str = "2026-03-10T06:00:00+00:00", **other: Any) -> Card:
    """The card of a story; an outlet of its own is given to it where none is told."""
    keys = [one if isinstance(one, CardKey) else key(one) for one in told]
    if not any(one.kind == "outlet" for one in keys):
        keys.append(key(f"outlet own-{story_id} The {story_id} Times"))
    outlets = tuple(one.name for one in keys if one.kind == "outlet")
    given = {"headline": f"Story {story_id}", "reports": 1, "outlet_count": len(outlets), **other}
    return Card(story_id=story_id, last_new=at, keys=tuple(keys), outlets=outlets, **given)


def story(story_id: str, *told: str | CardKey, **other: Any) -> Candidate:
    """A candidate for a front page."""
    return candidate(card(story_id, *told, **other))


def follow(target: str, ident: str, name: str = "", **other: Any) -> Follow:
    """Something I follow."""
    return Follow(account_id=ME, target=target, key=ident, name=name or ident, at=NOW, **other)


def mute(target: str, ident: str, name: str = "", **other: Any) -> Mute:
    """Something I muted."""
    return Mute(account_id=ME, target=target, key=ident, name=name or ident, at=NOW, **other)


def state(story_id: str, **other: Any) -> StoryState:
    """What I did with a story."""
    return StoryState(account_id=ME, story_id=story_id, **other)


def change(story_id: str, kind: str = "report", words: str = "a new report", at: str = NOW) -> Change:
    """Something new in a story."""
    return Change(story_id=story_id, at=at, kind=kind, words=words, article_id="a1")


def dispute(question: str, status: str = "contested") -> Dispute:
    """The dispute that a card shows."""
    return Dispute(question=question, status=status, values=("2", "3"))


def lesson(number: int, outcome: str, *traits: str, at: str = NOW) -> Lesson:
    """Something a taste is learnt from."""
    return Lesson(story_id=f"l{number}", outcome=outcome, at=at, traits=traits)

"""One reader's front page: which stories, in which order, and why. Pure: no clock, no chance, no store.

The score of a story is a sum over the table in `weights`. Scores are worked out for all candidates at once and plainly;
reasons in words only for the stories that are asked for. Outlets and places that already stand above push a story
down (a greedy choice, place by place), as far as the reader's setting of diversity says.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.model.audience import Follow, Mute, Placing, Preferences, Reason, StoryState
from dateline.model.shelf import CardKey, Change
from dateline.serve import weights as w
from dateline.serve.candidates import Candidate, Key, logarithmic, seconds
from dateline.serve.mutes import Mutes, key_of
from dateline.serve.reasons import reasons_of
from dateline.serve.taste import Taste

DISPUTES = frozenset({"contested", "updated", "figure"})
OUTLET_PART, PLACE_PART = 0.65, 0.35
"""How much of crowding is the outlets', how much the place's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One account, as far as its front page goes.

    `mutes` are those that still hold on the front page. `news` are the changes of stories since the reader last looked
    at them, `found` the stories that each followed or muted search finds. `before_at` is the end of the last visit.
    """

    follows: Sequence[Follow] = ()
    mutes: Sequence[Mute] = ()
    states: Mapping[str, StoryState] = field(default_factory=dict)
    news: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    found: Mapping[str, Collection[str]] = field(default_factory=dict)
    taste: Taste | None = None
    preferences: Preferences = field(default_factory=Preferences)
    before_at: str | None = None
    read_before: str | None = None


@dataclass(slots=True, eq=False)
class Ranked:
    """A candidate with the parts of its score; `followed` are the follows that it answers, the strongest first."""

    candidate: Candidate
    score: float
    lasting: float
    """The score without what changes with time."""
    parts: dict[str, float]
    followed: list[tuple[Follow, CardKey | None, float]]
    news: Sequence[Change]
    rank: int = 0
    """Its place by the score alone."""
    place: int = 0
    """Its place on the page."""
    crowding: float = 0.0
    told: tuple[Reason, ...] | None = None
    """The reasons that do not change with time, once they were asked for."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a candidate is not ranked: muted (with the mute), hidden or old."""

    kind: str
    mute: Mute | None = None
    at: str | None = None


def is_read(state: StoryState | None, last_new: str | None, read_before: str | None) -> bool:
    """Tell whether a story counts as read: it was read, or all up to its newest report was, and nobody took it back."""
    if state is not None and state.unread_at is not None:
        return bool(read_before and last_new and read_before >= max(last_new, state.unread_at))
    if state is not None and state.read_at is not None:
        return True
    return bool(read_before and last_new and last_new <= read_before)


def front_page(
    candidates: Iterable[Candidate], reader: Reader, *, now: str, limit: int | None = None
) -> tuple[Placing, ...]:
    """The front page of a reader at a moment: the first `limit` stories (all without it), each with its reasons."""
    return Ranking(candidates, reader, now=now).placings(0, limit)


class Ranking:
    """All candidates in the order of one reader at one moment; places are worked out as far as they are asked for."""

    def __init__(
        self,
        candidates: Iterable[Candidate],
        reader: Reader,
        *,
        now: str,
        weights: Mapping[str, float] = w.TABLE,
        before: Ranking | None = None,
    ) -> None:
        """Rank candidates; `before` is an earlier ranking of a reader with the same follows, mutes and taste.

        From it is taken over what cannot have changed, which is all but time for candidates that are the same object,
        with which the reader did nothing since; it must not be used any more.
        """
        self.reader, self.now, self.weights = reader, now, weights
        self._now = seconds(now) or 0.0
        self._wishes: _Wishes = _Wishes(reader) if before is None else before._wishes
        self._scored: dict[str, Ranked] = {}
        self._unwanted: dict[str, tuple[Candidate, LeftOut]] = {}
        scored = [made for one in candidates if (made := self._made(one, before)) is not None]
        self.left_out = {one: left for one, (_, left) in self._unwanted.items()}
        self._by_score = sorted(self._without_old(scored), key=lambda one: (-one.score, one.candidate.story_id))
        for number, one in enumerate(self._by_score, 1):
            one.rank = number
        self._loads: defaultdict[Key, float] = defaultdict(float)
        self._heap = [(-one.score, one.candidate.story_id, one) for one in self._by_score]
        self._placed: list[Ranked] = []
        self._spread = weights["diversity"] * reader.preferences.diversity
        self.ranked = {one.candidate.story_id: one for one in self._by_score}

    def __len__(self) -> int:
        return len(self._by_score)

    def ranks(self, candidates: Sequence[Candidate]) -> bool:
        """Tell whether these very candidates were ranked, none more and none less."""
        scored, unwanted = self._scored, self._unwanted
        if len(candidates) != len(scored) + len(unwanted):
            return False
        found = (
            scored[name].candidate if (name := one.story_id) in scored else unwanted.get(name, (None,))[0]
            for one in candidates
        )
        return all(ours is theirs for ours, theirs in zip(found, candidates, strict=True))

    def order(self, start: int = 0, stop: int | None = None) -> list[Ranked]:
        """The stories from one place to another, in the order of the page."""
        end = len(self) if stop is None else min(stop, len(self))
        while len(self._placed) < end:
            self._place_next()
        return self._placed[start:end]

    def placings(self, start: int = 0, stop: int | None = None) -> tuple[Placing, ...]:
        """The stories from one place to another, each with its score and reasons in words."""
        return tuple(self.placing(one) for one in self.order(start, stop))

    def placing(self, one: Ranked) -> Placing:
        """A ranked story with its reasons in words."""
        return Placing(
            story_id=one.candidate.story_id,
            score=round(one.score + one.crowding, 3),
            reasons=reasons_of(one, self),
            news=tuple(change.words for change in one.news),
        )

    def above(self, one: Ranked) -> list[Ranked]:
        """The stories that stand above one that is placed."""
        return self._placed[: one.place - 1]

    # Who is left out

    def _made(self, one: Candidate, before: Ranking | None) -> Ranked | None:
        """A candidate with its score; None for one that the reader does not want."""
        if before is not None and self._is_as_before(one, before.reader):
            known = before._scored.get(one.story_id)
            if known is not None and known.candidate is one:
                return self._scored.setdefault(one.story_id, self._later(known))
            left = before._unwanted.get(one.story_id)
            if left is not None and left[0] is one:
                self._unwanted[one.story_id] = left
                return None
        left_out = self._left_out(one)
        if left_out is not None:
            self._unwanted[one.story_id] = (one, left_out)
            return None
        return self._scored.setdefault(one.story_id, self._ranked(one))

    def _is_as_before(self, one: Candidate, reader: Reader) -> bool:
        name, ours = one.story_id, self.reader
        return ours.states.get(name) == reader.states.get(name) and ours.news.get(name) == reader.news.get(name)

    def _left_out(self, one: Candidate) -> LeftOut | None:
        state = self._state(one)
        if state is not None and state.hidden_at is not None:
            return LeftOut("hidden", at=state.hidden_at)
        mute = self._wishes.mutes.of(one.story_id, one.keys)
        return None if mute is None else LeftOut("muted", mute=mute)

    def _without_old(self, scored: list[Ranked]) -> list[Ranked]:
        """Leave out what is old, unless too little is young."""
        young = [one for one in scored if self._is_young(one)]
        if len(young) < w.FEWEST:
            return scored
        for one in scored:
            if not self._is_young(one):
                self.left_out[one.candidate.story_id] = LeftOut("old", at=one.candidate.card.last_new)
        return young

    def _is_young(self, one: Ranked) -> bool:
        if one.news:
            return True
        days = w.FOLLOWED_WINDOW_DAYS if one.followed else w.WINDOW_DAYS
        return one.candidate.latest is not None and self._now - one.candidate.latest <= days * 86400

    # What each scores

    def _ranked(self, one: Candidate) -> Ranked:
        state, table = self._state(one), self.weights
        parts: dict[str, float] = {}
        followed = self._wishes.followed_in(one, table)
        for number, (follow, _, worth) in enumerate(followed):
            parts[follow.target] = parts.get(follow.target, 0.0) + worth / 2**number
        news = self.reader.news.get(one.story_id, ())
        if news:
            parts["news"] = table["news"] * _news_signal(news)
        elif (state is None or state.looked_at is None) and self._came_since(self.reader.before_at, one):
            parts["new"] = table["new"]
        if one.breadth:
            parts["breadth"] = table["breadth"] * one.breadth
        if one.contradiction and one.story_id not in self._wishes.mutes.silent:
            parts["contradiction"] = table["contradiction"] * one.contradiction
        if one.size:
            parts["size"] = table["size"] * one.size
        if self.reader.taste is not None and self.reader.preferences.taste:
            likeness = self.reader.taste.likeness(one.idents, one.lead)
            if likeness:
                parts["taste"] = table["taste"] * likeness
        if not news and is_read(state, one.card.last_new, self.reader.read_before):
            parts["read"] = table["read"]
        lasting = math.fsum(parts.values())
        parts["recency"] = self._recency(one)
        return Ranked(one, lasting + parts["recency"], lasting, parts, followed, news)

    def _later(self, known: Ranked) -> Ranked:
        """A candidate that is as it was, taken over to another time."""
        recency = self._recency(known.candidate)
        known.score, known.parts["recency"] = known.lasting + recency, recency
        known.place, known.crowding = 0, 0.0
        return known

    def _recency(self, one: Candidate) -> float:
        if one.latest is None:
            return 0.0
        age = max(0.0, self._now - one.latest)
        return self.weights["recency"] * math.exp2(-age / (w.HALF_LIFE_HOURS * 3600))

    def _state(self, one: Candidate) -> StoryState | None:
        return self.reader.states.get(one.story_id)

    @staticmethod
    def _came_since(moment: str | None, one: Candidate) -> bool:
        return bool(moment and one.card.last_new and one.card.last_new > moment)

    # How places are given

    def _place_next(self) -> None:
        """Give the next place to the story with the best score less crowding.

        What stands above only grows, so a score less crowding only falls: the best of the heap, worked out anew, is
        right when it still is the best.
        """
        while True:
            _, story_id, one = heapq.heappop(self._heap)
            one.crowding = self._spread * self._crowd(one.candidate) if self._spread else 0.0
            worth = -(one.score + one.crowding)
            if not self._heap or (worth, story_id) <= self._heap[0][:2]:
                break
            heapq.heappush(self._heap, (worth, story_id, one))
        self._placed.append(one)
        one.place = len(self._placed)
        for key, part, _ in one.candidate.outlets:
            self._loads["outlet", key] += part
        if one.candidate.place is not None:
            self._loads["place", one.candidate.place.key] += 1.0

    def _crowd(self, one: Candidate) -> float:
        """How much of a story's outlets and place already stands above, from 0 to 1."""
        outlets = sum(part * _fullness(self._loads.get(("outlet", key), 0.0)) for key, part, _ in one.outlets)
        place = _fullness(self._loads.get(("place", one.place.key), 0.0)) if one.place is not None else 0.0
        return OUTLET_PART * outlets + PLACE_PART * place


def _fullness(load: float) -> float:
    return load / (load + 2.0)


def _news_signal(news: Sequence[Change]) -> float:
    reports = sum(change.kind == "report" for change in news)
    disputes = sum(change.kind in DISPUTES for change in news)
    return min(1.0, logarithmic(1 + reports, full=16) + 0.25 * disputes)


class _Wishes:
    """What a reader follows and has muted, found by the keys of a card."""

    def __init__(self, reader: Reader) -> None:
        self._followed: defaultdict[Key, list[Follow]] = defaultdict(list)
        self._organs: dict[str, Follow] = {}
        self._searched: defaultdict[str, list[Follow]] = defaultdict(list)
        self.mutes = Mutes(reader.mutes, reader.found)
        for follow in reader.follows:
            if follow.target == "search":
                for story_id in reader.found.get(follow.key, ()):
                    self._searched[story_id].append(follow)
                continue
            self._followed[key_of(follow)].append(follow)
            if follow.organs and follow.target == "actor":
                self._organs[follow.key] = follow

    def followed_in(self, one: Candidate, table: Mapping[str, float]) -> list[tuple[Follow, CardKey | None, float]]:
        """The follows that a story answers with what each is worth, the strongest first."""
        found: dict[tuple[str, str], tuple[Follow, CardKey | None, float]] = {}
        for key in self._followed.keys() & one.keys.keys():
            for follow in self._followed[key]:
                _note(found, follow, one.keys[key], table)
        if self._organs:
            for state, organ in one.organs:
                if state in self._organs:
                    _note(found, self._organs[state], organ, table)
        for follow in self._searched.get(one.story_id, ()):
            _note(found, follow, None, table)
        return sorted(found.values(), key=lambda one: (-one[2], one[0].target, one[0].key))


def _note(
    found: dict[tuple[str, str], tuple[Follow, CardKey | None, float]],
    follow: Follow,
    told: CardKey | None,
    table: Mapping[str, float],
) -> None:
    """Note that a follow is answered; a state and its organs count once, by the stronger."""
    part = 1.0 if told is None else 0.5 + 0.5 * told.weight
    worth = table[follow.target] * follow.weight * part
    known = found.get((follow.target, follow.key))
    if known is None or worth > known[2]:
        found[follow.target, follow.key] = (follow, told, worth)

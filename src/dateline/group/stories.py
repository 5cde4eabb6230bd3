"""Stories from a stream: each report joins an open story or opens one; people's judgements win over scores.

A pure fold in capture order. Only stories in the time window are open, so one more report costs the same
however large the archive is. `held` hands out what a later fold needs to go on where this one stopped, `news` what
this one changed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.group.copies import copies
from dateline.group.held import Held, HeldMember, HeldStory, News
from dateline.group.middles import ROWS
from dateline.group.open_stories import HOLDERS, SEARCH_WORDS, Shelf
from dateline.group.open_story import MEMBERS_KEPT, OpenStory, Weighed
from dateline.group.rarity import USUAL_TEXTS, Rarity, weighed
from dateline.group.scorer import (
    CROWD,
    JOIN_WITH_MEANING,
    JOIN_WITHOUT_MEANING,
    SHORT,
    TELLING_PEOPLE,
    WEIGHTS,
    Likeness,
    compared,
    likeness,
    reasons,
)
from dateline.group.sketch import ArticleSketch
from dateline.model.story import Copy, Judgement, Membership, Story

FOLD = 2
"""Rises when the fold does something else with the same reports and constants."""
WINDOW_DAYS = 180
"""A story with no report for so many days is closed."""
COMPARED = 8
"""So many candidate stories are scored in full."""
MERGE_ODDS, MERGE_MEMBERS, MERGE_FIT = 0.0, 6, 1.0
"""A second story that a report fits so well is merged when so many of its own reports fit on average."""
SMALL, SMALL_FIT = 2, 0.4
"""A story of so few reports is looked at again whenever a story near it grows; it needs to fit less well."""
SAME, DIFFERENT = "SAME", "DIFFERENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where one report went: into a story that was there (`new` is False) or a new one, with the reason."""

    article_id: str
    story_id: str
    new: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """The stories of a batch and the copies in it."""

    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]


def story_id(founding_article_id: str) -> str:
    """Make the id of a story from its founding article."""
    return "s" + hashlib.sha256(founding_article_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def group(sketches: Iterable[ArticleSketch], *, judgements: Sequence[Judgement] = ()) -> Grouping:
    """Group a batch in the order given; undated reports are allowed, time then says nothing."""
    held = tuple(sketches)
    fold = StoryFold(judgements=judgements)
    for one in held:
        fold.add(one)
    return Grouping(fold.stories(), copies(held))


def setting(judgements: Sequence[Judgement] = ()) -> str:
    """Return a name for all that a fold depends on beside its reports; under another name it cannot go on."""
    kept = (
        *(FOLD, WINDOW_DAYS, COMPARED, MERGE_ODDS, MERGE_MEMBERS, MERGE_FIT, SMALL, SMALL_FIT),
        *(WEIGHTS, JOIN_WITH_MEANING, JOIN_WITHOUT_MEANING, SHORT, TELLING_PEOPLE, CROWD),
        *(SEARCH_WORDS, HOLDERS, ROWS, MEMBERS_KEPT, USUAL_TEXTS),
        tuple(one for one in judgements if not one.left.startswith("p:")),
    )
    return hashlib.sha256(repr(kept).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class StoryFold:
    """An ordered fold of reports into stories."""

    def __init__(
        self,
        held: Held | None = None,
        *,
        judgements: Sequence[Judgement] = (),
        window_days: int = WINDOW_DAYS,
    ) -> None:
        """Go on from the open stories of an earlier fold; judgements name articles or stories by id.

        Judgements must be those of the earlier fold: what people said since then may touch reports long laid.
        """
        self._shelf, self._rarity = Shelf(), Rarity()
        self._window = window_days
        self._verdicts = _verdicts(judgements)
        self._homes: dict[str, OpenStory] = {}
        self._closed: list[Story] = []
        self._today: int | None = None
        self._count = 0
        self._changed: dict[int, None] = {}
        self._ended: list[int] = []
        self._closed_changed: list[Story] = []
        if held is not None:
            self._resume(held)

    def add(self, sketch: ArticleSketch) -> Assignment:
        """Put the next report in capture order where it belongs; one that is there already stays where it is."""
        if sketch.id in self._homes:
            return self._assignment(self._homes[sketch.id], sketch.id, new=False)
        self.move_to(sketch.day)
        return self.lay(self._rarity.weigh(sketch))

    def lay(self, one: Weighed, *, beside: Sequence[float] = ()) -> Assignment:
        """Put a report where it belongs whose words are weighed already; `beside` as in `compared`."""
        sketch = one.sketch
        ranked = self._ranked(one, beside)
        story, membership = self._choose(one, ranked)
        new = story is None
        if story is None:
            story = self._shelf.open()
        self._put(story, one, membership)
        if self._judged(sketch.id, SAME):  # the story it was before somebody spoke is still found by its id
            self._homes[story_id(sketch.id)] = story
            story.former_ids.add(story_id(sketch.id))
        if not new:
            story = self._join_alike(story, ranked)
        return self._assignment(self._join_same(story), sketch.id, new=new)

    def stories(self) -> tuple[Story, ...]:
        """Return every story of this fold, open or closed, in founding order."""
        made = [*self._closed, *(_frozen(one) for one in self._shelf.stories.values())]
        return tuple(sorted(made, key=lambda one: one.id))

    @property
    def live(self) -> int:
        """How many stories are open."""
        return len(self._shelf.stories)

    def held(self) -> Held:
        """Return the stories still open, for a later fold to go on from."""
        return replace(self.outline, stories=tuple(_held(one) for one in self._shelf.stories.values()))

    def news(self) -> News:
        """Return what this fold changed since it began or went on."""
        open_ones = [self._shelf.stories[number] for number in self._changed if number in self._shelf.stories]
        stories = (*self._closed_changed, *(_frozen(one) for one in open_ones))
        return News(
            stories=tuple(sorted(stories, key=lambda one: one.id)),
            gone_ids=tuple(alias for one in stories for alias in one.also_known_as),
            held=tuple(_held(one) for one in open_ones),
            ended=tuple(self._ended),
        )

    def settle(self) -> None:
        """Let `news` begin anew: what it told so far is kept elsewhere, and closed stories with it."""
        for told in (self._changed, self._ended, self._closed_changed, self._closed):
            told.clear()

    @property
    def reports(self) -> int:
        """How many reports were put into stories, here and in the fold that this one goes on from."""
        return self._count

    @property
    def outline(self) -> Held:
        """What `held` returns, without the stories."""
        return Held(stories=(), today=self._today, reports=self._count, next_number=self._shelf.next_number)

    def _ranked(self, one: Weighed, beside: Sequence[float]) -> list[tuple[Likeness, OpenStory]]:
        """Score the candidate stories, best first, without those that a person said are different."""
        barred = {story.number for story in self._judged(one.sketch.id, DIFFERENT)}
        candidates = [story for story in self._shelf.candidates(one, most=COMPARED) if story.number not in barred]
        found = zip(compared(one, candidates, beside=beside), candidates, strict=True)
        return sorted(found, key=lambda pair: -pair[0].odds)

    def _choose(
        self, one: Weighed, ranked: Sequence[tuple[Likeness, OpenStory]]
    ) -> tuple[OpenStory | None, Membership]:
        article_id = one.sketch.id
        best = ranked[0] if ranked else None
        if best and best[0].odds > 0:
            found, story = best
            why = reasons(one, story, found)
            return story, Membership(article_id=article_id, score=round(found.score, 4), why=why)
        judged = self._judged(article_id, SAME)
        if judged:
            why = "a person said it is the same story"
            return judged[0], Membership(article_id=article_id, score=1.0, why=why)
        why = "opened the story"
        if best:
            why += f": the nearest other story scores {best[0].score:.2f}"
        return None, Membership(article_id=article_id, score=1.0, why=why)

    def _put(self, story: OpenStory, one: Weighed, membership: Membership) -> None:
        before = story_id(story.founder.id) if story.members else None
        self._shelf.add(story, one, membership, order=self._count)
        self._count += 1
        after = story_id(story.founder.id)
        if before and before != after:
            story.former_ids.add(before)
        self._homes[one.sketch.id] = self._homes[after] = story
        self._changed[story.number] = None

    def _join_alike(self, story: OpenStory, ranked: Sequence[tuple[Likeness, OpenStory]]) -> OpenStory:
        """Merge a story that the same report fits as well, when its own reports fit here too."""
        for found, other in ranked:
            small = len(other.members) <= SMALL and len(story.members) > len(other.members)
            if other is story or other.number not in self._shelf.stories or (found.odds < MERGE_ODDS and not small):
                continue
            if self._judged_apart(story, other):
                continue
            fits = [likeness(member, story, crowd=found.crowd).odds for member in other.nearest()[:MERGE_MEMBERS]]
            if sum(fits) / len(fits) > (SMALL_FIT if small else MERGE_FIT):
                story = self._merge(*sorted((story, other), key=lambda one: one.number))
        return story

    def _judged_apart(self, left: OpenStory, right: OpenStory) -> bool:
        """Tell whether a person said DIFFERENT of any report of the one and the other story."""
        if not self._verdicts:
            return False
        ids = [story_id(left.founder.id), *left.former_ids, *(one.sketch.id for one in left.members)]
        return any(right in self._judged(own, DIFFERENT) for own in ids if own in self._verdicts)

    def _join_same(self, story: OpenStory) -> OpenStory:
        """Merge stories that a person called the same."""
        if not self._verdicts:
            return story
        ids = [story_id(story.founder.id), *sorted(story.former_ids), *(one.sketch.id for one in story.members)]
        for own in ids:
            for other in self._judged(own, SAME) if own in self._verdicts else ():
                if other is not story and other.number in self._shelf.stories:
                    story = self._merge(*sorted((story, other), key=lambda one: one.number))
        return story

    def _merge(self, kept: OpenStory, other: OpenStory) -> OpenStory:
        ids = {story_id(kept.founder.id), story_id(other.founder.id)}
        self._shelf.merge(kept, other)
        self._changed[kept.number] = None
        self._ended.append(other.number)
        kept.former_ids |= ids - {story_id(kept.founder.id)}
        for one in (*ids, *other.former_ids, *(member.sketch.id for member in other.members)):
            self._homes[one] = kept
        return kept

    def _judged(self, own_id: str, verdict: str) -> list[OpenStory]:
        others = [other for other, said in self._verdicts.get(own_id, {}).items() if said == verdict]
        homes = (self._homes.get(other) for other in others)
        return [story for story in homes if story is not None and story.number in self._shelf.stories]

    def move_to(self, day: int | None) -> None:
        """Close the stories that are silent for too long when a day has come."""
        if day is None or (self._today is not None and day <= self._today):
            return
        self._today = day
        for story in self._shelf.silent_before(day - self._window):
            self._closed.append(_frozen(story))
            if story.number in self._changed:
                self._closed_changed.append(self._closed[-1])
            self._shelf.close(story)
            self._ended.append(story.number)
            for name in (story_id(story.founder.id), *story.former_ids, *(one.sketch.id for one in story.members)):
                self._homes.pop(name, None)  # nobody can join it, and its reports need not be kept
            if self._rarity.texts:  # a fold of weighed reports counts none
                for one in story.members:
                    self._rarity.forget(one.sketch)

    def _assignment(self, story: OpenStory, article_id: str, *, new: bool) -> Assignment:
        reason = next(one for one in reversed(story.reasons) if one.article_id == article_id)
        return Assignment(
            article_id=article_id,
            story_id=story_id(story.founder.id),
            new=new,
            score=reason.score,
            why=reason.why,
        )

    def _resume(self, held: Held) -> None:
        """Lay the reports down again in the order they joined, so that all sums come out the same."""
        for kept in sorted(held.stories, key=lambda one: one.number):
            story = self._shelf.open(kept.number)
            for one in kept.members:
                self._rarity.count(one.sketch)
                self._shelf.add(story, weighed(one.sketch, one.rarities), one.membership, order=one.order)
                self._homes[one.sketch.id] = story
            story.former_ids.update(kept.also_known_as)
            for name in (story_id(story.founder.id), *kept.also_known_as):
                self._homes[name] = story
        self._today, self._count = held.today, held.reports
        self._shelf.next_number = held.next_number


def _held(one: OpenStory) -> HeldStory:
    members = zip(one.members, one.orders, one.reasons, strict=True)
    return HeldStory(
        number=one.number,
        members=tuple(
            HeldMember(sketch=member.sketch, order=order, membership=reason, rarities=member.rarities)
            for member, order, reason in members
        ),
        also_known_as=tuple(sorted(one.former_ids - {story_id(one.founder.id)})),
    )


def _frozen(one: OpenStory) -> Story:
    founder = one.founder
    keys = {member.sketch.id: member.sketch.sort_key for member in one.members}
    own = story_id(founder.id)
    return Story(
        id=own,
        founding_article_id=founder.id,
        members=tuple(sorted(one.reasons, key=lambda reason: keys[reason.article_id])),
        also_known_as=tuple(sorted(one.former_ids - {own})),
    )


def _verdicts(judgements: Sequence[Judgement]) -> dict[str, dict[str, str]]:
    """Order the judgements by id, both ways; the latest word on a pair counts."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in sorted(judgements, key=lambda one: one.at):
        found[one.left][one.right] = one.verdict.upper()
        found[one.right][one.left] = one.verdict.upper()
    return dict(found)

"""Stories and what their reports agree on, dispute and leave out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model.annotation import TimeExpression
from dateline.model.article import DateInterval
from dateline.model.text import Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two ids (SAME, DIFFERENT, UNSURE); stored apart, wins over scores, outlives re-runs.

    DATED gives the article `left` the day `right` of publication, UNDATED takes that back.
    """

    left: str
    right: str
    verdict: str
    by: str
    at: str


SaidDay = tuple[str, str]
"""A day (YYYY-MM-DD) and who says so."""


def days_said(judgements: Iterable[Judgement]) -> dict[str, SaidDay]:
    """Return the days on which people say that articles came out (verdict DATED), by article id; the latest counts."""
    found: dict[str, SaidDay] = {}
    for one in sorted(judgements, key=lambda one: one.at):
        if one.verdict == "DATED":
            found[one.left] = (one.right, one.by)
        elif one.verdict == "UNDATED":
            found.pop(one.left, None)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Why an article stands in a story: the score and its reasons in words."""

    article_id: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one happening; the id comes from the founding article and survives merges as an alias."""

    id: str
    founding_article_id: str
    members: tuple[Membership, ...]
    also_known_as: tuple[str, ...] = ()

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of the member articles, founding article first."""
        return tuple(one.article_id for one in self.members)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in one article."""

    article_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two reports that are the same words; kind: reprint, edited, wire. `shared` is the part of this one's words."""

    article_id: str
    of: str
    kind: str
    shared: float
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a chain of sources ends; kind: agency, outlet, official, witness, document, anonymous, state_media."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One article's answer to a claim's question, with the words it was read from."""

    article_id: str
    span: Span
    exact: str
    value: str
    low: float | None = None
    high: float | None = None
    approx: bool = False
    as_of: DateInterval | None = None
    origin_id: str | None = None
    annotation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A question the story's articles answer; status: agreed, contested, updated, single."""

    id: str
    question: str
    kind: str
    status: str
    assertions: tuple[Assertion, ...]
    origins: tuple[Origin, ...]
    independent: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Omission:
    """A claim that others carry and this report does not."""

    article_id: str
    claim_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What one outlet or speaker calls an actor or act."""

    thing: str
    label: str
    article_id: str
    speaker: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence taken from a report, and the places that carry it."""

    text: str
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class TimelineMoment:
    """One dated happening of a story."""

    date: DateInterval
    text: str
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class StoryActor:
    """Who acts in a story, and in how many reports and annotations."""

    actor_id: str | None
    name: str
    reports: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedByStory:
    """When an undated report came out, as far as its story tells, and its times, anchored at that day."""

    article_id: str
    interval: DateInterval
    times: tuple[TimeExpression, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A step of a long story: its first and last day, a headline that one of its reports has, its reports, and why."""

    headline: str | None
    first_day: str
    last_day: str
    article_ids: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPerson:
    """Somebody whom no table knows, in one story; `id` is the same in all stories where it is the same person.

    `key` is the name under which sightings are kept; `actor_ids` are those of the mentions; `company` are people,
    bodies and towns of the same reports; `since` is the first day of publication.
    """

    id: str
    key: str
    name: str
    actor_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    country: str | None = None
    sector: str | None = None
    company: tuple[str, ...] = ()
    since: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the reports of one story say together and apart."""

    story_id: str
    headline: str
    period: DateInterval | None = None
    places: tuple[str, ...] = ()
    actors: tuple[StoryActor, ...] = ()
    topics: tuple[str, ...] = ()
    brief: tuple[BriefSentence, ...] = ()
    timeline: tuple[TimelineMoment, ...] = ()
    claims: tuple[Claim, ...] = ()
    omissions: tuple[Omission, ...] = ()
    labels: tuple[Label, ...] = ()
    copies: tuple[Copy, ...] = ()
    dated: tuple[DatedByStory, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    people: tuple[StoryPerson, ...] = ()

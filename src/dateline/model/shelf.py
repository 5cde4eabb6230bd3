"""What pages are made from: cards of stories, what changed in them, articles in short, and what a search asks for.

Moments are ISO 8601 in UTC to the second ("2026-11-22T17:30:00+00:00"), so that they sort as text; days are
`YYYY-MM-DD`. Keys of actors are actor ids; of places "g:" and the GeoNames number, or "n:" and the folded name; of
types PLOVER codes; of outlets their ids; of countries ISO 3166-1 alpha-3; of topics, things counted and speakers whom
no table knows the folded name ("n:" before a speaker's).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

KEY_KINDS = ("actor", "place", "topic", "outlet", "type", "country")
"""What a story is about, as its card tells it and as it can be followed."""
FACT_KINDS = (*KEY_KINDS, "speaker", "counted")
"""What articles can be searched by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardKey:
    """One thing a story is about; `weight` is the part of its reports that speak of it (0 to 1)."""

    kind: str
    key: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlace:
    """A place of a story that can be put on a map; `reports` speak of it."""

    key: str
    name: str
    lat: float
    lon: float
    country: str | None = None
    reports: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """The figure to show on a card: a question with its values; `status` is contested or updated."""

    question: str
    status: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story in short: what a front page, a list or a digest shows of it without opening the story itself.

    `last_new` is the newest moment a report arrived or, where nobody noted that, was published. `independent` is the
    most origins of one claim that do not depend on one another. `outlets` are names, the busiest first, at most a
    dozen; `outlet_count` counts all.
    """

    story_id: str
    headline: str
    brief: str = ""
    first_day: str | None = None
    last_day: str | None = None
    last_new: str | None = None
    reports: int = 0
    copies: int = 0
    outlets: tuple[str, ...] = ()
    outlet_count: int = 0
    independent: int | None = None
    contested: int = 0
    updated: int = 0
    agreed: int = 0
    dispute: Dispute | None = None
    keys: tuple[CardKey, ...] = ()
    places: tuple[CardPlace, ...] = ()
    chapters: int = 0
    also_known_as: tuple[str, ...] = ()

    def names(self, kind: str) -> tuple[str, ...]:
        """Name what of one kind the story is about, the weightiest first."""
        return tuple(one.name for one in self.keys if one.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something new in a story; kind: report, contested, updated, figure. `at` is when its report arrived."""

    story_id: str
    at: str
    kind: str
    words: str
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """An article in short, as lists and search results show it; `is_newest` is False for one that was replaced."""

    id: str
    headline: str
    outlet_id: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    day: str | None = None
    arrived: str | None = None
    version: int = 1
    is_newest: bool = True
    story_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing a search asks for beside words; `negated` asks that it is not so.

    `field` is one of FACT_KINDS with `keys` (any of them); "figure" with `low` and `high` (one end of the figure lies
    within them, None is open; of "at least 14" the 14 counts) and perhaps `keys` of what is counted; "day" with
    `since` and `until` (both inclusive); or "story" with `keys`.
    """

    field: str
    keys: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    since: str | None = None
    until: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a search found, with some of its words; `marked` has «» round the words asked for."""

    article: ArticleCard
    score: float
    marked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A way to narrow a search: how many of the stories looked at speak of this."""

    kind: str
    key: str
    name: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name that some article uses for a key of FACT_KINDS."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A coded event as an actor's page lists it, with the exact words and where they stand."""

    article_id: str
    story_id: str | None
    actor: str | None
    actor_name: str
    recipient: str | None
    recipient_name: str
    type: str
    modality: str
    goldstein: float | None
    day: str | None
    start: int
    end: int
    exact: str
    outlet: str | None = None
    headline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation as a speaker's page lists it, with the exact words and where they stand."""

    article_id: str
    story_id: str | None
    speaker: str
    speaker_name: str
    direct: str
    day: str | None
    start: int
    end: int
    exact: str
    outlet: str | None = None
    headline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """What one actor did to another: how often, how it is on the average, and by weeks.

    `weeks` are (first day of the week, acts, mean Goldstein score), oldest first.
    """

    actor: str
    recipient: str
    recipient_name: str
    acts: int
    goldstein: float | None
    weeks: tuple[tuple[str, int, float | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What one actor did to another in one story: how often, in how many reports, mostly what, and how it is."""

    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    acts: int
    reports: int
    type: str
    goldstein: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story in one line, as pages of actors, places and outlets list it."""

    story_id: str
    headline: str
    first_day: str | None = None
    last_day: str | None = None
    last_new: str | None = None
    reports: int = 0
    outlet_count: int = 0
    contested: int = 0
    updated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePoint:
    """A place on a map with how many stories and reports speak of it; `precision` is country, region, city, feature."""

    key: str
    name: str
    lat: float
    lon: float
    country: str | None = None
    precision: str | None = None
    stories: int = 1
    reports: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyCount:
    """How often an outlet's newest reports are copies of others' (`copied`), and others' copies of them.

    Each is (outlet id, outlet, how many), most first.
    """

    reports: int
    copied: tuple[tuple[str | None, str, int], ...] = ()
    copied_by: tuple[tuple[str | None, str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCard:
    """A place as the gazetteer knows it."""

    key: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


def folded(name: str) -> str:
    """Write a name as keys are compared: small letters, no accents, single blanks.

    >>> folded("  José  Álvarez ")
    'jose alvarez'
    """
    bare = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return " ".join(bare.casefold().split())


def key_of(known: str | None, name: str) -> str:
    """The key of somebody: the id where a table knows him, else "n:" and the folded name."""
    return known or f"n:{folded(name)}"


def place_key(geonames_id: int | None, name: str) -> str:
    """The key of a place: its GeoNames number where a gazetteer knows it, else its folded name."""
    return f"g:{geonames_id}" if geonames_id is not None else f"n:{folded(name)}"


def moment(time: str | None) -> str | None:
    """Write a day or time as a moment in UTC, so that moments sort as text; None where it is none.

    A day begins at midnight, and a time without a zone is taken for UTC.

    >>> moment("2026-11-22T18:30:00+01:00"), moment("2026-11-22"), moment("soon")
    ('2026-11-22T17:30:00+00:00', '2026-11-22T00:00:00+00:00', None)
    """
    if not time:
        return None
    try:
        found = datetime.fromisoformat(time)
        aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return aware.isoformat(timespec="seconds")

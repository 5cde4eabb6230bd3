"""What a later fold needs to go on where one stopped: the open stories as plain JSON, without the sketches themselves.

How much each word of a report weighed is that of the day it came, so it is kept with its membership: a fold that goes
on adds the same numbers in the same order as one that began with the first report.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.group.sketch import ArticleSketch
from dateline.model.story import Membership, Story

FLOAT = 8
"""Bytes of one rarity (float64)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMember:
    """A report of an open story; `order` is its number in capture order, `rarities` are `Weighed.rarities`."""

    sketch: ArticleSketch
    order: int
    membership: Membership
    rarities: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldStory:
    """An open story with its reports in the order they joined."""

    number: int
    members: tuple[HeldMember, ...]
    also_known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The open stories of a fold, the latest day that has come, and how many reports and stories there were."""

    stories: tuple[HeldStory, ...]
    today: int | None
    reports: int
    next_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a fold changed since it began or went on.

    `stories` have other members than before; `gone_ids` are ids that became aliases; `held` are the open stories
    among those changed, `ended` the numbers of stories that are no longer open.
    """

    stories: tuple[Story, ...]
    gone_ids: tuple[str, ...]
    held: tuple[HeldStory, ...]
    ended: tuple[int, ...]


def to_row(story: HeldStory) -> str:
    """Write an open story as JSON; of the sketches only the ids are kept."""
    members = [
        {
            "article": one.sketch.id,
            "order": one.order,
            "score": one.membership.score,
            "why": one.membership.why,
            "rarities": base64.b64encode(one.rarities).decode("ascii"),
        }
        for one in story.members
    ]
    made = {"number": story.number, "also_known_as": story.also_known_as, "members": members}
    return json.dumps(made, ensure_ascii=False)


def article_ids(rows: Iterable[str]) -> list[str]:
    """Return the ids of the reports whose sketches `from_row` asks for."""
    return [one["article"] for row in rows for one in json.loads(row)["members"]]


def from_row(row: str, sketches: Mapping[str, ArticleSketch]) -> HeldStory:
    """Read an open story back; raises LookupError when a report's sketch is missing or is not the one it was."""
    made = json.loads(row)
    members = tuple(
        HeldMember(
            sketch=sketches[one["article"]],
            order=one["order"],
            membership=Membership(article_id=one["article"], score=one["score"], why=one["why"]),
            rarities=base64.b64decode(one["rarities"]),
        )
        for one in made["members"]
    )
    for one in members:
        if len(one.rarities) != FLOAT * (len(one.sketch.words) + len(one.sketch.people)):
            raise LookupError(f"the report {one.sketch.id} was read anew since its story was kept")
    return HeldStory(number=made["number"], members=members, also_known_as=tuple(made["also_known_as"]))

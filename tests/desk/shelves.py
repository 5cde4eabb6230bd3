"""Stories put on the shelf by hand, for tests of what readers get to see of them."""

from __future__ import annotations

from dateline.desk.desk import Desk
from dateline.model.shelf import Card, Change
from dateline.model.story import Membership, Story


def shelve(desk: Desk, *cards: Card, changes: tuple[Change, ...] = (), edition: str = "1") -> None:
    """Put stories with these cards on the shelf; another `edition` of a story is a changed story."""
    with desk.context.store.writer() as writer:
        for card in cards:
            members = tuple(
                Membership(article_id=f"{card.story_id}-a{number}", score=1.0, why="") for number in range(card.reports)
            )
            story = Story(
                id=card.story_id,
                founding_article_id=members[0].article_id,
                members=members,
                also_known_as=card.also_known_as,
            )
            writer.shelf.put_stories([(story, f"{edition} {card}")], gone=[])
            revision = writer.shelf.revision(card.story_id) or ""
            own = [one for one in changes if one.story_id == card.story_id]
            writer.shelf.put_card(card, own, revision=revision)

"""What accounts told of themselves, kept in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model.audience import Follow, Mute, Preferences
from dateline.storage.sqlite import SqliteStore

ANNA, BORIS = 1, 2
MORNING, NOON, EVENING = "2026-03-02T06:00:00+00:00", "2026-03-02T12:00:00+00:00", "2026-03-02T18:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "news.db")
    yield opened
    opened.close()


def follow(account_id: int, key: str, **other: object) -> Follow:
    return Follow(account_id=account_id, target="actor", key=key, name=key.title(), at=MORNING, **other)  # type: ignore[arg-type]


def test_following_again_changes_how_and_not_since_when(store: SqliteStore) -> None:
    with store.writer() as writer:
        writer.audience.follow(follow(ANNA, "KAZ"))
        again = Follow(account_id=ANNA, target="actor", key="KAZ", name="The Kazakhs", at=NOON, weight=2.0, organs=True)
        writer.audience.follow(again)
        writer.audience.follow(follow(BORIS, "KAZ"))
    with store.view() as view:
        assert view.audience.follows(ANNA) == (
            Follow(account_id=ANNA, target="actor", key="KAZ", name="The Kazakhs", at=MORNING, weight=2.0, organs=True),
        )
    with store.writer() as writer:
        assert writer.audience.unfollow(ANNA, "actor", "KAZ")
        assert not writer.audience.unfollow(ANNA, "actor", "KAZ")
        assert writer.audience.follows(ANNA) == ()
        assert len(writer.audience.follows(BORIS)) == 1


def test_a_mute_counts_until_its_end_and_in_its_scope(store: SqliteStore) -> None:
    def mute(key: str, scope: str, until: str | None) -> Mute:
        return Mute(account_id=ANNA, target="topic", key=key, name=key, at=MORNING, scope=scope, until=until)

    with store.writer() as writer:
        for one in (
            mute("golf", "everywhere", NOON),
            mute("chess", "digests", None),
            mute("opera", "frontpage", EVENING),
        ):
            writer.audience.mute(one)
    with store.view() as view:
        assert [one.key for one in view.audience.mutes(ANNA, now=MORNING)] == ["chess", "golf", "opera"]
        assert [one.key for one in view.audience.mutes(ANNA, now=NOON)] == ["chess", "opera"], "ended at noon sharp"
        assert [one.key for one in view.audience.mutes(ANNA, now=MORNING, scope="frontpage")] == ["golf", "opera"]
        assert view.audience.mutes(BORIS) == ()
    with store.writer() as writer:
        assert writer.audience.drop_ended_mutes(NOON) == 1
        assert [one.key for one in writer.audience.mutes(ANNA)] == ["chess", "opera"]


def test_each_change_counts_one_on_and_only_for_its_account(store: SqliteStore) -> None:
    with store.writer() as writer:
        changes = (
            lambda: writer.audience.follow(follow(ANNA, "KAZ")),
            lambda: writer.audience.mute(Mute(account_id=ANNA, target="actor", key="FRA", name="France", at=NOON)),
            lambda: writer.audience.unmute(ANNA, "actor", "FRA"),
            lambda: writer.audience.opened(ANNA, "s1", at=NOON),
            lambda: writer.audience.saved(ANNA, "s1", at=NOON),
            lambda: writer.audience.hidden(ANNA, "s2", at=NOON),
            lambda: writer.audience.read(ANNA, ["s3"], at=NOON),
            lambda: writer.audience.keep_preferences(ANNA, Preferences(diversity=0.9)),
            lambda: writer.audience.read_all(ANNA, until=NOON),
            lambda: writer.audience.forget_taste(ANNA),
        )
        for number, change in enumerate(changes, 1):
            change()
            assert writer.audience.account(ANNA).revision == number
        writer.audience.shown(ANNA, {"s9": ["actor|KAZ|Kazakhstan"]}, at=NOON)
        writer.audience.keep_visit(ANNA, visit_at=NOON, before_at=None)
        assert writer.audience.account(ANNA).revision == len(changes), "to be seen changes no order"
        assert writer.audience.account(ANNA).preferences == Preferences(diversity=0.9)
        assert writer.audience.account(BORIS).revision == 0


def test_opening_reads_and_looks_and_unread_takes_reading_back(store: SqliteStore) -> None:
    with store.writer() as writer:
        rows = writer.audience
        rows.opened(ANNA, "s1", at=MORNING)
        rows.opened(ANNA, "s1", at=NOON)
        state = rows.state(ANNA, "s1")
        assert (state.opens, state.opened_at, state.looked_at, state.read_at) == (2, NOON, NOON, NOON)
        rows.unread(ANNA, ["s1"], at=EVENING)
        state = rows.state(ANNA, "s1")
        assert (state.read_at, state.unread_at, state.looked_at) == (None, EVENING, NOON)
        rows.read(ANNA, ["s1", "s2"], at=EVENING)
        assert rows.state(ANNA, "s1").unread_at is None
        assert [one.story_id for one in rows.listed(ANNA, "read_at")] == ["s1", "s2"]
        assert rows.states(BORIS, ["s1", "s2"]) == {}


def test_lists_are_latest_first_and_page_by_time(store: SqliteStore) -> None:
    with store.writer() as writer:
        for number, at in enumerate((MORNING, NOON, EVENING)):
            writer.audience.saved(ANNA, f"s{number}", at=at)
        assert [one.story_id for one in writer.audience.listed(ANNA, "saved_at")] == ["s2", "s1", "s0"]
        assert [one.story_id for one in writer.audience.listed(ANNA, "saved_at", before=EVENING, limit=1)] == ["s1"]
        assert [one.story_id for one in writer.audience.listed(ANNA, "saved_at", after=NOON)] == ["s2"]
        writer.audience.saved(ANNA, "s1", at=None)
        assert [one.story_id for one in writer.audience.listed(ANNA, "saved_at")] == ["s2", "s0"]
        with pytest.raises(ValueError, match="no list"):
            writer.audience.listed(ANNA, "traits")


def test_lessons_keep_the_strongest_outcome_and_how_the_story_was_then(store: SqliteStore) -> None:
    with store.writer() as writer:
        rows = writer.audience
        rows.shown(ANNA, {"s1": ["word|grain|grain"], "s2": ["word|golf|golf"]}, at=MORNING)
        rows.opened(ANNA, "s1", at=NOON, traits=["word|grain|grain", "place|kz|Kazakhstan"])
        rows.shown(ANNA, {"s1": ["word|flood|flood"], "s2": ["word|chess|chess"]}, at=EVENING)
        lessons = {one.story_id: one for one in rows.lessons(ANNA)}
        assert (lessons["s1"].outcome, lessons["s1"].at) == ("opened", NOON)
        assert lessons["s1"].traits == ("word|grain|grain", "place|kz|Kazakhstan")
        assert (lessons["s2"].outcome, lessons["s2"].traits) == ("shown", ("word|chess|chess",))
        assert rows.state(ANNA, "s2").shown == 2
        rows.keep_taste(ANNA, "{}", learnt_from=1)
        assert rows.taste(ANNA) == ("{}", 1)
        rows.forget_taste(ANNA)
        assert rows.lessons(ANNA) == []
        assert rows.taste(ANNA) is None
        assert rows.state(ANNA, "s1").opens == 1, "what was read stays"


def test_an_account_can_be_forgotten_whole(store: SqliteStore) -> None:
    with store.writer() as writer:
        for account_id in (ANNA, BORIS):
            writer.audience.follow(follow(account_id, "KAZ"))
            writer.audience.mute(Mute(account_id=account_id, target="actor", key="FRA", name="France", at=NOON))
            writer.audience.opened(account_id, "s1", at=NOON)
        writer.audience.forget(ANNA)
        assert (writer.audience.follows(ANNA), writer.audience.mutes(ANNA)) == ((), ())
        assert writer.audience.states(ANNA, ["s1"]) == {}
        assert writer.audience.account(ANNA).revision == 0
        assert len(writer.audience.follows(BORIS)) == 1
        assert writer.audience.state(BORIS, "s1").opens == 1


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("audience_follow", "account_id=1"),
        ("audience_follow", "target='actor' AND key='KAZ'"),
        ("audience_mute", "account_id=1"),
        ("audience_story", "account_id=1 AND story_id IN ('s1')"),
        ("audience_story", "account_id=1 AND saved_at IS NOT NULL ORDER BY saved_at DESC"),
        ("audience_story", "account_id=1 AND traits IS NOT NULL ORDER BY touched_at DESC"),
    ],
)
def test_every_question_has_an_index(store: SqliteStore, table: str, where: str) -> None:
    import sqlalchemy as sa

    with store.view() as view:
        plan = view._connection.execute(sa.text(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {where}")).all()
    told = " ".join(str(row) for row in plan)
    assert "SEARCH" in told
    assert "SCAN" not in told
    assert "TEMP B-TREE" not in told


def test_the_shelf_is_counted_whoever_changes_it(store: SqliteStore, tmp_path: Path) -> None:
    from dateline.model.shelf import Card
    from dateline.model.story import Membership, Story

    def shelve(into: SqliteStore, story_id: str) -> None:
        member = Membership(article_id=f"{story_id}-a", score=1.0, why="")
        with into.writer() as writer:
            story = Story(id=story_id, founding_article_id=member.article_id, members=(member,))
            writer.shelf.put_stories([(story, "1")], gone=[])
            card = Card(story_id=story_id, headline=story_id, last_new=NOON)
            writer.shelf.put_card(card, [], revision=writer.shelf.revision(story_id) or "")

    def counted() -> int:
        with store.view() as view:
            return view.audience.shelf_revision()

    seen = [counted()]
    other = SqliteStore(tmp_path / "news.db")
    shelve(other, "s1")
    other.close()
    seen.append(counted())
    shelve(store, "s1")
    seen.append(counted())
    with store.writer() as writer:
        writer.shelf.put_stories([], gone=["s1"])
    seen.append(counted())
    assert seen == sorted(set(seen))


def test_candidates_are_the_newest_those_about_something_and_those_with_news(store: SqliteStore) -> None:
    from dateline.model.shelf import Card, CardKey
    from dateline.model.story import Membership, Story

    with store.writer() as writer:
        for number in range(6):
            name, at = f"s{number}", f"2026-03-0{number + 1}T06:00:00+00:00"
            story = Story(
                id=name, founding_article_id=f"{name}-a", members=(Membership(article_id=f"{name}-a", score=1, why=""),)
            )
            keys = (CardKey(kind="actor", key="KAZ", name="Kazakhstan", weight=1.0),) if number % 2 else ()
            writer.shelf.put_stories([(story, "1")], gone=[])
            card = Card(story_id=name, headline=name, last_new=at, keys=keys)
            writer.shelf.put_card(card, [], revision=writer.shelf.revision(name) or "")
        rows = writer.audience
        assert list(rows.recent(2)) == ["s5", "s4"]
        assert rows.about([("actor", "KAZ"), ("actor", "FRA")], 2) == {"s5", "s3"}
        rows.opened(ANNA, "s2", at=MORNING)
        rows.opened(ANNA, "s5", at=EVENING)
        rows.opened(ANNA, "s0", at=EVENING)
        since = "2026-01-01T00:00:00+00:00"
        ever, later = {"since": since, "until": "9999"}, {"since": NOON, "until": "9999"}
        assert rows.changed_since_looked(ANNA, **ever, most=9) == {"s2", "s5"}, "reported after they were opened"
        assert rows.changed_since_looked(ANNA, **later, most=9) == {"s5"}
        assert rows.changed_since_looked(ANNA, since=since, until=EVENING, most=9) == {"s2"}
        assert rows.changed_since_looked(BORIS, **ever, most=9) == set()
        assert rows.oldest_of_recent(2) == "2026-03-05T06:00:00+00:00"
        assert rows.oldest_of_recent(7) is None
        assert set(rows.revisions(["s1", "nobody"])) == {"s1"}
        assert all(is_shelved for _, is_shelved in rows.recent(9).values())

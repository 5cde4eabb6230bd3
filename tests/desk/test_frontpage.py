"""The front page end to end on a shelf: follow, mute, look, open, and why not; with a clock that is moved on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clocks import Clock
from dateline.desk import frontpage, known_readers
from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.desk.frontpage import FrontPage, FrontPages
from dateline.model.shelf import Change
from dateline.serve.reasons import told
from dateline.storage.sqlite import SqliteStore
from desk.shelves import shelve
from serve.cards import card

ANNA, BORIS = 1, 2
BEFORE = "2031-03-01T06:00:00+00:00"
EARLIER = "2031-02-28T20:00:00+00:00"


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose pages wait for all that was handed in before, however slow the machine is."""
    monkeypatch.setattr(frontpage, "SETTLE", 30.0)
    opened = Desk(DeskContext(store=SqliteStore(tmp_path / "news.db"), clock=clock))
    opened.audience.prefer(ANNA, diversity=0.0)
    yield opened
    opened.close()


def ids(page: FrontPage) -> list[str]:
    return [one.card.story_id for one in page.stories]


def words(page: FrontPage, story_id: str) -> str:
    return next(told(one.placing) for one in page.stories if one.card.story_id == story_id)


def test_following_an_actor_changes_the_page_at_once_and_only_for_who_follows(desk: Desk) -> None:
    shelve(desk, card("grain", "actor KAZ Kazakhstan", at=EARLIER), card("golf", at=BEFORE))
    assert ids(desk.frontpage.page(ANNA)) == ["golf", "grain"]
    desk.audience.follow(ANNA, "actor", "KAZ", name="Kazakhstan")
    page = desk.frontpage.page(ANNA)
    assert ids(page) == ["grain", "golf"]
    assert words(page, "grain").startswith("You follow Kazakhstan; ")
    assert ids(desk.frontpage.page(BORIS)) == ["golf", "grain"]
    desk.audience.unfollow(ANNA, "actor", "KAZ")
    assert ids(desk.frontpage.page(ANNA)) == ["golf", "grain"]


def test_what_is_muted_until_tomorrow_is_back_tomorrow(desk: Desk, clock: Clock) -> None:
    shelve(desk, card("golf", "topic golf Golf", at=BEFORE), card("other", at=BEFORE))
    desk.audience.prefer(ANNA, zone="Asia/Tokyo")
    desk.audience.mute(ANNA, "topic", "golf", name="Golf", until="tomorrow")
    assert ids(desk.frontpage.page(ANNA)) == ["other"]
    why = desk.frontpage.why_not(ANNA, "golf")
    assert (why[0].kind, why[0].words) == ("muted", "you muted Golf until 2 March 2031, 00:00 (Asia/Tokyo)")
    clock.time = datetime(2031, 3, 1, 14, 59, tzinfo=UTC)
    assert ids(desk.frontpage.page(ANNA)) == ["other"]
    clock.move(minutes=1)
    assert ids(desk.frontpage.page(ANNA)) == ["golf", "other"]


def test_a_mute_for_digests_leaves_the_front_page_alone(desk: Desk) -> None:
    shelve(desk, card("golf", "topic golf Golf", at=BEFORE))
    desk.audience.mute(ANNA, "topic", "golf", scope="digests")
    assert ids(desk.frontpage.page(ANNA)) == ["golf"]
    desk.audience.mute(ANNA, "topic", "golf", scope="frontpage")
    assert ids(desk.frontpage.page(ANNA)) == []


def test_what_is_new_since_the_last_look_is_told_and_lifts_the_story(desk: Desk, clock: Clock) -> None:
    shelve(desk, card("cables", at=BEFORE), card("other", at=BEFORE))
    desk.audience.opened(ANNA, "cables")
    page = desk.frontpage.page(ANNA)
    assert ids(page) == ["other", "cables"]
    assert page.stories[1].is_read
    assert "ou have read it" in words(page, "cables")
    clock.move(hours=2)
    now = desk.context.now()
    news = [Change(story_id="cables", at=now, kind="report", words=f"Report {n}", article_id=f"a{n}") for n in range(3)]
    news.append(
        Change(story_id="cables", at=now, kind="contested", words="contested: number of cables", article_id="a")
    )
    news.append(Change(story_id="cables", at=BEFORE, kind="report", words="Known before", article_id="a9"))
    shelve(desk, card("cables", at=now, reports=4), changes=tuple(news), edition="2")
    page = desk.frontpage.page(ANNA)
    assert ids(page) == ["cables", "other"]
    assert words(page, "cables").startswith("3 reports, contested: number of cables since you last looked")
    assert len(page.stories[0].placing.news) == 4
    desk.audience.opened(ANNA, "cables")
    assert ids(desk.frontpage.page(ANNA)) == ["other", "cables"]


def test_a_visit_ends_after_half_an_hour_and_then_news_are_new(desk: Desk, clock: Clock) -> None:
    def visit() -> FrontPage:
        page = desk.frontpage.page(ANNA)
        desk.later.settle()
        return page

    shelve(desk, card("first", at=BEFORE))
    visit()
    clock.move(minutes=10)
    shelve(desk, card("second", at=desk.context.now()))
    assert "new since your last visit" not in words(visit(), "second").lower()
    clock.move(hours=3)
    shelve(desk, card("third", at=desk.context.now()))
    page = visit()
    assert "new since your last visit" in words(page, "third").lower()
    assert "new since your last visit" not in words(page, "second").lower()
    clock.move(minutes=5)
    assert "new since your last visit" in words(desk.frontpage.page(ANNA), "third").lower(), "the visit goes on"


def test_a_page_that_is_only_asked_for_counts_as_no_visit(desk: Desk) -> None:
    shelve(desk, card("first", at=BEFORE))
    desk.frontpage.page(ANNA, visit=False)
    desk.later.settle()
    assert desk.audience.account(ANNA).visit_at is None
    desk.frontpage.page(ANNA)
    desk.later.settle()
    assert desk.audience.account(ANNA).visit_at == desk.context.now()
    assert desk.audience.states(ANNA, ["first"])["first"].shown == 1
    desk.frontpage.page(ANNA)
    desk.later.settle()
    assert desk.audience.states(ANNA, ["first"])["first"].shown == 1, "seen again within a minute is seen once"


def test_pages_follow_each_other_without_gap(desk: Desk) -> None:
    shelve(desk, *(card(f"s{number:02}", at=f"2031-03-01T0{number % 9}:00:00+00:00") for number in range(23)))
    desk.audience.prefer(ANNA, page_size=10)
    pages = [desk.frontpage.page(ANNA, page=number) for number in (1, 2, 3)]
    assert [len(one.stories) for one in pages] == [10, 10, 3]
    assert len({story_id for one in pages for story_id in ids(one)}) == 23
    assert (pages[0].pages, pages[0].total) == (3, 23)
    assert desk.frontpage.page(ANNA, page=99).page == 3
    assert desk.frontpage.page(ANNA, page=-1).page == 1


def test_the_stamp_changes_with_whatever_could_change_the_page(desk: Desk, clock: Clock) -> None:
    shelve(desk, card("s1", at=BEFORE))
    stamps = [desk.frontpage.page(ANNA).stamp]
    desk.later.settle()
    assert desk.frontpage.page(ANNA).stamp == stamps[0], "to be looked at changes nothing"
    changes = (
        lambda: desk.audience.follow(ANNA, "actor", "KAZ"),
        lambda: desk.audience.mark_read(ANNA, ["s1"]),
        lambda: shelve(desk, card("s2", at=BEFORE)),
        lambda: shelve(desk, card("s1", at=BEFORE, headline="Another headline"), edition="2"),
        lambda: clock.move(minutes=1),
    )
    for change in changes:
        change()
        stamps.append(desk.frontpage.page(ANNA).stamp)
    assert len(set(stamps)) == len(stamps)
    assert {one.card.headline for one in desk.frontpage.page(ANNA).stories} == {"Another headline", "Story s2"}


def test_a_card_that_lags_behind_its_story_is_not_kept_for_the_new_one(desk: Desk) -> None:
    shelve(desk, card("s1", at=BEFORE, headline="Early"))
    assert [one.card.headline for one in desk.frontpage.page(ANNA).stories] == ["Early"]
    with desk.context.store.writer() as writer:
        from dateline.model.story import Membership, Story

        member = Membership(article_id="s1-a0", score=1.0, why="")
        writer.shelf.put_stories([(Story(id="s1", founding_article_id="s1-a0", members=(member,)), "2")], gone=[])
    assert [one.card.headline for one in desk.frontpage.page(ANNA).stories] == ["Early"]
    with desk.context.store.writer() as writer:
        late = card("s1", at=BEFORE, headline="Late")
        writer.shelf.put_card(late, [], revision=writer.shelf.revision("s1") or "")
    assert [one.card.headline for one in desk.frontpage.page(ANNA).stories] == ["Late"]


def test_what_is_followed_is_found_though_it_is_not_among_the_newest(desk: Desk) -> None:
    shelve(desk, card("far", "actor KAZGOV Government of Kazakhstan", at="2031-02-10T00:00:00+00:00"))
    shelve(desk, *(card(f"s{number:03}", at=BEFORE) for number in range(310)))
    assert desk.frontpage.page(ANNA).total == 300
    assert desk.frontpage.why_not(ANNA, "far")[0].kind == "old"
    desk.audience.follow(ANNA, "actor", "KAZ", name="Kazakhstan", organs=True)
    page = desk.frontpage.page(ANNA)
    assert page.total == 301
    assert ids(page)[0] == "far"


def test_what_is_new_since_the_last_look_stands_there_though_newer_stories_are_many(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontpage, "RECENT", 2)
    shelve(desk, card("met", at=EARLIER), card("never met", at=EARLIER))
    assert ids(desk.frontpage.page(ANNA)) == ["met", "never met"]
    desk.audience.opened(ANNA, "met")
    assert desk.later.settle(30)
    clock.move(minutes=60)
    told_at = desk.context.now()
    for name, edition in (("met", "2"), ("never met", "2")):
        shelve(desk, card(name, at=told_at), edition=edition)
    clock.move(minutes=60)
    shelve(desk, card("newer", at=desk.context.now()), card("newest", at=desk.context.now()))
    assert set(ids(desk.frontpage.page(ANNA))) == {"met", "newer", "newest"}
    desk.audience.opened(ANNA, "met")
    assert set(ids(desk.frontpage.page(ANNA))) == {"newer", "newest"}


def test_why_not_answers_for_each_case(desk: Desk) -> None:
    shelve(desk, card("low", at="2031-02-26T00:00:00+00:00"), *(card(f"s{number}", at=BEFORE) for number in range(12)))
    desk.audience.prefer(ANNA, page_size=10)

    def kinds(story_id: str) -> list[str]:
        return [one.kind for one in desk.frontpage.why_not(ANNA, story_id)]

    assert kinds("s0") == ["shown"]
    assert kinds("low") == ["outranked", "recency"]
    assert kinds("no-story") == ["unknown"]
    desk.audience.hide(ANNA, "s1")
    assert kinds("s1") == ["hidden"]
    desk.audience.hide(ANNA, "s1", hidden=False)
    assert kinds("s1") == ["shown"]


def test_why_not_tells_reports_from_stories(archive_desk: Desk) -> None:
    with archive_desk.context.store.view() as view:
        article_id = view.stories()[0][0].article_ids[0]
        story_id = view.shelf.story_ids_of([article_id])[article_id]
    assert archive_desk.frontpage.why_not(ANNA, story_id)[0].kind == "shown"
    why = archive_desk.frontpage.why_not(ANNA, article_id)[0]
    assert (why.kind, why.words) == ("report", f"this is a report; it stands in the story {story_id}")


def test_taste_learns_from_opens_and_is_reset(desk: Desk, clock: Clock) -> None:
    def batch(name: str) -> list[str]:
        at = desk.context.now()
        shelve(desk, *(card(f"{name}-grain{n}", "topic grain Grain", at=at) for n in range(6)))
        shelve(desk, *(card(f"{name}-golf{n}", "topic golf Golf", at=at) for n in range(6)))
        return ids(desk.frontpage.page(ANNA))

    batch("a")
    desk.later.settle()
    assert desk.frontpage.taste(ANNA).words().startswith("Nothing is learnt yet: you opened or saved 0 stories")
    for number in range(6):
        desk.audience.opened(ANNA, f"a-grain{number}")
    clock.move(days=1)
    taught = [one for one in batch("b") if one.startswith("b-")]
    assert [one[:7] for one in taught[:6]] == ["b-grain"] * 6
    taste = desk.frontpage.taste(ANNA)
    assert taste.strongest(liked=True)[0].name == "Grain"
    assert taste.strongest(liked=False)[0].name == "Golf"
    assert "like what you open: Grain" in words(desk.frontpage.page(ANNA), "b-grain0")
    desk.later.settle()
    again = FrontPages(desk.context, desk.later).taste(ANNA)
    assert again.weights == taste.weights, "kept in the database"

    desk.audience.prefer(ANNA, taste=False)
    assert "what you open" not in words(desk.frontpage.page(ANNA), "b-grain0")
    desk.audience.prefer(ANNA, taste=True)
    desk.frontpage.forget_taste(ANNA)
    assert not desk.frontpage.taste(ANNA).speaks
    assert "what you open" not in words(desk.frontpage.page(ANNA), "b-grain0")
    assert desk.audience.states(ANNA, ["a-grain0"])["a-grain0"].opens == 1


def test_an_old_taste_waits_for_a_few_lessons_and_is_forgotten_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelve(desk, *(card(f"grain{n}", "topic grain Grain") for n in range(50)))
    shelve(desk, *(card(f"golf{n}", "topic golf Golf") for n in range(6)))
    desk.frontpage.page(ANNA)
    for number in range(40):
        desk.audience.opened(ANNA, f"grain{number}")
    learnt: list[int] = []
    learn = known_readers.learn
    monkeypatch.setattr(
        known_readers, "learn", lambda lessons, **named: learnt.append(len(lessons)) or learn(lessons, **named)
    )
    for opened in ("", "grain41", "grain42", "grain43"):
        if opened:
            desk.audience.opened(ANNA, opened)
        assert desk.frontpage.taste(ANNA).speaks
        desk.later.settle()
    assert len(learnt) == 2, "at first, and after the third lesson more"
    desk.frontpage.forget_taste(ANNA)
    assert not desk.frontpage.taste(ANNA).speaks


def test_a_story_that_is_opened_elsewhere_changes_no_page(desk: Desk, clock: Clock) -> None:
    shelve(desk, *(card(f"new{n}", "topic grain Grain", at=desk.context.now()) for n in range(70)))
    clock.move(days=-40)
    shelve(desk, card("old", "topic golf Golf", at=desk.context.now()))
    clock.move(days=40)
    desk.audience.prefer(ANNA, taste=False)
    before = desk.frontpage.page(ANNA)
    desk.audience.opened(ANNA, "old")
    desk.later.settle()
    assert desk.frontpage.page(ANNA).stamp == before.stamp
    desk.audience.opened(ANNA, before.stories[0].card.story_id)
    desk.later.settle()
    assert desk.frontpage.page(ANNA).stamp != before.stamp


def test_a_followed_search_brings_its_stories_up(desk: Desk) -> None:
    shelve(desk, card("grain", at=EARLIER), card("golf", at=BEFORE))
    asked: list[str] = []

    def find(query: str, most: int) -> set[str]:
        asked.append(query)
        return {"grain"} if query == "grain export" else set()

    pages = FrontPages(desk.context, desk.later, find=find)
    desk.audience.follow(ANNA, "search", "grain export", name="Exports")
    assert ids(pages.page(ANNA)) == ["grain", "golf"]
    assert "your search “Exports” finds it" in words(pages.page(ANNA), "grain").replace("Your", "your")
    assert asked == ["grain export"], "asked once a minute"
    desk.audience.unfollow(ANNA, "search", "grain export")
    desk.audience.mute(ANNA, "search", "grain export")
    assert ids(pages.page(ANNA)) == ["golf"]


def test_a_story_that_was_joined_keeps_what_the_reader_did_with_it(desk: Desk) -> None:
    shelve(desk, card("one", at=BEFORE), card("two", at=BEFORE))
    desk.audience.hide(ANNA, "two")
    with desk.context.store.writer() as writer:
        writer.shelf.put_stories([], gone=["two"])
    shelve(desk, card("one", at=BEFORE, also_known_as=("two",)), edition="2")
    assert ids(desk.frontpage.page(ANNA)) == []
    assert desk.frontpage.why_not(ANNA, "two")[0].kind == "hidden"


def test_an_empty_desk_has_an_empty_page(desk: Desk) -> None:
    page = desk.frontpage.page(ANNA)
    assert (page.stories, page.page, page.pages, page.total) == ((), 1, 1, 0)


def test_a_search_is_followed_through_the_desks_own_search(archive_desk: Desk) -> None:
    before = archive_desk.frontpage.page(ANNA)
    assert not any(one.kind == "search" for story in before.stories for one in story.placing.reasons)
    archive_desk.audience.follow(ANNA, "search", "earthquake", name="Quakes")
    after = archive_desk.frontpage.page(ANNA)
    assert "search “Quakes” finds it" in told(after.stories[0].placing)

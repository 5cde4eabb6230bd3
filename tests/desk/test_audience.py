"""What readers tell the desk, with a clock that is moved on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from clocks import Clock
from dateline.desk.audience import MOST_FOLLOWS, MOST_SEARCHES, BadWish, mute_end
from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.model.audience import Preferences
from dateline.storage.sqlite import SqliteStore
from desk.shelves import shelve
from serve.cards import card

ANNA = 1


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = Desk(DeskContext(store=SqliteStore(tmp_path / "news.db"), clock=clock))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("until", "zone", "end"),
    [
        ("tomorrow", "UTC", "2031-03-02T00:00:00+00:00"),
        ("tomorrow", "Asia/Tokyo", "2031-03-01T15:00:00+00:00"),
        ("tomorrow", "America/Los_Angeles", "2031-03-02T08:00:00+00:00"),
        ("week", "Europe/Berlin", "2031-03-07T23:00:00+00:00"),
        ("2031-03-31", "Europe/Berlin", "2031-03-30T22:00:00+00:00"),
        ("2031-03-01T12:00:00+02:00", "UTC", "2031-03-01T10:00:00+00:00"),
        ("2031-03-01T12:00:00", "UTC", "2031-03-01T12:00:00+00:00"),
        (None, "UTC", None),
        ("", "UTC", None),
    ],
)
def test_a_mute_ends_with_the_readers_day(until: str | None, zone: str, end: str | None) -> None:
    assert mute_end(until, now="2031-03-01T09:00:00+00:00", zone=zone) == end


@pytest.mark.parametrize(
    "until", ["2031-03-01", "2030-01-01T00:00:00Z", "2031-02-30", "soon", "9999-12-31T23:59:59-23:00"]
)
def test_a_mute_that_cannot_end_so_is_refused(until: str) -> None:
    with pytest.raises(BadWish):
        mute_end(until, now="2031-03-01T09:00:00+00:00", zone="UTC")


def test_a_mute_until_tomorrow_ends_tomorrow(desk: Desk, clock: Clock) -> None:
    desk.audience.prefer(ANNA, zone="Europe/Helsinki")
    made = desk.audience.mute(ANNA, "topic", "golf", name="Golf", until="tomorrow")
    assert made.until == "2031-03-01T22:00:00+00:00"
    clock.move(hours=12, minutes=59)
    assert [one.name for one in desk.audience.mutes(ANNA)] == ["Golf"]
    clock.move(minutes=1)
    assert desk.audience.mutes(ANNA) == ()
    desk.audience.mute(ANNA, "topic", "chess")
    with desk.context.store.view() as view:
        assert [one.key for one in view.audience.mutes(ANNA)] == ["chess"], "what ended is not kept for ever"


def test_what_cannot_be_followed_or_muted_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(BadWish, match="no 'colour' to follow"):
        desk.audience.follow(ANNA, "colour", "red")
    with pytest.raises(BadWish, match="not said what"):
        desk.audience.follow(ANNA, "actor", " \n ")
    with pytest.raises(BadWish, match="longer than"):
        desk.audience.mute(ANNA, "search", "x" * 501)
    with pytest.raises(BadWish, match="not above 3"):
        desk.audience.follow(ANNA, "actor", "KAZ", weight=4)
    with pytest.raises(BadWish, match="not 'nowhere'"):
        desk.audience.mute(ANNA, "actor", "KAZ", scope="nowhere")


def test_follows_are_bounded_but_can_be_changed_at_the_bound(desk: Desk) -> None:
    for number in range(MOST_FOLLOWS):
        desk.audience.follow(ANNA, "topic", f"t{number}")
    with pytest.raises(BadWish, match="unfollow something first"):
        desk.audience.follow(ANNA, "topic", "one more")
    assert desk.audience.follow(ANNA, "topic", "t0", weight=2).weight == 2
    assert len(desk.audience.follows(ANNA)) == MOST_FOLLOWS


def test_only_states_have_organs_and_a_name_is_made_from_the_key(desk: Desk) -> None:
    assert desk.audience.follow(ANNA, "actor", "KAZ", organs=True).organs
    assert not desk.audience.follow(ANNA, "topic", "grain", organs=True).organs
    assert desk.audience.follow(ANNA, "search", "  two   words ").name == "two words"


def test_preferences_are_checked_and_what_is_not_given_stays(desk: Desk) -> None:
    desk.audience.prefer(ANNA, zone="Asia/Tokyo", diversity=0.0)
    assert desk.audience.prefer(ANNA, taste=False) == Preferences(zone="Asia/Tokyo", diversity=0.0, taste=False)
    assert desk.audience.preferences(ANNA).zone == "Asia/Tokyo"
    for wrong in (
        {"diversity": 1.1},
        {"page_size": 1},
        {"zone": "Mars/Olympus"},
        {"zone": "../../etc/passwd"},
        {"zone": ""},
    ):
        with pytest.raises(BadWish):
            desk.audience.prefer(ANNA, **wrong)  # type: ignore[arg-type]


def test_saving_hiding_and_opening_are_of_stories_that_are_there(desk: Desk) -> None:
    shelve(desk, card("s1", "topic grain Grain", also_known_as=("s0",)))
    desk.audience.save(ANNA, "s0")
    desk.audience.opened(ANNA, "s1")
    desk.audience.opened(ANNA, "no-story")
    desk.later.settle()
    assert [one.story_id for one in desk.audience.listed(ANNA, "saved_at")] == ["s1"]
    assert desk.audience.states(ANNA, ["s1"])["s1"].opens == 1
    desk.audience.save(ANNA, "s1", saved=False)
    assert desk.audience.listed(ANNA, "saved_at") == []
    for wish in (desk.audience.save, desk.audience.hide):
        with pytest.raises(BadWish, match="no such story"):
            wish(ANNA, "no-story")
    desk.audience.mark_read(ANNA, ["s0", "no-story"])
    assert [one.story_id for one in desk.audience.listed(ANNA, "read_at")] == ["s1"]
    desk.audience.mark_read(ANNA, ["s1"], read=False)
    assert desk.audience.listed(ANNA, "read_at") == []


def test_all_is_read_up_to_a_moment_that_cannot_lie_ahead(desk: Desk) -> None:
    desk.audience.mark_all_read(ANNA, until="2031-02-01T00:00:00+01:00")
    assert desk.audience.account(ANNA).read_before == "2031-01-31T23:00:00+00:00"
    desk.audience.mark_all_read(ANNA, until="2033-01-01T00:00:00")
    assert desk.audience.account(ANNA).read_before == "2031-03-01T09:00:00+00:00"


def test_forgetting_an_account_leaves_nothing(desk: Desk) -> None:
    desk.audience.follow(ANNA, "actor", "KAZ")
    desk.audience.forget(ANNA)
    assert desk.audience.follows(ANNA) == ()
    assert desk.audience.account(ANNA).revision == 0


def test_small_work_is_done_in_order_and_a_fault_stops_nothing(desk: Desk) -> None:
    done: list[int] = []
    desk.later.do(lambda: done.append(1))
    desk.later.do(lambda: done.append(1 // 0))
    desk.later.do(lambda: done.append(3))
    assert desk.later.settle(5)
    assert done == [1, 3]
    held = Event()
    desk.later.do(held.wait, of=ANNA)  # type: ignore[arg-type]
    assert desk.later.settle(0.01, of=2), "another reader does not wait for it"
    assert not desk.later.settle(0.01, of=ANNA)
    held.set()
    assert desk.later.settle(5, of=ANNA)
    desk.later.close()
    assert not desk.later.do(lambda: done.append(4))


def test_searches_are_checked_and_bounded_before_they_are_followed(desk: Desk) -> None:
    with pytest.raises(BadWish, match="This search cannot be followed"):
        desk.audience.follow(ANNA, "search", "colour:red " + "x:y" * 3)
    for number in range(MOST_SEARCHES):
        desk.audience.follow(ANNA, "search", f"grain {number}")
    with pytest.raises(BadWish, match="unfollow one first"):
        desk.audience.follow(ANNA, "search", "one more")
    assert desk.audience.follow(ANNA, "topic", "grain").key == "grain"

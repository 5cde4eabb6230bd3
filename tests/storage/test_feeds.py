"""Feeds, links and jobs in the store: kept, leased, ended once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model.feed import KEPT, PASSED, WAITING, Feed, Link, Visit
from dateline.storage.sqlite import SqliteStore

NOON, LATER, EVENING = "2026-11-20T12:00:00+00:00", "2026-11-20T12:05:00+00:00", "2026-11-20T18:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "news.db")
    yield made
    made.close()


def feed(address: str = "https://harbour.example/rss", **told: object) -> Feed:
    return Feed(id=0, address=address, **told)  # type: ignore[arg-type]


def link(key: str, **told: object) -> Link:
    return Link(**{"id": 0, "feed_id": None, "key": key, "address": key, "seen_at": NOON, **told})  # type: ignore[arg-type]


def test_feeds_come_back_as_they_were_kept(store: SqliteStore) -> None:
    wished = feed(title="Harbour", folder="World/Asia", full_text=False, usual_a_day=1.5, added_at=NOON)
    with store.writer() as writer:
        made = writer.feeds.add(wished)
        assert writer.feeds.add(wished) is None
        assert writer.feeds.add(feed("https://b.example/", folder="A")) is not None
    assert made is not None
    with store.view() as view:
        assert view.feeds.find(made.id) == made
        assert view.feeds.at(wished.address) == made
        assert [one.folder for one in view.feeds.all()] == ["A", "World/Asia"]
    with store.writer() as writer:
        assert writer.feeds.change(made.id, title="Port", paused=True)
        assert not writer.feeds.change(99, title="x")
    with store.view() as view:
        found = view.feeds.find(made.id)
    assert found is not None
    assert (found.title, found.paused, found.usual_a_day) == ("Port", True, 1.5)


def test_links_are_known_by_key_and_by_the_feeds_own_id(store: SqliteStore) -> None:
    with store.writer() as writer:
        made = writer.feeds.add(feed())
        assert made is not None
        number = writer.feeds.add_link(link("k1", feed_id=made.id, own_id="one"))
        assert number is not None
        assert writer.feeds.add_link(link("k1", feed_id=made.id)) is None
        assert [one.id for one in writer.feeds.known(made.id, keys=["k1", "k2"])] == [number]
        assert [one.id for one in writer.feeds.known(made.id, keys=["k9"], own_ids=["one"])] == [number]
        assert writer.feeds.known(made.id + 1, keys=[], own_ids=["one"]) == []
        writer.feeds.change_link(number, capture_number=7, state=KEPT)
        assert writer.feeds.link_of(7) == writer.feeds.find_link(number)
        assert writer.feeds.states() == {KEPT: 1}


def test_a_removed_feed_leaves_what_it_brought_and_no_work(store: SqliteStore) -> None:
    with store.writer() as writer:
        made = writer.feeds.add(feed())
        assert made is not None
        kept = writer.feeds.add_link(link("k1", feed_id=made.id, state=KEPT))
        waiting = writer.feeds.add_link(link("k2", feed_id=made.id, state=WAITING, told="{}"))
        writer.feeds.jobs.plan("page", str(waiting), due_at=NOON)
        writer.feeds.jobs.plan("visit", str(made.id), due_at=NOON)
        writer.feeds.jobs.plan("visit", "77", due_at=NOON)
        writer.feeds.note_visit(Visit(feed_id=made.id, at=NOON, outcome="fresh", new=2))
        assert writer.feeds.remove(made.id)
        assert not writer.feeds.remove(made.id)
    with store.view() as view:
        assert [(one.id, one.feed_id, one.state) for one in view.feeds.links()] == [
            (waiting, None, PASSED),
            (kept, None, KEPT),
        ]
        assert [one.subject for one in view.feeds.jobs.jobs("visit")] == ["77"]
        assert view.feeds.jobs.jobs("page") == []
        assert view.feeds.visits(made.id) == []


def test_the_number_of_a_removed_feed_is_not_given_again(store: SqliteStore) -> None:
    with store.writer() as writer:
        first = writer.feeds.add(feed())
        assert first is not None
        writer.feeds.remove(first.id)
        second = writer.feeds.add(feed())
    assert second is not None
    assert second.id != first.id


def test_two_workers_never_get_the_same_job(store: SqliteStore) -> None:
    with store.writer() as writer:
        for number in range(5):
            writer.feeds.jobs.plan("page", str(number), due_at=NOON)
        ours = writer.feeds.jobs.lease("page", who="a", now=NOON, until=LATER, most=3)
    with store.writer() as writer:
        theirs = writer.feeds.jobs.lease("page", who="b", now=NOON, until=LATER, most=9)
        assert writer.feeds.jobs.lease("page", who="c", now=NOON, until=LATER, most=9) == []
    assert [one.subject for one in ours] == ["0", "1", "2"]
    assert [one.subject for one in theirs] == ["3", "4"]


def test_what_a_killed_worker_had_comes_back_and_its_late_word_does_not_count(store: SqliteStore) -> None:
    with store.writer() as writer:
        writer.feeds.jobs.plan("page", "1", due_at=NOON)
        (first,) = writer.feeds.jobs.lease("page", who="killed", now=NOON, until=LATER)
        (second,) = writer.feeds.jobs.lease("page", who="b", now=LATER, until=EVENING)
        assert (second.id, second.attempts) == (first.id, 2)
        assert not writer.feeds.jobs.end(first.id, who="killed")
        assert not writer.feeds.jobs.put_off(first.id, who="killed", due_at=EVENING)
        assert writer.feeds.jobs.end(second.id, who="b")
        assert not writer.feeds.jobs.end(second.id, who="b")


def test_jobs_are_not_given_before_they_are_due(store: SqliteStore) -> None:
    with store.writer() as writer:
        jobs = writer.feeds.jobs
        jobs.plan("page", "1", due_at=LATER)
        assert jobs.lease("page", who="a", now=NOON, until=EVENING) == []
        assert len(jobs.lease("page", who="a", now=LATER, until=EVENING)) == 1


def test_hosts_take_turns(store: SqliteStore) -> None:
    with store.writer() as writer:
        jobs = writer.feeds.jobs
        for number, host in enumerate(["a", "a", "a", "b", "c", "", ""]):
            jobs.plan("page", str(number), due_at=NOON, host=host)
        found = jobs.lease("page", who="x", now=NOON, until=LATER, most=10, each_host=2, busy=["c"])
    assert [one.subject for one in found] == ["0", "1", "3", "5", "6"]


def test_work_that_is_put_off_or_given_back(store: SqliteStore) -> None:
    with store.writer() as writer:
        jobs = writer.feeds.jobs
        jobs.plan("visit", "1", due_at=NOON)
        (one,) = jobs.lease("visit", who="a", now=NOON, until=LATER)
        assert jobs.put_off(one.id, who="a", due_at=EVENING, fault="no answer")
        (kept,) = jobs.jobs("visit")
        assert (kept.attempts, kept.fault, kept.due_at, kept.leased_by) == (1, "no answer", EVENING, None)
        jobs.lease("visit", who="a", now=EVENING, until=EVENING)
        jobs.release(who="a")
        assert jobs.jobs("visit")[0].attempts == 1
        (again,) = jobs.lease("visit", who="a", now=EVENING, until=EVENING)
        jobs.put_off(again.id, who="a", due_at=EVENING, anew=True)
        assert jobs.jobs("visit")[0].attempts == 0
        jobs.lease("visit", who="a", now=EVENING, until=NOON)
        jobs.renew(who="a", until="2026-11-21T00:00:00+00:00")
        assert jobs.lease("visit", who="b", now=EVENING, until=EVENING) == []


def test_planning_again_changes_when_and_what(store: SqliteStore) -> None:
    with store.writer() as writer:
        jobs = writer.feeds.jobs
        jobs.plan("page", "1", due_at=NOON, payload="a")
        jobs.plan("page", "1", due_at=LATER, payload="b")
        assert [(one.due_at, one.payload) for one in jobs.jobs("page")] == [(LATER, "b")]
        assert jobs.count("page") == 1


def test_one_only_may_hold_a_lock(store: SqliteStore) -> None:
    with store.writer() as writer:
        jobs = writer.feeds.jobs
        assert jobs.take_lock("reading", who="a", now=NOON, until=LATER)
        assert jobs.take_lock("reading", who="a", now=NOON, until=LATER)
        assert not jobs.take_lock("reading", who="b", now=NOON, until=EVENING)
        assert jobs.still_holds("reading", who="a")
        assert jobs.take_lock("reading", who="b", now=LATER, until=EVENING)
        assert not jobs.still_holds("reading", who="a")
        jobs.release(who="b")
        assert jobs.take_lock("reading", who="c", now=LATER, until=EVENING)


def test_when_reports_came_out_is_told_newest_first(store: SqliteStore) -> None:
    with store.writer() as writer:
        made = writer.feeds.add(feed())
        assert made is not None
        writer.feeds.add_link(link("k1", feed_id=made.id, seen_at=EVENING, published_at=NOON))
        writer.feeds.add_link(link("k2", feed_id=made.id, seen_at=LATER))
        writer.feeds.add_link(link("k3", feed_id=made.id, seen_at="2026-01-01T00:00:00+00:00"))
        assert writer.feeds.moments(made.id, since=NOON) == [LATER, NOON]

"""What was collected is read, grouped and compared in a worker process, with the real language core."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dateline.corridor import process
from dateline.desk.jobs import READING, Jobs, LostLease
from dateline.desk.reading import Read, Reading, compare_all, read_some
from dateline.model.feed import FEED_TEXT, KEPT
from dateline.runner.crew import Worker, WorkerDied
from dateline.storage.sqlite import SqliteStore
from desk.desk_at_work import DeskAtWork
from feed_server import NOON, Answer, FeedServer

STORM = (
    "PORT SEL - A storm sank {0} fishing boats off Port Sel on Friday, the coast guard said.\n\n"
    '"We have never lost so many boats in one night," said Mayor Ana Ruiz of Port Sel.\n\n'
    "The government of Spain promised help to the families of the crews of the boats that the storm sank."
)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskAtWork]:
    made = DeskAtWork(tmp_path)
    yield made
    made.store.close()


def test_from_feeds_to_a_story(server: FeedServer, desk: DeskAtWork) -> None:
    post, mail = server.outlet("harbour-post"), server.outlet("hill-mail")
    post.publish("Storm sinks 12 boats off Port Sel", STORM.format(12), at=NOON - timedelta(hours=2))
    mail.publish("14 boats sink in storm off Port Sel", STORM.format(14), at=NOON - timedelta(hours=1))
    mail.publish("Nothing but a wall", STORM.format(3), at=NOON - timedelta(hours=90))
    server.routes["/hill-mail/2.html"] = Answer(b"<html><body><nav><a href=/>Home</a></nav></body></html>")
    desk.sources.bring_in_opml(server.opml([post, mail]).encode())
    told: list[int] = []
    collecting = desk.collecting()
    collecting.after_comparing.append(lambda: told.append(1))
    done = asyncio.run(collecting.run_once())
    assert (done.visits, done.captures, done.articles, done.failures) == (2, 3, 3, 1)
    with desk.store.view() as view:
        stories = view.stories()
        articles = {one.article.url: one.article for one in view.articles()}
    assert max(len(story.members) for story, _ in stories) >= 2
    assert told
    dated = articles[post.page(1)].published_at
    assert dated is not None
    assert (dated.start or "").startswith("2026-11-20T10:00")
    fallen_back = articles[mail.page(2)]
    assert "feed_text" in fallen_back.flags
    assert fallen_back.headline == "Nothing but a wall"
    outlets = {url: one.outlet.name for url, one in articles.items() if one.outlet}
    assert outlets == {post.page(1): "Harbour-Post", mail.page(1): "Hill-Mail", mail.page(2): "Hill-Mail"}, (
        "two outlets on one server without a name are two"
    )
    states = {one.address: (one.state, one.told) for one in desk.links()}
    assert states == {post.page(1): (KEPT, None), mail.page(1): (KEPT, None), mail.page(2): (FEED_TEXT, None)}
    desk.goes_on(hours=30)
    assert desk.round().captures == 0


def test_who_lost_the_lock_on_reading_writes_nothing(desk: DeskAtWork, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORM.format(12))
    desk.sources.add_file(str(tmp_path / "a.txt"))
    desk.round()
    first, second = Jobs(desk.context), Jobs(desk.context)
    assert first.take_lock(READING)
    assert not second.take_lock(READING)
    desk.goes_on(hours=1)
    assert second.take_lock(READING)
    path = str(tmp_path / "news.db")
    with pytest.raises(LostLease):
        read_some(path, first.who, [1], desk.context.now(), "default")
    with pytest.raises(LostLease):
        compare_all(path, first.who)
    with desk.store.view() as view:
        assert view.counts().articles == 0
    assert read_some(path, second.who, [1], desk.context.now(), "default").articles == 1
    assert read_some(path, second.who, [1], desk.context.now(), "default").captures == 0
    compare_all(path, second.who)
    with SqliteStore(path).view() as view:
        assert view.counts().articles == 1
        assert view.counts().stories == 1


def test_a_desk_starts_collects_and_stops(server: FeedServer, desk: DeskAtWork) -> None:
    outlet = server.outlet("harbour-post")
    outlet.publish("Storm sinks 12 boats off Port Sel", STORM.format(12))

    async def open_for_a_while() -> None:
        collecting = desk.collecting()
        await collecting.start()
        await collecting.start()
        desk.sources.add(outlet.feed)
        for _ in range(600):
            await asyncio.sleep(0.1)
            if collecting.progress.articles:
                break
        assert collecting.progress.is_running
        assert (collecting.progress.visits, collecting.progress.captures) == (1, 1)
        await collecting.stop()
        assert not collecting.progress.is_running

    asyncio.run(open_for_a_while())
    with desk.store.view() as view:
        assert view.counts().articles == 1
        assert [one.leased_by for one in view.feeds.jobs.jobs("visit")] == [None]


def test_what_two_programs_read_at_once_is_kept_once(desk: DeskAtWork, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORM.format(12))
    desk.sources.add_file(str(tmp_path / "a.txt"))
    desk.round()
    (capture,) = desk.captures()
    first, second = process([capture]), process([capture])
    for one in (*first, *second):
        with desk.store.writer() as writer:
            writer.save_read(1, one.articles, one.failures)
    with desk.store.view() as view:
        assert view.counts().articles == 1


def test_settings_that_cannot_be_used_are_told_and_do_not_stop_the_desk(tmp_path: Path) -> None:
    desk = DeskAtWork(tmp_path, allowed=("everything",))

    async def open_for_a_moment() -> None:
        collecting = desk.collecting()
        await collecting.start()
        for _ in range(100):
            await asyncio.sleep(0.01)
            if collecting.progress.fault:
                break
        assert "'everything' is no network" in (collecting.progress.fault or "")
        assert collecting.progress.is_running
        await collecting.stop()

    asyncio.run(open_for_a_moment())
    desk.store.close()


class ShortLived(Worker):
    """A worker that ends whenever it is given certain captures to read."""

    def __init__(self, deadly: set[int]) -> None:
        super().__init__("short-lived")
        self.deadly = deadly
        self.calls: list[tuple[int, ...]] = []

    async def call(self, function: Any, *given: Any, timeout: float) -> Any:
        """End, or do the work in a thread."""
        numbers = tuple(given[2]) if len(given) > 2 else ()
        self.calls.append(numbers)
        if self.deadly.intersection(numbers):
            raise WorkerDied("ended its worker")
        return await asyncio.to_thread(function, *given)


def test_a_report_that_ends_its_worker_is_left_out_and_named(desk: DeskAtWork, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"{number}.txt").write_text(STORM.format(number))
        os.utime(folder / f"{number}.txt", (number, number))
    desk.sources.add_place(str(folder))
    desk.round()
    worker = ShortLived({3})
    reading = Reading(desk.context, Jobs(desk.context), workers=[worker])
    assert asyncio.run(reading.read_all()) == Read(4, 3, 1)
    assert worker.calls == [(1, 2, 3, 4), (1,), (2,), (3,), (4,), (), ()]  # at last it compares and prepares pages
    with desk.store.view() as view:
        (failure,) = view.failures()
    assert failure.found_in.endswith("3.txt")
    assert failure.message == "could not be read: reading it ended its worker; left out"


def test_several_workers_share_what_is_unread(desk: DeskAtWork, tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": str(n), "text": f"Boat {n} sank off Port Sel."}) + "\n" for n in range(40))
    (tmp_path / "corpus.jsonl").write_text(rows)
    desk.sources.add_file(str(tmp_path / "corpus.jsonl"))
    desk.round()
    workers = [ShortLived(set()), ShortLived(set())]
    reading = Reading(desk.context, Jobs(desk.context), workers=workers)
    assert asyncio.run(reading.read_all()) == Read(40, 40, 0)
    calls = [len(one) for one in workers[0].calls]
    assert [one for one in calls if one] == [16, 8]
    assert (calls[1], calls[-1]) == (0, 0), "compared at once, and at the end"
    assert [len(one) for one in workers[1].calls] == [16]

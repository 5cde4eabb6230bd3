"""Whatever happens, a front page that was kept is the one that would be made anew."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from clocks import Clock
from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.desk.frontpage import FrontPages
from dateline.model.shelf import Change
from dateline.storage.sqlite import SqliteStore
from desk.shelves import shelve
from serve.cards import card

ANNA = 1


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = Desk(DeskContext(store=SqliteStore(tmp_path / "news.db"), clock=clock))
    yield opened
    opened.close()


def reshelve(desk: Desk, drawn: random.Random, edition: int) -> None:
    """Put a story of thirty on the shelf, or a changed one."""
    name, now = f"s{drawn.randrange(30)}", desk.context.now()
    keys = [f"topic t{drawn.randrange(4)} T", f"outlet o{drawn.randrange(3)} O", f"actor A{drawn.randrange(4)} A"]
    news = (Change(story_id=name, at=now, kind="report", words="a report", article_id="a"),)
    shelve(desk, card(name, *keys, at=now, reports=drawn.randrange(1, 9)), changes=news, edition=str(edition))


def act(desk: Desk, clock: Clock, drawn: random.Random, step: int) -> None:
    """Do one thing that a reader, the collector or time does."""
    audience, story = desk.audience, f"s{drawn.randrange(30)}"
    acts = (
        lambda: audience.follow(ANNA, "actor", f"A{drawn.randrange(4)}", weight=drawn.choice((1, 2))),
        lambda: audience.unfollow(ANNA, "actor", f"A{drawn.randrange(4)}"),
        lambda: audience.mute(ANNA, "topic", f"t{drawn.randrange(4)}", until="tomorrow"),
        lambda: audience.unmute(ANNA, "topic", f"t{drawn.randrange(4)}"),
        lambda: audience.opened(ANNA, story),
        lambda: audience.mark_read(ANNA, [story], read=drawn.random() < 0.5),
        lambda: audience.mark_all_read(ANNA),
        lambda: audience.prefer(ANNA, diversity=drawn.choice((0.0, 0.5, 1.0)), taste=drawn.random() < 0.8),
        lambda: desk.frontpage.page(ANNA),
        lambda: desk.frontpage.forget_taste(ANNA),
        lambda: clock.move(minutes=drawn.choice((0.2, 7, 45, 300))),
        lambda: reshelve(desk, drawn, step),
        lambda: reshelve(desk, drawn, step),
        lambda: drop(desk, story),
    )
    drawn.choice(acts)()


def drop(desk: Desk, story_id: str) -> None:
    """Take a story off the shelf."""
    with desk.context.store.writer() as writer:
        writer.shelf.put_stories([], gone=[story_id])


@pytest.mark.parametrize("seed", range(2))
def test_a_kept_page_is_the_one_made_anew(desk: Desk, clock: Clock, seed: int) -> None:
    drawn = random.Random(seed)
    for step in range(20):
        reshelve(desk, drawn, step)
    for step in range(60):
        act(desk, clock, drawn, 100 + step)
        desk.later.settle()
        kept = desk.frontpage.page(ANNA, visit=False)
        anew = FrontPages(desk.context, desk.later).page(ANNA, visit=False)
        assert [one.card for one in kept.stories] == [one.card for one in anew.stories]
        assert [one.placing for one in kept.stories] == [one.placing for one in anew.stories]
        assert [one.is_read for one in kept.stories] == [one.is_read for one in anew.stories]
        assert kept.stamp == anew.stamp


def test_many_readers_and_a_collector_at_once(desk: Desk) -> None:
    drawn = random.Random(9)
    for step in range(30):
        reshelve(desk, drawn, step)
    faults: list[str] = []

    def reads(reader: int) -> None:
        own = random.Random(reader)
        for _ in range(25):
            ids = [one.card.story_id for one in desk.frontpage.page(reader % 2, page=own.randrange(1, 3)).stories]
            if len(set(ids)) != len(ids):
                faults.append("a story stands twice")
            desk.frontpage.why_not(reader % 2, f"s{own.randrange(30)}")
            if own.random() < 0.2:
                desk.audience.follow(reader % 2, "topic", f"t{own.randrange(4)}")

    def guarded(reader: int) -> None:
        try:
            reads(reader)
        except Exception as fault:
            faults.append(repr(fault))

    readers = [Thread(target=guarded, args=(number,)) for number in range(4)]
    for one in readers:
        one.start()
    for step in range(25):
        reshelve(desk, drawn, 1000 + step)
    for one in readers:
        one.join()
    assert faults == []


def test_of_many_who_ask_at_a_time_few_rank(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in range(10):
        reshelve(desk, random.Random(step), step)
    looks, all_here, ranked = [], Barrier(8), FrontPages._ranked

    def slowly(*given: Any) -> Any:
        looks.append(1)
        time.sleep(0.05)
        return ranked(*given)

    monkeypatch.setattr(FrontPages, "_ranked", slowly)

    def ask(_: int) -> str:
        all_here.wait(20)
        return desk.frontpage.page(ANNA, visit=False).stamp

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(ask, range(8)))) == 1
    assert 1 <= len(looks) <= 4
    looks.clear()
    desk.frontpage.page(ANNA, visit=False)
    desk.frontpage.page(ANNA, visit=False)
    assert len(looks) == 2, "who comes later looks again"

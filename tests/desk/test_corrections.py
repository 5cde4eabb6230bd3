"""What editors put right holds, outlives a rebuild, and can be taken back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from clocks import Clock
from dateline import corridor
from dateline.app import open_dateline
from dateline.desk import corrections
from dateline.desk.corrections import NotCorrected
from dateline.desk.desk import Desk
from dateline.model.audience import Account

People = dict[str, Account]


def homes(desk: Desk) -> dict[str, str]:
    """Each article's story."""
    with desk.context.store.view() as view:
        return {article: story.id for story, _ in view.stories() for article in story.article_ids}


def largest(desk: Desk) -> list[tuple[str, list[str]]]:
    """The stories with their reports, largest first."""
    with desk.context.store.view() as view:
        return [(story.id, list(story.article_ids)) for story, _ in view.stories()]


def test_stories_are_merged_and_parted_again(archive_desk: Desk, people: People, clock: Clock, tmp_path: Path) -> None:
    before = homes(archive_desk)
    (one, reports), (other, others), *_ = largest(archive_desk)
    number = archive_desk.corrections.merge(people["Ed"], one, other, reason="one quake")
    merged = homes(archive_desk)
    assert len({merged[name] for name in [*reports, *others]}) == 1
    with archive_desk.context.store.view() as view:
        assert view.story(one) == view.story(other), "the lost id still leads to the story"
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.rebuild()
    assert homes(archive_desk) == merged, "a rebuild keeps what was put right"
    clock.move(minutes=5)
    archive_desk.corrections.undo(people["Olga"], number)
    assert homes(archive_desk) == before
    (line,) = archive_desk.corrections.history()
    assert (line.kind, line.reason, line.account_id, line.undone_by) == (
        "merge",
        "one quake",
        people["Ed"].id,
        people["Olga"].id,
    )
    assert line.undone_at == "2031-03-01T09:05:00+00:00"


@contextmanager
def at_work(desk: Desk) -> Iterator[None]:
    """Let a desk collect, as it does while it is served."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(desk.collecting.start(), loop).result(60)
        while not desk.collecting.progress.is_running:
            time.sleep(0.01)
        yield
    finally:
        asyncio.run_coroutine_threadsafe(desk.collecting.stop(), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(60)
        loop.close()


def test_where_a_worker_reads_it_groups_again(
    archive_desk: Desk, people: People, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "WAIT", 60.0)
    monkeypatch.setattr(corridor, "compare_stories", lambda store: pytest.fail("grouped where readers are answered"))
    monkeypatch.setattr(corridor, "read_unread", lambda *given, **named: pytest.fail("read where readers are answered"))
    (one, reports), (other, others), *_ = largest(archive_desk)
    with at_work(archive_desk):
        number = archive_desk.corrections.merge(people["Ed"], one, other)
        assert len({homes(archive_desk)[name] for name in [*reports, *others]}) == 1
        assert not archive_desk.corrections.is_under_way()
        monkeypatch.setattr(corrections, "WAIT", 0.0)
        clock.move(minutes=5)
        archive_desk.corrections.undo(people["Ed"], number)
        assert archive_desk.corrections.is_under_way(), "nobody waits longer than that"
        assert archive_desk.collecting.group_again(wait=60.0)
        assert homes(archive_desk)[reports[0]] != homes(archive_desk)[others[0]]
    assert not archive_desk.corrections.is_under_way()


def test_where_a_worker_reads_it_reads_again(
    archive_desk: Desk, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "WAIT", 0.0)
    monkeypatch.setattr(corridor, "read_unread", lambda *given, **named: pytest.fail("read where readers are answered"))
    archive_desk.collecting.progress.is_running = True  # its worker would begin at once
    name = largest(archive_desk)[0][1][0]
    with archive_desk.context.store.view() as view:
        assert view.feeds.unread(limit=9) == []
    archive_desk.corrections.date(people["Ed"], name, "2008-09-11")
    with archive_desk.context.store.view() as view:
        (number,) = view.feeds.unread(limit=9)
        assert view.article(name) is None
    assert number
    assert archive_desk.corrections.is_under_way()


def test_a_report_is_parted_from_its_story(archive_desk: Desk, people: People) -> None:
    story, reports = largest(archive_desk)[0]
    number = archive_desk.corrections.split(people["Ed"], story, reports[-2:])
    parted = homes(archive_desk)
    assert parted[reports[-1]] == parted[reports[-2]]
    assert parted[reports[0]] != parted[reports[-1]]
    assert len({parted[name] for name in reports[:-2]}) == 1
    archive_desk.corrections.undo(people["Ed"], number)
    assert len({homes(archive_desk)[name] for name in reports}) == 1


def test_a_report_is_dated(archive_desk: Desk, people: People, tmp_path: Path) -> None:
    name = largest(archive_desk)[0][1][0]

    def day() -> tuple[str | None, str]:
        with archive_desk.context.store.view() as view:
            found = view.article(name)
            assert found
            told = found.article.published_at
            return (told.start, told.why) if told else (None, "")

    before = day()
    number = archive_desk.corrections.date(people["Ed"], name, "2008-09-11")
    assert day() == ("2008-09-11", "put right by Ed")
    second = archive_desk.corrections.date(people["Ed"], name, "2008-09-12")
    assert day()[0] == "2008-09-12"
    archive_desk.corrections.undo(people["Ed"], second)
    assert day()[0] == "2008-09-11"
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.rebuild()
    assert day()[0] == "2008-09-11"
    archive_desk.corrections.undo(people["Ed"], number)
    assert day() == before
    with archive_desk.context.store.view() as view:
        assert view.shelf.article_card(name)


def test_two_persons_are_told_apart(archive_desk: Desk, people: People) -> None:
    number = archive_desk.corrections.actors(people["Ed"], "p:ana-ruiz", "p:ana-maria-ruiz", same=True)
    with archive_desk.context.store.view() as view:
        assert view.judgements()[-1].verdict == "SAME"
    archive_desk.corrections.undo(people["Ed"], number)
    with archive_desk.context.store.view() as view:
        assert view.judgements()[-1].verdict == "UNSURE"


def test_taking_back_brings_back_what_was_said_before(archive_desk: Desk, people: People) -> None:
    def say(*, same: bool) -> int:
        return archive_desk.corrections.actors(people["Ed"], "p:ana-ruiz", "p:ana-maria-ruiz", same=same)

    say(same=False)
    archive_desk.corrections.undo(people["Ed"], say(same=True))
    with archive_desk.context.store.view() as view:
        assert [one.verdict for one in view.judgements()] == ["DIFFERENT", "SAME", "DIFFERENT"]


def test_what_is_refused(archive_desk: Desk, people: People) -> None:
    story, reports = largest(archive_desk)[0]
    right, ed = archive_desk.corrections, people["Ed"]
    refused = [
        (lambda: right.merge(people["Rita"], story, "s1"), "Only editors"),
        (lambda: right.merge(ed, story, story), "one story already"),
        (lambda: right.merge(ed, story, "s000"), "no such story"),
        (lambda: right.split(ed, story, reports), "must stay"),
        (lambda: right.split(ed, story, ["absent"]), "reports of this story"),
        (lambda: right.split(ed, story, []), "reports of this story"),
        (lambda: right.actors(ed, "p:a", "c:KAZ", same=True), "tables do not know"),
        (lambda: right.date(ed, reports[0], "yesterday"), "is no day"),
        (lambda: right.date(ed, "absent", "2024-01-01"), "no such article"),
        (lambda: right.undo(ed, 99), "no such correction"),
    ]
    for act, reason in refused:
        with pytest.raises(NotCorrected, match=reason):
            act()
    number = right.actors(ed, "p:a", "p:b", same=False)
    right.undo(ed, number)
    with pytest.raises(NotCorrected, match="taken back already"):
        right.undo(ed, number)
    with archive_desk.context.store.view() as view:
        assert [one.verdict for one in view.judgements()] == ["DIFFERENT", "UNSURE"]


def test_what_an_editor_who_left_put_right_can_still_be_taken_back(archive_desk: Desk, people: People) -> None:
    number = archive_desk.corrections.actors(people["Ed"], "p:a", "p:b", same=True, reason="one man")
    archive_desk.accounts.close(people["Ed"])
    assert [one.reason for one in archive_desk.corrections.history()] == ["one man"]
    archive_desk.corrections.undo(people["Olga"], number)
    with archive_desk.context.store.view() as view:
        assert view.judgements()[-1].verdict == "UNSURE"

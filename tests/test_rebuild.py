"""Laws 3 and 4: a rebuild gives the same ids and the same facts; many runs give what one run gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline import corridor, going_on
from dateline.app import Dateline, open_dateline
from dateline.going_on import open_stories
from dateline.model.story import Judgement
from dateline.pack import REPORTS
from dateline.storage.protocol import View
from dateline.storage.sqlite import SqliteStore


def some_reports(count: int) -> list[str]:
    lines = REPORTS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if json.loads(line)["id"].startswith("ecb-20_")][:count]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(some_reports(8)) + "\n", encoding="utf-8")
    return path


def test_a_rebuild_gives_the_same_record(corpus: Path, tmp_path: Path) -> None:
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(corpus)])
        before = dateline.record()
        dateline.rebuild()
        assert dateline.record() == before
        assert before["stories"]
        assert len(before["articles"]) == 8


def test_memory_and_file_and_pool_give_the_same_record(corpus: Path, tmp_path: Path) -> None:
    records = []
    for path, workers in ((None, 1), (tmp_path / "a.db", 1), (tmp_path / "b.db", 2)):
        with open_dateline(path, workers=workers) as dateline:
            dateline.read([str(corpus)])
            records.append(dateline.record())
    assert records[0] == records[1] == records[2]


def test_many_runs_give_what_one_run_gives(corpus: Path, tmp_path: Path) -> None:
    lines = corpus.read_text(encoding="utf-8").splitlines()
    parts = []
    for number, line in enumerate(lines):
        part = tmp_path / f"part{number}.jsonl"
        part.write_text(line + "\n", encoding="utf-8")
        parts.append(str(part))
    with open_dateline(tmp_path / "many.db") as many, open_dateline() as one:
        for part in parts:
            many.read([part])
        one.read(parts)
        assert many.record() == one.record()


def test_a_later_run_goes_on_from_the_open_stories(corpus: Path, tmp_path: Path) -> None:
    lines = corpus.read_text(encoding="utf-8").splitlines()
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text("\n".join(lines[:5]) + "\n", encoding="utf-8")
    second.write_text("\n".join(lines[5:]) + "\n", encoding="utf-8")
    store = SqliteStore(tmp_path / "news.db")
    with Dateline(store) as dateline:
        dateline.read([str(first)])
        with store.view() as view:
            going_on = open_stories(view, ())
        assert going_on is not None
        assert going_on[0].reports == 5
        dateline.read([str(second)])
        grown = dateline.record()
        dateline.rebuild()
        assert dateline.record() == grown
        left, right = (one["id"] for one in grown["articles"][:2])
        with store.writer() as writer:
            writer.add_judgement(Judgement(left, right, "DIFFERENT", "editor", "2026-01-01T00:00:00Z"))
        with store.view() as view:
            assert open_stories(view, view.judgements()) is None, "what people said may touch any report"


def test_reading_again_reads_nothing_twice(corpus: Path, tmp_path: Path) -> None:
    with open_dateline(tmp_path / "news.db") as dateline:
        first = dateline.read([str(corpus)])
        again = dateline.read([str(corpus)])
        assert again.article_ids == ()
        assert sorted(again.known) == sorted(first.article_ids)
        assert dateline.counts().captures == 8


@pytest.mark.parametrize("at", ["collect", "read", "compare"])
def test_a_stopped_run_is_continued(corpus: Path, tmp_path: Path, at: str) -> None:
    def stop(step: str, done: int) -> None:
        if step == at:
            raise KeyboardInterrupt

    path = tmp_path / "news.db"
    with open_dateline(path) as dateline, pytest.raises(KeyboardInterrupt):
        dateline.read([str(corpus)], progress=stop)
    with open_dateline(path) as dateline, open_dateline() as whole:
        assert dateline.counts().captures == 8
        assert dateline.counts().stories == 0
        dateline.read([str(corpus)])
        whole.read([str(corpus)])
        assert dateline.record() == whole.record()


def test_a_judgement_wins_and_outlives_a_rebuild(corpus: Path, tmp_path: Path) -> None:
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(corpus)])
        story = max((story for story, _ in dateline.stories()), key=lambda one: len(one.members))
        left, right = story.article_ids[:2]
        dateline.judge(Judgement(left, right, "DIFFERENT", "editor", "2026-01-01T00:00:00Z"))

        def together() -> bool:
            return any({left, right} <= set(one.article_ids) for one, _ in dateline.stories())

        assert not together()
        dateline.rebuild()
        assert not together()


def test_what_is_kept_after_a_judgement_is_what_a_rebuild_keeps(corpus: Path, tmp_path: Path) -> None:
    def kept() -> tuple[dict[str, str], list[str], dict[str, object]]:
        with store.view() as view:
            return view.held(), view.story_ids(), dateline.record()

    store = SqliteStore(tmp_path / "news.db")
    with Dateline(store) as dateline:
        dateline.read([str(corpus)])
        before = kept()
        story = max((story for story, _ in dateline.stories()), key=lambda one: len(one.members))
        for verdict in ("DIFFERENT", "UNSURE"):
            left, right = story.article_ids[:2]
            dateline.judge(Judgement(left, right, verdict, "editor", "2026-01-01T00:00:00Z"))
            judged = kept()
            dateline.rebuild()
            assert kept() == judged
            assert (judged[1] == before[1]) is (verdict == "UNSURE")


def test_stories_are_the_same_however_few_sketches_are_kept(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_dateline(tmp_path / "one.db") as one, open_dateline(tmp_path / "other.db") as other:
        one.read([str(corpus)])
        monkeypatch.setattr(corridor, "SKETCHES_KEPT", 2)
        other.read([str(corpus)])
        assert other.record() == one.record()


def test_a_run_in_the_same_process_loads_nothing_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = corpus.read_text(encoding="utf-8").splitlines()
    parts = [tmp_path / f"{number}.jsonl" for number in range(4)]
    for number, part in enumerate(parts):
        part.write_text("\n".join(lines[number * 2 : number * 2 + 2]) + "\n", encoding="utf-8")
    loaded: list[int] = []
    load = going_on.open_stories

    def counted(view: View, judgements: Sequence[Judgement]) -> object:
        found = load(view, judgements)
        loaded.append(found[0].reports if found else 0)
        return found

    monkeypatch.setattr(going_on, "open_stories", counted)
    path = tmp_path / "news.db"
    with open_dateline(path) as first, open_dateline(path) as other, open_dateline() as whole:
        first.read([str(parts[0])])
        first.read([str(parts[1])])
        assert loaded == [0]
        other.read([str(parts[2])])  # as another process would
        assert loaded == [0, 4]
        first.read([str(parts[3])])  # what it kept is behind now
        assert loaded == [0, 4, 6]
        whole.read([str(one) for one in parts])
        assert first.record() == whole.record()


def test_a_fold_that_goes_on_tells_only_what_is_new(corpus: Path, tmp_path: Path) -> None:
    lines = corpus.read_text(encoding="utf-8").splitlines()
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_text("\n".join(lines[:7]) + "\n", encoding="utf-8")
    second.write_text(lines[7] + "\n", encoding="utf-8")
    compared: list[tuple[str, int]] = []
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(first)])
        stories = len(dateline.stories())
        assert stories > 1
        dateline.read([str(second)], progress=lambda step, done: compared.append((step, done)))
    assert [done for step, done in compared if step == "compare"] == [1]


def test_grouping_begins_anew_when_what_was_kept_does_not_fit(corpus: Path, tmp_path: Path) -> None:
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(corpus)])
        before = dateline.record()["stories"]
    store = SqliteStore(tmp_path / "news.db")
    with store.writer() as writer, store.view() as view:
        for name, row in view.held(prefix="story ").items():
            if name != "story head":
                told = json.loads(row)
                told["members"][0]["rarities"] = ""
                writer.save_held({name: json.dumps(told)}, gone=())
    store.close()
    late = tmp_path / "late.jsonl"
    late.write_text(json.dumps({"id": "late", "text": "The mayor of Oslo opened a library on Monday."}) + "\n")
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(late)])
        after = dateline.record()["stories"]
    assert [one["articles"] for one in after if len(one["articles"]) > 1] == [
        one["articles"] for one in before if len(one["articles"]) > 1
    ]

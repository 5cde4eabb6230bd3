"""Editors put things right by forms; readers see what was put right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.app import open_dateline
from dateline.desk import corrections
from dateline.pack import REPORTS
from dateline.web.pages.corrections import UNDER_WAY
from web.visits import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk with six reports of two earthquakes."""
    lines = [line for line in REPORTS.read_text("utf-8").splitlines() if json.loads(line)["id"].startswith("ecb-20_")]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines[:3] + lines[-3:]) + "\n", encoding="utf-8")
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(tmp_path / "reports.jsonl")])
    return Site(tmp_path / "news.db")


def test_stories_are_merged_and_the_merge_is_taken_back(site: Site) -> None:
    def stories() -> list[str]:
        with site.desk.context.store.view() as view:
            return [story.id for story, _ in view.stories()]

    site.owner()
    before = stories()
    assert len(before) > 1
    editor, reader = site.reader("editor", "Ed"), site.reader("reader", "Rita")
    assert reader.get(f"/story/{before[0]}/correct").status_code == 403
    page = editor.get(f"/story/{before[0]}/correct")
    assert page.status_code == 200
    assert f'value="{before[1]}"' in page.text
    assert reader.send(f"/story/{before[0]}/correct/merge", other=before[1]).status_code == 403
    done = editor.send(f"/story/{before[0]}/correct/merge", other=before[1], reason="one quake")
    assert done.status_code == 303, done.text
    assert len(stories()) == len(before) - 1
    (line,) = reader.get("/corrections.json").json()["corrections"]
    assert (line["by"], line["kind"], line["reason"]) == ("Ed", "merge", "one quake")
    assert "Take back" not in reader.get("/corrections").text
    assert "Take back" in editor.get("/corrections").text
    editor.send(f"/corrections/{line['id']}/undo")
    assert stories() == before
    assert "taken back by Ed" in reader.get("/corrections").text


def test_a_report_is_dated_and_nonsense_is_refused(site: Site) -> None:
    site.owner()
    editor = site.reader("editor", "Ed")
    with site.desk.context.store.view() as view:
        story = view.stories()[0][0]
    article = story.article_ids[0]
    assert editor.send(f"/story/{story.id}/correct/date", article=article, day="soon").status_code == 400
    assert editor.send(f"/story/{story.id}/correct/burn").status_code == 404
    assert editor.get("/story/s000/correct").status_code == 404
    assert editor.send(f"/story/{story.id}/correct/date", article=article, day="2008-09-11").status_code == 303
    with site.desk.context.store.view() as view:
        found = view.article(article)
        assert found
        assert found.article.published_day == "2008-09-11"


def test_an_editor_is_told_where_the_stories_are_still_being_grouped(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "WAIT", 0.0)
    site.owner()
    editor = site.reader("editor", "Ed")
    assert UNDER_WAY not in editor.get("/corrections").text
    site.desk.collecting.progress.is_running = True  # as while the desk is served
    one, other = (card.story_id for card in site.desk.library.listed(limit=2))
    assert editor.send(f"/story/{one}/correct/merge", other=other).status_code == 303
    assert UNDER_WAY in editor.get(f"/story/{one}").text
    assert UNDER_WAY in editor.get("/corrections").text
    (line,) = editor.get("/corrections.json").json()["corrections"]
    assert line["kind"] == "merge"

"""The conversation in the browser: forms, roles, passages, notes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.app import open_dateline
from dateline.pack import REPORTS
from web.visits import Browser, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk with three reports of one earthquake."""
    lines = [line for line in REPORTS.read_text("utf-8").splitlines() if json.loads(line)["id"].startswith("ecb-20_")]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines[:3]) + "\n", encoding="utf-8")
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(tmp_path / "reports.jsonl")])
    return Site(tmp_path / "news.db")


def told(browser: Browser, story: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = browser.get(f"/story/{story}/talk.json").json()["said"]
    return found


def test_a_conversation_by_forms_alone(site: Site) -> None:
    with site.desk.context.store.view() as view:
        story = view.stories()[0][0]
        article = next(view.articles([story.article_ids[0]])).article
    owner, reader = site.owner(), site.reader()
    words = article.text[10:50].strip()
    done = reader.send(f"/story/{story.id}/comments", text="Which island?", article=article.id, exact=words)
    assert done.status_code == 303, done.text
    assert done.headers["location"].startswith(f"/story/{story.id}#c")
    (said,) = told(owner, story.id)
    assert (said["by"], said["exact"], said["may_hide"]) == ("Ben", words, True)
    owner.send(f"/story/{story.id}/comments", text="Qeshm.", reply_to=said["id"])
    page = reader.get(f"/story/{story.id}/talk").text
    assert "Which island?" in page
    assert "<p>Qeshm.</p>" in page
    reader.send(f"/comments/{said['id']}/edit", text="Which <b>island</b>?")
    assert "Which &lt;b&gt;island" in reader.get(f"/story/{story.id}/talk").text
    assert "Which island?" in reader.get(f"/comments/{said['id']}/history").text
    reply = told(reader, story.id)[0]["replies"][0]["id"]  # type: ignore[index]
    reader.send(f"/comments/{reply}/complain", text="short")
    assert "short" in owner.get("/complaints").text
    owner.send(f"/comments/{reply}/hide")
    assert "Hidden by an editor." in reader.get(f"/story/{story.id}/talk").text
    assert "No complaints." in owner.get("/complaints").text
    reader.send(f"/comments/{said['id']}/withdraw")
    assert told(reader, story.id)[0]["state"] == "withdrawn"


def test_what_is_refused(site: Site) -> None:
    with site.desk.context.store.view() as view:
        story = view.stories()[0][0]
    owner, reader, nobody = site.owner(), site.reader(), site.browser()
    made = told(owner, story.id)
    assert made == []
    owner.send(f"/story/{story.id}/comments", text="Mine.")
    number = told(owner, story.id)[0]["id"]
    assert reader.send(f"/comments/{number}/hide").status_code == 400
    assert reader.send(f"/comments/{number}/edit", text="Yours.").status_code == 400
    assert reader.send(f"/comments/{number}/burn").status_code == 404
    assert reader.send(f"/story/{story.id}/comments", text=" ").status_code == 400
    assert reader.send("/story/s000/comments", text="Hello").status_code == 400
    assert reader.get("/complaints").status_code == 403
    assert nobody.send(f"/story/{story.id}/comments", text="Hello").status_code in (303, 401)
    assert reader.client.post(f"/story/{story.id}/comments", data={"text": "no word"}).status_code == 403
    assert len(told(owner, story.id)) == 1


def test_notes_are_only_for_oneself(site: Site) -> None:
    with site.desk.context.store.view() as view:
        article = next(view.articles()).article
    owner, reader = site.owner(), site.reader()
    words = article.text[:30].strip()
    assert reader.send(f"/article/{article.id}/notes", exact=words, text="Check.").status_code == 303
    (one,) = reader.get("/notes.json").json()["notes"]
    assert (one["exact"], one["text"]) == (words, "Check.")
    assert one["selectors"][1]["type"] == "TextQuoteSelector"
    assert "Check." in reader.get("/notes").text
    assert owner.get("/notes.json").json()["notes"] == []
    assert owner.send(f"/notes/{one['id']}", text="Mine").status_code == 404
    reader.send(f"/notes/{one['id']}", act="remove")
    assert reader.get("/notes.json").json()["notes"] == []
    assert reader.send(f"/article/{article.id}/notes", text="no words").status_code == 400

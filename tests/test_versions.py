"""A page that was captured again takes its older version's place in the story, in runs as in a rebuild."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from dateline import corridor
from dateline.app import Dateline, open_dateline
from dateline.model.article import Capture
from dateline.model.story import Judgement
from dateline.runner.local import InProcess
from dateline.storage.memory import MemoryStore
from dateline.storage.protocol import Store
from dateline.storage.sqlite import SqliteStore

BOATS = """Forty boats sank in the harbour of Porto Amaro on Monday when a storm hit the town, the mayor said. Two
fishermen were killed and 12 people were injured, Mayor Ana Ruiz told reporters. The storm tore the roofs from houses
in Porto Amaro."""
AGAIN = BOATS.replace("Two\nfishermen", "Five fishermen").replace("12 people", "31 people")
OTHER = """A storm sank forty boats in the harbour of Porto Amaro on Monday. Two fishermen died, 12 people were injured
and roofs were torn from houses, said Mayor Ana Ruiz of Porto Amaro."""


def page(text: str, url: str, at: str) -> Capture:
    body = f"<html><body><article><h1>Storm in Porto Amaro</h1><p>{text}</p></article></body></html>".encode()
    return Capture(
        id=hashlib.sha256(body).hexdigest(), body=body, media_type="text/html", found_in=url, url=url, captured_at=at,
        hints=(("published", "2031-05-06"),),
    )  # fmt: skip


FIRST = page(BOATS, "https://coast.example/boats", "2031-05-06T12:00:00+00:00")
SECOND = page(AGAIN, "https://coast.example/boats", "2031-05-06T18:00:00+00:00")
NEIGHBOUR = page(OTHER, "https://harbour.example/storm", "2031-05-06T13:00:00+00:00")


def take(store: Store, captures: Iterable[Capture]) -> None:
    with store.writer() as writer:
        for one in captures:
            writer.add_capture(one)
    corridor.read_unread(store, InProcess(), syntax="default", progress=lambda step, done: None)
    corridor.compare_stories(store)


def told(store: Store) -> dict[str, Any]:
    return Dateline(store).record()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "news.db")


def test_the_newest_version_takes_part_in_the_story(store: Store) -> None:
    take(store, [FIRST, NEIGHBOUR])
    before = told(store)
    (story,) = before["stories"]
    take(store, [SECOND])
    after = told(store)
    (again,) = after["stories"]
    assert again["id"] == story["id"]
    assert len(again["articles"]) == 2
    texts = {one["id"]: one["text"] for one in after["articles"]}
    assert set(again["articles"]) == set(texts)
    assert any("Five fishermen" in one for one in texts.values())
    assert not any("12 people were injured, M" in one for one in texts.values())
    take(store, [])
    assert told(store) == after
    with open_dateline() as whole:
        take(whole._store, [FIRST, NEIGHBOUR, SECOND])
        assert told(whole._store) == after
    Dateline(store).rebuild()
    assert told(store) == after


def test_what_people_said_of_the_newer_version_counts(store: Store) -> None:
    take(store, [FIRST, NEIGHBOUR])
    take(store, [SECOND])
    with store.view() as view:
        newest = next(one.article.id for one in view.articles() if "Five" in one.article.text)
        other = next(one.article.id for one in view.articles() if one.article.found_in == NEIGHBOUR.found_in)
    Dateline(store).judge(Judgement(newest, other, "DIFFERENT", "editor", "2031-05-07T10:00:00+00:00"))
    assert sorted(one["articles"] for one in told(store)["stories"]) == sorted([[newest], [other]])


def test_a_newer_version_is_found_and_counted_alone(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "news.db")
    take(store, [FIRST, NEIGHBOUR])
    take(store, [SECOND])
    with store.view() as view:
        assert len(view.shelf.search('"fishermen"')) == 2
        (hit,) = view.shelf.search('"five fishermen"')
        card = view.shelf.card(hit.article.story_id or "")
        assert card is not None
        assert (card.reports, card.last_new) == (2, SECOND.captured_at)
        versions = view.shelf.versions("https://coast.example/boats?utm_source=x")
        assert [one.is_newest for one in versions] == [False, True]
        assert json.dumps(view.shelf.versions(versions[0].id), default=str) == json.dumps(versions, default=str)
    store.close()

"""REST: opened by a key, described by OpenAPI, the same views as the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.app import open_dateline
from dateline.pack import REPORTS
from dateline.serve.schema import validate
from web.visits import PORT, Site

BASE = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk with an owner and six reports."""
    lines = [line for line in REPORTS.read_text("utf-8").splitlines() if json.loads(line)["id"].startswith("ecb-20_")]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines[:6]) + "\n", encoding="utf-8")
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(tmp_path / "reports.jsonl")])
    made = Site(tmp_path / "news.db")
    made.owner()
    return made


@pytest.fixture
def client(site: Site) -> TestClient:
    owner = site.desk.accounts.people()[0]
    key = site.desk.accounts.make_token(owner, purpose="api", name="Script")
    return TestClient(site.app, base_url=BASE, headers={"authorization": f"Bearer {key}"})


def test_every_call_of_the_description_answers(client: TestClient, site: Site) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["info"]["title"]
    paths = described["paths"]
    assert "/api/v1/stories/{story_id}" in paths
    with site.desk.context.store.view() as view:
        card = view.shelf.list_cards(limit=1)[0]
        story = view.story(card.story_id)
    assert story
    place = next(one.key for one in card.keys if one.kind == "place")
    values = {"story_id": card.story_id, "article_id": story[0].article_ids[0], "kind": "place", "key": place}
    for path, methods in paths.items():
        if "get" not in methods:
            continue
        address = path
        for name, value in values.items():
            address = address.replace("{" + name + "}", value).replace("{" + name + ":path}", value)
        given = client.get(address, params={"q": "quake"})
        assert given.status_code == 200, (address, given.text)
        assert given.headers["content-type"].startswith("application/json")


def test_a_story_is_the_record(client: TestClient) -> None:
    first: dict[str, Any] = client.get("/api/v1/stories").json()["stories"][0]
    record = client.get(f"/api/v1/stories/{first['story_id']}").json()
    validate(record)
    assert record["stories"][0]["id"] == first["story_id"]
    for article in record["articles"]:
        for fact in article["figures"]:
            assert article["text"][slice(*fact["span"])] == fact["exact"]


def test_the_front_page_says_why(client: TestClient) -> None:
    found = client.get("/api/v1/frontpage").json()
    assert found["stories"][0]["why"][0]["words"]


def test_comments_by_selectors(client: TestClient) -> None:
    story = client.get("/api/v1/stories").json()["stories"][0]["story_id"]
    article = client.get(f"/api/v1/stories/{story}").json()["articles"][0]
    words = article["text"][:40]
    told = {"text": "Here.", "article": article["id"], "selectors": [{"type": "TextQuoteSelector", "exact": words}]}
    made = client.post(f"/api/v1/stories/{story}/comments", json=told)
    assert made.status_code == 200, made.text
    (comment,) = client.get(f"/api/v1/stories/{story}/comments").json()["comments"]
    assert comment["selectors"][1]["exact"] == words
    assert client.post(f"/api/v1/stories/{story}/comments", json={"text": " "}).status_code == 400
    assert client.post("/api/v1/stories/s000/comments", json={"text": "x"}).status_code == 400


def test_keys(site: Site, client: TestClient) -> None:
    nobody = TestClient(site.app, base_url=BASE)
    owner = site.desk.accounts.people()[0]
    other = site.desk.accounts.make_token(owner, purpose="feed", name="Feed")
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Bearer {other}"}):
        given = nobody.get("/api/v1/stories", headers=headers)
        assert given.status_code == 401
        assert "fault" in given.json()
    with_cookie = site.reader()
    assert with_cookie.get("/api/v1/stories").status_code == 401, "cookies open nothing here"


def test_what_is_not_there(client: TestClient) -> None:
    for address in ("/api/v1/stories/s000", "/api/v1/articles/x", "/api/v1/actor/nobody", "/api/v1/colour/red"):
        given = client.get(address)
        assert given.status_code == 404, address
        assert given.json()["words"]
    assert client.get("/api/v1/search", params={"q": "speker:x"}).status_code == 400
    assert client.get("/api/v1/stories", params={"order": "odd"}).status_code == 400
    assert client.get("/api/v1/stories", params={"limit": "many"}).status_code in (400, 422)

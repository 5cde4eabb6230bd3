"""The Google Reader API as a phone app speaks it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from dateline.app import open_dateline
from dateline.pack import REPORTS
from web.visits import PASSWORD, PORT, Site

ROOT = "/api/greader.php"
READING_LIST = "user/-/state/com.google/reading-list"
READ, STARRED = "user/-/state/com.google/read", "user/-/state/com.google/starred"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk with an owner and sixteen reports of two earthquakes."""
    lines = [line for line in REPORTS.read_text("utf-8").splitlines() if json.loads(line)["id"].startswith("ecb-20_")]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(tmp_path / "reports.jsonl")])
    made = Site(tmp_path / "news.db")
    made.owner()
    return made


class App:
    """A reading app: signs in once, then brings its key along."""

    def __init__(self, site: Site, *, name: str = "Ana", word: str = PASSWORD) -> None:
        self.client = TestClient(site.app, base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)
        given = self.client.post(f"{ROOT}/accounts/ClientLogin", data={"Email": name, "Passwd": word})
        self.login = given
        told = dict(line.split("=", 1) for line in given.text.splitlines() if "=" in line)
        self.headers = {"Authorization": f"GoogleLogin auth={told.get('Auth', '')}"}

    def get(self, call: str, **values: Any) -> Any:
        return self.client.get(f"{ROOT}/reader/api/0/{call}", params={"output": "json", **values}, headers=self.headers)

    def post(self, call: str, data: Any) -> Any:
        headers = {**self.headers, "content-type": "application/x-www-form-urlencoded"}
        return self.client.post(f"{ROOT}/reader/api/0/{call}", content=urlencode(data), headers=headers)

    def unread(self) -> list[str]:
        found = self.get(f"stream/contents/{READING_LIST}", n=100, xt=READ).json()["items"]
        return [one["id"] for one in found]


def test_sign_in_by_password_and_by_key(site: Site) -> None:
    app = App(site)
    assert app.login.status_code == 200
    assert app.get("user-info").json()["userName"] == "Ana"
    assert len(app.get("token").text) == 57
    owner = site.desk.accounts.people()[0]
    key = site.desk.accounts.make_token(owner, purpose="reader", name="Phone")
    assert App(site, word=key).get("user-info").status_code == 200
    other = site.desk.accounts.make_token(owner, purpose="feed", name="Feed")
    for wrong in ("wrong", other, ""):
        refused = App(site, word=wrong)
        assert refused.login.status_code == 401
        assert "BadAuthentication" in refused.login.text
        assert refused.get("user-info").status_code == 401
    assert site.browser().get(f"{ROOT}/reader/api/0/user-info").status_code == 401


def test_stories_are_read_page_by_page_with_their_reports_as_links(site: Site) -> None:
    app = App(site)
    whole = app.get(f"stream/contents/{READING_LIST}", n=100).json()
    items = whole["items"]
    assert len(items) > 1
    assert "continuation" not in whole
    first = app.get(f"stream/contents/{READING_LIST}", n=1).json()
    second = app.get(f"stream/contents/{READING_LIST}", n=1, c=first["continuation"]).json()
    assert [first["items"][0]["id"], second["items"][0]["id"]] == [one["id"] for one in items[:2]]
    one = items[0]
    assert one["alternate"][0]["href"].startswith("http://127.0.0.1:8000/story/s")
    assert "/article/" in one["summary"]["content"]
    assert "<script" not in one["summary"]["content"]
    assert READING_LIST in one["categories"]
    assert int(one["timestampUsec"]) == one["published"] * 1_000_000


def test_ids_then_contents_as_most_apps_do(site: Site) -> None:
    app = App(site)
    refs = app.get("stream/items/ids", s=READING_LIST, n=1000, xt=READ).json()["itemRefs"]
    items = app.post("stream/items/contents", [("i", one["id"]) for one in refs]).json()["items"]
    assert len(items) == len(refs)
    assert {int(one["id"].rsplit("/", 1)[1], 16) for one in items} == {int(one["id"]) for one in refs}
    by_long_id = app.post("stream/items/contents", {"i": items[0]["id"]}).json()["items"]
    assert by_long_id[0]["title"] == items[0]["title"]
    assert app.post("stream/items/contents", {"i": "nonsense"}).json()["items"] == []


def test_read_unread_and_star(site: Site) -> None:
    app = App(site)
    before = app.unread()
    assert app.get("unread-count").json()["unreadcounts"][0]["count"] == len(before)
    assert app.post("edit-tag", {"i": before[0], "a": READ, "T": app.get("token").text}).text == "OK"
    assert app.unread() == before[1:]
    app.post("edit-tag", {"i": before[0], "r": READ})
    assert app.unread() == before
    app.post("edit-tag", {"i": before[1], "a": STARRED})
    starred = app.get(f"stream/contents/{STARRED}").json()["items"]
    assert [one["id"] for one in starred] == [before[1]]
    assert STARRED in starred[0]["categories"]
    app.post("edit-tag", {"i": before[1], "r": STARRED})
    assert app.get(f"stream/contents/{STARRED}").json()["items"] == []
    assert app.post("mark-all-as-read", {"s": READING_LIST, "ts": "2000000000000000"}).text == "OK"
    assert app.unread() == []


def test_what_is_followed_and_sources_are_subscriptions(site: Site) -> None:
    app = App(site)
    owner = site.desk.accounts.people()[0]
    with site.desk.context.store.view() as view:
        card = view.shelf.list_cards(limit=1)[0]
    place = next(one for one in card.keys if one.kind == "place")
    site.desk.audience.follow(owner.id, "place", place.key, name=place.name)
    site.desk.search.save(owner, "Quakes", "quake OR earthquake")
    site.desk.sources.add("https://harbour.example/feed.xml", title="Harbour", folder="World/Asia")
    listed = {one["id"]: one for one in app.get("subscription/list").json()["subscriptions"]}
    assert listed[f"feed/place:{place.key}"]["title"] == place.name
    number = next(name for name, one in listed.items() if one["title"] == "Harbour")
    assert listed[number]["categories"] == [{"id": "user/-/label/World/Asia", "label": "World/Asia"}]
    for stream in (f"feed/place:{place.key}", "user/-/label/Following", "user/-/label/Searches"):
        assert app.get(f"stream/contents/{stream}").json()["items"], stream
    assert app.get(f"stream/contents/{number}").json()["items"] == []
    assert {one["id"] for one in app.get("tag/list").json()["tags"]} >= {STARRED, "user/-/label/World/Asia"}
    app.post("subscription/edit", {"ac": "edit", "s": number, "t": "Port", "a": "user/-/label/Sea"})
    app.post("subscription/edit", {"ac": "unsubscribe", "s": f"feed/place:{place.key}"})
    after = {one["id"]: one for one in app.get("subscription/list").json()["subscriptions"]}
    assert f"feed/place:{place.key}" not in after
    assert after[number]["title"] == "Port"
    assert after[number]["categories"][0]["label"] == "Sea"
    added = app.post("subscription/quickadd", {"quickadd": "https://hill.example/rss"}).json()
    assert added["streamId"].startswith("feed/")
    assert app.post("subscription/quickadd", {"quickadd": "no address"}).status_code == 400
    assert b"<opml" in app.get("subscription/export").content


def test_readers_do_not_change_the_sources_and_see_only_their_own_state(site: Site) -> None:
    site.reader("reader", "Ben")
    ben, ana = App(site, name="Ben"), App(site)
    assert ben.post("subscription/quickadd", {"quickadd": "https://hill.example/rss"}).status_code == 400
    first = ana.unread()[0]
    ana.post("edit-tag", {"i": first, "a": READ})
    assert first in ben.unread()
    assert ben.get("stream/contents/feed/999").status_code == 400
    assert ben.get("no/such/call").status_code == 404


def test_brute_force_is_slowed_down(site: Site) -> None:
    client = TestClient(site.app, base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)
    answers = [
        client.post(f"{ROOT}/accounts/ClientLogin", data={"Email": "Ana", "Passwd": f"guess{n}"}).status_code
        for n in range(12)
    ]
    assert answers[0] == 401
    assert answers[-1] == 429

"""The frame of the web face: headers, faces, faults, static files, compression."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from fastapi import APIRouter
from starlette.requests import Request

from dateline.web import render
from dateline.web.assets import assets, static
from dateline.web.door import HEADERS
from web.visits import Browser, Site


def test_the_first_visitor_is_led_to_the_welcome_and_then_to_the_sources(site: Site) -> None:
    browser = site.browser()
    assert browser.get("/").headers["location"] == "/welcome"
    assert site.owner().get("/").status_code == 200
    assert browser.get("/").headers["location"] == "/sign-in"
    assert browser.get("/settings").headers["location"] == "/sign-in?next=/settings"


@pytest.mark.parametrize("address", ["/", "/about", "/sign-in", "/nowhere", "/static/0/desk.css", "/static/0/none.css"])
def test_every_answer_has_the_safe_headers(site: Site, address: str) -> None:
    answer = site.owner().get(address)
    for name, value in HEADERS:
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("address", ["/", "/about", "/settings", "/people", "/sign-in", "/nowhere"])
def test_no_page_holds_what_the_policy_forbids(site: Site, address: str) -> None:
    text = site.owner().get(address).text
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    assert "<script>" not in text
    assert not re.findall(r'(?:src|href|action|content)="(?:https?:)?//', text)


def test_https_is_remembered_where_the_address_says_so(tmp_path) -> None:
    site = Site(tmp_path / "n.db", address="https://news.example.org")
    answer = site.browser().get("/about")
    assert "max-age" in answer.headers["strict-transport-security"]
    cookies = answer.headers.get_list("set-cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie


def test_the_same_view_comes_as_json(site: Site) -> None:
    owner = site.owner()
    answer = owner.get("/people.json")
    assert answer.headers["content-type"] == "application/json"
    assert [one["name"] for one in answer.json()["people"]] == ["Ana"]
    assert "password" not in answer.text
    assert "argon2" not in answer.text
    assert owner.get("/index.json").json().keys() >= {"cards"}
    assert owner.get("/nowhere.json").json()["fault"] == "Nothing here"
    assert site.browser().get("/people.json").status_code == 401


def test_a_file_has_an_address_that_changes_with_its_bytes(site: Site) -> None:
    browser = site.browser()
    for name, asset in assets().items():
        answer = browser.get(static(name))
        assert answer.content == asset.body
        assert "immutable" in answer.headers["cache-control"]
    assert "immutable" not in browser.get("/static/000/desk.css").headers["cache-control"]
    for odd in ("/static/x/../../door.py", "/static/x/%2e%2e/door.py", "/static/x//etc/passwd", "/static/x/README.md"):
        assert browser.get(odd).status_code == 404


def test_what_a_browser_has_is_not_sent_again(site: Site) -> None:
    owner = site.owner()
    owner.get("/about")  # the notice of the welcome is shown once
    first = owner.get("/about")
    again = owner.get("/about", if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert not again.content
    assert "private" in first.headers["cache-control"]
    other = site.reader()
    other.get("/about")
    assert other.get("/about", if_none_match=first.headers["etag"]).status_code == 200


def test_long_answers_are_packed_for_those_who_can_unpack(site: Site) -> None:
    owner = site.owner()
    packed = owner.client.stream("GET", "/about", headers={"accept-encoding": "gzip"})
    with packed as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert b"<h1>" in gzip.decompress(raw)
    assert "content-encoding" not in owner.get("/about", accept_encoding="identity").headers


def test_head_answers_like_get_without_a_body(site: Site) -> None:
    answer = site.owner().client.head("/about")
    assert answer.status_code == 200
    assert not answer.content


def test_faults_are_plain_pages_without_a_traceback(site: Site) -> None:
    router = APIRouter()

    @router.get("/broken")
    def broken(request: Request) -> None:
        raise ZeroDivisionError("a secret of the machine")

    site.app._app.include_router(router)
    owner = site.owner()
    answer = owner.get("/broken")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "secret of the machine" not in answer.text
    assert "Something went wrong here" in answer.text
    assert answer.headers["content-security-policy"]
    assert "There is no page at this address" in owner.get("/nowhere").text
    assert owner.get("/nowhere").status_code == 404
    assert owner.client.put("/about").status_code in (403, 405)


def test_what_is_too_large_is_refused_unread(site: Site) -> None:
    owner = site.owner()
    assert owner.client.post("/look", headers={"content-length": "99000000"}, content=b"x").status_code == 413
    long = owner.send("/settings/account", name="x" * 6000)
    assert long.status_code == 400


def test_views_become_json_without_secrets(site: Site) -> None:
    site.owner()
    account = site.desk.accounts.people()[0]
    assert account.password
    told = json.loads(json.dumps({"who": account, "which": {3}}, default=render.plain))
    assert told == {"who": {"id": account.id, "name": "Ana", "role": "owner"}, "which": [3]}


def test_a_stamp_answers_before_anything_is_rendered(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    router = APIRouter()

    @router.get("/stamped/{stamp}")
    def stamped(request: Request, stamp: str):
        return render.show(request, "about.html", {"keys_on": True}, stamp=stamp)

    site.app._app.include_router(router)
    owner = site.owner()
    owner.get("/about")
    mark = owner.get("/stamped/1").headers["etag"]
    assert owner.get("/stamped/1", if_none_match=mark).status_code == 304
    assert owner.get("/stamped/2", if_none_match=mark).status_code == 200
    assert owner.get("/stamped/1.json", if_none_match=mark).status_code == 200
    owner.send("/look", look="dark")
    assert owner.get("/stamped/1", if_none_match=mark).status_code == 200


def test_the_look_is_kept_in_a_cookie(site: Site) -> None:
    browser: Browser = site.owner()
    assert 'data-look="auto"' in browser.get("/about").text
    browser.send("/look", look="dark", back="/about")
    assert 'data-look="dark"' in browser.get("/about").text
    browser.send("/look", look="<script>")
    assert 'data-look="dark"' in browser.get("/about").text
    assert "keys.js" in browser.get("/about").text
    browser.send("/look", keys="off")
    assert "keys.js" not in browser.get("/about").text

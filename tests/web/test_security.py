"""Tries of others: foreign forms, foreign names, borrowed sessions, guessed passwords, redirects elsewhere."""

from __future__ import annotations

import re

import pytest
from starlette.routing import compile_path

from dateline.desk.account_rules import is_loopback
from dateline.desk.settings import BadSettings, settings_from
from dateline.web.door import UNSAFE, host_of
from dateline.web.guards import local
from web.visits import PASSWORD, Site


def unsafe_addresses(site: Site) -> list[tuple[str, str]]:
    """Every address that changes something, with made-up values, but for those of other programs."""
    found = []
    for route in site.app._app.state.routes:
        path = getattr(route, "path", "")
        for method in sorted((getattr(route, "methods", None) or set()) & UNSAFE):
            if not path.startswith("/api/"):
                assert compile_path(path)
                found.append((method, re.sub(r"\{[^}]*\}", "1", path)))
    return found


def test_no_form_is_taken_without_its_word(site: Site) -> None:
    owner = site.owner()
    addresses = unsafe_addresses(site)
    assert len(addresses) > 8
    for method, address in addresses:
        assert owner.client.request(method, address).status_code == 403, address
        wrong = owner.client.request(method, address, data={"csrf": "0" * 64})
        assert wrong.status_code == 403, address
        assert "load the page again" in wrong.text.lower()


def test_a_word_of_another_browser_is_worth_nothing(site: Site) -> None:
    owner, reader = site.owner(), site.reader()
    word = reader.word()
    refused = owner.client.post("/look", data={"csrf": word, "look": "dark"})
    assert refused.status_code == 403
    assert owner.client.post("/look", data={"csrf": owner.word(), "look": "dark"}).status_code == 303
    assert owner.client.post("/look", data={"look": "dark"}, headers={"x-csrf": owner.word()}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8000.evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_from_another_site_is_refused_even_with_the_right_word(site: Site, headers: dict[str, str]) -> None:
    owner = site.owner()
    assert owner.send("/look", look="dark", headers=headers).status_code == 403


def test_a_form_from_our_own_page_is_taken(site: Site) -> None:
    owner = site.owner()
    for headers in ({"origin": "http://127.0.0.1:8000"}, {"sec-fetch-site": "same-origin"}, {}):
        assert owner.send("/look", look="dark", headers=headers).status_code == 303


def test_a_session_planted_beforehand_is_not_signed_in(site: Site) -> None:
    site.owner()
    victim, attacker = site.browser(), site.browser()
    attacker.send("/sign-in", name="Ana", password=PASSWORD)
    planted = "planted-by-somebody-else"
    victim.client.cookies.set("dateline_session", planted, domain="127.0.0.1")
    done = victim.send("/sign-in", page="/sign-in", name="Ana", password=PASSWORD)
    assert done.status_code == 303
    assert victim.client.cookies["dateline_session"] != planted
    watcher = site.browser()
    watcher.client.cookies.set("dateline_session", planted, domain="127.0.0.1")
    assert watcher.get("/settings").status_code == 303


def test_signing_in_ends_the_session_that_the_browser_came_with(site: Site) -> None:
    owner = site.owner()
    before = owner.client.cookies["dateline_session"]
    owner.send("/sign-in", name="Ana", password=PASSWORD)
    assert owner.client.cookies["dateline_session"] != before
    thief = site.browser()
    thief.client.cookies.set("dateline_session", before, domain="127.0.0.1")
    assert thief.get("/settings").status_code == 303


def test_cookies_are_hidden_from_scripts_and_other_sites(site: Site) -> None:
    site.owner()
    browser = site.browser()
    done = browser.send("/sign-in", name="Ana", password=PASSWORD)
    cookie = next(one for one in done.headers.get_list("set-cookie") if one.startswith("dateline_session="))
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "Path=/" in cookie


def test_guessing_a_password_is_stopped_and_begins_anew_later(site: Site) -> None:
    site.owner()
    guesser = site.browser()
    answers = [guesser.send("/sign-in", page="/about", name="ana ", password=f"guess {n}") for n in range(11)]
    assert [one.status_code for one in answers[:10]] == [400] * 10
    assert answers[10].status_code == 429
    assert int(answers[10].headers["retry-after"]) > 0
    assert guesser.send("/sign-in", page="/about", name="Ana", password=PASSWORD).status_code == 429
    site.clock.pass_by(minutes=20)
    assert guesser.send("/sign-in", page="/about", name="Ana", password=PASSWORD).status_code == 303


def test_guessing_at_many_names_from_one_address_is_stopped(site: Site) -> None:
    site.owner()
    guesser = site.browser()
    codes = [
        guesser.send("/sign-in", page="/about", name=f"name{n}", password="guess guess").status_code for n in range(31)
    ]
    assert codes[:30] == [400] * 30
    assert codes[30] == 429


def test_a_wrong_name_and_a_wrong_password_read_alike(site: Site) -> None:
    site.owner()
    browser = site.browser()
    texts = []
    for name in ("Ana", "Nobody"):
        text = browser.send("/sign-in", page="/about", name=name, password="not the password").text
        texts.append(re.sub(r"Ana|Nobody|[0-9a-f]{64}", "", text))
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "localhost.evil.example"]
)
def test_another_name_pointed_at_this_machine_is_sent_away(site: Site, host: str) -> None:
    for path in ("/", "/welcome", "/static/0/desk.css", "/index.json"):
        assert site.browser().get(path, host=host).status_code == 421


def test_single_user_mode_needs_no_sign_in_but_minds_the_host_and_forms(tmp_path) -> None:
    site = Site(tmp_path / "n.db", single_user=True)
    browser = site.browser()
    assert browser.get("/").status_code == 200
    assert browser.get("/settings").status_code == 200
    assert browser.get("/", host="evil.example").status_code == 421
    assert browser.get("/", host="[::1]:8000").status_code == 200
    assert browser.client.post("/settings/keys", data={"purpose": "feed", "name": "x"}).status_code == 403
    assert browser.send("/settings/keys", purpose="feed", name="x").status_code == 200
    foreign = browser.send("/settings/keys", purpose="feed", name="x", headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert browser.send("/settings/close").status_code == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "news.example.org"])
def test_single_user_mode_is_refused_where_others_can_come_in(host: str) -> None:
    with pytest.raises(BadSettings, match="no sign-in"):
        settings_from(None, single_user=True, host=host)
    assert settings_from(None, single_user=True, host="localhost").single_user
    with pytest.raises(BadSettings, match="outside"):
        settings_from(None, single_user=True, address="https://news.example.org")


def test_on_the_network_the_first_visitor_needs_the_set_up_word(tmp_path) -> None:
    site = Site(tmp_path / "n.db", host="0.0.0.0")
    word = site.desk.accounts.setup_word
    assert word
    browser = site.browser()
    assert "Set-up word" in browser.get("/welcome").text
    told = {"name": "Eve", "password": PASSWORD, "again": PASSWORD}
    assert browser.send("/welcome", **told).status_code == 400
    assert browser.send("/welcome", word="abcd", **told).status_code == 400
    assert browser.get("/", host="192.168.1.4:8000").status_code == 303
    assert browser.send("/welcome", word=f" {word.upper()} ", **told).status_code == 303
    assert word not in browser.get("/about").text


def test_nobody_is_led_to_another_site(site: Site) -> None:
    site.owner()
    for aim in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"):
        browser = site.browser()
        assert browser.send("/sign-in", name="Ana", password=PASSWORD, next=aim).headers["location"] == "/"
    browser = site.browser()
    assert (
        browser.send("/sign-in", name="Ana", password=PASSWORD, next="/settings?x=1").headers["location"]
        == "/settings?x=1"
    )
    assert local("/a b") == "/a%20b"


def test_words_typed_into_forms_are_shown_as_words(site: Site) -> None:
    owner = site.owner()
    nasty = "<img src=x onerror=alert(1)>"
    owner.send("/settings/account", name=nasty)
    for address in ("/settings", "/people", "/about", "/nowhere"):
        text = owner.get(address).text
        assert "<img src=x" not in text
        assert "&lt;img" in text
    text = site.browser().send("/sign-in", page="/sign-in", name=nasty, password="x").text
    assert "<img src=x" not in text
    assert "<img src=x" not in owner.get(f"/{nasty}").text


def test_hosts_are_read_as_browsers_write_them() -> None:
    assert host_of("[::1]:8000") == "::1"
    assert host_of("LocalHost:80") == "localhost"
    assert host_of("localhost.") == "localhost"
    assert [
        is_loopback(one) for one in ("127.8.9.1", "[::1]", "::ffff:10.0.0.1", "0.0.0.0", "localhost.evil.example")
    ] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_pages_of_the_owner_are_closed_to_readers(site: Site) -> None:
    site.owner()
    reader = site.reader()
    assert reader.get("/people").status_code == 403
    assert reader.send("/people/invite", role="owner").status_code == 403
    assert reader.send("/people/1", role="reader").status_code == 403
    assert reader.send("/people/invitations/1").status_code == 403
    assert 'href="/people"' not in reader.get("/about").text

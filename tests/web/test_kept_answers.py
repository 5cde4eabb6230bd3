"""A page that was kept is the one that would be made now, for this reader and this browser."""

from __future__ import annotations

import gzip
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from dateline.desk import kept_pages
from dateline.serve.packing import Part, gzipped, part_of
from dateline.shelving import shelve
from dateline.web import render
from dateline.web.kept_answers import KeptAnswers, filled, filled_text, hole, in_pieces
from web.visits import PASSWORD, Browser, Site

WORD = re.compile(r'name="csrf" value="([^"]+)"')


def first_story(site: Site) -> str:
    return site.desk.library.listed(limit=1)[0].story_id


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were rendered as pages, in order."""
    found: list[str] = []
    pieces = render.in_pieces

    def counted(page: str, ready: dict[str, Part]) -> object:
        found.append(page)
        return pieces(page, ready)

    monkeypatch.setattr(render, "in_pieces", counted)
    return found


def owner_of(site: Site) -> Browser:
    """The owner, who has been told already what was to be told at first."""
    made = site.owner()
    made.get("/about")
    return made


def without_words(page: str) -> str:
    return WORD.sub("", page)


def test_a_story_is_made_once_and_every_browser_gets_its_own_word(newsdesk: Site, made: list[str]) -> None:
    owner, story = owner_of(newsdesk), f"/story/{first_story(newsdesk)}"
    other = newsdesk.browser()
    other.send("/sign-in", name="Ana", password=PASSWORD)
    other.get("/about")
    first = owner.get(story).text
    again, elsewhere = owner.get(story).text, other.get(story).text
    assert len(made) == 1
    assert first == again
    assert len(set(WORD.findall(first))) == len(set(WORD.findall(elsewhere))) == 1
    assert set(WORD.findall(first)) != set(WORD.findall(elsewhere))
    assert without_words(first) == without_words(elsewhere)
    assert not re.search(r"\[[0-9a-f]{32}:", first + elsewhere)
    assert other.send("/wish", page=story, save=first_story(newsdesk)).status_code == 303
    plain = owner.client.get(story, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert without_words(plain.text).count("<form") == without_words(first).count("<form")


def test_nobody_is_shown_the_page_of_another(newsdesk: Site) -> None:
    owner, story = owner_of(newsdesk), f"/story/{first_story(newsdesk)}"
    reader = newsdesk.reader()
    reader.get("/about")
    assert f"{story}/correct" in owner.get(story).text
    assert f"{story}/correct" not in reader.get(story).text
    owner.send("/wish", save=first_story(newsdesk))
    assert ">Saved</button>" in owner.get(story).text
    assert ">Saved</button>" not in reader.get(story).text
    assert "Account of Ben" in reader.get("/").text
    assert "Account of Ana" in owner.get("/").text
    assert newsdesk.browser().get(story).status_code == 303


@pytest.mark.parametrize(
    ("wish", "undone", "shown"),
    [
        ("save", "unsave", ">Saved</button>"),
        ("follow", "unfollow", ">Following</button>"),
        ("ever", None, ">Muted</button>"),
    ],
)
def test_what_a_reader_does_shows_at_once(newsdesk: Site, wish: str, undone: str | None, shown: str) -> None:
    owner, name = owner_of(newsdesk), first_story(newsdesk)
    wished: dict[str, Any] = {wish: name}
    for _ in range(2):
        assert shown not in owner.get(f"/story/{name}").text
        owner.send("/wish", **wished)
        assert 'class="notice"' in owner.get(f"/story/{name}").text
        assert shown in owner.get(f"/story/{name}").text
        if undone is None:
            owner.send("/unmute", target="story", key=name, name="x")
        else:
            taken_back: dict[str, Any] = {undone: name}
            owner.send("/wish", **taken_back)
        assert 'class="notice"' in owner.get(f"/story/{name}").text


def test_a_mute_that_ends_and_a_comment_that_comes_show(newsdesk: Site) -> None:
    owner, name = owner_of(newsdesk), first_story(newsdesk)
    owner.send("/wish", tomorrow=name)
    owner.get("/")
    assert ">Muted</button>" in owner.get(f"/story/{name}").text
    newsdesk.clock.pass_by(days=2)
    assert ">Muted</button>" not in owner.get(f"/story/{name}").text
    assert "Was it so?" not in owner.get(f"/story/{name}").text
    owner.send(f"/story/{name}/comments", text="Was it so?")
    assert "Was it so?" in owner.get(f"/story/{name}").text


def test_a_story_that_changed_is_made_anew(newsdesk: Site, made: list[str]) -> None:
    owner, name = owner_of(newsdesk), first_story(newsdesk)
    owner.get(f"/story/{name}")
    store = newsdesk.desk.context.store
    with store.view() as view:
        found = view.story(name)
    assert found is not None
    with store.writer() as writer:
        writer.save_stories([(found[0], replace(found[1], headline="Quite another headline"))], gone=())
    shelve(store)
    assert "Quite another headline" in owner.get(f"/story/{name}").text
    assert len(made) == 2


def test_the_look_and_the_keys_are_of_each_page(newsdesk: Site) -> None:
    owner, name = owner_of(newsdesk), first_story(newsdesk)
    assert 'data-look="auto"' in owner.get(f"/story/{name}").text
    owner.send("/look", look="dark", back="/")
    assert 'data-look="dark"' in owner.get(f"/story/{name}").text
    assert 'data-look="dark"' in owner.get("/").text


def test_opening_a_story_is_noted_though_its_page_was_kept(newsdesk: Site) -> None:
    owner, name = owner_of(newsdesk), first_story(newsdesk)
    me = newsdesk.desk.accounts.people()[0].id

    def opens(browser: Browser) -> int:
        assert browser.get(f"/story/{name}").status_code == 200
        assert newsdesk.desk.later.settle(5)
        return newsdesk.desk.audience.states(me, [name])[name].opens

    assert opens(owner) == 1
    assert opens(owner) == 1, "a moment later, with nothing new"
    newsdesk.clock.pass_by(minutes=6)
    assert opens(owner) == 2
    newsdesk.desk.audience.mark_read(me, [name], read=False)
    assert opens(owner) == 3, "it counted as unread"


def test_a_kept_front_page_tells_what_was_opened(newsdesk: Site, made: list[str]) -> None:
    owner, name = owner_of(newsdesk), first_story(newsdesk)
    first = owner.get("/").text
    assert owner.get("/").text == first
    assert len(made) == 1
    owner.get(f"/story/{name}")
    assert newsdesk.desk.later.settle(5)
    assert 'class="card read"' not in first
    assert 'class="card read"' in owner.get("/").text


def test_a_browser_that_has_the_page_is_told_so(newsdesk: Site) -> None:
    owner, name = owner_of(newsdesk), first_story(newsdesk)
    mark = owner.get(f"/story/{name}").headers["etag"]
    assert owner.get(f"/story/{name}", if_none_match=mark).status_code == 304
    owner.send("/wish", save=name)
    owner.get("/")
    assert owner.get(f"/story/{name}", if_none_match=mark).status_code == 200


def test_a_search_is_kept_until_reports_or_saved_searches_come(newsdesk: Site, made: list[str]) -> None:
    owner = owner_of(newsdesk)
    first = owner.get("/search?q=earthquake").text
    assert owner.get("/search?q=earthquake").text == first
    assert owner.get("/search?q=earthquake&order=newest").text != first
    assert len(made) == 2
    owner.send("/searches", name="Shaking ground", q="earthquake")
    owner.get("/about")
    assert "Shaking ground" in owner.get("/search?q=earthquake").text
    store, name = newsdesk.desk.context.store, first_story(newsdesk)
    with store.view() as view:
        found = view.story(name)
    assert found is not None
    with store.writer() as writer:
        writer.save_stories([(found[0], replace(found[1], headline="Quite another headline"))], gone=())
    shelve(store)
    assert "Quite another headline" in owner.get("/search?q=earthquake").text
    with store.writer() as writer:
        writer.forget_reading(found[0].article_ids)
    assert all(f"/article/{one}" not in owner.get("/search?q=earthquake").text for one in found[0].article_ids)


def test_pieces_hold_what_is_ready_and_leave_holes() -> None:
    pieces = in_pieces(f"a {hole('own')} b {hole('part')} c", {"part": part_of(b"ready")})
    assert gzip.decompress(gzipped(filled(pieces, "w"))) == b"a w b ready c"
    assert filled_text(f"a {hole('own')}", "w") == "a w"


def test_what_nobody_asked_for_longest_goes_first() -> None:
    kept = KeptAnswers(room=1600)
    for name in ("one", "two", "three", "four"):
        kept.keep(name, in_pieces(name, {}))
        kept.get("one")
        kept.keep(name, in_pieces(name, {}))
    assert kept.get("one")
    assert not kept.get("two")
    assert kept.get("four")


def test_a_page_that_many_ask_for_at_a_time_is_made_once(
    newsdesk: Site, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, story = owner_of(newsdesk), f"/story/{first_story(newsdesk)}"
    owner.get(story)
    made.clear()
    none_yet = KeptAnswers()
    monkeypatch.setattr(render, "_answers", lambda request: none_yet)
    pieces, both_here = render.in_pieces, threading.Barrier(3)

    def slowly(page: str, ready: dict[str, Part]) -> object:
        time.sleep(0.05)
        return pieces(page, ready)

    monkeypatch.setattr(render, "in_pieces", slowly)

    def ask(_: int) -> str:
        both_here.wait(20)
        return owner.get(story).text

    with ThreadPoolExecutor(3) as threads:
        pages = list(threads.map(ask, range(3)))
    assert len(made) == 1
    assert len(set(pages)) == 1


def test_a_long_story_that_changed_a_moment_ago_says_so_and_does_not_count_as_read(
    newsdesk: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, story_id = owner_of(newsdesk), first_story(newsdesk)
    story, lags = f"/story/{story_id}", "is being worked into this page"
    assert lags not in owner.get(story).text
    monkeypatch.setattr(kept_pages, "LARGE", 1)
    store, later = newsdesk.desk.context.store, newsdesk.desk.later
    assert later.settle(20)
    newsdesk.clock.pass_by(minutes=60)
    with store.view() as view:
        found = view.story(story_id)
        before = view.audience.state(1, story_id).looked_at
    assert found is not None
    with store.writer() as writer:
        writer.save_stories([(found[0], replace(found[1], headline="Put otherwise"))], gone=())
    shelve(store)
    wait = threading.Event()
    later.do(lambda: wait.wait(20) and None)
    page = owner.get(story)
    assert lags in page.text
    assert page.headers["cache-control"] == "no-store"
    wait.set()
    assert later.settle(20)
    with store.view() as view:
        assert view.audience.state(1, story_id).looked_at == before
    fresh = owner.get(story).text
    assert lags not in fresh
    assert later.settle(20)
    with store.view() as view:
        assert view.audience.state(1, story_id).looked_at != before

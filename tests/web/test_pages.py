"""The pages of the desk: what they show, what their forms do, that each is sound and has its JSON."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.collect.opml import read_opml
from web.markup import Markup
from web.visits import PASSWORD, Browser, Site

OPML = b"""<opml version="2.0"><body><outline text="World"><outline text="Asia">
<outline text="Steppe" xmlUrl="http://feeds.example/steppe.xml"/></outline>
<outline text="Harbour" xmlUrl="http://feeds.example/harbour.xml"/></outline>
<outline text="Odd" xmlUrl="ftp://feeds.example/odd.xml"/></body></opml>"""


def widest(browser: Browser) -> str:
    """The story of most reports."""
    cards = browser.get("/widest.json").json()["cards"]
    return str(max(cards, key=lambda one: one["card"]["reports"])["card"]["story_id"])


def report_of(browser: Browser, story: str) -> str:
    return str(browser.get(f"/story/{story}.json").json()["articles"][0]["id"])


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/newest",
        "/widest",
        "/saved",
        "/following",
        "/taste",
        "/settings",
        "/people",
        "/sources",
        "/failures",
        "/about",
        "/notes",
        "/corrections",
        "/story/STORY",
        "/story/STORY/why",
        "/article/REPORT",
        "/article/REPORT/versions",
    ],
)
def test_every_page_is_sound_and_has_its_json(newsdesk: Site, page: str) -> None:
    owner = newsdesk.owner()
    story = widest(owner)
    address = page.replace("STORY", story).replace("REPORT", report_of(owner, story))
    answer = owner.get(address)
    assert answer.status_code == 200, answer.text
    assert not Markup(answer.text).faults()
    shown = re.search(r'href="([^"]+)">This page as JSON', answer.text)
    assert shown
    twin = owner.get(shown[1])
    assert twin.headers["content-type"] == "application/json"
    assert isinstance(twin.json(), dict)
    assert "argon2" not in twin.text


@pytest.mark.parametrize("page", ["/welcome", "/sign-in", "/about", "/nowhere"])
def test_pages_before_signing_in_are_sound(site: Site, page: str) -> None:
    if page == "/sign-in":
        site.owner()
    assert not Markup(site.browser().get(page).text).faults()


def test_a_new_desk_says_how_to_begin(site: Site) -> None:
    owner = site.owner()
    text = owner.get("/").text
    assert "Where shall the news come from?" in text
    assert not Markup(text).faults()
    assert owner.send("/sources/pack").status_code == 303
    assert "on their way" in owner.get("/").text
    assert "collecting switched off" in owner.get("/").text
    assert "has not added sources" not in text
    reader = site.reader()
    assert reader.send("/sources/pack").status_code == 403


def test_a_card_says_why_it_is_there_and_why_not(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    story = widest(owner)
    text = owner.get("/").text
    assert f'href="/story/{story}"' in text
    assert "Why here" in text
    reasons = next(one for one in owner.get("/index.json").json()["cards"] if one["card"]["story_id"] == story)[
        "reasons"
    ]
    assert reasons
    assert all(one["words"] for one in reasons)
    assert "Together" in owner.get(f"/story/{story}/why").text
    owner.send("/wish", tomorrow=story)
    assert "You muted" in owner.get(f"/story/{story}/why").text
    assert "not on your front page" in owner.get(f"/story/{story}/why").text
    assert owner.get("/story/s-unknown/why").status_code == 200


def test_following_somebody_changes_the_front_page_and_its_reasons(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    story = widest(owner)
    card = owner.get(f"/story/{story}.json").json()["card"]
    place = next(one for one in card["keys"] if one["kind"] == "place")
    before = owner.get("/index.json").json()
    done = owner.send("/follow", target="place", key=place["key"], name=place["name"], back=f"/story/{story}")
    assert done.headers["location"] == f"/story/{story}"
    after = owner.get("/index.json").json()
    assert after["cards"][0]["score"] > before["cards"][0]["score"]
    assert any("follow" in one["words"] for one in after["cards"][0]["reasons"])
    assert place["name"] in owner.get("/following").text
    owner.send("/unfollow", target="place", key=place["key"])
    assert owner.get("/following.json").json()["follows"] == []
    assert owner.send("/follow", target="planet", key="x").status_code == 400


def test_muting_until_tomorrow_ends_tomorrow(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    story = widest(owner)

    def shown() -> bool:
        return any(one["card"]["story_id"] == story for one in owner.get("/index.json").json()["cards"])

    assert shown()
    owner.send("/wish", tomorrow=story)
    assert not shown()
    assert "until" in owner.get("/following").text
    newsdesk.clock.pass_by(hours=16)
    assert shown()
    owner.send("/mute", target="story", key=story, until="ever")
    newsdesk.clock.pass_by(days=20)
    assert not shown()
    owner.send("/unmute", target="story", key=story)
    assert owner.get("/following.json").json()["mutes"] == []


def test_saving_keeps_a_story(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    story = widest(owner)
    owner.send("/wish", save=story)
    newsdesk.desk.later.settle(5)
    assert f"/story/{story}" in owner.get("/saved").text
    owner.send("/wish", unsave=story)
    newsdesk.desk.later.settle(5)
    assert f"/story/{story}" not in owner.get("/saved").text
    assert owner.send("/wish", save="s-unknown").status_code == 404
    assert owner.send("/wish").status_code == 400


def test_a_story_page_holds_the_story_the_conversation_and_the_deeds(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    story = widest(owner)
    text = owner.get(f"/story/{story}").text
    assert 'class="story"' in text
    assert "Who tells what" in text
    assert "Conversation" in text
    assert f'href="/article/{report_of(owner, story)}"' in text
    assert f'href="/story/{story}/correct"' in text
    assert "/correct" not in newsdesk.reader().get(f"/story/{story}").text
    record = owner.get(f"/story/{story}.json").json()["record"]
    assert record["stories"][0]["id"] == story
    assert owner.get("/story/s-unknown").status_code == 404
    assert owner.get("/story/s-unknown.json").status_code == 404
    newsdesk.desk.later.settle(5)
    newsdesk.clock.pass_by(hours=1)
    again = owner.get(f"/story/{story}").text
    assert "New since you looked" not in again  # nothing came in since


def test_what_is_new_since_one_looked_stands_on_top(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    story = widest(owner)
    newsdesk.clock.time = newsdesk.clock.time.replace(year=2001)
    owner.send("/sign-in", name="Ana", password=PASSWORD)
    assert "New since you looked" not in owner.get(f"/story/{story}").text
    newsdesk.desk.later.settle(5)
    assert "New since you looked" in owner.get(f"/story/{story}").text


def test_a_report_shows_what_was_read_and_marks_passages_talked_about(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    story = widest(owner)
    report = report_of(owner, story)
    told = owner.get(f"/article/{report}.json").json()
    words = told["article"]["text"][:24].strip()
    assert "<mark" in owner.get(f"/article/{report}").text
    owner.send(f"/article/{report}/notes", exact=words, text="look again", back=f"/article/{report}")
    text = owner.get(f"/article/{report}").text
    assert "look again" in text
    assert 'id="n1"' in text
    assert "look again" not in newsdesk.reader().get(f"/article/{report}").text
    owner.send(f"/story/{story}/comments", text="Where?", article=report, exact=words)
    assert re.search(r'id="at\d+"', owner.get(f"/article/{report}").text)
    assert owner.get("/article/a-unknown").status_code == 404


def test_lists_of_feeds_go_in_and_out(site: Site) -> None:
    owner = site.owner()
    done = owner.client.post(
        "/sources/opml", data={"csrf": owner.word()}, files={"opml": ("feeds.opml", OPML, "text/x-opml")}
    )
    assert done.status_code == 200
    assert "2 feeds added" in done.text
    assert "ftp://feeds.example/odd.xml" in done.text
    assert not Markup(done.text).faults()
    text = owner.get("/sources").text
    assert "World/Asia" in text
    assert "Not visited yet" in text
    out = owner.get("/sources/feeds.opml")
    assert "attachment" in out.headers["content-disposition"]
    listed = {(one.address, one.folder) for one in read_opml(out.content)}
    assert listed == {("http://feeds.example/steppe.xml", "World/Asia"), ("http://feeds.example/harbour.xml", "World")}
    broken = owner.client.post("/sources/opml", data={"csrf": owner.word()}, files={"opml": ("x", b"no", "text/xml")})
    assert broken.status_code == 400
    assert owner.send("/sources/opml").status_code == 400


def test_sources_are_added_changed_and_removed_by_editors(site: Site, tmp_path: Path) -> None:
    owner = site.owner()
    reader, editor = site.reader(), site.reader("editor", "Ed")
    told = {"address": "http://feeds.example/a.xml", "kind": "feed", "folder": "World"}
    assert reader.send("/sources", **told).status_code == 403
    assert "Add" not in Markup(reader.get("/sources").text).words.split("Sources")[-1][:400]
    assert editor.send("/sources", **told).status_code == 303
    again = editor.send("/sources", **told)
    assert again.status_code == 400
    assert "there already" in again.text
    for page in ("/sources/1", "/sources"):
        assert not Markup(editor.get(page).text).faults()
    editor.send("/sources/1", act="keep", title="Alpha", folder="Asia")
    assert "Alpha" in editor.get("/sources").text
    editor.send("/sources/1", act="pause")
    assert "Paused" in editor.get("/sources").text
    assert reader.send("/sources/1", act="remove").status_code == 403
    editor.send("/sources/1", act="remove")
    assert editor.get("/sources/1").status_code == 404
    assert editor.send("/sources/1", act="pause").status_code == 400
    assert editor.send("/sources/1", act="explode").status_code == 400
    place = {"address": str(tmp_path), "kind": "folder"}
    assert editor.send("/sources", **place).status_code == 403
    assert owner.send("/sources", **place).status_code == 303
    assert owner.send("/sources", address="/nowhere/at/all", kind="file").status_code == 400
    assert owner.send("/sources", address="javascript:alert(1)", kind="feed").status_code == 400


def test_what_failed_is_told_with_the_reason(site: Site) -> None:
    from dateline.model.article import Failure

    with site.desk.context.store.writer() as writer:
        writer.save_failure(Failure("one <b>bold</b>.html", "read", "the page holds no text", None, True))
    text = site.owner().get("/failures").text
    assert "The page holds no text" in text
    assert "one &lt;b&gt;bold" in text


def test_the_settings_do_what_they_say(site: Site) -> None:
    owner = site.owner()
    other = site.browser()
    other.send("/sign-in", name="Ana", password=PASSWORD)
    assert owner.get("/settings").text.count("Sign out<span") == 1
    owner.send("/settings/sessions")
    assert other.get("/settings").status_code == 303
    assert owner.send("/settings/account", name="", email="x").status_code == 400
    assert owner.send("/settings/account", name="Ana R.", email="ana@example.org").status_code == 303
    assert "ana@example.org" in owner.get("/settings").text
    made = owner.send("/settings/keys", purpose="reader", name="phone")
    key = re.search(r'id="new-key">(reader-[\w-]+)<', made.text)
    assert key
    assert key[1] not in owner.get("/settings").text
    assert site.desk.accounts.by_token(key[1], purpose="reader")
    owner.send("/settings/keys/1")
    assert site.desk.accounts.by_token(key[1], purpose="reader") is None
    assert owner.send("/settings/keys", purpose="everything", name="x").status_code == 400
    short = owner.send("/settings/password", old=PASSWORD, password="short", again="short")
    assert short.status_code == 400
    new = "another quiet harbour"
    before = owner.client.cookies["dateline_session"]
    assert owner.send("/settings/password", old=PASSWORD, password=new, again=new).status_code == 303
    assert owner.client.cookies["dateline_session"] != before
    assert owner.get("/settings").status_code == 200
    told = owner.get("/settings/everything")
    assert "attachment" in told.headers["content-disposition"]
    assert told.json()["account"]["name"] == "Ana R."
    assert "no-store" in told.headers["cache-control"]


def test_leaving_ends_everything(site: Site) -> None:
    owner, reader = site.owner(), site.reader()
    assert owner.send("/settings/close", password=PASSWORD).status_code == 400
    assert reader.send("/settings/close", password="wrong").status_code == 400
    gone = reader.send("/settings/close", password=PASSWORD)
    assert gone.status_code == 200
    assert "closed" in gone.text
    assert reader.get("/settings").status_code == 303
    assert [one.name for one in site.desk.accounts.people()] == ["Ana"]


def test_people_are_invited_and_given_roles(site: Site) -> None:
    owner = site.owner()
    made = owner.send("/people/invite", role="editor", note="for Ben")
    address = re.search(r"http://127\.0\.0\.1:8000(/invitation/[\w-]+)", made.text)
    assert address
    assert not Markup(made.text).faults()
    assert address[1] not in owner.get("/people").text
    guest = site.browser()
    assert not Markup(guest.get(address[1]).text).faults()
    assert (
        guest.send(address[1], page=address[1], name="Ben", password=PASSWORD, again="other words").status_code == 400
    )
    assert guest.send(address[1], page=address[1], name="Ben", password=PASSWORD, again=PASSWORD).status_code == 303
    assert guest.get(address[1]).status_code == 404
    ben = site.desk.accounts.people()[1]
    assert ben.role == "editor"
    owner.send(f"/people/{ben.id}", role="reader")
    assert site.desk.accounts.people()[1].role == "reader"
    assert owner.send(f"/people/{ben.id}", role="king").status_code == 400


def test_a_public_desk_can_be_read_without_an_account(read_archive: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copy(read_archive, tmp_path / "news.db")
    site = Site(tmp_path / "news.db", public=True)
    owner, guest = site.owner(), site.browser()
    story = widest(owner)
    for page in ("/", f"/story/{story}", f"/article/{report_of(owner, story)}"):
        answer = guest.get(page)
        assert answer.status_code == 200
        assert not Markup(answer.text).faults()
        assert 'form="acts"' not in answer.text
    for page in ("/settings", "/sources", "/following", "/failures"):
        assert guest.get(page).status_code == 303
    assert guest.send("/wish", save=story).status_code == 401


def test_the_preferences_of_the_front_page(newsdesk: Site) -> None:
    owner = newsdesk.owner()
    assert owner.send("/taste", diversity="80", taste="yes", zone="Asia/Almaty", page_size="5").status_code == 303
    told = owner.get("/taste.json").json()["preferences"]
    assert (told["diversity"], told["zone"], told["page_size"]) == (0.8, "Asia/Almaty", 5)
    assert owner.send("/taste", zone="Mars/Base").status_code == 400
    assert owner.send("/taste", diversity="much").status_code == 400
    assert owner.send("/taste", forget="yes").status_code == 303


def test_every_address_stands_in_the_docs(site: Site, root: Path) -> None:
    told = "\n".join(one.read_text("utf-8") for one in (root / "docs").glob("*.md"))
    for route in site.app._app.state.routes:
        if "GET" in route.methods and not route.path.startswith(("/api/", "/feeds/")):
            address = re.sub(r"\{[^}]*\}", "ID", route.path)
            if address.endswith(".svg"):
                continue
            assert f"`{address}`" in told, f"no page of docs/ tells of {address}"

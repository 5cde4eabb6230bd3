"""The network of a story: the table that tells it without a script, what the drawing is made from, its licences."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from dateline.desk.kept_pages import prepare_pages
from dateline.serve.page import page_version
from dateline.web import beside
from dateline.web.assets import assets
from dateline.web.beside import story_beside, ties_of
from web.archive import archive_site
from web.visits import Browser, Site

NODES = [{"id": "A", "name": "Aland", "acts": 5}, {"id": "n:b/c", "name": "<b>Bee</b>", "acts": 5}]
STATIC = Path(__file__).parents[2] / "src/dateline/web/static"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk with a small archive."""
    return archive_site(tmp_path)


@pytest.fixture
def me(site: Site) -> Browser:
    """The owner's browser."""
    return site.owner()


def story_of(me: Browser, words: str) -> str:
    """The story with these words in its headline."""
    cards = [one["card"] for one in me.get("/newest.json").json()["cards"]]
    return next(one["story_id"] for one in cards if words in one["headline"])


def test_links_are_told_in_words() -> None:
    link = {"from": "A", "to": "n:b/c", "acts": 4, "type": "AID", "goldstein": 7.25}
    made = ties_of({"nodes": NODES, "links": [link, {**link, "type": "ASSAULT", "goldstein": None}]})
    assert made is not None
    first, second = made["links"]
    assert (first["from_name"], first["verb"], first["to_name"]) == ("Aland", "helped", "<b>Bee</b>")
    assert (first["side"], first["side_words"], first["score"]) == ("up", "cooperative", "+7.2")
    assert (second["side"], second["score"]) == ("even", "")
    assert ties_of({"nodes": [], "links": []}) is None


def test_the_table_tells_every_link_without_a_script(me: Browser) -> None:
    story = story_of(me, "flour")
    page, twin = me.get(f"/story/{story}/network"), me.get(f"/story/{story}/network.json").json()
    assert page.status_code == 200
    links = twin["network"]["links"]
    assert links
    rows = re.findall(r'<tr data-from="([^"]+)" data-to="([^"]+)" data-acts="(\d+)" data-side="(\w+)"', page.text)
    assert [(unescape(who), unescape(whom), int(acts)) for who, whom, acts, _ in rows] == [
        (one["from"], one["to"], one["acts"]) for one in links
    ]
    for one in links:
        assert me.get(f"/actor/{one['from']}").status_code == 200
    assert {"cooperative", "conflictual"} <= set(re.findall(r"cooperative|conflictual", page.text))
    assert " style=" not in page.text
    assert me.get("/story/none/network").status_code == 404


def test_a_story_shows_its_map_and_network_between_story_and_talk(site: Site, me: Browser) -> None:
    story = story_of(me, "flour")
    text = me.get(f"/story/{story}").text
    assert text.index('class="story"') < text.index("data-map") < text.index("data-network")
    assert text.index("data-network") < text.index('class="aside-talk"')
    assert "Tigris" in text[text.index("data-map") : text.index("data-network")] or "Baghdad" in text
    assert " style=" not in text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    stands = story_beside()
    network = site.desk.library.network(story)
    assert network
    assert stands.render(story, site.desk.library.points([story]), network) in text
    with site.desk.context.store.view() as view:
        revision = view.shelf.revision(story)
        assert view.shelf.page(story, f"{revision}.{page_version()}{stands.version}")


def test_what_stands_beside_a_story_is_made_beforehand(
    site: Site, me: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = story_of(me, "flour")
    while prepare_pages(site.desk.context.store, beside=story_beside()):
        pass
    monkeypatch.setattr(beside, "draw", lambda points: pytest.fail("drawn again"))
    assert "data-network" in me.get(f"/story/{story}").text


def test_a_story_without_dealings_says_so(me: Browser) -> None:
    cards = [one["card"] for one in me.get("/newest.json").json()["cards"]]
    for card in cards:
        links = me.get(f"/story/{card['story_id']}/network.json").json()["network"]["links"]
        page = me.get(f"/story/{card['story_id']}/network").text
        assert ("data-network" in page) == bool(links)
        assert ("No report of this story tells" in page) == (not links)


def test_foreign_files_have_their_licence_and_the_whole_stays_small() -> None:
    told = (STATIC / "README.md").read_text("utf-8")
    for file in (STATIC / "vendor").iterdir():
        assert f"`vendor/{file.name}`" in told
    for name in ("world-atlas", "sigma", "graphology"):
        assert f"## Licence of {name}" in told
    assert sum(len(one.body) for one in assets().values()) < 1_000_000

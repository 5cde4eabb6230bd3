"""Pages of actors, places, topics, outlets, countries and kinds of deeds: what they show, twins, follows, faults."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from dateline.web import deeds, trend
from web.archive import archive_site
from web.visits import Browser, Site

KINDS = ("actor", "place", "outlet", "country", "type")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk with a small archive."""
    return archive_site(tmp_path)


@pytest.fixture
def me(site: Site) -> Browser:
    """The owner's browser."""
    return site.owner()


def first_of(me: Browser, kind: str) -> dict:
    """What most of the newest stories are about, of one kind."""
    return me.get(f"/{'countries' if kind == 'country' else kind + 's'}.json").json()["listed"][0]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_list_and_pages_with_a_twin(me: Browser, kind: str) -> None:
    first = first_of(me, kind)
    listing = me.get("/countries" if kind == "country" else f"/{kind}s")
    assert listing.status_code == 200
    address = re.search(rf'href="(/{kind}/[^"]+)"', listing.text)[1]
    page, twin = me.get(unescape(address)), me.get(f"{unescape(address)}.json").json()
    assert page.status_code == 200, page.text
    assert twin["id"] == first["key"]
    assert twin["story_count"] == first["stories"] > 0
    assert "<h1" in page.text
    for story in twin["stories"]:
        if kind != "outlet" or story["reports"] > 1:
            assert f'href="/story/{story["story_id"]}"' in page.text


@pytest.mark.parametrize("address", ["actor/n:nobody", "place/g:0", "topic/x", "outlet/x", "country/XXX", "type/X"])
def test_what_is_not_there_is_said_in_plain_words(me: Browser, address: str) -> None:
    answer = me.get(f"/{address}")
    assert answer.status_code == 404
    assert "Search for its name" in answer.text
    assert me.get(f"/{address}.json").json()["fault"] == "Nothing here"
    assert me.get(f"/{address}{'x' * 500}").status_code == 404


def test_sayings_tell_whose_words_they_are_in(me: Browser) -> None:
    words = {"direct": "in their own words", "indirect": "told by the report", "mixed": "partly in their own words"}
    met = set()
    for one in me.get("/actors.json").json()["listed"]:
        page, twin = me.get(f"/actor/{one['key']}").text, me.get(f"/actor/{one['key']}.json").json()
        forms = {said["direct"] for said in twin["said"]}
        assert all(f"{words[form]} ·" in page for form in forms)
        met |= forms
    assert met >= {"direct", "indirect"}


def test_a_deed_leads_to_its_exact_words(me: Browser) -> None:
    page, twin = me.get("/actor/IRN"), me.get("/actor/IRN.json").json()
    assert twin["did"]
    links = re.findall(r'href="(/article/[^"?]+)\?at=(\d+)-(\d+)#at(\d+)">([^<]+)</a>', page.text)
    assert links
    told = {one["article_id"]: me.get(f"/article/{one['article_id']}.json").json() for one in twin["did"]}
    for address, start, end, anchor, words in links:
        article = told.get(address.rsplit("/", 1)[1])
        if article is None:
            continue
        exact = article["article"]["text"][int(start) : int(end)]
        assert unescape(words).rstrip(".…") in exact
        assert start == anchor
        shown = me.get(f"{address}?at={start}-{end}").text
        assert f'id="at{start}"' in shown
    assert "accused" in page.text


def test_an_article_bears_odd_passages(me: Browser) -> None:
    article = me.get("/actor/IRN.json").json()["did"][0]["article_id"]
    for odd in ("9999999-99999999", "5-2", "x", "1-2-3", "<script>"):
        answer = me.get(f"/article/{article}?at={odd}")
        assert answer.status_code == 200
        assert 'class="sought"' not in answer.text


def test_following_and_muting_from_a_page(me: Browser) -> None:
    page = me.get("/actor/IRN").text
    assert ">Follow<" in page
    fields = {"target": "actor", "key": "IRN", "name": "Iran", "back": "/actor/IRN"}
    assert me.send("/follow", page="/actor/IRN", **fields).status_code == 303
    assert ">Following<" in me.get("/actor/IRN").text
    assert me.send("/mute", page="/actor/IRN", until="tomorrow", **fields).status_code == 303
    assert ">Muted<" in me.get("/actor/IRN").text
    assert me.get(unescape(re.search(r'href="(/subscribe[^"]+)"', page)[1])).status_code == 200
    country = me.get("/country/IRN").text
    assert 'name="target" value="search"' in country
    assert 'name="key" value="country:IRN"' in country
    assert me.get("/search.json?q=country:IRN").json()["reports"] > 0


def test_names_are_found_by_their_words(me: Browser) -> None:
    found = me.get("/places.json?q=qesh").json()
    assert found["listed"][0]["name"].startswith("Qeshm")
    nothing = me.get("/places?q=zzzzqq").text
    assert "No name here has these words" in nothing


def test_words_of_reports_are_escaped_on_every_page(me: Browser) -> None:
    outlet = next(one for one in me.get("/outlets.json").json()["listed"] if "<img" in one["name"])
    for address in (f"/outlet/{outlet['key']}", "/outlets", "/actor/IRN", "/country/IRN"):
        text = me.get(address).text
        assert "<img" not in text
        assert "<script>" not in text
        assert "<b>Tremor" not in text
        assert " style=" not in text


def outlet_id(me: Browser, name: str) -> str:
    """The id of an outlet, as the list links it."""
    return next(one["key"] for one in me.get("/outlets.json").json()["listed"] if one["name"] == name)


def test_an_outlet_tells_whom_it_copies(site: Site, me: Browser) -> None:
    copied, own = outlet_id(me, "Hill Courier"), outlet_id(me, "Harbour Gazette")
    told = me.get(f"/outlet/{copied}.json").json()["copies"]
    assert told == {"reports": 1, "copied": [[own, "Harbour Gazette", 1]], "copied_by": []}
    assert me.get(f"/outlet/{own}.json").json()["copies"]["copied_by"] == [[copied, "Hill Courier", 1]]
    assert "1 is a copy" in me.get(f"/outlet/{copied}").text
    assert "is known to be a copy" in me.get(f"/outlet/{own}").text
    with site.desk.context.store.view() as view:
        (card,) = view.shelf.cards_about("outlet", copied)
        revision = view.shelf.revision(card.story_id)
    with site.desk.context.store.writer() as writer:
        writer.shelf.put_card(card, (), revision=revision)
    assert me.get(f"/outlet/{copied}.json").json()["copies"]["copied"] == []


def test_an_outlet_tells_who_stands_behind_it_and_how_its_feeds_do(site: Site, me: Browser) -> None:
    site.desk.sources.add("https://www.hillcourier.example/feed.xml", title="The hill")
    address = f"/outlet/{outlet_id(me, 'Hill Courier')}"
    view = me.get(f"{address}.json").json()
    assert [(one["title"], one["state"]) for one in view["feeds"]] == [("The hill", "new")]
    assert view["publisher"] is None
    page = me.get(address).text
    assert "not visited yet" in page
    assert "hillcourier.example" in page
    assert me.get(f"/outlet/{outlet_id(me, 'Harbour Gazette')}.json").json()["feeds"] == []


def test_deeds_of_one_passage_are_joined() -> None:
    act = {
        "article_id": "a",
        "type": "AID",
        "modality": "planned",
        "actor": "X",
        "actor_name": "Exland",
        "recipient": "Y",
        "recipient_name": "Yland",
        "start": 10,
        "end": 40,
        "exact": "Exland will help Yland and Zland",
    }
    lines = deeds.deed_lines([act, {**act, "recipient": None, "recipient_name": "Zland", "end": 50, "exact": "longer"}])
    (line,) = lines
    assert line["recipients"] == {"Yland": "Y", "Zland": None}
    assert (line["end"], line["exact"]) == (50, "longer")
    assert line["verb"] == "to help"
    assert len(deeds.deed_lines([act, {**act, "start": 60, "end": 70}])) == 2
    assert len(deeds.deed_lines([act, {**act, "modality": "denied"}])) == 2


def test_a_trend_draws_cooperation_up_and_conflict_down() -> None:
    weeks = [
        {"week": "2026-01-05", "acts": 2, "goldstein": 5.0},
        {"week": "2026-02-02", "acts": 1, "goldstein": -10.0},
        {"week": "2026-02-09", "acts": 1, "goldstein": None},
        {"week": "2020-01-06", "acts": 9, "goldstein": 1.0},
    ]
    dyad = {"actor": "A", "actor_name": "Aland", "recipient": "B", "recipient_name": "Bland", "acts": 3}
    found = {"dyads": [{**dyad, "goldstein": 0.0, "weeks": weeks}], "dyads_received": []}
    (row,) = trend.dealings(found)
    assert (row["name"], row["back"]) == ("Bland", None)
    up, down = row["towards"]["trend"].bars
    middle = trend.HEIGHT / 2
    assert (up.side, up.y + up.height) == ("up", middle)
    assert (down.side, down.y, down.height) == ("down", middle, middle)
    assert up.x < down.x < trend.WIDTH
    assert "−10.0 in 1 act" in row["towards"]["trend"].alternative


def test_stories_by_day_need_two_days() -> None:
    assert trend.by_day([{"day": "2026-01-01", "stories": 3}]) is None
    chart = trend.by_day(
        [{"day": "2026-01-01", "stories": 1}, {"day": "2026-01-11", "stories": 4}, {"day": "?", "stories": 1}]
    )
    assert chart is not None
    small, tall = chart.bars
    assert tall.height == trend.HEIGHT == 4 * small.height
    assert "5 stories on 2 days" in chart.alternative


def test_the_map_of_a_place_reaches_no_further_than_its_surroundings() -> None:
    from dateline.web.pages.subjects import NEAR, _is_near

    suva = {"lat": -18.1, "lon": 178.4}
    assert _is_near({"lat": -13.8, "lon": -171.8}, suva), "the way across the date line is short"
    assert not _is_near({"lat": -18.1, "lon": 178.4 - NEAR - 1}, suva)
    assert not _is_near({"lat": -18.1 + NEAR / 2 + 1, "lon": 178.4}, suva)
    assert _is_near({"lat": -18.1 + NEAR / 2 - 1, "lon": 178.4}, suva)

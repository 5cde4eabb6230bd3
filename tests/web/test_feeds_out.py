"""Feeds that go out are whole, safe, private, and can be read by our own reader of feeds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dateline.app import open_dateline
from dateline.desk.feed_reading import feed_view
from dateline.pack import REPORTS
from dateline.scorecard.tasks.feeds import HARMFUL
from dateline.serve.outgoing_feeds import summary
from serve.cards import card, change, dispute
from web.visits import Browser, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk with reports of an earthquake, one of them with odd characters in it."""
    lines = [line for line in REPORTS.read_text("utf-8").splitlines() if json.loads(line)["id"].startswith("ecb-20_")]
    odd = {
        "id": "odd",
        "text": "A <script>alert(1)</script> \x0b tremor ]]> struck Qeshm.",
        "headline": "Tremor <b>&</b>",
    }
    (tmp_path / "reports.jsonl").write_text("\n".join([*lines[:6], json.dumps(odd)]) + "\n", encoding="utf-8")
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(tmp_path / "reports.jsonl")])
    return Site(tmp_path / "news.db")


def key_of(browser: Browser, **what: str) -> str:
    """Make a feed by the form and return its private key."""
    page = browser.send("/subscribe", **what).text
    found = re.search(r"/feeds/([\w-]+)/", page)
    assert found, page
    return found[1]


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_the_front_page_and_a_search_as_feeds(site: Site, form: str) -> None:
    me = site.owner()
    key = key_of(me, what="front")
    nobody = site.browser()
    for address in (f"/feeds/{key}/front.{form}", f"/feeds/{key}/search/tremor%20OR%20quake.{form}"):
        given = nobody.get(address)
        assert given.status_code == 200, given.text
        told = feed_view(given.content)
        assert told["format"] == {"rss": "rss", "atom": "atom", "json": "json"}[form]
        assert told["listed"], address
        assert told["listed"][0]["link"].startswith("http://127.0.0.1:8000/story/")
        assert not HARMFUL.search(told["listed"][0].get("summary", "") + told["listed"][0].get("content", ""))
        again = nobody.get(address, if_none_match=given.headers["etag"])
        assert again.status_code == 304


def test_a_story_and_a_place_as_feeds(site: Site) -> None:
    me = site.owner()
    key = key_of(me, what="front")
    with site.desk.context.store.view() as view:
        card = view.shelf.list_cards(limit=1)[0]
    place = next(one for one in card.keys if one.kind == "place")
    for address in (f"/feeds/{key}/story/{card.story_id}.atom", f"/feeds/{key}/place/{place.key}.rss"):
        told = feed_view(me.get(address).content)
        assert told["listed"]
    assert "Qeshm" in json.dumps(feed_view(me.get(f"/feeds/{key}/search/Qeshm.json").content))


def test_keys_are_private_and_can_be_revoked(site: Site) -> None:
    me = site.owner()
    key = key_of(me, what="front", name="My phone")
    for address in ("/feeds/wrong/front.rss", f"/feeds/{key}/front.pdf", f"/feeds/{key}/story/s000.rss"):
        assert me.get(address).status_code == 404
    assert me.get(f"/feeds/{key}/search/speker%3Ax.rss").status_code == 404
    owner = site.desk.accounts.people()[0]
    (token,) = site.desk.accounts.tokens(owner)
    assert token.name == "Feed: My phone"
    site.desk.accounts.revoke(owner, token.id)
    assert me.get(f"/feeds/{key}/front.rss").status_code == 404


def test_words_of_reports_are_no_markup_in_a_summary() -> None:
    told = summary(
        card("s1", brief="Fewer <b>than</b> 5 & more", dispute=dispute("dead <i>")),
        changes=(change("s1", words="a <script>"),),
        why=("You follow <x>",),
        at="https://desk.example",
    )
    assert "Fewer &lt;b&gt;than&lt;/b&gt; 5 &amp; more" in told
    assert "dead &lt;i&gt;" in told
    assert "a &lt;script&gt;" in told
    assert "You follow &lt;x&gt;" in told

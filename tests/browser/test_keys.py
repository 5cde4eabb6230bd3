"""The keyboard, a phone, and a browser in which no script runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.desks import PHONE, Visitor
from browser.happenings import FLOOD

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def at(visitor: Visitor) -> str:
    """The headline that the keys stand at."""
    return str(visitor.page.locator(".card.at h2").inner_text())


def test_keys_walk_open_save_mute_search_and_tell_themselves(visit: Visit) -> None:
    owner = visit()
    page = owner.page
    owner.go("/newest")
    told = owner.headlines()
    page.keyboard.press("j")
    assert at(owner) == told[0]
    page.keyboard.press("j")
    assert at(owner) == told[1]
    page.keyboard.press("k")
    assert at(owner) == told[0]
    page.keyboard.press("j")
    page.keyboard.press("m")
    assert page.locator(".card.at details.mutes").evaluate("one => one.open")
    page.keyboard.press("m")
    page.keyboard.press("s")
    page.locator(".notice", has_text="Saved").wait_for()
    assert page.evaluate("document.querySelector('.card.at') !== null")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("o")
    page.locator(".storyhead h1").wait_for()
    assert page.locator(".storyhead h1").inner_text() == told[1]
    page.wait_for_load_state("load")  # the keys of the new page come with its script
    page.keyboard.press("/")
    page.keyboard.type("jokes")
    assert page.get_by_label("Search stories").input_value() == "jokes"
    owner.go("/saved")
    assert told[1] in owner.headlines()


def test_keys_can_be_switched_off(visit: Visit) -> None:
    owner = visit()
    owner.go("/about")
    owner.page.get_by_role("button", name="Switch the keys off").click()
    owner.page.get_by_role("button", name="Switch the keys on").wait_for()
    owner.go("/newest")
    owner.page.keyboard.press("j")
    assert owner.page.locator(".card.at").count() == 0


def test_all_is_read_and_done_without_a_script(visit: Visit) -> None:
    bare = visit(script=False)
    page = bare.page
    bare.go("/newest")
    card = bare.card(FLOOD)
    card.get_by_role("button", name="Follow").click()
    assert "You follow" in page.locator(".notice").inner_text()
    bare.go("/newest")
    bare.card(FLOOD).locator("h2 a").click()
    assert page.locator(".glance table").is_visible()
    page.get_by_role("button", name="Following").click()
    assert page.get_by_role("button", name="Follow", exact=True).is_visible()
    page.locator(".storybar").get_by_text("Mute", exact=True).click()
    page.get_by_role("button", name="Until tomorrow").click()
    assert not any(FLOOD in one for one in bare.headlines())
    bare.go("/following")
    page.locator("li", has_text=FLOOD).get_by_role("button", name="Unmute").click()
    page.get_by_label("Search stories").fill("dam")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert page.locator(".finding").count() > 0
    page.locator(".finding li a").first.click()
    assert page.locator("[data-article-text]").is_visible()
    bare.go("/map")
    assert page.locator("svg.map-sheet").first.is_visible()


def test_the_look_is_switched_and_kept(visit: Visit) -> None:
    owner = visit(size=PHONE)
    owner.go("/")
    seen = []
    for _ in range(3):
        owner.page.locator(".look button").click()
        owner.page.wait_for_load_state()
        seen.append(owner.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert seen[0] != seen[1]
    assert owner.page.locator("html").get_attribute("data-look") == "auto"


def test_on_a_phone_a_fact_brings_its_report_up(visit: Visit) -> None:
    owner = visit(size=PHONE)
    owner.go("/newest")
    owner.card(FLOOD).locator("h2 a").click()
    owner.page.locator(".brief a.ev").first.click()
    owner.page.locator("mark.lit, .s.lit").first.wait_for()
    assert owner.page.locator(".reports.sheet").is_visible()
    owner.page.keyboard.press("Escape")
    assert owner.page.locator(".reports.sheet").count() == 0

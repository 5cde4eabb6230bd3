"""Searching with fields, keeping the search, reading it as a feed; putting stories right and taking that back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.desks import Visitor
from browser.happenings import FLOOD, STRIKE, WATER

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
QUESTION = "dam place:Atyrau killed:>10"


def test_a_search_with_fields_is_saved_and_becomes_a_feed(visit: Visit) -> None:
    owner = visit()
    page = owner.page
    owner.go("/")
    page.get_by_label("Search stories").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    found = page.locator(".finding")
    assert found.count() == 1
    assert FLOOD in found.inner_text()
    assert "understood as place Atyrau" in page.locator(".found").inner_text()
    assert page.locator(".finding mark", has_text="dam").count() > 0
    page.get_by_label("Save this search as").fill("Dams that break")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Dams that break").click()
    assert page.get_by_label("Search", exact=True).input_value() == QUESTION
    page.get_by_role("link", name="Read this as a feed").click()
    page.get_by_role("button", name="Make the address").click()
    for form in ("rss", "atom", "json"):
        address = page.locator(f"#feed-{form}").inner_text()
        told = visit(known=False).context.request.get(address)
        assert told.ok, address
        assert FLOOD in told.text()
        assert STRIKE not in told.text()


def test_narrowing_a_search_by_what_stands_beside_it(visit: Visit) -> None:
    owner = visit()
    owner.go("/search?q=agreement")
    owner.page.locator(".narrow-by").get_by_role("link", name="Turkey", exact=True).first.click()
    assert owner.page.locator(".finding").count() == 1
    assert WATER in owner.page.locator(".finding").inner_text()


def test_two_stories_are_merged_by_an_editor_and_parted_again(visit: Visit) -> None:
    owner = visit()
    page = owner.page

    def told() -> dict[str, int]:
        cards = [one["card"] for one in owner.json("/newest.json")["cards"]]
        return {str(one["headline"]): int(one["reports"]) for one in cards}

    before = told()
    water = next(one["card"] for one in owner.json("/newest.json")["cards"] if WATER in one["card"]["headline"])
    owner.go(f"/story/{water['story_id']}")
    page.get_by_role("link", name="Put right").click()
    other = page.get_by_label("The other story")
    choice = next(one for one in other.locator("option").all_inner_texts() if STRIKE in one)
    other.select_option(label=choice)
    form = page.locator("form", has=other)
    form.get_by_label("Why").fill("A trial of what merging does")
    form.get_by_role("button", name="They are one").click()
    page.locator(".notice", has_text="Put right").wait_for()
    merged = told()
    assert len(merged) == len(before) - 1
    assert 4 in merged.values()
    owner.go("/corrections")
    line = page.locator(".things > li", has_text="A trial of what merging does")
    line.get_by_role("button", name="Take back").click()
    page.locator(".notice", has_text="taken back").wait_for()
    assert told() == before
    assert "taken back by Ana" in page.locator(".things > li", has_text="A trial of").inner_text()

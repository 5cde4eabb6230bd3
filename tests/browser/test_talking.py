"""A comment on a passage, marked with the mouse or typed without a script, outlives a rebuild at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.conftest import OpenDesk
from browser.desks import Visitor
from browser.happenings import FLOOD, PASSAGE

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
TYPED = "the hospital moved its patients to the upper floors"

PLACE_OF_WORDS = """words => {
  const text = document.querySelector("[data-article-text]");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const parts = [];
  let at = 0;
  for (let node = walker.nextNode(); node; at += node.data.length, node = walker.nextNode()) parts.push([node, at]);
  const start = text.textContent.indexOf(words), end = start + words.length;
  const box = (at, behind) => {
    const [node, from] = parts.findLast(([, from]) => from <= at);
    const range = document.createRange();
    range.setStart(node, at - from);
    range.setEnd(node, at - from + 1);
    const found = range.getBoundingClientRect();
    return [behind ? found.right - 1 : found.left + 1, found.top + found.height / 2];
  };
  return [box(start, false), box(end - 1, true)];
}"""


def report(visitor: Visitor) -> str:
    """The address of the report that tells of the river."""
    card = next(one["card"] for one in visitor.json("/newest.json")["cards"] if FLOOD in one["card"]["headline"])
    told = visitor.json(f"/story/{card['story_id']}.json")["articles"]
    return next(f"/article/{one['id']}" for one in told if "Steppe" in (one["outlet"] or ""))


def mark_with_mouse(visitor: Visitor, words: str) -> None:
    visitor.page.locator("[data-article-text]").scroll_into_view_if_needed()
    begin, end = visitor.page.evaluate(PLACE_OF_WORDS, words)
    visitor.page.mouse.move(*begin)
    visitor.page.mouse.down()
    visitor.page.mouse.move(*end, steps=8)
    visitor.page.mouse.up()


def test_comments_on_passages_stand_after_a_rebuild(visit: Visit, desk: OpenDesk) -> None:
    owner, bare = visit(), visit(script=False)
    address = report(owner)
    owner.go(address)
    mark_with_mouse(owner, PASSAGE)
    box = owner.page.get_by_label("On these words")
    assert box.input_value() == PASSAGE
    owner.page.get_by_label("Your comment").last.fill("Two metres, measured where?")
    owner.page.get_by_role("button", name="Say it").click()
    owner.page.locator(".said", has_text="measured where").wait_for()

    bare.go(address)
    bare.page.get_by_label("On these words").fill(TYPED)
    bare.page.get_by_label("Your comment").last.fill("Said by two reports.")
    bare.page.get_by_role("button", name="Say it").click()
    assert bare.page.locator(".said", has_text="Said by two").locator(".passage a").inner_text() == TYPED

    before = owner.json(f"{address}.json")["article"]["text"]
    assert "made again" in desk.running.rebuild()
    owner.go(address)
    assert owner.json(f"{address}.json")["article"]["text"] == before
    for words, said in ((PASSAGE, "measured where"), (TYPED, "Said by two")):
        passage = owner.page.locator(".said", has_text=said).locator(".passage a")
        assert passage.inner_text() == words
        place = passage.get_attribute("href").rpartition("#")[2]
        assert owner.page.locator(f"mark#{place}").inner_text() == words
    owner.page.locator(".said", has_text="measured where").locator(".passage a").click()
    assert owner.page.locator("mark:target").first.is_visible()


def test_a_reply_and_a_note_stand_where_they_belong(visit: Visit) -> None:
    owner = visit()
    address = report(owner)
    owner.go(address)
    if not owner.page.get_by_label("Words of the report").is_visible():
        owner.page.get_by_text("Mark a passage for yourself").click()
    owner.page.get_by_label("Words of the report").fill("Farmers on the left bank lost 6,000 sheep")
    owner.page.get_by_label("Your note").fill("Ask their union.")
    owner.page.get_by_role("button", name="Note it").click()
    owner.page.locator(".own-note", has_text="Ask their union").wait_for()
    owner.go("/notes")
    assert owner.page.get_by_label("Your words").first.input_value() == "Ask their union."
    owner.page.locator(".passage a").first.click()
    assert owner.page.locator("mark:target").first.inner_text().startswith("Farmers on the left bank")
    stranger = visit(known=False)
    stranger.go(address)
    assert "Sign in" in stranger.page.locator("h1").inner_text()

"""In a real browser: click a fact and its sentence lights up in its report, with a script and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.serve import views
from dateline.serve.page import page
from serve import sample

pytestmark = pytest.mark.browser

WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 800}


@pytest.fixture
def browser(chromium: Any) -> Any:
    """The one browser of these tests."""
    return chromium


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    record = views.record(sample.articles(), [sample.story()], failures=sample.FAILURES)
    path: Path = tmp_path_factory.mktemp("page") / "story.html"
    path.write_text(page(record), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def sheet(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Open the page; the parameter says the size and whether scripts run. No fault and no request may happen."""
    size, script = getattr(request, "param", (WIDE, True))
    context = browser.new_context(viewport=size, java_script_enabled=script)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("request", lambda asked: None if asked.url.startswith("file:") else faults.append(asked.url))
    opened.goto(address)
    yield opened
    assert faults == []
    context.close()


def colour(found: Any) -> str:
    return str(found.evaluate("one => getComputedStyle(one).backgroundColor"))


@pytest.mark.parametrize("sheet", [(WIDE, True), (PHONE, True)], indirect=True, ids=["wide", "phone"])
def test_a_fact_lights_up_its_sentence_in_its_report(sheet: Any) -> None:
    report = sheet.locator("details.report").nth(1)
    assert not report.evaluate("one => one.open")
    sheet.locator(".question a.ev", has_text="Seventeen people").click()
    sheet.wait_for_timeout(400)
    assert report.evaluate("one => one.open")
    mark = sheet.locator("mark.lit")
    assert mark.inner_text() == "Seventeen people"
    sentence = sheet.locator(".s.lit")
    assert sentence.inner_text().startswith("Seventeen people have died in the worst mining accident")
    assert mark.is_visible()
    unlit = sheet.locator(".report[open] .s:not(.lit)").first
    assert len({colour(mark), colour(sentence), colour(unlit)}) == 3
    box, size = mark.bounding_box(), sheet.viewport_size
    assert 0 <= box["y"] <= size["height"]
    sheet.keyboard.press("Escape")
    assert sheet.locator(".lit").count() == 0
    assert sheet.evaluate("document.activeElement.textContent").startswith("Seventeen people")


@pytest.mark.parametrize("sheet", [(WIDE, True), (PHONE, True)], indirect=True, ids=["wide", "phone"])
def test_a_cell_of_the_table_brings_its_words_up_and_stays_in_sight(sheet: Any) -> None:
    cell = sheet.locator(".glance td a.ev", has_text="17")
    cell.click()
    sheet.wait_for_timeout(400)
    assert sheet.locator("mark.lit").inner_text() == "Seventeen people"
    top = sheet.locator(".reports.sheet").bounding_box()["y"]
    assert sheet.locator("mark.lit").bounding_box()["y"] > top
    assert 0 <= cell.bounding_box()["y"] < top
    sheet.keyboard.press("Escape")
    assert sheet.locator(".reports.sheet").count() == 0
    assert sheet.evaluate("document.activeElement.textContent") == "17"


@pytest.mark.parametrize("sheet", [(PHONE, True)], indirect=True, ids=["phone"])
def test_the_table_scrolls_with_the_keyboard_and_its_first_column_stays(sheet: Any) -> None:
    table, head = sheet.locator(".glance .scroll"), sheet.locator(".glance tbody th").first
    before = head.bounding_box()["x"]
    table.focus()
    for _ in range(3):
        sheet.keyboard.press("ArrowRight")
    sheet.wait_for_timeout(400)
    assert table.evaluate("one => one.scrollLeft") > 0
    assert abs(head.bounding_box()["x"] - before) < 1
    assert sheet.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_quote_of_two_sentences_lights_up_whole(sheet: Any) -> None:
    sheet.locator(".quotes a.ev", has_text="They were told in March").first.click()
    assert sheet.locator(".s.lit").count() == 2


def test_the_keyboard_reaches_a_fact(sheet: Any) -> None:
    sheet.locator(".brief a.ev").first.focus()
    sheet.keyboard.press("Enter")
    assert sheet.locator(".s.lit").inner_text().strip().startswith("Neighbouring Ostmark offered")


@pytest.mark.parametrize("sheet", [(WIDE, False)], indirect=True, ids=["no script"])
def test_facts_lead_to_their_sentence_without_a_script(sheet: Any) -> None:
    sheet.locator(".brief a.ev").first.click()
    sheet.wait_for_timeout(400)
    mark = sheet.locator("mark:target")
    assert mark.inner_text() == "Neighbouring Ostmark offered to send two rescue teams."
    assert mark.is_visible()
    other = sheet.locator(".report[open] .s").first
    assert colour(mark) != colour(other)


def test_no_script_of_a_report_runs(sheet: Any) -> None:
    sheet.locator("details.report summary").nth(2).click()
    assert 'alert("hostile")' in sheet.locator("details.report").nth(2).inner_text()


@pytest.fixture
def several(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Open a page of two stories, one of them with a single report, where no script runs."""
    record = views.record(sample.articles(), [sample.story()])
    story = record["stories"][0]
    story["articles"] = story["articles"][:2]
    path = tmp_path / "stories.html"
    path.write_text(page(record), encoding="utf-8")
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    opened = context.new_page()
    opened.goto(path.as_uri())
    yield opened
    context.close()


def test_a_page_of_several_stories_leads_to_one_and_back(several: Any) -> None:
    stories = several.locator(".story")
    assert stories.count() == 2
    assert several.locator(".front").is_visible()
    assert not stories.first.is_visible()
    several.locator(".card h2 a").click()
    assert stories.first.is_visible()
    assert not stories.nth(1).is_visible()
    assert not several.locator(".front").is_visible()
    several.locator(".story:visible .brief a.ev").first.click()
    assert stories.first.is_visible()
    assert several.locator("mark:target").is_visible()
    several.locator(".home").click()
    assert several.locator(".front").is_visible()

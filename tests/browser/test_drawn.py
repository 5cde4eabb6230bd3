"""Maps and networks in a real browser: drawn under the policy, moved by hand and keys, and read where nothing draws."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
import uvicorn

from browser.desks import PHONE, WIDE, until
from web.archive import archive_site

pytestmark = pytest.mark.browser
WITH_WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
WITHOUT_WEBGL = ["--disable-gpu", "--disable-webgl", "--disable-webgl2", "--disable-3d-apis"]
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk of one reader with a small archive, answering on this machine."""
    site = archive_site(tmp_path_factory.mktemp("drawn"), single_user=True)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(site.app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    site.desk.close()


@pytest.fixture(scope="module")
def browsers(launch: Callable[..., Any]) -> Callable[[bool], Any]:
    """Start chromium with or without WebGL, each once."""
    return cache(lambda webgl: launch(*(WITH_WEBGL if webgl else WITHOUT_WEBGL)))


@pytest.fixture
def visit(browsers: Callable[[bool], Any], address: str) -> Iterator[Open]:
    """Open a page; at the end nothing may have been refused, asked elsewhere or gone wrong."""
    faults: list[str] = []
    opened: list[Any] = []

    def come(path: str, *, webgl: bool = True, script: bool = True, size: dict[str, int] = WIDE) -> Any:
        context = browsers(webgl).new_context(viewport=size, java_script_enabled=script)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda told: faults.append(told.text) if "Content Security" in told.text else None)
        page.on("request", lambda asked: None if asked.url.startswith(address) else faults.append(asked.url))
        assert page.goto(f"{address}{path}").status == 200
        return page

    yield come
    for context in opened:
        context.close()
    assert not faults


@pytest.fixture(scope="module")
def story(address: str) -> str:
    """A story in which several actors deal with one another."""
    import json
    import urllib.request

    with urllib.request.urlopen(f"{address}/newest.json") as answer:
        cards = [one["card"] for one in json.load(answer)["cards"]]
    return str(next(one["story_id"] for one in cards if "flour" in one["headline"]))


def view_of(page: Any) -> list[float]:
    """The part of the world that a map shows."""
    return [float(one) for one in page.locator(".ground").get_attribute("viewBox").split()]


def test_land_is_drawn_without_a_script(visit: Open) -> None:
    page = visit("/map", script=False)
    box = page.locator(".ground .land").bounding_box()
    assert box is not None
    assert box["width"] > 900
    assert page.locator(".map-tools").count() == 0
    spot = page.locator(".spot circle").first.bounding_box()
    frame = page.locator(".map-frame").bounding_box()
    assert frame["x"] <= spot["x"] <= frame["x"] + frame["width"]


def test_a_map_comes_nearer_and_moves(visit: Open) -> None:
    page = visit("/map")
    whole = view_of(page)
    page.get_by_role("button", name="Nearer").click()
    near = view_of(page)
    assert near[2] == pytest.approx(whole[2] * 0.6, rel=0.01)
    page.locator(".map-frame").focus()
    page.keyboard.press("ArrowRight")
    assert view_of(page)[0] > near[0]
    spot = page.locator(".spot").first
    x, width = float(spot.get_attribute("data-x")), view_of(page)
    assert float(spot.get_attribute("x").rstrip("%")) == pytest.approx((x - width[0]) / width[2] * 100, abs=0.1)
    before = view_of(page)
    frame = page.locator(".map-frame").bounding_box()
    page.mouse.move(frame["x"] + 400, frame["y"] + 300)
    page.mouse.down()
    page.mouse.move(frame["x"] + 500, frame["y"] + 300, steps=5)
    page.mouse.up()
    assert view_of(page)[0] < before[0]
    assert page.url.endswith("/map")
    page.keyboard.press("0")
    assert view_of(page) == whole
    page.locator(".spot a").last.hover(force=True)
    assert "report" in page.locator(".map-told").inner_text()


def test_a_press_on_a_dot_opens_the_place(visit: Open) -> None:
    page = visit("/map", size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.locator(".spot a").last.click(force=True)
    page.wait_for_url("**/place/**")
    assert page.locator(".spot.here").count() == 1


def test_a_network_is_drawn_where_there_is_webgl(visit: Open, story: str) -> None:
    page = visit(f"/story/{story}/network")
    page.locator(".network-frame canvas").first.wait_for()
    assert page.locator(".network-frame").is_visible()
    assert page.locator("table.ties tbody tr").count() > 1
    drawn = page.evaluate(
        "() => { const one = document.querySelector('canvas.sigma-labels'); const { width, height } = one;"
        " return one.getContext('2d').getImageData(0, 0, width, height).data.some((value) => value > 0); }"
    )
    assert drawn


def test_the_table_stays_where_nothing_can_be_drawn(visit: Open, story: str) -> None:
    for told in ({"webgl": False}, {"script": False}):
        page = visit(f"/story/{story}/network", **told)
        page.wait_for_load_state()
        assert not page.locator(".network-frame").is_visible()
        assert page.locator("table.ties tbody tr").first.is_visible()


def test_a_story_shows_both(visit: Open, story: str) -> None:
    page = visit(f"/story/{story}")
    page.locator(".story-more").scroll_into_view_if_needed()
    page.locator(".network-frame canvas").first.wait_for()
    assert page.locator(".map-tools button").count() == 3

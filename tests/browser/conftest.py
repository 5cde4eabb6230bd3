"""One browser, one desk and one set of feeds for all journeys: made as a new user makes them, and timed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from browser.desks import CHROMIUM, WIDE, RunningDesk, Visitor, sign_up, until
from browser.happenings import REPORTS
from browser.tour import faults_of


@dataclass
class FirstMorning:
    """What a new user saw, in the order in which they saw it."""

    titles: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seconds: float = 0.0
    """From the first question that a feed was asked to a front page with stories."""
    headlines: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)


@dataclass
class OpenDesk:
    """The desk, the browser's memory of its owner, and how the first morning went."""

    running: RunningDesk
    signed_in: Any
    morning: FirstMorning


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Any]]:
    """Start chromium with some flags, or skip and say what is missing; there can be one driver at a time only."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")
    if CHROMIUM is None:
        pytest.skip("no chromium: install it (apt-get install chromium) or name it in DATELINE_CHROMIUM")
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with api.sync_playwright() as driver:
        started: list[Any] = []

        def start(*flags: str) -> Any:
            started.append(driver.chromium.launch(executable_path=CHROMIUM, args=[*root, *flags]))
            return started[-1]

        yield start
        for one in started:
            one.close()


@pytest.fixture(scope="session")
def chromium(launch: Callable[..., Any]) -> Any:
    """The browser of most tests."""
    return launch()


@pytest.fixture(scope="session")
def desk(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """Start a desk and be its new user: make the owner, bring in a list of feeds, wait for the first stories."""
    running = RunningDesk(tmp_path_factory.mktemp("desk"))
    try:
        running.open()
        context = chromium.new_context(viewport=WIDE)
        visitor = Visitor(context, running.address)
        morning = _first_morning(visitor, running)
        kept = context.storage_state()
        context.close()
        yield OpenDesk(running, kept, morning)
    finally:
        running.shut()


def _first_morning(visitor: Visitor, running: RunningDesk) -> FirstMorning:
    page, seen = visitor.page, FirstMorning()

    def note() -> None:
        seen.titles.append(page.locator("h1").inner_text())
        seen.notices += page.locator(".notice").all_inner_texts()
        seen.axe += faults_of(visitor)

    visitor.go("/")
    note()
    sign_up(visitor)
    note()
    page.get_by_label("OPML file").set_input_files(running.opml)
    page.get_by_role("button", name="Bring in").click()
    page.locator(".notice", has_text="feeds added").wait_for()
    note()
    until(running.was_asked)
    begun = time.monotonic()
    page.locator(".card").first.wait_for(timeout=90_000)  # the page looks again by itself
    seen.seconds = time.monotonic() - begun
    until(lambda: visitor.is_quiet(len(REPORTS)), for_s=60)
    visitor.go("/")
    note()
    seen.headlines = visitor.headlines()
    seen.reasons = page.locator(".why-here li").all_inner_texts()
    seen.faults = visitor.faults
    return seen


@pytest.fixture
def visit(chromium: Any, desk: OpenDesk) -> Iterator[Callable[..., Visitor]]:
    """Open browsers in which the owner (or `who`) is signed in; at the end nothing may have gone wrong in any."""
    opened: list[Visitor] = []

    def come(who: Any = None, *, known: bool = True, size: dict[str, int] = WIDE, script: bool = True) -> Visitor:
        state = (who or desk.signed_in) if known else None
        context = chromium.new_context(viewport=size, java_script_enabled=script, storage_state=state)
        opened.append(Visitor(context, desk.running.address))
        return opened[-1]

    yield come
    faults = [one for visitor in opened for one in visitor.faults]
    for one in opened:
        one.context.close()
    assert faults == []

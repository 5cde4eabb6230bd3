"""Every page, wide and by phone, light and dark: no serious fault by axe, nothing asked of another host."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser import tour
from browser.conftest import OpenDesk
from browser.desks import Visitor
from web.visits import Site

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """All addresses that the app answers with GET."""
    app = Site(tmp_path_factory.mktemp("app") / "news.db").app._app
    return {one.path for one in app.state.routes if "GET" in (getattr(one, "methods", None) or ())}


def test_each_page_of_the_app_is_on_the_tour(routes: set[str]) -> None:
    on_tour = tour.ADDRESSES.keys() | tour.SEEN_BEFORE
    missing = {path for path in routes - on_tour if not tour.NO_PAGES.fullmatch(path)}
    assert not missing, f"name these in tests/browser/tour.py: {sorted(missing)}"


def test_the_pages_of_the_first_morning_have_no_serious_fault(desk: OpenDesk) -> None:
    assert desk.morning.axe == []


@pytest.fixture(scope="module")
def furnished(desk: OpenDesk, chromium: Any) -> tour.Facts:
    """A desk where no page is empty."""
    context = chromium.new_context(storage_state=desk.signed_in)
    owner = Visitor(context, desk.running.address)
    of = tour.furnish(owner)
    context.close()
    return of


def test_no_page_has_a_serious_fault(visit: Visit, routes: set[str], furnished: tour.Facts) -> None:
    owner, found = visit(), []
    for route in sorted(routes & tour.ADDRESSES.keys()):
        for address in tour.ADDRESSES[route](furnished):
            answer = owner.go(address)
            expected = {"/nowhere": 404, "/search?q=from%3Asoon": 400}.get(address, 200)
            found += [f"{address}: {answer.status}"] if answer.status != expected else []
            found += tour.faults_of(owner)
    assert not found, "\n".join(found)


def test_no_page_for_strangers_has_a_serious_fault(visit: Visit, furnished: tour.Facts) -> None:
    stranger, found = visit(known=False), []
    for addresses in tour.BY_STRANGERS.values():
        for address in addresses(furnished):
            assert stranger.go(address).status == 200
            found += tour.faults_of(stranger)
    assert not found, "\n".join(found)

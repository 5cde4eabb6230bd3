"""Following and muting: the front page changes accordingly and says so; what is muted until tomorrow is back then."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from browser.conftest import OpenDesk
from browser.desks import PASSWORD, WIDE, Visitor, until
from browser.happenings import FLOOD, LATER, STRIKE, WATER

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
ACTORS = {FLOOD: "Kazakhstan", STRIKE: "Chile", WATER: "Turkey"}


@pytest.fixture(scope="module")
def as_reader(desk: OpenDesk, chromium: Any) -> Any:
    """Invite somebody, and accept the invitation in another browser; return what that browser remembers."""
    owner = Visitor(chromium.new_context(storage_state=desk.signed_in), desk.running.address)
    owner.go("/people")
    owner.page.get_by_label("For whom").fill("Ben, from the harbour")
    owner.page.get_by_role("button", name="Invite").click()
    address = owner.page.locator("#new-invitation").inner_text()
    guest = Visitor(chromium.new_context(viewport=WIDE), desk.running.address)
    guest.page.goto(address)
    guest.page.get_by_label(re.compile("name", re.I)).first.fill("Ben")
    guest.page.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.page.get_by_label(re.compile("again")).fill(PASSWORD)
    guest.page.locator("main form button").last.click()
    guest.page.locator(".me").wait_for()
    assert guest.page.locator(".notice").inner_text() == "Welcome, Ben."
    assert owner.faults + guest.faults == []
    kept = guest.context.storage_state()
    owner.context.close()
    guest.context.close()
    return kept


@pytest.fixture
def reader(visit: Visit, as_reader: Any) -> Visitor:
    """A browser in which a reader is signed in."""
    return visit(as_reader)


def reasons(visitor: Visitor, happening: str) -> list[str]:
    return [str(one) for one in visitor.card(happening).locator(".why-here li").all_inner_texts()]


def test_following_an_actor_changes_the_front_page_and_says_why(reader: Visitor) -> None:
    reader.go("/")
    before = reader.headlines()
    happening = next(one for one in ACTORS if one not in before[0])
    actor = ACTORS[happening]
    assert not any("follow" in one for one in reasons(reader, happening))
    reader.go(f"/actors?q={actor}")
    reader.page.locator("main").get_by_role("link", name=actor, exact=True).first.click()
    reader.page.get_by_role("button", name=f"Follow {actor}", exact=True).first.click()
    reader.page.get_by_role("button", name=f"Following {actor}", exact=True).first.wait_for()
    reader.go("/")
    assert happening in reader.headlines()[0]
    assert any(one.startswith(f"You follow {actor}") for one in reasons(reader, happening))
    reader.go("/following")
    assert actor in reader.page.locator("#w-follow + ul, #w-follow ~ ul").first.inner_text()


def test_what_is_muted_until_tomorrow_is_gone_today_and_back_tomorrow(reader: Visitor, desk: OpenDesk) -> None:
    reader.go("/")
    card = reader.card(STRIKE)
    card.get_by_text("Mute", exact=True).click()
    card.get_by_role("button", name="Until tomorrow").click()
    reader.page.locator(".notice", has_text="Muted until tomorrow").wait_for()
    assert not any(STRIKE in one for one in reader.headlines())
    reader.go("/")
    assert not any(STRIKE in one for one in reader.headlines())
    reader.go("/following")
    assert STRIKE in reader.page.locator("main").inner_text()
    desk.running.goes_on(days=1)
    reader.go("/")
    assert any(STRIKE in one for one in reader.headlines())


def test_a_report_that_comes_later_is_told_as_new(reader: Visitor, desk: OpenDesk) -> None:
    reader.go("/")
    reader.card(FLOOD).locator("h2 a").click()
    reader.page.locator(".storyhead h1").wait_for()
    outlet, headline, text = LATER
    desk.running.goes_on(hours=20)
    desk.running.outlets[outlet].publish(headline, text, at=desk.running.now())

    def news() -> list[str]:
        reader.go("/")
        return [str(one) for one in reader.card(FLOOD).locator(".news-in").all_inner_texts()]

    told = until(news, for_s=60, every_s=1)
    assert told, "the later report did not come"
    reader.card(FLOOD).locator("h2 a").click()
    assert reader.page.locator(".whats-new li").count() > 0

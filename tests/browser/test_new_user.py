"""A new user: from `dateline serve` to a front page that says why each story stands there."""

from __future__ import annotations

import pytest

from browser.conftest import OpenDesk
from browser.happenings import FLOOD, STRIKE, WATER

pytestmark = pytest.mark.browser


def test_the_first_morning(desk: OpenDesk) -> None:
    seen = desk.morning
    assert seen.titles == [
        "Welcome",
        "Where shall the news come from?",
        "The first reports are on their way",
        "Your front page",
    ]
    assert any("This desk is yours" in one for one in seen.notices)
    assert any("5 feeds added" in one for one in seen.notices)
    assert seen.faults == []


def test_a_front_page_with_reasons_stands_within_a_minute_of_the_first_fetch(desk: OpenDesk) -> None:
    assert desk.morning.seconds < 60
    for happening in (FLOOD, STRIKE, WATER):
        assert sum(happening in one for one in desk.morning.headlines) == 1, desk.morning.headlines
    assert len(desk.morning.reasons) >= len(desk.morning.headlines)


def test_the_command_says_where_the_desk_is_and_what_to_do(desk: OpenDesk) -> None:
    assert any("http://127.0.0.1" in one for one in desk.running.said)
    assert any("whoever opens it first" in one for one in desk.running.said)

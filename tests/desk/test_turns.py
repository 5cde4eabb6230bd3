"""Turns: several threads that want one thing make it once, of different things each makes its own."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dateline.desk import turns
from dateline.desk.desk import Desk
from dateline.desk.turns import Turns


def test_one_waits_for_another_only_where_they_want_the_same() -> None:
    made = Turns()
    assert made.of("a") is made.of("a")
    with made.of("a"):
        assert not made.of("a").acquire(blocking=False)
        assert made.of("b").acquire(blocking=False)


def test_names_nobody_waits_for_are_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST", 3)
    made = Turns()
    held = made.of("held")
    with held:
        for number in range(20):
            made.of(number)
        assert made.of("held") is held
    assert len(made._of) <= 5


def test_a_search_that_many_make_at_a_time_is_made_once(archive_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    search, made = archive_desk.search, []
    find, all_asked = search._find, threading.Barrier(6)

    def slowly(*given: Any, **named: Any) -> Any:
        made.append(1)
        time.sleep(0.05)
        return find(*given, **named)

    monkeypatch.setattr(search, "_find", slowly)

    def ask(words: str) -> Any:
        all_asked.wait(20)
        return search.find(words)

    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(ask, ["quake"] * 5 + ["Qeshm"]))
    assert len(made) == 2
    assert all(one is found[0] for one in found[:5])
    assert found[5].query == "Qeshm"

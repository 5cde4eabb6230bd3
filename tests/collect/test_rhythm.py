"""When a feed is visited next, and when its silence is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dateline.collect.rhythm import LATEST, SOONEST, UNKNOWN, is_silent, next_wait, usual_a_day

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = 3600.0


def every(hours: float, *, count: int = 30, since: float = 0.0) -> list[datetime]:
    return [NOW - timedelta(hours=since + hours * number) for number in range(count)]


def wait(moments: list[datetime], **told: object) -> float:
    return next_wait(moments, now=NOW, seed="a", **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hours", "expected"), [(0.01, SOONEST), (1, HOUR / 2), (4, 2 * HOUR), (24, 12 * HOUR), (300, LATEST)]
)
def test_a_feed_is_visited_twice_between_two_reports(hours: float, expected: float) -> None:
    assert wait(every(hours)) == pytest.approx(expected, rel=0.051)


def test_a_silent_feed_is_visited_more_rarely() -> None:
    assert wait(every(1, since=30)) == pytest.approx(3 * HOUR, rel=0.051)
    assert wait(every(1, since=2000)) == LATEST


def test_a_feed_without_a_rhythm_is_visited_four_times_an_hour() -> None:
    assert wait([]) == pytest.approx(UNKNOWN, rel=0.051)
    assert wait(every(1, count=1)) == pytest.approx(UNKNOWN, rel=0.051)
    assert pytest.approx(HOUR / 4) == UNKNOWN
    assert wait(every(1, since=-100, count=5)) == pytest.approx(UNKNOWN, rel=0.051), "days to come tell nothing"


def test_faults_double_the_wait() -> None:
    waits = [wait(every(0.1), faults=count) for count in (1, 2, 3, 30)]
    assert [round(one / SOONEST) for one in waits[:3]] == [1, 2, 4]
    assert waits[3] == LATEST


def test_what_the_server_asks_for_is_kept_to() -> None:
    busy = every(0.1)
    assert wait(busy, fresh_for=HOUR) == HOUR
    assert wait(busy, minutes_to_live=90) == 1.5 * HOUR
    assert wait(busy, wait=2 * HOUR, fresh_for=HOUR) == 2 * HOUR
    assert wait(busy, fresh_for=1e9) == LATEST
    assert wait(busy, wait=3 * LATEST) == 3 * LATEST
    assert wait(busy, wait=1e9) == 7 * LATEST
    assert wait(every(4), fresh_for=60) > HOUR, "never sooner"


def test_feeds_of_one_rhythm_are_spread() -> None:
    waits = {next_wait(every(4), now=NOW, seed=str(number)) for number in range(20)}
    assert len(waits) > 5
    assert max(waits) - min(waits) < 0.11 * 2 * HOUR


def test_the_usual_volume_counts_days_of_publication() -> None:
    assert usual_a_day(every(2, count=100), now=NOW) == pytest.approx(12, rel=0.02)
    assert usual_a_day(every(2, count=50, since=30), now=NOW) == pytest.approx(12, rel=0.02), "silence is not usual"
    assert usual_a_day(every(2, count=2), now=NOW) is None
    assert usual_a_day(every(24, count=30, since=24 * 15), now=NOW) is None, "long past"


@pytest.mark.parametrize(
    ("usual", "hours", "silent"), [(12, 30, True), (12, 20, False), (2, 30, False), (2, 100, True), (None, 900, False)]
)
def test_silence_is_told_when_chance_does_not_explain_it(usual: float | None, hours: float, silent: bool) -> None:
    assert is_silent(usual, silence=hours * HOUR) is silent

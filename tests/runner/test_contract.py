"""One suite that every runner must pass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.corridor import Runner
from dateline.runner.local import InProcess, ProcessPool, runner_for


def double(batch: list[int]) -> list[int]:
    return [2 * one for one in batch]


def trip(batch: list[int]) -> list[int]:
    raise ValueError(f"cannot do {batch}")


@pytest.fixture(params=[InProcess(), ProcessPool(2)], ids=["in-process", "pool"])
def runner(request: pytest.FixtureRequest) -> Runner:
    made: Runner = request.param
    return made


def test_results_come_in_the_order_of_the_batches(runner: Runner) -> None:
    assert list(runner.map(double, [[number] for number in range(9)])) == [[2 * number] for number in range(9)]


def test_no_batches_give_no_results(runner: Runner) -> None:
    assert list(runner.map(double, [])) == []


def test_a_fault_reaches_the_caller(runner: Runner) -> None:
    with pytest.raises(ValueError, match=r"cannot do \[3\]"):
        list(runner.map(trip, [[3]]))


def test_batches_are_drawn_as_they_are_needed(runner: Runner) -> None:
    drawn: list[int] = []

    def endless() -> Iterator[list[int]]:
        number = 0
        while True:
            drawn.append(number)
            yield [number]
            number += 1

    results = runner.map(double, endless())
    assert next(results) == [0]
    assert len(drawn) <= 5
    results.close()  # type: ignore[attr-defined]


def test_a_pool_needs_a_worker() -> None:
    with pytest.raises(ValueError, match="at least one"):
        ProcessPool(0)
    assert isinstance(runner_for(1), InProcess)
    assert isinstance(runner_for(2), ProcessPool)

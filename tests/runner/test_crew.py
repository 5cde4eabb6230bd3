"""Worker processes: what they return, what they raise, and what becomes of those that end or hang."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable

import pytest

from dateline.runner import crew
from dateline.runner.crew import GIVES_ALL_WAY, GIVES_WAY, Worker, WorkerDied


def with_worker(use: Callable[[Worker], Awaitable[None]], *, nice: int = GIVES_WAY) -> None:
    async def run() -> None:
        worker = Worker("test", nice=nice)
        try:
            await use(worker)
        finally:
            worker.close()

    asyncio.run(run())


def test_a_worker_is_another_process_and_stays() -> None:
    async def use(worker: Worker) -> None:
        first = await worker.call(os.getpid, timeout=60)
        assert first != os.getpid()
        assert await worker.call(divmod, 7, 2, timeout=60) == (3, 1)
        assert await worker.call(os.getpid, timeout=60) == first

    with_worker(use)


def test_what_is_raised_there_is_raised_here_and_the_worker_lives_on() -> None:
    async def use(worker: Worker) -> None:
        with pytest.raises(ZeroDivisionError):
            await worker.call(divmod, 1, 0, timeout=60)
        assert await worker.call(abs, -1, timeout=60) == 1

    with_worker(use)


def test_a_worker_that_ends_or_hangs_is_replaced() -> None:
    async def use(worker: Worker) -> None:
        with pytest.raises(WorkerDied, match="ended"):
            await worker.call(os._exit, 9, timeout=60)
        assert await worker.call(abs, -1, timeout=60) == 1
        with pytest.raises(WorkerDied, match="longer than"):
            await worker.call(time.sleep, 60, timeout=0.05)
        assert await worker.call(abs, -2, timeout=60) == 2

    with_worker(use)


def test_a_call_that_is_given_up_ends_the_worker() -> None:
    async def use(worker: Worker) -> None:
        await worker.call(abs, -1, timeout=60)
        call = asyncio.create_task(worker.call(time.sleep, 60, timeout=60))
        await asyncio.sleep(0.05)
        began = time.monotonic()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert time.monotonic() - began < 10

    with_worker(use)


def test_a_worker_gives_way_as_far_as_it_is_told() -> None:
    async def use(worker: Worker) -> None:
        assert await worker.call(os.getpriority, os.PRIO_PROCESS, 0, timeout=60) == 19

    with_worker(use, nice=GIVES_ALL_WAY)


def test_a_worker_that_was_given_nothing_is_waited_for() -> None:
    async def use(worker: Worker) -> None:
        await worker.call(abs, -1, timeout=60)
        assert await worker.call(time.sleep, 0.3, timeout=0.1) is None

    with_worker(use)


def test_a_worker_that_had_its_time_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_PATIENCE", 1_000_000)

    async def use(worker: Worker) -> None:
        await worker.call(abs, -1, timeout=60)
        with pytest.raises(WorkerDied, match="longer than"):
            await worker.call(sum, range(10**12), timeout=0.2)

    with_worker(use)

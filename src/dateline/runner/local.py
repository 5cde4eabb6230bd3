"""Runners on this machine: in this process (the default), or in a pool of processes.

Only pure steps travel (nouns out, nouns back); a worker never opens the store. `concurrent.futures` and not
`multiprocessing.Pool`, because a Pool waits for ever when a worker is killed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")


class InProcess:
    """Runs each batch here, when its result is asked for."""

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Go through the results, in order."""
        return (function(batch) for batch in batches)


class ProcessPool:
    """Runs batches in `workers` processes; at most two batches a worker wait, so memory stays flat."""

    def __init__(self, workers: int) -> None:
        if workers < 1:
            raise ValueError(f"a pool needs at least one worker, not {workers}")
        self._workers = workers

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Go through the results, in order."""
        waiting: deque[Future[Result]] = deque()
        pool = ProcessPoolExecutor(self._workers)
        try:
            for batch in batches:
                waiting.append(pool.submit(function, batch))
                if len(waiting) >= 2 * self._workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def runner_for(workers: int) -> InProcess | ProcessPool:
    """Choose the runner: this process for one worker, a pool for more."""
    return InProcess() if workers == 1 else ProcessPool(workers)

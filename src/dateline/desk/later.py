"""Small work that no reader waits for: it is done one piece after another, in a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock

MOST_WAITING = 2000
log = logging.getLogger(__name__)


class Later:
    """A queue of small pieces of work, such as noting what a reader has seen.

    Writers of one file wait for each other; a page that is only looked at must not wait for a writer.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._thread: ThreadPoolExecutor | None = None
        self._waiting: dict[Future[None], int | None] = {}
        self._closed = False

    def do(self, work: Callable[[], None], *, of: int | None = None) -> bool:
        """Do a piece of work soon; tells whether it was taken (not when far too much waits).

        `of` is the account whose next page should tell of it.
        """
        with self._lock:
            if self._closed or len(self._waiting) >= MOST_WAITING:
                return False
            self._thread = self._thread or ThreadPoolExecutor(max_workers=1, thread_name_prefix="dateline-later")
            future = self._thread.submit(_carefully, work)
            self._waiting[future] = of
        future.add_done_callback(self._done)
        return True

    def settle(self, timeout: float | None = None, *, of: int | None = None) -> bool:
        """Wait until what was handed in so far is done, at most so many seconds; tells whether it is.

        With `of` only for what the pages of that account should tell of.
        """
        with self._lock:
            waiting = [one for one, whose in self._waiting.items() if of is None or whose == of]
        return not waiting or not wait(waiting, timeout).not_done

    def close(self) -> None:
        """Finish what waits and take nothing more."""
        with self._lock:
            self._closed, thread = True, self._thread
        if thread is not None:
            thread.shutdown(wait=True)

    def _done(self, future: Future[None]) -> None:
        with self._lock:
            self._waiting.pop(future, None)


def _carefully(work: Callable[[], None]) -> None:
    """Do a piece of work; a fault in it is noted and stops nothing else."""
    try:
        work()
    except Exception:
        log.exception("A small piece of work failed")

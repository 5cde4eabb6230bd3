"""Worker processes for heavy steps beside a running event loop: asked one thing at a time, ended when they hang.

A worker is started when it is first needed, by "spawn", because the process that asks has threads. It ends with the
process that started it, also when that was killed, because then its pipe closes. It gives way to others: what is left
of the machine is its own, and the time that it may take is counted in what it was given of the processor.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Result = TypeVar("Result")


GIVES_WAY, GIVES_ALL_WAY = 5, 19
"""How nice a worker is to others: of one that gives all way, those who answer readers notice nothing."""
_PATIENCE = 5
"""Where others left it little, a worker may take so many times its time by the clock on the wall."""


class WorkerDied(Exception):
    """A worker ended while it worked, or had to be ended because it took too long."""


class Worker:
    """One process that runs functions, one after another, and is so nice to others."""

    def __init__(self, name: str, *, nice: int = GIVES_WAY) -> None:
        self._name, self._nice = name, nice
        self._process: Any = None
        self._line: Connection | None = None
        # One thread waits for the process, so that calls come one after another.
        self._waiting = ThreadPoolExecutor(1, thread_name_prefix=name)

    async def call(self, function: Callable[..., Result], *given: Any, timeout: float) -> Result:
        """Run a function in the process; raise what it raises, WorkerDied when it ended or took too long (seconds)."""
        loop = asyncio.get_running_loop()
        try:
            told = await loop.run_in_executor(self._waiting, self._ask, function, given, timeout)
        except asyncio.CancelledError:
            self.stop()
            raise
        good, value = told
        if not good:
            raise value
        result: Result = value
        return result

    def stop(self) -> None:
        """End the process, whatever it does."""
        process, line = self._process, self._line
        self._process = self._line = None
        if process is not None:
            process.kill()
            process.join(5)
        if line is not None:
            with contextlib.suppress(OSError):
                line.close()

    def close(self) -> None:
        """End the process and the thread that waits for it."""
        self.stop()
        self._waiting.shutdown(wait=False, cancel_futures=True)

    def _ask(self, function: Callable[..., Any], given: tuple[Any, ...], timeout: float) -> tuple[bool, Any]:
        if self._process is None or not self._process.is_alive():
            self._start()
        process, line = self._process, self._line
        if process is None or line is None:
            raise WorkerDied("the worker was stopped")
        try:
            line.send((function, given))
            if not _told_in_time(line, process.pid, timeout):
                self.stop()
                raise WorkerDied(f"took longer than {timeout:.0f} seconds")
            told: tuple[bool, Any] = line.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise WorkerDied(f"the worker ended ({type(error).__name__})") from None
        return told

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        # A daemon: it is ended with us at the latest.
        self._process = context.Process(
            target=work, args=(theirs, os.getpid(), self._nice), name=self._name, daemon=True
        )
        self._process.start()
        theirs.close()
        self._line = ours


def _told_in_time(line: Connection, worker: int, timeout: float) -> bool:
    """Wait until a worker tells something, as long as it may take of the processor; by the clock some times as long."""
    began, given_before = time.monotonic(), _processor_seconds(worker)
    wait = timeout
    while not line.poll(wait):
        given = _processor_seconds(worker)
        if given is None or given_before is None:
            return False
        wait = min(timeout - (given - given_before), began + _PATIENCE * timeout - time.monotonic())
        if wait <= 0:
            return False
    return True


def _processor_seconds(process: int) -> float | None:
    """How long the processor worked for a process of this machine; None where the system does not tell."""
    try:
        return time.clock_gettime((~process << 3) | 2)  # so Linux names the clock of another process
    except (AttributeError, OSError, OverflowError):
        return None


def work(line: Connection, parent: int, nice: int = GIVES_WAY) -> None:
    """What runs in a worker: take a function, run it, tell the outcome, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started us
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, max(nice, os.getpriority(os.PRIO_PROCESS, 0)))  # readers come first
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    while True:
        try:
            function, given = line.recv()
        except (EOFError, OSError):
            return
        try:
            told: tuple[bool, Any] = (True, function(*given))
        except Exception as fault:
            told = (False, fault)
        try:
            line.send(told)
        except (BrokenPipeError, OSError):
            return
        except Exception as fault:  # an outcome that cannot travel
            line.send((False, RuntimeError(f"{type(fault).__name__}: {fault}")))


def _end_with(parent: int) -> None:
    """End this process, whatever it does, soon after the one that started it; a transaction it was in is undone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)

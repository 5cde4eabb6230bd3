"""Worker processes for heavy steps beside a running event loop: asked one thing at a time, ended when they hang.

A worker is started when it is first needed, by "spawn", because the process that asks has threads. It ends with the
process that started it, also when that was killed, because then its pipe closes.
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


class WorkerDied(Exception):
    """A worker ended while it worked, or had to be ended because it took too long."""


class Worker:
    """One process that runs functions, one after another."""

    def __init__(self, name: str) -> None:
        self._name = name
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
        line = self._line
        if line is None:
            raise WorkerDied("the worker was stopped")
        try:
            line.send((function, given))
            if not line.poll(timeout):
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
        self._process = context.Process(target=work, args=(theirs, os.getpid()), name=self._name, daemon=True)
        self._process.start()
        theirs.close()
        self._line = ours


def work(line: Connection, parent: int) -> None:
    """What runs in a worker: take a function, run it, tell the outcome, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started us
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # readers come first
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

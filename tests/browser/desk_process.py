"""Runs the command `dateline` with a clock that a test can put forward.

    python desk_process.py CLOCK serve news.db --port 0

CLOCK is a file with the seconds that the desk's clock is ahead of the machine's; all else is the command as it is.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path


class ShiftedClock:
    """The time of the machine and the seconds that a file tells on top of it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.path.read_text("utf-8")))


def main() -> None:
    """Give the desk the clock, then do what the command line says."""
    from dateline.cli.main import main as command_line
    from dateline.desk import context, opening

    clock = ShiftedClock(Path(sys.argv.pop(1)))
    opening.DeskContext = partial(context.DeskContext, clock=clock)  # type: ignore[assignment, misc]
    command_line()


if __name__ == "__main__":
    main()

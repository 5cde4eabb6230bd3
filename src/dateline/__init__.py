"""Dateline reads many reports of one happening and shows one story with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.app import Dateline

__version__ = "0.1.0"


def open(path: str | None = None) -> Dateline:
    """Open (or make) a Dateline on an SQLite file; without a path it keeps everything in memory."""
    from dateline.app import open_dateline  # late: `import dateline` stays light

    return open_dateline(path)

"""Opens the desk of a database file."""

from __future__ import annotations

from pathlib import Path

from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.desk.settings import Settings
from dateline.storage.sqlite import SqliteStore, StoreError


class CannotOpenDesk(Exception):
    """A desk that cannot be opened; the message names the file and what to do."""


def open_desk(path: Path, settings: Settings) -> Desk:
    """Open the desk of a database, which is made when it is not there; raises CannotOpenDesk."""
    if not path.parent.is_dir():
        raise CannotOpenDesk(f"{path}: the folder {path.parent} does not exist; make it first")
    try:
        return Desk(DeskContext(SqliteStore(path), settings=settings))
    except StoreError as fault:
        raise CannotOpenDesk(str(fault)) from None

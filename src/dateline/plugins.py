"""Every door of the house in one list: what can be plugged in, and what is."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Door:
    """A place where something attaches; `listed_in` is `module:name` of the list that holds what is there."""

    name: str
    listed_in: str
    proved_by: str


DOORS = (
    Door("collectors", "dateline.collect.collectors:COLLECTORS", "tests/collect/test_collectors.py"),
    Door("readers", "dateline.read.readers:READERS", "tests/read/test_readers.py"),
    Door("syntax", "dateline.understand.room:SYNTAXES", "tests/understand/test_syntax.py"),
    Door("extractors", "dateline.understand.room:EXTRACTORS", "tests/understand/test_room.py"),
    Door("storages", "dateline.plugins:STORAGES", "tests/storage/test_contract.py"),
    Door("runners", "dateline.plugins:RUNNERS", "tests/runner/test_contract.py"),
    Door("scorecard tasks", "dateline.scorecard.run:TASKS", "tests/scorecard/test_run.py"),
)
STORAGES = ("dateline.storage.sqlite:SqliteStore", "dateline.storage.memory:MemoryStore")
RUNNERS = ("dateline.runner.local:InProcess", "dateline.runner.local:ProcessPool")


def plugged(door: Door) -> list[str]:
    """Name what is plugged in at a door."""
    module, name = door.listed_in.split(":")
    listed = getattr(importlib.import_module(module), name)
    return [_name(one) for one in (listed.items() if isinstance(listed, dict) else listed)]


def _name(one: Any) -> str:
    if isinstance(one, tuple):
        return f"{one[0]}: {_name(one[1])}"
    return one if isinstance(one, str) else str(getattr(one, "__qualname__", one))

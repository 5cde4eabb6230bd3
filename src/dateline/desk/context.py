"""What every part of the news desk is given: the store, the clock, the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dateline.desk.settings import Settings
from dateline.storage.sqlite import SqliteStore

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class DeskContext:
    """The store that everything is kept in, the clock that everything is dated by, and the settings.

    The clock is passed in, so that a test can make tomorrow come.
    """

    store: SqliteStore
    clock: Clock = wall_clock
    settings: Settings = field(default_factory=Settings)

    def now(self) -> str:
        """The time as ISO 8601 in UTC, to the second."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

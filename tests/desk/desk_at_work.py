"""What tests of collecting share: a desk on a file of its own, a clock that can be set, one round of work."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.collect.politeness import Manners
from dateline.desk.collecting import Collecting, Round
from dateline.desk.context import DeskContext
from dateline.desk.settings import Settings
from dateline.desk.sources import Sources
from dateline.model.article import Capture
from dateline.model.feed import Feed, Link
from dateline.runner.crew import Worker
from dateline.storage.sqlite import SqliteStore

HERE = ("127.0.0.0/8",)
PARSER = Worker("parsing")
"""One worker for all tests; it ends with them."""


class DeskAtWork:
    """A desk whose clock stands at noon until it is told to go on."""

    def __init__(self, folder: Path, *, allowed: tuple[str, ...] = HERE) -> None:
        self.time = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self.store = SqliteStore(folder / "news.db")
        self.context = DeskContext(self.store, lambda: self.time, Settings(private_addresses=allowed))
        self.sources = Sources(self.context)

    def collecting(self, **wishes: Any) -> Collecting:
        """Collect without pauses."""
        wishes.setdefault("manners", Manners(delay=0, rules_last=0))
        wishes.setdefault("parser", PARSER)
        return Collecting(self.context, **wishes)

    def round(self, *, read: bool = False, **wishes: Any) -> Round:
        """Do once all that is due."""
        return asyncio.run(self.collecting(**wishes).run_once(read=read))

    def goes_on(self, **times: float) -> None:
        """Let time pass."""
        self.time += timedelta(**times)

    def feed(self) -> Feed:
        """The only feed."""
        (one,) = self.sources.all()
        return one.feed

    def links(self, **wishes: Any) -> list[Link]:
        """The links, oldest first."""
        with self.store.view() as view:
            return sorted(view.feeds.links(**wishes, limit=1000), key=lambda one: one.id)

    def captures(self) -> list[Capture]:
        """All captures in their order."""
        with self.store.view() as view:
            return [one for _, one in view.captures()]

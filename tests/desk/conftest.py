"""A small archive of bundled reports for the tests of the desk: read once, copied for each test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clocks import Clock
from dateline.app import open_dateline
from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.model.audience import Account
from dateline.pack import REPORTS
from dateline.storage.sqlite import SqliteStore


@pytest.fixture(scope="session")
def small_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with sixteen reports of two earthquakes that look alike."""
    folder = tmp_path_factory.mktemp("archive")
    lines = REPORTS.read_text(encoding="utf-8").splitlines()
    chosen = [line for line in lines if json.loads(line)["id"].startswith("ecb-20_")]
    corpus = folder / "reports.jsonl"
    corpus.write_text("\n".join(chosen) + "\n", encoding="utf-8")
    with open_dateline(folder / "news.db") as dateline:
        dateline.read([str(corpus)])
    return folder / "news.db"


@pytest.fixture
def clock() -> Clock:
    """The clock of the desk under test."""
    return Clock()


@pytest.fixture
def archive_desk(small_archive: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk on a copy of the small archive."""
    shutil.copy(small_archive, tmp_path / "news.db")
    store = SqliteStore(tmp_path / "news.db")
    yield Desk(DeskContext(store=store, clock=clock))
    store.close()


@pytest.fixture
def people(archive_desk: Desk, clock: Clock) -> dict[str, Account]:
    """An owner, an editor and two readers."""
    made = {}
    roles = {"Olga": "owner", "Ed": "editor", "Rita": "reader", "Rob": "reader"}
    with archive_desk.context.store.writer() as writer:
        for number, (name, role) in enumerate(roles.items(), 1):
            account = Account(id=number, name=name, role=role, made_at=archive_desk.context.now())
            made[name] = writer.people.add_account(account) or account
    return made

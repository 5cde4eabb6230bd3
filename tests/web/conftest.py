"""What all tests of the web face share."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from dateline.app import open_dateline
from dateline.desk import passwords
from dateline.pack import REPORTS
from web.visits import Site


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with the real library at the lowest cost; at full cost (tests/desk/test_passwords.py) all would be slow."""
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(passwords, "_hasher", lambda: cheap)
    monkeypatch.setattr(passwords, "_nobodys", lambda: cheap.hash("nobody has this password"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A desk on this machine that nobody has visited yet."""
    return Site(tmp_path / "news.db")


@pytest.fixture(scope="session")
def read_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with sixteen reports of two earthquakes that look alike, read once."""
    folder = tmp_path_factory.mktemp("archive")
    lines = [line for line in REPORTS.read_text("utf-8").splitlines() if json.loads(line)["id"].startswith("ecb-20_")]
    (folder / "reports.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with open_dateline(folder / "news.db") as dateline:
        dateline.read([str(folder / "reports.jsonl")])
    return folder / "news.db"


@pytest.fixture
def newsdesk(read_archive: Path, tmp_path: Path) -> Site:
    """A desk with stories, in the year that they are of."""
    shutil.copy(read_archive, tmp_path / "news.db")
    return Site(tmp_path / "news.db")

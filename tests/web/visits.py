"""A desk of one's own for tests of the web face, with a clock that is moved by hand and browsers that visit it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.desk.settings import Settings
from dateline.storage.sqlite import SqliteStore
from dateline.web.app import make_app

PASSWORD = "a quiet harbour town"
CSRF = re.compile(r'name="csrf" value="([0-9a-f]+)"')
PORT = 8000


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **by: float) -> None:
        self.time += timedelta(**by)


class Site:
    """A desk with its web face."""

    def __init__(self, path: Path, **settings: Any) -> None:
        self.clock = Clock()
        self.desk = Desk(DeskContext(SqliteStore(path), self.clock, Settings(**{"collect": False, **settings})))
        self.app = make_app(self.desk)

    def browser(self, **headers: str) -> Browser:
        """Open a browser without cookies."""
        return Browser(self.app, headers)

    def owner(self) -> Browser:
        """Open a browser in which the owner, made now, is signed in."""
        made = self.browser()
        done = made.send("/welcome", name="Ana", password=PASSWORD, again=PASSWORD, word=self.desk.accounts.setup_word)
        assert done.status_code == 303, done.text
        return made

    def reader(self, role: str = "reader", name: str = "Ben") -> Browser:
        """Open a browser in which somebody invited is signed in."""
        owner = next(one for one in self.desk.accounts.people() if one.role == "owner")
        secret = self.desk.accounts.invite(owner, role=role)
        made = self.browser()
        done = made.send(f"/invitation/{secret}", name=name, password=PASSWORD, again=PASSWORD)
        assert done.status_code == 303, done.text
        return made


class Browser:
    """One browser: keeps cookies, sends forms with the word of the page that they stand on."""

    def __init__(self, app: Any, headers: dict[str, str]) -> None:
        self.client = TestClient(
            app,
            base_url=f"http://127.0.0.1:{PORT}",
            headers=headers,
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    def get(self, address: str, **headers: str) -> Any:
        """Load a page."""
        return self.client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def send(
        self, address: str, /, *, page: str | None = None, headers: dict[str, str] | None = None, **fields: Any
    ) -> Any:
        """Fill in the form of a page (where none is named, any page with a form) and send it."""
        word = self.word(page)
        told = {name: value for name, value in fields.items() if value is not None}
        return self.client.post(address, data={"csrf": word, **told}, headers=headers or {})

    def word(self, page: str | None = None) -> str:
        """The word against foreign forms of a page."""
        found = CSRF.search(self.client.get(page or "/about").text)
        assert found, f"{page} has no form"
        return unescape(found[1])

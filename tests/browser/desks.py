"""A desk as its owner starts it: `dateline serve` in a process of its own, on a database of its own, with its feeds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from browser import happenings

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
BEGIN = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""When the desk's clock says that it was started."""
OWNER, PASSWORD = "Ana", "a quiet harbour town"
Found = TypeVar("Found")


class RunningDesk:
    """`dateline serve` on a folder; `goes_on` moves its clock, `run` is another `dateline` command on its database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outlets = happenings.open_outlets(at=BEGIN)
        self.opml = folder / "feeds.opml"
        self.opml.write_text(self.outlets["hill"].server.opml(list(self.outlets.values())), encoding="utf-8")
        self.clock = folder / "clock"
        self.ahead = (BEGIN - datetime.now(UTC)).total_seconds()
        self.clock.write_text(str(self.ahead), encoding="utf-8")
        (folder / "news.toml").write_text('private_addresses = ["127.0.0.0/8"]\n', encoding="utf-8")
        self.address = ""
        self.said: list[str] = []
        self._process: subprocess.Popen[str] | None = None

    def _command(self, *told: str) -> list[str]:
        return [sys.executable, str(HERE / "desk_process.py"), str(self.clock), *told]

    def open(self, *, port: int = 0) -> None:
        """Start it, and wait until it says where it is."""
        log = (self.folder / "log").open("w", encoding="utf-8")
        command = self._command("serve", "news.db", "--port", str(port))
        self._process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"{line}{(self.folder / 'log').read_text('utf-8')}"
        self.address = found[0]
        self.said = [line]
        threading.Thread(target=self.said.extend, args=(self._process.stdout,), daemon=True).start()

    def close(self) -> None:
        """Stop it as Ctrl-C does."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def now(self) -> datetime:
        """Tell the time by the desk's clock."""
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def shut(self) -> None:
        """Stop it and the servers of its outlets."""
        self.close()
        for one in self.outlets.values():
            one.server.__exit__()

    def was_asked(self) -> bool:
        """Tell whether any outlet was asked for anything."""
        return any(one.server.asked for one in self.outlets.values())

    def goes_on(self, **by: float) -> None:
        """Put the desk's clock forward."""
        self.ahead += timedelta(**by).total_seconds()
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(str(self.ahead), encoding="utf-8")
        fresh.replace(self.clock)

    def run(self, *told: str) -> str:
        """Do `dateline TOLD` on the closed desk's database."""
        done = subprocess.run(self._command(*told), cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rebuild(self) -> str:
        """Make all that was derived again, and open the desk at the same address."""
        port = int(self.address.rpartition(":")[2])
        self.close()
        told = self.run("rebuild", "news.db")
        self.open(port=port)
        return told


def until(look: Callable[[], Found], *, for_s: float = 60.0, every_s: float = 0.3) -> Found:
    """Look until something is found; the last look counts."""
    begun = time.monotonic()
    while not (found := look()) and time.monotonic() - begun < for_s:
        time.sleep(every_s)
    return found


class Visitor:
    """A page in a browser that notes what must not happen: errors, breaches of the policy, requests to other hosts."""

    def __init__(self, context: Any, address: str) -> None:
        self.context, self.address = context, address
        self.faults: list[str] = []
        context.on("request", self._asked)
        self.page = context.new_page()
        self.page.on("pageerror", lambda fault: self.faults.append(f"error: {fault}"))
        self.page.on("console", self._said)
        self.page.on("dialog", lambda asked: asked.accept())
        self.page.set_default_timeout(15_000)

    def _said(self, told: Any) -> None:
        # the browser itself says that a page came with status 404 or 403
        if told.type == "error" and "Failed to load resource" not in told.text:
            self.faults.append(f"on {self.page.url}: {told.text}")

    def _asked(self, asked: Any) -> None:
        if not asked.url.startswith((self.address, "data:", "blob:", "about:")):
            self.faults.append(f"asked {asked.url}")

    def go(self, path: str) -> Any:
        """Open a page of the desk."""
        return self.page.goto(self.address + path)

    def json(self, path: str) -> Any:
        """Fetch what a page's JSON tells, with the browser's cookies."""
        answer = self.context.request.get(self.address + path)
        assert answer.ok, f"{path}: {answer.status}"
        return answer.json()

    def send(self, path: str, **fields: str) -> Any:
        """Send a form as the browser would, with the word of a page of this desk."""
        word = re.search(r'name="csrf" value="(\w+)"', self.context.request.get(self.address + "/about").text())
        assert word
        answer = self.context.request.post(self.address + path, form={"csrf": word[1], **fields})
        assert answer.ok, f"{path}: {answer.status} {answer.text()[-900:]}"
        return answer

    def is_quiet(self, reports: int) -> bool:
        """Tell whether so many reports stand in stories and nothing waits to be fetched."""
        stand = sum(one["card"]["reports"] for one in self.json("/newest.json")["cards"])
        return bool(stand >= reports) and not any(self.json("/sources.json")["waiting"].values())

    def headlines(self) -> list[str]:
        """Tell the headlines of the page's cards."""
        return [str(one) for one in self.page.locator(".card h2").all_inner_texts()]

    def card(self, word: str) -> Any:
        """Find the card whose headline has a word."""
        return self.page.locator(".card", has=self.page.locator("h2", has_text=word))


def sign_up(visitor: Visitor) -> None:
    """Make the owner on the page that a new desk shows."""
    page = visitor.page
    visitor.go("/")
    page.get_by_label("Your name").fill(OWNER)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.locator(".me").wait_for()


def sign_in(visitor: Visitor, name: str = OWNER) -> None:
    """Sign in as somebody who has an account."""
    page = visitor.page
    visitor.go("/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator(".me").wait_for()

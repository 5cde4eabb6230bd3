"""`dateline serve` as users start it: it opens, answers, closes; what cannot be is told in one line."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest


def start(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", "from dateline.cli.main import main; main()", "serve", *arguments],
        cwd=cwd,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_it_opens_answers_and_closes(tmp_path: Path) -> None:
    desk = start("--port", "0", "--no-collect", cwd=tmp_path)
    try:
        assert desk.stdout is not None
        told = desk.stdout.readline()
        address = told.rsplit(" ", 1)[1].strip()
        assert address.startswith("http://127.0.0.1:")
        assert "Nobody has an account yet" in desk.stdout.readline()
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert answer.url.endswith("/welcome")
            assert "Make my account" in answer.read().decode()
        with urllib.request.urlopen(urllib.request.Request(address + "/about", method="HEAD"), timeout=30) as head:
            assert head.status == 200
            assert head.read() == b""
        taken = start("--port", address.rsplit(":", 1)[1], cwd=tmp_path)
        assert taken.wait(timeout=60) == 1
        assert taken.stderr is not None
        assert "Address already in use" in taken.stderr.read()
    finally:
        desk.send_signal(signal.SIGINT)
        assert desk.wait(timeout=30) == 0
    assert (tmp_path / "news.db").is_file()
    assert desk.stderr is not None
    assert "Traceback" not in desk.stderr.read()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["nofolder/news.db", "--port", "0"], 1, "the folder nofolder does not exist"),
        (["--single-user", "--host", "0.0.0.0", "--port", "0"], 2, "no sign-in"),
        (["--host", "203.0.113.7", "--port", "0"], 1, "cannot answer at 203.0.113.7"),
        (["--port", "99999"], 2, "99999"),
        (["--address", "news", "--port", "0"], 2, "https://news.example.org"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(tmp_path: Path, arguments: list[str], status: int, words: str) -> None:
    desk = start(*arguments, cwd=tmp_path)
    _, told = desk.communicate(timeout=60)
    assert desk.returncode == status
    assert words in told
    assert "Traceback" not in told


def test_a_file_that_is_no_database_and_settings_that_are_none_are_named(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"this is no database at all" * 50)
    desk = start("bad.db", "--port", "0", cwd=tmp_path)
    _, told = desk.communicate(timeout=60)
    assert desk.returncode == 1
    assert "bad.db: cannot be opened" in told
    (tmp_path / "news.toml").write_text('hots = "127.0.0.1"\n')
    desk = start("news.db", "--port", "0", cwd=tmp_path)
    _, told = desk.communicate(timeout=60)
    assert desk.returncode == 2
    assert "news.toml: there is no setting 'hots'" in told


def test_a_port_stays_free_when_the_desk_cannot_open(tmp_path: Path) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    desk = start("nofolder/news.db", "--port", str(port), cwd=tmp_path)
    assert desk.wait(timeout=60) == 1
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)

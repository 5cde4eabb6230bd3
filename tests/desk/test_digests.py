"""Digests tell what is new once, by real mail and real webhooks, and lose nothing when a server is down."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from clocks import Clock
from dateline import corridor
from dateline.collect.making import Wishes, make_capture
from dateline.desk.context import DeskContext
from dateline.desk.desk import Desk
from dateline.desk.digests import BadDigest
from dateline.desk.sending import NotSent, call_webhook, signature
from dateline.desk.settings import Settings
from dateline.model.audience import Account
from dateline.runner.local import runner_for
from dateline.storage.sqlite import SqliteStore


class Receiver(HTTPServer):
    """Takes webhooks on this machine."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes]] = []
        self.status = 200
        outer = self

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.got.append((self.headers["x-dateline-signature"], body))
                self.send_response(outer.status)
                self.end_headers()

            def log_message(self, *told: Any) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Taking)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


class Letters:
    """A mail server on this machine that keeps what it is given."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.got.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 taken"


@pytest.fixture
def letters() -> Iterator[tuple[Letters, int]]:
    from aiosmtpd.controller import Controller

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = Letters()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, port
    controller.stop()


@pytest.fixture
def desk(small_archive: Path, tmp_path: Path, clock: Clock, letters: tuple[Letters, int]) -> Iterator[Desk]:
    shutil.copy(small_archive, tmp_path / "news.db")
    settings = Settings(
        private_addresses=("127.0.0.0/8",),
        mail_server="127.0.0.1",
        mail_port=letters[1],
        mail_from="Dateline <news@example.org>",
        mail_security="none",
        collect=False,
    )
    made = Desk(DeskContext(store=SqliteStore(tmp_path / "news.db"), clock=clock, settings=settings))
    yield made
    made.close()


@pytest.fixture
def rita(desk: Desk) -> Account:
    account = Account(id=0, name="Rita", role="reader", made_at=desk.context.now())
    with desk.context.store.writer() as writer:
        made = writer.people.add_account(account)
    assert made
    return made


def arrive(desk: Desk, number: int) -> None:
    """Let one more report of the quake arrive now, as the collector does."""
    words = f"A strong earthquake struck Qeshm island in southern Iran and {number} people were killed, officials said."
    capture = make_capture(
        f"Quake on Qeshm kills {number}\n\n{words}".encode(),
        media_type="text/plain",
        found_in=f"new-{number}.txt",
        wishes=Wishes(published="2008-09-10"),
        captured_at=desk.context.now(),
        as_text=True,
    )
    store = desk.context.store
    with store.writer() as writer:
        assert writer.add_capture(capture)
    corridor.read_unread(store, runner_for(1), syntax="default", progress=lambda step, done: None)
    corridor.compare_stories(store)


def test_a_webhook_tells_what_is_new_once_and_is_signed(
    desk: Desk, rita: Account, receiver: Receiver, clock: Clock
) -> None:
    address = f"http://127.0.0.1:{receiver.server_port}/hook"
    made = desk.digests.order(rita, about="search:Qeshm", way="webhook", address=address, rhythm="change")
    clock.move(minutes=11)
    assert desk.digests.send_due() == 0, "what was there before is no news"
    assert receiver.got == []
    arrive(desk, 7)
    clock.move(minutes=11)
    assert desk.digests.send_due() == 1
    ((signed, body),) = receiver.got
    assert signed == signature(made.secret or "", body)
    told = json.loads(body)
    assert told["about"] == "search:Qeshm"
    assert [new["kind"] for new in told["stories"][0]["new"]].count("report") == 1
    clock.move(minutes=11)
    assert desk.digests.send_due() == 0, "it is told once"


def test_what_could_not_be_sent_is_sent_later(desk: Desk, rita: Account, receiver: Receiver, clock: Clock) -> None:
    address = f"http://127.0.0.1:{receiver.server_port}/hook"
    desk.digests.order(rita, about="search:Qeshm", way="webhook", address=address, rhythm="change")
    clock.move(minutes=1)
    arrive(desk, 8)
    clock.move(minutes=11)
    receiver.status = 503
    assert desk.digests.send_due() == 0
    (kept,) = desk.digests.listed(rita)
    assert "answered with 503" in (kept.fault or "")
    receiver.status = 204
    clock.move(minutes=16)
    assert desk.digests.send_due() == 1
    assert desk.digests.listed(rita)[0].fault is None
    tried, sent = (json.loads(body) for _, body in receiver.got)
    assert tried["stories"] == sent["stories"] != []


def test_mail_goes_out_daily_at_the_readers_hour(
    desk: Desk, rita: Account, letters: tuple[Letters, int], clock: Clock
) -> None:
    desk.audience.prefer(rita.id, zone="Asia/Tokyo")
    made = desk.digests.order(rita, about="search:Qeshm", address="rita@example.org", rhythm="daily", hour=7)
    assert made.due_at == "2031-03-01T22:00:00+00:00", "seven in the morning in Tokyo"
    clock.move(hours=2)
    arrive(desk, 9)
    assert desk.digests.send_due() == 0, "not yet"
    clock.move(hours=11, minutes=30)
    assert desk.digests.send_due() == 1
    (letter,) = letters[0].got
    assert letter["to"] == "rita@example.org"
    assert "Qeshm" in letter["subject"]
    plain = letter.get_body(("plain",))
    markup = letter.get_body(("html",))
    assert plain
    assert markup
    assert "/story/" in plain.get_content()
    assert "<script" not in markup.get_content()
    assert desk.digests.listed(rita)[0].due_at == "2031-03-02T22:00:00+00:00"


def test_muted_stories_are_not_told(desk: Desk, rita: Account, clock: Clock) -> None:
    made = desk.digests.order(rita, about="search:Qeshm", address="rita@example.org")
    clock.move(minutes=1)
    arrive(desk, 6)
    before = desk.digests.edition(made)
    assert before.stories
    for one in before.stories:
        desk.audience.mute(rita.id, "story", one.card.story_id, scope="digests", until="tomorrow")
    assert desk.digests.edition(made).stories == ()
    clock.move(days=2)
    assert desk.digests.edition(made).stories != ()


def test_stories_of_a_muted_country_are_not_told(desk: Desk, rita: Account, clock: Clock) -> None:
    made = desk.digests.order(rita, about="search:Qeshm", address="rita@example.org")
    clock.move(minutes=1)
    arrive(desk, 6)
    (one,) = desk.digests.edition(made).stories
    parts = {each.name: each.weight for each in one.card.keys if each.kind == "country"}
    assert parts["Iran"] > 1 / 3
    desk.audience.mute(rita.id, "place", "IRN")
    assert desk.digests.edition(made).stories == ()


@pytest.mark.parametrize(
    ("ordered", "told"),
    [
        ({"address": "rita"}, "no mail address"),
        ({"address": "rita@example.org\nBcc: x@y.zz"}, "no mail address"),
        ({"way": "webhook", "address": "ftp://a.example"}, "cannot be called"),
        ({"way": "pigeon"}, "mail or webhook"),
        ({"address": "r@example.org", "hour": 24}, "from 0 to 23"),
        ({"address": "r@example.org", "about": "search:speker:x"}, "cannot be read"),
        ({"address": "r@example.org", "about": "story:s000"}, "no such story"),
        ({"address": "r@example.org", "about": "colour:red"}, "is about"),
    ],
)
def test_what_cannot_be_ordered(desk: Desk, rita: Account, ordered: dict[str, Any], told: str) -> None:
    with pytest.raises(BadDigest, match=told):
        desk.digests.order(rita, **ordered)


def test_a_webhook_cannot_reach_into_this_network(
    small_archive: Path, tmp_path: Path, clock: Clock, receiver: Receiver
) -> None:

    for address in (
        f"http://127.0.0.1:{receiver.server_port}/",
        "http://169.254.169.254/",
        "http://[::1]/",
        "http://0x7f.1/",
    ):
        with pytest.raises(NotSent):
            call_webhook(Settings(), address, b"{}", secret="s")
    assert receiver.got == []


def test_digests_rest_and_stop(desk: Desk, rita: Account, clock: Clock) -> None:
    made = desk.digests.order(rita, about="front", address="rita@example.org")
    stranger = Account(id=999, name="x", role="reader", made_at="")
    assert not desk.digests.pause(stranger, made.id)
    assert not desk.digests.drop(stranger, made.id)
    assert desk.digests.pause(rita, made.id)
    clock.move(days=3)
    assert desk.digests.send_due() == 0
    assert desk.digests.pause(rita, made.id, paused=False)
    assert (desk.digests.listed(rita)[0].due_at or "") > desk.context.now()
    assert desk.digests.drop(rita, made.id)
    assert desk.digests.listed(rita) == []


def test_the_secret_of_a_webhook_is_in_no_export_and_nothing_of_a_digest_outlives_its_account(
    desk: Desk, rita: Account, clock: Clock
) -> None:
    made = desk.digests.order(
        rita, about="search:Qeshm", way="webhook", address="https://hook.example/", rhythm="change"
    )
    assert made.secret
    told = json.dumps(desk.accounts.everything_of(rita))
    assert "https://hook.example/" in told
    assert made.secret not in told
    with desk.context.store.writer() as writer:
        writer.outgoing.note_told(made.id, ["mark"], at=desk.context.now())
    desk.accounts.close(rita)
    with desk.context.store.view() as view:
        assert view.outgoing.digest(made.id) is None
        assert view.outgoing.told(made.id) == frozenset()

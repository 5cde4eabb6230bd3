"""The polite fetcher against a real server on this machine, kind and unkind."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from dateline.collect.fetch import Fetcher
from dateline.collect.guard import Guard
from dateline.collect.politeness import Manners
from dateline.model.feed import FAILED, FRESH, LATER, REFUSED, UNCHANGED, FetchOutcome
from feed_server import Answer, Asked, FeedServer, bomb

HERE = ("127.0.0.0/8",)
QUICK = Manners(delay=0)


class Names:
    """A resolver of our own: each name leads to the addresses given, the next time to the next ones."""

    def __init__(self, **names: list[str]) -> None:
        self.names = names
        self.looks = 0

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[dict[str, Any]]:
        """Look a name up."""
        found = self.names[host.replace(".", "_")]
        numbers = found[min(self.looks, len(found) - 1)]
        self.looks += 1
        return [{"hostname": host, "host": numbers, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        """Nothing to let go of."""


class Hours:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        """Tell the time."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Let time go on."""
        self.slept.append(round(seconds, 3))
        self.seconds += seconds


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as made:
        yield made


def fetched(
    *addresses: str, allowed: tuple[str, ...] = HERE, limit: int = 100_000, **wishes: Any
) -> list[FetchOutcome]:
    """Fetch addresses one after another with one fetcher."""

    async def all_of_them() -> list[FetchOutcome]:
        wishes.setdefault("manners", QUICK)
        asked = {name: wishes.pop(name) for name in ("etag", "modified") if name in wishes}
        async with Fetcher(guard=Guard(allowed), **wishes) as fetcher:
            return [await fetcher.fetch(one, limit=limit, **asked) for one in addresses]

    return asyncio.run(all_of_them())


def test_a_page_comes_with_what_the_server_says_of_it(server: FeedServer) -> None:
    headers = {"ETag": '"a1"', "Last-Modified": "Fri, 20 Nov 2026 10:00:00 GMT", "Cache-Control": "public, max-age=90"}
    server.routes["/a"] = Answer("Grüße".encode(), headers=headers)
    (one,) = fetched(f"{server.address}/a")
    assert (one.outcome, one.status, one.body) == (FRESH, 200, "Grüße".encode())
    assert (one.etag, one.modified, one.fresh_for) == ('"a1"', "Fri, 20 Nov 2026 10:00:00 GMT", 90.0)
    assert one.content_type == "text/html; charset=utf-8"
    assert server.asked[-1].headers["user-agent"].startswith("Dateline/")
    assert server.asked[-1].headers["accept-encoding"] == "gzip, deflate"


def test_what_is_known_already_is_not_sent_again(server: FeedServer) -> None:
    def once(asked: Asked) -> Answer:
        return Answer(status=304) if asked.headers.get("if-none-match") == '"a1"' else Answer(b"x")

    server.routes["/a"] = once
    assert fetched(f"{server.address}/a", etag='"a1"', modified="then")[0].outcome == UNCHANGED
    assert server.asked[-1].headers["if-modified-since"] == "then"
    assert fetched(f"{server.address}/a", etag='"b2"')[0].outcome == FRESH


def test_robots_are_asked_once_and_kept_to(server: FeedServer) -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /shut\nCrawl-delay: 7\n"
    server.routes["/robots.txt"] = Answer(rules, kind="text/plain")
    server.routes["/open"] = server.routes["/shut"] = Answer(b"x")
    clock = Hours()
    outcomes = fetched(
        f"{server.address}/open", f"{server.address}/shut", f"{server.address}/open", clock=clock, sleep=clock.sleep
    )
    assert [one.outcome for one in outcomes] == [FRESH, REFUSED, FRESH]
    assert "robots.txt asks" in (outcomes[1].message or "")
    assert [one.path for one in server.asked] == ["/robots.txt", "/open", "/open"]
    assert clock.slept == [7.0, 7.0]


@pytest.mark.parametrize(("status", "outcome"), [(404, FRESH), (403, FRESH), (500, FAILED), (503, LATER)])
def test_robots_that_cannot_be_asked(server: FeedServer, status: int, outcome: str) -> None:
    server.routes["/robots.txt"] = Answer(b"no", status)
    server.routes["/a"] = Answer(b"x")
    assert fetched(f"{server.address}/a")[0].outcome == outcome


def test_a_redirect_is_asked_for_by_the_rules_of_where_it_leads(server: FeedServer) -> None:
    with FeedServer() as other:
        other.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /\n")
        other.routes["/b"] = Answer(b"x")
        server.routes["/a"] = Answer(status=302, headers={"Location": f"{other.address}/b"})
        (one,) = fetched(f"{server.address}/a")
    assert one.outcome == REFUSED
    assert "robots.txt" in (one.message or "")
    assert other.paths() == []


def test_redirects_for_good_are_noted_as_far_as_they_are_for_good(server: FeedServer) -> None:
    server.routes["/a"] = Answer(status=301, headers={"Location": "/b"})
    server.routes["/b"] = Answer(status=308, headers={"Location": "/c"})
    server.routes["/c"] = Answer(status=302, headers={"Location": "/d"})
    server.routes["/d"] = Answer(b"x")
    (one,) = fetched(f"{server.address}/a")
    assert (one.outcome, one.final_address) == (FRESH, f"{server.address}/d")
    assert one.moved_to == f"{server.address}/c"
    assert one.address == f"{server.address}/a"


def test_redirects_without_end_end(server: FeedServer) -> None:
    server.routes["/a"] = Answer(status=302, headers={"Location": "/b"})
    server.routes["/b"] = Answer(status=302, headers={"Location": "/a"})
    for number in range(12):
        server.routes[f"/{number}"] = Answer(status=302, headers={"Location": f"/{number + 1}"})
    server.routes["/nowhere"] = Answer(status=302)
    circle, far, nowhere = fetched(*(f"{server.address}/{path}" for path in ("a", "0", "nowhere")))
    assert "circle" in (circle.message or "")
    assert "more than 6 times" in (far.message or "")
    assert "not where to" in (nowhere.message or "")


@pytest.mark.parametrize(
    "aim",
    [
        "file:///etc/passwd",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://user@127.0.0.1/",
        "//0x0a.1/",
    ],
)
def test_a_redirect_to_a_closed_address_is_refused(server: FeedServer, aim: str) -> None:
    server.routes["/a"] = Answer(status=302, headers={"Location": aim})
    assert fetched(f"{server.address}/a")[0].outcome == REFUSED


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "127.1", "0", "[::1]"]
)
def test_this_machine_is_closed_in_every_spelling(server: FeedServer, host: str) -> None:
    server.routes["/a"] = Answer(b"secret")
    (one,) = fetched(f"http://{host}:{server.port}/a", allowed=())
    assert one.outcome in (REFUSED, FAILED)
    assert one.body == b""
    assert server.asked == []


def test_a_name_that_leads_to_a_closed_address_is_refused(server: FeedServer) -> None:
    names = Names(news_example=["127.0.0.1"])
    (one,) = fetched(f"http://news.example:{server.port}/a", allowed=(), resolver=names)
    assert one.outcome == REFUSED
    assert "news.example is a closed address" in (one.message or "")
    assert server.asked == []


def test_a_name_that_changes_its_mind_is_judged_again_at_the_socket(server: FeedServer) -> None:
    """Rebinding: at the first look the name is fine, at the second it leads inside."""
    server.routes["/a"] = Answer(b"secret")
    names = Names(news_example=["127.0.0.1", "127.0.0.2"])
    address = f"http://news.example:{server.port}/a"
    first, second = (fetched(address, allowed=("127.0.0.1/32",), resolver=names)[0] for _ in range(2))
    assert (first.outcome, second.outcome) == (FRESH, REFUSED)
    assert (names.looks, second.body) == (2, b"")
    assert server.paths() == ["/a"]


def test_proxies_of_the_environment_are_not_used(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with FeedServer() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)
        server.routes["/a"] = Answer(b"x")
        assert fetched(f"{server.address}/a")[0].body == b"x"
        assert proxy.asked == []


@pytest.mark.parametrize("kind", ["gzip", "deflate", "raw"])
def test_packed_answers_are_unpacked(server: FeedServer, kind: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(b"hello ") + gzip.compress(b"there") + b"\0\0",
        "deflate": zlib.compress(b"hello there"),
        "raw": raw.compress(b"hello there") + raw.flush(),
    }[kind]
    server.routes["/a"] = Answer(packed, headers={"Content-Encoding": "gzip" if kind == "gzip" else "deflate"})
    assert fetched(f"{server.address}/a")[0].body == b"hello there"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(bomb(50_000_000), headers={"Content-Encoding": "gzip"}), "larger than"),
        (Answer(zlib.compress(b"\0" * 50_000_000), headers={"Content-Encoding": "deflate"}), "larger than"),
        (Answer(gzip.compress(bomb(50_000_000)), headers={"Content-Encoding": "gzip, gzip"}), "not asked for"),
        (Answer(b"\x0b\x02\x80hello\x03", headers={"Content-Encoding": "br"}), "not asked for"),
        (Answer(gzip.compress(b"hello" * 99)[:-9], headers={"Content-Encoding": "gzip"}), "too early"),
        (Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"}), "broken"),
        (Answer(b"x" * 200_000), "larger than"),
    ],
)
def test_bombs_and_broken_packings_are_refused(server: FeedServer, answer: Answer, words: str) -> None:
    server.routes["/a"] = answer
    (one,) = fetched(f"{server.address}/a", limit=100_000)
    assert one.outcome in (REFUSED, FAILED)
    assert words in (one.message or "")
    assert one.body == b""


def test_a_feed_of_100_mb_without_a_stated_length_is_left_soon(server: FeedServer) -> None:
    sent = []

    def much() -> Iterator[bytes]:
        for _ in range(1600):
            sent.append(1)
            yield b"<item>" * 10_923

    server.routes["/a"] = Answer(much())
    (one,) = fetched(f"{server.address}/a", limit=2_000_000)
    assert one.outcome == REFUSED
    assert "larger than 2 MB" in (one.message or "")
    assert len(sent) < 400


def test_a_server_that_drips_is_left(server: FeedServer) -> None:
    server.routes["/a"] = Answer((b"." for _ in range(1000)), pause=0.01)
    (one,) = fetched(f"{server.address}/a", manners=Manners(delay=0, grace=0.05, least_rate=1000))
    assert one.outcome == FAILED
    assert "too slowly" in (one.message or "")


def test_a_server_that_never_answers_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        (one,) = fetched(address, manners=Manners(delay=0, total=0.2, silent=0.1))
    assert one.outcome == FAILED
    assert "in time" in (one.message or "")


def test_busy_servers_are_left_alone_for_as_long_as_they_say(server: FeedServer) -> None:
    server.routes["/a"] = Answer(b"", 429, headers={"Retry-After": "3600"})
    server.routes["/b"] = Answer(b"x")
    first, second = fetched(f"{server.address}/a", f"{server.address}/b")
    assert (first.outcome, first.wait) == (LATER, 3600.0)
    assert "1 hour" in (first.message or "")
    assert second.outcome == LATER
    assert server.paths() == ["/a"]


def test_a_busy_server_may_name_a_day(server: FeedServer) -> None:
    server.routes["/a"] = Answer(b"", 503, headers={"Retry-After": "Fri, 20 Nov 2026 12:10:00 GMT"})
    (one,) = fetched(f"{server.address}/a", today=lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert (one.outcome, one.wait) == (LATER, 600.0)


def test_short_rests_are_waited_for(server: FeedServer) -> None:
    answers = [Answer(b"", 429, headers={"Retry-After": "20"}), Answer(b"x")]
    server.routes["/a"] = lambda asked: answers.pop(0)
    clock = Hours()
    first, second = fetched(f"{server.address}/a", f"{server.address}/a", clock=clock, sleep=clock.sleep)
    assert (first.outcome, second.outcome) == (LATER, FRESH)
    assert clock.slept == [20.0]


def test_hosts_are_spared_and_ones_own_are_not(server: FeedServer) -> None:
    server.routes["/a"] = Answer(b"x")
    clock = Hours()
    wishes: dict[str, Any] = {"manners": Manners(delay=3), "clock": clock, "sleep": clock.sleep}
    names = Names(news_example=["127.0.0.1"])
    named = f"http://news.example:{server.port}/a"
    assert [one.outcome for one in fetched(named, named, resolver=names, **wishes)] == [FRESH, FRESH]
    assert clock.slept == [3.0]
    fetched(f"{server.address}/a", f"{server.address}/a", **wishes)
    assert clock.slept == [3.0], "machines of an opened network are asked without a pause"


def test_one_host_is_asked_one_thing_at_a_time(server: FeedServer) -> None:
    inside: list[int] = []
    most: list[int] = []

    def slow(asked: Asked) -> Answer:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()
        return Answer(b"x")

    for number in range(4):
        server.routes[f"/{number}"] = slow

    async def together() -> None:
        async with Fetcher(guard=Guard(HERE), manners=QUICK) as fetcher:
            await asyncio.gather(*(fetcher.fetch(f"{server.address}/{number}") for number in range(4)))

    asyncio.run(together())
    assert most == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("status", "outcome"), [(404, REFUSED), (410, REFUSED), (402, REFUSED), (408, FAILED), (500, FAILED), (300, FAILED)]
)
def test_other_answers(server: FeedServer, status: int, outcome: str) -> None:
    server.routes["/a"] = Answer(b"words", status)
    (one,) = fetched(f"{server.address}/a")
    assert (one.outcome, one.status, one.body) == (outcome, status, b"")
    assert str(status) in (one.message or "")


def test_hosts_and_servers_that_are_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    gone, nobody = fetched(f"http://127.0.0.1:{port}/", "http://no-such-host.invalid/")
    assert "cannot be reached" in (gone.message or "")
    assert "no-such-host.invalid" in (nobody.message or "")
    assert nobody.outcome == FAILED


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"SSH-2.0-server\r\n\r\n", "no proper answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "no proper answer"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", "no proper answer"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000 + b"\r\n", "no proper answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", "broke off"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[bad\r\nContent-Length: 0\r\n\r\n", "cannot be fetched"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://" + b"a" * 300 + b".example/\r\n\r\n", "cannot be fetched"),
        (b"HTTP/1.1 429 Busy\r\nRetry-After: 999999999\r\nContent-Length: 0\r\n\r\n", "7 days"),
        (b"HTTP/1.1 429 Busy\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n", "5 minutes"),
    ],
)
def test_odd_answers_are_told_in_words(answer: bytes, words: str) -> None:
    async def talk() -> FetchOutcome:
        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked = await reader.readuntil(b"\r\n\r\n")
            is_rules = asked.split()[1] == b"/robots.txt"
            writer.write(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" if is_rules else answer)
            writer.close()

        async with await asyncio.start_server(speak, "127.0.0.1", 0) as odd:
            port = odd.sockets[0].getsockname()[1]
            async with Fetcher(guard=Guard(HERE), manners=QUICK) as fetcher:
                return await fetcher.fetch(f"http://127.0.0.1:{port}/a")

    outcome = asyncio.run(talk())
    assert outcome.outcome in (FAILED, REFUSED, LATER)
    assert words in (outcome.message or "")
    assert outcome.body == b""

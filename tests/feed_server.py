"""A small web server on 127.0.0.1 that changes over time: outlets that publish, and servers that mean no good.

Run it by itself (`python tests/feed_server.py`) for a front page of one's own: it prints the address of an OPML file.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass
class Asked:
    """One question that came in."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Answer:
    """What is sent back: the body in one piece, or piece by piece with a pause (seconds) after each."""

    body: bytes | Iterator[bytes] = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0


Route = Answer | Callable[[Asked], Answer]


@dataclass
class Report:
    """One report that an outlet published."""

    number: int
    title: str
    text: str
    at: datetime
    teaser: bool = True
    extra: str = ""


class FakeOutlet:
    """An outlet with a feed that grows: `/NAME/feed.xml` (RSS, ETag, 304) and `/NAME/1.html` and on."""

    def __init__(self, server: FeedServer, name: str, *, title: str | None = None, longest: int = 30) -> None:
        self.server, self.name, self.title, self.longest = server, name, title or name.title(), longest
        self.reports: list[Report] = []
        self.headers: dict[str, str] = {}
        self.extra = ""
        server.routes[f"/{name}/feed.xml"] = self._feed
        server.routes[f"/{name}/"] = self._front

    @property
    def feed(self) -> str:
        """The address of the feed."""
        return f"{self.server.address}/{self.name}/feed.xml"

    def page(self, number: int) -> str:
        """The address of a report's page."""
        return f"{self.server.address}/{self.name}/{number}.html"

    def publish(self, title: str, text: str, *, at: datetime = NOON, teaser: bool = True) -> Report:
        """Publish one report: its page stands at once, the feed lists it first."""
        made = Report(len(self.reports) + 1, title, text, at, teaser)
        self.reports.append(made)
        self.server.routes[f"/{self.name}/{made.number}.html"] = lambda asked: Answer(self.html_of(made).encode())
        return made

    def html_of(self, report: Report) -> str:
        """A report's page, with its day in JSON-LD as the trade writes it."""
        paragraphs = "".join(f"<p>{html.escape(one)}</p>" for one in report.text.split("\n\n"))
        title = html.escape(report.title)
        facts = f'{{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"{report.at.isoformat()}"}}'
        return (
            f"<!doctype html><html lang=en><head><title>{title}</title>"
            f'<script type="application/ld+json">{facts}</script>'
            f'<link rel="alternate" type="application/rss+xml" title="All" href="/{self.name}/feed.xml"></head>'
            f"<body><main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>"
        )

    def rss(self) -> str:
        """The feed as it stands, newest first."""
        newest = sorted(self.reports, key=lambda one: one.number, reverse=True)[: self.longest]
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f"<title>{html.escape(self.title)}</title><link>{self.server.address}/{self.name}/</link>{self.extra}"
            f"{''.join(self._told(one) for one in newest)}</channel></rss>"
        )

    def _told(self, one: Report) -> str:
        paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in one.text.split("\n\n"))
        body = f"<content:encoded>{html.escape(paragraphs)}</content:encoded>" if not one.teaser else ""
        return (
            f"<item><title>{html.escape(one.title)}</title><link>{self.page(one.number)}?utm_source=rss</link>"
            f"<guid isPermaLink='false'>{self.name}-{one.number}</guid>"
            f"<pubDate>{format_datetime(one.at)}</pubDate>"
            f"<description>{html.escape(one.text[:80])}</description>{body}{one.extra}</item>"
        )

    def _feed(self, asked: Asked) -> Answer:
        body = self.rss().encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        headers = {"ETag": tag, **self.headers}
        if asked.headers.get("if-none-match") == tag:
            return Answer(status=304, headers=headers)
        return Answer(body, kind="application/rss+xml", headers=headers)

    def _front(self, asked: Asked) -> Answer:
        link = f'<link rel="alternate" type="application/rss+xml" title="{self.title}" href="feed.xml">'
        return Answer(f"<html><head><title>{self.title}</title>{link}</head><body><p>Front.</p></body></html>".encode())


class _Web(ThreadingHTTPServer):
    """A server that says nothing of visitors who hang up."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Pass over it."""


class FeedServer:
    """The server; `routes` may be changed while it runs, `asked` is everything that was asked of it.

    `pause` is for how many seconds it thinks before each answer.
    """

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []
        self.pause = 0.0
        self._web = _Web(("127.0.0.1", 0), self._questions())
        self._thread = threading.Thread(target=self._web.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._web.server_address[1])

    @property
    def address(self) -> str:
        """How it is reached, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._web.shutdown()
        self._web.server_close()

    def outlet(self, name: str, **wishes: object) -> FakeOutlet:
        """Open an outlet."""
        return FakeOutlet(self, name, **wishes)  # type: ignore[arg-type]

    def paths(self) -> list[str]:
        """What was asked, without questions for robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def opml(self, outlets: list[FakeOutlet], *, folder: str = "World") -> str:
        """An OPML file of some outlets in one folder; it is served at /feeds.opml too."""
        lines = "".join(f'<outline type="rss" text="{one.title}" xmlUrl="{one.feed}"/>' for one in outlets)
        made = f'<opml version="2.0"><body><outline text="{folder}">{lines}</outline></body></opml>'
        self.routes["/feeds.opml"] = Answer(made.encode(), kind="text/x-opml")
        return made

    def _questions(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Questions(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked = Asked(
                    self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic()
                )
                server.asked.append(asked)
                time.sleep(server.pause)
                route = server.routes.get(self.path, server.routes.get(self.path.partition("?")[0]))
                answer = route(asked) if callable(route) else route or Answer(b"nothing here", 404)
                try:
                    self._send(answer)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def _send(self, answer: Answer) -> None:
                self.send_response(answer.status)
                whole = isinstance(answer.body, bytes)
                if answer.status != 304:
                    self.send_header("Content-Type", answer.kind)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if isinstance(answer.body, bytes):
                    self.send_header("Content-Length", str(len(answer.body)))
                else:
                    self.send_header("Connection", "close")
                    self.close_connection = True
                self.end_headers()
                for piece in [answer.body] if isinstance(answer.body, bytes) else answer.body:
                    self.wfile.write(piece)
                    if not whole:
                        self.wfile.flush()
                    if answer.pause:
                        time.sleep(answer.pause)

            def log_message(self, *_: object) -> None:
                pass

        return Questions


def bomb(size: int) -> bytes:
    """Zeros of so many bytes, packed: about a thousandth of that."""
    return gzip.compress(b"\0" * size, 9)


def main() -> None:
    """Serve two outlets that publish something new every 20 seconds."""
    with FeedServer() as server:
        outlets = [server.outlet("harbour-post", title="Harbour Post"), server.outlet("hill-mail", title="Hill Mail")]
        server.opml(outlets)
        print(f"{server.address}/feeds.opml", flush=True)
        hour = 0
        while True:
            for number, outlet in enumerate(outlets):
                boats = 12 + hour + number
                outlet.publish(
                    f"{boats} boats sink off Port Sel in storm",
                    f"PORT SEL - A storm sank {boats} fishing boats off Port Sel on Friday, the coast guard said.\n\n"
                    f'"We have never lost {boats} boats in a night," said Mayor Ana Ruiz of Port Sel.\n\n'
                    "The government of Spain promised help to the families of the crews.",
                    at=datetime.now(UTC) - timedelta(minutes=number),
                )
            hour += 1
            time.sleep(20)


if __name__ == "__main__":
    main()

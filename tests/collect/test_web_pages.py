"""Addresses given by hand: fetched, and read as a file of that kind."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from dateline.collect.collectors import open_inputs
from dateline.model.article import Capture, Failure
from feed_server import Answer, FeedServer

HERE = ("127.0.0.0/8",)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as made:
        yield made


def opened(*inputs: str, private: tuple[str, ...] = HERE) -> list[Capture | Failure]:
    return list(open_inputs(inputs, private_addresses=private))


def test_a_page_an_archive_and_a_corpus_are_taken_from_the_web(server: FeedServer) -> None:
    server.routes["/a"] = Answer(b"<html><body><p>Ten boats sank.</p></body></html>")
    rows = "".join(json.dumps({"id": str(n), "text": "Boats."}) + "\n" for n in range(2))
    server.routes["/rows.jsonl"] = Answer(rows.encode(), kind="text/plain")
    server.routes["/feed"] = Answer(b"<?xml version='1.0'?><rss version='2.0'></rss>", kind="application/rss+xml")
    server.routes["/moved"] = Answer(status=302, headers={"Location": "/a"})
    found = opened(*(f"{server.address}/{one}" for one in ("moved", "rows.jsonl", "feed", "a")))
    assert all(isinstance(one, Capture) for one in found)
    kinds = [one.media_type for one in found if isinstance(one, Capture)]
    assert kinds == ["text/html", *["application/vnd.dateline.row+json"] * 2, "application/rss+xml", "text/html"]
    page = found[0]
    assert isinstance(page, Capture)
    assert (page.found_in, page.url) == (f"{server.address}/moved", f"{server.address}/a")
    assert page.captured_at is not None
    assert page.hint("content_type") == "text/html; charset=utf-8"


def test_each_address_that_fails_says_why_and_the_rest_goes_on(server: FeedServer) -> None:
    server.routes["/a"] = Answer(b"<html><body><p>Ten boats sank.</p></body></html>")
    server.routes["/b.png"] = Answer(b"\x89PNG\r\n\x1a\n", kind="image/png")
    server.routes["/c"] = Answer(b" \n ")
    addresses = [*(f"{server.address}/{one}" for one in ("gone", "b.png", "c")), "ftp://x/", "http://[::1/"]
    *failed, good = opened(*addresses, f"{server.address}/a")
    assert isinstance(good, Capture)
    whys = [one.message for one in failed if isinstance(one, Failure)]
    for why, words in zip(whys, ("404", "picture", "empty", "only http", "no web address"), strict=True):
        assert words in why


def test_closed_addresses_stay_closed(server: FeedServer) -> None:
    (one,) = opened(f"{server.address}/a", private=())
    assert isinstance(one, Failure)
    assert "closed address" in one.message
    assert server.asked == []

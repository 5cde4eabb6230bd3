"""`dateline collect` and `dateline read URL` as people run them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from dateline.cli.commands.collect import command
from dateline.cli.commands.read import command as read
from feed_server import Answer, FeedServer

TEXT = "PORT SEL - A storm sank 12 fishing boats off Port Sel on Friday, the coast guard said on Saturday."


def test_feeds_are_added_visited_and_listed(tmp_path: Path) -> None:
    db = str(tmp_path / "news.db")
    with FeedServer() as server:
        outlet = server.outlet("harbour-post", title="Harbour Post")
        outlet.publish("Storm sinks 12 boats", TEXT)
        lists = tmp_path / "feeds.opml"
        lists.write_text(server.opml([outlet]))
        private = ["--private", "127.0.0.0/8"]
        done = CliRunner().invoke(command, [db, "--opml", str(lists), "--once", *private])
        assert "1 sources added" in done.output
        assert "1 sources visited, 1 new reports, 1 articles read" in done.output
        assert done.exit_code == 0
        mail = server.outlet("hill-mail", title="Hill Mail")
        site = f"{server.address}/hill-mail/"
        again = CliRunner().invoke(
            command,
            [db, *("--feed", f"{server.address}/gone", "--feed", "file:///x", "--feed", site), "--once", *private],
        )
        assert f"{mail.feed}: Hill Mail added" in again.output
        assert "file:///x: only http:// and https:// addresses are fetched" in again.output
        assert f"{server.address}/gone: there is no such page (404)" in again.output
        assert again.exit_code == 1
    listed = CliRunner().invoke(command, [db, "--list"])
    assert "World\n  Harbour Post" in listed.output
    assert listed.exit_code == 0


def test_without_sources_it_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [str(tmp_path / "news.db"), "--once"])
    assert "add one with --feed" in done.output
    assert done.exit_code == 1


def test_a_network_must_be_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [str(tmp_path / "news.db"), "--private", "here"])
    assert "no network of addresses" in done.output
    assert done.exit_code == 2


def test_addresses_are_read(tmp_path: Path) -> None:
    with FeedServer() as server:
        server.routes["/a"] = Answer(
            f"<html><body><article><h1>Storm</h1><p>{TEXT}</p></article></body></html>".encode()
        )
        done = CliRunner().invoke(
            read, ["--json", "--private", "127.0.0.0/8", f"{server.address}/a", f"{server.address}/gone"]
        )
    assert done.exit_code == 1
    (article,) = json.loads(done.stdout)["articles"]
    assert article["url"] == f"{server.address}/a"
    assert f"{server.address}/gone: there is no such page (404)" in done.stderr

"""Addresses: what tells one report from another, and what does not."""

from __future__ import annotations

import pytest

from dateline.collect.addresses import host_of, link_key, plain_address


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/x?id=7&fbclid=abc&b=2#top", "https://a.example/x?id=7&b=2"),
        ("https://a.example/x?at_medium=RSS&at_campaign=KARANGA", "https://a.example/x"),
        ("https://a.example/x?partner=rss&page=2", "https://a.example/x?page=2"),
        ("https://a.example/x?source=rss&source_id=4", "https://a.example/x?source_id=4"),
        ("https://a.example/?p=12;q=%C3%A9+x", "https://a.example/?p=12;q=%C3%A9+x"),
        ("https://a.example/rss?", "https://a.example/rss"),
    ],
)
def test_what_only_counts_visitors_goes(address: str, plain: str) -> None:
    assert plain_address(address) == plain


def test_one_key_for_all_spellings() -> None:
    spellings = ["HTTPS://A.example:443/x?b=1", "https://a.example/x?b=1#c", "https://a.example/x?gclid=2&b=1"]
    assert {link_key(one) for one in spellings} == {"https://a.example/x?b=1"}
    assert link_key("http://a.example/x?b=1") != link_key(spellings[0])
    assert link_key("http://a.example:8080/x") == "http://a.example:8080/x"
    assert link_key("http://[::1") == "http://[::1"


def test_hosts_are_named() -> None:
    assert host_of("https://News.Example.:8080/x") == "news.example"
    assert host_of("http://[::1") == ""

"""Which addresses may be fetched from: by their form, and by the numbers that a name leads to."""

from __future__ import annotations

import socket

import pytest

from dateline.collect.guard import AddressRefused, Guard, check_address

CLOSED = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.2.5",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.251",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "4000::1",
    "no numbers",
]


@pytest.mark.parametrize("numbers", CLOSED)
def test_closed_addresses_are_refused_with_a_reason(numbers: str) -> None:
    assert "is not fetched from" in (Guard().judge(numbers) or "")


@pytest.mark.parametrize("numbers", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808"])
def test_open_addresses_pass(numbers: str) -> None:
    assert Guard().judge(numbers) is None


def test_a_private_network_may_be_allowed_and_no_other_with_it() -> None:
    guard = Guard(["10.0.0.0/8", "fd12::/16"])
    assert guard.judge("10.1.2.3") is None
    assert guard.judge("fd12::1") is None
    assert guard.judge("127.0.0.1")
    assert guard.judge("::ffff:10.1.2.3")


def test_the_socket_is_refused_before_it_is_made() -> None:
    found = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 80))
    with pytest.raises(AddressRefused, match="this machine"):
        Guard().open_socket(found)
    with pytest.raises(AddressRefused, match="kind of address"):
        Guard(["0.0.0.0/0"]).open_socket((socket.AF_UNIX, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80)))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://example.org/", "only http"),
        ("file:///etc/passwd", "only http"),
        ("gopher://example.org:70/1", "only http"),
        ("javascript:alert(1)", "only http"),
        ("example.org", "only http"),
        ("http://", "names no host"),
        ("http:///path", "names no host"),
        ("http://user:word@example.org/", "name or password"),
        ("http://example.org@127.0.0.1/", "name or password"),
        ("http://example.org\\@127.0.0.1/", "name or password"),
        ("http://example.org/a\\b", "backslash"),
        ("http://example.org/a b", "blanks"),
        ("http://example.org/\r\nHost: x", "blanks"),
        ("http://example.org:99999/", "no web address"),
        ("http://[::1/", "no web address"),
        ("http://example.org/" + "a" * 5000, "too long"),
    ],
)
def test_odd_forms_are_refused(address: str, why: str) -> None:
    assert why in (check_address(address) or "")


def test_right_forms_pass() -> None:
    assert check_address("https://example.org/feed.xml?a=1#top") is None
    assert check_address("http://[2606:4700::1111]:8080/") is None

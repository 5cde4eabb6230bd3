"""The guard: which addresses may be fetched from. It judges the address that is really connected to.

A name can lead anywhere, change between two looks (rebinding) and hide behind a redirect; so the judgement falls where
the socket is made, once for every connection, on the very address that the socket is then connected to.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

SCHEMES = ("http", "https")
REFUSED = "is not fetched from"
"""Words that stand in every refusal of an address, so that it is known again inside another library's words."""

LONGEST_ADDRESS = 4000

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")

# Ranges of the registries of special addresses (IANA, RFC 6890 and later) that the standard library of some Python
# versions calls global, and 168.63.129.16, under which a cloud answers its machines with their secrets.
_CLOSED: tuple[tuple[_Network, str], ...] = tuple(
    (ipaddress.ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "the inside of a provider's network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "the inside of a cloud"),
        ("169.254.0.0/16", "this machine's neighbours or a cloud's secrets"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved network"),
        ("192.0.2.0/24", "a network for examples"),
        ("192.88.99.0/24", "a relay into other networks"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a network for tests"),
        ("198.51.100.0/24", "a network for examples"),
        ("203.0.113.0/24", "a network for examples"),
        ("224.0.0.0/4", "many machines at once"),
        ("240.0.0.0/4", "a reserved network"),
        ("::/128", "this machine"),
        ("::1/128", "this machine"),
        ("::/96", "an old form of another address"),
        ("::ffff:0:0/96", "another form of an IPv4 address"),
        ("::ffff:0:0:0/96", "another form of an IPv4 address"),
        ("64:ff9b:1::/48", "a private network"),
        ("100::/64", "nowhere"),
        ("2001::/23", "a tunnel or a reserved network"),
        ("2001:db8::/32", "a network for examples"),
        ("2002::/16", "a tunnel to an IPv4 address"),
        ("3fff::/20", "a network for examples"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "this machine's neighbours"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "many machines at once"),
    )
)


class AddressRefused(OSError):
    """A connection that the guard did not allow; the message says why, in plain words."""


class Guard:
    """Judges addresses; `allowed` are networks ("10.0.0.0/8") that may be fetched from though they are private.

    Raises ValueError for a network that is none.
    """

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        self._allowed = tuple(_network(one) for one in allowed)

    def judge(self, numbers: str) -> str | None:
        """Say why an IP address may not be connected to; None when it may."""
        try:
            address = ipaddress.ip_address(numbers.partition("%")[0])
        except ValueError:
            return f"{numbers} {REFUSED}: it is no IP address"
        if any(address.version == one.version and address in one for one in self._allowed):
            return None
        kind = _closed(address)
        return f"{numbers} {REFUSED}: it leads to {kind}" if kind else None

    def opens(self, host: str) -> bool:
        """Tell whether a host, given in numbers or as "localhost", lies in a network that was allowed."""
        try:
            address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
        except ValueError:
            return False
        return any(address.version == one.version and address in one for one in self._allowed)

    def open_socket(self, found: tuple[Any, ...]) -> socket.socket:
        """Make the socket for an address that was looked up (as `getaddrinfo` tells it); raise AddressRefused."""
        family, kind, protocol, _, where = found
        if family not in (socket.AF_INET, socket.AF_INET6):
            raise AddressRefused(f"this kind of address {REFUSED}")
        if why := self.judge(str(where[0])):
            raise AddressRefused(why)
        return socket.socket(family=family, type=kind, proto=protocol)


def _network(words: str) -> _Network:
    try:
        return ipaddress.ip_network(words, strict=False)
    except ValueError:
        raise ValueError(f"{words!r} is no network of addresses; write it as 10.0.0.0/8") from None


def _closed(address: _Address) -> str | None:
    """Name what a closed address leads to; None for an open one."""
    if isinstance(address, ipaddress.IPv6Address) and address in _NAT64:
        # The well-known form of every IPv4 address in networks that speak only IPv6: judged by what it stands for.
        return _closed(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    for network, kind in _CLOSED:
        if address.version == network.version and address in network:
            return kind
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_IPV6:
        return "a reserved network"
    if not address.is_global or address.is_multicast or address.is_reserved:
        return "a reserved network"
    return None


def check_address(address: str) -> str | None:
    """Say why a web address is none that can be fetched, from its form alone; None when its form is right."""
    if len(address) > LONGEST_ADDRESS:
        return "the address is too long"
    if any(ord(one) < 33 or ord(one) == 127 for one in address):
        return "the address holds blanks or control characters"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"this is no web address ({error})"
    if parts.scheme.lower() not in SCHEMES:
        return "only http:// and https:// addresses are fetched"
    if not host:
        return "the address names no host"
    if "@" in parts.netloc:
        return "an address with a name or password in it is not fetched"
    if "\\" in address:
        return "the address holds a backslash, which programs read in different ways"
    return None

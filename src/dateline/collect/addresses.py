"""Web addresses as people write them, and what tells one report's address from another's."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from dateline.collect.guard import check_address

# What is added to addresses to count where visitors come from: Google Analytics (utm_...), Matomo (pk_, mtm_), AT
# Internet (at_...), Piano, Meta, Google Ads, Microsoft, Yandex, Mailchimp, HubSpot, and names that outlets use alike.
_COUNTING = re.compile(
    r"(?:utm_\w+|pk_\w+|mtm_\w+|at_(?:medium|campaign|link\w*|bbc\w*|custom\d|format|ptr\w*)|fbclid|gclid|dclid|msclkid"
    r"|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|cmpid?|cmp|ns_(?:mchannel|source|campaign|linkname)|wt_?\.?mc\w*|xtor"
    r"|smid|partner|ftag|sr_share|ocid|rss(?:_id)?|source=rss|ref=rss)",
    re.IGNORECASE,
)
_FEED_SCHEME = re.compile(r"feed:(?://)?(https?://)?", re.IGNORECASE)
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class BadAddress(ValueError):
    """Words that are no address that can be fetched; the message says why."""


def web_address(words: str) -> str:
    """Make an address of what somebody typed; raises BadAddress.

    >>> web_address(" example.org/news ")
    'https://example.org/news'
    >>> web_address("feed://example.org/rss")
    'http://example.org/rss'
    """
    told = words.strip()
    if not told:
        raise BadAddress("the address is empty")
    if found := _FEED_SCHEME.match(told):
        told = (found.group(1) or "http://") + told[found.end() :]
    elif not _HAS_SCHEME.match(told) or re.match(r"[\w.-]+:\d+(?:/|$)", told):
        told = f"https://{told}"
    if why := check_address(told):
        raise BadAddress(why)
    parts = urlsplit(told)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))


def plain_address(address: str) -> str:
    """Leave out what only counts visitors, and the fragment; nothing else of the address changes.

    >>> plain_address("https://example.org/a?utm_source=rss&id=7;b#top")
    'https://example.org/a?id=7;b'
    """
    whole = address.strip().partition("#")[0]
    path, mark, query = whole.partition("?")
    told = [one for one in query.split("&") if not _counts(one)]
    return f"{path}?{'&'.join(told)}" if mark and any(told) else path


def link_key(address: str) -> str:
    """Make the key that all addresses of one report share.

    >>> link_key("HTTPS://Example.org:443/a?utm_source=rss&id=7#top")
    'https://example.org/a?id=7'
    """
    plain = plain_address(address)
    try:
        parts = urlsplit(plain)
        port = parts.port
    except ValueError:
        return plain
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    usual = {"http": 80, "https": 443}.get(scheme)
    place = host if port in (None, usual) else f"{host}:{port}"
    return urlunsplit((scheme, place, parts.path or "/", parts.query, ""))


def _counts(told: str) -> bool:
    return bool(_COUNTING.fullmatch(told) or _COUNTING.fullmatch(told.partition("=")[0]))


def host_of(address: str) -> str:
    """Name the host of a web address, in lower case; "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""

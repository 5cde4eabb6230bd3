"""What other reading programs hand over: OPML from all of them, the archives of FreshRSS, the articles of Miniflux.

FreshRSS exports a zip with `feeds.opml.xml` and lists of articles in the form of the Google Reader API; Miniflux
exports OPML and tells articles as JSON (`/v1/entries`). Feeds are added in their folders; the pages of starred
articles are fetched, so that their stories stand on the desk.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.collect.opml import OutlinedFeed
from dateline.desk.sources import CannotAdd, OpmlReport

if TYPE_CHECKING:
    from dateline.desk.sources import Sources

LARGEST, MOST_FILES, MOST_PAGES = 50_000_000, 500, 1_000
"""Bytes that an archive may unpack to, files in it, and starred pages that are fetched."""
STARRED = "state/com.google/starred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What came of an export: the feeds, how many starred pages will be fetched, and files that were passed over."""

    feeds: OpmlReport
    pages: int = 0
    passed_over: tuple[tuple[str, str], ...] = ()


def bring_in_export(sources: Sources, body: bytes, *, folder: str = "") -> Handed:
    """Take in OPML, a zip of FreshRSS, or a list of articles as JSON; raises CannotAdd when it is none of them."""
    if not body.strip():
        raise CannotAdd("the file is empty")
    reports: list[OpmlReport] = []
    addresses: dict[str, None] = {}
    passed_over: list[tuple[str, str]] = []
    files = list(_files(body))
    for name, content in files:
        try:
            if content.lstrip()[:1] in (b"{", b"["):
                listed, starred = _articles(content)
                if listed:
                    reports.append(sources.bring_in(listed, folder=folder))
                addresses.update(dict.fromkeys(starred))
            else:
                reports.append(sources.bring_in_opml(content, folder=folder))
        except CannotAdd as fault:
            if len(files) == 1:
                raise
            passed_over.append((name, str(fault)))
    pages = 0
    for address in list(addresses)[:MOST_PAGES]:
        try:
            sources.add_page(address)
            pages += 1
        except CannotAdd as fault:
            passed_over.append((address[:200], str(fault)))
    if not reports and not pages:
        raise CannotAdd("the file holds no feeds and no starred articles")
    return Handed(feeds=_together(reports), pages=pages, passed_over=tuple(passed_over))


def _files(body: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, or the one file itself; never more bytes than LARGEST."""
    if body[:4] != b"PK\x03\x04":
        if len(body) > LARGEST:
            raise CannotAdd("the file is larger than 50 MB")
        yield "file", body
        return
    left = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > MOST_FILES:
                raise CannotAdd(f"the archive has {len(members)} files; at most {MOST_FILES} are taken")
            for one in members:
                if one.filename.lower().endswith((".opml", ".xml", ".json")):
                    with archive.open(one) as stream:
                        content = stream.read(left + 1)
                    left -= len(content)
                    if left < 0:
                        raise CannotAdd("the archive unpacks to more than 50 MB")
                    yield one.filename, content
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as fault:
        raise CannotAdd(f"the archive cannot be opened ({' '.join(str(fault).split())[:120]})") from None


def _articles(content: bytes) -> tuple[list[OutlinedFeed], list[str]]:
    """The feeds that a list of articles names, and the addresses of the starred ones."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        raise CannotAdd(f"the list cannot be read ({' '.join(str(fault).split())[:120]})") from None
    if isinstance(told, Mapping) and isinstance(told.get("items"), list):
        whole = STARRED in str(told.get("id", ""))
        items = [one for one in told["items"] if isinstance(one, Mapping)]
        pages = (_page_of(one) for one in items if whole or STARRED in str(one.get("categories", "")))
        return _origins(items), [one for one in pages if one]
    entries = told.get("entries") if isinstance(told, Mapping) else told
    if isinstance(entries, list) and all(isinstance(one, Mapping) for one in entries):
        feeds = [one["feed"] for one in entries if isinstance(one.get("feed"), Mapping)]
        starred = [one["url"] for one in entries if one.get("starred") and isinstance(one.get("url"), str)]
        return _of_miniflux(feeds), starred
    raise CannotAdd("this JSON is no list of articles of FreshRSS or Miniflux")


def _page_of(item: Mapping[str, Any]) -> str | None:
    for name in ("canonical", "alternate"):
        for link in item.get(name) or ():
            if isinstance(link, Mapping) and isinstance(link.get("href"), str):
                return str(link["href"])
    return None


def _origins(items: list[Mapping[str, Any]]) -> list[OutlinedFeed]:
    """FreshRSS names the feed of each article by its address (`feedUrl`, or an id that is one)."""
    found: dict[str, OutlinedFeed] = {}
    for one in items:
        origin = one.get("origin")
        if not isinstance(origin, Mapping):
            continue
        named = str(origin.get("feedUrl") or origin.get("streamId") or "").removeprefix("feed/")
        if named.startswith(("http://", "https://")):
            title, site = _words(origin.get("title")), _words(origin.get("htmlUrl"))
            found.setdefault(named, OutlinedFeed(address=named, title=title, site=site))
    return list(found.values())


def _of_miniflux(feeds: list[Any]) -> list[OutlinedFeed]:
    found: dict[str, OutlinedFeed] = {}
    for one in feeds:
        address = _words(one.get("feed_url"))
        category = one.get("category")
        folder = _words(category.get("title")) if isinstance(category, Mapping) else None
        if address:
            title, site = _words(one.get("title")), _words(one.get("site_url"))
            found.setdefault(address, OutlinedFeed(address=address, title=title, site=site, folder=folder or ""))
    return list(found.values())


def _words(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _together(reports: list[OpmlReport]) -> OpmlReport:
    return OpmlReport(
        tuple(one for report in reports for one in report.added),
        tuple(one for report in reports for one in report.known),
        tuple(one for report in reports for one in report.refused),
    )

"""Where reports come from: feeds, sitemaps, watched pages, folders, mailboxes; how they are added and looked after."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime

from dateline.collect.addresses import BadAddress, host_of, link_key, plain_address, web_address
from dateline.collect.opml import NoOpml, OutlinedFeed, read_opml, write_opml
from dateline.desk.context import DeskContext
from dateline.desk.finding import Finding, find_feeds
from dateline.desk.health import health
from dateline.desk.jobs import FILE, PAGE, VISIT
from dateline.desk.visits import plan_visit
from dateline.model.feed import FEED_TEXT, LOST, WAITING, Feed, Health, Link, Visit

KINDS = ("feed", "sitemap", "page")
"""What can be visited at a web address."""
PLACES = ("folder", "mailbox")
"""What can be watched on this machine; only for who may see its files."""
LONGEST_NAME = 300
LARGEST_OPML = 10_000_000
_UNSEEN = {"body_hash": None, "etag": None, "modified": None}
"""So a feed is that was not looked at yet: it is read anew at the next visit, changed or not."""


class CannotAdd(Exception):
    """A source that cannot be added or changed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A feed with how it does."""

    feed: Feed
    health: Health


@dataclass(frozen=True, slots=True)
class OpmlReport:
    """What came of a list of feeds: those added, those that were there already, and those that cannot be added."""

    added: tuple[Feed, ...] = ()
    known: tuple[Feed, ...] = ()
    refused: tuple[tuple[str, str], ...] = field(default=())


class Sources:
    """The feeds of a desk. What is added is visited as soon as the desk collects."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context

    def all(self) -> list[Shelved]:
        """List the feeds with how each does, by folder and title."""
        now = self._context.now()
        with self._context.store.view() as view:
            return [Shelved(one, health(one, now=now)) for one in view.feeds.all()]

    def one(self, feed_id: int) -> Shelved | None:
        """Return a feed with how it does."""
        with self._context.store.view() as view:
            found = view.feeds.find(feed_id)
        return Shelved(found, health(found, now=self._context.now())) if found else None

    def folders(self) -> list[str]:
        """List the folders that feeds stand in, by name."""
        return sorted({one.feed.folder for one in self.all() if one.feed.folder})

    def visits(self, feed_id: int, *, limit: int = 50) -> list[Visit]:
        """List the visits of a feed, the last one first."""
        with self._context.store.view() as view:
            return view.feeds.visits(feed_id, limit=limit)

    def reports(self, feed_id: int, *, limit: int = 50) -> list[Link]:
        """List what a feed told of last, with what became of it."""
        with self._context.store.view() as view:
            return view.feeds.links(feed_id=feed_id, limit=limit)

    def failed(self, *, limit: int = 100, offset: int = 0) -> list[Link]:
        """List the reports whose page could not be had, the newest first: lost, or taken from their feed."""
        with self._context.store.view() as view:
            return view.feeds.links(states=(LOST, FEED_TEXT), limit=limit, offset=offset)

    def waiting(self) -> dict[str, int]:
        """Count the work that waits now: visits, pages, files; a visit that is planned for later does not."""
        now = self._context.now()
        with self._context.store.view() as view:
            return {kind: view.feeds.jobs.count(kind, due_by=now) for kind in (VISIT, PAGE, FILE)}

    def has_unread(self) -> bool:
        """Tell whether something was fetched that is not read yet."""
        with self._context.store.view() as view:
            return next(view.captures(unread_only=True), None) is not None

    def find(self, words: str) -> Finding:
        """Find the feeds at an address: itself, those its page names, or those that lie where feeds usually lie.

        Asks the web, for up to a minute; call it from a thread that may wait.
        """
        return find_feeds(words, self._context)

    def add(
        self,
        words: str,
        *,
        title: str | None = None,
        folder: str = "",
        kind: str = "feed",
        full_text: bool = True,
        site: str | None = None,
    ) -> Feed:
        """Add a feed, sitemap or page to watch by its address; it is visited at once.

        Raises CannotAdd when the address is none or is there already.
        """
        if kind not in KINDS:
            raise CannotAdd(f"{kind!r} is no kind of source; kinds are {', '.join(KINDS)}")
        try:
            address = web_address(words)
        except BadAddress as fault:
            raise CannotAdd(f"{words.strip()[:200]}: {fault}") from None
        made = self._keep(
            Feed(id=0, address=address, kind=kind, title=_name(title), full_text=full_text, site=site), folder
        )
        if made is None:
            raise CannotAdd(f"{address} is there already")
        return made

    def add_place(self, path: str, *, kind: str = "folder", title: str | None = None, folder: str = "") -> Feed:
        """Watch a folder or a mailbox file of this machine; raises CannotAdd when it is not there.

        It shows the files of the machine that the desk runs on: only for who owns the desk.
        """
        whole = os.path.abspath(os.path.expanduser(path.strip()))
        if kind not in PLACES:
            raise CannotAdd(f"{kind!r} is no kind of place; kinds are {', '.join(PLACES)}")
        if not (os.path.isdir(whole) if kind == "folder" else os.path.exists(whole)):
            raise CannotAdd(f"there is no {kind} {whole}; check the path")
        made = self._keep(Feed(id=0, address=whole, kind=kind, title=_name(title) or os.path.basename(whole)), folder)
        if made is None:
            raise CannotAdd(f"{whole} is watched already")
        return made

    def add_page(self, words: str) -> Link:
        """Fetch one web page, once; asked for again, it is fetched again. Raises CannotAdd."""
        try:
            address = plain_address(web_address(words))
        except BadAddress as fault:
            raise CannotAdd(f"{words.strip()[:200]}: {fault}") from None
        now = self._context.now()
        with self._context.store.writer() as writer:
            known = writer.feeds.known(None, keys=[link_key(address)])
            if known:
                number = known[0].id
                writer.feeds.change_link(number, state=WAITING, message=None, versions=known[0].versions + 1)
            else:
                link = Link(id=0, feed_id=None, key=link_key(address), address=address, seen_at=now)
                number = writer.feeds.add_link(link) or 0
            writer.feeds.jobs.plan(PAGE, str(number), due_at=now, host=host_of(address))
            made = writer.feeds.find_link(number)
        if made is None:
            raise CannotAdd(f"{address} could not be kept")
        return made

    def add_file(self, path: str) -> None:
        """Read a file or folder of this machine once (WARC, mailbox, corpus, saved pages); raises CannotAdd."""
        whole = os.path.abspath(os.path.expanduser(path.strip()))
        if not os.path.exists(whole):
            raise CannotAdd(f"there is no file {whole}; check the path")
        with self._context.store.writer() as writer:
            writer.feeds.jobs.plan(FILE, whole, due_at=self._context.now())

    def rename(self, feed_id: int, title: str) -> None:
        """Call a feed something else; an empty name gives it its own again at the next visit."""
        name = _name(title)
        told = {"title": name, "renamed": True} if name else {"renamed": False, **_UNSEEN}
        self._change(feed_id, **told)

    def move(self, feed_id: int, folder: str) -> None:
        """Put a feed into a folder ("World/Asia"); "" takes it out of all."""
        self._change(feed_id, folder=_folder(folder))

    def take_pages(self, feed_id: int, full_text: bool) -> None:
        """Say whether the pages of a feed's reports are fetched, or its own words are enough."""
        self._change(feed_id, full_text=full_text)

    def pause(self, feed_id: int) -> None:
        """Visit a feed no more, until `resume`."""
        with self._context.store.writer() as writer:
            if not writer.feeds.change(feed_id, paused=True, next_visit=None):
                raise CannotAdd(f"there is no source number {feed_id}")
            writer.feeds.jobs.drop(VISIT, [str(feed_id)])

    def resume(self, feed_id: int) -> None:
        """Visit a feed again, at once."""
        self._change(feed_id, paused=False)
        self.visit_now(feed_id)

    def visit_now(self, feed_id: int) -> None:
        """Let a feed be visited as soon as the desk comes to it."""
        with self._context.store.writer() as writer:
            feed = writer.feeds.find(feed_id)
            if feed is None or feed.paused:
                raise CannotAdd(f"source number {feed_id} is paused or not there")
            plan_visit(writer, feed, due_at=self._context.now())

    def remove(self, feed_id: int) -> None:
        """Forget a feed; the reports that it brought stay."""
        with self._context.store.writer() as writer:
            if not writer.feeds.remove(feed_id):
                raise CannotAdd(f"there is no source number {feed_id}")

    def bring_in_opml(self, body: bytes, *, folder: str = "") -> OpmlReport:
        """Add the feeds of an OPML list, in their folders (inside `folder`); raises CannotAdd when it is none."""
        if len(body) > LARGEST_OPML:
            raise CannotAdd("the list is larger than 10 MB; cut it")
        try:
            listed = read_opml(body)
        except NoOpml as fault:
            raise CannotAdd(str(fault)) from None
        return self.bring_in(listed, folder=folder)

    def bring_in(self, listed: Sequence[OutlinedFeed], *, folder: str = "") -> OpmlReport:
        """Add the feeds of a list in one go."""
        added: list[Feed] = []
        known: list[Feed] = []
        refused: list[tuple[str, str]] = []
        now = self._context.now()
        with self._context.store.writer() as writer:
            for one in listed:
                try:
                    address = web_address(one.address)
                except BadAddress as fault:
                    refused.append((one.address[:200], str(fault)))
                    continue
                if (there := writer.feeds.at(address)) is not None:
                    known.append(there)
                    continue
                made = writer.feeds.add(
                    Feed(
                        id=0,
                        address=address,
                        kind=one.kind,
                        title=_name(one.title),
                        folder=_folder(f"{folder}/{one.folder}"),
                        site=one.site if one.site and one.site.startswith(("http://", "https://")) else None,
                        added_at=now,
                        paused=one.paused,
                        full_text=one.full_text,
                        renamed=one.title is not None,
                    )
                )
                if made is not None:
                    added.append(made)
                    if not made.paused:
                        plan_visit(writer, made, due_at=now)
        return OpmlReport(tuple(added), tuple(known), tuple(refused))

    def opml(self) -> str:
        """Write the feeds as OPML, folders in folders; places of this machine are left out."""
        feeds = [one.feed for one in self.all() if one.feed.kind in KINDS]
        listed = [
            OutlinedFeed(
                address=one.address,
                title=one.title,
                folder=one.folder,
                site=one.site,
                kind=one.kind,
                paused=one.paused,
                full_text=one.full_text,
            )
            for one in feeds
        ]
        made_at = format_datetime(datetime.fromisoformat(self._context.now()))
        return write_opml(listed, title=f"Feeds of {self._context.settings.name}", made_at=made_at)

    def _keep(self, made: Feed, folder: str) -> Feed | None:
        now = self._context.now()
        made = replace(made, folder=_folder(folder), added_at=now, renamed=made.title is not None)
        with self._context.store.writer() as writer:
            kept = writer.feeds.add(made)
            if kept is not None:
                plan_visit(writer, kept, due_at=now)
        return kept

    def _change(self, feed_id: int, **told: object) -> None:
        with self._context.store.writer() as writer:
            if not writer.feeds.change(feed_id, **told):
                raise CannotAdd(f"there is no source number {feed_id}")


def _name(words: str | None) -> str | None:
    return " ".join((words or "").split())[:LONGEST_NAME] or None


def _folder(words: str) -> str:
    """Write a folder's path without blanks at the ends of its parts and without empty parts.

    >>> _folder(" World / Asia//")
    'World/Asia'
    """
    parts = (" ".join(part.split())[:LONGEST_NAME] for part in words.split("/"))
    return "/".join([part for part in parts if part][:20])

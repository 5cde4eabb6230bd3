"""What a visit told is taken in: new reports become links with work to do, or captures at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dateline.collect.addresses import host_of, link_key, plain_address
from dateline.desk.captures import FEED_TEXT as FLAGGED
from dateline.desk.captures import at_address, from_feed, own_capture
from dateline.desk.jobs import PAGE
from dateline.model.feed import FEED_TEXT, KEPT, LOST, PASSED, WAITING, Feed, Link, ToldReport
from dateline.storage.sqlite import SqliteWriter

MOST_AT_FIRST = 60
"""So many reports of a new feed are taken, the newest; later on, so many at one visit."""
MOST = 500
OLDEST_AT_FIRST = timedelta(days=30)
MOST_VERSIONS = 8
"""A report whose feed keeps telling something else of it is fetched so often, and then no more."""
SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many reports were new, and how many captures were kept at once."""

    new: int
    captures: int


def take_in(writer: SqliteWriter, feed: Feed, told: Sequence[ToldReport], *, now: str) -> Taken:
    """Take in what a feed told, in the transaction of its visit."""
    reports = {_key(feed, one): one for one in reversed(told)}
    ordered = sorted(reports.items(), key=lambda one: _moment(one[1], now), reverse=True)
    own_ids = [one.own_id for one in reports.values() if one.own_id]
    known: dict[str, Link] = {}
    for link in writer.feeds.known(feed.id, keys=reports, own_ids=own_ids):
        known[link.key] = link
        if link.own_id and link.feed_id == feed.id:
            known.setdefault(f"id {link.own_id}", link)
    is_first = feed.last_success is None
    oldest = (datetime.fromisoformat(now) - OLDEST_AT_FIRST).isoformat(timespec="seconds") if is_first else ""
    new = captures = taken = 0
    for key, report in ordered:
        before = known.get(key) or known.get(f"id {report.own_id}")
        if before is not None:
            captures += _again(writer, feed, before, report, now=now)
            continue
        too_many = taken >= (MOST_AT_FIRST if is_first else MOST)
        too_old = _moment(report, now) < oldest
        link = _link(feed, key, report, now=now)
        if too_many or too_old:
            why = "older than what is taken of a new feed" if is_first else "more at once than is taken"
            writer.feeds.add_link(replace(link, state=PASSED, message=why, told=None))
            continue
        taken += 1
        new += 1
        captures += _first(writer, feed, link, report, now=now)
    return Taken(new, captures)


def _first(writer: SqliteWriter, feed: Feed, link: Link, report: ToldReport, *, now: str) -> int:
    """Take in a report for the first time: plan the fetching of its page, or keep the feed's own words."""
    number = writer.feeds.add_link(link)
    if number is None:
        return 0
    return _work(writer, feed, replace(link, id=number), report, now=now)


def _again(writer: SqliteWriter, feed: Feed, before: Link, report: ToldReport, *, now: str) -> int:
    """Look at a known report: where its feed tells something else of it by now, it is taken in once more."""
    if before.feed_id is None:
        writer.feeds.change_link(before.id, feed_id=feed.id)
    same = before.feed_id == feed.id and before.mark != report.mark and before.mark and report.mark
    if not same or before.state not in (KEPT, FEED_TEXT) or before.versions >= MOST_VERSIONS:
        return 0
    fresh = _link(feed, before.key, report, now=now)
    told = {
        "mark": fresh.mark,
        "told": fresh.told,
        "title": fresh.title,
        "state": fresh.state,
        "versions": before.versions + 1,
    }
    writer.feeds.change_link(before.id, **told)
    return _work(writer, feed, replace(fresh, id=before.id, address=before.address), report, now=now)


def _work(writer: SqliteWriter, feed: Feed, link: Link, report: ToldReport, *, now: str) -> int:
    if link.address and ((feed.full_text and report.is_teaser) or not link.told):
        writer.feeds.jobs.plan(PAGE, str(link.id), due_at=now, host=host_of(link.address))
        return 0
    capture = own_capture(link, now=now, flags=FLAGGED if report.is_teaser else None)
    if capture is None:
        writer.feeds.change_link(link.id, state=LOST, message="the feed carries no words of it and no address")
        return 0
    number = writer.add_capture(from_feed(capture, feed))
    state = FEED_TEXT if report.is_teaser else KEPT
    writer.feeds.change_link(link.id, state=state, told=None, **({"capture_number": number} if number else {}))
    return 1 if number else 0


def _link(feed: Feed, key: str, report: ToldReport, *, now: str) -> Link:
    address = plain_address(report.address) if report.address.startswith(("http://", "https://")) else ""
    own_text = report.own_text
    if own_text and address and address != report.address:
        own_text = at_address(own_text, address)
    return Link(
        id=0,
        feed_id=feed.id,
        key=key,
        address=address,
        title=report.title,
        own_id=report.own_id,
        published_at=_moment(report, now) if report.published_at else None,
        seen_at=now,
        state=WAITING,
        mark=report.mark,
        told=own_text,
    )


def _key(feed: Feed, report: ToldReport) -> str:
    if report.address.startswith(("http://", "https://")):
        return link_key(report.address)
    return f"feed {feed.id} {report.own_id or report.mark}"


def _moment(report: ToldReport, now: str) -> str:
    """When a report came out; days that are yet to come are not believed."""
    soon = (datetime.fromisoformat(now) + SOON).isoformat(timespec="seconds")
    return report.published_at if report.published_at and report.published_at <= soon else now

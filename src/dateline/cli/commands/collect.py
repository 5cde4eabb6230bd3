"""`dateline collect`: feeds are visited and their reports read, without a browser."""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.output import PRIVATE

if TYPE_CHECKING:
    from dateline.desk.collecting import Round
    from dateline.desk.desk import Desk


@click.command("collect")
@click.argument("db", type=click.Path(dir_okay=False, path_type=Path), default=Path("news.db"))
@click.option(
    "--feed",
    "feeds",
    multiple=True,
    metavar="URL",
    help="Add this feed, or the feed of this site, first; repeat for more.",
)
@click.option(
    "--opml",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Add the feeds of this list first (OPML, as feed readers export it).",
)
@click.option("--once", is_flag=True, help="Visit every feed now, read what is new, and end.")
@click.option("--list", "list_only", is_flag=True, help="Show the sources and how they do; visit nothing.")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings in TOML (without it: the file beside the database that is named like it, news.toml).",
)
@PRIVATE
def command(
    db: Path,
    feeds: tuple[str, ...],
    opml: tuple[Path, ...],
    once: bool,
    list_only: bool,
    settings_file: Path | None,
    private: tuple[str, ...],
) -> None:
    """Visit the feeds of the database DB (news.db) day by day, and read and compare what they bring.

    `dateline serve` does so too while it runs; this is for machines without readers, and for once.
    """
    from dateline.desk.opening import CannotOpenDesk, open_desk
    from dateline.desk.settings import BadSettings, settings_from

    try:
        settings = settings_from(settings_file or db.with_suffix(".toml"), private_addresses=private or None)
        desk = open_desk(db, settings)
    except BadSettings as fault:
        raise click.UsageError(str(fault)) from None
    except CannotOpenDesk as fault:
        raise click.ClickException(str(fault)) from None
    try:
        all_added = _add(desk, feeds, opml)
        if list_only:
            _list(desk)
            all_well = True
        else:
            all_well = _collect(desk, once=once)
    finally:
        desk.close()
    sys.exit(0 if all_added and all_well else 1)


def _add(desk: Desk, feeds: tuple[str, ...], lists: tuple[Path, ...]) -> bool:
    """Add what was named; each that cannot be added is told."""
    from dateline.desk.sources import CannotAdd

    all_added = True
    for path in lists:
        try:
            report = desk.sources.bring_in_opml(path.read_bytes())
        except (CannotAdd, OSError) as fault:
            click.echo(f"{path}: {fault}", err=True)
            all_added = False
            continue
        known = f", {len(report.known)} were there already" if report.known else ""
        click.echo(f"{path}: {len(report.added)} sources added{known}")
        for address, why in report.refused:
            click.echo(f"{address}: {why}", err=True)
            all_added = False
    for words in feeds:
        try:
            _add_feed(desk, words)
        except CannotAdd as fault:
            click.echo(str(fault), err=True)
            all_added = False
    return all_added


def _add_feed(desk: Desk, words: str) -> None:
    """Add the feed at an address, or the first that its page names; one that is there already stays as it is."""
    from dateline.desk.sources import CannotAdd

    there = {one.feed.address for one in desk.sources.all()}
    if words in there:
        return
    finding = desk.sources.find(words)
    if not finding.feeds:
        raise CannotAdd(finding.message or f"{words}: there is no feed")
    found = finding.feeds[0]
    if found.address not in there:
        desk.sources.add(found.address, kind=found.kind)
        click.echo(f"{found.address}: {found.title or 'a feed'} added")


def _collect(desk: Desk, *, once: bool) -> bool:
    """Collect once or until stopped; tell which sources have faults."""
    from dateline.web.beside import story_beside

    desk.collecting.beside = story_beside()
    if not desk.sources.all():
        click.echo("There are no sources yet; add one with --feed URL or --opml FILE.", err=True)
        return False
    if not once:
        logging.basicConfig(level=logging.WARNING, format="%(message)s")
        click.echo(f"Collecting from {len(desk.sources.all())} sources. Stop it with Ctrl-C.", err=True)
        asyncio.run(_until_stopped(desk))
        return True
    done: Round = asyncio.run(desk.collecting.run_once(everything=True))
    failed = f", {done.failures} could not be read" if done.failures else ""
    click.echo(f"{done.visits} sources visited, {done.captures} new reports, {done.articles} articles read{failed}")
    faulty = [one for one in desk.sources.all() if one.health.state == "faulty"]
    for one in faulty:
        click.echo(f"{one.feed.address}: {one.health.words}", err=True)
    return not faulty


async def _until_stopped(desk: Desk) -> None:
    await desk.collecting.start()
    try:
        await asyncio.Event().wait()
    finally:
        await desk.collecting.stop()


def _list(desk: Desk) -> None:
    """Print the sources, folder by folder."""
    folder = None
    for one in desk.sources.all():
        if one.feed.folder != folder:
            folder = one.feed.folder
            click.echo(folder or "(no folder)")
        click.echo(f"  {one.feed.title or one.feed.address}\n    {one.feed.address}\n    {one.health.words}")

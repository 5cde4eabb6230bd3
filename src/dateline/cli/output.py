"""What the commands share: opening the store with clear errors, progress, and the three faces of the record."""

from __future__ import annotations

import ipaddress
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dateline.app import Dateline
    from dateline.model.article import Failure


def _networks(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    for one in value:
        try:
            ipaddress.ip_network(one, strict=False)
        except ValueError:
            raise click.BadParameter(f"{one!r} is no network of addresses; write it as 10.0.0.0/8") from None
    return value


PRIVATE = click.option(
    "--private",
    multiple=True,
    metavar="NETWORK",
    callback=_networks,
    help="Private network that may be fetched from (10.0.0.0/8); repeat for more.",
)
LEXICON = click.option(
    "--lexicon",
    envvar="DATELINE_LEXICON",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own actors, offices and metonyms (see `dateline lexicon`; or set DATELINE_LEXICON).",
)


@contextmanager
def opened(
    db: Path | None, *, syntax: str = "default", workers: int = 1, lexicon: Path | None = None
) -> Iterator[Dateline]:
    """Open the Dateline of a command; what cannot be used is told in one line."""
    from dateline.app import CannotOpen, open_dateline

    try:
        dateline = open_dateline(db, syntax=syntax, workers=workers, lexicon=lexicon)
    except CannotOpen as fault:
        raise click.ClickException(str(fault)) from None
    with dateline:
        yield dateline


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int], None]]:
    """Show how many inputs are done on a terminal; stay silent where the output goes elsewhere."""
    if not sys.stderr.isatty():
        yield lambda step, done: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    words = {"collect": "collected", "read": "read and understood", "compare": "stories compared"}
    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(words.get(step, step), total=None)
            bar.update(tasks[step], completed=done)

        yield show


def show_record(record: dict[str, Any], *, as_json: bool, html: Path | None, title: str) -> None:
    """Print the record as JSON, write it as a page, or print it for people (the default)."""
    if html is not None:
        from dateline.serve.page import page

        html.write_text(page(record, title=title), encoding="utf-8", errors="replace")
        click.echo(f"Wrote {html}", err=True)
    if as_json:
        json.dump(record, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    elif html is None:
        from dateline.cli.terminal import print_record

        print_record(record)


def tell_failures(failures: tuple[Failure, ...]) -> None:
    """Name each input that failed and why, on standard error."""
    for failure in failures:
        click.echo(f"{failure.found_in}: {failure.message}", err=True)

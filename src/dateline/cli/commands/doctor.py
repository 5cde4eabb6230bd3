"""`dateline doctor`: is everything there and whole, and what failed?"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("doctor")
@click.argument("db", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
def command(db: Path | None) -> None:
    """Check the language core, and the database DB if one is named; list what failed in it."""
    from dateline import __version__
    from dateline.app import core_faults

    click.echo(f"dateline {__version__}, Python {sys.version.split()[0]}")
    faults = core_faults()
    for fault in faults:
        click.echo(f"language core: {fault}")
    if not faults:
        click.echo("language core: all files there, checksums right")
    if db is not None:
        _look_into(db)
    if faults:
        sys.exit(1)


def _look_into(db: Path) -> None:
    from dateline.cli.output import opened

    with opened(db) as dateline:
        counts = dateline.counts()
        click.echo(
            f"{db}: {counts.captures} captures, {counts.articles} articles, {counts.annotations} facts, "
            f"{counts.stories} stories, {counts.judgements} judgements, {counts.failures} failures"
        )
        for failure in dateline.failures():
            click.echo(f"  {failure.found_in} [{failure.step}]: {failure.message}")

"""`dateline rebuild`: derived data made again from the captures."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.output import LEXICON


@click.command("rebuild")
@click.argument("db", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to read with.")
@click.option("--syntax", default="default", show_default=True, help="Language core: default, or spacy:MODEL.")
@LEXICON
def command(db: Path, workers: int, syntax: str, lexicon: Path | None) -> None:
    """Make articles, annotations and stories of the database DB again, with the same ids.

    Captures and what people decided stay as they are.
    """
    from dateline.cli.output import opened, progress_bar, tell_failures

    with opened(db, syntax=syntax, workers=workers, lexicon=lexicon) as dateline:
        with progress_bar() as progress:
            report = dateline.rebuild(progress=progress)
        counts = dateline.counts()
    tell_failures(report.failures)
    click.echo(f"{counts.articles} articles, {counts.annotations} facts, {counts.stories} stories made again.")

"""`dateline read`: reports in, stories with their evidence out."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from dateline.cli.output import LEXICON, PRIVATE


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10]).isoformat() + value[10:]
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date; write it as 2022-01-11") from None


@click.command("read")
@click.argument("inputs", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON (see `dateline schema`).")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write one self-contained page.")
@click.option("--db", type=click.Path(dir_okay=False, path_type=Path), help="Keep everything in this SQLite file.")
@click.option(
    "--as", "read_as", type=click.Choice(["text"]), help="Take plain files as they stand; clean nothing away."
)
@click.option(
    "--published", callback=_day, metavar="DATE", help="Publication date of the inputs; it wins over what they tell."
)
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to read with.")
@click.option("--syntax", default="default", show_default=True, help="Language core: default, or spacy:MODEL.")
@PRIVATE
@LEXICON
def command(
    inputs: tuple[str, ...],
    as_json: bool,
    html: Path | None,
    db: Path | None,
    read_as: str | None,
    published: str | None,
    workers: int,
    syntax: str,
    private: tuple[str, ...],
    lexicon: Path | None,
) -> None:
    """Read reports and show their stories.

    INPUTS are files, folders, web addresses or - for standard input, mixed: .html, .txt (a page scrape), .md, .eml,
    .warc, feeds, and corpora (.jsonl, .csv, .parquet); packed with gzip or not.
    """
    from dateline.cli.output import opened, progress_bar, show_record, tell_failures

    if html is not None and not html.parent.is_dir():
        raise click.BadParameter(f"the folder {html.parent} does not exist", param_hint="--html")
    with opened(db, syntax=syntax, workers=workers, lexicon=lexicon) as dateline:
        with progress_bar() as progress:
            report = dateline.read(
                inputs,
                published=published,
                as_text=read_as == "text",
                stdin=sys.stdin.buffer if "-" in inputs else None,
                private_addresses=private,
                progress=progress,
            )
        ids = report.article_ids + report.known
        record = dateline.record(article_ids=ids, failures=report.failures)
        show_record(record, as_json=as_json, html=html, title="Dateline")
    tell_failures(report.failures)
    if any(failure.lost for failure in report.failures):
        sys.exit(1)

"""`dateline show`: the stories of a database, again."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("show")
@click.argument("db", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write one self-contained page.")
def command(db: Path, as_json: bool, html: Path | None) -> None:
    """Show everything that the database DB holds."""
    from dateline.cli.output import opened, show_record

    with opened(db) as dateline:
        record = dateline.record(failures=dateline.failures())
        show_record(record, as_json=as_json, html=html, title=f"Dateline: {db.name}")

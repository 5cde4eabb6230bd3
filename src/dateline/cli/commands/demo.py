"""`dateline demo`: the bundled reports become stories, as a page to open."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Folder for the pages and the database.",
)
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to read with.")
def command(out: Path, workers: int) -> None:
    """Read the bundled pack of real reports and write its story pages.

    The folder then holds stories.html (open it in a browser), record.json and dateline.db.
    """
    import json

    from dateline.cli.output import opened, progress_bar
    from dateline.cli.terminal import print_summary
    from dateline.pack import REPORTS
    from dateline.serve.page import page

    out.mkdir(parents=True, exist_ok=True)
    with opened(out / "dateline.db", workers=workers) as dateline:
        with progress_bar() as progress:
            dateline.read([str(REPORTS)], progress=progress)
        record = dateline.record(failures=dateline.failures())
    (out / "record.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / "stories.html").write_text(page(record, title="Dateline: the bundled reports"), encoding="utf-8")
    print_summary(record)
    click.echo(f"\nOpen {out / 'stories.html'} in a browser; the record is {out / 'record.json'}.")

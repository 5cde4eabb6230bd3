"""`dateline scorecard`: how well each task is done, on gold sets of one's own choice."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.scorecard.nouns import Card


@click.command("scorecard")
@click.option(
    "--data",
    "folders",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    required=True,
    help="Folder of gold sets (task/set/...); may be given more than once.",
)
@click.option(
    "--task", "only", multiple=True, metavar="TASK", help="Score only this task; may be given more than once."
)
@click.option("--limit", type=click.IntRange(1), help="Only the first N texts of each set, for a quick run.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="Sets scored at a time.")
@click.option("--faults", type=click.IntRange(0), default=0, help="Print so many of the faults of each set, too.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the card as JSON.")
@click.option("--update", is_flag=True, help="Keep what the JSON card has already and was not scored anew.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the card as one page.")
@click.option("--syntax", default="default", show_default=True, help="Language core: default, or spacy:MODEL.")
def command(
    folders: tuple[Path, ...],
    only: tuple[str, ...],
    limit: int | None,
    processes: int,
    faults: int,
    json_file: Path | None,
    update: bool,
    html: Path | None,
    syntax: str,
) -> None:
    """Score each task on the gold sets in a folder, one table per set.

    A set that is absent is named and passed over. Figures of other systems stand beside ours, with their source.
    """
    from dateline import __version__
    from dateline.scorecard.nouns import Skipped, Table
    from dateline.scorecard.page import page
    from dateline.scorecard.report import as_json, as_line, as_lines, brought_up_to_date
    from dateline.scorecard.run import names_of_tasks, run
    from dateline.understand.room import UnknownSyntax, check_syntax

    if unknown := sorted(set(only) - set(names_of_tasks())):
        raise click.BadParameter(
            f"there is no task {', '.join(unknown)}; there are: {', '.join(names_of_tasks())}", param_hint="--task"
        )
    for file, hint in ((json_file, "--json"), (html, "--html")):
        if file is not None and not file.parent.is_dir():
            raise click.BadParameter(f"the folder {file.parent} does not exist", param_hint=hint)
    try:
        check_syntax(syntax)
    except UnknownSyntax as fault:
        raise click.ClickException(str(fault)) from None

    old = _kept(json_file) if update and json_file is not None and json_file.is_file() else None

    def tell(outcome: Table | Skipped) -> None:
        if isinstance(outcome, Table):
            click.echo("\n".join((*as_lines(outcome), *outcome.faults[:faults])) + "\n")
        else:
            click.echo(as_line(outcome), err=True)

    card = run(folders, only=only, limit=limit, processes=processes, syntax=syntax, version=__version__, tell=tell)
    if old is not None:
        card = brought_up_to_date(old, card)
    if json_file is not None:
        json_file.write_text(json.dumps(as_json(card), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        click.echo(f"Wrote {json_file}", err=True)
    if html is not None:
        html.write_text(page(card), encoding="utf-8")
        click.echo(f"Wrote {html}", err=True)
    if any(one.failed for one in card.skipped):
        sys.exit(1)
    if not card.tables:
        click.echo("No set of gold was scored: the folders hold none of the tasks asked for.", err=True)
        sys.exit(1)


def _kept(path: Path) -> Card:
    from dateline.scorecard.report import from_json

    try:
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as fault:
        raise click.ClickException(
            f"{path} is no scorecard ({fault}); give another file or leave out --update"
        ) from None

"""`dateline lexicon`: a user's own actors, offices, metonyms and memberships in one file."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.lexicon.own_lexicon import (
    KINDS,
    TABLES,
    BadLexicon,
    OwnRow,
    faults_of,
    read_rows,
    write_rows,
)

FILE = click.option(
    "--file",
    "path",
    envvar="DATELINE_LEXICON",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Your lexicon, a tab-separated file (or set DATELINE_LEXICON).",
)


@click.group("lexicon")
def command() -> None:
    """Keep your own actors, offices, metonyms and memberships in a file that `dateline read --lexicon` uses.

    Your rows win over those that ship. The file is plain text: edit it by hand as you like, then run
    `dateline lexicon check`.
    """


@command.command("add")
@click.argument("table", type=click.Choice(TABLES))
@click.argument("name")
@FILE
@click.option("--alias", "aliases", multiple=True, help="Another name; may be given more than once.")
@click.option("--country", default="", metavar="CODE", help="State, as three letters of ISO 3166-1 (KAZ).")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What an actor is.")
@click.option("--sector", default="", metavar="CODE", help="PLOVER sector (GOV, MIL, OPP, JRN …).")
@click.option("--office", default="", help="The office that NAME holds (president, foreign minister …).")
@click.option("--of", default="", metavar="WHOM", help="State or body id that the office is of; the body of a member.")
@click.option("--gender", type=click.Choice(["m", "f"]), default=None, help="Whether he or she means the holder.")
@click.option("--id", "own_id", default="", help="Id of an actor (made of the name, if none is given).")
@click.option("--from", "start", default="", metavar="DATE", help="First day, month or year.")
@click.option("--to", "end", default="", metavar="DATE", help="Last day, month or year.")
@click.option("--source", default="", help="Where you know it from.")
def add(
    table: str,
    name: str,
    path: Path,
    aliases: tuple[str, ...],
    country: str,
    kind: str | None,
    sector: str,
    office: str,
    of: str,
    gender: str | None,
    own_id: str,
    start: str,
    end: str,
    source: str,
) -> None:
    """Add one row: an actor, the holder of an office, a metonym, or a member of a body.

    `dateline lexicon add office "Ana Ruiz" --office "foreign minister" --of ESP --from 2026-01-11`
    For a member, NAME is the state's code and --of the body.
    """
    if table == "member":
        country, name = country or name, ""
    row = OwnRow(
        table=table,
        name=name,
        aliases="|".join(aliases),
        id=own_id,
        country=country,
        kind=kind or "",
        sector=sector,
        office=office,
        of=of,
        gender=gender or "",
        start=start,
        end=end,
        source=source,
    )
    wrong = faults_of(row)
    if wrong:
        raise click.UsageError("; ".join(wrong))
    _write(path, [*_rows(path, new=True), row])
    click.echo(f"Added to {path}: {table} {name or country}", err=True)


@command.command("list")
@FILE
def show(path: Path) -> None:
    """Print the rows of your lexicon."""
    for row in _rows(path):
        parts = [row.table, row.name or row.country, row.office, row.of, row.country if row.name else "", row.kind]
        period = f"{row.start or '…'} – {row.end or '…'}" if row.start or row.end else ""
        click.echo("  ".join(part for part in (*parts, period) if part))


@command.command("check")
@FILE
def check(path: Path) -> None:
    """Check every row of your lexicon; each fault is named with its line."""
    click.echo(f"{path}: {len(_rows(path))} rows, all sound")


@command.command("import")
@click.argument("actors", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@FILE
def import_(actors: Path, path: Path) -> None:
    """Add the actors of a PETRARCH, TABARI or Phoenix actor file (.txt, .actors)."""
    from dateline.lexicon.petrarch import read_petrarch

    found, passed = read_petrarch(actors.read_text("utf-8", "replace"))
    if not found:
        raise click.ClickException(f"{actors}: no actor with a code was found; is it an actor file?")
    held = _rows(path, new=True)
    known = set(held)
    fresh = [row for row in found if row not in known]
    _write(path, [*held, *fresh])
    for line in passed:
        click.echo(f"{actors}: {line}", err=True)
    click.echo(f"Added {len(fresh)} rows to {path}; {len(passed)} passed over", err=True)


@command.command("export")
@click.argument("actors", type=click.Path(dir_okay=False, path_type=Path))
@FILE
def export(actors: Path, path: Path) -> None:
    """Write your actors and office holders as a PETRARCH actor file."""
    from dateline.lexicon.petrarch import write_petrarch

    lines = list(write_petrarch(_rows(path)))
    actors.write_text("\n".join([*lines, ""]), encoding="utf-8")
    click.echo(f"Wrote {actors}: {sum(line.startswith(chr(9)) for line in lines)} actors", err=True)


def _rows(path: Path, *, new: bool = False) -> list[OwnRow]:
    """The rows of the file; where it may be `new`, none if there is no file yet."""
    if new and not path.exists():
        return []
    try:
        return read_rows(path.read_text("utf-8"))
    except FileNotFoundError:
        raise click.BadParameter(f"there is no file {path}", param_hint="--file") from None
    except (OSError, UnicodeDecodeError) as fault:
        raise click.ClickException(f"{path}: {fault}") from None
    except BadLexicon as fault:
        raise click.ClickException("\n".join(f"{path}: {one}" for one in fault.faults)) from None


def _write(path: Path, rows: list[OwnRow]) -> None:
    try:
        path.write_text(write_rows(rows), encoding="utf-8")
    except OSError as fault:
        raise click.ClickException(f"{path}: {fault.strerror}") from None

"""`dateline lexicon`: a user's own actors, offices, metonyms, memberships and verbs in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.lexicon.own_lexicon import (
    KINDS,
    TABLES,
    BadLexicon,
    OwnRow,
    as_tables,
    faults_of,
    read_rows,
    write_rows,
)

if TYPE_CHECKING:
    from dateline.lexicon.petrarch_writing import Written

FILE = click.option(
    "--file",
    "path",
    envvar="DATELINE_LEXICON",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Your lexicon, a tab-separated file (or set DATELINE_LEXICON).",
)
OWN_FILE = click.option(
    "--file",
    "path",
    envvar="DATELINE_LEXICON",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Your lexicon (or set DATELINE_LEXICON).",
)


@click.group("lexicon")
def command() -> None:
    """Keep your own actors, offices, metonyms, memberships and verbs in a file that `dateline read --lexicon` uses.

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
@click.option("--when", default="", metavar="CONDITIONS", help='What must stand around a verb ("prt=out obj=appeal").')
@click.option("--cameo", default="", metavar="CODE", help="CAMEO code of a verb; --- for no event.")
@click.option("--recipient", default="", metavar="PLACES", help='Where the verb has its recipient ("obj,against").')
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
    when: str,
    cameo: str,
    recipient: str,
) -> None:
    """Add one row: an actor, the holder of an office, a metonym, a member of a body, or a use of a verb.

    `dateline lexicon add office "Ana Ruiz" --office "foreign minister" --of ESP --from 2026-01-11`
    `dateline lexicon add verb throw --when "prt=out obj=appeal" --cameo 121 --recipient of`
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
        when=when,
        cameo=cameo,
        recipient=recipient,
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
        parts += [row.when, row.cameo]
        period = f"{row.start or '…'} – {row.end or '…'}" if row.start or row.end else ""
        click.echo("  ".join(part for part in (*parts, period) if part))


@command.command("check")
@FILE
def check(path: Path) -> None:
    """Check every row of your lexicon; each fault is named with its line."""
    click.echo(f"{path}: {len(_rows(path))} rows, all sound")


@command.command("import")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@FILE
@click.option("--verbs", is_flag=True, help="The file is a verb dictionary, not an actor file.")
def import_(source: Path, path: Path, *, verbs: bool) -> None:
    """Add the actors, or the verbs, of a PETRARCH, TABARI or Phoenix dictionary (.txt, .actors, .verbs).

    Whatever cannot be taken over is named with its line, and counted.
    """
    text = _text(source)
    if verbs:
        found, passed, told = _verbs_in(text)
    else:
        from dateline.lexicon.petrarch import read_petrarch

        found, passed = read_petrarch(text)
        told = ""
    if not found:
        what = (
            "no verb with a code was found; is it a verb" if verbs else "no actor with a code was found; is it an actor"
        )
        raise click.ClickException("\n".join([*(f"{source}: {line}" for line in passed), f"{source}: {what} file?"]))
    held = _rows(path, new=True)
    known = set(held)
    fresh = [row for row in found if row not in known]
    _write(path, [*held, *fresh])
    for line in passed:
        click.echo(f"{source}: {line}", err=True)
    if told:
        click.echo(f"{source}: {told}", err=True)
    click.echo(f"Added {len(fresh)} rows to {path}; {len(passed)} passed over", err=True)


@command.command("export")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@OWN_FILE
@click.option("--verbs", is_flag=True, help="Write verbs: yours, if any, then those that ship.")
def export(target: Path, path: Path | None, *, verbs: bool) -> None:
    """Write your actors and office holders as a PETRARCH actor file, or verbs as a PETRARCH2 dictionary."""
    if verbs:
        written = _verbs_out(_rows(path) if path is not None else [])
        lines, told = written.lines, written.counts
    else:
        from dateline.lexicon.petrarch import write_petrarch

        if path is None:
            raise click.UsageError("name your lexicon with --file, or set DATELINE_LEXICON")
        lines = [*write_petrarch(_rows(path)), ""]
        told = f"{sum(line.startswith(chr(9)) for line in lines)} actors"
    try:
        target.write_text("\n".join(lines), encoding="utf-8")
    except OSError as fault:
        raise click.ClickException(f"{target}: {fault.strerror}") from None
    click.echo(f"Wrote {target}: {told}", err=True)


def _verbs_in(text: str) -> tuple[list[OwnRow], list[str], str]:
    from dateline.lexicon.petrarch_senses import rows_of
    from dateline.lexicon.petrarch_verbs import read_verb_dictionary

    mapped = rows_of(read_verb_dictionary(text))
    return mapped.rows, mapped.passed, mapped.counts


def _verbs_out(own: list[OwnRow]) -> Written:
    from dateline.lexicon.petrarch_writing import write_verbs
    from dateline.lexicon.plover import verb_rows

    return write_verbs([*as_tables(own).get("verbs", ()), *verb_rows()])


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError as fault:
        raise click.ClickException(f"{path}: {fault.strerror}") from None


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

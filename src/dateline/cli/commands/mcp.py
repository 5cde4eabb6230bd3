"""`dateline mcp`: a desk for language models and their tools, read only."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("mcp")
@click.argument("db", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(db: Path) -> None:
    """Answer the Model Context Protocol for the database DB over standard input and output; it only reads.

    Name this command in the settings of a program that speaks the protocol.
    """
    from dateline import __version__
    from dateline.cli.mcp_server import serve
    from dateline.desk.opening import CannotOpenDesk, open_desk
    from dateline.desk.settings import Settings

    try:
        desk = open_desk(db, Settings(collect=False))
    except CannotOpenDesk as fault:
        raise click.ClickException(str(fault)) from None
    try:
        serve(desk, __version__)
    finally:
        desk.close()

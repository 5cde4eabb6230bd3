"""`dateline schema`: the contract of the record."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the record that `dateline read --json` prints."""
    from dateline.serve.schema import schema_text

    click.echo(schema_text().rstrip("\n"))

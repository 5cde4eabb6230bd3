"""`dateline plugins`: every door of the house and what is plugged in."""

from __future__ import annotations

import click


@click.command("plugins")
def command() -> None:
    """List every door where something can be plugged in, and what is there now."""
    from dateline.plugins import DOORS, plugged

    for door in DOORS:
        click.echo(f"{door.name}  ({door.listed_in}; proved by {door.proved_by})")
        for name in plugged(door):
            click.echo(f"  {name}")

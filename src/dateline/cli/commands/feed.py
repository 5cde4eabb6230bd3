"""`dateline feed`: what a saved feed says of itself and lists."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click


@click.command("feed")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print every field as JSON.")
def command(files: tuple[Path, ...], as_json: bool) -> None:
    """Show what saved feeds (RSS, Atom, RDF, JSON Feed) say of themselves and list, markup made safe."""
    from dateline.desk.feed_reading import NoFeed, feed_view

    views: list[dict[str, Any]] = []
    failed = False
    for path in files:
        try:
            views.append({"input": str(path), **feed_view(path.read_bytes())})
        except (OSError, NoFeed) as fault:
            why = fault.strerror if isinstance(fault, OSError) else fault
            click.echo(f"{path}: {why}", err=True)
            failed = True
    if as_json:
        json.dump({"feeds": views}, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        for view in views:
            _print_feed(view)
    sys.exit(1 if failed else 0)


def _print_feed(view: dict[str, Any]) -> None:
    listed = view.get("listed", [])
    kind = f"{view['format']} {view.get('version', '')}".strip()
    click.echo(f"{view.get('title') or view['input']} ({kind}, {len(listed)} listed)")
    for fault in view.get("faults", ()):
        click.echo(f"  not quite in form: {fault}")
    for one in listed:
        when = one.get("published_at") or one.get("published") or "undated"
        click.echo(f"  {when}  {one.get('title') or one.get('link') or one.get('id') or 'without a title'}")

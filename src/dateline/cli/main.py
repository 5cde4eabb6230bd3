"""The door of the command line: finds the commands by file name and loads only the one that is asked for."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import click

COMMANDS = Path(__file__).with_name("commands")


class CommandFolder(click.Group):
    """A group whose commands are the files of `cli/commands/`; each file holds one function `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in alphabetical order."""
        return sorted(path.stem for path in COMMANDS.glob("*.py") if not path.stem.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"dateline.cli.commands.{cmd_name}").command
        return command


@click.group(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline", message="%(prog)s %(version)s")
def dateline() -> None:
    """Reads many reports of one happening and shows one story with its evidence."""


def main() -> None:
    """Run the command line; what goes wrong is told in one line, with exit status 1 (2 for wrong usage)."""
    # The matrices of this program are small: more threads cost many times the processor and win nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        dateline.main(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished is kept; run the same command again to go on.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away; nothing to tell anybody
        sys.exit(1)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except Exception as fault:  # the last door: no traceback reaches a user
        if os.environ.get("DATELINE_DEBUG"):
            raise
        click.echo(f"dateline: {type(fault).__name__}: {fault}", err=True)
        click.echo("This is a fault of Dateline. Set DATELINE_DEBUG=1 to see where it happened.", err=True)
        sys.exit(1)

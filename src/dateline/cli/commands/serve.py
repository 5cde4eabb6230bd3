"""`dateline serve`: the news desk in a browser."""

from __future__ import annotations

import gc
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dateline.desk.desk import Desk
    from dateline.desk.settings import Settings

MOST_AT_ONCE = 1000
"""So many connections are held at a time; others are sent away, so that nobody can take all by being slow."""


TURN = 0.001
"""So many seconds a thread runs before another may: with Python's 5 ms, who reads rows waits for each of them for those
who render, and answers wait for a third longer with twenty readers at a time."""


@click.command("serve")
@click.argument("db", type=click.Path(dir_okay=False, path_type=Path), default=Path("news.db"))
@click.option("--host", help="Address of this machine to answer at (127.0.0.1: only for browsers on this machine).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to answer at (8000); 0 takes a free one.")
@click.option("--address", help="How readers reach the desk from outside, e.g. https://news.example.org.")
@click.option("--single-user", is_flag=True, default=None, help="One reader, no sign-in; only on this machine.")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings in TOML (without it: the file beside the database that is named like it, news.toml).",
)
@click.option("--no-collect", is_flag=True, help="Answer readers only; visit no feeds.")
def command(
    db: Path,
    host: str | None,
    port: int | None,
    address: str | None,
    single_user: bool | None,
    settings_file: Path | None,
    no_collect: bool,
) -> None:
    """Open the news desk of the database DB (news.db): front page, stories, search, sources.

    The database is made when it is not there. The first visitor makes the account that owns the desk.
    """
    from dateline.desk.opening import CannotOpenDesk, open_desk
    from dateline.desk.settings import BadSettings, settings_from

    try:
        settings = settings_from(
            settings_file or db.with_suffix(".toml"),
            host=host,
            port=port,
            address=address,
            single_user=single_user,
            collect=False if no_collect else None,
        )
    except BadSettings as fault:
        raise click.UsageError(str(fault)) from None
    listening = _listen(settings)
    try:
        desk = open_desk(db, settings)
    except CannotOpenDesk as fault:
        raise click.ClickException(str(fault)) from None
    _tell(desk, settings, listening)
    try:
        _run(desk, settings, listening)
    finally:
        desk.close()
    click.echo("Closed.", err=True)


def _listen(settings: Settings) -> socket.socket:
    """Take the port now, so that a port in use is told in one line."""
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((settings.host, settings.port))
        made.listen(256)  # so that a second desk is refused, not left waiting
    except OSError as fault:
        raise click.ClickException(
            f"cannot answer at {settings.host} port {settings.port}: {fault.strerror or fault}. "
            "Is another desk running? Choose another with --port."
        ) from None
    return made


def _tell(desk: Desk, settings: Settings, listening: socket.socket) -> None:
    shown = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(settings.host, settings.host)
    port = listening.getsockname()[1]
    own = settings.address or f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    click.echo(f"The news desk is open at {own}")
    if settings.single_user:
        click.echo("There is one reader and no sign-in; only this machine is answered.")
    elif desk.accounts.is_new():
        click.echo("Nobody has an account yet: whoever opens it first makes the one that owns it.")
        if desk.accounts.setup_word is not None:
            click.echo(f"They need this set-up word: {desk.accounts.setup_word}")
    click.echo("Stop it with Ctrl-C.", err=True)


def _run(desk: Desk, settings: Settings, listening: socket.socket) -> None:
    import uvicorn

    from dateline.web.app import make_app

    told: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
    config = uvicorn.Config(
        make_app(desk),
        host=settings.host,
        port=listening.getsockname()[1],
        proxy_headers=settings.behind_proxy,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=5,
        limit_concurrency=MOST_AT_ONCE,
        lifespan="on",
        **told,
    )
    _look_for_garbage_rarely()
    sys.setswitchinterval(TURN)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return


def _look_for_garbage_rarely() -> None:
    """What stands after the start stays: looking through it again and again costs readers a fifth of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)

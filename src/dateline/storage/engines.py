"""How an SQLite file is opened: connections for many threads, who takes the lock when, and its newest shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

CONNECTIONS = 48
"""So many threads can look at once; further ones wait for one of them."""
WAIT = 30
"""So many seconds one writer waits for another, and a thread for a connection."""
_WRITES = "dateline_writes"


def engines(path: str | Path) -> tuple[sa.Engine, sa.Engine]:
    """Make the engine for views, and the same for writers, whose transactions take the lock at once."""
    engine = sa.create_engine(
        sa.URL.create("sqlite+pysqlite", database=str(path)),
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=WAIT,
    )
    sa.event.listen(engine, "connect", _tune)
    sa.event.listen(engine, "begin", _begin)
    return engine, engine.execution_options(**{_WRITES: True})


def _tune(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins no transaction by itself: `_begin` does
    cursor = connection.cursor()
    of_file = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")
    of_memory = ("cache_size=-4000", "mmap_size=4294967296")
    for setting in (f"busy_timeout={WAIT * 1000}", *of_file, *of_memory):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")


def bring_up_to_date(engine: sa.Engine, writing: sa.Engine) -> None:
    """Give the file its newest shape where it has an older one or none. Raises DatabaseError for other files."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.begin() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
    with writing.begin() as connection:
        if MigrationContext.configure(connection).get_current_revision() != newest:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

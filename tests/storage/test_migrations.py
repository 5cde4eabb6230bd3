"""The steps of the database's shape lead to what the tables say, and nothing else does."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from dateline.storage import tables
from dateline.storage.metadata import metadata
from dateline.storage.sqlite import SqliteStore


def shape(path: Path) -> dict[str, str]:
    """What a database is made of: each table, index, trigger and view with its order, in plain spacing."""
    with sqlite3.connect(path) as base:
        rows = base.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    plain = {name: re.sub(r"\s+", " ", sql).replace("( ", "(").replace(" )", ")").strip() for name, sql in rows}
    return {name: sql for name, sql in plain.items() if not name.startswith(("sqlite_", "alembic_"))}


def test_the_steps_lead_to_the_tables(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "stepped.db").close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'made.db'}")
    assert tables.DESK
    metadata.create_all(engine)
    engine.dispose()
    stepped, made = shape(tmp_path / "stepped.db"), shape(tmp_path / "made.db")
    assert stepped.keys() == made.keys()
    different = {name: (stepped[name], made[name]) for name in made if stepped[name] != made[name]}
    first = {"capture", "article", "annotation", "failure", "story", "judgement", "held", "read_capture"}
    assert not {name for name in different if name not in first}, different

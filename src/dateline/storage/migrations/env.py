"""Tells Alembic which connection and tables to work on."""

from __future__ import annotations

from alembic import context

from dateline.storage.metadata import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()

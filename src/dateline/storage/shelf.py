"""Rows of what pages are made from: story cards and the words to search; nouns in, nouns out."""

from __future__ import annotations

import sqlalchemy as sa


class ShelfRows:
    """Reads and writes what pages are made from: story cards and the words to search, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

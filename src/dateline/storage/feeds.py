"""Rows of feeds, visits and jobs; nouns in, nouns out."""

from __future__ import annotations

import sqlalchemy as sa


class FeedRows:
    """Reads and writes feeds, visits and jobs, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

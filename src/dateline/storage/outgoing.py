"""Rows of saved searches, digests and what was sent; nouns in, nouns out."""

from __future__ import annotations

import sqlalchemy as sa


class OutgoingRows:
    """Reads and writes saved searches, digests and what was sent, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

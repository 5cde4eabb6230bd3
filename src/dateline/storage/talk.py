"""Rows of comments, notes, reports to the editors and corrections; nouns in, nouns out."""

from __future__ import annotations

import sqlalchemy as sa


class TalkRows:
    """Reads and writes comments, notes, reports to the editors and corrections, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

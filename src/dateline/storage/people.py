"""Rows of accounts, sessions, invitations and keys for other programs; nouns in, nouns out."""

from __future__ import annotations

import sqlalchemy as sa


class PeopleRows:
    """Reads and writes accounts, sessions, invitations and keys for other programs, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

"""Rows of what accounts follow, mute, open, save and have seen; nouns in, nouns out."""

from __future__ import annotations

import sqlalchemy as sa


class AudienceRows:
    """Reads and writes what accounts follow, mute, open, save and have seen, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

"""The one register of tables, with the areas of the news desk beside the corridor's own."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()

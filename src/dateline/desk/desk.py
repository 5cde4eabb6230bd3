"""The news desk, the one object that the web and other faces hold; each part is made when it is first asked for."""

from __future__ import annotations

from dateline.desk.context import DeskContext


class Desk:
    """A collection of reports with everything around it that readers use day by day."""

    def __init__(self, context: DeskContext) -> None:
        self.context = context

"""The news desk, the one object that the web and other faces hold; each part is made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dateline.desk.context import DeskContext

if TYPE_CHECKING:
    from dateline.desk.accounts import Accounts
    from dateline.desk.corrections import Corrections
    from dateline.desk.limits import Limits
    from dateline.desk.talk import Talk


class Desk:
    """A collection of reports with everything around it that readers use day by day."""

    def __init__(self, context: DeskContext) -> None:
        self.context = context

    @cached_property
    def limits(self) -> Limits:
        """How often somebody may try something."""
        from dateline.desk.limits import Limits

        return Limits(self.context)

    @cached_property
    def accounts(self) -> Accounts:
        """Who reads with us."""
        from dateline.desk.accounts import Accounts

        return Accounts(self.context, self.limits)

    @cached_property
    def talk(self) -> Talk:
        """What readers say to one another and to themselves."""
        from dateline.desk.talk import Talk

        return Talk(self.context, self.limits)

    @cached_property
    def corrections(self) -> Corrections:
        """What editors put right."""
        from dateline.desk.corrections import Corrections

        return Corrections(self.context)

    def close(self) -> None:
        """Let go of the file."""
        self.context.store.close()

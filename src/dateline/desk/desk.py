"""The news desk, the one object that the web and other faces hold; each part is made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dateline.desk.context import DeskContext

if TYPE_CHECKING:
    from dateline.desk.accounts import Accounts
    from dateline.desk.audience import Audience
    from dateline.desk.collecting import Collecting
    from dateline.desk.corrections import Corrections
    from dateline.desk.digests import Digests
    from dateline.desk.frontpage import FrontPages
    from dateline.desk.later import Later
    from dateline.desk.library import Library
    from dateline.desk.limits import Limits
    from dateline.desk.outgoing import Outgoing
    from dateline.desk.search import Search
    from dateline.desk.sources import Sources
    from dateline.desk.streams import Streams
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
    def later(self) -> Later:
        """Small work that no reader waits for."""
        from dateline.desk.later import Later

        return Later()

    @cached_property
    def audience(self) -> Audience:
        """What readers follow, mute, save and have read."""
        from dateline.desk.audience import Audience

        return Audience(self.context, self.later)

    @cached_property
    def frontpage(self) -> FrontPages:
        """The front page of each reader, and why a story stands there or not."""
        from dateline.desk.frontpage import FrontPages

        return FrontPages(self.context, self.later, find=lambda query, most: self.search.story_ids(query, limit=most))

    @cached_property
    def library(self) -> Library:
        """What pages show of stories, articles, actors, places, topics and outlets."""
        from dateline.desk.library import Library

        return Library(self.context, self.later)

    @cached_property
    def talk(self) -> Talk:
        """What readers say to one another and to themselves."""
        from dateline.desk.talk import Talk

        return Talk(self.context, self.limits)

    @cached_property
    def search(self) -> Search:
        """Finds stories and reports, and keeps searches."""
        from dateline.desk.search import Search

        return Search(self.context)

    @cached_property
    def outgoing(self) -> Outgoing:
        """Every list of stories as a feed."""
        from dateline.desk.outgoing import Outgoing

        return Outgoing(self.context, self.frontpage, self.search)

    @cached_property
    def streams(self) -> Streams:
        """Stories as reading apps ask for them."""
        from dateline.desk.streams import Streams

        return Streams(self.context, self.audience, self.sources, self.search)

    @cached_property
    def digests(self) -> Digests:
        """What goes out to readers when something is new."""
        from dateline.desk.digests import Digests

        return Digests(self.context, self.audience, self.frontpage, self.search)

    @cached_property
    def corrections(self) -> Corrections:
        """What editors put right."""
        from dateline.desk.corrections import Corrections

        return Corrections(self.context, lambda: self.collecting)

    @cached_property
    def sources(self) -> Sources:
        """Where reports come from."""
        from dateline.desk.sources import Sources

        return Sources(self.context)

    @cached_property
    def collecting(self) -> Collecting:
        """The visits to feeds, the fetching and the reading."""
        from dateline.desk.collecting import Collecting

        return Collecting(self.context)

    def close(self) -> None:
        """Finish what waits, and let go of the file."""
        if "later" in self.__dict__:
            self.later.close()
        self.context.store.close()

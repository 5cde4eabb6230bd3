"""Pages of stories that were rendered before: in memory the last ones, in the store all until the story changes."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from dateline.desk.later import Later
from dateline.desk.plain import Record, network_of, plain_list
from dateline.desk.ready_stories import keep_latest
from dateline.desk.turns import Turns
from dateline.serve.packing import Part, kept_part, part_of
from dateline.storage.sqlite import SqliteStore

log = logging.getLogger(__name__)
BYTES_IN_MEMORY = 48_000_000
"""So many bytes of packed pages are kept in memory."""
LARGE = 80_000
"""From so many packed bytes on (some twenty reports) a page takes so long to make that nobody waits for it."""
PATIENCE = 300.0
"""So many seconds the worker that reads has for such a page; to make it here takes a fifth of the readers' time."""
MOST_BEHIND = 1000
PREPARED, AMONG = 24, 20_000
"""So many pages are prepared in one go, of so many stories with the last news."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a face shows beside the page of a story, made from its id, places and network; it travels to workers.

    `version` is another one whenever the same story would be shown otherwise.
    """

    render: Callable[[str, list[Record], Record], str]
    version: str


def prepare_pages(store: SqliteStore, *, beside: Beside | None = None, most: int = PREPARED) -> int:
    """Render the newest stories that have no page yet, where nobody waits; return how many.

    For the process that reads, while it has nothing else to do: then no reader of a story waits for its page. Stories
    of several reports come first, because their pages take longest.
    """
    pages = KeptPages(store, beside=beside)
    with store.view() as view:
        missing = view.shelf.stories_without_page(pages.version(), among=AMONG, most=most)
    return sum(_is_made(pages, story_id) for story_id in missing)


def _is_made(pages: KeptPages, story_id: str) -> bool:
    try:
        return pages.fragment(story_id) is not None
    except Exception:  # law 5: one bad story never stops the line; who opens it is told of the fault
        log.exception("The page of a story could not be made beforehand")
        return False


class KeptPages:
    """Renders a story once for each of its revisions; several threads that ask for one page wait for one rendering."""

    def __init__(
        self,
        store: SqliteStore,
        later: Later | None = None,
        *,
        beside: Beside | None = None,
        worker_reads: Callable[[], bool] = lambda: False,
    ) -> None:
        """Without `later` whoever asks first also waits until the page is kept.

        `worker_reads` tells whether a process is at work that makes pages, too, after it has read and compared.
        """
        self._store, self._later, self._beside = store, later, beside
        self._lock = Lock()
        self._recent: OrderedDict[str, Part] = OrderedDict()
        self._size = 0
        self._turns = Turns()
        self._under_way: set[str] = set()
        self._worker_reads, self._behind = worker_reads, OrderedDict[str, float]()

    def version(self) -> str:
        """The version of all that pages are made with."""
        from dateline.serve.page import page_version

        return f"{page_version()}{self._beside.version if self._beside else ''}"

    def fragment(self, story_id: str) -> Part | None:
        """Return the page of a story, packed, by id or alias; None when there is no such story."""
        found = self.at_hand(story_id, may_lag=False)
        return None if found is None else found[0]

    def at_hand(self, story_id: str, *, may_lag: bool = True) -> tuple[Part, bool] | None:
        """The same without a long wait: with True where it is the page of a long story from before it changed.

        Then the new page is being made.
        """
        version = self.version()
        earlier = None
        with self._store.view() as view:
            known, made_of = story_id, view.shelf.revision(story_id)
            if made_of is None:  # an id it had before, or none
                known = view.shelf.story_id(story_id) or ""
                made_of = view.shelf.revision(known)
            if made_of is None:
                return None
            revision = f"{made_of}.{version}"
            found = self._in_memory(f"{known} {revision}")
            if found is None and (kept := view.shelf.page(known, revision)) is not None:
                found = kept_part(kept)
            if found is None and may_lag:
                earlier = view.shelf.earlier_page(known, version)
        if found is None and earlier is not None and len(earlier) >= LARGE and self._make_later(known):
            return kept_part(earlier), True
        if found is None:
            with self._turns.of(known):
                found = self._in_memory(f"{known} {revision}") or self._make(known, revision)
        if found is None:
            return None
        self._remember(f"{known} {revision}", found)
        with self._lock:
            self._behind.pop(known, None)
        return found, False

    def _make_later(self, story_id: str) -> bool:
        """Have a page made where nobody waits for it, by the worker if it does so in time; tell whether it will be."""
        if self._worker_reads() and self._behind_for(story_id) < PATIENCE:
            return True

        def make() -> None:
            try:
                self.fragment(story_id)
            finally:
                with self._lock:
                    self._under_way.discard(story_id)

        with self._lock:
            if story_id in self._under_way:
                return True
            self._under_way.add(story_id)
        if self._later is not None and self._later.do(make):
            return True
        with self._lock:
            self._under_way.discard(story_id)
        return False

    def _behind_for(self, story_id: str) -> float:
        """For how many seconds readers have been shown a page that is behind its story."""
        now = time.monotonic()
        with self._lock:
            since = self._behind.get(story_id, now)
            keep_latest(self._behind, story_id, since, MOST_BEHIND)
        return now - since

    def _make(self, story_id: str, revision: str) -> Part | None:
        from dateline.serve import views
        from dateline.serve.page import story_fragment

        with self._store.view() as view:
            found = view.story(story_id)
            if found is None:
                return None
            record = views.record(list(view.articles(found[0].article_ids)), [found])
            points, network = plain_list(view.shelf.points_of([story_id])), network_of(view.shelf, story_id)
        page = story_fragment(record, record["stories"][0])
        if self._beside is not None:
            page += self._beside.render(story_id, points, network)
        made = part_of(page.encode("utf-8", "replace"))
        self._remember(f"{story_id} {revision}", made)
        if self._later is None or not self._later.do(lambda: self._keep(story_id, revision, made)):
            self._keep(story_id, revision, made)
        return made

    def _keep(self, story_id: str, revision: str, made: Part) -> None:
        with self._store.writer() as writer:
            if (writer.shelf.revision(story_id) or "") == revision.partition(".")[0]:
                writer.shelf.put_page(story_id, revision, made.kept())

    def _in_memory(self, name: str) -> Part | None:
        with self._lock:
            found = self._recent.get(name)
            if found is not None:
                self._recent.move_to_end(name)
            return found

    def _remember(self, name: str, fragment: Part) -> None:
        with self._lock:
            if name in self._recent:
                return
            self._recent[name] = fragment
            self._size += len(fragment.packed)
            while self._size > BYTES_IN_MEMORY and len(self._recent) > 1:
                _, dropped = self._recent.popitem(last=False)
                self._size -= len(dropped.packed)

"""Stories kept ready to be ranked, for all readers: each card is read from the store once for each revision."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.serve.candidates import Candidate, candidate
from dateline.storage.audience_candidates import Revision
from dateline.storage.sqlite import SqliteView

if TYPE_CHECKING:
    from numpy.typing import NDArray

CARDS_KEPT = 6000
Name = TypeVar("Name")
Value = TypeVar("Value")


class ReadyStories:
    """The candidates that were asked for lately, each with the revision that its card tells."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._newest: tuple[int, dict[str, Revision], str | None] | None = None
        self._candidates: OrderedDict[str, tuple[Revision, Candidate]] = OrderedDict()

    def recent(self, view: SqliteView, shelf: int, most: int) -> tuple[dict[str, Revision], str | None]:
        """The newest stories with their revisions, asked for once for each state of the shelf.

        With the newest moment of the last of them; None where there are no others.
        """
        with self._lock:
            kept = self._newest
        if kept is None or kept[0] != shelf:
            kept = (shelf, view.audience.recent(most), view.audience.oldest_of_recent(most))
            with self._lock:
                self._newest = kept
        return kept[1:]

    def ready(self, view: SqliteView, revisions: Mapping[str, Revision]) -> list[Candidate]:
        """The candidates with these revisions, from memory as far as their cards are the same."""
        with self._lock:
            known = {one: kept for one in revisions if (kept := self._candidates.get(one)) is not None}
        missing = [one for one, revision in revisions.items() if one not in known or known[one][0] != revision]
        if missing:
            leads = vectors(view, missing)
            made = {card.story_id: candidate(card, lead=leads.get(card.story_id)) for card in view.shelf.cards(missing)}
            known.update({one: (revisions[one], ready) for one, ready in made.items()})
            with self._lock:
                for one in made:
                    keep_latest(self._candidates, one, known[one], CARDS_KEPT)
        return [kept[1] for one, revision in revisions.items() if (kept := known.get(one)) and kept[0] == revision]


def vectors(view: SqliteView, story_ids: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The unit embedding of a report of each story, as far as there is one."""
    import numpy as np

    return {one: np.asarray(lead, dtype=np.float32) for one, lead in view.audience.leads(story_ids).items()}


def keep_latest(where: OrderedDict[Name, Value], name: Name, value: Value, most: int) -> None:
    """Keep a value as the latest one, and let go of the oldest ones."""
    where[name] = value
    where.move_to_end(name)
    while len(where) > most:
        where.popitem(last=False)

"""What is known of readers, in memory as long as it holds: wishes, what they did with stories, news for them, taste."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from dateline.desk.context import DeskContext
from dateline.desk.later import Later
from dateline.desk.ready_stories import keep_latest, vectors
from dateline.model.audience import AudienceAccount, Follow, Mute, StoryState
from dateline.model.shelf import Change
from dateline.serve.candidates import Candidate
from dateline.serve.taste import Taste, learn, read_taste, written
from dateline.storage.audience_stories import RankedState, state_of
from dateline.storage.sqlite import SqliteView

KEPT = 300
"""So many readers are kept in memory."""
LESSONS = 600
NEW_LESSONS = 20
"""A taste is learnt anew after one new lesson for so many that it was learnt from; at first after each."""

_Wishes = tuple[int, tuple[Follow, ...], tuple[Mute, ...], str]


class KnownReaders:
    """Readers who were here lately."""

    def __init__(self, context: DeskContext, later: Later) -> None:
        self._context, self._later = context, later
        self._lock = Lock()
        self._tastes: OrderedDict[int, tuple[int, Taste]] = OrderedDict()
        self._wishes: OrderedDict[int, _Wishes] = OrderedDict()
        self._met: OrderedDict[int, tuple[int, dict[str, StoryState | None], dict[str, RankedState]]] = OrderedDict()
        self._news: OrderedDict[int, tuple[int, dict[tuple[str, str], list[Change]]]] = OrderedDict()

    def wishes(self, view: SqliteView, account: AudienceAccount) -> tuple[tuple[Follow, ...], tuple[Mute, ...], str]:
        """What an account follows and has muted (also what has ended by now), and a mark of what it follows."""
        with self._lock:
            kept = self._wishes.get(account.account_id)
        if kept is None or kept[0] != account.revision:
            rows = view.audience
            follows, mutes = rows.follows(account.account_id), rows.mutes(account.account_id)
            mark = hashlib.blake2b(repr(follows).encode(), digest_size=12).hexdigest()
            kept = (account.revision, follows, mutes, mark)
            with self._lock:
                keep_latest(self._wishes, account.account_id, kept, KEPT)
        return kept[1:]

    def states(
        self, view: SqliteView, account: AudienceAccount, candidates: Iterable[Candidate]
    ) -> dict[str, StoryState]:
        """What the account did with the candidates; what was done under an alias counts for the story it became.

        What is the same as before is the same object.
        """
        with self._lock:
            kept = self._met.get(account.account_id)
        before = kept[2] if kept is not None else {}
        if kept is None or kept[0] != account.revision:
            kept = (account.revision, {}, {})
        _, known, told = kept
        names = {made.story_id: (made.story_id, *made.card.also_known_as) for made in candidates}
        missing = [one for also in names.values() for one in also if one not in known]
        if missing:
            met = view.audience.ranked_states(account.account_id, missing)
            for one in missing:
                row = met.get(one)
                if row is None:
                    known[one] = None
                    continue
                same = before.get(one)
                told[one] = same if same is not None and same[0] == row else (row, state_of(row))
                known[one] = told[one][1]
        with self._lock:
            keep_latest(self._met, account.account_id, kept, KEPT)
        found = {}
        for story_id, also in names.items():
            state = next((known[one] for one in also if known[one] is not None), None)
            if state is not None:
                found[story_id] = state
        return found

    def news(
        self,
        view: SqliteView,
        account: AudienceAccount,
        candidates: Iterable[Candidate],
        states: Mapping[str, StoryState],
        *,
        shelf: int,
    ) -> dict[str, list[Change]]:
        """What is new in the stories that the reader looked at, since they did."""
        since: dict[str, str] = {}
        for one in candidates:
            state = states.get(one.story_id)
            if state is not None and state.looked_at and (one.card.last_new or "") > state.looked_at:
                since[one.story_id] = state.looked_at
        with self._lock:
            kept = self._news.get(account.account_id)
        if kept is None or kept[0] != shelf:
            kept = (shelf, {})
        known = kept[1]
        missing = {one: at for one, at in since.items() if (one, at) not in known}
        if missing:
            for name, changes in view.shelf.changes_of(missing, limit=40).items():
                known[name, missing[name]] = changes
            with self._lock:
                keep_latest(self._news, account.account_id, kept, KEPT)
        return {name: found for name, at in since.items() if (found := known[name, at])}

    def taste(self, view: SqliteView, account: AudienceAccount) -> Taste:
        """The taste of an account, learnt anew where there are enough new lessons."""
        account_id, revision = account.account_id, account.taste_revision
        stored_of = view.audience.taste_of(account_id) or 0
        with self._lock:
            kept = self._tastes.get(account_id)
        if kept is not None and stored_of <= kept[0] <= revision and _is_fresh(kept[0], revision):
            return kept[1]
        stored = view.audience.taste(account_id) if _is_fresh(stored_of, revision) else None
        if stored is not None:
            learnt_of, taste = stored[1], read_taste(stored[0])
        else:
            lessons = view.audience.lessons(account_id, limit=LESSONS)
            leads = vectors(view, [one.story_id for one in lessons])
            learnt_of, taste = revision, learn(lessons, now=self._minute(), leads=leads)
            self._later.do(lambda: self._keep_taste(account_id, taste, revision))
        with self._lock:
            keep_latest(self._tastes, account_id, (learnt_of, taste), KEPT)
        return taste

    def _keep_taste(self, account_id: int, taste: Taste, revision: int) -> None:
        with self._context.store.writer() as writer:
            if (writer.audience.taste_of(account_id) or 0) <= revision:  # else it was forgotten, or a newer one is kept
                writer.audience.keep_taste(account_id, written(taste), learnt_from=revision)

    def _minute(self) -> str:
        return self._context.now()[:16] + ":00+00:00"


def _is_fresh(learnt_of: int, revision: int) -> bool:
    """Tell whether a taste that was learnt from so many lessons still holds with so many."""
    return revision - learnt_of <= learnt_of // NEW_LESSONS

"""The front page of each reader: candidates fetched by index, ranked by `serve`, kept as long as nothing changed."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock, RLock

from dateline.desk.context import DeskContext
from dateline.desk.known_readers import KnownReaders
from dateline.desk.later import Later
from dateline.desk.ready_stories import ReadyStories, keep_latest
from dateline.model.audience import AudienceAccount, Follow, Mute, Placing, Reason, StoryState, story_of_claim
from dateline.model.shelf import Card
from dateline.serve.candidates import ORGANS, traits
from dateline.serve.frontpage import Ranked, Ranking, Reader, is_read
from dateline.serve.query import BadQuery
from dateline.serve.taste import Taste
from dateline.serve.why_not import why_not
from dateline.storage.audience_candidates import Revision
from dateline.storage.sqlite import SqliteView

RECENT, ABOUT_EACH, CHANGED, FOUND = 300, 30, 100, 60
"""So many of the newest stories, of those about each thing followed, with news, and found by each search."""
LOOKED_DAYS = 30
VISIT_ENDS_AFTER = timedelta(minutes=30)
SEEN_AGAIN_AFTER = timedelta(minutes=1)
RANKINGS_KEPT, SEARCHES_KEPT = 300, 300
SETTLE = 0.02
"""So many seconds a page waits for what its reader did just before."""

Find = Callable[[str, int], Collection[str]]
"""Finds the ids of the stories that a query finds, at most so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedStory:
    """A story on a front page: its card, its place with the reasons, and what the reader did with it."""

    card: Card
    placing: Placing
    state: StoryState | None
    is_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """One page of a reader's front page; `stamp` is another one whenever anything on it could have changed."""

    stories: tuple[PlacedStory, ...]
    page: int
    pages: int
    total: int
    stamp: str
    taste_words: str
    follows: int


@dataclass(slots=True)
class _Kept:
    """A ranking with what it was made from, and the pages of it that were asked for."""

    account: AudienceAccount
    stamp: str
    wishes: str
    revisions: Mapping[str, Revision]
    ranking: Ranking
    pages: dict[int, FrontPage] = field(default_factory=dict)
    looked_at: float = 0.0
    """When it was looked last whether it still holds, by the clock that never goes back."""


class FrontPages:
    """The front pages of all readers."""

    def __init__(self, context: DeskContext, later: Later, *, find: Find | None = None) -> None:
        self._context, self._later, self._find = context, later, find
        self._lock, self._locks = Lock(), [RLock() for _ in range(16)]
        self._stories, self._readers = ReadyStories(), KnownReaders(context, later)
        self._rankings: OrderedDict[int, _Kept] = OrderedDict()
        self._found: OrderedDict[tuple[str, str], frozenset[str]] = OrderedDict()

    def page(self, account_id: int, *, page: int = 1, visit: bool = True) -> FrontPage:
        """One page of a reader's front page.

        With `visit` it counts as seen: what stood on it is kept as shown, and a new visit begins after half an hour.
        """
        self._later.settle(SETTLE, of=account_id)
        asked_at = time.monotonic()
        with self._locks[account_id % len(self._locks)]:
            kept = self._ranked_since(account_id, asked_at)
            account = kept.account
            pages = max(1, -(-len(kept.ranking) // account.preferences.page_size))
            page = min(max(1, page), pages)
            if page not in kept.pages:
                kept.pages[page] = self._made_page(kept, page, pages)
            found = kept.pages[page]
        if visit:
            self._note_visit(account, found)
        return found

    def _ranked_since(self, account_id: int, asked_at: float) -> _Kept:
        """The ranking of an account as it was after this moment.

        So of many who ask at a time, one ranks, and those who waited for it take what it found.
        """
        with self._lock:
            kept = self._rankings.get(account_id)
        if kept is not None and kept.looked_at > asked_at:
            return kept
        looked_at = time.monotonic()
        with self._context.store.view() as view:
            kept = self._ranked(view, view.audience.account(account_id))
        kept.looked_at = looked_at
        return kept

    def _made_page(self, kept: _Kept, page: int, pages: int) -> FrontPage:
        ranking, reader = kept.ranking, kept.ranking.reader
        size = reader.preferences.page_size
        order = ranking.order((page - 1) * size, page * size)
        placed = tuple(self._placed(one, ranking) for one in order)
        words = reader.taste.words() if reader.taste else ""
        return FrontPage(
            stories=placed,
            page=page,
            pages=pages,
            total=len(ranking),
            stamp=_stamp(placed, kept.revisions, (page, pages, len(ranking), words, len(reader.follows))),
            taste_words=words,
            follows=len(reader.follows),
        )

    def why_not(self, account_id: int, story_id: str) -> tuple[Reason, ...]:
        """Why a story does not stand on the first page of a reader, or where it does; also for ids of no story."""
        self._later.settle(SETTLE, of=account_id)
        with self._locks[account_id % len(self._locks)], self._context.store.view() as view:
            known = view.shelf.story_id(story_id)
            if known is None:
                return (_unknown(view, story_id),)
            account = view.audience.account(account_id)
            ranking = self._ranked(view, account).ranking
            size = account.preferences.page_size
            found = why_not(ranking, known, page_size=size)
            if not found:  # it is not among the newest: rank it with them, to tell where it would stand
                asked = self._asked(view, account)
                fetched = self._fetch(view, account, asked, also=(known,))
                found = why_not(self._rank(view, account, asked, fetched), known, page_size=size)
        return found or (Reason(kind="ungrouped", words="its reports are read, but not yet compared", score=0.0),)

    def taste(self, account_id: int) -> Taste:
        """What is learnt of an account's taste."""
        self._later.settle(SETTLE, of=account_id)
        with self._locks[account_id % len(self._locks)], self._context.store.view() as view:
            return self._readers.taste(view, view.audience.account(account_id))

    def forget_taste(self, account_id: int) -> None:
        """Forget what was learnt of an account's taste, and what it was learnt from."""
        with self._context.store.writer() as writer:
            writer.audience.forget_taste(account_id)

    # Ranking

    def _ranked(self, view: SqliteView, account: AudienceAccount) -> _Kept:
        """The ranking of an account, made anew where anything it is made from has changed."""
        with self._lock:
            kept = self._rankings.get(account.account_id)
        asked = self._asked(view, account)
        if kept is None or kept.stamp != asked.stamp:
            revisions = self._fetch(view, account, asked)
            before = kept.ranking if kept is not None and kept.wishes == asked.wishes else None
            ranking = self._rank(view, account, asked, revisions, before)
            is_same = kept is not None and kept.ranking is ranking
            kept = _Kept(account, asked.stamp, asked.wishes, revisions, ranking, kept.pages if kept and is_same else {})
            with self._lock:
                keep_latest(self._rankings, account.account_id, kept, RANKINGS_KEPT)
        kept.account = account
        return kept

    def _asked(self, view: SqliteView, account: AudienceAccount) -> _Asked:
        """What a ranking is made from, with a stamp that is another one whenever any of it changed."""
        now = self._minute()
        follows, mutes, mark = self._readers.wishes(view, account)
        mutes = tuple(
            one for one in mutes if one.scope in ("everywhere", "frontpage") and (one.until is None or one.until > now)
        )
        wishes: tuple[Follow | Mute, ...] = (*follows, *mutes)
        searches = dict.fromkeys(one.key for one in wishes if one.target == "search")
        found = {query: self._search(query, now) for query in searches}
        before_at = _visit(account, self._context.clock())[1]
        told = hashlib.blake2b(digest_size=12)
        told.update(f"{account.account_id} {mark} {account.preferences} {account.read_before} {before_at}".encode())
        told.update("".join(f"{one.target} {one.key} {one.scope}\n" for one in mutes).encode())
        told.update("".join(f"{one} {sorted(found[one])}\n" for one in sorted(found)).encode())
        of_wishes, shelf = told.hexdigest(), view.audience.shelf_revision()
        stamp = f"{of_wishes}-{account.revision}-{account.taste_revision}-{shelf}-{now[:16]}"
        return _Asked(stamp, of_wishes, shelf, now, follows, mutes, found, before_at)

    def _fetch(
        self, view: SqliteView, account: AudienceAccount, asked: _Asked, *, also: Sequence[str] = ()
    ) -> dict[str, Revision]:
        """Fetch the ids of all candidates with their revisions."""
        rows, wanted = view.audience, set(also)
        revisions, oldest = self._stories.recent(view, asked.shelf, RECENT)
        for one in asked.follows:
            if one.target == "search":
                wanted |= asked.found[one.key]
            elif one.target in ("story", "claim"):
                wanted.add(story_of_claim(one.key))
        wanted |= rows.about(list(dict.fromkeys(_keys_of(asked.follows))), ABOUT_EACH)
        since = _moment(self._context.clock() - timedelta(days=LOOKED_DAYS))
        if oldest is not None:  # what was looked at later and is new since stands among the newest anyway
            wanted |= rows.changed_since_looked(account.account_id, since=since, until=oldest, most=CHANGED)
        return revisions | rows.revisions(wanted - revisions.keys())

    def _rank(
        self,
        view: SqliteView,
        account: AudienceAccount,
        asked: _Asked,
        revisions: Mapping[str, Revision],
        before: Ranking | None = None,
    ) -> Ranking:
        """Rank; where nothing at all is other than before, that is what was there before."""
        candidates = self._stories.ready(view, revisions)
        by_story = self._readers.states(view, account, candidates)
        reader = Reader(
            follows=asked.follows,
            mutes=asked.mutes,
            states=by_story,
            news=self._readers.news(view, account, candidates, by_story, shelf=asked.shelf),
            found=asked.found,
            taste=self._readers.taste(view, account) if account.preferences.taste else None,
            preferences=account.preferences,
            before_at=asked.before_at,
            read_before=account.read_before,
        )
        if before is not None and before.reader.taste is not reader.taste:
            before = None
        if before is not None and before.now == asked.now and before.reader == reader and before.ranks(candidates):
            return before
        return Ranking(candidates, reader, now=asked.now, before=before)

    def _placed(self, one: Ranked, ranking: Ranking) -> PlacedStory:
        state = ranking.reader.states.get(one.candidate.story_id)
        return PlacedStory(
            card=one.candidate.card,
            placing=ranking.placing(one),
            state=state,
            is_read=is_read(state, one.candidate.card.last_new, ranking.reader.read_before),
        )

    def _search(self, query: str, minute: str) -> frozenset[str]:
        """The stories that a query finds, at most a minute old."""
        with self._lock:
            kept = self._found.get((query, minute))
        if kept is None:
            kept = self._find_carefully(query)
            with self._lock:
                keep_latest(self._found, (query, minute), kept, SEARCHES_KEPT)
        return kept

    def _find_carefully(self, query: str) -> frozenset[str]:
        try:
            return frozenset(self._find(query, FOUND)) if self._find is not None else frozenset()
        except BadQuery:  # what could be followed once may mean nothing any more
            return frozenset()

    # Visits

    def _note_visit(self, account: AudienceAccount, page: FrontPage) -> None:
        now = self._context.clock()
        if account.visit_at and now - datetime.fromisoformat(account.visit_at) < SEEN_AGAIN_AFTER:
            return
        visit_at, before_at = _visit(account, now)
        shown = {one.card.story_id: traits(one.card) for one in page.stories}

        def keep() -> None:
            with self._context.store.writer() as writer:
                writer.audience.keep_visit(account.account_id, visit_at=visit_at, before_at=before_at)
                writer.audience.shown(account.account_id, shown, at=visit_at)

        self._later.do(keep)

    def _minute(self) -> str:
        """The time to the minute: within one, a page that nothing happened to stays the same."""
        return _moment(self._context.clock().replace(second=0, microsecond=0))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a ranking is made from beside the stories; `stamp` is another one when any of it is."""

    stamp: str
    wishes: str
    shelf: int
    now: str
    follows: tuple[Follow, ...]
    mutes: tuple[Mute, ...]
    found: Mapping[str, frozenset[str]]
    before_at: str | None


def _stamp(stories: Iterable[PlacedStory], revisions: Mapping[str, Revision], around: tuple[object, ...]) -> str:
    """A hash of all that is shown, so that what changes nothing on the page does not change it."""
    told = hashlib.blake2b(repr(around).encode(), digest_size=12)
    for one in stories:
        saved = one.state is not None and one.state.saved_at is not None
        told.update(f"\n{revisions.get(one.card.story_id)} {one.placing} {saved} {one.is_read}".encode())
    return told.hexdigest()


def _keys_of(follows: Iterable[Follow]) -> Iterable[tuple[str, str]]:
    """The keys of cards under which candidates of follows stand."""
    for one in follows:
        if one.target == "place" and len(one.key) == 3 and one.key.isupper():
            yield "country", one.key
        elif one.target in ("actor", "place", "topic", "outlet"):
            yield one.target, one.key
            if one.organs and one.target == "actor":
                yield from (("actor", one.key + organ) for organ in ORGANS)


def _visit(account: AudienceAccount, now: datetime) -> tuple[str, str | None]:
    """This visit's latest look, and when the visit before it ended."""
    before_at = account.before_at
    if account.visit_at and now - datetime.fromisoformat(account.visit_at) > VISIT_ENDS_AFTER:
        before_at = account.visit_at
    return _moment(now), before_at


def _unknown(view: SqliteView, story_id: str) -> Reason:
    """Say of an id that is no story's whether it is a report's."""
    card = view.shelf.article_card(story_id)
    if card is None:
        return Reason(kind="unknown", words="there is no story with this id", score=0.0)
    if card.story_id is None:
        return Reason(kind="ungrouped", words="this is a report that was read, but stands in no story yet", score=0.0)
    return Reason(kind="report", words=f"this is a report; it stands in the story {card.story_id}", score=0.0)


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds")

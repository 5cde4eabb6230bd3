"""Searching: a typed search becomes conditions on the shelf; what is found is told by story, with ways to narrow it."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from dateline.desk.context import DeskContext
from dateline.desk.ready_stories import keep_latest
from dateline.desk.turns import Turns
from dateline.model.audience import Account, Mute, SavedSearch
from dateline.model.query import Asked, Query
from dateline.model.shelf import FACT_KINDS, Card, Condition, Facet, Hit, folded
from dateline.serve.mutes import Mutes
from dateline.serve.query import BadQuery, expression, parse, period
from dateline.storage.shelf_search import RANKED, BadSearch
from dateline.storage.sqlite import SqliteView

ORDERS = ("best", "newest")
STORIES_A_PAGE = 20
REPORTS_SHOWN = 3
"""So many reports of one story stand under it."""
NAMES_MEANT = 12
"""A name stands for so many keys at most, the most used first."""
LOOKED_AT = 120
"""So many reports are looked at for one page of stories."""
STORIES_MUTED = 500
"""A muted search mutes the newest so many that it finds."""
MOST_SAVED = 200
FINDINGS_KEPT = 200
"""So many findings are kept in memory, some 30 kB each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStory:
    """A story that a search found, with the reports that were found in it; `card` is None for a report without one."""

    card: Card | None
    hits: tuple[Hit, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a search found: one page of stories, counts, ways to narrow it, and how it was understood, in words."""

    query: str
    understood: tuple[str, ...]
    stories: tuple[FoundStory, ...]
    reports: int
    at_least: bool
    facets: dict[str, list[Facet]]
    page: int
    more: bool
    left_out: tuple[str, ...] = ()
    """Words so common that they were not looked for."""
    mark: str = ""
    """Another one whenever the same search might find something else."""


class Search:
    """Finds stories and reports, and keeps searches."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context
        self._lock = Lock()
        self._turns = Turns()
        self._kept: OrderedDict[tuple[str, str, int, bool], Findings] = OrderedDict()

    def find(self, typed: str, *, order: str = "best", page: int = 1, facets: bool = True) -> Findings:
        """Look for what was typed; raises BadQuery with words for the reader.

        What was found is kept until the shelf changes, by a counter that the database keeps, or the day.
        """
        asked = (typed, order, page, facets)
        with self._context.store.view() as view:
            kept = self._still_holds(asked, self._mark(view))
        if kept is not None:
            return kept
        with self._turns.of(asked), self._context.store.view() as view:
            mark = self._mark(view)
            kept = self._still_holds(asked, mark)  # somebody else may have searched for the same meanwhile
            if kept is None:
                kept = self._find(view, parse(typed), order=order, page=page, facets=facets, mark=mark)
                with self._lock:
                    keep_latest(self._kept, asked, kept, FINDINGS_KEPT)
        return kept

    def _mark(self, view: SqliteView) -> str:
        today = self._context.clock().date()
        return f"{view.audience.shelf_revision()}.{view.shelf.newest_number()}.{today}"

    def _still_holds(self, asked: tuple[str, str, int, bool], mark: str) -> Findings | None:
        with self._lock:
            kept = self._kept.get(asked)
        return kept if kept is not None and kept.mark == mark else None

    def _find(self, view: SqliteView, query: Query, *, order: str, page: int, facets: bool, mark: str) -> Findings:
        words, left_out = self._words(view, query)
        conditions, understood = self._conditions(view, query)
        if words is None and not conditions:
            return Findings(
                query=query.typed,
                understood=(),
                stories=(),
                reports=0,
                at_least=False,
                facets={},
                page=page,
                more=False,
                left_out=left_out,
                mark=mark,
            )
        try:
            found = view.shelf.found(words, conditions, order=order if order in ORDERS else "best")
        except BadSearch as fault:
            raise BadQuery(str(fault)) from None
        reports, at_least = min(len(found), RANKED), len(found) > RANKED
        found = found[:RANKED] if order != "best" or words is None else _but_the_oldest(found)
        narrower = view.shelf.facets_of([one for one, _ in found]) if facets else {}
        looked_at = found if order == "newest" else found[: LOOKED_AT * page]
        stories, more = _by_story(view.shelf.hits(looked_at, by_day=order == "newest")[: LOOKED_AT * page], page)
        shown = [hit for _, hits in stories for hit in hits[:REPORTS_SHOWN]]
        marked = {one.article.id: one for one in (view.shelf.mark(words, shown) if words is not None else ())}
        cards = {one.story_id: one for one in view.shelf.cards([one for one, _ in stories if one])}
        return Findings(
            query=query.typed,
            understood=understood,
            stories=tuple(
                FoundStory(
                    card=cards.get(story_id or ""),
                    hits=tuple(marked.get(one.article.id, one) for one in hits[:REPORTS_SHOWN]),
                    more=max(0, len(hits) - REPORTS_SHOWN),
                )
                for story_id, hits in stories
            ),
            reports=reports,
            at_least=at_least,
            facets={kind: listed for kind, listed in narrower.items() if listed},
            page=page,
            more=more,
            left_out=left_out,
            mark=mark,
        )

    def story_ids(self, typed: str, *, limit: int = 100) -> list[str]:
        """Return the stories that a search finds, the newest first: for feeds, digests and what is followed."""
        query = parse(typed)
        with self._context.store.view() as view:
            words, _ = self._words(view, query)
            conditions, _ = self._conditions(view, query)
            if words is None and not conditions:
                return []
            try:
                found = view.shelf.search(words, conditions, order="newest", limit=limit * 4, marked=False)
            except BadSearch as fault:
                raise BadQuery(str(fault)) from None
        ids = dict.fromkeys(one.article.story_id for one in found if one.article.story_id)
        return list(ids)[:limit]

    def muted_by(self, mutes: Iterable[Mute]) -> Mutes:
        """Make mutes ready to be asked about stories; a muted search that is no search any more mutes nothing."""
        mutes, found = tuple(mutes), {}
        for query in {one.key for one in mutes if one.target == "search"}:
            with contextlib.suppress(BadQuery):
                found[query] = self.story_ids(query, limit=STORIES_MUTED)
        return Mutes(mutes, found)

    def names(self, kind: str, begun: str, *, limit: int = 10) -> list[dict[str, str]]:
        """Offer names that begin as typed, for a field that is being filled in."""
        if kind not in FACT_KINDS or not folded(begun):
            return []
        with self._context.store.view() as view:
            return [{"key": one.key, "name": one.name} for one in view.shelf.names(kind, begun, limit=limit)]

    def _words(self, view: SqliteView, query: Query) -> tuple[str | None, tuple[str, ...]]:
        """Write the words for the index; a word that stands nearly everywhere is left out where others are left."""
        single = [one for one in query.words if not one.negated and len(one.alternatives) == 1]
        plain = {one.alternatives[0][0] for one in single if not one.alternatives[0][1]}
        common = view.shelf.common_words(one for one in plain if one.isalnum())
        kept = tuple(one for one in query.words if one not in single or one.alternatives[0][0] not in common)
        if not any(not one.negated for one in kept):
            return expression(query.words), ()
        return expression(kept), tuple(sorted(common))

    def _conditions(self, view: SqliteView, query: Query) -> tuple[list[Condition], tuple[str, ...]]:
        """Make the conditions of the fields, and say in words what each name was taken for."""
        made: list[Condition] = []
        understood: list[str] = []
        for one in query.fields:
            if one.field in FACT_KINDS:
                keys, told = _meant(view, one)
                made.append(Condition(field=one.field, keys=keys, negated=one.negated))
                understood.append(told)
            elif one.field == "figure":
                keys = (one.value,) if one.value else ()
                made.append(Condition(field="figure", keys=keys, low=one.low, high=one.high, negated=one.negated))
                understood.append(_figure_words(one))
            elif one.field == "story":
                known = view.shelf.story_id(one.value)
                made.append(Condition(field="story", keys=(known or one.value,), negated=one.negated))
        since, until = period(query, today=self._context.clock().date())
        if since or until:
            made.append(Condition(field="day", since=since, until=until))
            understood.append(f"published {since or 'any day'} to {until or 'today'}")
        return made, tuple(understood)

    def saved(self, account: Account) -> list[SavedSearch]:
        """Return one's saved searches."""
        with self._context.store.view() as view:
            return view.outgoing.searches(account.id)

    def save(self, account: Account, name: str, typed: str) -> int:
        """Keep a search under a name (its own words where none is given); raises BadQuery when it cannot be read."""
        query = parse(typed)
        if not query.words and not query.fields:
            raise BadQuery("an empty search cannot be saved")
        expression(query.words)
        with self._context.store.writer() as writer:
            if len(writer.outgoing.searches(account.id)) >= MOST_SAVED:
                raise BadQuery(f"{MOST_SAVED} searches can be saved; drop one first")
            return writer.outgoing.save_search(
                account_id=account.id,
                name=" ".join(name.split())[:100] or query.typed,
                query=query.typed,
                at=self._context.now(),
            )

    def drop(self, account: Account, search_id: int) -> bool:
        """Forget one's saved search; tell whether there was one."""
        with self._context.store.writer() as writer:
            return writer.outgoing.drop_search(account.id, search_id)


def _but_the_oldest(found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Leave out the one that was asked for only to see whether there are more."""
    oldest = min((one for one, _ in found), default=0) if len(found) > RANKED else None
    return [one for one in found if one[0] != oldest]


def _by_story(hits: list[Hit], page: int) -> tuple[list[tuple[str | None, list[Hit]]], bool]:
    """Gather the reports of one story where the best of them stands; return one page, and whether there are more."""
    gathered: dict[str, tuple[str | None, list[Hit]]] = {}
    for one in hits:
        story_id = one.article.story_id
        gathered.setdefault(story_id or one.article.id, (story_id, []))[1].append(one)
    listed = list(gathered.values())
    first = (page - 1) * STORIES_A_PAGE
    return listed[first : first + STORIES_A_PAGE], len(listed) > first + STORIES_A_PAGE


def _meant(view: SqliteView, one: Asked) -> tuple[tuple[str, ...], str]:
    """Find the keys that a name stands for: a key itself, else all that are called so, else those whose name has it."""
    not_ = "not " if one.negated else ""
    if known := view.shelf.name_of(one.field, one.value):
        return (one.value,), f"{not_}{one.field} {known}"
    if one.field in ("type", "country"):
        key = one.value.upper()
        if known := view.shelf.name_of(one.field, key):
            return (key,), f"{not_}{one.field} {known}"
    named = view.shelf.names(one.field, one.value.rstrip("*"), limit=NAMES_MEANT)
    exactly = [each for each in named if folded(each.name) == folded(one.value)]
    chosen = exactly or named
    if not chosen:
        return (one.value,), f"{not_}{one.field} “{one.value}” (nobody of that name is known)"
    told = ", ".join(dict.fromkeys(each.name for each in chosen[:4])) + (" …" if len(chosen) > 4 else "")
    return tuple(each.key for each in chosen), f"{not_}{one.field} {told}"


def _figure_words(one: Asked) -> str:
    what = one.value or "any figure"
    low, high = (None if bound is None else f"{bound:,.15g}" for bound in (one.low, one.high))
    if low == high:
        told = f"{what} {low}"
    elif low and high:
        told = f"{what} {low} to {high}"
    else:
        told = f"{what} at least {low}" if low else f"{what} at most {high}"
    return f"not {told}" if one.negated else told


def narrowed(typed: str, facet: Facet) -> str:
    """Write a search that asks for a facet too."""
    return f'{typed} {facet.kind}:"{facet.key}"'.strip()


def as_view(found: Findings) -> dict[str, Any]:
    """Show findings as both faces do."""
    facets = {
        kind: [
            {"key": one.key, "name": one.name, "stories": one.stories, "query": narrowed(found.query, one)}
            for one in listed
        ]
        for kind, listed in found.facets.items()
    }
    return {
        "query": found.query,
        "understood": list(found.understood),
        "left_out": list(found.left_out),
        "reports": found.reports,
        "at_least": found.at_least,
        "page": found.page,
        "more": found.more,
        "stories": [
            {
                "card": replace(one.card, keys=()) if one.card else None,
                "hits": [{"article": hit.article, "marked": hit.marked} for hit in one.hits],
                "more": one.more,
            }
            for one in found.stories
        ],
        "facets": facets,
    }

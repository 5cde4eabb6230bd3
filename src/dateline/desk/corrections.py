"""Putting right: editors merge and split stories, tell actors apart or together, and date reports.

Each correction is a handful of judgements (law 3: kept for ever, they win over scores and outlive every rebuild), a
line of history in words, and can be taken back: the words that stood before are said again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline import corridor
from dateline.desk.context import DeskContext
from dateline.model.audience import EDITOR, Account
from dateline.model.story import Comparison, Judgement, Story, days_said
from dateline.model.talk import Correction, Verdict
from dateline.runner.local import runner_for
from dateline.storage.sqlite import SqliteView, SqliteWriter

if TYPE_CHECKING:
    from dateline.desk.collecting import Collecting

SAME, DIFFERENT, UNSURE, DATED = "SAME", "DIFFERENT", "UNSURE", "DATED"
MOST_PARTED = 60
"""A story is parted by at most so many reports at a time: each of them is judged against every other report."""
LONGEST_REASON = 500
WAIT = 3.0
"""So many seconds an editor waits for stories to be grouped again, before the page says that it is under way."""
NEAR = 60
"""So many of the newest stories are offered to be merged with."""


class NotCorrected(Exception):
    """A correction that cannot be made; the message tells the editor why."""


class Corrections:
    """What editors put right, with its history."""

    def __init__(self, context: DeskContext, collecting: Callable[[], Collecting] | None = None) -> None:
        """While the desk collects, its worker groups the stories again; else that is done here."""
        self._context, self._collecting = context, collecting
        self._turn = threading.Lock()

    def is_under_way(self) -> bool:
        """Tell whether the stories are still being grouped after a correction."""
        return self._collecting is not None and self._collecting().is_grouping_again()

    def merge(self, editor: Account, left: str, right: str, *, reason: str = "") -> int:
        """Say that two stories are one; returns the id of the correction."""
        _must_edit(editor)
        with self._context.store.view() as view:
            (one, told), (other, also_told) = _story(view, left), _story(view, right)
            if one.id == other.id:
                raise NotCorrected("These are one story already.")
            words = f"“{told.headline}” and “{also_told.headline}” are one story"
            verdicts = _verdicts(view, SAME, [(one.founding_article_id, other.founding_article_id)])
        made = self._keep(editor, "merge", verdicts, words, reason)
        self._regroup()
        return made

    def split(self, editor: Account, story_id: str, article_ids: Sequence[str], *, reason: str = "") -> int:
        """Say that some reports of a story tell of another happening; they become a story together."""
        _must_edit(editor)
        chosen = set(article_ids)
        with self._context.store.view() as view:
            story, told = _story(view, story_id)
            parted = [name for name in story.article_ids if name in chosen]
            staying = [name for name in story.article_ids if name not in chosen]
            if not parted or len(parted) != len(chosen):
                raise NotCorrected("Choose reports of this story.")
            if not staying:
                raise NotCorrected("Some report must stay in the story.")
            if len(parted) > MOST_PARTED:
                raise NotCorrected(f"At most {MOST_PARTED} reports can be parted from a story at a time.")
            apart = [(name, other) for name in parted for other in staying]
            together = [(parted[0], name) for name in parted[1:]]
            verdicts = [*_verdicts(view, DIFFERENT, apart), *_verdicts(view, SAME, together)]
            words = f"{len(parted)} of {len(story.members)} reports are not “{told.headline}”"
        made = self._keep(editor, "split", verdicts, words, reason)
        self._regroup()
        return made

    def actors(self, editor: Account, left: str, right: str, *, same: bool, reason: str = "") -> int:
        """Say that two persons whom no table knows (ids with "p:") are the same, or are not."""
        _must_edit(editor)
        if left == right or not left.startswith("p:") or not right.startswith("p:"):
            raise NotCorrected("Only two persons that the tables do not know can be judged; add others to the lexicon.")
        with self._context.store.view() as view:
            verdicts = _verdicts(view, SAME if same else DIFFERENT, [(left, right)])
        words = f"{left} and {right} are {'the same person' if same else 'two persons'}"
        made = self._keep(editor, "actors", verdicts, words, reason)
        self._regroup()
        return made

    def date(self, editor: Account, article_id: str, day: str, *, reason: str = "") -> int:
        """Say on which day (YYYY-MM-DD) a report was published; its relative times are read anew."""
        _must_edit(editor)
        try:
            on = date.fromisoformat(day).isoformat()
        except ValueError:
            raise NotCorrected(f"{day!r} is no day; write it as 2024-05-31.") from None
        with self._context.store.view() as view:
            newest = view.newest([article_id]).get(article_id, article_id)
            found = view.article(newest)
            if found is None:
                raise NotCorrected("There is no such article.")
            article_id = newest
            before, _ = days_said(view.judgements()).get(article_id, (UNSURE, ""))
        words = f"“{found.article.headline or article_id}” was published on {on}"
        made = self._keep(editor, "date", [Verdict(article_id, on, DATED, before)], words, reason)
        self._read_again([article_id])
        return made

    def undo(self, editor: Account, correction_id: int) -> None:
        """Take a correction back: the words that stood before it are said again."""
        _must_edit(editor)
        with self._context.store.writer() as writer:
            found = next(iter(writer.talk.corrections(correction_id=correction_id)), None)
            if found is None:
                raise NotCorrected("There is no such correction.")
            if found.undone_at is not None:
                raise NotCorrected("This correction was taken back already.")
            for one in found.verdicts:
                self._say(writer, editor, _taken_back(one))
            writer.talk.undo_correction(correction_id, by=editor.id, at=self._context.now())
        dated = [one.left for one in found.verdicts if one.verdict == DATED]
        if dated:
            self._read_again(dated)
        else:
            self._regroup()

    def choices(self, story_id: str) -> dict[str, Any]:
        """Return what an editor can choose from to put a story right: its reports and persons, the newest stories."""
        with self._context.store.view() as view:
            story, comparison = _story(view, story_id)
            cards = {one.id: one for one in view.shelf.article_cards(story.article_ids)}
            near = [one for one in view.shelf.list_cards(limit=NEAR) if one.story_id != story.id]
        reports = [
            {"id": one.article_id, "why": one.why, "headline": card.headline, "outlet": card.outlet, "day": card.day}
            for one in story.members
            if (card := cards.get(one.article_id)) is not None
        ]
        return {
            "story_id": story.id,
            "headline": comparison.headline,
            "reports": reports,
            "people": [{"id": one.id, "name": one.name} for one in comparison.people],
            "near": [{"id": one.story_id, "headline": one.headline, "reports": one.reports} for one in near],
        }

    def history(self, *, limit: int = 200) -> list[Correction]:
        """Return what was put right, newest first."""
        with self._context.store.view() as view:
            return view.talk.corrections(limit=limit)

    def _keep(self, editor: Account, kind: str, verdicts: Sequence[Verdict], words: str, reason: str) -> int:
        with self._context.store.writer() as writer:
            for one in verdicts:
                self._say(writer, editor, one)
            return writer.talk.add_correction(
                kind=kind,
                words=words,
                reason=" ".join(reason.split())[:LONGEST_REASON],
                verdicts=verdicts,
                account_id=editor.id,
                at=self._context.now(),
            )

    def _say(self, writer: SqliteWriter, editor: Account, one: Verdict) -> None:
        writer.add_judgement(Judgement(one.left, one.right, one.verdict, editor.name, self._exact_now()))

    def _exact_now(self) -> str:
        """The time to the microsecond: of two words in one second the later must count."""
        return self._context.clock().isoformat(timespec="microseconds")

    def _regroup(self) -> None:
        if not self._left_to_the_worker():
            with self._turn:
                corridor.compare_stories(self._context.store)

    def _read_again(self, article_ids: Sequence[str]) -> None:
        with self._context.store.writer() as writer:
            writer.forget_reading(article_ids)
        if not self._left_to_the_worker():
            with self._turn:
                runner = runner_for(1)
                corridor.read_unread(self._context.store, runner, syntax="default", progress=lambda step, done: None)
                corridor.compare_stories(self._context.store)

    def _left_to_the_worker(self) -> bool:
        """Let the worker do it, where there is one: then readers are answered meanwhile, however long it takes."""
        collecting = self._collecting() if self._collecting is not None else None
        if collecting is None or not collecting.progress.is_running:
            return False
        collecting.group_again(wait=WAIT)
        return True


def _must_edit(account: Account) -> None:
    if not account.may(EDITOR):
        raise NotCorrected("Only editors may correct.")


def _taken_back(one: Verdict) -> Verdict:
    """The word that stood before; for a day that is the day said before, or that nobody says one."""
    if one.verdict != DATED:
        return Verdict(one.left, one.right, one.before)
    said_before = one.before != UNSURE
    return Verdict(one.left, one.before if said_before else one.right, DATED if said_before else "UNDATED")


def _story(view: SqliteView, story_id: str) -> tuple[Story, Comparison]:
    found = view.story(story_id)
    if found is None:
        raise NotCorrected("There is no such story.")
    return found


def _verdicts(view: SqliteView, verdict: str, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
    """Give each pair the verdict, beside the word that stands now."""
    standing: dict[frozenset[str], str] = {}
    for one in sorted(view.judgements(), key=lambda one: one.at):
        standing[frozenset((one.left, one.right))] = one.verdict
    return [Verdict(left, right, verdict, standing.get(frozenset((left, right)), UNSURE)) for left, right in pairs]

"""What grouping goes on from: the open stories that the last run kept, in this process or in the store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from dateline.model.story import Judgement
from dateline.storage.protocol import Store, View, Writer

if TYPE_CHECKING:
    from dateline.group.held import Held, News
    from dateline.group.sketch import ArticleSketch
    from dateline.group.stories import StoryFold

_HEAD, _STORY = "story head", "story "
"""Names of the rows that grouping keeps: how far it came, each open story."""

_FOLDS: WeakKeyDictionary[Store, tuple[str, StoryFold]] = WeakKeyDictionary()
"""The fold of the last run in this process with the head row it left; to load it anew takes long where much is open."""


def fold_of(store: Store, view: View, judgements: Sequence[Judgement]) -> tuple[StoryFold, dict[str, ArticleSketch]]:
    """Return the fold that goes on from the last run, or a new one, with the sketches that were loaded for it."""
    from dateline.group.stories import StoryFold

    head, fold = _FOLDS.pop(store, ("", None))
    if fold is not None and view.held([_HEAD]).get(_HEAD) == head and last_head(view, judgements) is not None:
        return fold, {}
    held, sketches = open_stories(view, judgements) or (None, {})
    return StoryFold(held, judgements=judgements), sketches


def keep_fold(store: Store, fold: StoryFold) -> None:
    """Keep a fold whose news are saved for the next run of this process."""
    with store.view() as view:
        head = view.held([_HEAD]).get(_HEAD)
    if head is not None and json.loads(head)["reports"] == fold.reports:
        fold.settle()
        _FOLDS[store] = head, fold


def last_head(view: View, judgements: Sequence[Judgement]) -> dict[str, Any] | None:
    """Return how far the last run came, None when grouping must begin anew."""
    from dateline.group.stories import setting

    head: dict[str, Any] | None = json.loads(view.held([_HEAD]).get(_HEAD, "null"))
    if head is None or head["setting"] != setting(judgements):
        return None
    last = next(view.sketches(after=head["reports"] - 1), None)
    if last is None or json.loads(last)["id"] != head["last"]:
        return None  # reports came in between
    return head


def open_stories(view: View, judgements: Sequence[Judgement]) -> tuple[Held, dict[str, ArticleSketch]] | None:
    """Return the open stories of the last run with their sketches by id, None when grouping must begin anew."""
    from dateline.group import held
    from dateline.group.sketch import from_payload

    head = last_head(view, judgements)
    if head is None:
        return None
    rows = view.held(prefix=_STORY)
    rows.pop(_HEAD)
    found = [from_payload(json.loads(one)) for one in view.sketches(held.article_ids(rows.values()))]
    sketches = {one.id: one for one in found}
    try:
        stories = tuple(held.from_row(row, sketches) for row in rows.values())
    except LookupError:
        return None  # what was kept is not what is there: better slow than stuck
    made = held.Held(stories=stories, today=head["today"], reports=head["reports"], next_number=head["next_number"])
    return made, sketches


def rows_of_open_stories(view: View) -> tuple[str, ...]:
    """Return the names of the rows that the last run kept of open stories."""
    return tuple(name for name in view.held(prefix=_STORY) if name != _HEAD)


def save_open_stories(
    writer: Writer, fold: StoryFold, news: News, judgements: Sequence[Judgement], *, last: str, outdated: Sequence[str]
) -> None:
    """Keep what the next run goes on from: the open stories that changed, and how far this one came.

    `outdated` are rows of a fold that this one does not go on from.
    """
    from dateline.group import held
    from dateline.group.stories import setting

    outline = fold.outline
    head = {
        "setting": setting(judgements),
        "today": outline.today,
        "reports": outline.reports,
        "next_number": outline.next_number,
        "last": last,
    }
    rows = {f"{_STORY}{one.number}": held.to_row(one) for one in news.held}
    gone = [*outdated, *(f"{_STORY}{number}" for number in news.ended)]
    writer.save_held({_HEAD: json.dumps(head), **rows}, gone=gone)

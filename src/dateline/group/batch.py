"""An archive at once: the scorer of the stream over blocked pairs, then the stream's own fold inside each block.

Reports are weighed in capture order (`weighed_in_order`). `alike_pairs` finds, for each report, the earlier ones in the
time window that share its rarest words or lie near it in meaning, and keeps the pairs that score above a low bar: what
scores lower with every report of a story does not join it. What hangs together by such pairs, or by a person's SAME,
is a block. Blocks know nothing of one another: each can be pickled and folded anywhere, and so can each share of the
search for pairs. Only how alike a report is to the nearest ones of other blocks goes with it: it is part of its crowd
(`scorer.crowd_of`).

Where it differs from the stream: a report leaves the counts of words when it is older than the window, not when its
story closes; a story joined by its middle alone is not seen.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.group.copies import copies
from dateline.group.open_stories import Shelf
from dateline.group.open_story import Weighed
from dateline.group.rarity import Rarity
from dateline.group.scorer import WORDS, likeness
from dateline.group.sketch import ArticleSketch
from dateline.group.stories import SAME, WINDOW_DAYS, Grouping, StoryFold, story_id
from dateline.model.story import Judgement, Membership, Story

PAIRS = 16
"""Each report is scored beside so many earlier ones."""
BLOCK_ODDS = -1.5
"""Two reports whose log odds are higher stand in one block; a story joins what stands above 0."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A weighed report with its number in capture order and the latest day that had come when it came.

    `beside` is how alike, in words, it is to the nearest report of each other block.
    """

    order: int
    today: int | None
    one: Weighed
    beside: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A report and an earlier one, by their numbers in capture order: the log odds without a crowd, and the words."""

    late: int
    early: int
    odds: float
    words: float


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the search for pairs: all reports in order, of which every `parts`-th from `part` on is scored."""

    reports: tuple[Coming, ...]
    part: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """Reports, in capture order, that no report outside could have touched, and what people said."""

    reports: tuple[Coming, ...]
    judgements: tuple[Judgement, ...]


MapShares = Callable[[Callable[[Share], list[Pair]], Iterable[Share]], Iterable[list[Pair]]]
MapBlocks = Callable[[Callable[[Block], tuple[Story, ...]], Iterable[Block]], Iterable[tuple[Story, ...]]]


def group_batch(
    sketches: Iterable[ArticleSketch],
    *,
    judgements: Sequence[Judgement] = (),
    map_shares: MapShares = map,
    map_blocks: MapBlocks = map,
    parts: int = 1,
) -> Grouping:
    """Group an archive in the order given; the two maps may spread the work over processes.

    The same stories as `group`, ids and aliases, within 0.97 BCubed (docs/stories.md says what was measured).
    """
    held = tuple({one.id: one for one in sketches}.values())
    reports = tuple(weighed_in_order(held))
    shares = [Share(reports, part, parts) for part in range(parts)]
    pairs = [pair for found in map_shares(alike_pairs, shares) for pair in found]
    made = map_blocks(fold_block, blocks(reports, pairs, judgements=judgements))
    stories = [story for block in made for story in block]
    return Grouping(tuple(sorted(stories, key=lambda one: one.id)), copies(held))


def weighed_in_order(sketches: Iterable[ArticleSketch], *, window_days: int = WINDOW_DAYS) -> Iterator[Coming]:
    """Weigh the reports by how rare their words are among those of the window when they come."""
    rarity, today = Rarity(), None
    dated: deque[ArticleSketch] = deque()
    for order, one in enumerate(sketches):
        if one.day is not None:
            today = one.day if today is None else max(today, one.day)
            while dated and (dated[0].day or 0) < today - window_days:
                rarity.forget(dated.popleft())
            dated.append(one)
        yield Coming(order, today, rarity.weigh(one))


def alike_pairs(share: Share) -> list[Pair]:
    """Pair each report of a share with the earlier ones nearest to it."""
    shelf, found = Shelf(), list[Pair]()
    latest: int | None = None
    for coming in share.reports:
        if coming.today is not None and coming.today != latest:
            latest = coming.today
            for silent in shelf.silent_before(latest - WINDOW_DAYS):
                shelf.close(silent)
        if coming.order % share.parts == share.part:
            for other in shelf.candidates(coming.one, most=PAIRS):
                alike = likeness(coming.one, other)
                found.append(Pair(coming.order, other.number, alike.odds, alike.values[WORDS]))
        alone = Membership(article_id=coming.one.sketch.id, score=1.0, why="")
        shelf.add(shelf.open(coming.order), coming.one, alone, order=coming.order)
    return found


def blocks(reports: Sequence[Coming], pairs: Sequence[Pair], *, judgements: Sequence[Judgement] = ()) -> list[Block]:
    """Put together what hangs together by pairs or by a person's SAME; blocks and their reports in capture order."""
    root = list(range(len(reports)))

    def root_of(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    place = {name: row.order for row in reports for name in (row.one.sketch.id, story_id(row.one.sketch.id))}
    said = [(place.get(one.left), place.get(one.right)) for one in judgements if one.verdict.upper() == SAME]
    near = [(one.early, one.late) for one in pairs if one.odds > BLOCK_ODDS]
    for left, right in (*near, *((left, right) for left, right in said if left is not None and right is not None)):
        low, high = sorted((root_of(left), root_of(right)))
        root[high] = low
    others: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in pairs:
        if (block := root_of(pair.early)) != root_of(pair.late):
            others[pair.late][block] = max(pair.words, others[pair.late].get(block, 0.0))
    together: dict[int, list[Coming]] = {}
    for row in reports:
        beside = tuple(others[row.order].values()) if row.order in others else ()
        together.setdefault(root_of(row.order), []).append(replace(row, beside=beside))
    return [Block(tuple(rows), tuple(judgements)) for rows in together.values()]


def fold_block(block: Block) -> tuple[Story, ...]:
    """Fold the reports of one block into stories, as the stream does."""
    fold = StoryFold(judgements=block.judgements)
    for coming in block.reports:
        fold.move_to(coming.today)
        fold.lay(coming.one, beside=coming.beside)
    return fold.stories()

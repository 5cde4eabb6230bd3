"""Stories: BCubed of the grouping, strictly streaming, with the whole language core before it.

Beside it, on the same sketches, stands single-pass clustering with the best bar for each set (`single_pass`).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.scorecard.metrics import bcubed_of
from dateline.scorecard.nouns import COUNT, GoldSet, Measure, Table, folders_with_gold
from dateline.scorecard.reading import Bench
from dateline.scorecard.single_pass import best_single_pass

if TYPE_CHECKING:
    from dateline.group.sketch import ArticleSketch


DISTRACTORS = 1_000
_WAYS = {"words": "TF-IDF", "meaning": "the embedding", "both": "both"}


class Stories:
    """Each report is put into a story before the next is seen, in the order of the set's corpus; English only."""

    name = "stories"
    about = "Reports of one happening, grouped as they come in"
    usual = ("ecbplus", "gva", "og2021", "basil")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `clusters`, and the triplets of `compare/basil` among other news of their time."""
        triplets = folders_with_gold(folder / "compare", self.name)
        return [*folders_with_gold(folder / "clusters", self.name), *(one for one in triplets if one.name == "basil")]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set."""
        from dateline.group.sketch import from_payload

        wanted = {str(row["id"]): row["story"] for row in _gold(gold.path)}
        rows = [row for row in _corpus(gold.path) if row.get("language") in (None, "en") and str(row["id"]) in wanted]
        rows = rows[:limit]
        asked = [str(row["id"]) for row in rows]
        if gold.name == "basil":
            rows = sorted([*rows, *distractors(gold.path.parent.parent, limit)], key=lambda row: row["published_at"])
            wanted |= {row["id"]: row["id"] for row in rows if row["id"] not in wanted}
        read = [from_payload(json.loads(one.sketch)) if one.sketch else None for one in bench.read(rows)]
        reports = [(str(row["id"]), sketch) for row, sketch in zip(rows, read, strict=True)]
        found = grouped(reports)
        measures = _bcubed_rows("bcubed", "BCubed", found, wanted, asked)
        gold_stories = len({wanted[name] for name, _ in reports})
        measures.append(
            Measure("stories", "stories made", len(set(found.values())), f"{gold_stories:,} in the gold", COUNT)
        )
        apart, pairs = look_alikes_apart(found, wanted)
        if pairs:
            words = "topics whose look-alike stories share no story of ours"
            measures.append(Measure("apart", words, apart, f"{pairs} topics", COUNT))
        if gold.name in self.usual and gold.name != "basil":
            others = [pair for pair in reports if not chosen_on(gold.name, pair[0], wanted[pair[0]])]
            words = "stories on which no weight or bar was chosen: BCubed"
            measures += _bcubed_rows("unchosen_bcubed", words, grouped(others), wanted, [name for name, _ in others])
        measures.append(_batch_row(reports, found))
        measures += _beside(reports, wanted, asked)
        return Table(self.name, gold.name, f"{len(rows):,} reports in English", tuple(measures))


def distractors(folder: Path, limit: int | None) -> list[dict[str, str]]:
    """Other news of the years of the triplets, each a story of its own: quotes/polnear and places/lgl."""
    found = []
    for name in ("quotes/polnear", "places/lgl"):
        if (folder / name / "corpus.jsonl").exists():
            found += [{**row, "id": f"other {row['id']}"} for row in _corpus(folder / name) if row.get("published_at")]
    found.sort(key=lambda row: hashlib.sha256(row["id"].encode()).digest())
    return found[: min(limit or DISTRACTORS, DISTRACTORS)]


def grouped(reports: Sequence[tuple[str, ArticleSketch | None]]) -> dict[str, str]:
    """The story of each report, by the report's id in the corpus; what could not be read stands alone."""
    from dateline.group.stories import StoryFold

    fold = StoryFold()
    input_of: dict[str, str] = {}
    for name, sketch in reports:
        if sketch is not None:
            input_of[sketch.id] = name
            fold.add(sketch)
    found = {input_of[one]: story.id for story in fold.stories() for one in story.article_ids}
    return found | {name: f"unread {name}" for name, _ in reports if name not in found}


def grouped_at_once(reports: Sequence[tuple[str, ArticleSketch | None]]) -> dict[str, str]:
    """The story of each report that could be read, when the archive is grouped at once."""
    from dateline.group.batch import group_batch

    input_of = {sketch.id: name for name, sketch in reports if sketch is not None}
    made = group_batch(sketch for _, sketch in reports if sketch is not None)
    return {input_of[one]: story.id for story in made.stories for one in story.article_ids}


def chosen_on(name: str, article_id: str, story: str) -> bool:
    """Whether weights or bars were chosen on a story: odd topics of ecbplus, elsewhere half by the hash of its name."""
    number = int(article_id.split("_")[0]) if name == "ecbplus" else hashlib.sha256(story.encode()).digest()[0]
    return number % 2 == 1


def _bcubed_rows(
    key: str, words: str, found: Mapping[str, str], wanted: Mapping[str, str], asked: Sequence[str]
) -> list[Measure]:
    precision, recall, f1 = bcubed_of(asked, found, wanted)
    return [
        Measure(f"{key}_f1", f"{words} F1", f1 if found else None, f"{len(asked):,} reports"),
        Measure(f"{key}_precision", f"{words} precision", precision if found else None),
        Measure(f"{key}_recall", f"{words} recall", recall if found else None),
    ]


def _batch_row(reports: Sequence[tuple[str, ArticleSketch | None]], found: Mapping[str, str]) -> Measure:
    """How far the archive grouped at once has the same stories as the stream."""
    made = grouped_at_once(reports)
    f1 = bcubed_of(list(made), made, found)[2] if made else None
    return Measure("batch_agreement", "grouped at once, beside the stream: BCubed F1", f1, f"{len(made):,} reports")


def _beside(
    reports: Sequence[tuple[str, ArticleSketch | None]], wanted: Mapping[str, str], asked: Sequence[str]
) -> list[Measure]:
    """Single-pass clustering on the same sketches."""
    whole = [(name, sketch) for name, sketch in reports if sketch is not None]
    names = {name for name, _ in whole}
    known = [name for name in asked if name in names]
    measures = []
    for way, words in _WAYS.items():
        f1, bar = best_single_pass(whole, way, lambda found: bcubed_of(known, found, wanted)[2])
        words = f"beside it: one pass against story means with {words}, BCubed F1"
        measures.append(Measure(f"single_pass_{way}", words, f1, f"best bar of this set: {bar}"))
    return measures


def look_alikes_apart(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[int, int]:
    """Count the topics of two look-alike stories (ECB+ ids: topic_number) that share no story of ours, and all such."""
    topics: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        topic, _, rest = one.partition("_")
        if rest and gold[one].startswith(topic):
            topics[topic][gold[one]].add(found[one])
    pairs = [list(stories.values()) for stories in topics.values() if len(stories) == 2]
    return sum(not (left & right) for left, right in pairs), len(pairs)


def _gold(folder: Path) -> Iterable[dict[str, str]]:
    return (json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8"))


def _corpus(folder: Path) -> Iterable[dict[str, str]]:
    return (json.loads(line) for line in (folder / "corpus.jsonl").open(encoding="utf-8"))

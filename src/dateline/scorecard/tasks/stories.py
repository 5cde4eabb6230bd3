"""Stories: BCubed of the grouping, strictly streaming, with the whole language core before it."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.scorecard.metrics import bcubed
from dateline.scorecard.nouns import COUNT, GoldSet, Measure, Table, folders_with_gold
from dateline.scorecard.reading import Bench

if TYPE_CHECKING:
    from dateline.group.sketch import ArticleSketch


class Stories:
    """Each report is put into a story before the next is seen, in the order of the set's corpus; English only."""

    name = "stories"
    about = "Reports of one happening, grouped as they come in"
    usual = ("ecbplus", "gva", "og2021")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `clusters`."""
        return folders_with_gold(folder / "clusters", self.name)

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set."""
        from dateline.group.sketch import from_payload

        wanted = {str(row["id"]): row["story"] for row in _gold(gold.path)}
        rows = [row for row in _corpus(gold.path) if row.get("language") in (None, "en")]
        ids = [str(row["id"]) for row in rows if str(row["id"]) in wanted][:limit]
        rows = [row for row in rows if str(row["id"]) in set(ids)]
        sketches = [
            from_payload(json.loads(read.sketch)) if read.sketch else None for read in bench.read(rows)
        ]  # fmt: skip
        found = grouped(list(zip(ids, sketches, strict=True)))
        measures = _bcubed_rows("bcubed", "BCubed", found, wanted)
        made = len(set(found.values()))
        gold_stories = len({wanted[one] for one in ids})
        measures.append(Measure("stories", "stories made", made, f"{gold_stories:,} in the gold", COUNT))
        apart, pairs = look_alikes_apart(found, wanted)
        if pairs:
            words = "topics whose look-alike stories share no story of ours"
            measures.append(Measure("apart", words, apart, f"{pairs} topics", COUNT))
        if gold.name in self.usual:
            reports = zip(ids, sketches, strict=True)
            others = [pair for pair in reports if not chosen_on(gold.name, pair[0], wanted[pair[0]])]
            words = "stories on which no weight or bar was chosen: BCubed"
            measures += _bcubed_rows("unchosen_bcubed", words, grouped(others), wanted)
        return Table(self.name, gold.name, f"{len(rows):,} reports in English", tuple(measures))


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


def chosen_on(name: str, article_id: str, story: str) -> bool:
    """Whether weights or bars were chosen on a story: odd topics of ecbplus, elsewhere half by the hash of its name."""
    number = int(article_id.split("_")[0]) if name == "ecbplus" else hashlib.sha256(story.encode()).digest()[0]
    return number % 2 == 1


def _bcubed_rows(key: str, words: str, found: Mapping[str, str], wanted: Mapping[str, str]) -> list[Measure]:
    precision, recall, f1 = bcubed(found, wanted)
    return [
        Measure(f"{key}_f1", f"{words} F1", f1 if found else None, f"{len(found):,} reports"),
        Measure(f"{key}_precision", f"{words} precision", precision if found else None),
        Measure(f"{key}_recall", f"{words} recall", recall if found else None),
    ]


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

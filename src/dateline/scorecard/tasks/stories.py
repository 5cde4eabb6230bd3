"""Stories: BCubed of the grouping, strictly streaming, with the whole language core before it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from dateline.scorecard.metrics import bcubed
from dateline.scorecard.nouns import COUNT, GoldSet, Measure, Table, folders_with_gold
from dateline.scorecard.reading import Bench


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
        from dateline.group.stories import StoryFold

        wanted = {str(row["id"]): row["story"] for row in _gold(gold.path)}
        rows = [row for row in _corpus(gold.path) if row.get("language") in (None, "en")]
        rows = [row for row in rows if str(row["id"]) in wanted][:limit]
        fold = StoryFold()
        input_of: dict[str, str] = {}
        for row, read in zip(rows, bench.read(rows), strict=True):
            if read.sketch:
                input_of[read.annotated.article.id] = str(row["id"])
                fold.add(from_payload(json.loads(read.sketch)))
        stories = fold.stories()
        found = {input_of[one]: story.id for story in stories for one in story.article_ids}
        for row in rows:  # what could not be read stands alone
            found.setdefault(str(row["id"]), f"unread {row['id']}")
        precision, recall, f1 = bcubed(found, wanted)
        measures = [
            Measure("bcubed_f1", "BCubed F1", f1, f"{len(rows):,} reports"),
            Measure("bcubed_precision", "BCubed precision", precision),
            Measure("bcubed_recall", "BCubed recall", recall),
            Measure("stories", "stories made", len(set(found.values())), form=COUNT,
                    of=f"{len({wanted[one] for one in found}):,} in the gold"),
        ]  # fmt: skip
        apart, pairs = look_alikes_apart(found, wanted)
        if pairs:
            words = "topics whose look-alike stories share no story of ours"
            measures.append(Measure("apart", words, apart, f"{pairs} topics", COUNT))
        return Table(self.name, gold.name, f"{len(rows):,} reports in English", tuple(measures))


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

"""How well the story engine groups the open sets: BCubed precision, recall and F1, strictly streaming.

    python benchmarks/stories.py --data DIR [--set ecbplus|gva|og2021] [--part all|tuned|reported] [--core]

`--part tuned` are the stories on which weights were chosen (odd topics of ecbplus; elsewhere half of the stories by
the hash of their name), `reported` the others. `--core` puts the whole language core before the grouping
(embeddings, mentions, places, figures); without it only words, names and dates count.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from dateline.group.sketch import ArticleSketch, sketch
from dateline.group.stories import StoryFold
from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Article, DateInterval
from dateline.model.text import Slice

SETS = ("ecbplus", "gva", "og2021")


def rows_of(data: Path, name: str, part: str) -> list[tuple[Article, str]]:
    """Read the articles of a set in order, each with the gold story it belongs to (English only)."""
    folder = data / "clusters" / name
    gold = {row["id"]: row["story"] for row in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    found = []
    for row in map(json.loads, (folder / "corpus.jsonl").open(encoding="utf-8")):
        if row["language"] in (None, "en") and part in ("all", part_of(name, row["id"], gold[row["id"]])):
            found.append((article_of(row), gold[row["id"]]))
    return found


def part_of(name: str, article_id: str, story: str) -> str:
    """Tell on which side of the split a story lies."""
    number = int(article_id.split("_")[0]) if name == "ecbplus" else hashlib.sha256(story.encode()).digest()[0]
    return "tuned" if number % 2 else "reported"


def article_of(row: Mapping[str, str]) -> Article:
    """Make an article of a corpus row, its text as it stands."""
    text, day = row["text"], row["published_at"]
    return Article(
        id=row["id"],
        capture_id=row["id"],
        found_in=row["id"],
        text=text,
        slices=(Slice(0, len(text)),),
        visible_sha256="",
        headline=row["headline"] if row["headline"] != text else None,
        published_at=DateInterval(start=day, end=day, precision="day", why="given") if day else None,
        language=row["language"],
    )


def bcubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Return BCubed precision, recall and F1 (Bagga and Baldwin 1998)."""
    ours, theirs = _groups(found), _groups(gold)
    precision = recall = 0.0
    for one in found:
        common = len(ours[found[one]] & theirs[gold[one]])
        precision += common / len(ours[found[one]])
        recall += common / len(theirs[gold[one]])
    precision, recall = precision / len(found), recall / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def apart(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[int, int]:
    """Count the topics of ecbplus whose two look-alike stories share no story of ours, and all such topics."""
    topics: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one, story in gold.items():
        topics[one.split("_")[0]][story].add(found[one])
    pairs = [list(stories.values()) for stories in topics.values() if len(stories) == 2]
    return sum(not (left & right) for left, right in pairs), len(pairs)


def sketches_of(articles: Iterable[Article], *, core: bool) -> list[ArticleSketch]:
    """Sketch the articles, with the whole language core before it or from their words alone."""
    if not core:
        return [sketch(AnnotatedArticle(one)) for one in articles]
    from dateline.understand.room import understand

    return [sketch(one) for one in understand(list(articles))]


def _groups(homes: Mapping[str, str]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for one, home in homes.items():
        groups[home].add(one)
    return groups


def main() -> None:
    """Print one line for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("--part", choices=("all", "tuned", "reported"), default="all")
    parser.add_argument("--core", action="store_true")
    asked = parser.parse_args()
    print("set       part      articles   P     R     F1   stories (gold)  sketch+fold CPU s")
    for name in asked.set or SETS:
        rows = rows_of(asked.data, name, asked.part)
        gold = {article.id: story for article, story in rows}
        started = time.process_time()
        sketches = sketches_of((article for article, _ in rows), core=asked.core)
        between = time.process_time()
        fold = StoryFold()
        for one in sketches:
            fold.add(one)
        ended = time.process_time()
        stories = fold.stories()
        found = {article_id: story.id for story in stories for article_id in story.article_ids}
        scores = "  ".join(f"{value:.3f}" for value in bcubed(found, gold))
        line = f"{name:9} {asked.part:9} {len(rows):7}   {scores}  {len(stories)} ({len(set(gold.values()))})"
        print(f"{line}  {between - started:.1f}+{ended - between:.1f}", end="")
        print("  look-alikes apart {} of {}".format(*apart(found, gold)) if name == "ecbplus" else "")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

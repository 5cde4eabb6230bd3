"""Feeds: whether what a feed says is read as it should be, and whether nothing it carries can do harm."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from dateline.read.feed_documents import NoFeed, feed_document
from dateline.scorecard.feed_fields import answer, leaves, same
from dateline.scorecard.nouns import COUNT, GoldSet, Measure, Table
from dateline.scorecard.reading import Bench
from dateline.serve.safe_html import safe_html

HARMFUL = re.compile(
    r"<\s*/?\s*(?:script|style|iframe|object|embed|applet|meta|link|base|form|input|svg|math|frame|frameset|img[^>]*\ssrc)\b"
    r"|<[^>]*\s(?:on\w+|style|srcdoc|formaction|background|dynsrc|lowsrc)\s*="
    r"|<[^>]*\s(?:href|src)\s*=\s*[\"']?\s*(?!https?:|mailto:|/|#|\?|[\w.-]*[\"'/?#>])[a-z]",
    re.I,
)
"""What must never stand in markup that was made safe: written apart from the sanitiser's own lists."""


class Feeds:
    """Each file of a set of feeds is parsed or refused with a reason; a crash of the parser counts against us.

    Where a file of expected fields lies beside a feed (gofeed), every value in it counts once: ours is right when it
    stands under the same field (docs/inputs.md says which); copies of markup kept for extensions do not count. All
    titles, summaries and contents of all feeds go through the sanitiser and are searched for anything that could
    run or load, by a pattern of its own.
    """

    name = "feeds"
    about = "Feeds: read or refused, field by field; their markup made safe"
    usual = ("gofeed", "feedparser", "feed_rs")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `feeds`."""
        there = sorted(one for one in (folder / "feeds").glob("*") if one.is_dir())
        return [GoldSet(self.name, one.name, one) for one in there]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set of feeds."""
        counts: Counter[str] = Counter()
        faults: Counter[str] = Counter()
        files = list(feed_files(gold.path))[:limit]
        for path in files:
            _score_file(path, counts, faults)
        fields, pieces, size = counts["fields"], counts["pieces"], f"{len(files)} files"
        measures = (
            Measure("fields", "fields as expected", counts["right"] / fields if fields else None, f"{fields} fields"),
            Measure("read", "files read", counts["read"], size, form=COUNT),
            Measure("refused", "files refused with a reason", counts["refused"], form=COUNT),
            Measure("crashed", "files that broke the parser", counts["crashed"], form=COUNT),
            Measure("safe", "texts made safe", counts["safe"] / pieces if pieces else None, f"{pieces} with markup"),
        )
        told = tuple(f"{count} × {what}" for what, count in faults.most_common(40))
        return Table(self.name, gold.name, size, measures, faults=told)


def feed_files(folder: Path) -> Iterator[Path]:
    """The feeds of a set; files of expected fields are none."""
    for path in sorted(folder.rglob("*")):
        beside = path.with_name(path.name.split(".")[0] + ".xml")
        expectation = path.suffix == ".json" and (beside.exists() or path.stem.endswith("_expected"))
        if path.suffix in (".xml", ".json") and path.is_file() and not expectation:
            yield path


def _expected(path: Path) -> Path | None:
    named = path.with_suffix(".json") if path.suffix == ".xml" else path.with_name(f"{path.stem}_expected.json")
    return named if named.is_file() else None


def _score_file(path: Path, counts: Counter[str], faults: Counter[str]) -> None:
    document = {}
    try:
        found = feed_document(path.read_bytes())
        document = asdict(found)
        counts["read"] += 1
    except NoFeed:
        counts["refused"] += 1
    except Exception as error:  # what the measure is there to count
        counts["crashed"] += 1
        faults[f"{path.name}: {type(error).__name__}"] += 1
    for markup in _pieces(document):
        counts["pieces"] += 1
        harmless = not HARMFUL.search(safe_html(markup))
        counts["safe"] += harmless
        if not harmless:
            faults[f"{path.name}: markup not safe"] += 1
    if (expectation := _expected(path)) is not None:
        for place, value in leaves(json.loads(expectation.read_text("utf-8"))):
            counts["fields"] += 1
            right = same(value, answer(document, place)) if document else False
            counts["right"] += right
            if not right:
                faults[f"field {'.'.join(str(one) for one in place)}"] += 1


def _pieces(value: object) -> Iterator[str]:
    """Every text of a feed that holds a mark, wherever it stands."""
    if isinstance(value, dict):
        for one in value.values():
            yield from _pieces(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _pieces(one)
    elif isinstance(value, str) and "<" in value:
        yield value

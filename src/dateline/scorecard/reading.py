"""How the scorecard reads: gold rows go through collect, read and understand like any corpus of a user."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.model.annotation import AnnotatedArticle
from dateline.model.article import Article, Failure, Reading

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """What Dateline made of one row: the annotated article, and the sketch by which it is grouped."""

    id: str
    annotated: AnnotatedArticle
    sketch: str


@dataclass(frozen=True, slots=True)
class Bench:
    """Where texts are read for scoring, with the same steps as `dateline read`."""

    syntax: str = "default"
    folders: tuple[Path, ...] = ()
    """The folders of gold, for gold that points into the texts of another set."""

    def read(self, rows: Iterable[Row]) -> Iterator[Read]:
        """Read the rows of a corpus, in order; one that fails comes back without annotations.

        A row has `id` and `text`, and what is known of `headline, published_at, outlet, url, language`.
        """
        from dateline import corridor
        from dateline.collect.collectors import open_inputs

        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus.jsonl"
            with corpus.open("w", encoding="utf-8", errors="surrogatepass") as out:
                for row in rows:
                    out.write(json.dumps(dict(row), ensure_ascii=False) + "\n")
            for batch in corridor.in_batches(open_inputs([str(corpus)])):
                captures = [one for one in batch if not isinstance(one, Failure)]
                made = iter(corridor.process(captures, syntax=self.syntax))
                for one in batch:
                    if isinstance(one, Failure):
                        raise ValueError(f"{one.found_in}: {one.message}")
                    found = next(made).articles
                    if found:
                        yield Read(one.found_in, *found[0])
                    else:
                        yield Read(one.found_in, AnnotatedArticle(_unread(one.found_in)), "")


def read_page(path: Path) -> Article | None:
    """Read one page or scrape from its file, as `dateline read` does; None where it gives no article."""
    from dateline.collect.collectors import open_inputs
    from dateline.read.readers import read_capture

    for capture in open_inputs([str(path)]):
        if not isinstance(capture, Failure):
            for found in read_capture(capture):
                if isinstance(found, Reading):
                    return found.article
    return None


def lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as rows:
        return [json.loads(line) for line in rows if line.strip()]


def gold_and_rows(folder: Path, *, limit: int | None) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of gold and corpus row of a folder, in the order of the gold."""
    texts = {row["id"]: row for row in lines(folder / "corpus.jsonl")}
    return [(gold, texts[gold["id"]]) for gold in lines(folder / "gold.jsonl")[:limit]]


def _unread(name: str) -> Article:
    return Article(id=name, capture_id=name, found_in=name, text="", slices=(), visible_sha256="")

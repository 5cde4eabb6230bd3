"""Metadata of pages: headline, authors, day of publication, topics, outlet, read from nothing but the file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from dateline.model.article import Article
from dateline.scorecard.metrics import Score, of_sets
from dateline.scorecard.nouns import GoldSet, Measure, Table, portion, prf
from dateline.scorecard.reading import Bench, lines, read_page

Case = tuple[dict[str, Any], Article | None]


class Metadata:
    """A headline is right with the same words; authors and topics are F1 over names; a date is right to the day."""

    name = "metadata"
    about = "Headline, authors and day of publication of pages"
    usual = ("fundus_fixtures", "pages", "readability")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Every folder of `extract` with recorded pages."""
        base = folder / "extract"
        return [
            GoldSet(self.name, one.name, one) for one in sorted(base.glob("*")) if (one / "gold.jsonl").is_file()
        ]  # fmt: skip

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set by the fields its gold has."""
        rows = [row for row in lines(gold.path / "gold.jsonl") if _has_metadata(row)][:limit]
        cases = [(row, read_page(gold.path / row["file"])) for row in rows]
        measures = [one for one in (*_by_reader(cases), *_by_publisher(cases), *_days(cases)) if one is not None]
        return Table(self.name, gold.name, f"{len(cases):,} pages", tuple(measures))


def _has_metadata(row: dict[str, Any]) -> bool:
    return any(row.get(field) for field in ("title", "date", "meta", "published_at"))


def _by_publisher(cases: list[Case]) -> list[Measure]:
    """Title, authors and topics as the publisher gives them."""
    titled = [(row, article) for row, article in cases if row.get("title")]
    if not titled:
        return []
    right = sum(folded(row["title"]) == folded(article.headline if article else None) for row, article in titled)
    authors, topics = Score(), Score()
    for row, article in titled:
        authors += of_sets(_folded(article.bylines if article else ()), _folded(row.get("authors") or ()))
        topics += of_sets(_folded(article.topics if article else ()), _folded(row.get("topics") or ()))
    return [
        portion("headline", "headline, the same words", right, len(titled), what="pages"),
        *prf("authors", "authors", authors, what="names"),
        *prf("topics", "topics", topics, what="topics"),
    ]


def _by_reader(cases: list[Case]) -> list[Measure]:
    """Title, byline and site name as another tool reads them."""
    hits: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for row, article in cases:
        meta = row.get("meta") or {}
        if meta.get("title"):
            seen["headline"] += 1
            hits["headline"] += folded(meta["title"]) == folded(article.headline if article else None)
        if meta.get("byline"):
            seen["byline"] += 1
            names = article.bylines if article else ()
            hits["byline"] += bool(names) and all(folded(one) in folded(meta["byline"]) for one in names)
        if meta.get("siteName"):
            seen["outlet"] += 1
            outlet = article.outlet.name if article and article.outlet else None
            hits["outlet"] += folded(outlet) == folded(meta["siteName"])
    words = {"headline": "headline, the same words", "byline": "byline, the same names", "outlet": "name of the outlet"}
    return [portion(key, words[key], hits[key], seen[key], what="pages") for key in words if seen[key]]


def _days(cases: list[Case]) -> list[Measure]:
    """The day of publication: right, and how often one is given at all."""
    dated = [(day, article) for row, article in cases if (day := gold_day(row))]
    if not dated:
        return []
    told = [(day, _day(article)) for day, article in dated]
    return [
        portion("day", "day of publication", sum(day == ours for day, ours in told), len(told), what="pages"),
        portion("day_answered", "pages for which a day is given", sum(bool(ours) for _, ours in told), len(told)),
    ]


def gold_day(row: dict[str, Any]) -> str:
    """The day that the gold gives, or an empty string."""
    meta = row.get("meta") or {}
    return str(row.get("date") or row.get("published_at") or meta.get("publishedTime") or "")[:10]


def folded(words: str | None) -> str:
    """Fold case, blanks and kinds of quote marks."""
    plain = unicodedata.normalize("NFKC", words or "").replace("\u00ad", "").casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", plain).split())


def _folded(names: Any) -> set[str]:
    return {folded(one) for one in names}


def _day(article: Article | None) -> str:
    published = article.published_at if article else None
    return (published.start or "")[:10] if published else ""

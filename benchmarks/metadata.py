"""Measure headline, authors and dates on recorded pages with gold, and htmldate alone beside our dates.

    python benchmarks/metadata.py --data DIR [--sample N] [--show FIELD]

DIR holds `extract/fundus_fixtures`, `extract/pages` and `extract/readability` (any of them), each with `gold.jsonl`.
A headline is right when it has the same words; authors are scored as F1 over names; a date is right to the day.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from dateline.model.article import Article, Capture, Reading
from dateline.read.readers import read_capture


def main() -> None:
    """Measure each set that lies in the folder."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--sample", type=int, default=0, help="only every page whose number divides evenly")
    options.add_argument("--show", default="", help="print the misses of one field: title, authors, date, topics")
    options.add_argument("--beside", action="store_true", help="run htmldate alone beside")
    chosen = options.parse_args()
    for name, measure in (("fundus_fixtures", fundus), ("pages", pages), ("readability", readability)):
        folder = chosen.data / "extract" / name
        if folder.is_dir():
            gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
            gold = gold[:: chosen.sample] if chosen.sample else gold
            measure(folder, gold, chosen.show, beside=chosen.beside)


def read(folder: Path, row: dict[str, Any]) -> tuple[Article | None, float, str]:
    """Read one recorded page as if it lay in a file: nothing but its bytes and its address is known."""
    body = gzip.decompress((folder / row["file"]).read_bytes())
    capture = Capture(id=row["file"], body=body, media_type="text/html", found_in=row["file"], url=row.get("url"))
    before = time.process_time()
    found = read_capture(capture)
    spent = time.process_time() - before
    article = next((one.article for one in found if isinstance(one, Reading)), None)
    return article, spent, body.decode("utf-8", "replace")


def fundus(folder: Path, gold: list[dict[str, Any]], show: str, *, beside: bool) -> None:
    """Whole publishers with title, authors, time of publication and topics."""
    score: Counter[str] = Counter()
    for row in gold:
        article, spent, html = read(folder, row)
        score["spent"] += int(spent * 1e6)
        score["read"] += article is not None
        ours = article.headline if article else None
        score["title"] += note(show, "title", folded(row["title"]) == folded(ours), row["title"], ours, row)
        authors = {folded(one) for one in row["authors"] or ()}
        found = {folded(one) for one in (article.bylines if article else ())}
        score["author hits"] += len(authors & found)
        score["authors"] += len(authors)
        score["authors found"] += len(found)
        note(show, "authors", authors == found, row["authors"], article.bylines if article else None, row)
        if row["published_at"]:
            day = row["published_at"][:10]
            start = article.published_at.start if article and article.published_at else None
            score["dated"] += 1
            why = article.published_at.why if article and article.published_at else None
            score["date"] += note(show, "date", (start or "")[:10] == day, row["published_at"], (start, why), row)
            score["htmldate"] += beside and alone(html, row.get("url")) == day
        topics = {folded(one) for one in row["topics"] or ()}
        told = {folded(one) for one in (article.topics if article else ())}
        score["topic hits"] += len(topics & told)
        score["topics"] += len(topics)
        score["topics found"] += len(told)
        note(show, "topics", topics == told, row["topics"], article.topics if article else None, row)
    total = len(gold)
    print(f"fundus_fixtures: {total} pages, read {score['read']}, {1000 * score['spent'] / 1e6 / total:.0f} ms a page")
    print(f"  headline exact {score['title'] / total:.3f}")
    print(f"  authors {prf(score['author hits'], score['authors found'], score['authors'])}")
    print(f"  date {score['date']}/{score['dated']}" + (f", htmldate alone {score['htmldate']}" if beside else ""))
    print(f"  topics {prf(score['topic hits'], score['topics found'], score['topics'])}")


def pages(folder: Path, gold: list[dict[str, Any]], show: str, *, beside: bool) -> None:
    """Pages with a day of publication."""
    rows = [row for row in gold if row.get("date")]
    right = answered = others = spent_in_all = 0.0
    kinds: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        article, spent, html = read(folder, row)
        spent_in_all += spent
        published = article.published_at if article else None
        start = (published.start or "")[:10] if published else ""
        answered += bool(start)
        hit = note(show, "date", start == row["date"], row["date"], (start, published and published.why), row)
        right += hit
        why = re.sub(r"\d{4}-\d\d.*|\".*?\"", "", published.why) if published else "none"
        kinds[why[:60], bool(hit)] += 1
        others += beside and alone(html, row.get("url")) == row["date"]
    line = f"pages: {len(rows)} dated, day right {right / len(rows):.3f}, answered {answered / len(rows):.3f}"
    print(line + (f", htmldate alone {others / len(rows):.3f}" if beside else ""))
    for (why, hit), count in sorted(kinds.items(), key=lambda one: -one[1])[:24]:
        print(f"    {count:4} {'right' if hit else 'WRONG'} {why}")
    print(f"  {1000 * spent_in_all / max(1, len(rows)):.0f} ms a page")


def readability(folder: Path, gold: list[dict[str, Any]], show: str, *, beside: bool) -> None:
    """Pages with title, byline, site name and language as another tool reads them."""
    score: Counter[str] = Counter()
    for row in gold:
        meta = row["meta"]
        article, _, _ = read(folder, row)
        ours = article.headline if article else None
        score["title"] += note(show, "title", folded(meta.get("title")) == folded(ours), meta.get("title"), ours, row)
        if meta.get("byline"):
            score["bylines"] += 1
            names = " ".join(article.bylines) if article else ""
            same = bool(names) and all(folded(one) in folded(meta["byline"]) for one in article.bylines)  # type: ignore[union-attr]
            score["byline"] += note(show, "authors", same, meta["byline"], names, row)
        if meta.get("siteName"):
            score["sites"] += 1
            site = article.outlet.name if article and article.outlet else ""
            score["site"] += folded(site) == folded(meta["siteName"])
        if meta.get("publishedTime"):
            score["times"] += 1
            start = (article.published_at.start or "")[:10] if article and article.published_at else ""
            score["time"] += note(show, "date", start == meta["publishedTime"][:10], meta["publishedTime"], start, row)
    print(f"readability: {len(gold)} pages, headline {score['title'] / len(gold):.3f}", end=", ")
    print(", ".join(f"{one} {score[one]}/{score[one + 's']}" for one in ("byline", "site", "time")))


def alone(html: str, url: str | None) -> str | None:
    """Return htmldate's own answer."""
    from htmldate import find_date

    try:
        return find_date(html, url=url, original_date=True)  # type: ignore[no-any-return]
    except Exception:
        return None


def note(show: str, field: str, right: bool, gold: object, ours: object, row: dict[str, Any]) -> bool:
    """Print a miss of the field that is shown."""
    if show == field and not right:
        print(f"{row['file'][5:40]:36} gold {gold!r}\n{'':36} ours {ours!r}", file=sys.stderr)
    return right


def folded(words: str | None) -> str:
    """Fold case, blanks and kinds of quote marks."""
    plain = unicodedata.normalize("NFKC", words or "").replace("\u00ad", "").casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", plain).split())


def prf(hits: int, found: int, gold: int) -> str:
    """Write precision, recall and F1."""
    precision, recall = hits / max(1, found), hits / max(1, gold)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"


if __name__ == "__main__":
    main()

"""Measure body text: pages beside trafilatura, page scrapes beside the one-line C4 rule.

    python benchmarks/body_text.py --data DATA [--limit N] [--all-sites]

DATA is the folder that holds extract/. Only sites that the line models were not tuned on are scored, unless
--all-sites. Each set has its own table; nothing is averaged over sets.

Pages, set `pages`: a `with` segment in the text is a hit, one that is missing a miss, a `without` segment in the
text a false alarm (white space aside), which is trafilatura's own evaluation. Sets `fundus` and `readability`:
F1 of words, as bags, mean over pages with at least 25 words of gold (readability has pages that say only "Test").
Scrapes: precision, recall and F1 of body lines that the gold decides.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "training")]

from line_gold import BODY, SETS, GoldPage, is_held_out, read_set  # noqa: E402
from line_scrapes import STYLES, Scrape, make_scrape  # noqa: E402

from dateline.model.text import Slice  # noqa: E402
from dateline.read.html import select_body  # noqa: E402
from dateline.read.lines import is_sentence_like  # noqa: E402
from dateline.read.scrape import select_lines  # noqa: E402

Counts = np.ndarray
FEWEST_WORDS = 25


def f1(hits: float, wrong: float, missed: float) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    return hits / max(hits + wrong, 1), hits / max(hits + missed, 1), 2 * hits / max(2 * hits + wrong + missed, 1)


def ours(gold: GoldPage) -> str:
    """The text that Dateline selects."""
    return select_body(gold.html, gold.page).text(gold.page.text)


def theirs(gold: GoldPage) -> str:
    """The text that trafilatura extracts by itself, in the same mode as inside Dateline."""
    from trafilatura import extract

    return extract(gold.html, favor_precision=True, include_comments=False) or ""


def segments(text: str, gold: GoldPage) -> Counts:
    """Hits, false alarms and misses of the gold's segments."""
    flat = " ".join(text.split())
    present = [" ".join(segment.split()) in flat for segment in gold.gold.get("with") or []]
    alarms = [" ".join(segment.split()) in flat for segment in gold.gold.get("without") or []]
    return np.array([sum(present), sum(alarms), len(present) - sum(present)], dtype=float)


def gold_words(gold: GoldPage) -> list[str]:
    """The words of the gold text."""
    wanted = gold.gold["text"] if gold.set == "readability" else "\n".join(gold.gold["paragraphs"] or [])
    return wanted.split()


def words_f1(text: str, gold: GoldPage) -> tuple[float, float, float]:
    """Precision, recall and F1 of words as bags."""
    found, right = Counter(text.split()), Counter(gold_words(gold))
    shared = sum((found & right).values())
    return f1(shared, sum(found.values()) - shared, sum(right.values()) - shared)


def lines_by_selection(scrape: Scrape) -> Counts:
    """Which lines `select_lines` takes."""
    inside = np.zeros(len(scrape.text) + 1, dtype=bool)
    piece: Slice
    for piece in select_lines(scrape.text).slices:
        inside[piece.start : piece.end] = True
    return np.array([inside[line.start : line.end].mean() > 0.5 for line in scrape.lines])


def lines_by_rule(scrape: Scrape) -> Counts:
    """Which lines the C4 rule takes."""
    return np.array([is_sentence_like(scrape.text[line.start : line.end]) for line in scrape.lines])


def pages(folder: Path, name: str, *, limit: int | None, all_sites: bool) -> Iterator[GoldPage]:
    """The pages of one set that are scored."""
    return (gold for gold in read_set(folder, name, limit=limit) if all_sites or not_built_with(gold))


def not_built_with(gold: GoldPage) -> bool:
    """Tell whether the page's site was kept out of tuning."""
    return is_held_out(gold.site)


def page_table(name: str, chosen: list[GoldPage]) -> None:
    """Print how both systems read the pages of one set."""
    systems: tuple[tuple[str, Callable[[GoldPage], str]], ...] = (("dateline", ours), ("trafilatura", theirs))
    if name != "pages":
        chosen = [gold for gold in chosen if len(gold_words(gold)) >= FEWEST_WORDS]
    print(f"\nHTML pages, {name}: {len(chosen)} pages")
    for system, read in systems:
        started = time.process_time()
        texts = [read(gold) for gold in chosen]
        spent = (time.process_time() - started) / max(len(chosen), 1)
        empty = sum(not text.strip() for text in texts)
        if name == "pages":
            scores = f1(*sum((segments(text, gold) for text, gold in zip(texts, chosen, strict=True)), np.zeros(3)))
            what = "segments"
        else:
            rows = [words_f1(text, gold) for text, gold in zip(texts, chosen, strict=True)]
            scores = tuple(np.mean(rows, axis=0))
            what = "words"
        print(
            f"  {system:12} {what:8} P {scores[0]:.3f}  R {scores[1]:.3f}  F1 {scores[2]:.3f}"
            f"   empty {empty}   {1000 * spent:.1f} ms CPU a page"
        )


def scrape_table(name: str, chosen: list[GoldPage]) -> None:
    """Print how well lines of made scrapes are told apart, by style."""
    print(f"\nScrapes made from {name}: body lines that the gold decides")
    for style in STYLES:
        mine, rule = np.zeros(3), np.zeros(3)
        for gold in chosen:
            scrape = make_scrape(gold, style)
            body, sure = scrape.label == BODY, scrape.decided
            for counts, taken in ((mine, lines_by_selection(scrape)), (rule, lines_by_rule(scrape))):
                counts += [(taken & body & sure).sum(), (taken & ~body & sure).sum(), (~taken & body & sure).sum()]
        row = "  ".join(f"{letter} {value:.3f}" for letter, value in zip(("P", "R", "F1"), f1(*mine), strict=True))
        other = "  ".join(f"{letter} {value:.3f}" for letter, value in zip(("P", "R", "F1"), f1(*rule), strict=True))
        print(f"  {style:10} dateline {row}    C4 rule {other}")


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="read only the first N pages of each set")
    parser.add_argument("--all-sites", action="store_true", help="score also the sites the models were tuned on")
    options = parser.parse_args()
    for name in SETS:
        chosen = list(pages(options.data, name, limit=options.limit, all_sites=options.all_sites))
        page_table(name, chosen)
        scrape_table(name, chosen)


if __name__ == "__main__":
    main()

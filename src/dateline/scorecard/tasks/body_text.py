"""Body text: pages as HTML, and page scrapes made from them, on sites that nothing was built with."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dateline.model.article import Article
from dateline.scorecard.metrics import Score, of_words
from dateline.scorecard.nouns import GoldSet, Measure, Table, prf
from dateline.scorecard.page_gold import BODY, SETS, GoldPage, is_held_out, read_set
from dateline.scorecard.page_scrapes import STYLES, Scrape, make_scrape
from dateline.scorecard.reading import Bench, read_page

FEWEST_WORDS = 25
"""Pages whose gold has fewer words are left out of the word scores: some say only "Test"."""
Flags = npt.NDArray[np.bool_]


class BodyText:
    """Segments that must and must not be in the text (so is trafilatura measured), bags of words; lines of scrapes."""

    name = "body_text"
    about = "Which words of a page are the story"
    usual = tuple(SETS)

    def sets(self, folder: Path) -> list[GoldSet]:
        """The recorded pages of `extract`."""
        return [
            GoldSet(self.name, name, folder)
            for name, place in SETS.items()
            if (folder / place / "gold.jsonl").is_file()
        ]

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set."""
        folder = gold.path / SETS[gold.name]
        chosen = list(scored_pages(gold.path, gold.name, limit=limit))
        measures = list(score_texts(gold.name, chosen, lambda one: _text(read_page(folder / one.name))))
        for style in STYLES:
            ours, rule = Score(), Score()
            for page in chosen:
                scrape = make_scrape(page, style)
                ours += of_lines(scrape, lines_taken(scrape))
                rule += of_lines(scrape, lines_like_sentences(scrape))
            measures += prf(f"scrape_{style}", f"lines of a scrape, {style}", ours, what="lines", only_f1=True)
            measures += prf(f"rule_{style}", f"the one-line rule alone, {style}", rule, only_f1=True)
        note = "Only pages of sites that were not used for building (a fixed 30 % of the hosts)."
        return Table(self.name, gold.name, f"{len(chosen):,} pages", tuple(measures), (note,))


def scored_pages(folder: Path, name: str, *, limit: int | None) -> Iterator[GoldPage]:
    """The pages of one set whose sites nothing was built with."""
    return (page for page in read_set(folder, name, limit=limit) if is_held_out(page.site))


def score_texts(name: str, chosen: Sequence[GoldPage], read: Callable[[GoldPage], str]) -> tuple[Measure, ...]:
    """Score what a reader makes of the pages: segments where the gold has them, else the mean of F1 over words."""
    if name == "pages":
        total = sum((segments(read(page), page) for page in chosen), Score())
        return prf("segments", "segments of text", total, what="segments")
    whole = [page for page in chosen if len(gold_words(page)) >= FEWEST_WORDS]
    scores = [of_words(read(page).split(), gold_words(page)) for page in whole]
    of = f"{len(whole):,} pages"
    return tuple(
        Measure(f"words_{key}", f"words, {words}, mean over pages", _mean([getattr(one, key) for one in scores]), of)
        for key, words in (("f1", "F1"), ("precision", "precision"), ("recall", "recall"))
    )


def segments(text: str, page: GoldPage) -> Score:
    """Segments that must be in the text and are, and those that must not be and are; white space aside."""
    flat = " ".join(text.split())
    present = [" ".join(one.split()) in flat for one in page.gold.get("with") or []]
    alarms = [" ".join(one.split()) in flat for one in page.gold.get("without") or []]
    return Score(sum(present), sum(present) + sum(alarms), len(present))


def gold_words(page: GoldPage) -> list[str]:
    """The words of the gold text."""
    wanted = page.gold["text"] if page.set == "readability" else "\n".join(page.gold["paragraphs"] or [])
    words: list[str] = wanted.split()
    return words


def of_lines(scrape: Scrape, taken: Flags) -> Score:
    """Score the lines that the gold decides."""
    body, sure = scrape.label == BODY, scrape.decided
    return Score(int((taken & body & sure).sum()), int((taken & sure).sum()), int((body & sure).sum()))


def lines_taken(scrape: Scrape) -> Flags:
    """Which lines of a scrape Dateline takes for the story, the headline apart."""
    inside = np.zeros(len(scrape.text) + 1, dtype=bool)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scrape.txt"
        path.write_bytes(scrape.text.encode("utf-8", "surrogatepass"))
        article = read_page(path)
    for piece in article.slices if article else ():
        inside[piece.start : piece.end] = True
    return np.array([inside[line.start : line.end].mean() > 0.5 for line in scrape.lines], dtype=bool)


def lines_like_sentences(scrape: Scrape) -> Flags:
    """Which lines a common rule takes: those that end like a sentence and have five words."""
    from dateline.read.lines import is_sentence_like

    return np.array([is_sentence_like(scrape.text[line.start : line.end]) for line in scrape.lines], dtype=bool)


def _text(article: Article | None) -> str:
    return article.text if article else ""


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None

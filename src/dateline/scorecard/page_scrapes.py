"""Makes page scrapes out of pages: the visible lines as copying by hand or a scraper's get_text() gives them."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.read.lines import Line, split_lines
from dateline.read.visible import Block
from dateline.scorecard.page_gold import BODY, REST, GoldPage

STYLES = ("plain", "copied", "spaced", "fragments", "cropped", "crowded")
"""Lines only; blank lines where a browser shows them; blank lines everywhere; cut at links; the story and what
stands around it; the same with the page's own teasers put between the paragraphs, as scripts do."""

_SPACED_TAGS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "pre", "dl", "ul", "ol"])
_BULLETS = ("• ", "  • ", "* ", "- ", "", "", "")


@dataclass(slots=True)
class Scrape:
    """A made scrape: its text, its lines, and for each line the block it came from, its label, whether gold decided.

    `headline` is the number of the headline's line, or None.
    """

    text: str
    lines: list[Line]
    block: npt.NDArray[np.int64]
    label: npt.NDArray[np.int8]
    decided: npt.NDArray[np.bool_]
    headline: int | None


def make_scrape(gold: GoldPage, style: str, *, seed: int = 0) -> Scrape:
    """Render the page's lines in one style; the same seed gives the same scrape."""
    chance = random.Random(f"{gold.name} {style} {seed}")
    pieces: list[tuple[str, int]] = []
    narrow = style in ("cropped", "crowded")
    first, last = _crop(gold, chance) if narrow else (0, len(gold.page.blocks))
    manner = chance.choice(("plain", "copied", "spaced")) if narrow else style
    teasers = _teasers(gold) if style == "crowded" else []
    bullet = chance.choice(_BULLETS) if manner != "plain" else ""
    doubled = manner == "copied" and chance.random() < 0.5
    last_tag = ""
    for index in range(first, last):
        block = gold.page.blocks[index]
        words = gold.page.words(block)
        gap = "\n"
        if manner == "spaced" or (manner == "copied" and (block.tag in _SPACED_TAGS or last_tag in _SPACED_TAGS)):
            gap = "\n\n" if not block.after_break else "\n"
        last_tag = block.tag
        if block.tag == "li" and bullet:
            words = bullet + words
        for number, part in enumerate(_cut(gold, block, words) if manner == "fragments" else [words]):
            pieces.append((gap if number == 0 else "\n", -1))
            pieces.append((part, index))
        if doubled and "figcaption" in (block.tag, *block.zones):
            pieces += [("\n", -1), (words, index)]
        if teasers and gold.label[index] == BODY and chance.random() < 0.12:
            _put_in(pieces, chance.choice(teasers), chance, blank=manner != "plain")
    text = "".join(part for part, _ in pieces)
    starts = np.cumsum([0] + [len(part) for part, _ in pieces])[:-1]
    owner = np.array([index for _, index in pieces])
    lines = split_lines(text)
    places = [line.start for line in lines]
    of_line: npt.NDArray[np.int64] = np.array(owner[np.searchsorted(starts, places, side="right") - 1], dtype=np.int64)
    at = np.flatnonzero(of_line == gold.headline) if gold.headline is not None else np.empty(0, dtype=np.int64)
    headline = int(at[0]) if len(at) else None
    return Scrape(text, lines, of_line, gold.label[of_line], gold.decided[of_line], headline)


def _teasers(gold: GoldPage) -> list[tuple[str, int]]:
    """Headlines of other stories that the page links to, with their blocks."""
    found = []
    for index, block in enumerate(gold.page.blocks):
        words = gold.page.words(block)
        all_linked = block.linked >= 0.9 * len(words)
        if gold.label[index] == REST and all_linked and 6 <= words.count(" ") + 1 <= 20:
            found.append((words, index))
    return found


def _put_in(pieces: list[tuple[str, int]], teaser: tuple[str, int], chance: random.Random, *, blank: bool) -> None:
    """Put a teaser in as pages do: a film's length before it, its headline twice, or the bare headline."""
    words, index = teaser
    gap = ("\n\n" if blank else "\n", -1)
    manner = chance.random()
    if manner < 0.35:
        pieces += [gap, (f"{chance.randrange(20):02}:{chance.randrange(60):02}", index)]
    pieces += [gap, (words, index)]
    if manner < 0.5:
        pieces += [gap, (words, index)]


def _crop(gold: GoldPage, chance: random.Random) -> tuple[int, int]:
    """Cut the page down to the story and some of what stands around it."""
    body = np.flatnonzero(gold.label == BODY)
    total = len(gold.page.blocks)
    if not len(body):
        return 0, total
    before, after = chance.choice((0, 2, 5, 10, 30)), chance.choice((0, 2, 5, 15, 40))
    start = int(body[0])
    if gold.headline is not None and gold.headline < start:
        start = gold.headline
    return max(0, start - before), min(total, int(body[-1]) + 1 + after)


def _cut(gold: GoldPage, block: Block, words: str) -> list[str]:
    """Cut a line at its links, as get_text with a line break as separator does."""
    borders = {0, len(words)}
    shift = len(words) - (block.end - block.start)
    for link in gold.page.links:
        if block.start <= link.start and link.end <= block.end:
            borders |= {link.start - block.start + shift, link.end - block.start + shift}
    order = sorted(borders)
    return [part for a, b in itertools.pairwise(order) if (part := words[a:b].strip())]

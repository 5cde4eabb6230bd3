"""What the markup adds to a line: its element, what stands around it, links, telling class names, and a vote.

The vote is the share of the line that trafilatura takes for main text.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from dateline.lexicon.markup_hints import markup_hints
from dateline.read.lines import Floats, Line, describe
from dateline.read.visible import Block, VisiblePage

_TAGS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "figcaption", "blockquote", "dd", "section", "article", "body")
_ZONES = ("nav", "header", "footer", "aside", "figure", "figcaption", "form", "button", "main", "article", "table")


def lines_of(page: VisiblePage) -> list[Line]:
    """Return the page's blocks as lines; markup tells nothing about blank lines."""
    return [Line(block.start, block.end, 0, block.tag == "li") for block in page.blocks]


def describe_page(page: VisiblePage, lines: list[Line], vote: Floats) -> Floats:
    """Return one row of numbers per block: those of its words, those of its markup, and the vote.

    `vote` has one number between 0 and 1 per block. Shape (blocks, FEATURES + what markup adds).
    """
    markup = np.array([_markup(block) for block in page.blocks], dtype=np.float32)
    votes = np.asarray(vote, dtype=np.float32)
    agreed = votes >= 0.5
    shared = np.full(len(votes), float(agreed.any()), dtype=np.float32)
    around = np.convolve(agreed, np.ones(5) / 5, mode="same")[: len(votes)].astype(np.float32)
    columns = np.stack([votes, agreed, around, shared], axis=1)
    return np.concatenate([describe(page.text, lines), markup, columns], axis=1)


def _markup(block: Block) -> tuple[float, ...]:
    zones = block.zones
    return (
        block.linked / max(block.end - block.start, 1),
        float(block.after_break),
        *(float(block.tag == tag) for tag in _TAGS),
        *(float(zone in zones) for zone in _ZONES),
        *_hinted(block.hint),
    )


@lru_cache(maxsize=4096)
def _hinted(hint: str) -> tuple[float, ...]:
    """One number per kind of hint: 1 for the nearest named element, less for those farther out."""
    nearest = hint[-40:]
    found = []
    for pattern in _patterns():
        found.append(1.0 if pattern.search(nearest) else 0.6 if pattern.search(hint) else 0.0)
    return tuple(found)


def hinted_kinds(block: Block) -> list[str]:
    """Return the kinds that the class names nearest to the block speak for, in the table's order."""
    values = _hinted(block.hint)
    return [kind for (kind, _), value in zip(markup_hints(), values, strict=True) if value == 1.0]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(map(re.escape, pieces))) for _, pieces in markup_hints())

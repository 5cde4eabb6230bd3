"""Which pieces of a page are the story: trafilatura's choice and the lines' own look, weighed by a small model.

trafilatura rewrites what it finds; its passages are laid over the visible text, and whole lines of that are chosen.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dateline.read.align import Aligner
from dateline.read.boilerplate import never_story
from dateline.read.choose import Known, choose
from dateline.read.cues import is_credited_picture
from dateline.read.headlines import words_of
from dateline.read.line_model import PAGE_WEIGHTS, line_model
from dateline.read.lines import Floats
from dateline.read.page_lines import describe_page, hinted_kinds, lines_of
from dateline.read.selection import BodySelection
from dateline.read.visible import Block, VisiblePage

_PASSAGE_TAGS = ("p", "head", "item", "cell", "quote", "ab", "code", "fw", "note")


_RULED_OUT = -9.0
_TITLE_NAMES = ("og:title", "twitter:title", "headline", "dc.title", "title", "parsely-title", "sailthru.title")
_SUMMARY_NAMES = ("og:description", "description", "twitter:description", "dc.description")
_ZONE_KINDS = {
    "figcaption": "caption",
    "figure": "caption",
    "nav": "navigation",
    "footer": "navigation",
    "form": "login",
    "button": "navigation",
    "aside": "related",
    "header": "navigation",
}
_HINT_KINDS = frozenset(
    ("caption", "related", "comments", "newsletter", "paywall", "share", "ad", "byline", "date", "topics", "cookie")
)
_ALIKE = 0.6


def select_body(html: str, page: VisiblePage) -> BodySelection:
    """Select the story of a page, its headline and standfirst, and type the rest; `page` is `visible_page(html)`.

    Offsets count code points of `page.text`. `html` is read again only where `page` came without its tree.
    """
    if not page.blocks:
        return BodySelection()
    lines = lines_of(page)
    vote = _vote(page)
    logits, headlines = line_model(PAGE_WEIGHTS).logits(describe_page(page, lines, vote))
    _even_out(page, logits)
    for number, block in enumerate(page.blocks):
        words = page.words(block)
        if logits[number] > 0 and (never_story(words) or (vote[number] < 0.5 and is_credited_picture(words))):
            logits[number] = _RULED_OUT
    headline = marked_headline(page)
    known = Known(
        headline=headline,
        standfirst=_marked_standfirst(page, headline),
        joined=np.fromiter((block.after_break for block in page.blocks), dtype=bool, count=len(page.blocks)),
        vouched=(vote >= 0.5) & (_linked_share(page) < 0.5),
        markup=[_markup_kinds(block) for block in page.blocks],
    )
    return choose(page.text, lines, logits, headlines, known=known)


def _even_out(page: VisiblePage, logits: Floats) -> None:
    """Lines that single breaks part share one mean: in a wrapped paragraph one line alone tells little."""
    start = 0
    for number in range(1, len(page.blocks) + 1):
        if number < len(page.blocks) and page.blocks[number].after_break:
            continue
        if number - start > 1:
            lengths = [block.end - block.start for block in page.blocks[start:number]]
            logits[start:number] = np.average(logits[start:number], weights=lengths)
        start = number


def _linked_share(page: VisiblePage) -> Floats:
    """The share of each block that stands in links."""
    shares = (block.linked / (block.end - block.start) for block in page.blocks)
    return np.fromiter(shares, dtype=np.float32, count=len(page.blocks))


def _vote(page: VisiblePage) -> Floats:
    """The share of each block that trafilatura takes for main text."""
    aligner = Aligner(page.text)
    for passage in main_passages(page):
        aligner.mark(passage)
    share = aligner.share_marked([b.start for b in page.blocks], [b.end for b in page.blocks])
    return share.astype(np.float32)


def marked_headline(page: VisiblePage) -> int | None:
    """The heading that the page's own title names: of several the largest, then the one most alike."""
    titles = [words_of(value) for name, value in page.meta if name in _TITLE_NAMES]
    if page.title:
        titles.append(words_of(page.title))
    best, best_at = 0.0, None
    for number, block in enumerate(page.blocks):
        if block.tag not in ("h1", "h2", "h3", "div", "p", "header"):
            continue
        words = words_of(page.words(block)) if block.end - block.start < 300 else set()
        if not words:
            continue
        alike = max((len(words & title) / max(len(words), 0.7 * len(title)) for title in titles), default=0.0)
        heading = {"h1": 0.5, "h2": 0.2, "h3": 0.1}.get(block.tag, 0.0)
        if alike < _ALIKE and not (block.tag == "h1" and not titles):
            continue
        worth = alike + heading - 0.3 * (block.linked > 0) + 0.1 * ("headline" in hinted_kinds(block))
        if worth > best:
            best, best_at = worth, number
    return best_at


def _marked_standfirst(page: VisiblePage, headline: int | None) -> tuple[int, ...]:
    """The line near the headline that is marked as standfirst, or repeats the page's own description."""
    if headline is None:
        return ()
    summaries = [" ".join(value.split()).rstrip(".… ") for name, value in page.meta if name in _SUMMARY_NAMES]
    for number in range(max(0, headline - 2), min(len(page.blocks), headline + 8)):
        block = page.blocks[number]
        words = page.words(block)
        if number == headline or words.count(" ") < 4 or len(words) > 600 or block.linked > len(words) / 2:
            continue
        told = len(words) > 30 and any(words.rstrip(".… ") == summary for summary in summaries)
        marked = block.tag != "li" and "standfirst" in hinted_kinds(block) and block.tag in ("p", "div", "h2", "h3")
        if told or (marked and number > headline and not is_credited_picture(words)):
            return (number,)
    return ()


def _markup_kinds(block: Block) -> tuple[str, ...]:
    """The kinds that the markup around a line speaks for, nearest first."""
    kinds = [kind for kind in hinted_kinds(block) if kind in _HINT_KINDS]
    zones = [_ZONE_KINDS[zone] for zone in reversed(block.zones) if zone in _ZONE_KINDS]
    linked = ["related"] if block.linked * 2 > block.end - block.start and block.end - block.start > 30 else []
    return tuple(kinds + zones + linked)


def main_passages(page: VisiblePage, *, favour: str = "precision") -> list[str]:
    """Return the passages that trafilatura takes for the main text, in its order; empty when it finds none."""
    from trafilatura import bare_extraction

    if page.tree is None:
        return []
    try:
        found = bare_extraction(
            page.tree,
            favor_precision=favour == "precision",
            favor_recall=favour == "recall",
            include_comments=False,
            with_metadata=False,
        )
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError):
        return []
    return _passages(found.body) if found is not None and found.body is not None else []


def _passages(body: Any) -> list[str]:
    """Cut trafilatura's body tree at its block elements; the order is the tree's."""
    passages: list[str] = []
    running: list[str] = []

    def close() -> None:
        text = " ".join("".join(running).split())
        running.clear()
        if text:
            passages.append(text)

    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            if node.tag in _PASSAGE_TAGS or node.tag in ("list", "table", "row", "lb"):
                close()
            if node.tail and node is not body:
                running.append(node.tail)
            continue
        if node.tag in _PASSAGE_TAGS or node.tag in ("list", "table", "row", "lb"):
            close()
        running.append(node.text or "")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    close()
    return passages

"""Anchors: passages that comments and notes point at, made, found again after a re-read, and told as W3C selectors.

The selectors are those of the Web Annotation Data Model (W3C Recommendation, 23 February 2017): a TextPositionSelector
and a TextQuoteSelector. Positions are Unicode code points of the article's text, as that model asks.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from dateline.model.text import Anchor, Span

CONTEXT = 32
"""So many characters before and behind a passage are kept with it."""
LONGEST = 4_000
"""A passage is no longer than this."""
ALIKE = 0.75
"""A passage whose words changed is found again when so much of it stands in one place."""
SEED = 12
"""Runs of so many of its characters are looked for; the most of them tell where the rest may stand."""


class NoPassage(Exception):
    """A place that is none in the text; the message says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage stands now, how sure that is, and why; `span` is None when it is gone from the text."""

    span: Span | None
    confidence: float
    why: str


def hash_of(text: str) -> str:
    """The fingerprint of a text that an anchor keeps."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def anchor_at(article_id: str, text: str, span: Span) -> Anchor:
    """Make the anchor of a passage; raises NoPassage when the span is none of the text's, is blank or too long."""
    if not 0 <= span.start < span.end <= len(text):
        raise NoPassage(f"{span.start} to {span.end} is no place in a text of {len(text)} characters")
    exact = span.of(text)
    if not exact.strip():
        raise NoPassage("a passage needs words")
    if len(exact) > LONGEST:
        raise NoPassage(f"a passage may have {LONGEST} characters, not {len(exact)}")
    return Anchor(
        article_id=article_id,
        text_sha256=hash_of(text),
        span=span,
        exact=exact,
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def find(anchor: Anchor, text: str) -> Found:
    """Find the passage in a text: where it was, else the same words with the most alike company, else nearly them."""
    if anchor.span.of(text) == anchor.exact and anchor.text_sha256 == hash_of(text):
        return Found(anchor.span, 1.0, "the text is the same")
    places = _occurrences(anchor.exact, text)
    if places:
        best = max(places, key=lambda start: (_company(anchor, text, start), -abs(start - anchor.span.start)))
        sure = 1.0 if len(places) == 1 else 0.5 + 0.5 * _company(anchor, text, best)
        why = "the same words" if len(places) == 1 else f"the same words, one of {len(places)} places"
        return Found(Span(best, best + len(anchor.exact)), round(sure, 3), why)
    return _nearly(anchor, text)


def _occurrences(exact: str, text: str) -> list[int]:
    found: list[int] = []
    start = text.find(exact)
    while start >= 0 and len(found) < 500:
        found.append(start)
        start = text.find(exact, start + 1)
    return found


def _company(anchor: Anchor, text: str, start: int) -> float:
    """How alike the words around a place are to those that stood around the passage, 0 to 1."""
    end = start + len(anchor.exact)
    before = text[max(0, start - len(anchor.prefix)) : start]
    behind = text[end : end + len(anchor.suffix)]
    told = len(anchor.prefix) + len(anchor.suffix)
    shared = _shared_end(anchor.prefix, before) + _shared_start(anchor.suffix, behind)
    return shared / told if told else 1.0


def _shared_start(left: str, right: str) -> int:
    return next(
        (place for place, (one, other) in enumerate(zip(left, right, strict=False)) if one != other),
        min(len(left), len(right)),
    )


def _shared_end(left: str, right: str) -> int:
    return _shared_start(left[::-1], right[::-1])


def _nearly(anchor: Anchor, text: str) -> Found:
    """Look for a passage whose words were edited: around the longest run of it that still stands somewhere."""
    gone = Found(None, 0.0, "the passage is no longer in the text")
    wanted = anchor.prefix + anchor.exact + anchor.suffix
    start = _likely_start(wanted, text)
    if start is None:
        return gone
    first = max(0, start - len(anchor.exact))
    last = min(len(text), start + len(wanted) + len(anchor.exact))
    window = text[first:last]
    blocks = SequenceMatcher(None, window, wanted, autojunk=False).get_matching_blocks()
    lead = len(anchor.prefix)
    inside = [
        (block.a + max(0, lead - block.b), min(block.size, lead + len(anchor.exact) - block.b) - max(0, lead - block.b))
        for block in blocks
    ]
    inside = [(place, size) for place, size in inside if size > 0]
    if not inside:
        return gone
    start, end = inside[0][0], inside[-1][0] + inside[-1][1]
    alike = 2 * sum(size for _, size in inside) / (len(anchor.exact) + end - start)
    if alike < ALIKE:
        return gone
    return Found(Span(first + start, first + end), round(alike, 3), f"{alike:.0%} of the words still stand there")


def _likely_start(wanted: str, text: str) -> int | None:
    """Where the words would begin, by the vote of short runs of them that still stand somewhere."""
    votes: Counter[int] = Counter()
    for offset in range(0, max(1, len(wanted) - SEED + 1), SEED // 2):
        for place in _occurrences(wanted[offset : offset + SEED], text)[:20]:
            votes[(place - offset) // SEED] += 1
    return max(votes, key=lambda one: (votes[one], -one)) * SEED if votes else None


def as_selectors(anchor: Anchor) -> list[dict[str, Any]]:
    """Tell an anchor as W3C selectors."""
    return [
        {"type": "TextPositionSelector", "start": anchor.span.start, "end": anchor.span.end},
        {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix},
    ]


def from_selectors(article_id: str, text: str, selectors: object) -> Anchor:
    """Make an anchor from W3C selectors that another program gives; raises NoPassage when they lead nowhere.

    A quote alone is enough; a position alone as well; where both are given, the quote wins.
    """
    listed = [one for one in (selectors if isinstance(selectors, list) else [selectors]) if isinstance(one, Mapping)]
    quote = next((one for one in listed if one.get("type") == "TextQuoteSelector"), None)
    place = next((one for one in listed if one.get("type") == "TextPositionSelector"), None)
    start, end = (place or {}).get("start"), (place or {}).get("end")
    span = Span(start, end) if isinstance(start, int) and isinstance(end, int) else None
    if quote is not None and isinstance(quote.get("exact"), str) and quote["exact"]:
        told = Anchor(
            article_id=article_id,
            text_sha256="",
            span=span or Span(0, 0),
            exact=quote["exact"][:LONGEST],
            prefix=str(quote.get("prefix") or "")[-CONTEXT:],
            suffix=str(quote.get("suffix") or "")[:CONTEXT],
        )
        found = find(told, text)
        if found.span is None:
            raise NoPassage("these words do not stand in the article")
        return anchor_at(article_id, text, found.span)
    if span is None:
        raise NoPassage("a passage needs a TextQuoteSelector or a TextPositionSelector")
    return anchor_at(article_id, text, span)

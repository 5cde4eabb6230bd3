"""The words round a passage, what is core to a story, and what only tells when somebody spoke."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from dateline.compare.reports import Report, Sentence, Weights
from dateline.compare.wording import Wording, senses
from dateline.model.text import Span

WINDOW = 60
"""Characters to either side whose words are nearest."""
LEADS = 2
"""Sentences at the top in which reports tell what happened."""
_CUT = re.compile(r"[;:—]|,? (?:and|but|while|whereas|of whom|of which|after|before|when|where|who|which) |, ")
_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|added|according to|confirmed|stated|tweeted|wrote|spoke|declared)\b",
    re.IGNORECASE,
)
_LEANING = re.compile(r"(?:It|They|That|Those|This|These|He|She|Of|Among|Another|Others|The (?:rest|others))\b")


def words_near(report: Report, span: Span, sentence: Sentence) -> str:
    """Return the words of the clause round a passage, without its own."""
    text = report.article.text
    before = text[max(sentence.span.start, span.start - WINDOW) : span.start]
    after = text[span.end : min(sentence.span.end, span.end + WINDOW)]
    cuts = [one.end() for one in _CUT.finditer(before) if one.end() < len(before)]
    stop = _CUT.search(after, 1)
    return f"{before[cuts[-1] if cuts else 0 :]} {after[: stop.start() if stop else None]}"


def shown_round(report: Report, span: Span, sentence: Sentence) -> str:
    """Return the words round a passage for a reader, cut at whole words, with "…" for the passage itself."""
    text = report.article.text
    start, end = max(sentence.span.start, span.start - WINDOW), min(sentence.span.end, span.end + WINDOW)
    before, after = " ".join(text[start : span.start].split()), " ".join(text[span.end : end].split())
    if start > sentence.span.start:
        before = before.partition(" ")[2]
    if end < sentence.span.end:
        after = after.rpartition(" ")[0]
    return f"{before} … {after}".strip(" ,.;:“”")


def words_wide(report: Report, span: Span, sentence: Sentence) -> list[str]:
    """Return the senses of the whole sentence, and of the one before where this one leans on it."""
    start, end = span.start - sentence.span.start, span.end - sentence.span.start
    found = [*senses(sentence.text[:start]), *senses(sentence.text[end:])]
    if _LEANING.match(sentence.text) or not found:
        before = report.sentence_at(sentence.span.start - 2) if sentence.span.start > 1 else None
        found += senses(before.text) if before else []
    return found


def core_of(reports: Sequence[Report], wording: Wording) -> Weights:
    """Return what happened, as words that the openings of at least two reports share, weighed by how many do."""
    named: Counter[str] = Counter()
    for report in reports:
        opening = " ".join([report.article.headline or "", *(one.text for one in report.sentences[:LEADS])])
        named.update(set(senses(opening)))
    fewest = 2 if len(reports) > 1 else 1
    return wording.weigh_senses(one for one, count in named.items() if count >= fewest)


def happening_of(reports: Sequence[Report]) -> Weights:
    """Return what happened, as words that headline and opening of at least two reports have, by how many have them."""
    named: Counter[str] = Counter()
    for report in reports:
        opening = " ".join([report.article.headline or "", *(one.text for one in report.sentences[: LEADS + 1])])
        named.update(set(senses(opening)))
    weights = {one: (count / len(reports)) ** 2 for one, count in named.items() if count > 1}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {one: weight / length for one, weight in weights.items()} if length else {}


def tells_who_spoke(report: Report, span: Span, sentence: Sentence) -> bool:
    """Tell whether a time stands by a word of saying: "said on Friday", "told reporters on Wednesday morning"."""
    for quote in report.quotes:
        cue = quote.cue
        if cue is not None and quote.span.overlaps(sentence.span):
            if 0 <= span.start - cue.span.end <= 25 and not re.search(
                r"[,;.]|\bthat\b", _between(report, cue.span.end, span.start)
            ):
                return True
            if 0 <= cue.span.start - span.end <= 2:
                return True
    before = report.article.text[max(sentence.span.start, span.start - 30) : span.start]
    found = list(_SAID.finditer(before))
    return bool(found) and not re.search(r"[,;.]|\bthat\b", before[found[-1].end() :])


def _between(report: Report, start: int, end: int) -> str:
    return report.article.text[start:end]

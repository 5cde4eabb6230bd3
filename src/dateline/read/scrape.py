"""Page scrapes: pasted or scraped page text with the site's furniture around the story."""

from __future__ import annotations

import numpy as np

from dateline.read.boilerplate import never_story
from dateline.read.choose import Known, choose
from dateline.read.cues import is_credited_picture
from dateline.read.line_model import SCRAPE_WEIGHTS, line_model
from dateline.read.lines import TERMINAL, Floats, describe, is_long_prose, is_sentence_like, printed, split_lines
from dateline.read.selection import BodySelection

_RULED_OUT = -9.0
_CAUTION = 0.25
"""Without markup to look at, a line has to be a little more likely story than not: furniture makes false facts."""

_LONGER_THAN_SUBHEADING = 9
_SHORTER_THAN_PARAGRAPH = 22
_MOSTLY_SENTENCES = 0.7


def select_lines(text: str) -> BodySelection:
    """Select the story's lines of a page scrape, its headline and standfirst, and type the rest.

    Every offset counts code points of `text`, which is the visible text here. Cost grows with the number of lines.
    """
    lines = split_lines(text)
    if not lines:
        return BodySelection()
    logits, headlines = line_model(SCRAPE_WEIGHTS).logits(describe(text, lines))
    logits -= _CAUTION
    words = [printed(text, line) for line in lines]
    for number, line in enumerate(words):
        if logits[number] > 0 and (never_story(line) or is_credited_picture(line)):
            logits[number] = _RULED_OUT
    logits[_lone_headlines(words, logits)] = _RULED_OUT
    known = Known(vouched=np.fromiter(map(is_long_prose, words), dtype=bool, count=len(words)))
    return choose(text, lines, logits, headlines, known=known)


def _lone_headlines(words: list[str], logits: Floats) -> list[int]:
    """Lines without a stop between two paragraphs that are too long for a subheading: headlines of other stories.

    Text wrapped at a fixed width is left alone: there most lines have no stop.
    """
    taken = [number for number in range(len(words)) if logits[number] > 0]
    sentences = {number for number in taken if is_sentence_like(words[number])}
    if len(sentences) < _MOSTLY_SENTENCES * len(taken):
        return []
    return [
        number
        for number in taken
        if number not in sentences
        and number - 1 in sentences
        and number + 1 in sentences
        and _LONGER_THAN_SUBHEADING <= words[number].count(" ") + 1 <= _SHORTER_THAN_PARAGRAPH
        and not TERMINAL.search(words[number])
        and words[number + 1][0] == words[number + 1][0].upper()
    ]

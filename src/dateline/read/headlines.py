"""Which line is the headline and which are the standfirst, by where they stand and what they share with the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dateline.read.boilerplate import never_story
from dateline.read.cues import START, cued_kinds, is_credited_picture
from dateline.read.lines import is_sentence_like

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]{3,}")
_SLUG = re.compile(r"https?://[^\s?#]*/([^\s?#/]*-[^\s?#/]*)")
_LOOK_BACK = 40
_STORY_READ = 40
_LONGEST = 250
_FEW_WORDS = 5
_SLUG_WORTH = 4.0
_FARTHEST_BELOW = 4.0
_RULED_OUT = frozenset(
    ("ad", "newsletter", "login", "comments", "share", "topics", "url", "legal", "cookie", "date", "navigation")
)


def words_of(text: str) -> set[str]:
    """Return the lower-case words of three letters and more; pairs of characters where words are not spaced."""
    folded = text.casefold()
    if not folded.isascii() and _UNSPACED.search(folded):
        return {a + b for a, b in pairwise(folded) if a.isalnum() and b.isalnum()}
    return set(_WORD.findall(folded))


def find_headline(
    lines: Sequence[str],
    *,
    logits: npt.NDArray[np.float32],
    first_story: int,
    story: Sequence[int],
    bullets: Sequence[bool],
) -> int | None:
    """Return the number of the headline among the lines above the story's first paragraph, or None.

    `logits` say how much each line looks like a headline where it stands. Words shared with the story, and with the
    page's address where that is printed, speak for a line; a bullet, a label or a paragraph it cannot be.
    """
    if not first_story:
        return None
    told = set[str]().union(*(words_of(lines[number]) for number in story[:_STORY_READ]))
    slug = words_of(" ".join(found.group(1).replace("-", " ") for line in lines if (found := _SLUG.search(line))))
    best, best_at = float(logits.max()) - _FARTHEST_BELOW, None
    for number in range(max(0, first_story - _LOOK_BACK), first_story):
        line = lines[number]
        if bullets[number] or not _can_be_headline(line):
            continue
        words = words_of(line)
        worth = float(logits[number]) + len(words & told) / max(len(words), _FEW_WORDS)
        if slug:
            worth += _SLUG_WORTH * len(words & slug) / max(len(slug), len(words))
        if worth > best:
            best, best_at = worth, number
    return best_at


def _can_be_headline(line: str) -> bool:
    if len(line) > _LONGEST or len(words_of(line)) < 2 or never_story(line) or is_credited_picture(line):
        return False
    strong = {kind for kind, strength in cued_kinds(line).items() if strength >= START}
    return not strong & _RULED_OUT


def find_standfirst(
    lines: Sequence[str], *, headline: int | None, story: Sequence[int], bullets: Sequence[bool]
) -> list[int]:
    """Return the numbers of the standfirst's lines, standing right below the headline; empty where there is none.

    It is either a run of bullets, or one or two lines that something else (a byline, a date, a picture's caption,
    a label) parts from the body. A first paragraph that runs on into the next is body, not standfirst.
    """
    if headline is None:
        return []
    taken = set(story)
    below = headline + 1
    while below < len(lines) and below - headline <= 3 and lines[below] == lines[headline]:
        below += 1
    if below >= len(lines):
        return []
    run = below
    if bullets[below]:
        while run < len(lines) and bullets[run] and run - below < 6:
            run += 1
        if any(number >= run for number in taken) and all(lines[n].count(" ") >= 4 for n in range(below, run)):
            return list(range(below, run))
        return []
    while run < len(lines) and run - below < 2 and _can_be_standfirst(lines[run]):
        run += 1
    if run == below or run in taken or not any(number > run for number in taken):
        return []
    return list(range(below, run))


def _can_be_standfirst(line: str) -> bool:
    count = line.count(" ") + 1
    if never_story(line) or is_credited_picture(line) or count > 70:
        return False
    if any(strength >= START for strength in cued_kinds(line).values()):
        return False
    return count >= 8 or (count >= 5 and is_sentence_like(line))

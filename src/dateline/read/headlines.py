"""Which line is the headline and which are the standfirst, by where they stand and what they share with the story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.read.boilerplate import never_story
from dateline.read.cues import START, cued_kinds, is_credited_picture
from dateline.read.lines import is_sentence_like

_WORD = re.compile(r"[^\W_]{3,}")
_SLUG = re.compile(r"https?://[^\s?#]*/([^\s?#/]*-[^\s?#/]*)")
_FULL_STOP = re.compile(r"[^.]\.$")
_LOOK_BACK = 40
_STORY_READ = 40
_LEAST = 1.0
_RULED_OUT = frozenset(
    ("ad", "newsletter", "login", "comments", "share", "topics", "url", "legal", "cookie", "date", "navigation")
)


def words_of(text: str) -> set[str]:
    """Return the lower-case words of three letters and more."""
    return set(_WORD.findall(text.casefold()))


def find_headline(
    lines: Sequence[str], *, first_story: int, story: Sequence[int], bullets: Sequence[bool]
) -> int | None:
    """Return the number of the headline among the lines above the story's first line, or None.

    A headline shares words with the story (and with the page's address, where that is printed), has no full stop,
    is neither a label, a paragraph nor a bullet, and stands near the story.
    """
    told = set[str]().union(*(words_of(lines[number]) for number in story[:_STORY_READ]))
    slug = words_of(" ".join(found.group(1).replace("-", " ") for line in lines if (found := _SLUG.search(line))))
    best, best_at = _LEAST, None
    for number in range(max(0, first_story - _LOOK_BACK), first_story):
        if bullets[number]:
            continue
        worth = _headline_worth(lines[number], told, slug) - 0.04 * (first_story - number)
        if worth > best:
            best, best_at = worth, number
    return best_at


def _headline_worth(line: str, told: set[str], slug: set[str]) -> float:
    words = words_of(line)
    count = line.count(" ") + 1 if line.isascii() or " " in line else len(line) / 3
    if len(words) < 2 or count > 35 or never_story(line) or is_credited_picture(line):
        return 0.0
    strong = {kind for kind, strength in cued_kinds(line).items() if strength >= START}
    worth = 1.6 * len(words & told) / len(words) + min(count, 8) / 8
    if slug:
        worth += 2 * len(words & slug) / max(len(slug), len(words))
    worth -= 0.8 * bool(_FULL_STOP.search(line)) + 1.0 * bool(strong & _RULED_OUT) + 0.4 * bool(strong)
    return worth - 0.5 * (count < 4) - 0.5 * (count > 25)


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

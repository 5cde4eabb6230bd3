"""From lines and their logits to a selection: body, headline, standfirst, and a kind for everything left out.

Pages and page scrapes meet here; the one knows markup, the other does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.model.article import Residue
from dateline.model.text import Slice
from dateline.read.boilerplate import ABOVE, BELOW, BETWEEN, Residual, residue_kind, wall_flags
from dateline.read.cues import cued_kinds
from dateline.read.headlines import find_headline, find_standfirst
from dateline.read.lines import Floats, Line, is_sentence_like, printed
from dateline.read.selection import BodySelection

_LEAST_STORY, _LEAST_VOUCHED = 80, 25
_LABEL_LENGTH, _CAPTION_LENGTH = 40, 300
_COPIES_READ = 50
_SURE = 1.5
_FEW_LINES = 3
_NOTICE_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a page's markup knows beyond its lines: the headline's and standfirst's lines, joints, hinted kinds.

    `joined` marks lines that go on in the paragraph above them, `vouched` those that another reader of the markup
    takes for the story: the answer where the lines' own look finds none.
    """

    headline: int | None = None
    standfirst: tuple[int, ...] = ()
    joined: npt.NDArray[np.bool_] | None = None
    vouched: npt.NDArray[np.bool_] | None = None
    markup: Sequence[tuple[str, ...]] | None = None


def choose(
    text: str, lines: Sequence[Line], logits: Floats, headlines: Floats, *, known: Known | None = None
) -> BodySelection:
    """Select the story of one visible text.

    `logits` has one number per line, above zero for story; `headlines` says how much each looks like the headline.
    The answer covers every line: it is in a slice or in the residue. Where the lines taken are not enough for a
    story, no slice is chosen.
    """
    known = known or Known()
    words = [printed(text, line) for line in lines]
    taken = logits > 0
    vouched = known.vouched if known.vouched is not None else np.zeros(len(lines), dtype=bool)
    _drop_doubles(words, taken, vouched)
    least = _LEAST_STORY if len(lines) > _FEW_LINES else _LEAST_VOUCHED
    if not _is_story(words, np.flatnonzero(taken).tolist(), least=least, sentences=1):
        taken = vouched.copy()
        if not _is_story(words, np.flatnonzero(taken).tolist(), least=_LEAST_VOUCHED, sentences=0):
            taken[:] = False
    story = np.flatnonzero(taken).tolist()
    first = story[0] if story else 0
    headline = known.headline
    bullets = [line.bullet for line in lines]
    if headline is None and story:
        above = _first_paragraph(words, story)
        headline = find_headline(words, logits=headlines, first_story=above, story=story, bullets=bullets)
    if headline is not None:
        taken[headline] = False
        for number, line in enumerate(words):
            if line == words[headline]:
                taken[number] = False
        if headline > first:
            taken[first:headline] &= logits[first:headline] > _SURE
        story = np.flatnonzero(taken).tolist()
    standfirst = list(known.standfirst)
    if not standfirst and story:
        standfirst = find_standfirst(words, headline=headline, story=story, bullets=bullets)
    taken[standfirst] = True
    story = np.flatnonzero(taken).tolist()
    return BodySelection(
        slices=_slices(lines, story, known.joined),
        headline_slice=_hull(lines, [headline]) if headline is not None else None,
        standfirst_slice=_hull(lines, standfirst) if standfirst else None,
        residue=_residue(text, lines, words, taken, headline, known.markup),
        flags=wall_flags(words, taken.tolist()),
    )


def _drop_doubles(words: Sequence[str], taken: npt.NDArray[np.bool_], vouched: npt.NDArray[np.bool_]) -> None:
    """A line that stands twice is furniture: a caption, a headline of another story, a label.

    Sentences stay once, but a short one not where the two stand together, as captions do. A line of some length
    that the markup vouches for stays.
    """
    places: dict[str, list[int]] = {}
    for number, line in enumerate(words):
        places.setdefault(line, []).append(number)
    for number in np.flatnonzero(taken).tolist():
        line = words[number]
        same = places[line]
        if len(same) == 1 or (vouched[number] and len(line) > _LABEL_LENGTH):
            continue
        together = len(line) < _CAPTION_LENGTH and any(0 < abs(number - other) <= 2 for other in same[:_COPIES_READ])
        if not is_sentence_like(line) or together or same[0] != number:
            taken[number] = False


def _is_story(words: Sequence[str], story: Sequence[int], *, least: int, sentences: int) -> bool:
    """A story has some sentences, some length, and is not a cookie notice for the most part."""
    length = sum(len(words[number]) for number in story)
    notice = sum(len(words[number]) for number in story if "cookie" in cued_kinds(words[number]))
    if length < least or notice > _NOTICE_SHARE * length:
        return False
    return sum(is_sentence_like(words[number]) for number in story) >= sentences


def _first_paragraph(words: Sequence[str], story: Sequence[int]) -> int:
    """The first line taken that is a paragraph; a headline may have been taken above it."""
    return next((number for number in story if is_sentence_like(words[number])), story[0])


def _hull(lines: Sequence[Line], numbers: Sequence[int]) -> Slice:
    return Slice(lines[numbers[0]].start, lines[numbers[-1]].end)


def _slices(lines: Sequence[Line], story: Sequence[int], joined: npt.NDArray[np.bool_] | None) -> tuple[Slice, ...]:
    """Make slices of the lines taken; a line joined to the one before goes into the same slice."""
    slices: list[Slice] = []
    for position, number in enumerate(story):
        line = lines[number]
        if joined is not None and joined[number] and position and story[position - 1] == number - 1:
            slices[-1] = Slice(slices[-1].start, line.end)
        else:
            slices.append(Slice(line.start, line.end))
    return tuple(slices)


def _residue(
    text: str,
    lines: Sequence[Line],
    words: Sequence[str],
    taken: npt.NDArray[np.bool_],
    headline: int | None,
    markup: Sequence[tuple[str, ...]] | None,
) -> tuple[Residue, ...]:
    story = np.flatnonzero(taken)
    counts = Counter(words)
    found: list[Residue] = []
    for number in np.flatnonzero(~taken).tolist():
        line, said = lines[number], words[number]
        if headline is not None and said == words[headline]:
            kind = "headline"
        else:
            place, nearness = _place(number, story)
            hinted = markup[number] if markup else ()
            kind = residue_kind(Residual(said, place, doubles=counts[said] > 1, nearness=nearness, markup=hinted))
        found.append(Residue(kind, Slice(line.start, line.end), text[line.start : line.end]))
    return tuple(found)


def _place(number: int, story: npt.NDArray[np.int64]) -> tuple[str, int]:
    """Say where a line stands to the story, and how many lines off the nearest line of it is."""
    if not len(story):
        return ABOVE, number + 1
    after = int(np.searchsorted(story, number))
    if after == 0:
        return ABOVE, int(story[0]) - number
    if after == len(story):
        return BELOW, number - int(story[-1])
    return BETWEEN, min(int(story[after]) - number, number - int(story[after - 1]))

"""Paints facts onto an article's text on the server: nested and crossing marks, counted in code points."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

PARAGRAPH = re.compile(r"[^\n]+")
# A full stop closes a sentence where blanks and then a capital, figure or opening mark follow.
STOP = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-z])|[。！？](?=\S)")
SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|St|Jr|Sr|No|vs|Inc|Co|Corp|Ltd|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Adm|Cmdr|Hon)|\b[A-Z](?:\.[A-Z])*)\.$"
)
LEFTWARD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]")
LOOK_BACK = 12


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One thing to paint: `[start, end)` in code points, its classes, and an anchor when some fact leads to it."""

    start: int
    end: int
    classes: tuple[str, ...] = field(compare=False)
    anchor: str | None = field(default=None, compare=False)
    title: str = field(default="", compare=False)


def paint(text: str, marks: Iterable[Mark]) -> str:
    """Return the text as HTML paragraphs of sentences with the marks as elements inside.

    Everything of the text is escaped. A mark that crosses a sentence or another mark is painted in pieces:
    the first carries the anchor as its id, the others name it in `data-of`.

    >>> paint("A < B.", [Mark(0, 1, ("name",), "a-1-0-1")])
    '<p><span class="s"><mark class="name" id="a-1-0-1">A</mark> &lt; B.</span></p>'
    """
    waiting = _merged(marks, len(text))
    parts: list[str] = []
    opened: set[str] = set()
    for paragraph in PARAGRAPH.finditer(text):
        sentences = list(_sentences(text, paragraph.start(), paragraph.end()))
        parts.append('<p dir="auto">' if _may_run_left(paragraph.group()) else "<p>")
        for start, end in sentences:
            solid = start + len(text[start:end].rstrip())
            inside, waiting = _cut(waiting, start, end, solid)
            parts.append('<span class="s">')
            parts.append(_nest(text, start, end, inside, opened))
            parts.append("</span>")
        parts.append("</p>")
    return "".join(parts)


def _merged(marks: Iterable[Mark], size: int) -> list[Mark]:
    """Join marks of the same place into one, outermost first; marks outside the text are dropped."""
    at: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        if not 0 <= mark.start < mark.end <= size:
            continue
        place = (mark.start, mark.end)
        known = at.get(place)
        if known is None:
            at[place] = mark
            continue
        at[place] = Mark(
            mark.start,
            mark.end,
            tuple(dict.fromkeys(known.classes + mark.classes)),
            known.anchor or mark.anchor,
            " · ".join(dict.fromkeys(part for part in (known.title, mark.title) if part)),
        )
    return sorted(at.values(), key=lambda one: (one.start, -one.end))


def _cut(marks: list[Mark], start: int, end: int, solid: int) -> tuple[list[Mark], list[Mark]]:
    """Part sorted marks into the pieces inside `[start, solid)` and what is left behind `end`."""
    inside: list[Mark] = []
    behind: list[Mark] = []
    for number, mark in enumerate(marks):
        if mark.start >= end:
            return inside, behind + marks[number:]
        first, last = max(mark.start, start), min(mark.end, solid)
        if first < last:
            inside.append(Mark(first, last, mark.classes, mark.anchor, mark.title))
        if mark.end > end:
            behind.append(Mark(end, mark.end, mark.classes, mark.anchor, mark.title))
    return inside, behind


def _nest(text: str, start: int, end: int, marks: list[Mark], opened: set[str]) -> str:
    """Paint one sentence: open marks stand on a stack, and a mark that outlives its parent is cut in two."""
    order = [(mark.start, -mark.end, number, mark) for number, mark in enumerate(marks)]
    heapq.heapify(order)
    parts: list[str] = []
    stack: list[Mark] = []
    at, number = start, len(order)
    while order:
        mark = heapq.heappop(order)[3]
        while stack and stack[-1].end <= mark.start:
            parts.append(escape(text[at : stack[-1].end]) + "</mark>")
            at = stack.pop().end
        if stack and mark.end > stack[-1].end:
            edge = stack[-1].end
            rest = Mark(edge, mark.end, mark.classes, mark.anchor, mark.title)
            heapq.heappush(order, (rest.start, -rest.end, number, rest))
            number += 1
            mark = Mark(mark.start, edge, mark.classes, mark.anchor, mark.title)
        parts.append(escape(text[at : mark.start]))
        parts.append(_open(mark, opened))
        at = mark.start
        stack.append(mark)
    while stack:
        parts.append(escape(text[at : stack[-1].end]) + "</mark>")
        at = stack.pop().end
    parts.append(escape(text[at:end]))
    return "".join(parts)


def _open(mark: Mark, opened: set[str]) -> str:
    kinds = f' class="{escape(" ".join(mark.classes))}"' if mark.classes else ""
    title = f' title="{escape(mark.title)}"' if mark.title else ""
    if mark.anchor is None:
        return f"<mark{kinds}{title}>"
    if mark.anchor in opened:
        return f'<mark{kinds} data-of="{escape(mark.anchor)}">'
    opened.add(mark.anchor)
    return f'<mark{kinds} id="{escape(mark.anchor)}"{title}>'


def first_sentence(text: str) -> str:
    """Return the first sentence of a paragraph, without the blank behind it.

    >>> first_sentence("Gen. Brix resigned. He gave no reason.")
    'Gen. Brix resigned.'
    """
    start, end = next(_sentences(text, 0, len(text)))
    return text[start:end].rstrip()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a paragraph into sentences, for display only; the blank after a sentence belongs to it."""
    at = start
    for stop in STOP.finditer(text, start, end):
        if text[stop.start()] == "." and SHORT.search(text, max(at, stop.start() - LOOK_BACK), stop.start() + 1):
            continue
        edge = stop.end()
        while edge < end and text[edge].isspace():
            edge += 1
        if edge < end:
            yield at, edge
            at = edge
    yield at, end


def _may_run_left(text: str) -> bool:
    """Tell whether a paragraph holds letters of a right-to-left script, so that its direction must be found out."""
    return LEFTWARD.search(text) is not None

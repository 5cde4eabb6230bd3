"""Where a story stands in the visible text, and what stands around it: the ground of metadata that is only printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.article import Residue
from dateline.model.text import Slice

CAPTION_SIGN = re.compile(
    r"\b(?:photo(?:graph)?|picture|image|credit|file pic|illustration)s?\s*[:/]|\(AP Photo"
    r"|\([^()/\n]{2,40}/[^()/\n]{2,40}\)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where the story stands in the visible text: what dates beside it, and not in it, may mean.

    `dateline` is the dispatch's own head ("ALMATY, Jan 11 (Xinhua) --"), whose day is evidence too.
    """

    text: str
    slices: tuple[Slice, ...]
    headline: Slice | None = None
    residue: tuple[Residue, ...] = ()
    dateline: str | None = None

    @property
    def start(self) -> int:
        """Where the story begins, or the end of the text when there is none."""
        return self.slices[0].start if self.slices else len(self.text)

    def lines_outside(self) -> Iterator[tuple[int, str]]:
        """Go through the lines that are no part of the story's slices, with where they begin."""
        inside = iter(sorted(self.slices))
        current = next(inside, None)
        for found in re.finditer(r"[^\n]+", self.text):
            while current and current.end <= found.start():
                current = next(inside, None)
            if current is None or found.end() <= current.start:
                yield found.start(), found.group()

    def captions(self) -> list[str]:
        """List the captions: lines typed so, and others outside the story that credit a picture."""
        captions = [one.exact for one in self.residue if one.kind == "caption"]
        captions += [line for _, line in self.lines_outside() if CAPTION_SIGN.search(line) and line not in captions]
        return captions

"""Words that give away what is not the story: share buttons, login boxes, cookie notices, credits, captions.

The table is residue_cues.tsv beside this file: kind, where in the line the cue must stand (`whole`, `start`, `any`),
languages, the cues parted by "|", and the source. All cues were written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ResidueCue:
    """One cue: lower-case words, the kind of residue they speak for, and where in a line they must stand."""

    kind: str
    where: str
    words: str


@lru_cache(maxsize=1)
def residue_cues() -> tuple[ResidueCue, ...]:
    """Load the table, every cue once per kind and place."""
    text = files("dateline.lexicon").joinpath("residue_cues.tsv").read_text(encoding="utf-8")
    found: dict[ResidueCue, None] = {}
    for row in text.splitlines()[1:]:
        kind, where, _languages, cues, _source = row.split("\t")
        for words in cues.split("|"):
            found[ResidueCue(kind, where, words.strip().lower())] = None
    return tuple(found)

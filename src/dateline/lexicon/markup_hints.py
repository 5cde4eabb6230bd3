"""Pieces of class names and ids that tell what an element of a page is for.

The table is markup_hints.tsv beside this file; the pieces were written by hand from how publishing systems name
their elements, none for one outlet.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def markup_hints() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Load the table: kinds in their order, each with the pieces that speak for it."""
    text = files("dateline.lexicon").joinpath("markup_hints.tsv").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in text.splitlines()[1:])
    return tuple((kind, tuple(pieces.split("|"))) for kind, pieces, _source in rows)

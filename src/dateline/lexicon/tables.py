"""Reads the tables that lie beside this file: tab-separated, one heading line, UTF-8, `#` begins a remark."""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=64)
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table by column name; missing cells at the end of a line are empty.

    Raises FileNotFoundError when there is no such table.
    """
    raw = files("dateline.lexicon").joinpath(name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        cells += [""] * (len(columns) - len(cells))
        rows.append(dict(zip(columns, cells, strict=False)))
    return tuple(rows)


def word_set(*lines: str) -> frozenset[str]:
    """The words of some lines, parted by blanks, as a set: for short closed lists inside code."""
    return frozenset(word for line in lines for word in line.split())

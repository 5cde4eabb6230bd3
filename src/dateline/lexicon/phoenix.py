"""Looks names up in the Phoenix/PETRARCH actor table (phoenix_actors.tsv.gz: name, country, sector, code)."""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class PhoenixActor(NamedTuple):
    """One row: country is ISO alpha-3 or None, `code` the full CAMEO actor code ("RUSGOV", "IGOUNO")."""

    country: str | None
    sector: str | None
    code: str


@lru_cache(maxsize=20_000)
def phoenix_actor(name: str) -> PhoenixActor | None:
    """The row of a name in any case, with or without "the"; None where it is not in the table."""
    row = _rows().get(" ".join(name.replace("’", "'").lower().split()).removeprefix("the "))
    if row is None:
        return None
    country, sector, code = row.split("\t")
    return PhoenixActor(country or None, sector or None, code)


@lru_cache(maxsize=1)
def _rows() -> dict[str, str]:
    """The rest of each row by its name; the table has thousands of rows and a run asks for few of them."""
    table = files("dateline.lexicon").joinpath("phoenix_actors.tsv.gz")
    lines = gzip.decompress(table.read_bytes()).decode("utf-8").splitlines()[1:]
    return dict(line.split("\t", 1) for line in reversed(lines))  # of two rows of one name the first holds

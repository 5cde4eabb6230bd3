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


def phoenix_actor(name: str) -> PhoenixActor | None:
    """The row of a name in any case, with or without "the"; None where it is not in the table."""
    return _by_name().get(" ".join(name.replace("’", "'").lower().split()).removeprefix("the "))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, PhoenixActor]:
    table = files("dateline.lexicon").joinpath("phoenix_actors.tsv.gz")
    lines = gzip.decompress(table.read_bytes()).decode("utf-8").splitlines()
    found: dict[str, PhoenixActor] = {}
    for line in lines[1:]:
        name, country, sector, code = line.split("\t")
        found.setdefault(name, PhoenixActor(country or None, sector or None, code))
    return found

"""Words beside a place name: what tells a place from a government, and a report's country from its local words."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.lexicon.tables import read_table


@lru_cache(maxsize=32)
def place_words(kind: str) -> frozenset[str]:
    """The words of one kind in place_words.tsv: act, people, addressed, unmoved, kind, land, building and so on."""
    return frozenset(
        word for row in read_table("place_words.tsv") if row["kind"] == kind for word in row["words"].split()
    )


@lru_cache(maxsize=1)
def local_words() -> dict[str, str]:
    """Words that tell in which country a report is at home, each with the alpha-3 code."""
    return {
        word: row["kind"].removeprefix("local:")
        for row in read_table("place_words.tsv")
        if row["kind"].startswith("local:")
        for word in row["words"].split()
    }


@lru_cache(maxsize=1)
def region_adjectives() -> dict[str, str]:
    """Adjectives of continents and of countries within a state, each with the place they are of."""
    return {
        word: row["kind"].removeprefix("of:")
        for row in read_table("place_words.tsv")
        if row["kind"].startswith("of:")
        for word in row["words"].split()
    }


@lru_cache(maxsize=1)  # two extractors ask in turn for the same text
def vessels(text: str) -> tuple[tuple[int, int], ...]:
    """Where ships are named by their prefix: "INS Mysore", "MV Star Pacific"."""
    prefixes, names = _vessel_names()
    # Few texts name any; the prefixes alone are searched for much sooner, as every one begins with a capital.
    return tuple(match.span() for match in names.finditer(text)) if prefixes.search(text) else ()


@lru_cache(maxsize=1)
def _vessel_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    prefixes = "|".join(re.escape(one) for one in sorted(place_words("vessel"), key=len, reverse=True))
    return re.compile(rf"(?:{prefixes}) [A-Z]"), re.compile(
        rf"\b(?:{prefixes}) [A-Z][\w'’-]*[a-z](?: [A-Z]\.)?(?: [A-Z][\w-]*[a-z]\b)?"
    )

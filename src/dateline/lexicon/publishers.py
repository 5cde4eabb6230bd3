"""Who stands behind an outlet: publisher families, agencies, public broadcasters and state media."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import read_table

_ARTICLE = re.compile(r"^the\s+")


@dataclass(frozen=True, slots=True)
class Publisher:
    """An outlet with its family: outlets of one family have one owner and do not vouch for one another.

    kind: private, public (a broadcaster under public law, or paid by a state), agency, state_media, company.
    """

    name: str
    family: str
    kind: str
    country: str | None


def publisher_named(name: str | None) -> Publisher | None:
    """Find the publisher of that name, or None; names of four letters and fewer must stand as they are printed.

    >>> publisher_named("the Wall Street Journal").family == publisher_named("The Australian").family
    True
    """
    words = " ".join((name or "").split()).replace("’", "'")
    found = _by_name().get(_folded(words)) if words else None
    if found is None:
        return None
    printed, publisher = found
    return publisher if len(words) > 4 or words == printed else None


def _folded(name: str) -> str:
    return _ARTICLE.sub("", name.lower())


@cache
def _by_name() -> dict[str, tuple[str, Publisher]]:
    found: dict[str, tuple[str, Publisher]] = {}
    for row in read_table("publishers.tsv"):
        publisher = Publisher(row["name"], row["family"], row["kind"], row["country"] or None)
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(_folded(name.replace("’", "'")), (name, publisher))
    return found

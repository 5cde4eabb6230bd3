"""Answers of the tables: who holds an office on the day, and of which state an article speaks when it does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from dateline.lexicon.actors import Actor, holders, person
from dateline.lexicon.countries import country_of_name, seat_of_government
from dateline.lexicon.tables import read_table
from dateline.model.article import Article
from dateline.understand.name_spans import Name

HEADS = ("leader", "president", "prime minister", "chancellor", "monarch")
NATIONAL = frozenset(HEADS) | {
    "vice-president", "foreign minister", "defence minister", "finance minister", "interior minister",
    "attorney general", "head of state", "pope", "central banker", "national security adviser",
}  # fmt: skip
"""Offices of which a state has one: "the president" of an article on one state is its president."""
_BODY_HEADS = ("secretary-general", "director-general", "managing director", "president", "intelligence chief")
_LEAST_SHARE, _LEAST_NAMED = 0.6, 3


def holders_of(office: str, of: str, *, on: str | None) -> tuple[Actor, ...]:
    """Who held an office of a state or body on the day; nobody where no day is known.

    A "leader" is whoever governs: a chancellor before a president of honour. The "chief" or "head" of a body is
    whoever holds its highest office.
    """
    if on is None:
        return ()
    if office == "head of state":
        return holders("monarch", of, on=on) or holders("president", of, on=on)
    if (office, of) == ("chancellor", "GBR"):
        office = "finance minister"
    held = holders(office, of, on=on)
    if not held and office == "head" and of.startswith("o:"):
        return next((found for one in _BODY_HEADS if (found := holders(one, of, on=on))), ())
    if held or office != "leader":
        return held
    for one in leading_offices(of, on):
        held = holders(one, of, on=on)
        if held:
            return held
    return ()


def leading_offices(of: str, on: str | None) -> tuple[str, ...]:
    """The offices that may be meant by the "leader" of a state, the likeliest first."""
    for office, start, end in _led_by().get(of, ()):
        if on is None or (start <= on and (not end or on <= end)):
            return (office, *(one for one in ("prime minister", "president") if one != office))
    return ("president", "monarch", "prime minister")


def home_of(article: Article, names: Iterable[Name], outlet_country: str | None) -> str | None:
    """The state whose "president" an article means that names none: the one it is about; None where it is not clear.

    It must lead by far among the states named, or stand in the dateline and lead; an outlet's own state counts where
    the article speaks of no other.
    """
    named = Counter(country for name in names if (country := name.country or name.seat) and name.kind != "person")
    place = article.dateline.place if article.dateline else None
    written_in = (seat_of_government(place) or country_of_name(place)) if place else None
    if not named:
        return outlet_country
    country, count = named.most_common(1)[0]
    share = count / sum(named.values())
    if written_in is not None and written_in != country:
        return None
    if share >= _LEAST_SHARE and (count >= _LEAST_NAMED or country in (written_in, outlet_country)):
        return country
    return None


def numbered_holder(office: str, of: str, number: int) -> Actor | None:
    """Who was the first, second … holder of an office, where a state counts them: the 42nd president of the USA."""
    name = _numbered().get((office, of, number))
    return person(name, country=of) if name else None


@lru_cache(maxsize=1)
def _numbered() -> dict[tuple[str, str, int], str]:
    return {(row["office"], row["of"], int(row["number"])): row["holder"] for row in read_table("numbered_holders.tsv")}


@lru_cache(maxsize=1)
def _led_by() -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in read_table("led_by.tsv"):
        found.setdefault(row["country"], []).append((row["office"], row["from"], row["to"]))
    return found

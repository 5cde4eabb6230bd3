"""Who held an office of a region, a city or a house of Congress, or was nominated by a party (regional_holders.tsv)."""

from __future__ import annotations

from functools import lru_cache

from dateline.lexicon.actors import Actor, person
from dateline.lexicon.tables import read_table, word_set

_PARTIES = {"gop": "republican", "republican": "republican", "democratic": "democratic"}
_BEFORE_NOMINEE = word_set("presidential presumptive party 's us u.s. likely de facto")
_WRITTEN_OUT = {
    "presidential nominee": "nominee",
    "gov": "governor",
    "attorney-general": "attorney general",
    "house speaker": "speaker",
}
_HOUSES = ("house ", "senate ")
_FILLERS = word_set("the us u.s. american republican democratic gop city state 's ’s")


def regional_holder(office: str, region: str, *, on: str) -> Actor | None:
    """The holder on a day, by the words of title and region; on a day of change the new one.

    >>> regional_holder("governor", "Texas", on="2012-05-01").name
    'Rick Perry'
    """
    for start, end, name, state in reversed(_terms().get((office, region.lower()), ())):
        if start <= on and (not end or on < end):
            return person(name, country=state, sector="GOV")
    return None


def regional_office(role: str, words: str) -> tuple[str, str] | None:
    """Office and region told by a title in lower case, which ends in the words of its role; None for any other.

    An ambassador's "region" is the state that sends him; the chief justice has none.

    >>> regional_office("governor", "republican texas governor"), regional_office("governor", "deputy texas governor")
    (('governor', 'texas'), None)
    """
    office = _WRITTEN_OUT.get(role, role)
    before = words.removesuffix(role).strip()
    if office.endswith("nominee") and "vice" not in role:
        parties = [_PARTIES.get(word, word) for word in words.split()[:-1] if word not in _BEFORE_NOMINEE]
        return ("nominee", parties[0]) if len(parties) == 1 and parties[0] in _PARTIES else None
    for house in _HOUSES:
        if office.startswith(house):  # "house minority leader" is a role of its own
            office, before = office.removeprefix(house), f"{before} {house}"
    kept = [word for word in before.split() if word not in _FILLERS]
    region = " ".join(kept) or before
    return (office, region) if (office, region) in _terms() else None


def regional_bearers(role: str, surname: str, *, on: str) -> list[tuple[Actor, str]]:
    """Who of that surname heads a region or a town on a day, with its name; `role` are the words of the title.

    >>> [(one.name, region) for one, region in regional_bearers("Gov", "Perry", on="2012-05-01")]
    [('Rick Perry', 'Texas')]
    """
    words = role.lower().rstrip(".")
    office = _WRITTEN_OUT.get(words, words)
    return [
        (person(name, country=state, sector="GOV"), region)
        for start, end, name, state, region in _by_surname().get((office, surname.lower()), ())
        if start <= on and (not end or on < end)
    ]


@lru_cache(maxsize=1)
def _by_surname() -> dict[tuple[str, str], list[tuple[str, str, str, str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str, str, str, str]]] = {}
    for row in read_table("regional_holders.tsv"):
        if row["office"] in ("governor", "mayor"):
            term = (row["from"], row["to"], row["holder"], row["state"], row["region"])
            found.setdefault((row["office"], row["holder"].rpartition(" ")[2].lower()), []).append(term)
    return found


def governors_of(region: str) -> tuple[str, ...]:
    """The names of all who governed a region, as far as the table knows."""
    return tuple(name for _, _, name, _ in _terms().get(("governor", region.lower()), ()))


def owns_offices(name: str) -> bool:
    """Tell whether the table knows an office of a region of that name."""
    return name.lower() in _regions()


@lru_cache(maxsize=1)
def _terms() -> dict[tuple[str, str], list[tuple[str, str, str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str, str, str]]] = {}
    for row in read_table("regional_holders.tsv"):
        term = (row["from"], row["to"], row["holder"], row["state"])
        found.setdefault((row["office"], row["region"].lower()), []).append(term)
    return found


def state_of_region(name: str) -> str | None:
    """The state in which a region of that name has a governor, by ISO alpha-3 code; None for other names."""
    terms = _terms().get(("governor", name.lower()))
    return terms[0][3] if terms else None


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    return frozenset(region for _, region in _terms())

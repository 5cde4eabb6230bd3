"""Countries and territories: their names, demonyms, capitals and seats of government, with years where they changed.

The table is countries.tsv beside this file; countries are ISO 3166-1 alpha-3 (Kosovo: XKX).
A name marked with ~ in the table means the country only where context says so ("Georgia", "Korea").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dateline.lexicon import own_rows
from dateline.lexicon.own_rows import renewed

_ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name with the years in which it held; None is open."""

    text: str
    first_year: int | None = None
    last_year: int | None = None
    ambiguous: bool = False

    def holds_in(self, year: int | None) -> bool:
        """Tell whether the name held in that year (always, when no year is given)."""
        if year is None:
            return True
        return (self.first_year or 0) <= year <= (self.last_year or 9999)


@dataclass(frozen=True, slots=True)
class Country:
    """One row of the table; `people` are nouns for its people, `seats` stand for its government."""

    alpha3: str
    alpha2: str
    name: str
    names: tuple[DatedName, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[DatedName, ...]
    seats: tuple[str, ...]
    geonames_id: int
    lat: float | None
    lon: float | None


def country_of_name(text: str, *, year: int | None = None, loose: bool = False) -> str | None:
    """The alpha-3 code of a country by any of its names, with or without "the"; None for other words.

    Names that mean other things as often ("Georgia") are taken only when `loose`.

    >>> country_of_name("Kazakhstan"), country_of_name("the UK"), country_of_name("Georgia")
    ('KAZ', 'GBR', None)
    """
    found = _by_name().get(_key(text))
    if found is None:
        return None
    alpha3, name = found
    return alpha3 if name.holds_in(year) and (loose or not name.ambiguous) else None


def country_of_demonym(text: str) -> str | None:
    """The alpha-3 code for an adjective or noun of nationality ("Kazakh", "Danes"); None if two countries share it.

    >>> country_of_demonym("Dutch"), country_of_demonym("Congolese")
    ('NLD', None)
    """
    found = countries_of_demonym(text)
    return found[0] if len(found) == 1 else None


def countries_of_demonym(text: str) -> tuple[str, ...]:
    """All countries that share an adjective or noun of nationality, in the order of the table."""
    return _by_demonym().get(text.strip(), ())


def name_of(alpha3: str) -> str:
    """The everyday name of a country; the code itself when it is not in the table."""
    country = country_of(alpha3)
    return country.name if country else alpha3


def country_of(alpha3: str) -> Country | None:
    """The row of a country by its alpha-3 code."""
    return _by_code().get(alpha3)


def country_of_alpha2(alpha2: str) -> Country | None:
    """The row of a country by its alpha-2 code."""
    return _by_alpha2().get(alpha2)


def seat_of_government(text: str, *, year: int | None = None) -> str | None:
    """The country whose government a building or capital stands for when it acts: "the Kremlin", "Moscow" -> RUS.

    >>> seat_of_government("Beijing"), seat_of_government("Nur-Sultan", year=2023)
    ('CHN', None)
    """
    found = _by_seat().get(_key(text))
    if found is None:
        return None
    alpha3, name = found
    return alpha3 if name.holds_in(year) else None


def capital_of(alpha3: str, *, year: int | None = None) -> str | None:
    """The capital as named in that year, or today's; None for a territory without one."""
    country = country_of(alpha3)
    if country is None:
        return None
    held = [name for name in country.capitals if name.holds_in(year)]
    open_ended = [name for name in held if name.last_year is None]
    if year is not None:
        # A name bound to years beats the one without: Nur-Sultan, not Astana, in 2020.
        held.sort(key=lambda name: name.first_year is None and name.last_year is None)
        return held[0].text if held else None
    return open_ended[0].text if open_ended else None


@lru_cache(maxsize=1)
def all_countries() -> tuple[Country, ...]:
    """Every row of countries.tsv, by alpha-2 code."""
    lines = files("dateline.lexicon").joinpath("countries.tsv").read_text("utf-8").splitlines()
    columns = lines[0].split("\t")
    return tuple(_country(dict(zip(columns, line.split("\t"), strict=True))) for line in lines[1:])


def _country(row: dict[str, str]) -> Country:
    return Country(
        alpha3=row["alpha3"],
        alpha2=row["alpha2"],
        name=row["name"],
        names=tuple(map(_dated, _parts(row["names"]))),
        adjectives=tuple(_parts(row["adjectives"])),
        people=tuple(_parts(row["people"])),
        capitals=tuple(map(_dated, _parts(row["capitals"]))),
        seats=tuple(_parts(row["seats"])),
        geonames_id=int(row["geonames_id"]),
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
    )


def _parts(text: str) -> list[str]:
    return text.split("|") if text else []


def _dated(text: str) -> DatedName:
    """Read "Nur-Sultan@2019-2022", "Zaire@1971-1997", "~Georgia"."""
    ambiguous = text.startswith("~")
    name, _, years = text.removeprefix("~").partition("@")
    if not years:
        return DatedName(name, ambiguous=ambiguous)
    first, _, last = years.partition("-")
    return DatedName(name, int(first) if first else None, int(last) if last else None, ambiguous)


@lru_cache(maxsize=20_000)
def _key(text: str) -> str:
    # Case is kept, because "us", "turkey" and "male" are ordinary words; only capitals throughout are let through.
    name = " ".join(text.replace("’", "'").split())
    if name[:4].lower() == _ARTICLE:
        name = name[4:]
    return name if not (name.isupper() and len(name) > 4) else name.title()


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Country]:
    return {country.alpha3: country for country in all_countries()}


@lru_cache(maxsize=1)
def _by_alpha2() -> dict[str, Country]:
    return {country.alpha2: country for country in all_countries()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[str, DatedName]]:
    found: dict[str, tuple[str, DatedName]] = {}
    for country in all_countries():
        for name in country.names:
            found.setdefault(_key(name.text), (country.alpha3, name))
    return found


@lru_cache(maxsize=1)
def _by_demonym() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for country in all_countries():
        for word in dict.fromkeys((*country.adjectives, *country.people)):
            found[word] = (*found.get(word, ()), country.alpha3)
    return found


@renewed
@lru_cache(maxsize=1)
def _by_seat() -> dict[str, tuple[str, DatedName]]:
    found: dict[str, tuple[str, DatedName]] = {}
    for row in own_rows.rows("metonyms"):
        first, last = (int(row[side][:4]) if row[side] else None for side in ("from", "to"))
        for text in (row["name"], *_parts(row["aliases"])):
            found.setdefault(_key(text), (row["country"], DatedName(text, first, last)))
    for country in all_countries():
        for name in (*country.capitals, *map(DatedName, country.seats)):
            found.setdefault(_key(name.text), (country.alpha3, name))
    return found

"""Countries by name, demonym, capital and seat of government."""

import pytest

from dateline.lexicon.countries import (
    all_countries,
    capital_of,
    countries_of_demonym,
    country_of,
    country_of_demonym,
    country_of_name,
    name_of,
    seat_of_government,
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Kazakhstan", "KAZ"), ("the Czech Republic", "CZE"), ("Burma", "MMR"), ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"), ("U.S.", "USA"), ("the US", "USA"), ("us", None), ("turkey", None),
        ("TURKEY", "TUR"), ("North Korea", "PRK"), ("Georgia", None), ("Atlantis", None), ("", None),
        ("DR Congo", "COD"), ("Swaziland", "SWZ"), ("Holland", "NLD"), ("Kosovo", "XKX"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names(words: str, code: str | None) -> None:
    assert country_of_name(words) == code


def test_a_name_with_other_meanings_needs_to_be_asked_for() -> None:
    assert country_of_name("Georgia", loose=True) == "GEO"


def test_a_former_name_holds_in_its_years_only() -> None:
    assert country_of_name("Zaire", year=1990) == "COD"
    assert country_of_name("Zaire", year=2020) is None
    assert seat_of_government("Nur-Sultan", year=2021) == "KAZ"
    assert seat_of_government("Nur-Sultan", year=2023) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [("Kazakh", "KAZ"), ("Danes", "DNK"), ("Briton", "GBR"), ("Kyrgyz", "KGZ"), ("Filipinos", "PHL"),
     ("South Koreans", "KOR"), ("Congolese", None), ("polish", None), ("Nobody", None)],
)  # fmt: skip
def test_a_demonym_names_its_country(words: str, code: str | None) -> None:
    assert country_of_demonym(words) == code


def test_a_shared_demonym_keeps_its_candidates() -> None:
    assert set(countries_of_demonym("Congolese")) == {"COD", "COG"}


@pytest.mark.parametrize(
    ("words", "code"),
    [("the Kremlin", "RUS"), ("Moscow", "RUS"), ("Downing Street", "GBR"), ("Beijing", "CHN"),
     ("the White House", "USA"), ("Hamburg", None)],
)  # fmt: skip
def test_a_seat_stands_for_its_government(words: str, code: str | None) -> None:
    assert seat_of_government(words) == code


def test_capitals_follow_the_year() -> None:
    assert capital_of("KAZ") == "Astana"
    assert capital_of("KAZ", year=2020) == "Nur-Sultan"
    assert capital_of("KAZ", year=2023) == "Astana"
    assert capital_of("FRA") == "Paris"
    assert capital_of("XXX") is None


def test_every_row_is_whole() -> None:
    rows = all_countries()
    assert len(rows) > 230
    assert len({row.alpha3 for row in rows}) == len(rows)
    assert all(len(row.alpha3) == 3 and len(row.alpha2) == 2 and row.name for row in rows)
    assert name_of("DEU") == "Germany"
    assert name_of("QQQ") == "QQQ"
    assert country_of("KAZ") is not None

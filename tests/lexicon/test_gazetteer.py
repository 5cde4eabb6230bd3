"""The gazetteer: what its packed columns hold, and how names are looked up in them."""

import pytest

from dateline.lexicon.gazetteer import (
    KINDS,
    fold,
    is_place_name,
    place_by_id,
    places_of,
    region_named,
    regions_abbreviated,
    short_regions,
    table,
)


def test_the_columns_are_of_one_length_and_in_order() -> None:
    columns = table()
    sizes = {len(one) for one in (columns.keys, columns.names, columns.kinds, columns.ids, columns.lats, columns.lons,
                                  columns.people, columns.region_numbers)}  # fmt: skip
    assert len(sizes) == 1
    assert columns.keys == sorted(columns.keys)
    names = [line.split("\t")[0] for line in columns.others]
    assert names == sorted(names)
    assert int(columns.kinds.max()) < len(KINDS)
    rows = {int(line.split("\t")[1].rstrip("-")) for line in columns.others}
    assert 0 <= min(rows) <= max(rows) < sizes.pop()


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Reykjavik", "ISL", "capital"),
        ("Valparaiso", "CHL", "city"),
        ("al-Minya", "EGY", "city"),
        ("Kabardino-Balkaria", "RUS", "region"),
        ("Rapides Parish", "USA", "district"),
        ("Sicily", "ITA", "region"),
        ("Vistula River", "POL", "feature"),
        ("Iceland", "ISL", "country"),
    ],
)
def test_a_name_has_its_place(name: str, country: str | None, kind: str) -> None:
    assert (country, kind) in {(place.country, place.kind) for place in places_of(name)}


def test_a_place_lies_where_it_is_said_to_lie() -> None:
    reykjavik = next(place for place in places_of("Reykjavik") if place.kind == "capital")
    assert reykjavik.geonames_id is not None
    assert place_by_id(reykjavik.geonames_id) == reykjavik
    assert abs(reykjavik.lat - 64.1) < 0.2
    assert abs(reykjavik.lon + 21.9) < 0.2
    assert 80_000 < reykjavik.population < 200_000


def test_folding_forgets_accents_and_articles() -> None:
    assert fold("São  Tomé") == "sao tome"
    assert fold("Saint-Malo") == fold("St. Malo") == "st malo"
    assert fold("The Hague") == "hague"


def test_short_forms_are_regions_and_unknown_names_nothing() -> None:
    assert [region.name for region in regions_abbreviated("Ont.")] == ["Ontario"]
    assert all(len(regions_abbreviated(short)) == 1 for short in short_regions())
    assert region_named("US.TX") is not None
    assert region_named("US.XX") is None
    assert places_of("Qqzzbury") == ()
    assert not is_place_name("Qqzzbury")
    assert place_by_id(0) is None

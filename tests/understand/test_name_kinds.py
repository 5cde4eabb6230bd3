"""Names tell by their own words or their neighbours what kind of thing they are."""

import pytest

from dateline.understand.name_acronyms import common_acronyms, kinds_by_long_form
from dateline.understand.name_kinds import is_people, kind_of_misc
from dateline.understand.parse import NameKind
from understand.test_mentions import flat_parse, mentions_of


def kinds_in(text: str, names: dict[str, NameKind]) -> dict[str, str]:
    """The kind of every mention of a text by its exact words."""
    return {one.exact: one.kind for one in mentions_of(flat_parse(text, names)) if one.kind != "pronoun"}


@pytest.mark.parametrize(
    ("exact", "kind"),
    [
        ("Coastal Fisheries Act 2019", "law"),
        ("Convention on Migratory Birds", "law"),
        ("Highland Games", "event"),
        ("Battle of Kirina", "event"),
        ("National Convention", "other"),
        ("Tu-95", "product"),
        ("Lent", "other"),
    ],
)
def test_a_name_says_what_it_is(exact: str, kind: str) -> None:
    assert kind_of_misc(exact) == kind


def test_a_body_called_act_is_a_law_and_a_party_convention_is_not() -> None:
    kinds = kinds_in(
        "The Forest Act and the National Convention differ.", {"Forest Act": "ORG", "National Convention": "ORG"}
    )
    assert kinds == {"Forest Act": "law", "National Convention": "organization"}


def test_a_film_by_its_noun_and_its_quote_marks() -> None:
    text = 'A film "Salt Road" ran for weeks. The show Salt Flats ended; the drama "Salt Flats" did too.'
    found = [(one.exact, one.kind) for one in mentions_of(flat_parse(text, {"Salt Road": "MISC", "Salt Flats": "LOC"}))]
    assert found == [("Salt Road", "work"), ("Salt Flats", "place"), ("Salt Flats", "place")]


def test_peoples_stand_before_their_herders() -> None:
    text = "Karbi herders fled, and the West African bloc waited."
    assert is_people(text, 0, 5, place=False)
    assert not is_people("Kim Lee villagers", 0, 7, place=False)
    kinds = kinds_in(text, {"Karbi": "PER", "West African": "LOC"})
    assert kinds == {"Karbi": "group", "West African": "group"}


def test_an_acronym_of_small_words_names_no_body() -> None:
    text = "Makers of glass (RMGX) and users of bulk rapid kits (BRK) met. BRK sales fell at Nordic Rail (NR)."
    assert common_acronyms(text) == {"BRK"}
    assert "BRK" not in kinds_in(text, {"BRK": "ORG", "Nordic Rail": "ORG"})
    assert "GDP" not in kinds_in("The GDP grew.", {"GDP": "ORG"})


def test_an_acronym_is_what_its_long_form_is() -> None:
    text = "The Blue Water Accord (BWA) binds all. The BWA holds."
    assert kinds_by_long_form(text, [(4, 21, "law")]) == {"BWA": "law"}
    assert kinds_in(text, {"Blue Water Accord": "MISC", "BWA": "ORG"}) == {"Blue Water Accord": "law", "BWA": "law"}


def test_money_and_addresses_name_no_country() -> None:
    kinds = kinds_in("It cost US$40 or 30 US dollars, see https://a.example/Peru-and-US for US prices.", {"US": "LOC"})
    assert kinds == {"US": "country"}
    assert len(mentions_of(flat_parse("It cost US$40 and went from the US.", {"US": "LOC"}))) == 1


def test_capitals_throughout_shout_no_acronyms() -> None:
    assert kinds_in("TELL ME WHO PAYS", {}) == {}
    assert "WHO" in kinds_in("Doctors of the WHO came.", {})


def test_compass_words_belong_to_the_place() -> None:
    kinds = kinds_in("Rain fell in Northern Nigeria.", {"Northern": "LOC"})
    assert kinds == {"Northern Nigeria": "place"}


def test_a_person_stays_one_behind_of_where_the_parser_is_sure() -> None:
    assert kinds_in("The brother of Florence left.", {"Florence": "PER"}) == {"Florence": "person"}
    assert kinds_in("A house near Florence burned.", {"Florence": "PER"}) == {"Florence": "place"}


def test_a_paper_keeps_its_article_and_a_sentence_does_not_lend_one() -> None:
    assert list(kinds_in("He told The Harbour Star so.", {"The Harbour Star": "ORG"})) == ["The Harbour Star"]
    assert list(kinds_in("The Harbour Star said so.", {"The Harbour Star": "ORG"})) == ["Harbour Star"]


def test_a_storm_is_an_event_wherever_it_is_named() -> None:
    text = "Cyclone Orla hit the coast. Orla then turned. Orla Byrne fled."
    kinds = [(one.exact, one.kind) for one in mentions_of(flat_parse(text, {"Orla": "PER"}))]
    assert kinds[:2] == [("Orla", "event"), ("Orla", "event")]


def test_a_sentence_lends_its_capital_to_words_that_are_small_elsewhere() -> None:
    text = "They sell barley. Barley rose. Barley Holt spoke. Rye fell."
    assert kinds_in(text, {"Barley": "PER", "Rye": "LOC"}) == {"Rye": "place"}
    assert "Rose" in kinds_in("A rose fell. Rose left. They saw Rose.", {"Rose": "PER"})


def test_a_body_is_as_long_as_its_acronym_says() -> None:
    text = "The Support Mission for Peace in Ruritania (SMPR) left. It asked the Office of the Envoy."
    names: dict[str, NameKind] = {"Support Mission": "ORG", "Ruritania": "LOC", "SMPR": "ORG", "Office of the": "ORG"}
    kinds = kinds_in(text, names)
    assert kinds["Support Mission for Peace in Ruritania"] == "organization"
    assert "Ruritania" not in kinds
    assert kinds["Office"] == "organization"


def test_a_body_goes_on_behind_its_preposition() -> None:
    kinds = kinds_in("The Bureau of Mines in Ruritania shut.", {"Bureau of Mines in": "ORG", "Ruritania": "LOC"})
    assert kinds == {"Bureau of Mines in Ruritania": "organization"}


def test_peoples_are_groups_unless_somebody_is_called_so() -> None:
    assert kinds_in("Many Rohingya fled.", {"Rohingya": "PER"}) == {"Rohingya": "group"}
    kinds = kinds_in("Pemba Sherpa climbed. Sherpa fell.", {"Pemba Sherpa": "PER", "Sherpa": "PER"})
    assert kinds["Sherpa"] == "person"


def test_words_of_respect_stay_outside() -> None:
    kinds = kinds_in(
        "Then Alhaji Musa Dan and Aunty Rose Kell met.", {"Alhaji Musa Dan": "PER", "Aunty Rose Kell": "PER"}
    )
    assert kinds == {"Musa Dan": "person", "Rose Kell": "person"}


def test_what_is_no_body_does_not_grow_into_one() -> None:
    names: dict[str, NameKind] = {
        "Parliament": "ORG",
        "MPL": "ORG",
        "Foundation for River Law": "ORG",
        "Lake Accord": "ORG",
    }
    kinds = kinds_in(
        "A Member of the Parliament of Lapland (MPL) left the Foundation for River Law and the Lake Accord.", names
    )
    assert kinds["Parliament"] == kinds["Foundation for River Law"] == kinds["Lake Accord"] == "organization"
    assert not any(name.startswith("Member") for name in kinds)


def test_regions_have_peoples_of_their_own() -> None:
    kinds = kinds_in("Latin American and West African leaders met American ones.", {"Latin": "LOC", "African": "NORP"})
    assert kinds == {"Latin American": "group", "West African": "group", "American": "nationality"}


@pytest.mark.parametrize("opening", ["ATYRAU - ", "ATYRAU, Kazakhstan (Wire) — ", "ATYRAU (Steppe Wire) -- "])
@pytest.mark.parametrize("taken_for", ["PER", "ORG"])
def test_where_a_dispatch_begins_is_a_place(opening: str, taken_for: NameKind) -> None:
    assert kinds_in(f"{opening}The dam broke.", {"ATYRAU": taken_for})["ATYRAU"] == "place"


def test_capitals_that_begin_no_dispatch_stay_what_they_are() -> None:
    assert kinds_in("ATYRAU said so.", {"ATYRAU": "PER"}) == {"ATYRAU": "person"}
    assert kinds_in("On ATYRAU - The dam broke.", {"ATYRAU": "PER"}) == {"ATYRAU": "person"}
    assert kinds_in("VELMORR - The dam broke.", {"VELMORR": "ORG"}) == {"VELMORR": "organization"}

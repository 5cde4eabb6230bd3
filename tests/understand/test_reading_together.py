"""What only the whole room can get right: sentences of our own, read by the real core."""

from __future__ import annotations

from dateline.model.annotation import AnnotatedArticle, Attribution, Event, Figure, Mention, PlaceMention, Quote
from dateline.model.article import Article
from dateline.understand.room import understand


def read(text: str) -> AnnotatedArticle:
    article = Article(id="a", capture_id="c", found_in="x", text=text, slices=(), visible_sha256="", language="en")
    (annotated,) = understand([article])
    assert annotated.failures == ()
    return annotated


def sides(annotated: AnnotatedArticle, kind: str) -> list[tuple[list[str], list[str]]]:
    return [
        ([one.name for one in event.actors], [one.name for one in event.recipients])
        for event in annotated.of(Event)
        if event.type == kind
    ]


def test_two_names_without_a_sign_between_them_are_parted() -> None:
    annotated = read("Aino Virta tells Luca Moretti Beijing supports the pipeline to Hungary")
    names = {one.exact for one in annotated.of(Mention)}
    assert {"Luca Moretti", "Beijing"} <= names
    quote = next(one for one in annotated.of(Quote) if one.cue is not None and one.cue.exact == "tells")
    assert quote.addressee is not None
    assert quote.addressee.name == "Luca Moretti"
    assert quote.content[0].of(annotated.article.text).startswith("Beijing supports")
    assert not any("Moretti" in one.exact for one in annotated.of(Event))


def test_a_long_name_stays_whole() -> None:
    names = {one.exact for one in read("Michael Jordan Brown said he would leave Chad.").of(Mention)}
    assert "Michael Jordan Brown" in names


def test_the_place_of_a_dateline_does_nothing() -> None:
    text = (
        "TBILISI, March 4, 2023 (Reuters) - Thousands of people marched through the Georgian capital on Saturday to "
        "protest against a property tax."
    )
    told = sides(read(text), "PROTEST")
    assert told
    assert all("overnment" not in name for actors, _ in told for name in actors)


def test_a_day_is_no_party() -> None:
    told = sides(read("More than 10,000 people had joined Saturday's march in Lusaka, the organisers said."), "PROTEST")
    assert told == [(["More than 10,000 people"], [])]


def test_whoever_congratulates_is_not_congratulated() -> None:
    text = "Ghana's president Kofi Asante phoned Joseph Banda to congratulate him on Monday."
    assert all(actors != recipients for actors, recipients in sides(read(text), "SUPPORT"))


def test_an_agency_is_no_witness() -> None:
    text = 'The roof fell in at night, the students\' news agency Pajvak reported. "We ran," a student said.'
    kinds = {link.party.name: link.kind for one in read(text).of(Attribution) for link in one.links}
    assert not any(kind == "witness" for name, kind in kinds.items() if "agency" in name or "Pajvak" in name)


def test_a_ship_is_no_city() -> None:
    annotated = read("The Indian navy ship INS Mysore chased a boat. The tanker MV Star Pacific was freed.")
    kinds = {one.exact: one.kind for one in annotated.of(Mention)}
    assert kinds["INS Mysore"] == kinds["MV Star Pacific"] == "product"
    assert not list(annotated.of(PlaceMention))
    later = read("The navy ship INS Mysore chased a boat. The Mysore then fired. She was built in Mysore.")
    assert len(list(later.of(PlaceMention))) == 1


def test_a_word_for_a_kind_of_place_means_no_namesake() -> None:
    told = {one.exact: one for one in read("A tanker burned in the Gulf on Monday.").of(PlaceMention)}
    assert (told["Gulf"].country, told["Gulf"].lat) == (None, None)
    told = {
        one.exact: one for one in read("Ships in the Gulf of Aden sped up. Pirates roam the Gulf.").of(PlaceMention)
    }
    assert told["Gulf"].lat == told["Gulf of Aden"].lat
    text = "Police in Gulf Province, Papua New Guinea, found a boat. People in the Gulf were warned."
    assert {one.country for one in read(text).of(PlaceMention)} == {"PNG"}


def test_the_number_after_a_part_is_of_the_whole() -> None:
    found = {
        one.exact: one for one in read("15 people were hurt, among them four policemen, and 34 detained.").of(Figure)
    }
    detained = next(one for exact, one in found.items() if exact.startswith("34"))
    assert detained.counted == "arrested"
    assert "policemen" not in (detained.subject or "")


def test_whoever_resigns_after_a_disaster_has_not_killed_the_dead() -> None:
    for text in (
        "The Norwegian transport minister Tor Hagen resigned after the sinking of a ferry killed 31 people last week.",
        "The army chief was sacked after a blast at the depot wounded 20 soldiers.",
    ):
        assert all(not actors for actors, _ in sides(read(text), "ASSAULT"))
    told = sides(read("Rebels seized the town, killing ten soldiers, on Monday."), "ASSAULT")
    assert (["Rebels"], ["ten soldiers"]) in told


def test_when_it_was_said_is_not_what_was_said() -> None:
    text = (
        "Georgian Prime Minister Irakli Beridze told the European Union on Sunday to stay out of his country's affairs "
        "after a crackdown on demonstrators in Tbilisi left two dozen people in hospital."
    )
    contents = [piece.of(text) for quote in read(text).of(Quote) for piece in quote.content]
    assert contents
    assert not any(piece.startswith("after") for piece in contents)

"""Places: what is a place, which of its namesakes, and when a capital is a government."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon.gazetteer import place_by_id, places_of
from dateline.model.annotation import AnnotatedArticle, PlaceMention, broken_spans
from dateline.model.article import Article, PrintedDateline
from dateline.model.text import Slice
from dateline.understand.parse import Parse, empty_parse
from dateline.understand.place_context import context_of
from dateline.understand.place_names import Candidate
from dateline.understand.places import Places
from dateline.understand.room import understand


def annotated(
    text: str, head: str | None = None, *, headline: str | None = None, url: str | None = None
) -> AnnotatedArticle:
    dateline = PrintedDateline(head, None, head) if head else None
    return AnnotatedArticle(
        Article(id="a", capture_id="c", found_in="t", text=text, slices=(Slice(0, len(text)),), visible_sha256="",
                dateline=dateline, headline=headline, url=url)
    )  # fmt: skip


def places(text: str, parse: Parse | None = None, head: str | None = None) -> list[PlaceMention]:
    return [one for one in Places()(annotated(text, head), parse or empty_parse(text)) if isinstance(one, PlaceMention)]


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.exact, one.country, one.precision) for one in places(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shots were heard in Almaty.", [("Almaty", "KAZ", "city")]),
        ("He lives in Kiev.", [("Kiev", "UKR", "city")]),
        ("Floods hit villages near Hasakah, Syria.", [("Hasakah", "SYR", "city"), ("Syria", "SYR", "country")]),
        ("Troops entered Chechnya.", [("Chechnya", "RUS", "region")]),
        ("Ships crossed the Black Sea.", [("Black Sea", None, "feature")]),
        ("She flew from Washington, D.C., to Oslo.", [("Washington, D.C.", "USA", "city"), ("Oslo", "NOR", "city")]),
        ("A fire broke out in Alexandria, La.", [("Alexandria", "USA", "city"), ("La.", "USA", "region")]),
        (
            "The ferry left St. Petersburg for Helsinki.",
            [("St. Petersburg", "RUS", "city"), ("Helsinki", "FIN", "city")],
        ),
        ("Talks were held in Northern Ireland.", [("Northern Ireland", "GBR", "region")]),
        ("Rain fell across Iran and Iraq.", [("Iran", "IRN", "country"), ("Iraq", "IRQ", "country")]),
        ("They met in the United States.", [("United States", "USA", "country")]),
    ],
)
def test_a_place_is_found_and_resolved(sentence: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert told(sentence) == expected


def test_what_is_said_to_contain_it_decides_among_namesakes() -> None:
    (town, _) = places("The factory in Ivanovo, Belarus, was closed.")
    assert town.country == "BLR"
    (town, _) = places("The factory in Ivanovo, Russia, was closed.")
    assert town.country == "RUS"
    assert "as the words after it say" in town.why


def test_one_naming_settles_the_later_ones() -> None:
    text = "A storm struck Paris, Texas, on Monday. Schools in Paris were shut."
    assert [one.country for one in places(text)] == ["USA", "USA", "USA"]


def test_the_rest_of_the_text_decides_among_namesakes() -> None:
    spanish = "Spanish police searched a flat in Cartagena. Spain and Portugal sent help to Murcia."
    colombian = "Colombian police searched a flat in Cartagena. Bogota sent help to Medellin, Colombia."
    assert [one.country for one in places(spanish) if one.exact == "Cartagena"] == ["ESP"]
    assert [one.country for one in places(colombian) if one.exact == "Cartagena"] == ["COL"]


def test_close_namesakes_are_not_guessed_in_silence() -> None:
    (town,) = places("The circus came to Springfield.")
    assert town.confidence < 0.6
    assert "nearly as likely" in town.why


@pytest.mark.parametrize(
    "sentence",
    [
        "Moscow said it would answer.",
        "Beijing has warned against it.",
        "Washington denied the report.",
        "Iran rejected the offer.",
        "Paris Hilton smiled.",
        "The Washington Post wrote about it.",
        "Reading is fun.",
        "Police came. Nice work.",
    ],
)
def test_governments_people_and_words_are_no_places(sentence: str) -> None:
    assert told(sentence) == []


def test_a_capital_after_a_word_of_place_is_a_place() -> None:
    assert told("Crowds gathered in Moscow.") == [("Moscow", "RUS", "city")]


def test_a_place_the_parse_names_is_kept_open_when_unknown() -> None:
    text = "Children played near Zzyxburgh."
    rows = [
        ("Children", 2, "nsubj", "NOUN", "NNS"), ("played", 0, "root", "VERB", "VBD"), ("near", 4, "case", "ADP", "IN"),
        ("Zzyxburgh", 2, "obl", "PROPN", "NNP"), (".", 2, "punct", "PUNCT", "."),
    ]  # fmt: skip
    (town,) = places(text, Parse.from_rows(text, rows, names=[(3, 4, "LOC")]))
    assert (town.exact, town.geonames_id, town.lat, town.country) == ("Zzyxburgh", None, None, None)
    assert town.confidence < 0.6


def test_a_person_the_parse_names_is_no_place() -> None:
    text = "We saw Victoria in Oslo."
    rows = [
        ("We", 2, "nsubj", "PRON", "PRP"), ("saw", 0, "root", "VERB", "VBD"), ("Victoria", 2, "obj", "PROPN", "NNP"),
        ("in", 5, "case", "ADP", "IN"), ("Oslo", 2, "obl", "PROPN", "NNP"), (".", 2, "punct", "PUNCT", "."),
    ]  # fmt: skip
    found = places(text, Parse.from_rows(text, rows, names=[(2, 3, "PER"), (4, 5, "LOC")]))
    assert [one.exact for one in found] == ["Oslo"]


def test_the_dateline_is_context() -> None:
    text = "A bridge in Birmingham was shut."
    assert places(text, head="MONTGOMERY, Alabama")[0].lat is not None


def test_the_gazetteer_knows_ids_and_spellings() -> None:
    (almaty, *_) = places_of("Almaty")
    assert almaty.geonames_id is not None
    assert place_by_id(almaty.geonames_id) is not None
    assert {place.name for place in places_of("Sao Paulo")} & {"São Paulo"}
    assert places_of("no such place at all") == ()


@given(st.text(max_size=200) | st.text(alphabet="ABCabc .,'-Parisn Russ\n", max_size=120))
def test_any_text_keeps_the_span_law(text: str) -> None:
    read = annotated(text)
    for one in Places()(read, empty_parse(text)):
        assert broken_spans(read.article, one) == []


@pytest.mark.parametrize("text", ["A " * 5_000, "Paris, " * 500, "The " * 2_000, "A-" * 2_000])
def test_endless_names_do_no_harm(text: str) -> None:
    places(text)


def test_the_west_and_those_of_central_asia_are_no_places() -> None:
    text = "The West watched as Central Asian leaders met in Oslo."
    assert [one.exact for one in places(text)] == ["Oslo"]


def of_reading(read: AnnotatedArticle, parse: Parse | None = None) -> list[PlaceMention]:
    found = Places()(read, parse or empty_parse(read.article.text))
    return [one for one in found if isinstance(one, PlaceMention)]


def test_headline_and_outlet_tell_where_a_report_is_at_home() -> None:
    text = "The council of Hamilton closed a bridge. People in Hamilton took the ferry."
    at_home = of_reading(annotated(text, url="https://www.example.co.nz/bridge"))
    assert {one.country for one in at_home} == {"NZL"}
    text = "Firemen in Cordoba were called at night."
    assert [
        one.country for one in of_reading(annotated(text, headline="Argentine firemen fight blaze in Argentina"))
    ] == ["ARG"]


def test_names_that_may_lie_near_one_another_do() -> None:
    found = places(
        "Shops were robbed in Springfield, in Jacksonville and in Chatham. Police in Taylorville were warned."
    )
    (springfield,) = [one for one in found if one.exact == "Springfield"]
    assert springfield.lat is not None
    assert 39 < springfield.lat < 41  # Illinois


def test_company_counts_other_names_near_a_place_but_never_its_own() -> None:
    found = [Candidate(0, 9, name, True) for name in ("Trondheim", "Stjordal", "Portland")]
    context = context_of("", found, None)
    trondheim = next(place for place in places_of("Trondheim") if place.country == "NOR")
    portland = next(place for place in places_of("Portland") if place.region == "US.OR")
    assert context.company(trondheim, "Trondheim") > 0
    assert context.company(portland, "Portland") == 0


def test_a_row_of_counties_is_of_counties() -> None:
    found = places("Roads were shut in Butler, Warren and Hamilton counties in Ohio.")
    names = [(one.exact, one.precision, one.why.split(",")[1]) for one in found[:3]]
    assert names == [(name, "region", " Ohio") for name in ("Butler", "Warren", "Hamilton")]


def test_states_in_a_row_hold_no_towns() -> None:
    found = places("Cases were found in Washington, Oregon and Idaho.")
    assert [one.precision for one in found] == ["region"] * 3


def named(text: str, *names: tuple[str, str]) -> Parse:
    """A parse that knows names alone: each word is its own token without grammar."""
    words = text.replace(".", " .").replace(",", " ,").split()
    rows = [(word, 0, "", "PROPN" if word[0].isupper() else "X", "X") for word in words]
    spans = []
    for name, kind in names:
        parts = name.split()
        first = next(at for at in range(len(words)) if words[at : at + len(parts)] == parts)
        spans.append((first, first + len(parts), kind))
    return Parse.from_rows(text, rows, names=sorted(spans))


def test_what_no_gazetteer_knows_takes_its_neighbours_spot_but_no_id() -> None:
    text = "Children played near Zzyxburgh in the morning. Buses from Bergen brought them home to Bergen."
    found = of_reading(annotated(text), named(text, ("Zzyxburgh", "LOC"), ("Bergen", "LOC")))
    unknown = found[0]
    assert (unknown.exact, unknown.country, unknown.geonames_id, unknown.precision) == ("Zzyxburgh", "NOR", None, None)
    assert unknown.lat is not None
    assert abs(unknown.lat - 60.4) < 0.5
    assert unknown.confidence <= 0.3
    assert "Bergen" in unknown.why


def test_without_a_town_the_country_alone_is_told() -> None:
    text = "It rained in Zzyxburgh and all over Norway. Norwegian trains stood still. In Norway that is rare."
    found = of_reading(annotated(text), named(text, ("Zzyxburgh", "LOC"), ("Norway", "LOC")))
    (unknown, *_) = [one for one in found if one.exact == "Zzyxburgh"]
    assert (unknown.country, unknown.lat, unknown.geonames_id) == ("NOR", None, None)


def test_a_longer_name_gives_the_town_it_begins_or_ends_with() -> None:
    text = "She spoke at Bergen City Court. He walked through Historic Trondheim."
    parse = named(text, ("Bergen City Court", "LOC"), ("Historic Trondheim", "LOC"))
    assert [one.exact for one in of_reading(annotated(text), parse)] == ["Bergen", "Trondheim"]


def test_a_surname_is_no_town() -> None:
    text = "Tyrone Banks came late. Nobody saw Banks leave."
    parse = named(text, ("Tyrone Banks", "PER"))
    assert of_reading(annotated(text), parse) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Troops massed at the Turkish border.", [("Turkish", "TUR", "country")]),
        ("She grew up in an English village.", [("English", "GBR", "region")]),
        ("Trains crossed the Swiss-Italian frontier.", [("Swiss", "CHE", "country")]),
        ("The Turkish minister spoke.", []),
        ("He reads Danish books.", []),
    ],
)
def test_an_adjective_before_a_stretch_of_land_is_a_place(
    sentence: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(sentence) == expected


def test_a_government_at_the_head_of_a_dispatch_is_a_place() -> None:
    assert told("MOSCOW (TASS) - Rain fell.")[0] == ("MOSCOW", "RUS", "city")


@pytest.mark.parametrize(
    ("sentence", "rows", "kept"),
    [
        ("Texas man wins.", [("Texas", 2, "compound"), ("man", 3, "nsubj"), ("wins", 0, "root")], []),
        ("Texas roads freeze.", [("Texas", 2, "compound"), ("roads", 3, "nsubj"), ("freeze", 0, "root")], ["Texas"]),
        ("Ohio rejects it.", [("Ohio", 2, "nsubj"), ("rejects", 0, "root"), ("it", 2, "obj")], []),
        ("Ohio sues it.", [("Ohio", 2, "nsubj"), ("sues", 0, "root"), ("it", 2, "obj")], []),
        ("Ohio faces it.", [("Ohio", 2, "nsubj"), ("faces", 0, "root"), ("it", 2, "obj")], ["Ohio"]),
        ("Rain hit Ohio.", [("Rain", 2, "nsubj"), ("hit", 0, "root"), ("Ohio", 2, "obj")], ["Ohio"]),
    ],
)
def test_what_stands_before_people_or_acts_is_no_place(
    sentence: str, rows: list[tuple[str, int, str]], kept: list[str]
) -> None:
    lemmas = {"rejects": "VERB", "sues": "VERB", "faces": "VERB", "wins": "VERB", "hit": "VERB", "freeze": "VERB"}
    full = [(word, head, label, lemmas.get(word, "NOUN"), "X") for word, head, label in rows]
    full.append((".", 3 if len(rows) == 3 and rows[2][2] == "root" else 2, "punct", "PUNCT", "."))
    parse = Parse.from_rows(sentence, full, names=[])
    assert [one.exact for one in of_reading(annotated(sentence), parse)] == kept


def test_somewhere_to_be_is_a_place_though_a_body() -> None:
    text = "He was taught at Zzyx Street School. Zzyx Street School denied it."
    parse = named(text, ("Zzyx Street School", "ORG"))
    assert [one.exact for one in of_reading(annotated(text), parse)] == ["Zzyx Street School"]


def test_a_country_beside_a_country_is_no_state_of_america() -> None:
    text = (
        "Russia has warned the US, and the US has warned Russia. Kazakhstan thanked Russia, whose army came to "
        "Kazakhstan. In Kazakhstan people said that Russia would stay, and Russia said that it would leave Kazakhstan, "
        "as the US asked. Russia fears new revolts like those that Ukraine and Georgia went through, and Russia has "
        "Kazakhstan on its mind."
    )
    assert ("Georgia", "GEO", "country") in told(text)


def test_a_town_called_like_a_capital_lies_where_its_mention_puts_it() -> None:
    text = "The London city council met, Ontario officials said. A mayor spoke of London and its bridge."
    article = Article(id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="", language="en")
    found = [one for one in understand([article])[0].of(PlaceMention) if one.exact == "London"]
    assert [one.country for one in found] == ["CAN", "CAN"]

"""A capital that acts is its government, and one where things happen is a town; never both."""

from __future__ import annotations

import pytest

from dateline.lexicon import own_rows
from dateline.lexicon.own_lexicon import OwnRow, as_tables
from dateline.model.annotation import Mention, PlaceMention
from dateline.model.article import Article
from dateline.understand.room import understand

GOVERNMENTS = [
    ("Beijing rejected the plan on Monday.", "Beijing", "CHNGOV"),
    ("Talks between Oslo and Lima will go on.", "Oslo", "NORGOV"),
    ("Talks between Oslo and Lima will go on.", "Lima", "PERGOV"),
    ("Relations with Tehran are poor.", "Tehran", "IRNGOV"),
    ("Nobody knows Pyongyang's position.", "Pyongyang", "PRKGOV"),
    ("The note was a warning from Moscow.", "Moscow", "RUSGOV"),
    ("Washington's ban on steel surprised the markets.", "Washington", "USAGOV"),
    ("London is unwilling to pay.", "London", "GBRGOV"),
    ("Kyiv was accused of delay.", "Kyiv", "UKRGOV"),
    ("Moscow did not take the steps it had promised.", "Moscow", "RUSGOV"),
    ("They fought militias loyal to Damascus.", "Damascus", "SYRGOV"),
    ("Ankara began to withdraw its troops.", "Ankara", "TURGOV"),
    ("Few believe Pyongyang's rockets are for peace.", "Pyongyang", "PRKGOV"),
    ("A threat came from Tehran on Sunday.", "Tehran", "IRNGOV"),
    ("Beijing is its largest creditor.", "Beijing", "CHNGOV"),
    ("They quarrelled over Moscow's handling of the crisis.", "Moscow", "RUSGOV"),
    ("The shelling drew protests from Damascus and its friends.", "Damascus", "SYRGOV"),
    ("Ankara sees the rebels as a threat.", "Ankara", "TURGOV"),
    ("The group was called a terrorist organization by Washington.", "Washington", "USAGOV"),
    ("Now White House Communications Director Ana Ruiz will leave.", "White House", "USAGOV"),
    ("He led a band of pro-Moscow fighters.", "Moscow", "RUSGOV"),
    ("The pro-Kremlin party won.", "Kremlin", "RUSGOV"),
    ("The Oslo-Lima talks have failed.", "Lima", "PERGOV"),
    ("Oslo-Lima ties are poor.", "Oslo", "NORGOV"),
    ("The Kremlin denied the report.", "Kremlin", "RUSGOV"),
    ("A White House official confirmed it.", "White House", "USAGOV"),
    ("The Pentagon asked for more ships.", "Pentagon", "o:united-states-department-of-defense"),
]
PLACES = [
    ("The ministers met in Beijing on Monday.", "Beijing"),
    ("A storm hit Oslo at night.", "Oslo"),
    ("He flew to Lima and stayed a week.", "Lima"),
    ("Tehran's airport was shut by snow.", "Tehran"),
    ("The mayor of Moscow opened the bridge.", "Moscow"),
    ("LONDON, May 3 - Rain fell all day.", "LONDON"),
    ("Athens began to burn that night.", "Athens"),
    ("They walked between Oslo and the coast.", "Oslo"),
    ("Bombs fell on a suburb of Kyiv.", "Kyiv"),
    ("The sailors were received at the White House.", "White House"),
    ("Crowds gathered outside the Kremlin.", "Kremlin"),
    ("The team will play in Ottawa, Canada, in June.", "Ottawa"),
    ("The list includes Oslo and Lima.", "Oslo"),
    ("Nobody took the Oslo-Lima flight.", "Oslo"),
    ("From the tower the guests saw Oslo, and Oslo sees the sea.", "Oslo"),
    ("Cables from the Cairo embassy were read aloud.", "Cairo"),
    ("Nobody spoke of the Lima talks again.", "Lima"),
    ("The capital, Athens, ordered all schools to close.", "Athens"),
    ("Cairo and the rest of the country want to sleep.", "Cairo"),
    ("Alaska, Oregon and Washington hold their primaries in May.", "Washington"),
    ("LIMA/BOGOTA (Reuters) - Rain fell all day.", "LIMA"),
    ("London closed lower on Friday.", "London"),
    ("The workers who built the White House were never paid.", "White House"),
    ("She gave testimony on Capitol Hill.", "Capitol Hill"),
    ("He spoke from the White House on Sunday.", "White House"),
    ("The pilgrims flew to the Vatican.", "Vatican"),
    ("Police in Ohio made an arrest. Whitehall police named nobody.", "Whitehall"),
]


def read(texts: list[str]) -> list[tuple[list[Mention], list[PlaceMention]]]:
    articles = [
        Article(id=str(number), capture_id="c", found_in="-", text=text, slices=(), visible_sha256="", language="en")
        for number, text in enumerate(texts)
    ]
    return [(list(one.of(Mention)), list(one.of(PlaceMention))) for one in understand(articles)]


@pytest.fixture(scope="module")
def governments() -> dict[str, tuple[list[Mention], list[PlaceMention]]]:
    texts = [text for text, _, _ in GOVERNMENTS]
    return dict(zip(texts, read(texts), strict=True))


@pytest.fixture(scope="module")
def towns() -> dict[str, tuple[list[Mention], list[PlaceMention]]]:
    texts = [text for text, _ in PLACES]
    return dict(zip(texts, read(texts), strict=True))


@pytest.mark.parametrize(("text", "name", "actor_id"), GOVERNMENTS)
def test_governments(
    text: str, name: str, actor_id: str, governments: dict[str, tuple[list[Mention], list[PlaceMention]]]
) -> None:
    mentions, places = governments[text]
    found = next(one for one in mentions if one.exact == name)
    assert (found.kind, found.actor_id) == ("organization", actor_id)
    assert "seat of government" in found.why
    assert not [one for one in places if one.span.start == found.span.start]


@pytest.mark.parametrize(("text", "name"), PLACES)
def test_towns_and_buildings(text: str, name: str, towns: dict[str, tuple[list[Mention], list[PlaceMention]]]) -> None:
    mentions, _ = towns[text]
    found = next(one for one in mentions if one.exact == name)
    assert (found.kind, found.actor_id) == ("place", None)


def test_an_office_to_be_won_is_neither_a_government_nor_a_place() -> None:
    ((mentions, places),) = read(["Three senators hope to win the White House next year."])
    found = next(one for one in mentions if one.exact == "White House")
    assert (found.kind, found.actor_id, found.country, places) == ("other", None, "USA", [])
    assert "the office as such" in found.why


def test_sports_pages_speak_of_teams() -> None:
    text = "Washington beat Boston 4-2. The coach praised both pitchers after the game, the first of the season."
    ((mentions, _),) = read([text])
    assert next(one for one in mentions if one.exact == "Washington").actor_id is None


def test_a_small_capital_called_like_larger_towns_needs_its_country() -> None:
    (here, _), (there, _) = read(["Hamilton rejected the plan.", "Bermuda voted. Hamilton rejected the plan."])
    assert next(one for one in here if one.exact == "Hamilton").actor_id is None
    assert next(one for one in there if one.exact == "Hamilton").actor_id == "BMUGOV"


def test_brussels_is_the_union_unless_belgium_is_spoken_of() -> None:
    (union, _), (belgium, _) = read(
        ["Brussels rejected the plan.", "Belgian trains stopped. Brussels rejected the plan."]
    )
    assert next(one for one in union if one.exact == "Brussels").actor_id == "o:european-union"
    assert next(one for one in belgium if one.exact == "Brussels").actor_id == "BELGOV"


def test_a_metonym_of_ones_own_is_used_while_its_rows_hold() -> None:
    text = "Tollgate rejected the plan on Monday."
    own_rows.use(as_tables([OwnRow("metonym", "Tollgate", country="NOR")]))
    try:
        ((mentions, _),) = read([text])
    finally:
        own_rows.use({})
    assert next(one for one in mentions if one.exact == "Tollgate").actor_id == "NORGOV"
    ((mentions, _),) = read([text])
    assert "NORGOV" not in {one.actor_id for one in mentions}


def test_a_town_of_a_report_on_another_land_is_no_government() -> None:
    text = "Rain fell over Texas. Paris rejected the budget of the school, and Paris raised its taxes."
    ((mentions, _),) = read([text])
    assert {one.actor_id for one in mentions if one.exact == "Paris"} == {None}
    ((mentions, _),) = read([text.replace("Rain fell over", "French ships passed")])
    assert {one.actor_id for one in mentions if one.exact == "Paris"} == {"FRAGOV"}


def test_what_may_be_the_government_or_the_city_stays_open_and_says_so() -> None:
    text = "Officials grew weary of Beijing's foggy calendars. There was a song for Lima on the radio."
    found = {one.exact: one for one in read([text])[0][0] if one.exact in ("Beijing", "Lima")}
    told = [(one.kind, one.actor_id, one.candidates, one.country) for one in found.values()]
    assert told == [("other", None, ("CHNGOV",), "CHN"), ("other", None, ("PERGOV",), "PER")]
    assert all("perhaps the government, perhaps the place" in one.why for one in found.values())


def test_a_capital_in_a_long_report_of_no_state_may_be_its_namesake() -> None:
    begin = "The council wants to ask London for a loan. "
    text = begin + "The mayor and the clerk counted the votes of the farmers again and again. " * 21
    short = begin + "The mayor and the clerk counted the votes."
    long_one, short_one = (
        next(one for one in mentions if one.exact == "London") for mentions, _ in read([text, short])
    )
    assert (long_one.actor_id, long_one.candidates) == (None, ("GBRGOV",))
    assert short_one.actor_id == "GBRGOV"

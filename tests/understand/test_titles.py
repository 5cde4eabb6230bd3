"""Titles lead to whoever is named beside them, called so in the text, or in office on the day; else they stay open."""

from __future__ import annotations

import pytest

from dateline.model.annotation import Mention
from dateline.model.article import Article, DateInterval
from dateline.understand.mentions import rejoined
from dateline.understand.name_spans import Name
from dateline.understand.office_answers import holders_of
from dateline.understand.room import understand
from dateline.understand.text_words import words_of
from dateline.understand.titles import TitlePhrase, find_titles


def titles_in(text: str, *people: str) -> list[TitlePhrase]:
    names = [
        Name(text.index(one), text.index(one) + len(one), one, "person", "parser", 1.0)
        for one in sorted(people, key=text.index)
    ]
    return list(find_titles(words_of(text), text, names))


def mentions_of(text: str, *, day: str | None) -> list[Mention]:
    published = DateInterval(start=day, end=day, precision="day", why="given") if day else None
    article = Article(
        id="a", capture_id="c", found_in="-", text=text, slices=(), visible_sha256="", published_at=published,
        language="en",
    )  # fmt: skip
    return list(understand([article])[0].of(Mention))


def meant(text: str, words: str, *, day: str | None = "2014-05-06") -> str | None:
    return next(one.actor_id for one in mentions_of(text, day=day) if one.exact == words)


@pytest.mark.parametrize(
    ("text", "person", "title"),
    [
        ("The harbour minister, Ilse Brandt, resigned.", "Ilse Brandt", "The harbour minister"),
        ("Ilse Brandt, the prime minister, resigned.", "Ilse Brandt", "the prime minister"),
        ("He met his Danish counterpart Ilse Brandt in May.", "Ilse Brandt", "his Danish counterpart"),
        ("The country and its leader, Ilse Brandt, agreed.", "Ilse Brandt", "its leader"),
    ],
)
def test_a_name_beside_a_title_tells_whose_it_is(text: str, person: str, title: str) -> None:
    found = next(one for one in titles_in(text, person) if text[one.start : one.end] == title)
    assert found.named is not None
    assert found.named.exact == person


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The President Ilse Brandt spoke.", ["Ilse Brandt"]),
        ("His spokesman left.", []),
        ("The attorney general of the club left.", []),
        ("Brandt, the chancellor and the mayor met.", ["Brandt"]),
    ],
)
def test_what_is_no_title_of_its_own(text: str, people: list[str]) -> None:
    found = titles_in(text, *people)
    assert [one.named for one in found] == [None] * len(found)
    assert "attorney" not in {one.words for one in found}
    assert not [one for one in found if one.words in ("spokesman", "president")]


def test_of_something_that_no_table_knows() -> None:
    (club,) = titles_in("The president of the rowing club left.")
    (state,) = titles_in("The president of Portugal left.")
    assert (club.elsewhere, club.country) == (True, None)
    assert (state.elsewhere, state.country) == (False, "PRT")
    (secretary,) = titles_in("France's secretary of state met them.")
    assert secretary.elsewhere


@pytest.mark.parametrize(
    ("text", "words", "day", "actor_id"),
    [
        ("On Monday the Cuban leader spoke for hours.", "the Cuban leader", "1999-03-01", "p:fidel-castro"),
        ("On Monday the German leader flew home.", "the German leader", "2014-03-01", "p:angela-merkel"),
        ("Britain's prime minister flew home.", "Britain's prime minister", "2006-03-01", "p:tony-blair"),
        ("The prime minister of Britain flew home.", "The prime minister of Britain", "2008-03-01", "p:gordon-brown"),
        ("Nobody saw the US Secretary of State.", "the US Secretary of State", "2022-01-11", "p:antony-blinken"),
        ("Nobody saw the US Secretary of State.", "the US Secretary of State", None, None),
        ("Nobody saw the NATO chief leave.", "the NATO chief", "2005-01-11", "p:jaap-de-hoop-scheffer"),
        ("The Pope prayed for rain.", "The Pope", "2010-06-01", "p:pope-benedict-xvi"),
        ("The president of the rowing club prayed for rain.", "The president", "2014-05-06", None),
    ],
)
def test_the_day_tells_who_held_the_office(text: str, words: str, day: str | None, actor_id: str | None) -> None:
    assert meant(text, words, day=day) == actor_id


def test_a_counterpart_holds_the_same_office_and_is_somebody_else() -> None:
    text = "John Kerry flew to Geneva on Tuesday. Kerry met his Russian counterpart for dinner."
    assert meant(text, "his Russian counterpart") == "p:sergey-lavrov"


def test_whom_the_table_knows_comes_before_the_president_of_a_league() -> None:
    text = "Barack Obama opened the games. President Ilse Brandt of the league thanked him. The president then left."
    assert meant(text, "The president", day="2012-02-03") == "p:barack-obama"


def test_whoever_speaks_to_the_minister_is_not_the_minister() -> None:
    text = "Foreign Minister Ilse Brandt of Bhutan arrived. Brandt told the foreign minister about the storm."
    assert meant(text, "the foreign minister") is None


def test_a_bare_title_is_of_the_state_that_the_article_speaks_of() -> None:
    text = "Brazil will build a harbour. Brazilian ships need it, said Brazil's navy. The president signed the plan."
    assert meant(text, "The president", day="2012-02-03") == "p:dilma-rousseff"
    both = "Brazil and Peru will build a harbour. Peruvian and Brazilian ships need it. The president signed the plan."
    assert meant(both, "The president", day="2012-02-03") is None


def test_an_office_that_several_speak_for_keeps_its_candidates() -> None:
    text = "A storm hit the coast of China. The Chinese spokesman thanked the sailors."
    found = next(one for one in mentions_of(text, day="2022-01-11") if one.exact == "The Chinese spokesman")
    assert found.actor_id is None
    assert found.country == "CHN"
    assert {"p:wang-wenbin", "p:zhao-lijian"} <= set(found.candidates)


def test_a_bare_surname_of_two_in_office_stays_open() -> None:
    text = "China wants peace, Wang said. Chinese sailors agreed with Wang."
    found = [one for one in mentions_of(text, day="2022-01-11") if one.exact == "Wang"]
    assert found
    for one in found:
        assert one.actor_id is None
        assert set(one.candidates) == {"p:wang-yi", "p:wang-wenbin", "p:wang-qishan"}


def test_a_surname_alone_is_no_minister_of_another_land() -> None:
    text = "Christie scored twice for Leeds on Saturday. The coach praised Christie after the match."
    found = next(one for one in mentions_of(text, day="2015-06-30") if one.exact == "Christie")
    assert found.actor_id != "p:perry-christie"


def test_who_governs_where_there_are_several_heads() -> None:
    assert [one.name for one in holders_of("leader", "ITA", on="2015-05-05")] == ["Matteo Renzi"]
    assert [one.name for one in holders_of("leader", "FRA", on="2015-05-05")] == ["François Hollande"]
    assert [one.name for one in holders_of("head of state", "GBR", on="2015-05-05")] == ["Elizabeth II"]
    assert holders_of("leader", "FRA", on=None) == ()


def test_a_title_set_off_from_a_name_is_that_persons() -> None:
    text = "Ilse Brandt arrived. Critics of Ana Ruiz, the envoy to the harbour league, were silent."
    assert meant(text, "the envoy") == "p:ana-ruiz"


def test_a_governor_is_known_by_his_short_title_and_his_region() -> None:
    text = "Gov. Ana Ruiz (D-Ore.) met Gov. Ilse Brandt of Utah. The Oregon governor smiled."
    assert meant(text, "The Oregon governor") == "p:ana-ruiz"
    text = "Gov. Ana Ruiz met Gov. Ilse Brandt. The Oregon governor smiled."
    assert meant(text, "The Oregon governor", day=None) is None
    assert meant(text, "The Oregon governor", day="2014-05-06") == "p:john-kitzhaber"


def test_the_former_director_is_whom_the_article_calls_so() -> None:
    text = "The panel heard former director Ana Ruiz. The former director defended the plan."
    assert meant(text, "The former director") == "p:ana-ruiz"


def test_a_minister_of_today_is_not_the_former_prime_minister() -> None:
    text = "Israeli Defense Minister Ehud Barak called Cairo. Police questioned the former prime minister."
    assert meant(text, "the former prime minister", day="2011-02-12") is None


def test_who_resigned_last_week_is_still_called_the_president() -> None:
    text = "Hosni Mubarak went to the sea. The longtime president had ruled for thirty years."
    assert meant(text, "The longtime president", day="2011-02-13") == "p:hosni-mubarak"
    assert meant(text, "The longtime president", day="2012-02-13") is None


def test_a_president_who_governs_meets_whoever_governs() -> None:
    text = "Barack Obama flew to Berlin. He met his German counterpart."
    assert meant(text, "his German counterpart", day="2014-05-06") == "p:angela-merkel"


def test_presidents_by_number() -> None:
    assert meant("She compared him to the 42nd president.", "the 42nd president") == "p:bill-clinton"
    assert meant("She compared him to the 99th president.", "the 99th president") is None


def test_a_spokesman_of_the_government_speaks_of_its_head() -> None:
    text = "A Downing Street spokesman said the prime minister was grateful. Haiti thanked Canada, Chile and Peru."
    assert meant(text, "the prime minister", day="2010-01-17") == "p:gordon-brown"


def test_a_first_name_and_a_family_name_are_one_person() -> None:
    parted = [
        Name(0, 5, "Chris", "person", "parser", 0.9),
        Name(6, 13, "Halgren", "person", "parser", 0.9),
        Name(20, 27, "Halgren", "person", "parser", 0.9),
    ]
    joined = list(rejoined(parted, "Chris Halgren, then Halgren"))
    assert [name.exact for name in joined] == ["Chris Halgren", "Halgren"]


def test_the_queen_of_the_only_kingdom_named() -> None:
    text = "A ship left Britain for France. The captain thanked the Queen."
    assert meant(text, "the Queen", day="2010-01-17") == "p:elizabeth-ii"
    assert meant(text.replace("Queen", "King"), "the King", day="2010-01-17") is None


def test_whoever_speaks_for_a_government_means_its_president() -> None:
    text = (
        "Hosni Mubarak met Barack Obama in Cairo. Mubarak stayed, and Mubarak spoke first. "
        "A White House spokesman was asked. He said the president would not return."
    )
    assert meant(text, "the president", day="2010-01-17") == "p:barack-obama"


def test_a_surname_with_a_title_is_not_the_wife() -> None:
    text = "Michelle Obama opened a school in the United States. President Obama came later."
    assert meant(text, "Obama", day="2012-02-03") == "p:barack-obama"


def test_a_ministry_is_no_minister() -> None:
    text = "Minister Ilse Brandt spoke. Reporters asked the minister question after question at the justice ministry."
    assert "the justice" not in {one.exact for one in mentions_of(text, day=None) if one.actor_id}

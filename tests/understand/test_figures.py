"""Figures: bounds as the record's table has them, what is counted, what belongs together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.annotation import AnnotatedArticle, Figure, broken_spans
from dateline.model.article import Article
from dateline.model.text import Slice
from dateline.understand.dates import Dates
from dateline.understand.figure_roles import _BEFORE_COUNTS, _COUNT_OF, _NUMBER_OF
from dateline.understand.figures import Figures
from dateline.understand.parse import Parse, empty_parse


def annotated(text: str) -> AnnotatedArticle:
    return AnnotatedArticle(
        Article(id="a", capture_id="c", found_in="t", text=text, slices=(Slice(0, len(text)),), visible_sha256="")
    )


def figures(text: str, parse: Parse | None = None) -> list[Figure]:
    read = annotated(text)
    read = read.with_(Dates()(read, empty_parse(text)))
    return [one for one in Figures()(read, parse or empty_parse(text)) if isinstance(one, Figure)]


def told(text: str) -> list[tuple[str, float | None, float | None, str | None]]:
    return [(one.exact, one.low, one.high, one.counted) for one in figures(text)]


# One case for each row of the table "Bounds of figures" in docs/record.md.
@pytest.mark.parametrize(
    ("words", "low", "high", "approx"),
    [
        ("160 people", 160, 160, False),
        ("exactly 160 people", 160, 160, False),
        ("a dozen people", 12, 12, False),
        ("more than 160 people", 161, None, False),
        ("over 160 people", 161, None, False),
        ("above 160 people", 161, None, False),
        ("upwards of 160 people", 161, None, False),
        ("at least 160 people", 160, None, False),
        ("no fewer than 160 people", 160, None, False),
        ("a minimum of 160 people", 160, None, False),
        ("160 or more people", 160, None, False),
        ("fewer than 160 people", None, 159, False),
        ("less than 160 people", None, 159, False),
        ("under 160 people", None, 159, False),
        ("up to 160 people", None, 160, False),
        ("as many as 160 people", None, 160, False),
        ("no more than 160 people", None, 160, False),
        ("at most 160 people", None, 160, False),
        ("nearly 10,000 people", 9000, 9999, True),
        ("almost 200 people", 180, 199, True),
        ("close to 200 people", 180, 199, True),
        ("just over 200 people", 201, 250, True),
        ("slightly more than 200 people", 201, 250, True),
        ("about 200 people", 180, 220, True),
        ("around 200 people", 180, 220, True),
        ("some 200 people", 180, 220, True),
        ("an estimated 200 people", 180, 220, True),
        ("between 100 and 150 people", 100, 150, False),
        ("from 100 to 150 people", 100, 150, False),
        ("100 to 150 people", 100, 150, False),
        ("100-150 people", 100, 150, False),
        ("dozens of people", 24, 99, True),
        ("scores of people", 40, 199, True),
        ("hundreds of people", 200, 999, True),
        ("thousands of people", 2000, 9999, True),
        ("tens of thousands of people", 20_000, 99_999, True),
        ("hundreds of thousands of people", 200_000, 999_999, True),
        ("millions of people", 2_000_000, 9_990_000, True),
        ("a couple of hundred people", 150, 300, True),
        ("several hundred people", 300, 900, True),
        ("several thousand people", 3000, 9000, True),
        ("a few hundred people", 200, 500, True),
    ],
)
def test_bounds_follow_the_table(words: str, low: float | None, high: float | None, approx: bool) -> None:
    (figure,) = figures(f"The town counted {words}.")
    assert (figure.exact, figure.low, figure.high, figure.approx) == (words, low, high, approx)


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("more than $160", 160, None, "USD"),
        ("less than $160", None, 160, "USD"),
        ("$1.5bn", 1_500_000_000, 1_500_000_000, "USD"),
        ("about €2 million", 1_800_000, 2_200_000, "EUR"),
        ("£30m", 30_000_000, 30_000_000, "GBP"),
        ("$2-3 billion", 2e9, 3e9, "USD"),
        ("12.5 per cent", 12.5, 12.5, "%"),
        ("40%", 40, 40, "%"),
        ("three million yen", 3_000_000, 3_000_000, "JPY"),
        ("20 kilometres", 20, 20, "km"),
        ("minus 5 degrees Celsius", -5, -5, "C"),
    ],
)
def test_amounts_and_rates_are_not_whole_numbers(words: str, low: float | None, high: float | None, unit: str) -> None:
    (figure,) = figures(f"It came to {words} in all.")
    assert (figure.exact, figure.low, figure.high, figure.unit) == (words, low, high, unit)


def test_none_is_nil_where_it_matters() -> None:
    assert told("No casualties were reported, and no one was hurt.") == [
        ("No casualties", 0, 0, "casualties"),
        ("no one was hurt", 0, 0, "injured"),
    ]
    assert told("There was no agreement.") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The blast left 5 people dead.", [("5 people", 5, 5, "killed")]),
        ("A bus fell, killing at least 12 pupils.", [("at least 12 pupils", 12, None, "killed")]),
        ("The raid led to the arrest of nearly 900.", [("nearly 900", 810, 899, "arrested")]),
        (
            "Twelve men were killed and 30 injured.",
            [("Twelve men", 12, 12, "killed"), ("30 injured", 30, 30, "injured")],
        ),
        ("Police detained 40 marchers.", [("40 marchers", 40, 40, "arrested")]),
        ("Nine villagers are still missing.", [("Nine villagers", 9, 9, "missing")]),
        ("Oslo sent 2,000 troops to the border.", [("2,000 troops", 2000, 2000, "troops")]),
        ("Rebels hold 14 hostages.", [("14 hostages", 14, 14, "kidnapped")]),
        ("Some 400 families fled the valley.", [("Some 400 families", 360, 440, "displaced")]),
        ("The clinic counted 35 deaths.", [("35 deaths", 35, 35, "killed")]),
        ("Fire destroyed 300 houses.", [("300 houses", 300, 300, "destroyed")]),
        ("One sailor drowned.", [("One sailor", 1, 1, "killed")]),
        ("Gunmen shot dead a guard; two others were wounded.", [("two others", 2, 2, "injured")]),
        ("Three soldiers killed 12 farmers.", [("Three soldiers", 3, 3, "troops"), ("12 farmers", 12, 12, "killed")]),
        ("12 farmers and 3 soldiers were killed.", [("12 farmers", 12, 12, "killed"), ("3 soldiers", 3, 3, "killed")]),
        ("At least 70 people, most of them miners, were hurt.", [("At least 70 people", 70, None, "injured")]),
    ],
)
def test_what_befell_those_counted(sentence: str, expected: list[tuple[str, float, float | None, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 12 anglers were killed when the pier fell.", [("At least 12 anglers", 12, None, "killed")]),
        ("The blast killed 12 welders.", [("12 welders", 12, 12, "killed")]),
        ("Some 12 proposals were shot down.", [("Some 12 proposals", 11, 13, "proposals")]),
    ],
)
def test_what_befell_people_of_any_trade(sentence: str, expected: list[tuple[str, float, float | None, str]]) -> None:
    assert told(sentence) == expected


def test_a_number_in_the_name_of_a_model_counts_nothing() -> None:
    assert told("They found AK 47 rifles and a MIG 29 on the road A 4.") == []
    assert told("They found six AK 47 rifles.") == [("six AK 47 rifles", 6, 6, "weapons")]
    assert told("They found 47 rifles.") == [("47 rifles", 47, 47, "weapons")]


def test_a_part_points_at_its_whole() -> None:
    whole, part = figures("In all 164 people, including 16 officers, were killed.")
    assert (whole.counted, part.counted, part.subject) == ("killed", "killed", "officers")
    assert part.part_of == whole.span
    assert whole.part_of is None


def test_an_earlier_figure_is_marked_with_its_time() -> None:
    now, before = figures("The death toll rose to 381 from 150 on Jan. 3, 2022.")
    assert (now.low, now.counted, now.earlier) == (381, "killed", False)
    assert (before.low, before.counted, before.earlier) == (150, "killed", True)
    assert before.as_of is not None
    assert before.as_of.start == "2022-01-03"


def test_from_to_with_a_change_is_no_range() -> None:
    before, now = figures("Unemployment fell from 7.5% to 6.2%.")
    assert (before.low, before.earlier, now.low, now.earlier) == (7.5, True, 6.2, False)


def test_an_addition_is_marked() -> None:
    more, another = figures("Five more people were arrested, and another 12 men were hurt.")
    assert (more.low, more.added, more.counted) == (5, True, "arrested")
    assert (another.low, another.added, another.counted) == (12, True, "injured")


@pytest.mark.parametrize(
    "sentence",
    [
        "Leeds won 3-1 on Saturday.",
        "Call 555-1234 for tickets.",
        "He cited Article 5 and Resolution 1325.",
        "An F-16 flew over.",
        "Covid-19 spread.",
        "The 34-year-old nurse left.",
        "She came 21st in the race.",
        "It happened in 2014.",
        "They met at 10:35 a.m. on 6 January 2021.",
        "The truce held for three days.",
        "One of them spoke.",
        "Boeing 737 jets were grounded.",
    ],
)
def test_what_is_no_figure_of_consequence(sentence: str) -> None:
    assert told(sentence) == []


def test_a_parse_tells_where_the_noun_ends() -> None:
    text = "Some 300 striking workers blocked roads."
    rows = [
        ("Some", 2, "advmod", "ADV", "RB"), ("300", 4, "nummod", "NUM", "CD"), ("striking", 4, "amod", "VERB", "VBG"),
        ("workers", 5, "nsubj", "NOUN", "NNS"), ("blocked", 0, "root", "VERB", "VBD"),
        ("roads", 5, "obj", "NOUN", "NNS"), (".", 5, "punct", "PUNCT", "."),
    ]  # fmt: skip
    (figure,) = figures(text, Parse.from_rows(text, rows))
    assert (figure.exact, figure.counted, figure.subject) == ("Some 300 striking workers", "people", "striking workers")


@given(st.text(max_size=200) | st.text(alphabet="0123456789 $%.,-killedmorethanpeople\n", max_size=120))
def test_any_text_keeps_the_span_law(text: str) -> None:
    read = annotated(text)
    for one in Figures()(read, empty_parse(text)):
        assert broken_spans(read.article, one) == []


@pytest.mark.parametrize("text", ["1" * 50_000, "one " * 1_000, "12 " * 1_000, "1, " * 1_000, "million " * 1_000])
def test_endless_numbers_do_no_harm(text: str) -> None:
    figures(text)


def test_ages_after_a_name_and_nothing_of_something_are_left_out() -> None:
    assert told("Anna Berg, 34, who was shot, is well.") == []
    assert told("None of the injuries was grave.") == []


def test_some_of_a_number_is_a_part_of_it() -> None:
    some, all_four = figures("Three of the four men were shot.")
    assert (some.low, some.part_of, some.counted) == (3, all_four.span, "shot")


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("Rs 12,34,567", 1_234_567, 1_234_567, "INR"),
        ("Rs500 crore", 5e9, 5e9, "INR"),
        ("USD115", 115, 115, "USD"),
        ("75 USD million", 75e6, 75e6, "USD"),
        ("2½ million pounds", 2.5e6, 2.5e6, "GBP"),
        ("1.5m euros", 1.5e6, 1.5e6, "EUR"),
        ("5 feet 6 inches", 5.5, 5.5, "ft"),
        ("more than 10 but less than 20 percent", 10, 20, "%"),
        ("1/4 mile", 0.25, 0.25, "mile"),
        ("magnitude-6.1", 6.1, 6.1, "magnitude"),
        ("7.8 on the Richter scale", 7.8, 7.8, "magnitude"),
    ],
)
def test_numbers_and_units_in_their_many_spellings(words: str, low: float, high: float, unit: str) -> None:
    (figure,) = figures(f"It came to {words} in all.")
    assert (figure.exact, figure.low, figure.high, figure.unit) == (words, low, high, unit)


@pytest.mark.parametrize(
    ("sentence", "low", "high", "counted"),
    [
        ("Two thirds of the villagers left.", 66.6667, 66.6667, "people"),
        ("More than half of the schools closed.", 50, None, "buildings"),
        ("One in five houses burned.", 20, 20, "destroyed"),
    ],
)
def test_shares_are_told_in_per_cent(sentence: str, low: float, high: float | None, counted: str) -> None:
    (figure,) = figures(sentence)
    assert (figure.low, figure.high, figure.unit, figure.counted) == (low, high, "%", counted)


@pytest.mark.parametrize(
    "sentence",
    [
        "Several people came.",
        "A handful of men ran.",
        "The two leaders met.",
        "Sales doubled.",
        "The tracking code is 12208114.",
        "The rate is high per 100,000 people.",
        "They handed over a letter.",
        "See http://example.org/2020/05/300-people for more.",
    ],
)
def test_words_without_bounds_and_reminders_are_no_figures(sentence: str) -> None:
    assert told(sentence) == []


def test_words_before_a_count_are_all_that_its_patterns_end_with() -> None:
    for pattern, opening in ((_NUMBER_OF, "{3,130}?)"), (_COUNT_OF, "{1,5}?)")):
        ways = pattern.pattern.partition(opening)[2].replace("(?:", "|").replace(")", "|").split("|")
        last = {way.split()[-1] for way in ways if way.strip().replace(" ", "").isalpha()}
        before = {"rose", "risen", "climbed", "grown", "grew", "soared", "swelled"}  # always with "past" behind them
        assert len(last) > 10
        assert last - before <= _BEFORE_COUNTS

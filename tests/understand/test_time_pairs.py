"""Two times in one breath, what earnings are held against, and the stamps of machines."""

from datetime import date

import pytest

from dateline.understand.dates import find_times

TUESDAY = date(2022, 1, 11)


def read(text: str, day: date | None = TUESDAY) -> list[tuple[str, str | None]]:
    return [(text[span.start : span.end], one.value) for span, one, _ in find_times(text, day=day)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The fair runs from 3 to 5 June 2021.", [("3", "2021-06-03"), ("5 June 2021", "2021-06-05")]),
        ("The ferry was idle on May 4 and 5.", [("May 4", "2021-05-04"), ("5", "2021-05-05")]),
        ("The dam was built 1931-35.", [("1931", "1931"), ("35", "1935")]),
        ("The mayor ruled (1931-1944).", [("1931", "1931"), ("1944", "1944")]),
        ("Rains fell between March and May 2019.", [("March", "2019-03"), ("May 2019", "2019-05")]),
        ("The port froze from November to March 2019.", [("November", "2018-11"), ("March 2019", "2019-03")]),
        ("The strike (August-September 2020) cost much.", [("August", "2020-08"), ("September 2020", "2020-09")]),
        ("They met in the spring and early summer of 2017.", [("the spring", "2017-SP"), ("early summer of 2017", "2017-SU")]),
    ],
)  # fmt: skip
def test_two_times_in_one_breath_are_two(sentence: str, found: list[tuple[str, str]]) -> None:
    assert read(sentence) == found


def test_a_year_ago_is_the_same_quarter_where_a_quarter_is_spoken_of() -> None:
    text = (
        "Third-quarter profit at the mill rose. It had lost money a year earlier. In the latest quarter, sales doubled."
    )
    assert [value for _, value in read(text)] == ["2021-Q3", "2020-Q3", "2021-Q3"]
    assert read("The mill lost money a year ago.") == [("a year ago", "2021")]


def test_the_year_is_a_length_where_its_end_is_told() -> None:
    assert read("Sales rose in the year ended March 31.")[0] == ("the year", "P1Y")
    assert read("The mill expects a profit for the full year.") == [("the full year", "2022")]


def test_a_stamp_alone_on_its_line_is_no_word_of_the_story() -> None:
    assert read("NEWS\n01/09/2022 06:18:00\n\nThe mill burned on Monday.") == [("Monday", "2022-01-10")]
    assert read("The log reads 2022-01-09 06:18 in the last line.")[0][1] == "2022-01-09T06:18"


def test_soon_is_a_time_only_of_what_is_to_come() -> None:
    assert read("The bridge will open soon.") == [("soon", "FUTURE_REF")]
    assert read("The bridge soon fell.") == []

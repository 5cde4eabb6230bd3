"""Two times in one breath, what earnings are held against, and the stamps of machines."""

from datetime import date

import pytest

from dateline.lexicon.calendar import anchored
from dateline.understand.dates import find_times, interval_for

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
        ("Rains fell between March and May.", [("March", "2021-03"), ("May", "2021-05")]),
        ("A port shut from November to March costs much.", [("November", "2021-11"), ("March", "2022-03")]),
        ("The port froze from November to March 2019.", [("November", "2018-11"), ("March 2019", "2019-03")]),
        ("The strike (August-September 2020) cost much.", [("August", "2020-08"), ("September 2020", "2020-09")]),
        ("They met in the spring and summer of 2017.", [("the spring", "2017-SP"), ("summer of 2017", "2017-SU")]),
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
    later = f"{'The mill is old. ' * 30}\n2022-01-09\nThe mill burned."
    assert [value for _, value in read(later)] == ["2022-01-09"]
    assert read("The log reads 2022-01-09 06:18 in the last line.")[0][1] == "2022-01-09T06:18"


def test_soon_is_a_time_only_of_what_is_to_come() -> None:
    assert read("The bridge will open soon.") == [("soon", "FUTURE_REF")]
    assert read("The bridge soon fell.") == []


def days(text: str, day: date | None = TUESDAY) -> list[tuple[str, str | None, str | None, str]]:
    found = []
    for span, one, form in find_times(text, day=day):
        interval = interval_for(one, day=day, form=form)
        if interval is not None:
            found.append((text[span.start : span.end], interval.start, interval.end, interval.precision))
    return found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The mine has been idle since 2020.", [("2020", "2020-01-01", None, "year")]),
        ("The offer holds until Friday.", [("Friday", "2022-01-14", "2022-01-14", "day")]),
        ("The bridge will not open until Friday.", [("Friday", "2022-01-14", "2022-01-14", "day")]),
        (
            "It rained from May until July 2020.",
            [("May", "2020-05-01", "2020-05-31", "month"), ("July 2020", "2020-07-01", "2020-07-31", "month")],
        ),
        ("Work began in early March 2019.", [("early March 2019", "2019-03-01", "2019-03-10", "month")]),
        ("Work stopped in mid-2019.", [("mid-2019", "2019-05-01", "2019-08-31", "year")]),
        ("The party ruled in the 1990s.", [("the 1990s", "1990-01-01", "1999-12-31", "decade")]),
        ("Rain fell over the weekend.", [("the weekend", "2022-01-08", "2022-01-09", "day")]),
        ("Prices rose last week.", [("last week", "2022-01-03", "2022-01-09", "week")]),
        ("The plane left on the 5th for Oslo.", [("the 5th", "2022-01-05", "2022-01-05", "day")]),
        ("The army left on January 6.", [("January 6", "2022-01-06", "2022-01-06", "day")]),
        ("Trade slowed in the past year.", [("the past year", "2021-01-11", "2022-01-11", "duration")]),
        ("Sales fell in the third quarter.", [("the third quarter", "2021-07-01", "2021-09-30", "quarter")]),
        (
            "Ballots close at 3pm local time (0700 GMT).",
            [
                ("3pm local time", "2022-01-11T15:00", "2022-01-11T15:00", "time"),
                ("0700 GMT", "2022-01-11T07:00+00:00", "2022-01-11T07:00+00:00", "time"),
            ],
        ),
        ("Ten people died in the past 24 hours.", [("the past 24 hours", "2022-01-10", "2022-01-11", "duration")]),
        ("They met a fortnight ago.", [("a fortnight ago", "2021-12-27", "2022-01-02", "week")]),
        ("They will meet in two weeks' time.", [("two weeks' time", "2022-01-24", "2022-01-30", "week")]),
        ("The mill opened in the '80s.", [("the '80s", "1980-01-01", "1989-12-31", "decade")]),
        ("The mill closed in the mid-90s.", [("the mid-90s", "1994-01-01", "1996-12-31", "decade")]),
        ("Winter 2020-21 was mild.", [("Winter 2020-21", "2020-12-01", "2021-02-28", "season")]),
        ("They will leave by end-June.", [("end-June", "2022-06-21", "2022-06-30", "month")]),
        ("Profit fell in 3Q21.", [("3Q21", "2021-07-01", "2021-09-30", "quarter")]),
        ("Profit fell in H1 2021.", [("H1 2021", "2021-01-01", "2021-06-30", "season")]),
        (
            "It fell in fiscal 2021's third quarter.",
            [("fiscal 2021's third quarter", "2021-07-01", "2021-09-30", "quarter")],
        ),
        ("A hearing is set for the week of Jan. 17.", [("the week of Jan. 17", "2022-01-17", "2022-01-23", "week")]),
        ("They parted a year and a half ago.", [("a year and a half ago", "2020-07-01", "2020-07-31", "month")]),
        ("He had served in the army a decade ago.", [("a decade ago", "2012-01-01", "2012-12-31", "year")]),
    ],
)  # fmt: skip
def test_a_time_covers_its_days(sentence: str, found: list[tuple[str, str | None, str | None, str]]) -> None:
    assert days(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "relative"),
    [
        ("Police said on Monday that two men had been held.", "PUB<XXXX-WXX-1"),
        ("The talks will resume on Friday.", "PUB>XXXX-WXX-5"),
        ("The bridge was shut last Thursday.", "PUB<<XXXX-WXX-4"),
        ("He arrived yesterday.", "PUB-1D"),
        ("Shops were looted last night.", "PUB-1DTNI"),
        ("Prices rose early this week.", "PUB+0W:START"),
        ("The mine has been idle since Monday.", "PUB<XXXX-WXX-1:FROM"),
        ("The vote is planned for March.", "PUB>XXXX-03"),
        ("The army left on January 6.", "PUB~XXXX-01-06"),
        ("Trade slowed in the past three months.", "PUB-3M/PUB"),
        ("Floods came last summer.", "PUB<<XXXX-SU"),
        ("She was elected in 2014.", None),
        ("The siege lasted three days.", None),
    ],
)
def test_without_a_day_of_publication_a_time_says_what_it_counts_from(sentence: str, relative: str | None) -> None:
    assert [one.relative for _, one, _ in find_times(sentence, day=None)] == [relative]


@pytest.mark.parametrize("day", [date(2022, 1, 11), date(2021, 6, 30), date(2024, 2, 29), date(2022, 12, 31)])
def test_anchoring_later_gives_what_a_dated_report_has(day: date) -> None:
    text = (
        "Police said on Monday that two men had been held last week. The talks will resume on Friday. He came "
        "yesterday, and rain fell over the weekend. The bridge was shut last Thursday, on May 6 and on the 5th. "
        "Floods came last summer. The plan is due next month. The mine has been idle since March."
    )
    dated = [one.value for _, one, _ in find_times(text, day=day)]
    later = [anchored(one.relative or "", day) for _, one, _ in find_times(text, day=None)]
    assert [value and value[0] for value in later] == dated


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "At 1500 GMT (10 a.m. EST) the quake struck.",
            [("1500 GMT", "2022-01-11T15:00+00:00"), ("10 a.m. EST", "2022-01-11T10:00-05:00")],
        ),
        ("It struck at 0730 hours.", [("0730 hours", "2022-01-11T07:30")]),
        ("It rose in the last quarter of 2020.", [("the last quarter of 2020", "2020-Q4")]),
        ("It rose this quarter.", [("this quarter", "2022-Q1")]),
        ("It fell the previous quarter.", [("the previous quarter", "2021-Q4")]),
        ("The season of 2010/11 was poor.", [("2010", "2010"), ("11", "2011")]),
        ("A month-long strike ended.", [("month-long", "P1M")]),
        ("The three-month-long strike ended.", [("three-month-long", "P3M")]),
        ("The decades-long feud ended.", [("decades-long", "PXDE")]),
        ("The six-week-old truce held.", [("six-week-old", "P6W")]),
        ("She is a 34-year-old nurse.", []),
        ("After three bitter weeks the strike ended.", [("three bitter weeks", "P3W")]),
        ("Many spend hours in the queue.", []),
        ("They won three quarters of the seats.", []),
        ("Villagers march each July.", [("each July", "XXXX-07")]),
        ("Decades ago the mill closed.", [("Decades ago", "PAST_REF")]),
        ("In January nineteen ninety-seven the mill closed.", [("January nineteen ninety-seven", "1997-01")]),
        ("The Communist daily Torch was first.", []),
        ("c. 2001 Bay News Service", []),
        ("They had left by Wednesday, police said.", [("Wednesday", "2022-01-05")]),
        ("The ministers meet Friday.", [("Friday", "2022-01-14")]),
        ("Mr. J. Ochs will follow P. Lund on Friday.", [("Friday", "2022-01-14")]),
    ],
)
def test_lengths_sets_and_what_is_none(sentence: str, found: list[tuple[str, str]]) -> None:
    assert read(sentence) == found


def test_a_history_goes_on_into_the_next_year_and_ignores_years_in_passing() -> None:
    text = (
        "In March 1911 the dam was begun. It was to be filled in 1916. By December the wall stood ten metres high. "
        "In January snow came. In May 1912 work was resumed, as it had been in 1898 at the old mill. In August 1912 a "
        "flood broke the wall. In September the engineer resigned. In 1913 the state took over."
    )
    values = dict(read(text, None))
    assert [values[month] for month in ("December", "January", "September")] == ["1911-12", "1912-01", "1912-09"]

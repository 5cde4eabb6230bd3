"""Time expressions: what is found, what it means, which days it covers. The report is of Tuesday, 11 January 2022."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.annotation import AnnotatedArticle, TimeExpression, broken_spans
from dateline.model.article import Article, DateInterval
from dateline.model.text import Slice
from dateline.understand.dates import Dates, find_times
from dateline.understand.parse import empty_parse

TUESDAY = date(2022, 1, 11)


def article(text: str, day: str | None = "2022-01-11") -> AnnotatedArticle:
    published = DateInterval(start=day, end=day, precision="day", why="given") if day else None
    return AnnotatedArticle(
        Article(id="a", capture_id="c", found_in="t", text=text, slices=(Slice(0, len(text)),), visible_sha256="",
                published_at=published)
    )  # fmt: skip


def times(text: str, day: str | None = "2022-01-11") -> list[TimeExpression]:
    return [one for one in Dates()(article(text, day), empty_parse(text)) if isinstance(one, TimeExpression)]


@pytest.mark.parametrize(
    ("sentence", "exact", "value"),
    [
        ("Police said on Monday that two men had been held.", "Monday", "2022-01-10"),
        ("The talks will resume on Friday in the port.", "Friday", "2022-01-14"),
        ("They met on Tuesday.", "Tuesday", "2022-01-11"),
        ("The bridge was shut last Thursday.", "last Thursday", "2022-01-06"),
        ("The minister arrived yesterday.", "yesterday", "2022-01-10"),
        ("Curfew begins tonight.", "tonight", "2022-01-11TNI"),
        ("Shops were looted last night.", "last night", "2022-01-10TNI"),
        ("Rain fell over the weekend.", "the weekend", "2022-W01-WE"),
        ("Prices rose last week.", "last week", "2022-W01"),
        ("A vote is planned for next month.", "next month", "2022-02"),
        ("The army left on January 6.", "January 6", "2022-01-06"),
        ("The army left on 6 January 2021.", "6 January 2021", "2021-01-06"),
        ("The fair opened on Dec. 3.", "Dec. 3", "2021-12-03"),
        ("The fair will open on March 3.", "March 3", "2022-03-03"),
        ("She was elected in 2014.", "2014", "2014"),
        ("The mine has been idle since 2020.", "2020", "2020"),
        ("Fighting began in early March 2019.", "early March 2019", "2019-03"),
        ("Work stopped in mid-2019.", "mid-2019", "2019"),
        ("Sales fell in the third quarter of 2021.", "the third quarter of 2021", "2021-Q3"),
        ("The party ruled in the 1990s.", "the 1990s", "199X"),
        ("The fort dates from the 17th century.", "the 17th century", "16XX"),
        ("The siege lasted three days.", "three days", "P3D"),
        ("A two-week truce was signed.", "two-week", "P2W"),
        ("Buses leave every Monday.", "every Monday", "XXXX-WXX-1"),
        ("The bulletin appears daily.", "daily", "P1D"),
        ("She left two days ago.", "two days ago", "2022-01-09"),
        ("The law passed five months ago.", "five months ago", "2021-08"),
        ("Exports fell earlier this month.", "earlier this month", "2022-01"),
        ("Floods came last summer.", "last summer", "2021-SU"),
        ("Trade slowed in the past year.", "the past year", "P1Y"),
        ("The shelling began at 10:35 a.m. near the station.", "10:35 a.m.", "2022-01-11T10:35"),
        ("A quake struck at 0430 GMT.", "0430 GMT", "2022-01-11T04:30+00:00"),
        ("The plane left on the 5th for Oslo.", "the 5th", "2022-01-05"),
        ("He came home for Christmas.", "Christmas", "2021-12-25"),
        ("The record says 2021-11-30.", "2021-11-30", "2021-11-30"),
    ],
)
def test_an_expression_is_found_and_valued(sentence: str, exact: str, value: str) -> None:
    assert [(one.exact, one.value) for one in times(sentence)] == [(exact, value)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia sent 2000 troops to the border.",
        "He may march on the capital.",
        "Mrs May spoke, and the crowd began a march.",
        "It was the second round, and the sun was out.",
        "She is a 34-year-old nurse.",
        "The fall of the city shocked many.",
        "He is in his sixties.",
        "They will spring into action.",
        "The bill came to $2000.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(sentence: str) -> None:
    assert times(sentence) == []


def test_a_weekday_in_another_zone_is_the_same_moment() -> None:
    found = times("The call took place on Monday (Tuesday AEDT) between both ministers.", "2022-01-12")
    assert [(one.exact, one.value) for one in found] == [("Monday", "2022-01-10"), ("Tuesday", "2022-01-11")]


def test_intervals_are_inclusive_and_say_why() -> None:
    (week,) = times("Prices rose last week.")
    assert week.interval is not None
    assert (week.interval.start, week.interval.end, week.interval.precision) == ("2022-01-03", "2022-01-09", "week")
    assert "2022-01-11" in week.interval.why
    (past,) = times("Trade slowed in the past three months.")
    assert past.interval is not None
    assert (past.interval.start, past.interval.end) == ("2021-10-11", "2022-01-11")
    (early,) = times("Fighting began in early March 2019.")
    assert early.interval is not None
    assert early.interval.start == "2019-03-01"
    assert early.interval.end < "2019-03-15"  # type: ignore[operator]


def test_without_a_publication_day_relative_times_stay_open() -> None:
    found = times("On Monday, as two days ago, shots were heard; in 2014 they were not.", None)
    assert [(one.value, one.interval is None) for one in found] == [
        ("XXXX-WXX-1", True),
        ("PUB-2D", True),
        ("2014", False),
    ]


def test_a_history_counts_from_its_own_years() -> None:
    text = (
        "In 1811 the fleet sailed. In March 1812 it was beaten. In April the king fled. In 1813 he came back. "
        "By 1814 all was lost, and the following year, 1815, peace was made. In 1816 trade began."
    )
    assert {one.exact: one.value for one in times(text)}["April"] == "1812-04"


def test_the_local_day_of_publication_counts() -> None:
    head = DateInterval(start="2022-01-11T00:30+11:00", end="2022-01-11T00:30+11:00", precision="time", why="meta")
    text = "He spoke on Monday."
    base = article(text).article
    dated = AnnotatedArticle(
        Article(
            id="a", capture_id="c", found_in="t", text=text, slices=base.slices, visible_sha256="", published_at=head
        )
    )
    (monday,) = Dates()(dated, empty_parse(text))
    assert isinstance(monday, TimeExpression)
    assert monday.value == "2022-01-10"


@given(st.text(max_size=200) | st.text(alphabet="0123456789 MonJanyeardsQ':-.\n", max_size=120))
def test_any_text_keeps_the_span_law(text: str) -> None:
    read = article(text)
    for one in Dates()(read, empty_parse(text)):
        assert broken_spans(read.article, one) == []


def test_nothing_overlaps() -> None:
    text = "At 9 a.m. on Monday, Jan. 3, 2022, two weeks after the vote, he left. It was the end of the year 2021."
    spans = [span for span, _, _ in find_times(text, day=TUESDAY)]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Shots rang out around 7:30 p.m. Friday near the mill.", "2022-01-07T19:30"),
        ("Shots rang out about 9 p.m. on Sunday.", "2022-01-09T21:00"),
        ("On Sunday at 9 p.m. the gates were shut.", "2022-01-09T21:00"),
        ("Posted: Thursday, January 6, 2022 1:55 PM EST", "2022-01-06T13:55-05:00"),
    ],
)
def test_a_time_of_day_belongs_to_the_day_named_with_it(sentence: str, value: str) -> None:
    assert value in [one.value for one in times(sentence)]


def test_a_year_named_in_passing_dates_nothing_else() -> None:
    text = "The march began on Nov. 17. The party was founded in 1992. The march ended on Nov. 18."
    assert [reading.value for _, reading, _ in find_times(text, day=None)] == ["XXXX-11-17", "1992", "XXXX-11-18"]
    dated = "The march began on Nov. 17, 2008. It ended on Nov. 18."
    assert [reading.value for _, reading, _ in find_times(dated, day=None)] == ["2008-11-17", "2008-11-18"]


def test_a_month_that_opens_what_happened_is_past() -> None:
    near = date(2021, 1, 20)
    assert [one.value for _, one, _ in find_times("In February the army left the town.", day=near)] == ["2020-02"]
    assert [one.value for _, one, _ in find_times("In February the army will leave.", day=near)] == ["2021-02"]


def test_several_possible_days_of_publication_leave_a_time_as_wide() -> None:
    def told(start: str, end: str | None) -> list[tuple[str, str | None, str | None]]:
        published = DateInterval(start=start, end=end, precision="day", why="told", confidence=0.5)
        text = "On Monday the dam broke, and yesterday it was mended. In 2019 it had held."
        base = replace(article(text, None).article, published_at=published)
        found = [one for one in Dates()(AnnotatedArticle(base), empty_parse(text)) if isinstance(one, TimeExpression)]
        return [
            (one.exact, *((one.interval.start, one.interval.end) if one.interval else (None, None))) for one in found
        ]

    year = ("2019", "2019-01-01", "2019-12-31")
    assert told("2022-01-11", "2022-01-13") == [
        ("Monday", "2022-01-10", "2022-01-10"),
        ("yesterday", "2022-01-10", "2022-01-12"),
        year,
    ]
    assert told("2022-01-11", None) == [("Monday", None, None), ("yesterday", None, None), year]

"""What TIMEX3 values mean in days, and relative times once the day of publication is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon.calendar import anchored, interval_of, nearest_weekday, open_ended

WEDNESDAY = date(2022, 1, 12)


@pytest.mark.parametrize(
    ("value", "mod", "start", "end", "precision"),
    [
        ("2022-01-10", "", "2022-01-10", "2022-01-10", "day"),
        ("2020-02", "", "2020-02-01", "2020-02-29", "month"),
        ("2019", "MID", "2019-05-01", "2019-08-31", "year"),
        ("2019", "END", "2019-09-01", "2019-12-31", "year"),
        ("2019-03", "START", "2019-03-01", "2019-03-10", "month"),
        ("2019-03", "MID", "2019-03-11", "2019-03-20", "month"),
        ("2019-02", "END", "2019-02-21", "2019-02-28", "month"),
        ("2022-W02", "", "2022-01-10", "2022-01-16", "week"),
        ("2022-W02", "START", "2022-01-10", "2022-01-11", "week"),
        ("2022-W02-WE", "", "2022-01-15", "2022-01-16", "day"),
        ("2021-Q3", "", "2021-07-01", "2021-09-30", "quarter"),
        ("2021-Q3", "END", "2021-09-01", "2021-09-30", "quarter"),
        ("2021-WI", "", "2020-12-01", "2021-02-28", "season"),
        ("2021-WI", "START", "2020-12-01", "2020-12-31", "season"),
        ("199X", "", "1990-01-01", "1999-12-31", "decade"),
        ("199X", "START", "1990-01-01", "1993-12-31", "decade"),
        ("18XX", "END", "1867-01-01", "1899-12-31", "century"),
        ("2022-01-10TMO", "", "2022-01-10T05:00", "2022-01-10T11:59", "time"),
        ("2022-01-10T07:00+00:00", "", "2022-01-10T07:00+00:00", "2022-01-10T07:00+00:00", "time"),
        ("2021-06-03/2021-06-05", "", "2021-06-03", "2021-06-05", "day"),
    ],
)
def test_a_value_means_days(value: str, mod: str, start: str, end: str, precision: str) -> None:
    found = interval_of(value, mod=mod)
    assert found is not None
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize("value", ["PRESENT_REF", "P3D", "XXXX-WXX-1", "2022-02-30", "0000", "", "2022-W60", "PXY"])
def test_a_value_that_names_no_days_means_none(value: str) -> None:
    assert interval_of(value) is None


def test_an_open_end_is_none() -> None:
    year = interval_of("2020")
    assert year is not None
    assert (open_ended(year).start, open_ended(year).end) == ("2020-01-01", None)


@pytest.mark.parametrize(
    ("relative", "value"),
    [
        ("PUB-1D", "2022-01-11"),
        ("PUB-1DTNI", "2022-01-11TNI"),
        ("PUB+2W", "2022-W04"),
        ("PUB-1WE", "2022-W01-WE"),
        ("PUB<XXXX-WE", "2022-W01-WE"),
        ("PUB>XXXX-WE", "2022-W02-WE"),
        ("PUB-1M", "2021-12"),
        ("PUB-1DE", "201X"),
        ("PUB<XXXX-WXX-1", "2022-01-10"),
        ("PUB<XXXX-WXX-3", "2022-01-12"),
        ("PUB<<XXXX-WXX-3", "2022-01-05"),
        ("PUB>XXXX-WXX-1", "2022-01-17"),
        ("PUB<XXXX-WXX-1T08:30", "2022-01-10T08:30"),
        ("PUB~XXXX-12-30", "2021-12-30"),
        ("PUB>>XXXX-12-30", "2022-12-30"),
        ("PUB>XXXX-09-30", "2022-09-30"),
        ("PUB~XXXX-02", "2022-02"),
        ("PUB<XXXX-02", "2021-02"),
        ("PUB<XXXX-SU", "2021-SU"),
        ("PUB<XXXX-Q4", "2021-Q4"),
        ("PUB<XXXX-XX-20", "2021-12-20"),
        ("PUB>XXXX-XX-20", "2022-01-20"),
        ("PUB-3M/PUB", "2021-10-12/2022-01-12"),
        ("PUB/PUB+2W", "2022-01-12/2022-01-26"),
    ],
)
def test_a_relative_time_is_anchored(relative: str, value: str) -> None:
    assert anchored(relative, WEDNESDAY) == (value, "")


def test_what_narrows_a_relative_time_is_kept() -> None:
    assert anchored("PUB+0W:START", WEDNESDAY) == ("2022-W02", "START")
    assert anchored("PUB<XXXX-WXX-1:FROM", WEDNESDAY) == ("2022-01-10", "FROM")


@pytest.mark.parametrize("relative", ["", "PUB", "Monday", "PUB<XXXX-13", "PUB<", "PUB-1X", "2022-01-10"])
def test_what_is_no_relative_time_has_no_value(relative: str) -> None:
    assert anchored(relative, WEDNESDAY) is None


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.integers(0, 6), st.booleans(), st.booleans())
def test_a_nearest_weekday_lies_within_a_week(base: date, number: int, ahead: bool, apart: bool) -> None:
    found = nearest_weekday(base, number, ahead=ahead, apart=apart)
    gap = (found - base if ahead else base - found).days
    assert found.weekday() == number
    assert (1 if apart else 0) <= gap <= 7
    assert not (gap == 7 and not apart)
    assert timedelta(gap) <= timedelta(7)

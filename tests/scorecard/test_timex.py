"""Times as they are scored: spans, values, days."""

from __future__ import annotations

import pytest

from dateline.scorecard.timex import compare, days_of, outermost, same_value


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2021-02-09", ("2021-02-09", "2021-02-09")),
        ("2021-02-09TMO", ("2021-02-09", "2021-02-09")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2021-W01", ("2021-01-04", "2021-01-10")),
        ("2021-Q3", ("2021-07-01", "2021-09-30")),
        ("2021-H2", ("2021-07-01", "2021-12-31")),
        ("2021", ("2021-01-01", "2021-12-31")),
        ("199X", ("1990-01-01", "1999-12-31")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("19", ("1900-01-01", "1999-12-31")),
        ("P3D", None),
        ("PRESENT_REF", None),
        ("XXXX-WXX-1", None),
        ("2021-13", None),
        (None, None),
    ],
)
def test_the_days_that_a_value_names(value: str | None, days: tuple[str, str] | None) -> None:
    assert days_of(value) == days


@pytest.mark.parametrize(
    ("ours", "gold", "same"),
    [
        ("2021-02-09", "2021-02-09", True),
        ("2021-02-09T18:00", "2021-02-09T18:00:00", True),
        ("199X", "199", True),
        ("P2DE", "P20Y", True),
        ("2021-02", "2021-02-09", False),
        (None, "2021", False),
        ("2021-03-04TNI", "2021-03-04-TNI", True),
        ("2021-W05", "2021-W5", True),
        ("2021-W15", "2021-W5", False),
        ("2021-03-04T09:00", "2021-03-04T9:00", True),
    ],
)
def test_same_values(ours: str | None, gold: str, same: bool) -> None:
    assert same_value(ours, gold) is same


def test_only_the_outermost_of_nested_marks_count() -> None:
    marks = [{"span": [0, 20]}, {"span": [5, 9]}, {"span": [30, 34]}]
    assert [one["span"] for one in outermost(marks)] == [[0, 20], [30, 34]]


def test_counts_of_one_text() -> None:
    text = "They met on Monday and will meet again next week, or in 2023."
    marks = [
        {"span": [12, 18], "value": "2022-01-10"},
        {"span": [39, 48], "value": "2022-W03"},
        {"span": [56, 60], "value": "2023"},
    ]
    ours = [
        (9, 18, "2022-01-10", ("2022-01-10", "2022-01-10")),
        (39, 49, "2022-W02", ("2022-01-17", "2022-01-23")),
        (20, 22, None, None),
        (56, 60, "2023", None),
    ]
    counts = compare(ours, marks, text)
    assert (counts["gold"], counts["ours"], counts["relaxed"]) == (3, 4, 3)
    assert counts["strict"] == 2, "a comma does not matter, a preposition does"
    assert counts["value"] == 2
    assert (counts["with_days"], counts["interval"]) == (3, 2)

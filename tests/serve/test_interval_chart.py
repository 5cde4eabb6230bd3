"""Charts of intervals: days from left to right, values upwards, open ends to the edge."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.serve.interval_chart import BARS_AT_MOST, BOTTOM, LEFT, RIGHT, TOP, Chart, Interval, chart


def told(
    low: float | None, high: float | None, day: str = "", number: int = 1, *, approx: bool = False, name: str = ""
) -> Interval:
    return Interval(low, high, approx, day, day, number, name, f"{low} to {high}")


def drawn(*answers: Interval) -> Chart:
    made = chart(answers)
    assert made is not None
    return made


def test_later_days_stand_further_right_and_higher_values_higher() -> None:
    made = drawn(told(19, 19, "2031-03-06", 3), told(14, 14, "2031-03-04", 1), told(16, 18, "2031-03-05", 2))
    assert [one.label for one in made.bars] == ["1", "2", "3"]
    assert made.bars[0].x < made.bars[1].x < made.bars[2].x
    assert made.bars[0].bottom > made.bars[1].bottom > made.bars[1].top > made.bars[2].top
    assert [one.is_point for one in made.bars] == [True, False, True]
    assert [one.words for one in made.days] == ["2031-03-04", "2031-03-05", "2031-03-06"]


def test_open_ends_run_to_the_edge_beyond_every_known_end() -> None:
    more, most, plain = drawn(told(20, None, number=1), told(None, 30, number=2), told(10, 40, number=3)).bars
    assert more.open_high
    assert more.top == TOP < plain.top
    assert most.open_low
    assert most.bottom == BOTTOM > plain.bottom
    assert not more.is_point


def test_the_highest_end_may_be_the_open_one() -> None:
    more, plain = drawn(told(75, None, number=1), told(65, 65, number=2)).bars
    assert more.bottom - more.top >= 10
    assert not more.is_point
    assert plain.is_point


def test_one_value_is_a_chart_only_where_many_give_it() -> None:
    assert chart([]) is None
    assert chart([told(5, 5, number=1), told(5, 5, number=2)]) is None
    at_one = drawn(*(told(23, 23, number=number) for number in range(1, 6)))
    assert len({one.top for one in at_one.bars}) == 1
    assert len(at_one.bars) == 5
    assert TOP < at_one.bars[0].top < BOTTOM
    assert chart([told(5, 5), told(None, None, number=2)]) is None


def test_undated_answers_stand_last_and_alone_have_no_days() -> None:
    made = drawn(told(5, 5, "", 1), told(7, 7, "2031-03-04", 2))
    assert [one.label for one in made.bars] == ["2", "1"]
    assert drawn(told(5, 5), told(7, 7, number=2)).days == ()


def test_far_values_bend_the_axis_and_ticks_stay_inside() -> None:
    made = drawn(told(3, 3), told(90_000, 90_000, number=2), told(300, 300, number=3))
    heights = [one.top for one in made.bars]
    assert heights[0] - heights[2] > 20
    assert heights[2] - heights[1] > 20
    assert all(TOP <= one.y <= BOTTOM for one in made.ticks)


def test_whole_numbers_have_whole_ticks() -> None:
    ticks = drawn(told(1, 1), told(2, 2, number=2)).ticks
    assert [one.value for one in ticks] == [1, 2]


def test_many_reports_of_one_figure_share_a_bar() -> None:
    many = [told(23, 23, "2031-03-04", number) for number in range(1, 80)]
    made = drawn(*many, told(30, 30, "2031-03-04", 80))
    assert [one.label for one in made.bars] == ["×79", "80"]
    assert "79 reports" in made.alternative
    assert len(drawn(*many[: BARS_AT_MOST - 1], told(30, 30, "2031-03-04", 80)).bars) == BARS_AT_MOST


def test_the_alternative_tells_every_value_of_a_small_chart() -> None:
    made = drawn(told(14, None, "4 March", 1, name="Northern Press"), told(17, 17, "5 March", 2))
    assert made.alternative == "4 March: 14 to None (Northern Press); 5 March: 17 to 17 (report 2)"
    assert [one.label for one in made.bars] == ["Northern Press", "2"]


ENDS = st.none() | st.floats(-1e12, 1e12, allow_nan=False) | st.integers(0, 10**9)


@given(st.lists(st.tuples(ENDS, ENDS, st.sampled_from(["", "2031-03-04", "2031-03-05"])), max_size=40))
def test_every_bar_stands_inside_the_chart(found: list[tuple[float | None, float | None, str]]) -> None:
    made = chart(
        told(low, high if low is None or high is None or high >= low else low, day, number)
        for number, (low, high, day) in enumerate(found)
    )
    if made is None:
        return
    for bar in made.bars:
        assert LEFT <= bar.x <= RIGHT
        assert TOP - 1 <= bar.top <= bar.bottom <= BOTTOM + 1
    assert 1 <= len(made.ticks) <= 8

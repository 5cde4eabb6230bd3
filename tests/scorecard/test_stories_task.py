"""The task of stories: what is counted, and how the archive grouped at once stands beside the stream."""

from __future__ import annotations

from dateline.scorecard.tasks.stories import _batch_row, grouped, grouped_at_once, look_alikes_apart

from ..group.test_stories import ferry_and_mine


def test_at_once_and_as_a_stream() -> None:
    reports = [*((f"row {one.id}", one) for one in ferry_and_mine()), ("broken", None)]
    stream, at_once = grouped(reports), grouped_at_once(reports)
    assert stream["broken"] == "unread broken"
    assert "broken" not in at_once
    assert {name: stream[name] for name in at_once} == at_once
    assert _batch_row(reports, stream).value == 1.0
    apart = {name: name for name in stream}
    value = _batch_row(reports, apart).value
    assert value is not None
    assert value < 0.9, "stories that differ lower the agreement"


def test_topics_whose_look_alikes_share_a_story() -> None:
    gold = {"1_1a": "1_a", "1_2a": "1_a", "1_3b": "1_b", "2_1a": "2_a", "2_2b": "2_b"}
    assert look_alikes_apart({"1_1a": "x", "1_2a": "y", "1_3b": "z", "2_1a": "v", "2_2b": "v"}, gold) == (1, 2)

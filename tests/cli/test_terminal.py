"""The terminal's face: everything told, no control codes of the reports, fit to its width."""

from __future__ import annotations

import copy
import io

import pytest
from rich.console import Console

from dateline.cli.terminal import print_record, print_summary
from dateline.serve import views
from serve import sample


@pytest.fixture
def record() -> dict:
    return copy.deepcopy(views.record(sample.articles(), [sample.story()], failures=sample.FAILURES))


def printed(record: dict, *, width: int = 100, colour: bool = False, summary: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, emoji=False, markup=False
    )
    (print_summary if summary else print_record)(record, console=console)
    return out.getvalue()


def test_a_story_is_told_in_full(record: dict) -> None:
    text = printed(record)
    for words in (
        "Toll climbs to 19 as miners <block> road",
        "3 reports · 3 outlets · 1 copy · up to 2 independent origins",
        "Reports differ",
        "14 or more",
        "“At least 14 miners” Northern Press",
        "“230 workers”",
        "Ida Soren",
        "Ostmark to help Norland",
        "4 March 2031",
        "“the disaster” Radio Norland",
        "does not tell",
        "an edited copy of [1] Northern Press (62 % of its words)",
        "pages/broken.html.gz (collect): the gzip stream ends too early",
    ):
        assert words in text


def test_a_pipe_gets_no_control_codes(record: dict) -> None:
    record["stories"][0]["headline"] = "Red \x1b[31malert\x1b[0m \x07 [bold]not markup[/bold] :warning:"
    text = printed(record)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[bold]not markup[/bold] :warning:" in text


def test_colour_is_used_where_there_is_a_terminal(record: dict) -> None:
    assert "\x1b[" in printed(record, colour=True)


@pytest.mark.parametrize("width", [40, 72, 110])
def test_lines_keep_to_the_width(record: dict, width: int) -> None:
    assert max(map(len, printed(record, width=width).splitlines())) <= width


def test_the_summary_has_one_line_for_a_story(record: dict) -> None:
    text = printed(record, summary=True)
    assert "3 reports, 1 story" in text
    assert "1 contested" in text


def test_nothing_read_is_said(record: dict) -> None:
    text = printed({"version": 1, "articles": [], "stories": [], "failures": record["failures"]})
    assert "No report could be read." in text
    assert "the gzip stream ends too early" in text


def test_many_stories_end_in_a_list(record: dict) -> None:
    story = record["stories"][0]
    record["stories"] = [{**story, "id": f"s{number}"} for number in range(15)]
    assert "3 more stories" in printed(record)

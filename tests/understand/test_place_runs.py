"""Runs of capitalised words and what of them may be a name."""

from __future__ import annotations

import pytest

from dateline.lexicon.places_table import vessels
from dateline.understand.place_runs import capitalised_runs, core_of


def test_runs_are_found_with_their_links_and_without_overlaps() -> None:
    text = "On Friday ships left Port of Spain, near St. Kitts-Nevis; e-mail Ana@Lima or see Dayton, Ohio."
    found = [text[start:end] for start, end in capitalised_runs(text)]
    assert found == ["On Friday", "Port of Spain", "St. Kitts-Nevis", "Ana", "Dayton", "Ohio"]


def test_a_capital_inside_a_word_begins_no_run() -> None:
    assert list(capitalised_runs("the iPhone of McX")) == [(14, 17)]


@pytest.mark.parametrize(
    ("run", "core"),
    [
        ("In The Lima's", "Lima"),
        ("South Africa", "South Africa"),
        ("Oslo.", "Oslo"),
        ("Bexlorning.", "Bexlorning"),
        ("In The", ""),
        ("The Hague", "The Hague"),
    ],
)
def test_what_leads_in_and_trails_behind_is_left_out(run: str, core: str) -> None:
    start, end = core_of(run)
    assert run[start:end] == core


def test_ships_are_known_by_their_prefix() -> None:
    text = "The HMS Bergen Star met MV Lisboa, but HMSO Bergen printed the report."
    assert [text[start:end] for start, end in vessels(text)] == ["HMS Bergen Star", "MV Lisboa"]
    assert vessels("Bergen is a town.") == []

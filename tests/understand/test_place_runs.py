"""Runs of capitalised words and what of them may be a name."""

from __future__ import annotations

import pytest

from dateline.lexicon.places_table import vessels
from dateline.understand.place_patterns import STRONG_ENDS, STRONG_IN
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
    assert vessels("Bergen is a town.") == ()


def test_whatever_leads_into_a_place_ends_as_the_quick_look_expects() -> None:
    leads = "in at near outside around toward towards into across throughout inside within downtown southern northern"
    more = "eastern western central|city of|town of|village of|province of|port of|capital of|state of|region of"
    words = [*leads.split(), *more.split("|")[0].split(), *more.split("|")[1:], "capital", "capital,", "from"]
    for lead in (f"They met {word}{the} " for word in words for the in ("", " the")):
        assert STRONG_IN.search(lead)
        assert lead.rstrip(" ").endswith(STRONG_ENDS)

"""Page scrapes: the story's lines are found, the rest is typed, and every place holds."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.text import join_slices
from dateline.read.lines import is_sentence_like, split_lines
from dateline.read.scrape import select_lines
from dateline.read.selection import BodySelection

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

SCRAPE = """Skip to main content
Home
World
Sport
Sign in
Advertisement
Ferry with 80 people on board runs aground off the northern islands

Coastguard says all passengers are safe, but the harbour stays closed until the wreck has been towed away
By Maria Lindqvist
Published 3 May 2023
Share on Facebook
The ferry Aurora rests on the rocks near the lighthouse. Photo: Coastguard/AFP
A ferry with 80 people on board ran aground off the northern islands early on Tuesday, the coastguard said.

All passengers were brought ashore by fishing boats within two hours, and nobody was seriously hurt.

“We heard a loud bang and then the lights went out,” said Per Olsen, a teacher who was on his way to work.

02:14

Watch: how the northern islands live without a bridge to the mainland

Watch: how the northern islands live without a bridge to the mainland

The captain told investigators that the steering had failed shortly after the ship left the harbour.

The shipping line said it would pay for hotels and would run a smaller boat from Wednesday.

Transport ministry opens inquiry into the age of ferries on all northern routes

Investigators expect to publish a first report in June, a spokeswoman for the ministry said.

Sign up for our newsletter
Related topics: Ferries Northern islands
Add your comment to this story
12
https://www.example.org/news/ferry-runs-aground-northern-islands
Terms of use
All rights reserved.
"""


def kinds(selection: BodySelection) -> dict[str, str]:
    return {piece.exact: piece.kind for piece in selection.residue}


def test_the_story_is_selected_and_the_furniture_is_not() -> None:
    selection = select_lines(SCRAPE)
    text = selection.text(SCRAPE)
    assert selection.headline(SCRAPE) == "Ferry with 80 people on board runs aground off the northern islands"
    assert (selection.standfirst(SCRAPE) or "").startswith("Coastguard says all passengers are safe")
    assert text.startswith("Coastguard says all passengers are safe")
    assert "“We heard a loud bang" in text
    assert text.endswith("a spokeswoman for the ministry said.")
    for furniture in ("Sign in", "Photo:", "Watch:", "02:14", "inquiry into the age", "newsletter", "example.org"):
        assert furniture not in text


def test_lines_left_out_are_typed() -> None:
    found = kinds(select_lines(SCRAPE))
    expected = {
        "Advertisement": "ad",
        "Sign in": "login",
        "02:14": "timecode",
        "12": "counter",
        "The ferry Aurora rests on the rocks near the lighthouse. Photo: Coastguard/AFP": "caption",
        "Sign up for our newsletter": "newsletter",
        "Related topics: Ferries Northern islands": "topics",
        "Add your comment to this story": "comments",
        "https://www.example.org/news/ferry-runs-aground-northern-islands": "url",
        "Share on Facebook": "share",
        "By Maria Lindqvist": "byline",
        "Published 3 May 2023": "date",
        "All rights reserved.": "legal",
        "Transport ministry opens inquiry into the age of ferries on all northern routes": "related",
    }
    assert {line: found.get(line) for line in expected} == expected


def test_every_line_is_in_a_slice_or_in_the_residue() -> None:
    assert_covered(SCRAPE, select_lines(SCRAPE))


def test_bullets_under_the_headline_are_the_standfirst() -> None:
    scrape = (
        "Council votes to close the old bridge to all traffic\n\n"
        "  • Engineers found cracks in two of the four pillars of the bridge\n"
        "  • Buses will take a longer route through the valley from Monday\n"
        "Local\n"
        "The council voted on Thursday to close the old bridge to all traffic after engineers found cracks.\n\n"
        "Two of the four pillars have to be rebuilt, the head of the works department told reporters.\n"
    )
    selection = select_lines(scrape)
    assert selection.headline(scrape) == "Council votes to close the old bridge to all traffic"
    lines = selection.text(scrape).split("\n\n")
    assert lines[0] == "Engineers found cracks in two of the four pillars of the bridge"
    assert lines[1] == "Buses will take a longer route through the valley from Monday"
    assert len(lines) == 4


def test_wrapped_lines_of_one_paragraph_stay_together() -> None:
    scrape = (
        "The harbour master said on Friday that the wreck would not\n"
        "be moved before the end of the month, because the only crane\n"
        "that can lift it is at work in another country.\n\n"
        "Fishermen in the village said they had lost a third of their\n"
        "income since the accident and asked the government for help.\n"
    )
    assert [part.count("\n") for part in select_lines(scrape).text(scrape).split("\n\n")] == [2, 1]


def test_links_on_lines_of_their_own_stay_in_their_sentence() -> None:
    scrape = (
        "Home\nWorld\nThe wreck of the ferry was seen by divers of the\nNorthern Rescue Service\n"
        ", who said on Friday that\nit lay on its side.\nThe shipping line said it had asked a firm from\n"
        "Rotterdam\nto raise it before the winter.\n"
    )
    parts = select_lines(scrape).text(scrape).split("\n\n")
    assert [part.replace("\n", " ") for part in parts] == [
        "The wreck of the ferry was seen by divers of the Northern Rescue Service , who said on Friday that it lay on "
        "its side.",
        "The shipping line said it had asked a firm from Rotterdam to raise it before the winter.",
    ]


@pytest.mark.parametrize("text", ["", "\n \n\t", "\x00\x00", "Home\nNews\nSport\nLogin\nContact", "404", "🙂\n🙂🙂"])
def test_no_story_gives_no_slice_and_no_error(text: str) -> None:
    selection = select_lines(text)
    assert selection.slices == ()
    assert_covered(text, selection)


def test_a_story_on_one_line_is_a_story() -> None:
    line = " ".join(
        ["The council met on Monday.", "It heard three engineers.", "All of them spoke of cracks in the old bridge."]
        * 4
    )
    text = line.removesuffix(".")
    assert select_lines(text).text(text) == text


def test_a_page_of_links_has_no_story() -> None:
    text = "\n".join(f"Minister number {n} answers questions about budget {n}" for n in range(3000))
    assert select_lines(text).slices == ()


def test_paywall_below_a_short_story_is_flagged_and_an_offer_elsewhere_is_not() -> None:
    teaser = (
        "Why the dam broke: what the engineers wrote two years before\n"
        "Two years before the dam broke, engineers had warned the owners about water seeping through the wall.\n"
        "Their letter was never answered, and the owners now say that they had not received it at all.\n"
        "Subscribe to continue reading this article\nAlready a subscriber? Log in\n"
    )
    assert select_lines(teaser).flags == ("paywall",)
    whole = "Subscribe for unlimited access\n" + SCRAPE
    assert select_lines(whole).flags == ()


def test_cookie_wall_is_flagged() -> None:
    wall = (
        "We value your privacy\nWe and our 842 partners store and access information on a device, such as cookies, "
        "and process personal data for advertising.\nAccept all\nReject all\nCookie settings\n"
    )
    selection = select_lines(wall)
    assert selection.slices == ()
    assert selection.flags == ("cookie_wall",)


def test_cost_grows_with_the_lines_not_with_their_square() -> None:
    def spent(times: int) -> float:
        text = SCRAPE * times
        started = time.process_time()
        select_lines(text)
        return time.process_time() - started

    spent(1)
    assert spent(160) < 40 * max(spent(20), 0.01)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the folder of seed scrapes is not here")
def test_seed_scrapes_read_without_furniture() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        scrape = path.read_text(encoding="utf-8")
        selection = select_lines(scrape)
        assert_covered(scrape, selection)
        assert selection.headline_slice is not None
        assert selection.standfirst_slice is not None
        for line in selection.text(scrape).split("\n\n")[2:]:
            assert is_sentence_like(line), line
        assert "other" not in kinds(selection).values()


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*SCRAPE.splitlines(), "", "  ", "•  A point.", "שלום עולם.", "e\u0301\u0301 🙂.", "\r", "\u2028"]
        )
        | st.text(max_size=40),
        max_size=40,
    ).map("\n".join)
)
def test_law_one_holds_for_any_text(text: str) -> None:
    assert_covered(text, select_lines(text))


def assert_covered(text: str, selection: BodySelection) -> None:
    """Slices and residue stand in order, do not overlap, and cover every line that is not blank."""
    assert selection.text(text) == join_slices(text, selection.slices)
    pieces = sorted([*selection.slices, *(left.slice for left in selection.residue)])
    for left in selection.residue:
        assert text[left.slice.start : left.slice.end] == left.exact
        assert left.exact.strip()
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    assert list(selection.slices) == sorted(selection.slices)
    for line in split_lines(text):
        assert any(piece.start <= line.start and line.end <= piece.end for piece in pieces)

"""Passages are found again where they stand, whatever happens to the text around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.text import Span
from dateline.serve.anchors import NoPassage, anchor_at, as_selectors, find, from_selectors

TEXT = (
    "Dockers walked out at dawn. The port said three ships were waiting outside.\n\n"
    "The union said the walkout would last until Friday. The port said nothing else."
)
WORDS = "three ships were waiting"
PLACE = Span(TEXT.index(WORDS), TEXT.index(WORDS) + len(WORDS))


@given(st.text(min_size=1, max_size=200), st.integers(0, 200), st.integers(1, 60))
def test_an_anchor_finds_its_own_text(text: str, start: int, size: int) -> None:
    span = Span(start, min(start + size, len(text)))
    try:
        anchor = anchor_at("a", text, span)
    except NoPassage:
        return
    assert find(anchor, text).span == span
    assert from_selectors("a", text, as_selectors(anchor)).exact == anchor.exact


def test_text_before_the_passage_moves_it() -> None:
    found = find(anchor_at("a", TEXT, PLACE), "UPDATE: talks began.\n\n" + TEXT)
    assert found.span
    assert found.span.of("UPDATE: talks began.\n\n" + TEXT) == WORDS
    assert found.why == "the same words"


def test_of_equal_words_the_ones_in_the_same_company_are_meant() -> None:
    second = TEXT.rindex("The port said")
    anchor = anchor_at("a", TEXT, Span(second, second + 13))
    moved = TEXT.replace("Dockers walked out at dawn. ", "")
    found = find(anchor, moved)
    assert found.span == Span(moved.rindex("The port said"), moved.rindex("The port said") + 13)
    assert 0.5 < found.confidence <= 1.0


def test_edited_words_are_found_where_most_of_them_stand() -> None:
    edited = TEXT.replace("three ships were waiting", "three ships were still waiting")
    found = find(anchor_at("a", TEXT, PLACE), edited)
    assert found.span
    assert found.span.of(edited) == "three ships were still waiting"
    assert 0.75 <= found.confidence < 1.0


def test_a_passage_that_is_gone_is_told_as_gone() -> None:
    found = find(anchor_at("a", TEXT, PLACE), TEXT.replace("said three ships were waiting outside", "kept silent"))
    assert found.span is None
    assert "no longer" in found.why


@pytest.mark.parametrize("span", [Span(-1, 4), Span(5, 5), Span(9, 4), Span(0, 10_000), Span(75, 77)])
def test_what_is_no_passage_is_refused(span: Span) -> None:
    with pytest.raises(NoPassage):
        anchor_at("a", TEXT, span)


def test_a_passage_too_long_is_refused() -> None:
    with pytest.raises(NoPassage, match="4000"):
        anchor_at("a", "word " * 2_000, Span(0, 9_000))


def test_selectors_of_other_programs() -> None:
    quote = {"type": "TextQuoteSelector", "exact": "The port said", "prefix": "until Friday. "}
    assert from_selectors("a", TEXT, quote).span.start == TEXT.rindex("The port said")
    place = {"type": "TextPositionSelector", "start": PLACE.start, "end": PLACE.end}
    assert from_selectors("a", TEXT, [place]).exact == WORDS
    wrong_place = [{"type": "TextPositionSelector", "start": 0, "end": 3}, {**quote, "exact": WORDS}]
    assert from_selectors("a", TEXT, wrong_place).exact == WORDS, "the quote wins over the position"
    for nonsense in (None, [], "x", [{"type": "TextQuoteSelector"}], {"type": "TextQuoteSelector", "exact": "absent"}):
        with pytest.raises(NoPassage):
            from_selectors("a", TEXT, nonsense)


def test_positions_are_code_points() -> None:
    text = "A \U0001f30a wave broke."
    anchor = anchor_at("a", text, Span(4, 8))
    assert anchor.exact == "wave"
    assert as_selectors(anchor)[0] == {"type": "TextPositionSelector", "start": 4, "end": 8}

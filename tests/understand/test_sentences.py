"""Sentences cover all tokens, break at blank lines and are never endless."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dateline.understand.sentences import BLANK, BREAK, JOINED, LONGEST, WIDE, gaps_before, split
from dateline.understand.tokens import tokenise


def never(forms: NDArray[np.int32], gaps: NDArray[np.int32]) -> NDArray[np.float32]:
    return np.linspace(0.0, 0.4, len(gaps), dtype=np.float32)


def ranges(text: str) -> tuple[tuple[int, int], ...]:
    starts, ends = tokenise(text)
    return split(text, starts, ends, np.zeros((len(starts), 4), dtype=np.int32), never)


def test_gaps_are_told_apart() -> None:
    gaps, lines = gaps_before("ab, c  d\ne\r\n\r\nf", *tokenise("ab, c  d\ne\r\n\r\nf"))
    assert gaps.tolist() == [BREAK, JOINED, BLANK, WIDE, BREAK, BREAK]
    assert lines.tolist() == [0, 0, 0, 0, 1, 2]


def test_blank_lines_and_headlines_break_without_a_full_stop() -> None:
    assert ranges("Bridge opens again\n\nThe bridge is open\nPhoto: own") == ((0, 3), (3, 7), (7, 10))


def test_a_wrapped_line_goes_on() -> None:
    assert ranges("The bridge over the river\nis open") == ((0, 7),)
    assert ranges("The bridge is open.\nis it") == ((0, 5), (5, 7))


def test_a_dateline_stands_by_itself() -> None:
    assert ranges("OSLO, May 2 (NTB) - Rain fell.")[0] == (0, 8)
    assert ranges("Oslo, Norway (NTB) — Rain fell.")[0] == (0, 7)
    assert ranges("NATO - the alliance of 32 states - met") != ((0, 2), (2, 10))


def test_a_page_without_sentences_is_cut() -> None:
    found = ranges("word " * 1000)
    assert max(stop - first for first, stop in found) <= LONGEST


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab. \n\r\u2028\x0b!A"), max_size=300))
def test_sentences_cover_all_tokens_in_order(text: str) -> None:
    starts, _ = tokenise(text)
    found = ranges(text)
    assert [n for first, stop in found for n in range(first, stop)] == list(range(len(starts)))
    assert all(first < stop for first, stop in found)

"""Sentence ends without a parse."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.compare.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSLO, May 2 (NTB) - Rain fell.\nRoads shut.", ["Rain fell.", "Roads shut."]),
        ("Rain fell. Roads shut.", ["Rain fell.", "Roads shut."]),
        ("Gen. Sorel met Mr. Ito. They agreed.", ["Gen. Sorel met Mr. Ito.", "They agreed."]),
        ("It fell 5.6 points. It rose 2. 5 later.", ["It fell 5.6 points.", "It rose 2. 5 later."]),
        ("“Stop!” she said. He ran.", ["“Stop!” she said.", "He ran."]),
        ("Talks in the U.S. Senate failed.", ["Talks in the U.S. Senate failed."]),
        ("He moved to the U.S. The firm stayed.", ["He moved to the U.S.", "The firm stayed."]),
        ("A headline\n\nThe text begins. ", ["A headline", "The text begins."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("J. K. Osei won.", ["J. K. Osei won."]),
        ("", []),
        ("   \n ", []),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert [one.of(text) for one in sentences(text)] == expected


@given(st.text(alphabet=st.sampled_from('aA b.\n!?"”1 é中\u0301\U0001f6a2'), max_size=60))
def test_sentences_cover_everything_but_blanks(text: str) -> None:
    found = sentences(text)
    inside = "".join(one.of(text) for one in found)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.of(text) == one.of(text).strip() for one in found)

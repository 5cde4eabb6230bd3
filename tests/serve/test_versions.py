"""What changed between two versions of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.serve import versions
from dateline.serve.versions import changed_words, difference

WORDS = st.lists(st.sampled_from(["boats", "sank", "forty", "fifty", ".", "harbour", "\n\n", " ", "“no”"]), max_size=30)


@given(WORDS, WORDS)
def test_both_versions_can_be_read_from_the_difference(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    found = difference(old, new)
    was = [
        "".join(one.words for one in paragraph.pieces if one.kind != "new")
        for paragraph in found
        if any(one.kind != "new" for one in paragraph.pieces)
    ]
    now = [
        "".join(one.words for one in paragraph.pieces if one.kind != "gone")
        for paragraph in found
        if any(one.kind != "gone" for one in paragraph.pieces)
    ]
    assert "\n\n".join(was) == old or old == ""
    assert "\n\n".join(now) == new or new == ""


def test_a_changed_figure_is_shown_inside_its_sentence() -> None:
    (first, second) = difference("A storm came.\n\nForty boats sank.", "A storm came.\n\nFifty boats sank.")
    assert not first.is_changed
    assert [(one.kind, one.words) for one in second.pieces] == [
        ("gone", "Forty"),
        ("new", "Fifty"),
        ("same", " boats sank."),
    ]
    assert changed_words((first, second)) == (1, 1)


def test_a_paragraph_put_in_is_new_as_a_whole() -> None:
    found = difference(
        "One stays here.\n\nThe end is near.", "One stays here.\n\nWholly other matter!\n\nThe end is near."
    )
    assert [[one.kind for one in paragraph.pieces] for paragraph in found] == [["same"], ["new"], ["same"]]


def test_long_stretches_are_not_compared_word_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "WORDS_AT_MOST", 3)
    (only,) = difference("Forty boats sank.", "Fifty boats sank.")
    assert [one.kind for one in only.pieces] == ["gone", "new"]

"""Words of a text in columns: places, forms and keys."""

from __future__ import annotations

import pytest

from dateline.understand.text_words import Covered, words_of

TEXT = "The U.S. defence chief's plane left. Mr. Ruiz’s did not, said N.A.T.O."


def test_every_word_stands_where_it_says() -> None:
    words = words_of(TEXT)
    assert all(TEXT[one.start : one.end] == one.text for one in words)
    assert [words.end(number) for number in range(len(words))] == [one.end for one in words]
    assert words.starts == [one.start for one in words]
    assert words.keys == [one.key for one in words]


def test_keys_have_no_dots_possessives_and_british_spellings() -> None:
    keys = words_of(TEXT).keys
    assert keys[:5] == ["the", "us", "defense", "chief", "plane"]
    assert keys[-1] == "nato"
    assert "ruiz" in keys


def test_words_are_found_by_key_by_form_and_by_place() -> None:
    words = words_of(TEXT)
    assert [words[number].text for number in words.among({"us", "mr"})] == ["U.S.", "Mr."]
    assert [words[number].start for number in words.written({"Ruiz"})] == [TEXT.index("Ruiz")]
    assert words.written({"Nobody"}) == []
    assert "chief" in words.forms()
    assert "chief's" not in words.forms()
    assert words.at(TEXT.index("plane")) == 4
    assert words.at(TEXT.index("plane") + 1) is None
    assert words.until(TEXT.index("plane") + 5) == 4
    assert words.until(TEXT.index("plane") + 4) is None


@pytest.mark.parametrize("text", ["", "...", " \n\n "])
def test_a_text_without_words_has_none(text: str) -> None:
    words = words_of(text)
    assert len(words) == 0
    assert list(words) == []
    assert words[0:3] == []
    assert words.at(0) is None
    assert words.until(0) is None


def test_what_is_taken_is_not_free() -> None:
    covered = Covered(TEXT, [(4, 8)])
    assert covered.is_free(0, 4)
    assert not covered.is_free(7, 9)
    covered.take(10, 12)
    assert covered.is_free(8, 10)
    assert not covered.is_free(8, 11)
    assert covered.is_free(12, len(TEXT))

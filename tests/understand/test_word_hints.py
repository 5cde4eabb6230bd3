"""Tests of what a parse says of dictionary forms before anybody reads it."""

from __future__ import annotations

from dateline.lexicon import own_rows
from dateline.lexicon.plover import words_for_acts
from dateline.understand import events, word_hints
from dateline.understand.parse import Parse

WALKED = [
    ("Crews", 2, "nsubj", "NOUN", "NNS"),
    ("zigzagged", 0, "root", "VERB", "VBD"),
    ("home", 2, "advmod", "ADV", "RB"),
    (".", 2, "punct", "PUNCT", "."),
]


def test_a_parse_finds_the_tokens_whose_forms_pass_a_test() -> None:
    short, long = word_hints.hint(lambda form: len(form) < 2), word_hints.hint(lambda form: len(form) > 5)
    parse = Parse.from_rows("Crews zigzagged home.", WALKED)
    assert parse.hinted(short) == [3]
    assert parse.hinted(long) == [1]
    assert parse.hinted(short | long) == [1, 3]
    assert not parse.hints()[2] & (short | long)


def test_a_test_that_comes_later_is_asked_of_forms_known_before() -> None:
    assert word_hints.hints_of(["quay"])
    late = word_hints.hint("quay".__eq__)
    assert word_hints.hints_of(["quay", "pier"])[0] & late
    assert not word_hints.hints_of(["quay", "pier"])[1] & late


def test_verbs_of_the_user_are_found_once_he_adds_them() -> None:
    row = {"word": "zigzag", "kind": "act", "when": "", "type": "PROTEST", "mode": "", "cameo": "140", "to": ""}
    assert events.Events.name == "events"  # whose reader asks for verbs of acts
    before = word_hints.hints_of(["zigzag"])
    own_rows.use({"verbs": (row,)})
    try:
        assert "zigzag" in words_for_acts()[0]
        assert word_hints.hints_of(["zigzag"]) != before
    finally:
        own_rows.use({})
    assert word_hints.hints_of(["zigzag"]) == before

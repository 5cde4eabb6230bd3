"""The flat arrays answer what extractors ask of them."""

import numpy as np
import pytest

from dateline.understand.lemmas import lemma_of
from dateline.understand.parse import Parse, empty_parse

ROWS = [
    ("Marta", 2, "nsubj", "PROPN", "NNP"),
    ("told", 0, "root", "VERB", "VBD"),
    ("Ilyas", 2, "iobj", "PROPN", "NNP"),
    ("that", 6, "mark", "SCONJ", "IN"),
    ("Peru", 6, "nsubj", "PROPN", "NNP"),
    ("backs", 2, "ccomp", "VERB", "VBZ"),
    ("him", 6, "obj", "PRON", "PRP"),
    (".", 2, "punct", "PUNCT", "."),
    None,
    ("He", 2, "nsubj", "PRON", "PRP"),
    ("laughed", 0, "root", "VERB", "VBD"),
]


@pytest.fixture
def parse() -> Parse:
    return Parse.from_rows("Marta told Ilyas that Peru backs him. He  laughed", ROWS, names=[(0, 1, "PER")])


def test_words_and_spans_are_slices_of_the_text(parse: Parse) -> None:
    assert parse.words(8, 10) == ["He", "laughed"]
    assert parse.exact(8, 10) == "He  laughed"
    start, end = parse.span(4, 7)
    assert parse.text[start:end] == parse.exact(4, 7) == "Peru backs him"


def test_the_tree_can_be_walked(parse: Parse) -> None:
    assert parse.root(0) == 1
    assert parse.root(1) == 9
    assert parse.children(1) == [0, 2, 5, 7]
    assert parse.subtree(5) == [3, 4, 5, 6]
    assert parse.reach(5) == (3, 7)
    assert parse.reach(1) == (0, 8)
    assert [parse.sentence_of(token) for token in (0, 7, 8, 9)] == [0, 0, 1, 1]


def test_characters_lead_back_to_tokens(parse: Parse) -> None:
    assert parse.token_at(0) == 0
    assert parse.token_at(4) == 0
    assert parse.token_at(5) is None
    assert parse.token_at(len(parse.text)) is None
    assert parse.tokens_in(6, 16) == (1, 3)
    assert parse.tokens_in(5, 6) == (1, 1)


def test_reach_agrees_with_subtree_on_any_tree() -> None:
    random = np.random.default_rng(7)
    for size in range(1, 40):
        order = random.permutation(size)
        heads = np.empty(size, dtype=np.int32)
        for place, token in enumerate(order):
            heads[token] = token if place == 0 else order[random.integers(place)]
        spaces = np.arange(size, dtype=np.int32)
        names = ("x",) * size
        tree = Parse("x" * size, spaces, spaces + 1, ((0, size),), heads, names, names, names)
        for token in range(size):
            below = tree.subtree(token)
            assert tree.reach(token) == (below[0], below[-1] + 1)


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("told", "VERB", "tell"),
        ("n't", "PART", "not"),
        ("was", "AUX", "be"),
        ("Troops", "NOUN", "troop"),
        ("Troops", "PROPN", "Troops"),
        ("The", "DET", "the"),
        ("’s", "AUX", "be"),
        ("'s", "PART", "'s"),
    ],
)
def test_lemmas(form: str, pos: str, lemma: str) -> None:
    assert lemma_of(form, pos=pos) == lemma


def test_a_text_without_tokens() -> None:
    nothing = empty_parse("  ")
    assert len(nothing) == 0
    assert nothing.words() == []
    assert nothing.token_at(1) is None


def test_a_form_that_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="substring"):
        Parse.from_rows("Nothing here", [("something", 0, "root", "NOUN", "NN")])

"""Trees are the best trees, and names are valid sequences."""

import itertools
import time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.understand.decode import ArcScores, Distances, agreed, best_heads, read_names, shared, spanning_tree
from dateline.understand.parse import NameSpan

TAGS = ["O", *(f"{side}-{kind}" for kind in ("PER", "ORG", "LOC", "NORP", "MISC") for side in "BI")]


def is_tree(heads: list[int]) -> bool:
    """Whether heads (0 = root, else 1-based) form one tree."""
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


def best_by_trying(scores: np.ndarray) -> float:
    length = len(scores)
    return max(
        sum(scores[n, head] for n, head in enumerate(heads))
        for heads in itertools.product(range(length + 1), repeat=length)
        if is_tree(list(heads))
    )


def test_spanning_tree_is_the_best_of_all_trees() -> None:
    random = np.random.default_rng(3)
    for _ in range(60):
        length = int(random.integers(1, 6))
        scores = random.normal(size=(length, length + 1)).astype(np.float32)
        heads = spanning_tree(scores).tolist()
        assert is_tree(heads)
        assert np.isclose(sum(scores[n, head] for n, head in enumerate(heads)), best_by_trying(scores), atol=1e-4)


def test_a_tangle_of_cycles_is_still_made_one_tree_soon() -> None:
    length = 180
    scores = np.full((length, length + 1), -50.0, dtype=np.float32)
    for word in range(length):
        scores[word, 1:] = -np.abs(np.arange(length) - word)
        scores[word, word + 1] = -1e4
    begun = time.process_time()
    heads = spanning_tree(scores).tolist()
    assert is_tree(heads)
    assert time.process_time() - begun < 2.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(0, 10_000))
def test_every_sentence_becomes_one_tree_with_one_root(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    total = sum(lengths)
    ask, govern = (random.normal(size=(total, 8)).astype(np.float32) for _ in range(2))
    rooted, popular = (random.normal(size=total).astype(np.float32) for _ in range(2))
    ends = np.cumsum(lengths).tolist()
    sentences = list(zip([0, *ends[:-1]], ends, strict=True))
    distances = Distances(np.zeros(9, dtype=np.float32))
    arcs = ArcScores(ask, govern, popular, rooted, distances, lambda a, b: a @ b.T)
    heads = best_heads(arcs, sentences)
    for first, stop in sentences:
        own = [0 if heads[n] == n else int(heads[n]) - first + 1 for n in range(first, stop)]
        assert own.count(0) == 1
        assert all(0 <= head <= stop - first for head in own)
        assert is_tree(own)


def test_distances_count_on_beyond_their_table() -> None:
    table = Distances(np.arange(5, dtype=np.float32)).square(300)
    assert table[0, 0] == 2
    assert table[0, 1] == 3
    assert table[0, 299] == 4
    assert table[299, 0] == 0


def test_names_never_begin_inside() -> None:
    chances = np.full((4, len(TAGS)), 0.01, dtype=np.float32)
    for token, tag in enumerate(["O", "I-PER", "I-PER", "O"]):
        chances[token, TAGS.index(tag)] = 0.8
    chances[1, TAGS.index("B-PER")] = 0.15
    (name,) = read_names(chances, [(0, 4)], TAGS)
    assert (name.first, name.last_exclusive, name.kind) == (1, 3, "PER")
    assert 0.4 < name.score < 0.6


def test_names_end_with_their_sentence() -> None:
    chances = np.full((4, len(TAGS)), 0.01, dtype=np.float32)
    for token, tag in enumerate(["B-LOC", "I-LOC", "B-LOC", "B-ORG"]):
        chances[token, TAGS.index(tag)] = 0.9
    found = read_names(chances, [(0, 2), (2, 4)], TAGS)
    assert [(n.first, n.last_exclusive, n.kind) for n in found] == [(0, 2, "LOC"), (2, 3, "LOC"), (3, 4, "ORG")]


def test_the_same_words_are_one_kind_throughout_a_text() -> None:
    names = [
        NameSpan(0, 1, "PER", 0.5),
        NameSpan(4, 5, "ORG", 0.9),
        NameSpan(7, 8, "PER", 0.3),
        NameSpan(9, 11, "LOC", 0.9),
    ]
    found = agreed(names, ["Tarn", "Tarn", "Tarn", "Lake Tarn"])
    assert [name.kind for name in found] == ["ORG", "ORG", "ORG", "LOC"]
    assert [name.score for name in found] == [0.5, 0.9, 0.3, 0.9]


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 25), st.integers(0, 10_000))
def test_any_chances_give_ordered_names(length: int, seed: int) -> None:
    chances = np.random.default_rng(seed).dirichlet(np.full(len(TAGS), 0.3), size=length).astype(np.float32)
    cut = length // 2
    sentences = [bounds for bounds in ((0, cut), (cut, length)) if bounds[0] < bounds[1]]
    last = 0
    for name in read_names(chances, sentences, TAGS):
        assert last <= name.first < name.last_exclusive
        assert not (name.first < cut < name.last_exclusive)
        last = name.last_exclusive


def test_the_other_places_of_a_word_help_to_decide() -> None:
    words = ["Vara", "said", "Vara", "and", "vara", "Vara"]
    chances = np.full((6, len(TAGS)), 0.001, dtype=np.float32)
    person, place, outside = TAGS.index("B-PER"), TAGS.index("B-LOC"), TAGS.index("O")
    chances[[0, 2], person] = 0.98
    chances[5, place], chances[5, person] = 0.52, 0.46
    chances[[1, 3], outside] = 0.99
    chances[4, outside], chances[4, place] = 0.6, 0.4
    found = shared(chances, words, TAGS)
    assert found[5].argmax() == person
    assert chances[5].argmax() == place, "what is handed in stays as it is"
    assert np.array_equal(found[[1, 3, 4]], chances[[1, 3, 4]]), "only the same word with a capital counts"
    assert np.allclose(found[5].sum(), chances[5].sum(), atol=0.05)


def test_a_word_that_is_surely_no_name_asks_nobody() -> None:
    chances = np.zeros((2, len(TAGS)), dtype=np.float32)
    chances[:, TAGS.index("O")] = 0.999
    assert shared(chances, ["The", "The"], TAGS) is chances

"""Every measure against figures worked out by hand."""

from __future__ import annotations

import pytest

from dateline.scorecard.metrics import (
    Score,
    bcubed,
    characters,
    macro_f1,
    of_sets,
    of_words,
    overlap,
    pair_best,
    pair_touching,
    surer_half,
)


def test_f1_comes_from_precision_and_recall() -> None:
    score = Score(right=3, found=4, wanted=6)
    assert score.precision == 0.75
    assert score.recall == 0.5
    assert score.f1 == pytest.approx(2 * 0.75 * 0.5 / 1.25)
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)
    assert score + Score(1, 1, 0) == Score(4, 5, 6)


def test_sets_and_bags() -> None:
    assert of_sets({"a", "b", "c"}, {"b", "c", "d", "e"}) == Score(2, 3, 4)
    assert of_words(["the", "ship", "and", "the", "crew"], ["the", "ship", "the", "crew", "left"]) == Score(4, 5, 5)


def test_bcubed_of_a_case_worked_by_hand() -> None:
    # Two stories of the gold, {a, b, c} and {d, e}; ours are {a, b}, {c, d} and {e}.
    gold = {"a": "fire", "b": "fire", "c": "fire", "d": "vote", "e": "vote"}
    found = {"a": "1", "b": "1", "c": "2", "d": "2", "e": "3"}
    precision, recall, f1 = bcubed(found, gold)
    assert precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2 + 1) / 5)
    assert recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2) / 5)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_bcubed_of_perfect_and_of_opposite_groupings() -> None:
    gold = {"a": "x", "b": "x", "c": "y"}
    assert bcubed(gold, gold) == (1.0, 1.0, 1.0)
    alone = bcubed({"a": "1", "b": "2", "c": "3"}, gold)
    assert alone[:2] == (1.0, pytest.approx((0.5 + 0.5 + 1) / 3))
    assert bcubed({}, gold) == (0.0, 0.0, 0.0)


def test_overlap_is_shared_over_either() -> None:
    assert overlap(characters([[0, 4]]), characters([[2, 6]])) == pytest.approx(2 / 6)
    assert overlap(characters([[0, 2], [8, 10]]), characters([[0, 2], [8, 10]])) == 1.0
    assert overlap(frozenset(), frozenset()) == 1.0
    assert overlap(frozenset(), frozenset({1})) == 0.0


def test_touching_places_pair_one_to_one_in_order() -> None:
    wanted = [(0, 5), (6, 10), (20, 30)]
    found = [(4, 8), (9, 12), (30, 31)]
    assert pair_touching(wanted, found) == [(0, 0), (1, 1)]


def test_the_likest_pair_first() -> None:
    table = {("a", "x"): 0.5, ("a", "y"): 0.9, ("b", "y"): 0.95, ("b", "x"): 0.2}
    pairs = pair_best(["a", "b"], ["x", "y"], lambda left, right: table[left, right], least=0.3)
    assert sorted(pairs) == [(0, 0), (1, 1)]
    assert pair_best(["a"], ["x"], lambda left, right: -1.0, least=-2) == []


def test_macro_f1_asks_only_for_what_the_gold_has() -> None:
    scores = [Score(1, 1, 1), Score(0, 4, 0), Score(1, 2, 2)]
    assert macro_f1(scores) == pytest.approx((1.0 + 0.5) / 2)
    assert macro_f1([]) is None


def test_the_surer_half() -> None:
    assert surer_half([(0.9, True), (0.2, True), (0.8, False), (0.1, False)]) == (1, 2)
    assert surer_half([(0.9, True), (0.5, True), (0.5, False), (0.5, False)]) == (1 + 1 / 3, 2)
    assert surer_half([]) == (0, 0)

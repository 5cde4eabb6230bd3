"""Tests of the bits by which a parse tells the labels below a token."""

from __future__ import annotations

from dateline.understand.label_bits import bits, labels_below

HEADS = [1, 1, 1, 2]
LABELS = ["nsubj:pass", "root", "obl:agent", "amod"]


def test_a_subtype_counts_for_its_label_too() -> None:
    below = labels_below(HEADS, LABELS)
    assert below[1] & bits("nsubj")
    assert below[1] & bits("nsubj:pass")
    assert below[1] & bits("obl")
    assert not below[1] & bits("amod")
    assert below[2] & bits("amod")


def test_a_label_does_not_count_for_its_subtype() -> None:
    below = labels_below([1, 1], ["nsubj", "root"])
    assert below[1] & bits("nsubj")
    assert not below[1] & bits("nsubj:pass")


def test_words_without_dependents_have_no_labels_below() -> None:
    assert labels_below(HEADS, LABELS)[0] == labels_below(HEADS, LABELS)[3] == 0


def test_several_labels_ask_for_any_of_them() -> None:
    below = labels_below(HEADS, LABELS)
    assert below[1] & bits("obj", "obl")
    assert not below[1] & bits("obj", "ccomp")

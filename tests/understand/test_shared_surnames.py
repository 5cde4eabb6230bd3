"""Who is meant by a surname that several bear."""

from __future__ import annotations

import pytest

from dateline.understand.shared_surnames import Bearer, bearer_meant, is_told_as_kin


@pytest.mark.parametrize(
    ("before", "name", "behind"),
    [
        ("She came with his wife, ", "Ana Ruiz", " on Monday."),
        ("the mayor 's brother ", "Piet Ruiz", " left ."),
        ("Then ", "Ana Ruiz", ", the minister's younger sister, spoke."),
        ("The envoy praised Piet and ", "Ana Ruiz", " for it."),
    ],
)
def test_relatives_are_told_so(before: str, name: str, behind: str) -> None:
    assert is_told_as_kin(before + name + behind, len(before), len(before + name))


@pytest.mark.parametrize(
    ("before", "name", "behind"),
    [
        ("The minister, ", "Ana Ruiz", ", spoke of her brother."),
        ("Ilse Brandt and ", "Ana Ruiz", " left."),
        ("After talks Obama and ", "Ana Ruiz", " left."),
    ],
)
def test_others_are_not(before: str, name: str, behind: str) -> None:
    assert not is_told_as_kin(before + name + behind, len(before), len(before + name))


def test_the_one_who_is_no_relative_is_meant() -> None:
    told = bearer_meant([Bearer("p:a", [10], False), Bearer("p:b", [90], True)], 120, [120])
    assert told is not None
    assert told[0] == "p:a"


def test_who_is_called_so_before_another_is_named_keeps_the_surname() -> None:
    both = [Bearer("p:a", [10], False), Bearer("p:b", [900, 1000], False)]
    far, near = bearer_meant(both, 1400, [50, 1400]), bearer_meant(both, 1100, [50, 1100])
    assert far is not None
    assert far[0] == "p:a"
    assert near is None or near[0] != "p:a"


def test_the_one_named_last_and_most_often_is_meant() -> None:
    told = bearer_meant([Bearer("p:a", [10], False), Bearer("p:b", [90, 200], False)], 300, [300])
    assert told is not None
    assert told[0] == "p:b"


def test_two_named_once_stay_open() -> None:
    assert bearer_meant([Bearer("p:a", [10], False), Bearer("p:b", [90], False)], 120, [120]) is None

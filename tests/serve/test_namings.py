"""What outlets and speakers call a thing, side by side."""

from __future__ import annotations

import copy

import pytest

from dateline.serve import views
from dateline.serve.digest import digests
from dateline.serve.shown import Naming
from serve import sample


@pytest.fixture
def record() -> dict:
    return copy.deepcopy(views.record(sample.articles(), [sample.story()]))


def namings(record: dict) -> tuple[Naming, ...]:
    (story,) = digests(record)
    return story.namings


def voices(naming: Naming) -> list[tuple[tuple[str, ...], bool, list[str]]]:
    return [(one.names, one.is_quoted, [label for label, _ in one.labels]) for one in naming.voices]


def test_outlets_and_speakers_stand_apart(record: dict) -> None:
    (accident,) = namings(record)
    assert voices(accident) == [
        (("Radio Norland",), False, ["the disaster"]),
        (("union leaders",), True, ["the worst mining accident"]),
    ]


def test_who_uses_the_same_labels_stands_together(record: dict) -> None:
    labels = record["stories"][0]["labels"]
    wire, paper, _ = record["stories"][0]["articles"]
    labels += [{**labels[0], "article": wire, "label": "disasters", "span": [0, 7], "exact": "x"}]
    labels += [{**labels[0], "article": paper, "label": "Disaster", "span": [0, 9], "exact": "x"}]
    (accident,) = namings(record)
    assert voices(accident)[0][0] == ("Radio Norland", "Northern Press", "The Harbour Times")
    assert voices(accident)[0][2] == ["the disaster"]


def test_labels_keep_the_order_of_the_record_which_puts_judging_ones_first(record: dict) -> None:
    labels = record["stories"][0]["labels"]
    labels.insert(0, {**labels[0], "label": "carnage"})
    labels += [{**labels[1], "label": "mishap"}] * 5
    (accident,) = namings(record)
    assert [label for label, _ in accident.labels] == ["carnage", "the disaster", "the worst mining accident", "mishap"]
    assert voices(accident)[0][2] == ["carnage", "the disaster", "mishap"]


def test_a_thing_with_one_name_for_all_comes_last(record: dict) -> None:
    labels = record["stories"][0]["labels"]
    labels.insert(0, {**labels[0], "thing": "miners", "label": "miners"})
    assert [one.thing for one in namings(record)] == ["the accident", "miners"]


def test_unsigned_reports_go_by_their_number(record: dict) -> None:
    record["articles"][2]["outlet"] = None
    (accident,) = namings(record)
    assert accident.voices[0].names == ("Report 3",)

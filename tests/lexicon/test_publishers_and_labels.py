"""Publisher families and the words that name one thing from several sides."""

from __future__ import annotations

import pytest

from dateline.lexicon.labels import label_pattern, loaded_labels, thing_of
from dateline.lexicon.publishers import publisher_named
from dateline.lexicon.tables import read_table


def test_one_owner_one_family() -> None:
    left, right = publisher_named("WSJ"), publisher_named("The Australian")
    assert left
    assert right
    assert left.family == right.family
    assert publisher_named("Xinhua News Agency").kind == "state_media"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", [None, "", "ap", "The Ellin Gazette", "the age"])
def test_no_publisher_is_guessed(name: str | None) -> None:
    found = publisher_named(name)
    assert found is None or found.name == "The Age"


@pytest.mark.parametrize(
    ("word", "form"),
    [("Rioters", "rioter"), ("armed men", "armed men"), ("Junta", "junta"), ("armed gangs", "armed gang")],
)
def test_plurals_are_known(word: str, form: str) -> None:
    found = thing_of(word)
    assert found is not None
    assert found[1] == form


def test_the_longest_label_is_found() -> None:
    text = "A special military operation, they said; undocumented immigrants; post-war rioters."
    assert [one.group() for one in label_pattern().finditer(text)] == [
        "special military operation",
        "undocumented immigrants",
        "rioters",
    ]


def test_tables_are_whole() -> None:
    assert loaded_labels() < {row["label"] for row in read_table("labels.tsv")}
    assert all(row["tone"] in ("neutral", "loaded") for row in read_table("labels.tsv"))
    kinds = {"private", "public", "agency", "state_media", "company"}
    assert all(row["family"] and row["kind"] in kinds for row in read_table("publishers.tsv"))

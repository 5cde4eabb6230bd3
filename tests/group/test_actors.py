"""One id for one actor, whatever the spelling."""

from __future__ import annotations

import pytest

from dateline.group.actors import Sighting, canonical_ids, name_id, same_name
from dateline.model.story import Judgement


def seen(*names: str, story: str = "s1") -> list[Sighting]:
    return [Sighting(name, "person", story) for name in names]


def test_spellings_of_one_story_share_the_id_seen_most() -> None:
    found = canonical_ids(seen("Heydar Alishvandi", "Heidar Alishvandi", "Heydar Alishvandi", "Odd Brekke"))
    assert found == {"p:heidar-alishvandi": "p:heydar-alishvandi"}


def test_other_stories_and_other_names_stay_apart() -> None:
    assert canonical_ids([*seen("Heydar Alishvandi"), *seen("Heidar Alishvandi", story="s2")]) == {}
    assert canonical_ids(seen("Lena Aust", "Lena Rust", "Jon Aust")) == {}


def test_ids_of_the_lexicon_win_and_are_never_joined_by_spelling() -> None:
    known = Sighting("Wang Yi", "person", "s1", "p:wang-yi-minister")
    assert canonical_ids([known, *seen("Wang-Yi", "Wang Yi")]) == {"p:wang-yi": "p:wang-yi-minister"}


def test_people_decide() -> None:
    names = seen("Heydar Alishvandi", "Heidar Alishvandi", "Lena Aust", "Magdalena Aust")
    words = [
        Judgement("p:heydar-alishvandi", "p:heidar-alishvandi", "DIFFERENT", "ana", "1"),
        Judgement("p:magdalena-aust", "p:lena-aust", "SAME", "ana", "2"),
    ]
    assert canonical_ids(names, judgements=words) == {"p:magdalena-aust": "p:lena-aust"}


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Gerhard Müller", "Gerhard Muller", True),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Ali Khan", "Ali Khan Bey", False),
        ("Aust", "Rust", False),
    ],
)
def test_same_name(left: str, right: str, same: bool) -> None:
    assert same_name(left, right) is same


def test_ids_of_names_without_latin_letters_persist() -> None:
    assert name_id("王毅", "person") == name_id("王毅", "person") != name_id("王", "person")

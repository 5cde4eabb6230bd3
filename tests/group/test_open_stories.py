"""The index of open stories: exact search in meaning, words held by many, stories that fall silent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dateline.group import open_stories
from dateline.group.middles import Middles
from dateline.group.open_stories import Holders, Shelf
from dateline.group.open_story import OpenStory
from dateline.group.rarity import Rarity
from dateline.group.sketch import sketch
from dateline.model.story import Membership

from .reports import FERRY, MINE, report


def story(number: int, *meaning: float) -> OpenStory:
    made = OpenStory(number)
    made.meaning = np.array(meaning, dtype=np.float32)
    return made


def test_the_nearest_in_meaning_come_first() -> None:
    middles = Middles()
    for number, angle in enumerate((0.1, 1.2, 0.3, 0.9)):
        middles.put(story(number, np.cos(angle), np.sin(angle)))
    asked = np.array([1.0, 0.0], dtype=np.float32)
    assert middles.nearest(asked, most=2) == [0, 2]
    assert middles.nearest(asked, most=9) == [0, 2, 3, 1]
    middles.remove(story(0, 1.0, 0.0))
    assert middles.nearest(asked, most=2) == [2, 3]
    middles.put(story(1, 1.0, 0.0))
    assert middles.nearest(asked, most=1) == [1], "a story that grew has its new middle"


def test_the_stories_opened_first_lose_their_row_whatever_the_order() -> None:
    asked = np.array([1.0, 0.0], dtype=np.float32)
    for order in ((0, 1, 2, 3), (3, 1, 0, 2)):
        middles = Middles(rows=2)
        for number in order:
            middles.put(story(number, 1.0, 0.0))
        assert middles.nearest(asked, most=4) == [2, 3]


def test_a_word_knows_its_stories_in_the_order_they_opened() -> None:
    holders = Holders()
    for number, weight in ((4, 0.4), (1, 0.1), (9, 0.9), (4, 0.5)):
        holders.put(number, weight)
    assert (list(holders.numbers), list(holders.weights)) == ([1, 4, 9], [0.1, 0.5, 0.9])
    assert [part.tolist() for part in holders.latest(2)] == [[4, 9], [0.5, 0.9]]
    holders.remove(4)
    holders.remove(7)
    assert list(holders.numbers) == [1, 9]


def laid(shelf: Shelf, rarity: Rarity, name: str, text: str, day: str) -> OpenStory:
    made = shelf.open()
    one = rarity.weigh(sketch(report(name, text, day=day)))
    shelf.add(made, one, Membership(article_id=name, score=1.0, why="laid"), order=made.number)
    return made


def test_candidates_share_the_most_telling_words() -> None:
    shelf, rarity = Shelf(), Rarity()
    mine = laid(shelf, rarity, "m", MINE[0], "2031-03-05")
    ferry = laid(shelf, rarity, "f", FERRY[0], "2031-03-05")
    one = rarity.weigh(sketch(report("x", FERRY[1], day="2031-03-06")))
    assert shelf.candidates(one, most=1) == [ferry]
    assert shelf.candidates(one, most=2) == [ferry, mine]
    shelf.close(ferry)
    assert shelf.candidates(one, most=2) == [mine]


def test_of_many_stories_with_a_word_the_last_are_looked_at() -> None:
    shelf, rarity = Shelf(), Rarity()
    made = [laid(shelf, rarity, f"f{n}", FERRY[0], "2031-03-05") for n in range(open_stories.HOLDERS + 5)]
    one = rarity.weigh(sketch(report("x", FERRY[0], day="2031-03-06")))
    found = shelf.candidates(one, most=len(made))
    assert len(found) == open_stories.HOLDERS
    assert made[0] not in found
    assert made[-1] in found


def test_silent_stories_are_told_once_a_day_has_come() -> None:
    shelf, rarity = Shelf(), Rarity()
    early = laid(shelf, rarity, "a", FERRY[0], "2031-03-05")
    late = laid(shelf, rarity, "b", MINE[0], "2031-03-09")
    undated = rarity.weigh(replace(sketch(report("u", "An undated note about nothing.")), day=None))
    shelf.add(shelf.open(), undated, Membership(article_id="u", score=1.0, why="laid"), order=2)
    day = late.days[0]
    assert shelf.silent_before(day - 4) == []
    assert shelf.silent_before(day) == [early]
    shelf.close(early)
    assert shelf.silent_before(day + 1) == [late], "a story without days never falls silent"

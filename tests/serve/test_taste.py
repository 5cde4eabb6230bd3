"""What is learnt from one's own opens and saves."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.model.audience import Lesson, Preferences
from dateline.serve.candidates import candidate, headline_words
from dateline.serve.frontpage import Reader, front_page
from dateline.serve.reasons import told
from dateline.serve.taste import LEAST_LIKED, Taste, learn, read_taste, written
from serve.cards import NOW, lesson, story

GRAIN, GOLF = "topic|grain|Grain", "topic|golf|Golf"


def lessons(*, opened: int = 12, passed: int = 30, at: str = NOW) -> list[Lesson]:
    """Somebody who opens stories on grain and passes by those on golf; each has a word of its own too."""
    liked = [lesson(number, "opened", GRAIN, f"word|w{number}|w{number}", at=at) for number in range(opened)]
    return liked + [lesson(100 + number, "shown", GOLF, f"word|v{number}|v{number}", at=at) for number in range(passed)]


def test_it_likes_what_was_opened_and_not_what_was_passed_over() -> None:
    taste = learn(lessons(), now=NOW)
    assert taste.likeness(("topic|grain",)) > 0.3
    assert taste.likeness(("topic|golf",)) < -0.1
    assert taste.likeness(("topic|opera",)) == 0.0
    assert [(one.kind, one.name) for one in taste.strongest(liked=True, most=1)] == [("topic", "Grain")]
    assert [(one.kind, one.name) for one in taste.strongest(liked=False, most=1)] == [("topic", "Golf")]
    assert taste.words() == "Learnt from 12 stories that you opened or saved and 30 that you passed over."


def test_until_enough_is_opened_it_has_no_effect_and_says_so() -> None:
    taste = learn(lessons(opened=LEAST_LIKED - 1), now=NOW)
    assert not taste.speaks
    assert taste.likeness(("topic|grain",)) == 0.0
    assert taste.words() == "Nothing is learnt yet: you opened or saved 4 stories; it begins to count after 1 more."
    assert learn([], now=NOW).words().startswith("Nothing is learnt yet")
    assert not learn(lessons(passed=0), now=NOW).speaks, "nothing to tell it from"


def test_a_save_counts_more_than_an_open_and_hiding_more_than_passing_by() -> None:
    mixed = [
        *lessons(),
        lesson(200, "saved", "topic|chess|Chess"),
        lesson(201, "opened", "topic|opera|Opera"),
        lesson(202, "hidden", "topic|tax|Tax"),
        lesson(203, "shown", "topic|law|Law"),
    ]
    taste = learn(mixed, now=NOW)
    assert taste.weights["topic|chess"] > taste.weights["topic|opera"] > 0
    assert taste.weights["topic|tax"] < taste.weights.get("topic|law", 0.0) <= 0


def test_old_lessons_fade() -> None:
    turned = lessons(at="2025-09-10T12:00:00+00:00") + [
        lesson(300 + number, outcome, trait)
        for number, (outcome, trait) in enumerate([("opened", GOLF)] * 8 + [("shown", GRAIN)] * 20)
    ]
    taste = learn(turned, now=NOW)
    assert taste.likeness(("topic|golf",)) > 0 > taste.likeness(("topic|grain",))


def test_the_first_reports_embedding_counts_too() -> None:
    drawn = np.random.default_rng(5)
    east, west = (one / np.linalg.norm(one) for one in drawn.normal(size=(2, 384)))
    known = lessons()
    leads = {
        one.story_id: (way + drawn.normal(size=384) * 0.03).astype(np.float32)
        for one in known
        for way in (east if one.outcome == "opened" else west,)
    }
    leads = {name: way / np.linalg.norm(way) for name, way in leads.items()}
    bare = [Lesson(story_id=one.story_id, outcome=one.outcome, at=one.at, traits=("word|x|x",)) for one in known]
    taste = learn(bare, now=NOW, leads=leads)
    assert taste.likeness((), east.astype(np.float32)) > 0.2 > -0.2 > taste.likeness((), west.astype(np.float32))
    assert learn(bare, now=NOW).direction is None


def test_it_is_written_and_read_back() -> None:
    leads = {one.story_id: np.eye(384, dtype=np.float32)[int(one.outcome == "opened")] for one in lessons()}
    taste = learn(lessons(), now=NOW, leads=leads)
    again = read_taste(written(taste))
    assert again.weights == taste.weights
    assert again.names == taste.names
    assert again.words() == taste.words()
    assert taste.direction is not None
    assert again.direction == pytest.approx(taste.direction, abs=1e-3)
    assert read_taste(written(Taste())).direction is None


def test_the_same_lessons_teach_the_same_in_any_order() -> None:
    forwards, backwards = learn(lessons(), now=NOW), learn(lessons()[::-1], now=NOW)
    assert forwards.weights == pytest.approx(backwards.weights, abs=2e-4)


def test_it_moves_a_front_page_says_why_and_can_be_switched_off() -> None:
    taste = learn(lessons(), now=NOW)
    stories = (story("a", "topic golf Golf", at=NOW), story("b", "topic grain Grain", at="2026-03-10T10:00:00+00:00"))
    on, off = Preferences(diversity=0.0), Preferences(diversity=0.0, taste=False)
    found = front_page(stories, Reader(taste=taste, preferences=on), now=NOW)
    assert [one.story_id for one in found] == ["b", "a"]
    assert told(found[0]).startswith("Like what you open: Grain")
    assert told(found[1]).startswith("Unlike what you open: Golf")
    switched = front_page(stories, Reader(taste=taste, preferences=off), now=NOW)
    assert [one.story_id for one in switched] == ["a", "b"]
    assert "ike what you open" not in told(switched[0])


def test_traits_are_the_telling_words_and_what_it_is_about() -> None:
    made = story(
        "x", "actor KAZ Kazakhstan", "country KAZ Kazakhstan", headline="The Grain Deal: is it over after all?"
    )
    assert made.traits == (
        "word|grain|grain",
        "word|deal|deal",
        "actor|KAZ|Kazakhstan",
        "outlet|own-x|The x Times",
    )
    assert made.idents[2] == "actor|KAZ"
    assert headline_words("“Grain” — GRAIN! 2026") == ["grain"]
    assert candidate(made.card).traits == made.traits


def test_a_trait_told_twice_is_named_once_and_types_are_told_by_what_is_done() -> None:
    keys = ("actor IRN Iran", "place g:1 Iran", "type CONSULT CONSULT", "outlet o Orbis")
    made = story("x", *keys, headline="")
    assert "type|CONSULT|hold talks" in made.traits
    opened = [lesson(number, "opened", *made.traits) for number in range(8)]
    taste = learn([*opened, *(lesson(100 + number, "shown", GOLF) for number in range(20))], now=NOW)
    found = front_page([made], Reader(taste=taste), now=NOW)
    line = told(found[0])
    assert line.startswith("Like what you open: ")
    assert line.count("Iran") == 1
    assert "hold talks" in line


def test_leads_that_tell_nothing_teach_nothing() -> None:
    drawn = np.random.default_rng(8)
    known = [lesson(number, "opened" if number % 4 == 0 else "shown", "word|x|x") for number in range(60)]
    leads = {one.story_id: way / np.linalg.norm(way) for one in known for way in (drawn.normal(size=384),)}
    taste = learn(known, now=NOW, leads=leads)
    assert all(abs(taste.likeness((), lead)) < 0.1 for lead in leads.values()), "each is held against the others alone"

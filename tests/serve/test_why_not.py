"""What is said of a story that a reader misses on the front page."""

from __future__ import annotations

from typing import Any

from dateline.model.audience import Preferences, Reason
from dateline.serve.candidates import Candidate
from dateline.serve.frontpage import Ranking, Reader
from dateline.serve.weights import FEWEST
from dateline.serve.why_not import why_not
from serve.cards import NOW, follow, mute, state, story


def answers(missed: str, *stories: Candidate, page_size: int = 5, page: int = 1, **reader: Any) -> tuple[Reason, ...]:
    given = {"preferences": Preferences(diversity=0.0, zone="Asia/Tokyo"), **reader}
    return why_not(Ranking(stories, Reader(**given), now=NOW), missed, page_size=page_size, page=page)


def many(number: int, *told: str, at: str = NOW) -> list[Candidate]:
    return [story(f"s{one:03}", *told, at=at) for one in range(number)]


def test_a_story_that_is_there_is_said_to_be_there() -> None:
    assert [one.kind for one in answers("s002", *many(7))] == ["shown"]
    assert answers("s002", *many(7))[0].words == "it stands at place 3 of 7, on page 1"
    assert answers("s006", *many(7), page=2)[0].kind == "shown"


def test_muted_is_said_with_until_when_in_the_readers_zone() -> None:
    until = "2026-03-10T15:00:00+00:00"
    found = answers("x", story("x", "actor FRA France"), mutes=[mute("actor", "FRA", "France", until=until)])
    assert found[0].kind == "muted"
    assert found[0].words == "you muted France until 11 March 2026, 00:00 (Asia/Tokyo)"
    for_ever = answers("x", story("x"), mutes=[mute("story", "x", "Story x", scope="frontpage")])
    assert for_ever[0].words == "you muted Story x on the front page"


def test_hidden_is_said_with_when() -> None:
    found = answers("x", story("x"), states={"x": state("x", hidden_at=NOW)})
    assert (found[0].kind, found[0].words) == ("hidden", "you hid it at 10 March 2026, 21:00 (Asia/Tokyo)")


def test_old_is_said_with_how_old() -> None:
    found = answers("x", story("x", at="2026-02-08T12:00:00+00:00"), *many(FEWEST))
    assert found[0].kind == "old"
    assert found[0].words.startswith("its newest report came 30 days ago; what is older than 7 days is left out")
    assert "nobody knows when" in answers("x", story("x", at=""), *many(FEWEST))[0].words


def test_outranked_is_said_with_by_how_much_and_by_what() -> None:
    missed = story("x", at="2026-03-08T00:00:00+00:00")
    found = answers("x", missed, *many(9, "actor KAZ Kazakhstan"), follows=[follow("actor", "KAZ", "Kazakhstan")])
    assert found[0].kind == "outranked"
    assert found[0].words == "it stands at place 10 of 10, on page 2: its score is 0.30, the last of page 1 has 6.00"
    assert found[0].score == -5.702
    assert [(one.kind, one.words) for one in found[1:]] == [
        ("actor", "3.00 less for actors you follow"),
        ("recency", "2.70 less for how new it is"),
    ]


def test_a_page_full_of_one_outlet_is_said_with_how_many() -> None:
    orbis = [
        story(f"o{number}", "outlet orbis Orbis Daily", at=f"2026-03-10T11:5{9 - number}:00+00:00")
        for number in range(6)
    ]
    others = [story(f"n{number}", at="2026-03-10T10:00:00+00:00") for number in range(6)]
    found = answers("o4", *orbis, *others, preferences=Preferences(diversity=1.0))
    assert [one.kind for one in found][:2] == ["diversity", "outranked"]
    assert "by its score alone it would stand at place 5" in found[0].words
    assert "stories of Orbis Daily above it" in found[0].words
    assert any(one.kind == "diversity" and "outlets and places that stand above" in one.words for one in found[2:])


def test_a_story_the_ranking_does_not_know_has_no_answer_here() -> None:
    assert answers("x", *many(2)) == ()

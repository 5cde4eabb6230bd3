"""The order of a front page and the reasons for it, with cards made by hand and the time passed in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dateline.model.audience import Placing, Preferences
from dateline.model.shelf import Card
from dateline.serve.candidates import Candidate, candidate
from dateline.serve.frontpage import Ranking, Reader, front_page, is_read
from dateline.serve.reasons import age_words, told
from dateline.serve.weights import FEWEST, TABLE, WEIGHTS
from dateline.serve.why_not import NAMES, why_not
from serve.cards import NOW, change, dispute, follow, key, mute, state, story

PLAIN = Preferences(diversity=0.0)


def order(*stories: object, **reader: object) -> list[str]:
    """The ids of the stories as a reader without diversity sees them."""
    return [one.story_id for one in page(*stories, **reader)]


def page(*stories: object, **reader: object) -> tuple[Placing, ...]:
    return front_page(stories, Reader(**{"preferences": PLAIN, **reader}), now=NOW)  # type: ignore[arg-type]


def test_who_follows_nothing_sees_the_newest_and_widest_first() -> None:
    old = story("old", at="2026-03-08T06:00:00+00:00")
    new = story("new", at="2026-03-10T11:00:00+00:00")
    wide = story("wide", at="2026-03-10T11:00:00+00:00", reports=20, outlet_count=9, independent=6, contested=2)
    assert order(old, new, wide) == ["wide", "new", "old"]
    assert "20 reports from 9 outlets" in told(page(old, new, wide)[0])
    assert "3 reports; " in told(page(candidate(Card(story_id="x", headline="", reports=3, last_new=NOW)))[0])


@pytest.mark.parametrize(
    ("target", "ident"),
    [
        ("actor", "KAZ"),
        ("place", "g:1"),
        ("topic", "grain"),
        ("outlet", "orbis"),
        ("story", "old"),
        ("claim", "old#c1"),
    ],
)
def test_what_is_followed_comes_up_and_says_so(target: str, ident: str) -> None:
    keys = ("actor KAZ Kazakhstan", "place g:1 Astana", "topic grain Grain", "outlet orbis Orbis Daily")
    stories = (story("old", *keys), story("new", at=NOW))
    assert order(*stories) == ["new", "old"]
    found = page(*stories, follows=[follow(target, ident, "Named So")])
    assert found[0].story_id == "old"
    assert found[0].reasons[0].kind == target
    assert told(found[0]).startswith("You follow")
    assert target == "story" or "Named So" in told(found[0])


def test_a_followed_search_counts_for_the_stories_it_finds() -> None:
    stories = (story("old", at="2026-03-09T20:00:00+00:00"), story("new", at=NOW))
    found = page(*stories, follows=[follow("search", "grain export")], found={"grain export": {"old"}})
    assert found[0].story_id == "old"
    assert told(found[0]).startswith("Your search “grain export” finds it")


def test_a_states_organs_are_followed_only_where_the_reader_says_so() -> None:
    ministry = story("m", "actor KAZGOV Government of Kazakhstan")
    alone = page(ministry, follows=[follow("actor", "KAZ", "Kazakhstan")])
    assert "actor" not in {one.kind for one in alone[0].reasons}
    with_organs = page(ministry, follows=[follow("actor", "KAZ", "Kazakhstan", organs=True)])
    assert told(with_organs[0]).startswith("You follow Kazakhstan with its organs (Government of Kazakhstan)")
    other = story("o", "actor KAZAKOVGOV Kazakov", "actor KGZGOV Government of Kyrgyzstan")
    found = page(other, follows=[follow("actor", "KGZ", "Kyrgyzstan", organs=True)])
    assert "Government of Kyrgyzstan" in told(found[0])


def test_a_country_is_followed_as_a_place_by_its_letters() -> None:
    there = story("there", "country KAZ Kazakhstan")
    assert told(page(there, follows=[follow("place", "KAZ", "Kazakhstan")])[0]).startswith("You follow Kazakhstan")


def test_what_is_in_more_of_the_reports_counts_more() -> None:
    beside = story("beside", key("actor KAZ Kazakhstan", 0.1), reports=10)
    about = story("about", key("actor KAZ Kazakhstan", 0.9), reports=10)
    found = page(beside, about, follows=[follow("actor", "KAZ", "Kazakhstan")])
    assert [one.story_id for one in found] == ["about", "beside"]
    assert "(in 1 of 10 reports)" in told(found[1])


def test_each_further_follow_counts_half_the_one_before() -> None:
    both = story("both", "actor KAZ Kazakhstan", "actor UZB Uzbekistan")
    found = page(both, follows=[follow("actor", "KAZ"), follow("actor", "UZB")])
    assert [one.score for one in found[0].reasons[:2]] == [TABLE["actor"], TABLE["actor"] / 2]
    assert found[0].score == pytest.approx(sum(one.score for one in found[0].reasons), abs=0.01)


def test_news_since_the_last_look_lifts_a_story_and_is_told() -> None:
    looked, other = story("looked", reports=5, outlet_count=3), story("other", reports=5)
    news = [change("looked")] * 3 + [change("looked", "contested", "contested: number of cables")]
    found = page(
        other, looked, states={"looked": state("looked", looked_at="2026-03-09T00:00:00+00:00")}, news={"looked": news}
    )
    assert found[0].story_id == "looked"
    assert "3 reports, contested: number of cables since you last looked" in told(found[0])
    assert found[0].news[0] == "a new report"


def test_what_was_read_sinks_until_something_is_new() -> None:
    one, two = story("one", at=NOW), story("two", at="2026-03-10T08:00:00+00:00")
    read = {"one": state("one", looked_at=NOW, read_at=NOW)}
    assert order(one, two) == ["one", "two"]
    assert order(one, two, states=read) == ["two", "one"]
    assert order(one, two, states=read, news={"one": [change("one")]}) == ["one", "two"]


def test_reading_can_be_taken_back_and_all_be_read() -> None:
    early, late = "2026-03-09T00:00:00+00:00", "2026-03-10T00:00:00+00:00"
    assert not is_read(None, late, None)
    assert is_read(state("s", read_at=late), late, None)
    assert is_read(None, early, late)
    assert not is_read(None, late, early)
    assert not is_read(state("s", unread_at=late), early, early), "marked unread after all was read"
    assert is_read(state("s", unread_at=early), early, late)


def test_contradiction_is_told_and_a_muted_question_is_not() -> None:
    torn = story("torn", contested=2, dispute=dispute("number of cables"))
    assert "ontested: number of cables and 1 more question" in told(page(torn)[0])
    quiet = page(torn, mutes=[mute("claim", "torn#c1")])
    assert "ontested" not in told(quiet[0])
    assert quiet[0].score == pytest.approx(page(torn)[0].score - TABLE["contradiction"] * 0.75)


def test_what_is_muted_is_left_out_and_what_only_mentions_it_stays() -> None:
    about = story("about", key("actor FRA France", 0.5), reports=2)
    beside = story("beside", key("actor FRA France", 0.1), reports=10)
    assert order(about, beside, mutes=[mute("actor", "FRA")]) == ["beside"]


def test_a_muted_outlet_hides_only_what_nobody_else_reports() -> None:
    alone = story("alone", "outlet orbis Orbis Daily")
    shared = story("shared", key("outlet orbis Orbis Daily", 0.5), key("outlet other Other", 0.5), reports=2)
    assert order(alone, shared, mutes=[mute("outlet", "orbis")]) == ["shared"]


def test_stories_searches_and_hidden_stories_are_left_out() -> None:
    stories = (story("a"), story("b"), story("c"), story("d", also_known_as=("d-once",)))
    found = {"golf": {"b"}}
    mutes = [mute("story", "a"), mute("search", "golf"), mute("story", "d-once")]
    assert order(*stories, mutes=mutes, found=found) == ["c"]
    assert order(*stories, states={"c": state("c", hidden_at=NOW)}) == ["a", "b", "d"]


def test_the_old_is_left_out_where_there_is_enough_that_is_young() -> None:
    old = story("old", "actor KAZ Kazakhstan", at="2026-02-20T00:00:00+00:00")
    young = [story(f"y{number:03}") for number in range(FEWEST)]
    assert "old" not in order(old, *young)
    assert "old" in order(old, *young[1:]), "better old news than an empty page"
    assert "old" in order(old, *young, follows=[follow("actor", "KAZ")])
    assert "old" in order(old, *young, states={"old": state("old", looked_at=NOW)}, news={"old": [change("old")]})


def test_diversity_lets_other_outlets_in_between_and_says_so() -> None:
    orbis = [
        story(f"o{number}", "outlet orbis Orbis Daily", at=f"2026-03-10T11:{59 - number}:00+00:00")
        for number in range(4)
    ]
    other = story("other", "outlet nova Nova", at="2026-03-10T10:00:00+00:00")
    assert order(*orbis, other) == ["o0", "o1", "o2", "o3", "other"]
    found = page(*orbis, other, preferences=Preferences(diversity=1.0))
    assert [one.story_id for one in found] == ["o0", "other", "o1", "o2", "o3"]
    assert "moved up 3 places, for other outlets" in told(found[1])
    assert "moved down 1 place: 1 story of Orbis Daily above it" in told(found[2])
    assert found[2].reasons[-1].score < 0


def test_one_outlet_alone_keeps_its_order_and_no_reason_is_made_up() -> None:
    stories = [story(f"s{number}", "outlet orbis Orbis", at=f"2026-03-10T0{number}:00:00+00:00") for number in range(5)]
    found = page(*stories, preferences=Preferences(diversity=1.0))
    assert [one.story_id for one in found] == ["s4", "s3", "s2", "s1", "s0"]
    assert all(reason.kind != "diversity" for one in found for reason in one.reasons)


def test_the_page_is_the_same_however_candidates_come_and_however_far_it_is_asked() -> None:
    drawn = random.Random(3)
    stories = [
        story(
            f"s{number:02}",
            f"outlet o{drawn.randrange(4)} Outlet",
            f"place p{drawn.randrange(3)} Place",
            at=f"2026-03-{drawn.randrange(5, 10):02}T{drawn.randrange(24):02}:00:00+00:00",
            reports=drawn.randrange(1, 9),
        )
        for number in range(50)
    ]
    reader = Reader(preferences=Preferences(diversity=0.6))
    whole = [one.story_id for one in front_page(stories, reader, now=NOW)]
    drawn.shuffle(stories)
    by_pages = Ranking(stories, reader, now=NOW)
    assert [one.candidate.story_id for start in (0, 20, 40) for one in by_pages.order(start, start + 20)] == whole
    assert len(set(whole)) == 50
    assert greedy(stories, reader) == whole


def greedy(stories: list[Candidate], reader: Reader) -> list[str]:
    """The order by plainly looking at all that is left, place by place."""
    ranking = Ranking(stories, reader, now=NOW)
    left, found = list(ranking.ranked.values()), []
    while left:
        best = min(
            left,
            key=lambda one: (-(one.score + ranking._spread * ranking._crowd(one.candidate)), one.candidate.story_id),
        )
        left.remove(best)
        found.append(best.candidate.story_id)
        for ident, part, _ in best.candidate.outlets:
            ranking._loads["outlet", ident] += part
        ranking._loads["place", best.candidate.place.key] += 1.0  # type: ignore[union-attr]
    return found


def test_scores_are_the_sum_of_their_reasons() -> None:
    one = story("one", "actor KAZ Kazakhstan", reports=9, outlet_count=4, independent=3, contested=1)
    found = page(one, follows=[follow("actor", "KAZ")], before_at="2026-03-09T00:00:00+00:00")[0]
    assert found.score == pytest.approx(sum(reason.score for reason in found.reasons), abs=0.01)
    assert "new" in {reason.kind for reason in found.reasons}


def test_each_weight_has_words_and_a_name() -> None:
    assert len({one.name for one in WEIGHTS}) == len(WEIGHTS)
    assert set(NAMES) == set(TABLE)
    assert all(len(one.words) > 15 for one in WEIGHTS)


def test_bad_and_future_moments_stop_nothing() -> None:
    stories = (story("bad", at="soon"), story("ahead", at="2027-01-01T00:00:00+00:00"), story("none", at=""))
    found = page(*stories)
    assert found[0].story_id == "ahead"
    assert "ewest report just now" in told(found[0])
    assert age_words("soon", NOW) == "at an unknown time"
    assert age_words("2026-03-08T12:00:00+00:00", NOW) == "2 days ago"
    assert age_words("2026-03-09T11:00:00+00:00", NOW) == "25 hours ago"


def test_a_ranking_taken_over_to_another_time_is_as_one_made_anew() -> None:
    later = "2026-03-11T12:00:00+00:00"
    stories = [
        story(
            f"s{number}", "actor KAZ Kazakhstan", f"outlet o{number % 2} O", at=f"2026-03-0{1 + number}T06:00:00+00:00"
        )
        for number in range(6)
    ]
    reader = Reader(follows=[follow("actor", "KAZ")], states={"s3": state("s3", hidden_at=NOW)})
    first = Ranking(stories, reader, now=NOW)
    first.placings()
    changed = [*stories[1:], story("s0", at=later), story("new", "actor KAZ Kazakhstan", at=later)]
    taken = Ranking(changed, reader, now=later, before=first)
    assert taken.placings() == Ranking(changed, reader, now=later).placings()
    assert set(taken.left_out) == {"s3"}
    again = Ranking([*changed[1:], story("lead", "actor KAZ Kazakhstan", at=later)], reader, now=later, before=taken)
    anew = Ranking(again_candidates(again), reader, now=later)
    for missed in ("s1", "s5"):
        assert why_not(again, missed, page_size=2) == why_not(anew, missed, page_size=2)


def again_candidates(ranking: Ranking) -> list[Candidate]:
    return [one.candidate for one in ranking.ranked.values()]


def test_the_page_for_readers_tells_the_table_as_it_is(root: Path) -> None:
    told = (root / "docs" / "frontpage.md").read_text("utf-8")
    for one in WEIGHTS:
        assert f"| {one.name} | {one.weight:+.1f} | {one.words} |" in told

"""The story scorer: what speaks for one happening, what against it, what keeps a long story from swallowing others."""

from __future__ import annotations

from dataclasses import replace

from dateline.group.open_stories import Shelf
from dateline.group.open_story import OpenStory, Weighed
from dateline.group.rarity import Rarity
from dateline.group.scorer import CROWD, FEATURES, MEANING, USUAL_CROWD, WORDS, compared, crowd_of, features, likeness
from dateline.group.sketch import ArticleSketch, from_payload, sketch, to_payload
from dateline.model.annotation import Mention, PlaceMention
from dateline.model.story import Membership
from dateline.model.text import Span

from .reports import FERRY, report


def made(name: str, *, day: str = "2031-03-05", **fields: tuple[str, ...]) -> ArticleSketch:
    return replace(sketch(report(name, FERRY[0], day=day)), **fields)  # type: ignore[arg-type]


def told(rarity: Rarity, *sketches: ArticleSketch) -> OpenStory:
    shelf = Shelf()
    story = shelf.open()
    for order, one in enumerate(sketches):
        shelf.add(story, rarity.weigh(one), Membership(article_id=one.id, score=1.0, why="laid"), order=order)
    return story


def values(one: Weighed, story: OpenStory) -> dict[str, float]:
    return dict(zip(FEATURES, features(one, story), strict=True))


def test_towns_clash_only_when_neither_report_names_the_towns_of_the_other() -> None:
    rarity = Rarity()
    story = told(rarity, made("a", towns=("orvelle", "tarvan"), lead_towns=("orvelle",)))
    other = rarity.weigh(made("b", towns=("kestrun",), lead_towns=("kestrun",)))
    beside = rarity.weigh(made("c", towns=("kestrun", "orvelle"), lead_towns=("kestrun",)))
    unknown = rarity.weigh(made("d"))
    assert [values(one, story)["other_towns"] for one in (other, beside, unknown)] == [1.0, 0.0, 0.0]


def test_rare_people_bind_and_other_people_part() -> None:
    rarity = Rarity()
    for number in range(60):
        rarity.weigh(made(f"x{number}", people=("smith",)))
    story = told(rarity, made("a", people=("brekke", "smith")), made("b", people=("brekke",)))
    rare, common, other = (
        values(rarity.weigh(made(name, people=(name,))), story) for name in ("brekke", "smith", "dorval")
    )
    assert rare["same_people"] > 5 * common["same_people"] > 0
    assert (rare["other_people"], other["other_people"], other["same_people"]) == (0.0, 1.0, 0.0)


def test_the_same_people_make_a_late_report_fit_better() -> None:
    rarity = Rarity()
    for number in range(60):
        rarity.weigh(made(f"x{number}"))
    story = told(rarity, made("a", people=("brekke",)), made("b", people=("brekke",)))
    late = [rarity.weigh(made(name, day="2031-04-20", people=(name,))) for name in ("brekke", "dorval")]
    assert likeness(late[0], story).odds > likeness(late[1], story).odds + 1.5


def test_an_old_and_large_story_asks_for_more() -> None:
    rarity = Rarity()
    young = told(rarity, made("a"))
    old = told(rarity, *(made(f"o{day}", day=f"2031-03-{day:02}") for day in range(1, 6)))
    one = rarity.weigh(made("b"))
    assert values(one, old)["age"] > values(one, young)["age"] == 0.0
    assert values(one, old)["size"] > values(one, young)["size"] == 0.0


def test_the_crowd_are_the_middle_ranks_by_words() -> None:
    assert crowd_of([]) == crowd_of([0.9] * CROWD.start) == USUAL_CROWD, "too few to tell"
    assert crowd_of([0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6]) == (0.4 + 0.3 + 0.2 + 0.1) / 4
    assert crowd_of([0.9, 0.8, 0.7, 0.6, 0.5]) == 0.5, "fewer than all ranks"
    assert crowd_of([0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5, 0.5, 0.1, 0.0]) == 0.5, "what is far away is no crowd"


def test_nearness_in_meaning_says_less_in_a_crowd_of_stories_like_it() -> None:
    rarity = Rarity()
    near = (1.0,) + (0.0,) * 383
    one, *others = (rarity.weigh(sketch(report(f"r{number}", FERRY[0], embedding=near))) for number in range(9))
    stories = []
    for order, other in enumerate(others):
        stories.append(Shelf().open())
        stories[-1].add(other, Membership(article_id=other.sketch.id, score=1.0, why="laid"), order)
    few, many = compared(one, stories[:4])[0], compared(one, stories)[0]
    assert few.crowd == USUAL_CROWD < many.crowd
    assert (few.values[WORDS], few.values[MEANING]) == (many.values[WORDS], many.values[MEANING])
    assert few.odds > many.odds + 5.0
    assert many.odds == likeness(one, stories[0], crowd=many.crowd).odds
    assert compared(one, stories[:4], beside=[0.5])[0].crowd == 0.5, "stories of other blocks stand in the crowd too"


def test_the_names_of_a_headline_are_not_trusted() -> None:
    rarity = Rarity()
    story = told(rarity, made("a"), made("b"))
    head = rarity.weigh(sketch(report("h", "Tugboats pull the ferry free near Orvelle at dawn", day="2031-03-05")))
    assert head.names
    assert story.likeness(head, "names") != values(head, story)["names"] == values(head, story)["words"]
    whole = rarity.weigh(made("c"))
    assert values(whole, story)["names"] == story.likeness(whole, "names")


def test_in_a_stream_of_one_event_its_words_soon_tell_nothing() -> None:
    rarity = Rarity()
    before = rarity.of("ferry")
    for number in range(300):
        rarity.weigh(made(f"f{number}"))
    assert rarity.of("ferry") < before / 5


def test_people_and_towns_come_from_the_annotations() -> None:
    read = report("a", FERRY[0])
    text = read.article.text

    def span_of(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    person = Mention(
        article_id="a", span=span_of("Odd Brekke"), exact="Odd Brekke", made_by="t", kind="person", name="Odd Brekke"
    )
    town = PlaceMention(
        article_id="a", span=span_of("Orvelle"), exact="Orvelle", made_by="t", name="Orvelle", precision="city"
    )
    one = sketch(read.with_((person, town)))
    assert (one.people, one.towns, one.lead_towns) == (("brekke",), ("orvelle",), ("orvelle",))
    old = {name: value for name, value in to_payload(one).items() if name not in ("people", "towns", "lead_towns")}
    assert from_payload(old).people == (), "a sketch kept by an earlier version is still read"

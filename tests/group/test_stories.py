"""The story engine: one happening one story, ids that stay, people's judgements first."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from importlib.resources import files

from dateline.group.held import article_ids, from_row, to_row
from dateline.group.sketch import ArticleSketch, from_payload, sketch, to_payload
from dateline.group.stories import StoryFold, group, setting, story_id
from dateline.model.story import Judgement, Story

from .reports import FERRY, MINE, report

DAYS = ("2031-03-05", "2031-03-06", "2031-03-06")


def ferry_and_mine(*, dated: bool = True) -> list[ArticleSketch]:
    ferry = [report(f"f{n}", text, day=DAYS[n] if dated else None) for n, text in enumerate(FERRY)]
    mine = [report(f"m{n}", text, day=DAYS[n] if dated else None) for n, text in enumerate(MINE)]
    return [sketch(one) for one in (ferry[0], mine[0], ferry[1], mine[1], ferry[2])]


def sets(fold_or_grouping: object) -> set[frozenset[str]]:
    stories = fold_or_grouping.stories  # type: ignore[attr-defined]
    return {frozenset(one.article_ids) for one in (stories() if callable(stories) else stories)}


def test_two_happenings_are_two_stories() -> None:
    expected = {frozenset({"f0", "f1", "f2"}), frozenset({"m0", "m1"})}
    assert sets(group(ferry_and_mine())) == expected
    assert sets(group(ferry_and_mine(dated=False))) == expected


def test_the_id_comes_from_the_founding_article_whatever_the_order() -> None:
    sketches = ferry_and_mine()
    forward, backward = group(sketches), group(sketches[::-1])
    assert {one.id for one in forward.stories} == {story_id("f0"), story_id("m0")}
    assert {one.id for one in backward.stories} == {one.id for one in forward.stories}
    late_founder = next(one for one in backward.stories if one.id == story_id("f0"))
    assert late_founder.also_known_as == (story_id("f1"), story_id("f2"))
    assert late_founder.article_ids[0] == "f0"


def test_every_member_says_why() -> None:
    fold = StoryFold()
    first, other, joined, *_ = [fold.add(one) for one in ferry_and_mine()]
    assert first.new
    assert other.new
    assert not joined.new
    assert joined.story_id == first.story_id
    assert 0.5 < joined.score <= 1
    assert "lysk" in joined.why
    assert "1 day apart" in joined.why


def test_adding_the_same_report_again_changes_nothing() -> None:
    fold = StoryFold()
    sketches = ferry_and_mine()
    for one in sketches:
        fold.add(one)
    before = fold.stories()
    fold.add(sketches[0])
    assert fold.stories() == before


def test_a_long_silence_closes_a_story() -> None:
    first, again = sketch(report("a", FERRY[0], day="2031-03-05")), sketch(report("b", FERRY[0], day="2031-09-05"))
    assert sets(group([first, again])) == {frozenset({"a"}), frozenset({"b"})}
    undated = replace(again, day=None, sort_key=("9999", "b"))
    assert sets(group([first, undated])) == {frozenset({"a", "b"})}


def test_people_say_different() -> None:
    word = Judgement("f0", "f1", "DIFFERENT", "ana", "2031-03-07")
    stories = group(ferry_and_mine(), judgements=[word]).stories
    home = {article: one.id for one in stories for article in one.article_ids}
    assert home["f0"] != home["f1"]


def test_people_say_same_for_articles_and_for_stories() -> None:
    for left, right in (("f0", "m0"), ("f2", "m1"), (story_id("m0"), story_id("f0"))):
        merged = group(ferry_and_mine(), judgements=[Judgement(left, right, "SAME", "ana", "2031-03-07")]).stories
        assert len(merged) == 1, (left, right)
        assert merged[0].id == story_id("f0")
        assert story_id("m0") in merged[0].also_known_as


def test_the_latest_word_counts() -> None:
    words = [Judgement("f0", "m0", "SAME", "ana", "2031-03-07"), Judgement("m0", "f0", "UNSURE", "ana", "2031-03-08")]
    assert len(group(ferry_and_mine(), judgements=words).stories) == 2


def test_a_fold_goes_on_where_the_last_one_stopped() -> None:
    sketches = ferry_and_mine()
    whole = StoryFold()
    for one in sketches:
        whole.add(one)
    first = StoryFold()
    for one in sketches[:3]:
        first.add(one)
    rows = [to_row(one) for one in first.held().stories]
    known = {one.id: one for one in sketches[:3]}
    assert sorted(article_ids(rows)) == ["f0", "f1", "m0"]
    second = StoryFold(replace(first.held(), stories=tuple(from_row(one, known) for one in rows)))
    assert second.news().stories == (), "nothing has changed yet"
    for one in sketches[3:]:
        second.add(one)
    assert second.stories() == whole.stories()
    assert second.held() == whole.held(), "weights, reasons and sums are the same to the last bit"


def test_the_bundled_pack_report_by_report_gives_what_one_fold_gives() -> None:
    rows = files("dateline.pack").joinpath("reports.jsonl").read_text(encoding="utf-8").splitlines()
    sketches = [
        sketch(report(row["id"], row["text"], headline=row.get("headline"), day=row.get("published_at")))
        for row in map(json.loads, rows)
    ]
    whole, kept, held = StoryFold(), dict[str, Story](), None
    for at in range(0, len(sketches), 7):
        fold = StoryFold(held)
        for one in sketches[at : at + 7]:
            fold.add(one)
            whole.add(one)
        news, held = fold.news(), fold.held()
        kept = {name: one for name, one in kept.items() if name not in news.gone_ids}
        kept |= {one.id: one for one in news.stories}
    assert kept == {one.id: one for one in whole.stories()}


def test_what_changed_and_what_ended() -> None:
    first = StoryFold()
    for one in ferry_and_mine():
        first.add(one)
    later = StoryFold(first.held())
    later.add(sketch(report("z", "Something else entirely happened far away.", day="2031-12-05")))
    news = later.news()
    assert [one.article_ids for one in news.stories] == [("z",)]
    assert len(news.held) == 1
    assert len(news.ended) == 2
    assert news.gone_ids == ()


def test_another_setting_when_people_said_something() -> None:
    word = Judgement("f0", "m0", "SAME", "ana", "2031-03-07")
    assert setting() == setting(()) != setting((word,))


def test_a_sketch_survives_json() -> None:
    unit = tuple([0.6, 0.8] + [0.0] * 382)
    made = sketch(report("é1", FERRY[0] + " \U0001f6a2 كلمة", day="2031-03-05", headline="Ferry", embedding=unit))
    assert from_payload(json.loads(json.dumps(to_payload(made)))) == made
    assert made.embedding is not None
    assert abs(float(made.embedding[1]) - 0.8) < 1e-3


def test_empty_and_wordless_reports_are_stories_of_their_own() -> None:
    sketches = [sketch(report("e1", "")), sketch(report("e2", "…!?")), sketch(report("e3", ""))]
    assert len(group(sketches).stories) == 3


def test_meaning_brings_reports_together_that_share_few_words() -> None:
    unit, other = tuple([1.0] + [0.0] * 383), tuple([0.0, 1.0] + [0.0] * 382)
    texts = ("Vessel hits rocks off Orvelle in gale", "Orvelle: ship stranded by storm winds")
    near = [sketch(report(f"n{n}", text, day=DAYS[0], embedding=unit)) for n, text in enumerate(texts)]
    far = [near[0], sketch(report("n1", texts[1], day=DAYS[0], embedding=other))]
    fold_near, fold_far = StoryFold(), StoryFold()
    scores = [[fold.add(one) for one in pair][1] for fold, pair in ((fold_near, near), (fold_far, far))]
    assert not scores[0].new
    assert scores[1].new


def test_look_alikes_of_the_bundled_pack_stay_apart_even_by_words_alone() -> None:
    pack = files("dateline.pack").joinpath("reports.jsonl").read_text(encoding="utf-8")
    rows = [row for row in map(json.loads, pack.splitlines()) if row["id"].startswith("ecb-")]
    made = group(
        sketch(report(row["id"], row["text"], headline=row["headline"], day=row["published_at"])) for row in rows
    )
    happenings = [Counter(_happening(one) for one in story.article_ids) for story in made.stories]
    assert all(len(one) == 1 for one in happenings), happenings
    largest = {happening: max(one[happening] for one in happenings) for one in happenings for happening in one}
    whole = Counter(_happening(row["id"]) for row in rows)
    assert all(largest[one] >= 0.6 * number for one, number in whole.items()), (largest, whole)


def _happening(article_id: str) -> str:
    topic, _, rest = article_id.removeprefix("ecb-").partition("_")
    return topic + rest.lstrip("0123456789")

"""An archive grouped at once has the stories of the stream, whatever is spread over processes."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from importlib.resources import files

from dateline.group.batch import Block, Pair, Share, alike_pairs, blocks, fold_block, group_batch, weighed_in_order
from dateline.group.sketch import ArticleSketch, sketch
from dateline.group.stories import group, story_id
from dateline.model.story import Judgement, Story

from .reports import FERRY, report
from .test_stories import ferry_and_mine


def pack() -> list[ArticleSketch]:
    rows = files("dateline.pack").joinpath("reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        sketch(report(row["id"], row["text"], headline=row.get("headline"), day=row.get("published_at")))
        for row in map(json.loads, rows)
    ]


def members(stories: tuple[Story, ...]) -> set[tuple[str, frozenset[str]]]:
    return {(one.id, frozenset(one.article_ids)) for one in stories}


def agreement(left: tuple[Story, ...], right: tuple[Story, ...]) -> float:
    """BCubed F1 of two groupings."""
    ours = {article: set(one.article_ids) for one in left for article in one.article_ids}
    theirs = {article: set(one.article_ids) for one in right for article in one.article_ids}
    assert ours.keys() == theirs.keys()
    shared = {one: len(ours[one] & theirs[one]) for one in ours}
    precision = sum(shared[one] / len(ours[one]) for one in ours)
    recall = sum(shared[one] / len(theirs[one]) for one in ours)
    return 2 * precision * recall / (precision + recall) / len(ours)


def test_the_bundled_pack_at_once_and_as_a_stream() -> None:
    made = pack()
    stream, batch = group(made), group_batch(made)
    assert agreement(stream.stories, batch.stories) >= 0.97
    assert batch.copies == stream.copies


def test_the_same_ids_and_aliases() -> None:
    for order in (1, -1):
        sketches = ferry_and_mine()[::order]
        assert members(group_batch(sketches).stories) == members(group(sketches).stories)
        aliases = {one.id: one.also_known_as for one in group(sketches).stories}
        assert {one.id: one.also_known_as for one in group_batch(sketches).stories} == aliases


def test_people_win_over_scores_across_blocks_too() -> None:
    for left, right in (("f0", "m0"), (story_id("m0"), story_id("f0"))):
        word = [Judgement(left, right, "SAME", "ana", "2031-03-07")]
        assert members(group_batch(ferry_and_mine(), judgements=word).stories) == members(
            group(ferry_and_mine(), judgements=word).stories
        )
    word = [Judgement("f0", "f1", "DIFFERENT", "ana", "2031-03-07")]
    home = {
        article: one.id for one in group_batch(ferry_and_mine(), judgements=word).stories for article in one.article_ids
    }
    assert home["f0"] != home["f1"]


def test_blocks_are_independent_and_travel() -> None:
    made = pack()
    reports = tuple(weighed_in_order(made))
    found = blocks(reports, alike_pairs(Share(reports)))
    assert len(found) >= 3
    there = [fold_block(pickle.loads(pickle.dumps(one))) for one in found[::-1]]
    assert members(tuple(story for one in there for story in one)) == members(group_batch(made).stories)


def test_the_search_for_pairs_can_be_shared_out() -> None:
    reports = tuple(weighed_in_order(pack()))
    whole = set(alike_pairs(Share(reports)))
    assert whole
    assert set().union(*(alike_pairs(Share(reports, part, 3)) for part in range(3))) == whole


def test_what_is_alike_in_other_blocks_goes_with_a_report() -> None:
    reports = tuple(weighed_in_order(ferry_and_mine()))
    late, ferry, mine = reports[-1], *(tuple(one for one in reports if one.one.sketch.id[0] == kind) for kind in "fm")
    other = mine if late in ferry else ferry
    pairs = [Pair(one.order, rows[0].order, 1.0, 0.6) for rows in (ferry, mine) for one in rows[1:]]
    pairs += [Pair(late.order, one.order, -4.0, 0.1 * number) for number, one in enumerate(other[::-1], start=1)]
    pairs.sort(key=lambda pair: -pair.words)
    found = {row.order: row.beside for block in blocks(reports, pairs) for row in block.reports}
    assert len(other) > 1
    assert found.pop(late.order) == (0.1 * len(other),), "one number for a block, that of its nearest report"
    assert set(found.values()) == {()}


def test_a_block_is_folded_with_the_crowd_outside() -> None:
    near = (1.0,) + (0.0,) * 383
    made = [sketch(report(f"f{n}", text, day="2031-03-05", embedding=near)) for n, text in enumerate(FERRY[:2])]
    first, late = weighed_in_order(made)
    crowded = replace(late, beside=(0.9,) * 8)
    assert [len(fold_block(Block((first, one), ()))) for one in (late, crowded)] == [1, 2]


def test_the_window_holds_at_once_too() -> None:
    first, again = sketch(report("a", FERRY[0], day="2031-03-05")), sketch(report("b", FERRY[0], day="2031-09-05"))
    other = replace(sketch(report("z", "Nothing of the kind.", day="2031-09-05")), sort_key=("2031", "z"))
    assert len(group_batch([first, again]).stories) == 2
    late = replace(first, id="c", sort_key=("2031-03-06", "c"))
    rows = [first, other, late]  # a later day has come from elsewhere: the story is closed for its late report
    assert members(group_batch(rows).stories) == members(group(rows).stories)
    assert len(group(rows).stories) == 3


def test_an_empty_archive() -> None:
    assert group_batch([]).stories == ()

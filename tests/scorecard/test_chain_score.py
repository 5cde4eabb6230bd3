"""Chains right and wrong by links, order and kinds, on a sentence of our own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dateline.model.annotation import AnnotatedArticle, Attribution, Party, SourceLink
from dateline.model.article import Article
from dateline.model.text import Span
from dateline.scorecard.chain_score import (
    KIND,
    LONG,
    MISSED,
    ORDER,
    PART,
    RIGHT,
    SHORT,
    ChainScore,
    judge_text,
    kinds_mistaken,
    score_chains,
)
from dateline.scorecard.reading import Bench, Read
from dateline.scorecard.tasks.chains import Chains, measures
from scorecard.gold_folder import write_rows

TEXT = "The Arlen Courier, citing harbour pilots, said a customs memo names four ships."
Link = dict[str, Any]


def link(words: str, kind: str, *, also: tuple[str, ...] = ()) -> Link:
    start = TEXT.index(words)
    return {"span": [start, start + len(words)], "exact": words, "kind": kind, "kind_also": list(also)}


PAPER = link("The Arlen Courier", "outlet")
PILOTS = link("harbour pilots", "other", also=("witness",))
MEMO = link("a customs memo", "document")
WHOLE = [PAPER, PILOTS, MEMO]


def outcome(*found: list[Link], wanted: list[Link] | None = None) -> str:
    score = ChainScore()
    judge_text("1", [WHOLE if wanted is None else wanted], found, score)
    return score.verdicts[0].outcome


def test_a_chain_is_right_by_overlap_and_kind() -> None:
    assert outcome([PAPER, PILOTS, MEMO]) == RIGHT
    assert outcome([link("Courier", "outlet"), PILOTS, link("memo", "document")]) == RIGHT
    assert outcome([PAPER, {**PILOTS, "kind": "witness"}, MEMO]) == RIGHT
    assert outcome([PAPER, {**PILOTS, "kind": "official"}, MEMO]) == KIND


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([PILOTS, PAPER, MEMO], ORDER),
        ([PAPER, PILOTS], SHORT),
        ([MEMO], SHORT),
        ([MEMO, PAPER], PART),
        ([PAPER, link("four ships", "other"), MEMO], PART),
        ([link("four ships", "other")], MISSED),
        ([{**PAPER, "span": None}], MISSED),
        ([], MISSED),
    ],
)
def test_what_is_wrong_is_told_apart(found: list[Link], expected: str) -> None:
    assert outcome(found) == expected


def test_a_link_too_many() -> None:
    assert outcome([PAPER, PILOTS, MEMO], wanted=[PAPER, MEMO]) == LONG
    assert outcome([PAPER, PILOTS, MEMO], wanted=[MEMO, PAPER]) == PART


def test_words_that_only_touch_do_not_overlap() -> None:
    start, end = PILOTS["span"]
    assert outcome([{**PILOTS, "span": [end, end + 5]}], wanted=[PILOTS]) == MISSED
    assert outcome([{**PILOTS, "span": [start - 5, start]}], wanted=[PILOTS]) == MISSED
    assert outcome([{**PILOTS, "span": [end - 1, end + 5]}], wanted=[PILOTS]) == RIGHT


def test_each_chain_answers_once_and_the_right_one_first() -> None:
    score = ChainScore()
    judge_text("1", [[PAPER, PILOTS], [PAPER, MEMO]], [[PAPER, MEMO]], score)
    assert [one.outcome for one in score.verdicts] == [MISSED, RIGHT]
    judge_text("2", [[PAPER]], [[PAPER], [PAPER]], score)
    assert [one.text for one in score.false] == ["2"]
    assert (score.with_kinds().right, score.found, score.false_texts) == (2, 3, 0)


def test_sums_over_texts() -> None:
    gold: list[dict[str, Any]] = [
        {"id": "1", "chains": [WHOLE]},
        {"id": "2", "chains": [[PILOTS]]},
        {"id": "3", "chains": []},
        {"id": "4", "chains": []},
        {"id": "5", "chains": [[PAPER, MEMO]]},
    ]
    articles: dict[str, dict[str, Any]] = {
        "1": {"sources": [WHOLE]},
        "2": {"sources": [[{**PILOTS, "kind": "official"}]]},
        "3": {"sources": [[PAPER], [MEMO]]},
        "4": {"sources": []},
    }
    score = score_chains(gold, articles)
    told = {one.key: one.value for one in measures(score)}
    assert told["right"] == pytest.approx(1 / 3)
    assert told["right_links"] == pytest.approx(2 / 3)
    assert (told["right_one"], told["right_two"], told["right_three"]) == (0, 0, 1)
    assert told["chain_precision"] == pytest.approx(1 / 4)
    assert told["false"] == pytest.approx(1 / 2)
    assert kinds_mistaken(score.verdicts) == {("other", "official"): 1}
    assert score.without_kinds().recall == pytest.approx(2 / 3)


@dataclass(frozen=True, slots=True)
class ReadsTheCourierEverywhere(Bench):
    """Gives each text one chain, of its first three words."""

    def read(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Read]:
        for row in rows:
            name, text = row["id"], row["text"]
            span = Span(0, len(" ".join(text.split()[:3])))
            party = Party(name=text[: span.end], span=span, exact=text[: span.end])
            links = (SourceLink(party=party, kind="outlet"),)
            told = Attribution(article_id=name, span=span, exact=party.name, made_by="test@1", links=links)
            article = Article(id=name, capture_id=name, found_in=name, text=text, slices=(), visible_sha256="")
            yield Read(name, AnnotatedArticle(article, (told,)), "")


def test_the_task_scores_each_half_over_one_corpus(tmp_path: Path) -> None:
    texts = {"a": "The Arlen Courier said the pier is closed.", "b": "The pier in Arlen is made of oak.", "c": TEXT}
    chains: dict[str, dict[str, list[list[Link]]]] = {"first": {"b": [], "a": [[PAPER]]}, "second": {"c": [WHOLE]}}
    write_rows(tmp_path / "chains" / "corpus.jsonl", [{"id": name, "text": text} for name, text in texts.items()])
    for half, marks in chains.items():
        write_rows(tmp_path / "chains" / f"{half}.jsonl", [{"id": one, "chains": made} for one, made in marks.items()])
    task = Chains()
    first, second = [task.score(half, ReadsTheCourierEverywhere(), limit=None) for half in task.sets(tmp_path)]
    told = {one.key: one.value for one in first.measures}
    assert (first.set, first.size) == ("first", "2 texts, 1 chains")
    assert (told["right"], told["right_two"], told["chain_precision"], told["false"]) == (1, None, 0.5, 1)
    assert first.faults == ("1 spurious The pier in (outlet): 'The pier in Arlen is made of oak.'",)
    assert {one.key: one.value for one in second.measures}["right"] == 0
    assert second.faults[0].startswith("1 short The Arlen Courier (outlet) <- harbour pilots (other) <- ")


def test_nothing_to_score_without_texts(tmp_path: Path) -> None:
    write_rows(tmp_path / "chains" / "first.jsonl", [{"id": "a", "chains": []}])
    assert Chains().sets(tmp_path) == []

"""Our own sentences with chains, read with the shipped core: most must be right, in each of their parts."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understand.chain_sentences import chain_sentences

from dateline.model.annotation import AnnotatedArticle, Attribution, broken_spans
from dateline.model.article import Article
from dateline.scorecard.chain_score import RIGHT, ChainScore, score_chains
from dateline.serve.views import article_view
from dateline.understand.mentions import Mentions
from dateline.understand.quotes import Quotes
from dateline.understand.sources import Sources


@pytest.fixture(scope="module")
def read() -> dict[str, AnnotatedArticle]:
    from dateline.understand.syntax import default_syntax

    try:
        syntax = default_syntax()
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    rows = chain_sentences()
    found = {}
    for row, parse in zip(rows, syntax.parse([row["text"] for row in rows]), strict=True):
        article = Article(id=row["id"], capture_id="c", found_in="-", text=row["text"], slices=(), visible_sha256="")
        annotated = AnnotatedArticle(article)
        for extractor in (Mentions(), Quotes(), Sources()):
            annotated = annotated.with_(extractor(annotated, parse))
        found[row["id"]] = annotated
    return found


def scored(read: dict[str, AnnotatedArticle], rows: list[dict[str, Any]]) -> ChainScore:
    return score_chains(rows, {row["id"]: article_view(read[row["id"]]) for row in rows})


@pytest.mark.parametrize(("part", "floor"), [(0, 0.85), (1, 0.90), (2, 0.90)])
def test_most_chains_are_right(read: dict[str, AnnotatedArticle], part: int, floor: float) -> None:
    score = scored(read, [row for row in chain_sentences() if int(row["id"]) % 3 == part])
    assert score.count(RIGHT) / len(score.verdicts) >= floor
    assert score.count(RIGHT) / score.found >= floor


def test_texts_without_a_chain_get_hardly_any(read: dict[str, AnnotatedArticle]) -> None:
    score = scored(read, [row for row in chain_sentences() if not row["chains"]])
    assert score.false_texts <= 1


def test_every_link_stands_where_it_says(read: dict[str, AnnotatedArticle]) -> None:
    for one in read.values():
        assert [fault for chain in one.of(Attribution) for fault in broken_spans(one.article, chain)] == []

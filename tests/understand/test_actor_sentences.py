"""Who is meant in sentences of our own: office holders, governments, places, and who stays unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.model.article import Article, DateInterval
from dateline.scorecard.actor_score import RIGHT, verdict_of
from dateline.serve.views import article_view
from dateline.understand.room import understand

SENTENCES = Path(__file__).with_name("actor_sentences.tsv")
"""What is asked, the day, the text with the words marked, and the id; for a place its country; "-" for nobody."""


def rows() -> list[list[str]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.fixture(scope="module")
def verdicts() -> dict[str, str | None]:
    """What was found wrong, by text."""
    marks, articles = [], []
    for number, (what, on, marked, means) in enumerate(rows()):
        start, end = marked.index("[["), marked.index("]]") - 2
        text = marked.replace("[[", "").replace("]]", "")
        day = DateInterval(start=on, end=on, precision="day", why="given")
        articles.append(
            Article(
                id=str(number),
                capture_id="c",
                found_in="-",
                text=text,
                slices=(),
                visible_sha256="",
                published_at=day,
                language="en",
            )
        )
        place, known = what == "place", None if means == "-" else means
        marks.append(
            {
                "what": what,
                "span": [start, end],
                "exact": text[start:end],
                "also": [],
                "actor_id": None if place else known,
                "country": known if place else None,
            }
        )
    found = (verdict_of(mark, article_view(one)) for mark, one in zip(marks, understand(articles), strict=True))
    return {
        row[2]: None if one.outcome == RIGHT else f"{one.outcome}: {one.found}"
        for row, one in zip(rows(), found, strict=True)
    }


def test_own_sentences_are_many_and_of_every_kind() -> None:
    kinds = [row[0] for row in rows()]
    assert len(kinds) == len({row[2] for row in rows()}) >= 200
    assert min(kinds.count(kind) for kind in ("office_holder", "reference", "metonym", "place")) >= 25


@pytest.mark.parametrize("kind", ["office_holder", "reference", "metonym", "place"])
def test_own_sentences_are_understood(kind: str, verdicts: dict[str, str | None]) -> None:
    assert {row[2]: verdicts[row[2]] for row in rows() if row[0] == kind and verdicts[row[2]]} == {}

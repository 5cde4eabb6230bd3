"""Ways to rank the news that were shown to readers of a survey, and how well each puts what was clicked on top.

The rows of `recommend/nemig`: readers with a history of earlier clicks, and lists of news that were shown with the one
that was clicked. There are no times, no texts and no outlets in it, so only the model of taste can be judged, not the
rest of the table of weights. Popularity and the taste that readers share are learnt from other readers alone.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from dateline.model.audience import Lesson
from dateline.scorecard.reading import lines
from dateline.serve.candidates import headline_words, ident_of
from dateline.serve.taste import Taste, learn

NOW = "2026-01-01T00:00:00+00:00"
"""The survey has no times: every lesson is of one moment."""
SHARED_PENALTY, SHARED_MOST = 1000.0, 20_000
"""How the taste that readers share is learnt; chosen on the first half of the readers."""

Row = dict[str, Any]
Ranker = Callable[[Row], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """How well a way to rank does, on the mean over all lists with a click."""

    auc: float
    mrr: float
    ndcg5: float
    ndcg10: float
    lists: int
    auc_sway: float
    """Half the width of the 95 % interval of the AUC, by the spread between lists."""


def half_of(reader: str) -> int:
    """Which half of the readers one belongs to, by a hash of the name: settings are chosen on 0, told of 1."""
    return hashlib.sha256(reader.encode()).digest()[0] % 2


def judged(rows: Iterable[Row], ranker: Ranker) -> Ranked | None:
    """Judge a way to rank on lists in which something, but not everything, was clicked; ties are broken by a hash."""
    found: list[tuple[float, float, float, float]] = []
    for row in rows:
        scores, clicked = list(ranker(row)), [one in row["clicked"] for one in row["shown"]]
        if any(clicked) and not all(clicked):
            order = sorted(range(len(scores)), key=lambda one: (-scores[one], _lot(row, row["shown"][one])))
            places = [place for place, one in enumerate(order, 1) if clicked[one]]
            found.append((_auc(scores, clicked), 1 / places[0], _ndcg(places, 5), _ndcg(places, 10)))
    if not found:
        return None
    auc, mrr, ndcg5, ndcg10 = (fmean(one[number] for one in found) for number in range(4))
    sway = 1.96 * math.sqrt(fmean((one[0] - auc) ** 2 for one in found) / len(found))
    return Ranked(auc, mrr, ndcg5, ndcg10, len(found), sway)


def _lot(row: Row, news: str) -> str:
    return hashlib.md5(f"{row['impression']} {news}".encode(), usedforsecurity=False).hexdigest()


def _auc(scores: Sequence[float], clicked: Sequence[bool]) -> float:
    liked = [score for score, flag in zip(scores, clicked, strict=True) if flag]
    other = [score for score, flag in zip(scores, clicked, strict=True) if not flag]
    return sum((one > two) + 0.5 * (one == two) for one in liked for two in other) / (len(liked) * len(other))


def _ndcg(places: Sequence[int], most: int) -> float:
    best = sum(1 / math.log2(place + 1) for place in range(1, min(len(places), most) + 1))
    return sum(1 / math.log2(place + 1) for place in places if place <= most) / best


# Ways to rank


def by_lot(row: Row) -> list[float]:
    """No order at all."""
    return [int(_lot(row, one)[:8], 16) for one in row["shown"]]


def by_number(row: Row) -> list[float]:
    """The highest number first: what stands in for the newest, as there are no times."""
    return [float("".join(filter(str.isdigit, one)) or 0) for one in row["shown"]]


def as_shown(row: Row) -> list[float]:
    """The order in which the survey showed them: tells how much the place alone draws clicks."""
    return [-float(place) for place in range(len(row["shown"]))]


def by_clicks(others: Iterable[Row]) -> Ranker:
    """The most popular first: clicks of other readers, those in their histories included."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    for row in others:
        counts.update(row["clicked"])
        if row["user"] not in seen:
            seen.add(row["user"])
            counts.update(row["history"])
    return lambda row: [counts[one] for one in row["shown"]]


class Tastes:
    """The model of taste of the front page, on headlines, subtopics and Wikidata names."""

    def __init__(self, news: Mapping[str, Row], leads: Mapping[str, Any] | None = None) -> None:
        self._traits = {one: traits_of(row) for one, row in news.items()}
        self._idents = {one: [ident_of(trait) for trait in traits] for one, traits in self._traits.items()}
        self._leads = leads or {}

    def own(self, rows: Iterable[Row]) -> Ranker:
        """What the front page does: learnt from a reader's history and earlier lists alone."""
        by_reader: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_reader[row["user"]].append(row)

        def rank(row: Row) -> list[float]:
            before = [one for one in by_reader[row["user"]] if int(one["impression"]) < int(row["impression"])]
            history = [self._lesson(one, "opened") for one in row["history"]]
            return self._told(learn([*history, *self._lessons(before)], now=NOW, leads=self._leads), row)

        return rank

    def shared(self, others: Iterable[Row], *, penalty: float = SHARED_PENALTY) -> Ranker:
        """The same model learnt from all lists of other readers, as if they were one."""
        taste = learn(self._lessons(others), now=NOW, leads=self._leads, penalty=penalty, most=SHARED_MOST)
        return lambda row: self._told(taste, row)

    def _lessons(self, rows: Iterable[Row]) -> list[Lesson]:
        clicked = [(one, one_is, row) for row in rows for one in row["shown"] for one_is in (one in row["clicked"],)]
        return [self._lesson(one, "opened" if one_is else "shown") for one, one_is, row in clicked if row["clicked"]]

    def _lesson(self, news: str, outcome: str) -> Lesson:
        return Lesson(story_id=news, outcome=outcome, at=NOW, traits=self._traits.get(news, ()))

    def _told(self, taste: Taste, row: Row) -> list[float]:
        return [taste.likeness(self._idents.get(one, ()), self._leads.get(one)) for one in row["shown"]]


def together(*parts: tuple[Ranker, float]) -> Ranker:
    """Add the scores of several ways to rank, each times its part; within a list each spreads equally wide."""

    def rank(row: Row) -> list[float]:
        told = [[part * score for score in _spread(ranker(row))] for ranker, part in parts]
        return [math.fsum(scores) for scores in zip(*told, strict=True)]

    return rank


def _spread(scores: Sequence[float]) -> list[float]:
    middle = fmean(scores)
    width = math.sqrt(fmean((one - middle) ** 2 for one in scores))
    return [(one - middle) / width if width else 0.0 for one in scores]


def read_survey(folder: Path, *, limit: int | None = None) -> tuple[dict[str, Row], list[Row]]:
    """The news by id, and the lists that were shown (the first so many)."""
    news = {row["id"]: row for row in lines(folder / "news.jsonl")}
    return news, lines(folder / "impressions.jsonl")[:limit]


def rankers(news: Mapping[str, Row], rows: Sequence[Row], others: Sequence[Row]) -> dict[str, tuple[str, Ranker]]:
    """Every way to rank that is compared, by key, with its words; `others` are lists of other readers."""
    tastes = Tastes(news, leads_of(news))
    popular = by_clicks(others)
    return {
        "own": ("taste learnt from the reader's own history and earlier lists", tastes.own(rows)),
        "shared": ("the same model learnt from other readers", tastes.shared(others)),
        "popular": ("most clicked by other readers", popular),
        "newest": ("highest number first (stands in for the newest: there are no times)", by_number),
        "lot": ("by lot", by_lot),
        "shown": ("in the order of the survey's page (no ranking: tells what the place alone does)", as_shown),
    }


def first_clickers(rows: Iterable[Row]) -> set[str]:
    """Readers who clicked the first of the list more than once."""
    counts = Counter(row["user"] for row in rows if row["clicked"][:1] == row["shown"][:1])
    return {reader for reader, count in counts.items() if count > 1}


def traits_of(row: Row) -> tuple[str, ...]:
    """What a taste can be learnt from in a row of the survey's news."""
    words = [f"word|{one}|{one}" for one in headline_words(row.get("headline") or "")]
    topics = [f"topic|{row['subtopic']}|{row['subtopic']}"] if row.get("subtopic") else []
    return (*words, *topics, *(f"actor|{one}|{one}" for one in row.get("wikidata") or ()))


def leads_of(news: Mapping[str, Row]) -> dict[str, Any]:
    """The embeddings of the headlines, by the language core."""
    from dateline.understand.syntax import CoreSyntax

    named = [(one, row["headline"]) for one, row in news.items() if row.get("headline")]
    vectors = CoreSyntax().embed([headline for _, headline in named])
    return {one: vectors[number] for number, (one, _) in enumerate(named)}

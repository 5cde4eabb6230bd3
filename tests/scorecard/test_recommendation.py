"""Rankings of a survey's news, on a small survey of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.scorecard import recommending
from dateline.scorecard.reading import Bench
from dateline.scorecard.recommending import Tastes, by_clicks, by_number, half_of, judged, together
from dateline.scorecard.tasks.recommendation import Recommendation


def survey() -> tuple[dict[str, dict[str, object]], list[dict[str, object]]]:
    """Forty readers; half of each half open only news on ferries, the others only news on tariffs."""
    news = {
        f"news_{number}": {
            "id": f"news_{number}",
            "headline": f"{'Ferry' if number % 2 else 'Tariff'} report {chr(97 + number % 26)}{chr(97 + number // 26)}",
            "subtopic": "ferries" if number % 2 else "tariffs",
            "wikidata": [f"Q{number}"],
        }
        for number in range(200)
    }
    rows: list[dict[str, object]] = []
    for reader in range(40):
        likes = reader % 2
        history = [f"news_{2 * number + likes}" for number in range(8)]
        for turn in range(3):
            first = 40 + (reader * 3 + turn) % 150
            shown = [f"news_{first + step}" for step in range(6)]
            clicked = [one for one in shown if int(one[5:]) % 2 == likes][:1]
            row = {"impression": str(reader * 3 + turn), "user": f"U{reader}", "history": history, "shown": shown}
            rows.append({**row, "clicked": clicked})
    return news, rows


def test_own_taste_finds_what_each_reader_likes_and_popularity_cannot() -> None:
    news, rows = survey()
    own = judged([row for row in rows if int(str(row["impression"])) % 3], Tastes(news).own(rows))
    popular = judged(rows, by_clicks(rows[:60]))
    assert own is not None
    assert popular is not None
    assert own.auc > 0.75 > popular.auc
    assert own.ndcg10 > popular.ndcg10


def test_what_is_measured_is_right_by_hand() -> None:
    row = {"impression": "1", "user": "U", "history": [], "shown": ["n1", "n3", "n2"], "clicked": ["n2"]}
    found = judged([row, {**row, "clicked": []}], by_number)
    assert found is not None
    assert (found.lists, found.auc, found.mrr) == (1, 0.5, 0.5)
    assert found.ndcg5 == pytest.approx(0.6309, abs=1e-4)
    assert judged([], by_number) is None
    tied = judged([row], lambda asked: [1, 1, 1])
    assert tied is not None
    assert tied.auc == 0.5


def test_several_ways_are_weighed_as_equally_wide() -> None:
    row = {"impression": "1", "shown": ["a", "b"]}
    small, large = (lambda asked: [0.001, 0.0]), (lambda asked: [0.0, 1000.0])
    assert together((small, 2.0), (large, 1.0))(row) == [1.0, -1.0]
    assert together((lambda asked: [3, 3], 1.0))(row) == [0.0, 0.0]


def test_popularity_counts_each_history_once_and_only_others() -> None:
    rows = [
        {"user": "U1", "history": ["a"], "clicked": ["b"], "shown": ["b"]},
        {"user": "U1", "history": ["a"], "clicked": ["b"], "shown": ["b"]},
    ]
    assert by_clicks(rows)({"shown": ["a", "b", "c"]}) == [1, 2, 0]


def test_the_task_scores_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "recommend" / "own"
    folder.mkdir(parents=True)
    news, rows = survey()
    (folder / "news.jsonl").write_text("\n".join(json.dumps(one) for one in news.values()), "utf-8")
    (folder / "impressions.jsonl").write_text("\n".join(json.dumps(one) for one in rows), "utf-8")
    monkeypatch.setattr(recommending, "leads_of", lambda news: {})
    task = Recommendation()
    (gold,) = task.sets(tmp_path)
    table = task.score(gold, Bench(), limit=None)
    figures = {one.key: one.value for one in table.measures}
    assert {"own_auc", "shared_ndcg10", "popular_auc", "newest_mrr", "lot_ndcg5", "shown_auc"} <= figures.keys()
    assert figures["own_auc"] > figures["lot_auc"]  # type: ignore[operator]
    assert 0 < sum(half_of(str(row["user"])) for row in rows) < len(rows)
    assert "survey" in " ".join(table.notes)

"""Claims aligned, rightly typed, contested and independent, on claims of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.scorecard.reading import Bench
from dateline.scorecard.tasks.claims import Claims, ClaimScore, Told, add_story, likeness, measures
from scorecard.gold_folder import span, write_rows


def told(kind: str, status: str, *, independent: int | None = None, **places: tuple[int, int]) -> Told:
    by_report = {report: (place,) for report, place in places.items()}
    return Told(kind, "?", status, by_report, independent, tuple("x" for _ in places))


def scored(wanted: list[Told], found: list[Told]) -> dict[str, float | None]:
    score = ClaimScore()
    add_story(score, wanted, found)
    return {one.key: one.value for one in measures(score)}


GOLD = told("figure", "updated", independent=1, a=(5, 9), b=(20, 30), c=(7, 12))


@pytest.mark.parametrize(
    ("ours", "aligned"),
    [
        (told("figure", "updated", a=(8, 14), b=(29, 31)), True),
        (told("figure", "updated", a=(9, 14), b=(29, 31)), False),
        (told("figure", "single", a=(5, 9)), False),
        (told("act", "updated", a=(5, 9), b=(20, 30), c=(7, 12)), False),
        (told("figure", "agreed", a=(5, 9), b=(20, 30), d=(1, 2), e=(1, 2)), False),
    ],
)
def test_alignment_needs_more_than_half_of_the_reports_of_both(ours: Told, aligned: bool) -> None:
    assert (likeness(GOLD, ours) > 0) is aligned


def test_said_and_done_are_one_kind() -> None:
    assert likeness(told("quote", "agreed", a=(1, 9)), told("act", "agreed", a=(2, 5))) > 0


def test_status_and_singles() -> None:
    wanted = [GOLD, told("time", "single", a=(40, 44))]
    found = [
        told("figure", "contested", independent=2, a=(5, 9), b=(20, 30)),
        told("time", "single", a=(40, 44)),
        told("place", "single", a=(60, 64)),
        told("place", "agreed", a=(70, 74), b=(1, 2)),
    ]
    made = scored(wanted, found)
    assert made["aligned_precision"] == pytest.approx(2 / 3)
    assert (made["typed_precision"], made["typed_recall"]) == (pytest.approx(1 / 3), 0.5)
    assert (made["shared_f1"], made["contested_precision"], made["independent"]) == (0.0, 0.0, 0.0)


def test_a_dispute_of_a_contested_claim_is_right_though_a_third_answer_is_missing() -> None:
    wanted = told("figure", "contested", a=(5, 9), b=(20, 30), c=(7, 12), d=(1, 2), e=(1, 2))
    assert scored([wanted], [told("figure", "contested", a=(5, 9), b=(20, 30))])["contested_precision"] == 1.0


def test_a_folder_of_gold_is_read_and_compared(tmp_path: Path) -> None:
    first = "ARLEN - A landslide killed 14 people in Arlen on Friday, the mayor, Maria Lopes, said."
    second = "ARLEN - A landslide in Arlen has killed 14 people, the police said on Saturday."
    rows: list[dict[str, Any]] = [
        {"id": name, "text": text, "headline": None, "published_at": "2031-05-03", "outlet": name, "language": "en"}
        for name, text in (("s-a", first), ("s-b", second))
    ]
    assertions = [{"report": row["id"], "span": span(row["text"], "14 people"), "exact": "14 people"} for row in rows]
    claim = {"kind": "figure", "question": "killed", "status": "agreed", "assertions": assertions, "independent": None}
    write_rows(tmp_path / "claims" / "own" / "corpus.jsonl", rows)
    write_rows(
        tmp_path / "claims" / "own" / "gold.jsonl",
        [{"story": "s", "reports": ["s-a", "s-b"], "claims": [claim]}],
    )
    (gold,) = Claims().sets(tmp_path)
    table = Claims().score(gold, Bench(), limit=None)
    made = {one.key: one.value for one in table.measures}
    assert (made["figure_recall"], made["contested_precision"]) == (1.0, None)

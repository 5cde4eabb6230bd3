"""`dateline lexicon`: rows go into a file, faults come out, and `dateline read` uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.main import dateline


def run(*words: str) -> Result:
    return CliRunner().invoke(dateline, list(words), env={"DATELINE_LEXICON": ""})


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.tsv"


def test_rows_are_added_listed_and_checked(mine: Path) -> None:
    done = run("lexicon", "add", "actor", "Harbour Front", "--kind", "party", "--country", "NOR", "--file", str(mine))
    assert done.exit_code == 0, done.output
    assert (
        run("lexicon", "add", "member", "NOR", "--of", "o:brics", "--from", "2030", "--file", str(mine)).exit_code == 0
    )
    listed = run("lexicon", "list", "--file", str(mine))
    assert listed.stdout.splitlines() == ["actor  Harbour Front  NOR  party", "member  NOR  o:brics  2030 – …"]
    assert "2 rows, all sound" in run("lexicon", "check", "--file", str(mine)).stdout


def test_wrong_usage_has_status_two(mine: Path) -> None:
    done = run("lexicon", "add", "actor", "X", "--country", "Norway", "--kind", "party", "--file", str(mine))
    assert done.exit_code == 2
    assert "no country code" in done.stderr
    assert not mine.exists()
    assert run("lexicon", "add", "thing", "X", "--file", str(mine)).exit_code == 2
    assert run("lexicon", "list").exit_code == 2
    assert run("lexicon", "list", "--file", str(mine)).exit_code == 2


def test_faults_of_a_file_are_named_with_their_lines(mine: Path) -> None:
    mine.write_text("table\tname\nactor\tX\n\nmetonym\tY\n", encoding="utf-8")
    done = run("lexicon", "check", "--file", str(mine))
    assert done.exit_code == 1
    assert "line 2" in done.stderr
    assert "line 4" in done.stderr
    report = mine.with_name("report.txt")
    report.write_text("Rain fell.\n", encoding="utf-8")
    read = run("read", str(report), "--lexicon", str(mine), "--json")
    assert read.exit_code == 1
    assert "line 4" in read.stderr


def test_actor_files_go_in_and_out(mine: Path) -> None:
    actors = mine.with_name("actors.txt")
    actors.write_text("HARBOUR_FRONT_ [NOROPP]\n+FRONT_OF_THE_HARBOUR_\nOSLO_ [NOR]\n", encoding="utf-8")
    done = run("lexicon", "import", str(actors), "--file", str(mine))
    assert done.exit_code == 0, done.output
    assert "Added 1 rows" in done.stderr
    out = mine.with_name("out.txt")
    assert run("lexicon", "export", str(out), "--file", str(mine)).exit_code == 0
    assert out.read_text("utf-8").splitlines() == ["HARBOUR_FRONT_", "+FRONT_OF_THE_HARBOUR_", "\t[NOROPP]"]
    empty = mine.with_name("empty.txt")
    empty.write_text("nothing here\n", encoding="utf-8")
    assert run("lexicon", "import", str(empty), "--file", str(mine)).exit_code == 1


def test_reading_uses_it(mine: Path) -> None:
    report = mine.with_name("report.txt")
    report.write_text(
        "Fishermen in Bergen went on strike on Monday, and the Harbour Front backed them.\n\n"
        "“We stand with the boats,” a spokesman for the Harbour Front told reporters in the city.\n",
        encoding="utf-8",
    )
    run("lexicon", "add", "actor", "Harbour Front", "--kind", "party", "--country", "NOR", "--file", str(mine))

    def ids(*more: str) -> set[str]:
        done = run("read", str(report), "--json", "--as", "text", *more)
        assert done.exit_code == 0, done.output
        (article,) = json.loads(done.stdout)["articles"]
        return {f"{one['actor_id']} {one['country']}" for one in article["mentions"] if one["exact"] == "Harbour Front"}

    assert ids("--lexicon", str(mine)) == {"o:harbour-front NOR"}
    assert ids() != {"o:harbour-front NOR"}


VERBS = (
    "--- SCORN [111] ---\nGLOWER\n"
    "--- FLING [---] ---\nFLING {FLINGS FLUNG}\n"
    "- * {TRADE DEAL} (BEFORE +) [031]\n- * MUD [---]\n- * WILL [130]\n- * [\n"
)


def test_verb_dictionaries_go_in_and_out(mine: Path) -> None:
    verbs = mine.with_name("own.verbs")
    verbs.write_text(VERBS, encoding="utf-8")
    done = run("lexicon", "import", "--verbs", str(verbs), "--file", str(mine))
    assert done.exit_code == 0, done.output
    assert "line 8: the pattern '* [' has no code" in done.stderr
    assert "line 7: - * WILL [130]: a helping verb" in done.stderr
    assert "2 blocks, 2 verbs (1 without a code of their own), 2 of 3 patterns" in done.stderr
    assert "Added 3 rows" in done.stderr
    assert "2 passed over" in done.stderr
    assert "Added 0 rows" in run("lexicon", "import", "--verbs", str(verbs), "--file", str(mine)).stderr
    assert "3 rows, all sound" in run("lexicon", "check", "--file", str(mine)).stdout
    assert "verb  fling  obj=mud  ---" in run("lexicon", "list", "--file", str(mine)).stdout
    out = mine.with_name("out.txt")
    assert run("lexicon", "export", "--verbs", str(out), "--file", str(mine)).exit_code == 0
    lines = out.read_text("utf-8").splitlines()
    assert {"GLOWER {GLOWERS GLOWERED GLOWERING} [111]", "- * {TRADE DEAL} (BEFORE +) [031]", "- * MUD [---]"} <= set(
        lines
    )
    done = run("lexicon", "export", "--verbs", str(out))
    assert "senses of verbs" in done.stderr
    assert "GLOWER" not in out.read_text("utf-8")
    assert run("lexicon", "export", str(out)).exit_code == 2
    verbs.write_text("nothing here [345]\n", encoding="utf-8")
    done = run("lexicon", "import", "--verbs", str(verbs), "--file", str(mine))
    assert done.exit_code == 1
    assert "code 345 is not in the CAMEO table" in done.stderr


def test_a_verb_is_added_by_hand_and_wins(mine: Path) -> None:
    report = mine.with_name("report.txt")
    report.write_text("Norway condemned Belarus on Friday.\n\nSweden glowered at Finland.\n", encoding="utf-8")
    for words in (
        ("condemn", "--when", "obj=+", "--cameo", "160"),
        ("glower", "--cameo", "0256", "--recipient", "at"),
    ):
        assert run("lexicon", "add", "verb", *words, "--file", str(mine)).exit_code == 0
    assert run("lexicon", "add", "verb", "x", "--cameo", "999", "--file", str(mine)).exit_code == 2

    def told(*more: str) -> list[tuple[str, str, list[str], list[str], str]]:
        done = run("read", str(report), "--json", "--as", "text", *more)
        assert done.exit_code == 0, done.output
        (article,) = json.loads(done.stdout)["articles"]
        return [
            (
                one["type"],
                one["cameo"],
                [party["exact"] for party in one["actors"]],
                [party["exact"] for party in one["recipients"]],
                one["why"].split(":")[0],
            )
            for one in article["events"]
        ]

    assert told("--lexicon", str(mine)) == [
        ("SANCTION", "160", ["Norway"], ["Belarus"], "own dictionary"),
        ("REQUEST", "1056", ["Sweden"], ["Finland"], "own dictionary"),
    ]
    assert [(type_, why) for type_, _, _, _, why in told()] == [("ACCUSE", "verb 'condemn' + object 'Belarus'")]

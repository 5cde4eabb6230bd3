"""The command line: faces, bad input, exit status."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.main import dateline
from dateline.serve.schema import validate

REPORT = (
    "Boats sink off Arlen as storm hits the coast\n\n"
    "ARLEN, May 3 - At least 12 fishermen were killed when a storm hit the northern coast on Friday, "
    "the coast guard said.\n\n"
    "“We have never seen waves like these,” said Maria Lopes, the mayor of Arlen. She said more than 40 boats "
    "had been lost and that the army would join the search on Saturday.\n\n"
    "The president of the republic, Joao Reis, promised aid to the families of the victims and visited the harbour.\n"
)


def run(*words: str, **more: object) -> Result:
    return CliRunner().invoke(dateline, list(words), **more)  # type: ignore[arg-type]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_json_keeps_the_contract(report: Path) -> None:
    done = run("read", str(report), "--json", "--published", "2024-05-04")
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    validate(record)
    (article,) = record["articles"]
    assert article["published_at"]["from"] == "2024-05-04"
    assert (12, None) in {(one["low"], one["high"]) for one in article["figures"]}


def test_text_as_it_stands_is_not_cleaned(report: Path) -> None:
    record = json.loads(run("read", str(report), "--json", "--as", "text").stdout)
    assert record["articles"][0]["text"] == REPORT


def test_standard_input_is_read(report: Path) -> None:
    done = run("read", "-", "--json", input=report.read_bytes())
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["articles"][0]["input"] == "-"


def test_people_get_words_and_no_control_codes_in_a_pipe(report: Path) -> None:
    done = run("read", str(report))
    assert done.exit_code == 0, done.output
    assert "12 fishermen" in done.stdout
    assert "\x1b[" not in done.stdout


def test_a_page_is_written_and_asks_no_other_host(report: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("read", str(report), "--html", str(page)).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "12 fishermen" in html
    for asks in ("<link", 'src="http', "@import", "url(http"):
        assert asks not in html


def bad_inputs(folder: Path) -> dict[str, bytes]:
    """File names and bytes that give no article."""
    html = b"<html><body>" + b"<a href='/x'>Link to somewhere</a><br>" * 60 + b"</body></html>"
    return {
        "empty.html": b"",
        "blank.txt": b" \n\n ",
        "noise.html": bytes(range(256)) * 40,
        "large.html": b"<html><body><p>" + b"word " * 10_600_000,
        "cut.html.gz": gzip.compress(REPORT.encode() * 50)[:60],
        "links.html": html,
        "row.jsonl": b'{"id": "r1", "text": null}\n',
        "broken.jsonl": b'{"id": "r1", "text": "abc\n',
    }


def test_bad_inputs_are_named_and_the_batch_goes_on(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, body in bad_inputs(folder).items():
        (folder / name).write_bytes(body)
    done = run("read", str(folder), str(tmp_path / "missing.html"), str(report), "--json")
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    record = json.loads(done.stdout)
    assert [one["input"] for one in record["articles"]] == [str(report)]
    for name in [*bad_inputs(folder), "missing.html"]:
        assert f"{name}" in done.stderr, f"{name} is not named in: {done.stderr}"


def test_strange_texts_are_read(tmp_path: Path) -> None:
    texts = {
        "nul": REPORT.replace("storm", "st\x00orm"),
        "emoji": REPORT.replace("storm", "storm \U0001f30a\U0001f468‍\U0001f469‍\U0001f467"),
        "marks": REPORT.replace("Joao", "Joa\N{COMBINING TILDE}o"),
        "rtl": REPORT + "\nقال الرئيس إن المساعدات ستصل غدا\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    done = run("read", str(tmp_path), "--json", "--as", "text")
    assert done.exit_code == 0, done.stderr
    validate(json.loads(done.stdout))


def test_wrong_usage_is_status_2(tmp_path: Path) -> None:
    assert run("read").exit_code == 2
    assert run("read", "x.html", "--published", "yesterday").exit_code == 2
    assert run("read", "x.html", "--html", str(tmp_path / "no" / "page.html")).exit_code == 2
    assert run("dance").exit_code == 2


def test_a_database_that_is_none_is_named(report: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear editor, " * 100)
    done = run("read", str(report), "--db", str(letter))
    assert done.exit_code == 1
    assert "letter.db" in done.output
    assert letter.read_text() == "Dear editor, " * 100


def test_a_database_is_shown_rebuilt_and_looked_into(report: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "news.db")
    first = run("read", str(report), "--db", db, "--json")
    again = run("read", str(report), "--db", db, "--json")
    assert json.loads(first.stdout)["articles"] == json.loads(again.stdout)["articles"]
    assert run("rebuild", db).exit_code == 0
    assert json.loads(run("show", db, "--json").stdout)["articles"] == json.loads(first.stdout)["articles"]
    looked = run("doctor", db)
    assert looked.exit_code == 0, looked.output
    assert "1 articles" in looked.output


def test_doors_and_schema_are_printed() -> None:
    assert "extractors" in run("plugins").output
    assert json.loads(run("schema").output)["$schema"].endswith("2020-12/schema")


def test_no_traceback_reaches_a_user(report: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from dateline.cli.main import main; main()",
            "read",
            str(report),
            "--syntax",
            "tea-leaves",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "tea-leaves" in done.stderr

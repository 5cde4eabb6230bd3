import gzip
import json
from pathlib import Path

import duckdb
import pytest

from dateline.collect.collectors import open_inputs
from dateline.collect.streams import Limits
from dateline.model.article import Capture, Failure

ROWS = [
    {"id": "n1", "text": "The bridge closed.", "headline": "Bridge shut", "published_at": "2031-03-04"},
    {"id": "n2", "text": "", "headline": "Nothing", "published_at": None},
    {"id": "n3", "text": "The bridge opened again.\n\nDrivers were pleased.", "headline": None, "published_at": "2031"},
]


def collect(path: Path, **wishes: object) -> list[Capture | Failure]:
    return list(open_inputs([str(path)], **wishes))  # type: ignore[arg-type]


def check_rows(found: list[Capture | Failure]) -> None:
    first, empty, last = found
    assert isinstance(first, Capture)
    assert isinstance(last, Capture)
    assert (first.found_in, first.number, last.found_in) == ("n1", 1, "n3")
    assert first.media_type == "application/vnd.dateline.row+json"
    assert json.loads(first.body)["text"] == "The bridge closed."
    assert json.loads(last.body)["text"] == ROWS[2]["text"]
    assert json.loads(last.body)["published_at"] == "2031"
    assert isinstance(empty, Failure)
    assert "row 2 has no text (id n2)" in empty.message


@pytest.mark.parametrize("packed", [False, True])
def test_json_lines(tmp_path: Path, packed: bool) -> None:
    body = "\n".join(json.dumps(row) for row in ROWS).encode()
    path = tmp_path / ("rows.jsonl.gz" if packed else "rows.jsonl")
    path.write_bytes(gzip.compress(body) if packed else body)
    found = collect(path)
    check_rows(found)
    assert isinstance(found[0], Capture)
    assert found[0].body == json.dumps(ROWS[0]).encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "rows.csv"
    lines = [delimiter.join(["id", "text", "headline", "published_at"])]
    for row in ROWS:
        lines.append(delimiter.join('"' + str(cell or "").replace('"', '""') + '"' for cell in row.values()))
    path.write_text("\ufeff" + "\r\n".join(lines), newline="")
    check_rows(collect(path))


def test_parquet(tmp_path: Path) -> None:
    path, packed = tmp_path / "it's rows.parquet", tmp_path / "rows.parquet.gz"
    with duckdb.connect() as engine:
        engine.execute(
            "CREATE TABLE rows (id VARCHAR, text VARCHAR, headline VARCHAR, published_at VARCHAR, other INT)"
        )
        engine.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, 1)", [list(row.values()) for row in ROWS])
        engine.execute(f"COPY rows TO '{str(path).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
    check_rows(collect(path))
    packed.write_bytes(gzip.compress(path.read_bytes()))
    check_rows(collect(packed))


def test_parquet_keeps_the_precision_of_dates(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    with duckdb.connect() as engine:
        engine.execute(f"COPY (SELECT 7 AS id, 'A text.' AS text, DATE '2031-03-04' AS published_at) TO '{path}'")
    (capture,) = collect(path)
    assert isinstance(capture, Capture)
    assert json.loads(capture.body)["published_at"] == "2031-03-04"
    assert capture.found_in == "7"


def test_broken_corpora_name_the_row_and_go_on(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"id": 1, "text": "One."}\n{"id": 2, "text": \n[1]\n\xff\xfe{"a"}\n\n{"text": "Two."}\n')
    found = collect(path)
    assert [type(one) for one in found] == [Capture, Failure, Failure, Failure, Capture]
    messages = [one.message for one in found if isinstance(one, Failure)]
    assert ["row 2" in messages[0], "row 3" in messages[1], "row 4" in messages[2]] == [True, True, True]
    assert found[-1].found_in == f"{path}#6"


def test_a_cut_corpus_gives_its_good_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    rows = "".join(json.dumps({"id": f"r{number}", "text": f"Row {number * 7919}."}) + "\n" for number in range(3000))
    path.write_bytes(gzip.compress(rows.encode())[:-2000])
    found = collect(path)
    good = [one for one in found if isinstance(one, Capture)]
    assert len(good) > 1000
    assert isinstance(found[-1], Failure)
    assert "breaks off" in found[-1].message


def test_a_row_that_is_too_large_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"id": "big", "text": "x" * 5000}, {"id": "small", "text": "A text."}]
    path.write_text("\n".join(map(json.dumps, rows)))
    found = collect(path, limits=Limits(row_bytes=1000))
    assert isinstance(found[0], Failure)
    assert found[1].found_in == "small"


def test_tables_without_a_text_column_and_broken_parquet(tmp_path: Path) -> None:
    table, broken = tmp_path / "rows.csv", tmp_path / "rows.parquet"
    table.write_text("id,body\n1,One\n")
    broken.write_bytes(b"PAR1 and nothing else")
    (no_column,) = collect(table)
    (unreadable,) = collect(broken)
    assert isinstance(no_column, Failure)
    assert 'no column called "text"' in no_column.message
    assert isinstance(unreadable, Failure)
    assert "cannot be read" in unreadable.message


def test_a_table_row_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes("id,text\n1,Süd\n".encode() + "2,Süd\n".encode("latin-1") + b"3,East\n")
    found = collect(path)
    assert [type(one) for one in found] == [Capture, Failure, Capture]

"""Corpora: tables with one text a row (.jsonl, .csv, .parquet). The one file of this room that imports duckdb.

A row becomes a capture whose body is the row as JSON: the line's own bytes for JSON lines, canonical JSON otherwise.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from dateline.collect import sniff
from dateline.collect.making import Wishes, in_megabytes, make_capture
from dateline.collect.streams import DamagedStream, Limits, Stream
from dateline.model.article import Capture, Failure

COLUMNS = ("id", "text", "headline", "published_at", "outlet", "url", "language")
"""The columns a corpus may have; `text` it must have."""

_BATCH = 256


def read_json_lines(stream: Stream, *, found_in: str, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure]:
    """Go through a file with one JSON object a line; blank lines count but are passed over."""
    rows = 0
    try:
        for number, line in enumerate(stream.lines(limits.row_bytes), start=1):
            if line is None:
                yield _row_failure(found_in, number, f"is {in_megabytes(limits.row_bytes)} or more; left out")
                continue
            body = line.strip()
            if number == 1:
                body = body.removeprefix(b"\xef\xbb\xbf")
            if not body:
                continue
            rows += 1
            yield _from_json(body, number=number, found_in=found_in, wishes=wishes)
    except DamagedStream as damage:
        yield Failure(found_in, "collect", f"the corpus breaks off after {rows} rows: {damage}")
    else:
        if not rows:
            yield Failure(found_in, "collect", "the corpus has no rows")


def read_csv(stream: Stream, *, found_in: str, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure]:
    """Go through a comma, semicolon or tab separated table whose first row names the columns."""
    csv.field_size_limit(limits.row_bytes)
    encoding = sniff.wide_encoding(stream.head) or "utf-8"
    # surrogateescape keeps bytes that are not UTF-8 recognisable, so that only their own row is refused.
    words = io.TextIOWrapper(io.BufferedReader(stream), encoding=encoding, errors="surrogateescape", newline="")
    number = 0
    try:
        header = words.readline().lstrip("\ufeff")
        delimiter = max(",;\t", key=header.count)
        names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
        if "text" not in names:
            yield Failure(found_in, "collect", _no_text_column(names))
            return
        for number, cells in enumerate(csv.reader(words, delimiter=delimiter), start=1):
            if not any(cells):
                continue
            row = {name: cell or None for name, cell in zip(names, cells, strict=False)}
            if any("\udc80" <= character <= "\udcff" for cell in cells if not cell.isascii() for character in cell):
                yield _row_failure(found_in, number, "is not UTF-8; save the table as UTF-8")
            else:
                yield _from_row(row, number=number, found_in=found_in, wishes=wishes)
    except DamagedStream as damage:
        yield Failure(found_in, "collect", f"the table breaks off after {number} rows: {damage}")
    except (csv.Error, UnicodeError) as error:
        yield Failure(found_in, "collect", f"the table cannot be read on after row {number}: {error}")
    else:
        if not number:
            yield Failure(found_in, "collect", "the table has a header and no rows")


def read_parquet(stream: Stream, *, found_in: str, wishes: Wishes, limits: Limits) -> Iterator[Capture | Failure]:
    """Go through a Parquet file in row order, a batch at a time.

    Its table of contents stands at the end, so what comes through a pipe or packed is laid down first.
    """
    if stream.path:
        yield from _read_parquet_file(stream.path, found_in=found_in, wishes=wishes)
        return
    with tempfile.NamedTemporaryFile(suffix=".parquet") as laid_down:
        try:
            while part := stream.read(1 << 20):
                laid_down.write(part)
        except DamagedStream as damage:
            yield Failure(found_in, "collect", f"the Parquet file cannot be read: {damage}")
            return
        laid_down.flush()
        yield from _read_parquet_file(laid_down.name, found_in=found_in, wishes=wishes)


def _read_parquet_file(path: str, *, found_in: str, wishes: Wishes) -> Iterator[Capture | Failure]:
    import duckdb

    number = 0
    try:
        with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false", "threads": "1"}) as engine:
            literal = path.replace("'", "''")
            names = [row[0] for row in engine.execute(f"DESCRIBE SELECT * FROM read_parquet('{literal}')").fetchall()]
            known = {name.lower(): name for name in names if name.lower() in COLUMNS}
            if "text" not in known:
                yield Failure(found_in, "collect", _no_text_column(names))
                return
            chosen = ", ".join('"' + name.replace('"', '""') + '"' for name in known.values())
            engine.execute(f"SELECT {chosen} FROM read_parquet('{literal}')")
            while batch := engine.fetchmany(_BATCH):
                for cells in batch:
                    number += 1
                    row = {name: _plain(cell) for name, cell in zip(known, cells, strict=True)}
                    yield _from_row(row, number=number, found_in=found_in, wishes=wishes)
    except duckdb.Error as error:
        reason = " ".join(str(error).split())[:200]
        after = f" after row {number}" if number else ""
        yield Failure(found_in, "collect", f"the Parquet file cannot be read{after} ({reason}); write it again")
    else:
        if not number:
            yield Failure(found_in, "collect", "the Parquet file has no rows")


def _from_json(body: bytes, *, number: int, found_in: str, wishes: Wishes) -> Capture | Failure:
    try:
        row = json.loads(body)
    except UnicodeDecodeError:
        return _row_failure(found_in, number, "is not UTF-8; save the corpus as UTF-8")
    except (ValueError, RecursionError) as error:
        return _row_failure(found_in, number, f"is no valid JSON ({error}); mend or remove the line")
    if not isinstance(row, dict):
        return _row_failure(found_in, number, 'is no JSON object; write {"id": ..., "text": ...}')
    return _from_row(row, number=number, found_in=found_in, wishes=wishes, body=body)


def _from_row(
    row: dict[str, Any], *, number: int, found_in: str, wishes: Wishes, body: bytes | None = None
) -> Capture | Failure:
    """Make a row a capture, named by its own id where it has one."""
    name = _row_name(row.get("id"))
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        called = f" (id {name})" if name else ""
        return _row_failure(found_in, number, f'has no text{called}; fill its column "text" or remove the row')
    if body is None:
        body = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
    url = row.get("url")
    return make_capture(
        body,
        media_type=sniff.ROW,
        found_in=name or f"{found_in}#{number}",
        number=number,
        url=url if isinstance(url, str) and url else None,
        wishes=wishes,
    )


def _row_name(value: object) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    return str(value).strip() or None if isinstance(value, (str, int, float)) else None


def _plain(cell: Any) -> Any:
    """Bring a Parquet cell to what JSON can hold; dates keep their precision as ISO 8601."""
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return cell if cell is None or isinstance(cell, (str, int, float, bool)) else str(cell)


def _row_failure(found_in: str, number: int, problem: str) -> Failure:
    return Failure(found_in, "collect", f"row {number} {problem}")


def _no_text_column(names: Iterable[str]) -> str:
    found = ", ".join(list(names)[:12]) or "none"
    return f'has no column called "text" (columns: {found}); a corpus has {", ".join(COLUMNS)}'

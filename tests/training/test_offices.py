"""Terms of office out of public tables: what is refused does not come back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dateline.lexicon.tables import read_table

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))

import offices  # noqa: E402
from office_sources import Term  # noqa: E402


def term(office: str, of: str, name: str, start: str = "1991-03-22", end: str = "1995-03-22") -> Term:
    return Term(office, of, name, name, start, end, end, "a table")


def test_terms_given_to_a_wrong_state_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = [
        term("president", "CAN", "Aristides Pereira"),
        term("president", "CPV", "Aristides Pereira"),
        term("prime minister", "TMP", "Mari Alkatiri"),
        term("prime minister", "TLS", "Mari Alkatiri"),
        term("foreign minister", "SVN", "Laurie Chan"),
        term("foreign minister", "SVN", "Ilse Brandt", "1996-01-01", "1999-01-01"),
    ]
    monkeypatch.setattr(offices, "_terms", lambda sources: iter(told))
    kept = {(row[1], row[2]) for row in offices.build(tmp_path)}
    assert kept == {("CPV", "Aristides Pereira"), ("TLS", "Mari Alkatiri"), ("SVN", "Ilse Brandt")}


def test_the_table_holds_nothing_that_is_refused() -> None:
    rows = read_table("holders.tsv")
    names = {(row["office"], row["of"], name) for row in rows for name in (row["holder"], "*")}
    names |= {("*", row["of"], "*") for row in rows}
    assert offices.refusals().isdisjoint(names)
    assert len(offices.refusals()) >= 15


def test_every_refusal_has_a_reason() -> None:
    lines = (ROOT / "training" / "office_refusals.txt").read_text("utf-8").splitlines()
    assert all(len(line.split("|")) == 4 and line.split("|")[3] for line in lines if not line.startswith("#"))

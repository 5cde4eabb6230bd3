"""Reads chain_sentences.txt: texts of our own with their chains, as rows like those of gold/chains."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("chain_sentences.txt")
_NUMBERED = re.compile(r"(\d+) (.*)")


def chain_sentences() -> list[dict[str, Any]]:
    """Each text with `id`, `text` and `chains`, a list of links with `span`, `exact`, `kind` and `kind_also`."""
    rows: list[dict[str, Any]] = []
    marks: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        begun = _NUMBERED.match(line)
        if begun:
            rows.append({"id": begun[1], "text": begun[2]})
        elif line.startswith("= "):
            marks.setdefault(rows[-1]["id"], []).append(line[2:])
        elif line and line != "-" and not line.startswith("#"):
            rows[-1]["text"] += "\n\n" + line
    for row in rows:
        row["chains"] = [[_link(row["text"], link) for link in mark.split(" <- ")] for mark in marks.get(row["id"], ())]
    return rows


def _link(text: str, mark: str) -> dict[str, Any]:
    kinds, _, words = mark.partition(": ")
    kind, *also = kinds.split("|")
    start = text.index(words)
    return {"span": [start, start + len(words)], "exact": words, "kind": kind, "kind_also": also}

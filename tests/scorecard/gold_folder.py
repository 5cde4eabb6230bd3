"""A small folder of gold in the layout that the scorecard reads; sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

STORM = (
    "ARLEN, May 3 - At least 12 fishermen were killed in Norway when a storm hit the coast on "
    "Friday. “We have never seen waves like these,” said Maria Lopes, the mayor."
)
VOTE = "Voters in Kenya elected a new parliament on 4 August 2017, the electoral commission said."


def write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write a JSON-lines file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def write_set(folder: Path, name: str, gold: list[dict[str, Any]]) -> None:
    """Write a set over the two texts; gold rows without an id take those of the texts in order."""
    texts = [("storm", STORM), ("vote", VOTE)]
    rows = [
        {"id": one, "text": text, "headline": None, "published_at": "2017-08-05", "language": "en"}
        for one, text in texts
    ]
    write_rows(folder / name / "corpus.jsonl", rows[: len(gold)])
    numbered = [{"id": one, **row} for (one, _), row in zip(texts, gold, strict=False)]
    write_rows(folder / name / "gold.jsonl", numbered)


def span(text: str, words: str) -> list[int]:
    """Where words stand in a text."""
    start = text.index(words)
    return [start, start + len(words)]


def make_gold(folder: Path) -> Path:
    """Write sets of four tasks, one under a name that nobody expects."""
    norway = {"span": span(STORM, "Norway"), "exact": "Norway", "lat": 62.0, "lon": 10.0, "country": "NOR"}
    kenya = {"span": span(VOTE, "Kenya"), "exact": "Kenya", "lat": 1.0, "lon": 38.0, "country": "KEN"}
    write_set(folder, "places/lgl", [{"places": [norway]}, {"places": [kenya]}])
    write_set(folder, "places/of_our_own", [{"places": [norway]}, {"places": [kenya]}])
    day = {"span": span(VOTE, "4 August 2017"), "exact": "4 August 2017", "type": "DATE", "value": "2017-08-04"}
    write_set(folder, "times/timebank", [{"times": []}, {"times": [day]}])
    killed = {"span": span(STORM, "At least 12 fishermen"), "low": 12, "high": None, "counted": "killed"}
    write_set(folder, "figures/first", [{"figures": [killed]}, {"figures": []}])
    quote = {
        "source": [span(STORM, "Maria Lopes, the mayor")],
        "cue": [[STORM.index("said Maria"), STORM.index("said Maria") + 4]],
        "content": [span(STORM, "“We have never seen waves like these,”")],
        "form": "direct",
    }
    write_set(folder, "quotes/polnear", [{"quotes": [quote], "split": "dev"}])
    return folder

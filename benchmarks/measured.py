"""Where the scripts `others_*.py` write what they measured, so that the scorecard shows it beside ours."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[1] / "src"
MEASURED = SOURCE / "dateline" / "scorecard" / "measured"
sys.path.insert(0, str(SOURCE))
# The scoring itself needs nothing but Python, so other libraries can be scored where ours are not installed.


def row(gold_set: str, measure: str, system: str, figure: float) -> dict[str, Any]:
    """One figure of another system on a set of the card."""
    rounded = round(figure, 4)
    return {"set": gold_set, "measure": measure, "system": system, "figure": rounded, "part": "the same texts"}


def write(name: str, task: str, script: str, rows: list[dict[str, Any]]) -> None:
    """Write the figures of one task."""
    table = {"task": task, "source": f"measured by us, benchmarks/{script}", "rows": rows}
    (MEASURED / f"{name}.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as opened:
        return [json.loads(line) for line in opened]

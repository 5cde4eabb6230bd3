"""Score trafilatura and htmldate alone on the pages of the scorecard: python benchmarks/others_extract.py --data DIR.

Both are what Dateline itself builds on. Writes src/dateline/scorecard/measured/extract_*.json, which the scorecard
shows beside our own figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dateline.scorecard import page_gold
from dateline.scorecard.reading import lines
from dateline.scorecard.tasks.body_text import score_texts, scored_pages
from dateline.scorecard.tasks.metadata import gold_day

MEASURED = Path(__file__).parents[1] / "src" / "dateline" / "scorecard" / "measured"
SOURCE = "measured by us, benchmarks/others_extract.py"


def main() -> None:
    """Measure both and write the two files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--limit", type=int)
    chosen = options.parse_args()
    write("body_text", body_text(chosen.data, chosen.limit))
    write("metadata", days(chosen.data, chosen.limit))


def write(task: str, rows: list[dict[str, Any]]) -> None:
    """Write the rows of one task as the scorecard reads them."""
    table = {"task": task, "source": SOURCE, "rows": rows}
    path = MEASURED / f"extract_{task}.json"
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def body_text(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """The text that trafilatura extracts by itself, in the same mode as inside Dateline."""
    from trafilatura import extract

    def alone(page: page_gold.GoldPage) -> str:
        return extract(page.html, favor_precision=True, include_comments=False) or ""

    system = f"trafilatura {version('trafilatura')} alone"
    return [
        {"set": name, "measure": one.key, "system": system, "figure": round(one.value, 4), "part": "the same pages"}
        for name in page_gold.SETS
        for one in score_texts(name, list(scored_pages(data, name, limit=limit)), alone)
        if one.value is not None
    ]


def days(data: Path, limit: int | None) -> list[dict[str, Any]]:
    """The day that htmldate finds by itself, the page's address given."""
    found = []
    for name in ("fundus_fixtures", "pages", "readability"):
        folder = data / "extract" / name
        rows = [row for row in lines(folder / "gold.jsonl") if gold_day(row)][:limit]
        right = sum(day_alone(folder / row["file"], row.get("url")) == gold_day(row) for row in rows)
        system = f"htmldate {version('htmldate')} alone"
        figure = round(right / len(rows), 4)
        found.append({"set": name, "measure": "day", "system": system, "figure": figure, "part": "the same pages"})
    return found


def day_alone(path: Path, url: str | None) -> str | None:
    """What htmldate answers."""
    from htmldate import find_date

    html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    try:
        return find_date(html, url=url, original_date=True)  # type: ignore[no-any-return]
    except Exception:
        return None


if __name__ == "__main__":
    main()

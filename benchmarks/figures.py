"""Score figures on our own gold, and the grammar of quantities on the cases of Recognizers-Text and quantulum3.

Run: `python benchmarks/figures.py --gold gold/figures --data DIR`, where DIR holds `figures/recognizers_text` and more.
Our gold is scored end to end (figure_scoring.py), beside it `others_figures.py` scores other libraries. Of the foreign
cases one passes when every quantity it expects is found with the same value or bounds; here all that expect a number
are counted, which of them news needs is said in tests/understand/recognizers/README.md.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from figure_scoring import Found
from figure_scoring import parts as gold_parts
from figure_scoring import score as score_gold

from dateline.understand.figure_grammar import quantities
from dateline.understand.figure_units import Quantity
from dateline.understand.shadow import shadow_of

FILES = ("Number/NumberModel", "Number/NumberRangeModel", "Number/PercentModel", "NumberWithUnit/CurrencyModel",
         "NumberWithUnit/DimensionModel", "NumberWithUnit/TemperatureModel")  # fmt: skip
LEFT_OUT = frozenset({"fraction", "power"})
RANGE = re.compile(r"([\[(])(-?[\d.]*),(-?[\d.]*)([\])])")
Expected = tuple[str, float | None, float | None]


def recognizers(path: Path) -> Iterator[tuple[str, list[Expected]]]:
    """The inputs of one file with what is expected: the words, low, high (exclusive ends count as inclusive ones)."""
    for case in json.loads(path.read_text("utf-8-sig")):
        expected: list[Expected] = []
        for result in case["Results"]:
            resolution = result.get("Resolution") or {}
            value = str(resolution.get("value"))
            if resolution.get("subtype") in LEFT_OUT:
                continue
            if found := RANGE.fullmatch(value):
                expected.append((result["Text"], number(found[2]), number(found[3])))
            elif (single := number(value.rstrip("%"))) is not None:
                expected.append((result["Text"], single, single))
        yield case["Input"], expected


def quantulum(path: Path) -> Iterator[tuple[str, list[Expected]]]:
    """The sentences of quantulum3 with values, uncertain ones as ranges."""
    for case in json.loads(path.read_text("utf-8")):
        expected: list[Expected] = []
        for result in case["res"]:
            spread = result.get("uncertainty") or 0
            if result["unit"] != "dimensionless":
                expected.append((result["surface"], result["value"] - spread, result["value"] + spread))
        yield case["req"], expected


def number(text: str) -> float | None:
    """A number, or None."""
    try:
        return float(text)
    except ValueError:
        return None


def fits(found: Quantity, low: float | None, high: float | None) -> bool:
    """Whether the bounds are those expected; a count may be one off, where the ends are exclusive."""
    return (near(found.low, low) and near(found.high, high)) or (low == high and near(found.value, low))


def near(ours: float | None, theirs: float | None) -> bool:
    """Equal within rounding, or one whole off."""
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= max(1.0 if float(theirs).is_integer() and theirs > 1 else 0.0, 1e-6 * abs(theirs))


def score(cases: Iterator[tuple[str, list[Expected]]], *, show: int) -> tuple[int, int]:
    """How many of the cases that expect something pass, and how many there are."""
    passed = total = 0
    for text, expected in cases:
        if not expected:
            continue
        found = list(quantities(shadow_of(text)))
        total += 1
        if all(any(fits(one, low, high) for one in found) for _, low, high in expected):
            passed += 1
        elif total - passed <= show:
            print(f"  {text!r} expected {expected} found {[(text[q.start : q.end], q.low, q.high) for q in found]}")
    return passed, total


def read_end_to_end(row: dict[str, Any]) -> list[Found]:
    """The figures of the record for one text."""
    from dateline.model.annotation import Figure
    from dateline.model.article import Article, DateInterval
    from dateline.model.text import Slice
    from dateline.understand.room import understand

    text, day = row["text"], row.get("published_at")
    published = DateInterval(start=day, end=day, precision="day", why="gold") if day else None
    article = Article(id=row["id"], capture_id="c", found_in="gold", text=text, slices=(Slice(0, len(text)),),
                      visible_sha256="", published_at=published, language="en")  # fmt: skip
    (annotated,) = understand([article])
    return [
        Found(one.span.start, one.span.end, one.low, one.high, one.unit, one.counted) for one in annotated.of(Figure)
    ]


def main() -> None:
    """Print one line for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--gold", type=Path, help="the folder of our own gold of figures")
    parser.add_argument("--show", type=int, default=0, help="print so many failing cases of each file")
    given = parser.parse_args()
    for part in gold_parts(given.gold) if given.gold else ():
        print(f"gold {part.name}: {json.dumps(score_gold(part, read_end_to_end, show=given.show > 0))}")
    if given.data is None:
        return
    folder = given.data / "figures"
    sources: list[tuple[str, Path, Any]] = [
        (name, folder / "recognizers_text" / f"{name}.json", recognizers) for name in FILES
    ]
    sources.append(("quantulum3", folder / "quantulum3" / "quantities.json", quantulum))
    for name, path, reader in sources:
        if path.is_file():
            passed, total = score(reader(path), show=given.show)
            print(f"{name}: {passed}/{total} = {passed / max(1, total):.3f}")


if __name__ == "__main__":
    main()

